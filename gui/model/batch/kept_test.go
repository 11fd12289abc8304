package batch_test

import (
	"testing"

	"mooring/client/history"
	"mooring/client/practice"
	"mooring/gui/model/batch"
	"mooring/gui/model/modeltest"
)

// cutShort is a table of the practice Platform, a row of which is left.
func (d *desk) cutShort(t *testing.T) {
	t.Helper()
	cut := history.Batch{ID: "cut", Practice: true, Name: "table.csv", Rows: []history.BatchRow{{Line: 2, Source: "x"}}}
	if err := d.Register.Batches.Keep(t.Context(), cut); err != nil {
		t.Fatal(err)
	}
	d.batch.Load()
}

// What was cut short on one side, practice or real, is not offered on the other, however
// late the register answers.
func TestWhatWasCutShortIsOfItsSide(t *testing.T) {
	modeltest.EachOrder(t, func(t *testing.T, r *modeltest.Shuffled) {
		d := newDesk(t, r)
		d.cutShort(t)
		d.accounts.chosen.Account.ID, d.accounts.chosen.Account.Practice = "luma", false
		d.batch.Load()
		r.Settle()
		if u := d.batch.Unfinished(); len(u) > 0 {
			t.Errorf("of the other side: %+v", u)
		}
		d.accounts.chosen = practiceTarget()
		d.batch.Load()
		r.Settle()
		if u := d.batch.Unfinished(); len(u) != 1 || u[0].ID != "cut" {
			t.Errorf("of this side: %+v", u)
		}
	})
}

// What the user has dropped does not come back with an answer that was under way.
func TestWhatIsDroppedStaysSo(t *testing.T) {
	modeltest.EachOrder(t, func(t *testing.T, r *modeltest.Shuffled) {
		d := newDesk(t, r)
		d.cutShort(t)
		r.Settle()
		d.batch.Load()
		d.batch.Forget("cut")
		r.Settle()
		if u := d.batch.Unfinished(); len(u) > 0 {
			t.Errorf("still %+v", u)
		}
	})
}

// A table that is read while another sandbox is chosen goes there.
func TestReadWhileAnotherSandboxIsChosen(t *testing.T) {
	r := modeltest.NewShuffled(1)
	d := newDesk(t, r)
	d.batch.Read("table.csv", []byte(tableOf(1)))
	d.accounts.chosen.Account.Sandbox = practice.SandboxProduction
	d.batch.Follow() // as it is told
	r.Settle()
	if got := d.batch.Row(0).Cells[batch.Sandbox].Value; got != practice.SandboxProduction {
		t.Errorf("it is for %q", got)
	}
}
