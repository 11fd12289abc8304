package batch_test

import (
	"slices"
	"strings"
	"testing"

	"mooring/client/history"
	"mooring/client/practice"
	"mooring/gui/model/batch"
	"mooring/gui/model/modeltest"
)

// What was made of a table that was cut short stays made while its entries are out of
// the list, and is known by them again once they are put back.
func TestResumeRemoved(t *testing.T) {
	d := newDesk(t, modeltest.NewShuffled(1))
	text := strings.Replace(tableOf(3), "S3 connection #1", "", 1)
	d.read(t, text)
	d.create()
	if got := d.batch.Counts(); got != (batch.Counts{Rows: 3, Wrong: 1, Created: 2}) {
		t.Fatalf("%q", d.states())
	}
	ids := []string{d.batch.Row(0).Entry.AttemptID, d.batch.Row(2).Entry.AttemptID}
	gone, _, err := d.Register.Entries.Forget(t.Context(), ids)
	if err != nil {
		t.Fatal(err)
	}
	d.batch.Create(true) // nothing, of the table that is still open
	d.again()
	if u := d.batch.Unfinished(); len(u) != 1 || u[0].Created != 2 || u[0].Left != 1 {
		t.Errorf("removed: %+v", u)
	}
	d.accounts.chosen.Account.Sandbox = practice.SandboxProduction
	d.read(t, text)
	if got := d.states(); !slices.Equal(got, []string{"created batch.removed", "wrong check.name.empty", "created batch.removed"}) {
		t.Errorf("removed: %q", got)
	}
	if row := d.batch.Row(0); row.Entry.AttemptID != "" || row.Cells[batch.Sandbox].Value != practice.SandboxDevelopment || row.Cells[batch.Name].Value != "S3 connection #0" {
		t.Errorf("%+v", row)
	}
	d.batch.Set(1, batch.Name, "Mended")
	d.Practice.Misbehave(practice.Fault{Op: practice.OpCreate, Status: 400})
	d.create() // which keeps the batch anew
	d.Practice.Behave()
	d.again()
	if u := d.batch.Unfinished(); len(u) != 1 || u[0].Created != 2 || u[0].Left != 1 {
		t.Errorf("kept: %+v", u)
	}
	if err := d.Register.Entries.Restore(t.Context(), gone); err != nil {
		t.Fatal(err)
	}
	d.again()
	d.read(t, text)
	if got := d.states(); !slices.Equal(got, []string{"created", "ready", "created"}) || d.batch.Row(2).Entry.AttemptID != ids[1] {
		t.Errorf("restored: %q", got)
	}
	if u := d.batch.Unfinished(); len(u) > 0 {
		t.Errorf("restored: %+v", u)
	}
}

// lose lets the outcome of the one row be unknown, and removes its entry from the list.
func (d *desk) lose(t *testing.T, drop practice.DropWhen) history.Forgotten {
	t.Helper()
	d.read(t, tableOf(1))
	d.Practice.Misbehave(practice.Fault{Op: practice.OpCreate, Drop: drop},
		practice.Fault{Op: practice.OpList, Times: 1}, practice.Fault{Op: practice.OpList, Status: 403})
	d.create()
	id := d.batch.Row(0).Entry.AttemptID
	if got := d.batch.Counts(); got.Unknown != 1 || id == "" {
		t.Fatalf("%q", d.states())
	}
	gone, _, err := d.Register.Entries.Forget(t.Context(), []string{id})
	if err != nil {
		t.Fatal(err)
	}
	return gone
}

// listed is how many entries the list has, in any state.
func (d *desk) listed(t *testing.T) (n int) {
	t.Helper()
	if err := d.Register.Entries.Each(t.Context(), history.Query{Practice: true}, func(history.Entry) error { n++; return nil }); err != nil {
		t.Fatal(err)
	}
	return n
}

// What may have been created before its entry was removed from the list is not created
// again, and can still be found: in the table that is open, and after the next start.
func TestUnknownAndRemoved(t *testing.T) {
	for _, c := range []struct {
		name  string
		drop  practice.DropWhen
		again bool // the app was started anew
		want  string
	}{
		{"made, in the open table", practice.DropAfterCommit, false, "created"},
		{"made, after a start", practice.DropAfterCommit, true, "created"},
		{"not made, in the open table", practice.DropBeforeCommit, false, "failed"},
		{"not made, after a start", practice.DropBeforeCommit, true, "failed"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := newDesk(t, modeltest.NewShuffled(1))
			d.lose(t, c.drop)
			if c.again {
				d.again()
				if u := d.batch.Unfinished(); len(u) != 1 || u[0].Left != 1 {
					t.Errorf("%+v", u)
				}
				d.read(t, tableOf(1))
			} else {
				d.batch.Reload()
				d.runner.Settle()
			}
			if got := d.states(); !slices.Equal(got, []string{"unknown batch.removedUnknown"}) || d.batch.Row(0).Entry.AttemptID != "" {
				t.Fatalf("%q, %+v", got, d.batch.Row(0).Entry)
			}
			d.Practice.Behave()
			d.create() // not what is not known
			if got := d.batch.Counts(); got.Unknown != 1 {
				t.Fatalf("%q", d.states())
			}
			d.batch.Retry(0)
			d.runner.Settle()
			if got := d.states(); !strings.HasPrefix(got[0], c.want) || d.batch.Row(0).Entry.AttemptID == "" || d.listed(t) != 1 {
				t.Errorf("%q, %d in the list", got, d.listed(t))
			}
			d.batch.Retry(0)
			d.runner.Settle()
			if got := d.batch.Counts(); got.Created != 1 || d.held(t)["S3 connection #0"] != 1 || d.listed(t) != 1 {
				t.Errorf("%q, held %v, %d in the list", d.states(), d.held(t), d.listed(t))
			}
			d.again()
			if u := d.batch.Unfinished(); len(u) > 0 {
				t.Errorf("still %+v", u)
			}
		})
	}
}

// An entry that is put back is that of its row again.
func TestUnknownAndPutBack(t *testing.T) {
	d := newDesk(t, modeltest.NewShuffled(1))
	gone := d.lose(t, practice.DropAfterCommit)
	d.batch.Reload()
	d.runner.Settle()
	if err := d.Register.Entries.Restore(t.Context(), gone); err != nil {
		t.Fatal(err)
	}
	d.batch.Reload()
	d.runner.Settle()
	if got := d.batch.Row(0); got.State != batch.Unknown || got.Text.Key == "batch.removedUnknown" || got.Entry.AttemptID == "" {
		t.Errorf("%q, %+v", d.states(), got.Entry)
	}
}
