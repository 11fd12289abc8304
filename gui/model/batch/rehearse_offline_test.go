package batch_test

import (
	"strings"
	"testing"

	"mooring/client/practice"
	"mooring/gui/model/batch"
	"mooring/gui/model/modeltest"
)

// What could not be asked is no fault of the rows: there is nothing to mend in them, and they
// can be created.
func TestRehearseWithoutAnAnswer(t *testing.T) {
	d := newDesk(t, modeltest.NewShuffled(1))
	d.read(t, tableOf(3))
	d.Practice.Misbehave(practice.Fault{Op: practice.OpToken, Status: 500})
	d.batch.Rehearse(false)
	d.runner.Settle()
	if got := d.batch.Counts(); got.Doubtful != 3 || !strings.HasPrefix(d.states()[0], "doubtful problem.") {
		t.Fatalf("%+v: %q", got, d.states())
	}
	d.Practice.Behave()
	d.create()
	if got := d.batch.Counts(); got != (batch.Counts{Rows: 3, Created: 3}) {
		t.Errorf("%+v: %q", got, d.states())
	}
}
