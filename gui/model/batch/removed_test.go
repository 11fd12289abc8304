package batch_test

import (
	"slices"
	"strings"
	"testing"

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
