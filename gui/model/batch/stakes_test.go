package batch_test

import (
	"slices"
	"testing"

	"mooring/client"
	"mooring/client/practice"
	"mooring/gui/model/batch"
	"mooring/gui/model/modeltest"
)

// One row that is made alone has the same at stake as in the whole table; finding out
// what became of it, and what nothing is made of, have nothing.
func TestStakesOfOneRow(t *testing.T) {
	d := newDesk(t, modeltest.NewShuffled(1))
	d.accounts.listed = []client.Sandbox{
		{Name: practice.SandboxDevelopment, Type: "development", State: "active"}, {Name: practice.SandboxProduction, Type: "production", State: "active"},
	}
	d.read(t, sandboxed(practice.SandboxProduction, practice.SandboxDevelopment, practice.SandboxProduction, practice.SandboxProduction))
	d.Practice.Misbehave(practice.Fault{Op: practice.OpCreate, Status: 403, Times: 2})
	d.batch.Set(2, batch.Name, "")
	d.batch.Set(3, batch.Name, d.batch.Row(0).Cells[batch.Name].Value)
	d.create()
	d.Practice.Behave()
	if got := d.states(); got[0] != "failed problem.permission.title" || got[1] != "failed problem.permission.title" || got[2] != "wrong check.name.empty" || got[3] != "twin batch.twin" {
		t.Fatalf("%q", got)
	}
	want := []batch.Stake{{Sandbox: practice.SandboxProduction, Rows: 1}}
	for row, wanted := range [][]batch.Stake{want, nil, nil, want} {
		if got := d.batch.RetryStakes(row); !slices.Equal(got, wanted) {
			t.Errorf("row %d: %+v, want %+v", row, got, wanted)
		}
	}
	d.Practice.Misbehave(practice.Fault{Op: practice.OpCreate, Drop: practice.DropAfterCommit},
		practice.Fault{Op: practice.OpList, Times: 1}, practice.Fault{Op: practice.OpList, Status: 403})
	d.batch.Retry(0)
	d.runner.Settle()
	d.Practice.Behave()
	d.batch.Retry(3)
	d.runner.Settle()
	if got := d.batch.Counts(); got.Unknown != 1 || got.Created != 1 {
		t.Fatalf("%q", d.states())
	}
	for _, row := range []int{-1, 0, 3, 4} {
		if got := d.batch.RetryStakes(row); got != nil {
			t.Errorf("row %d: %+v: %q", row, got, d.states())
		}
	}
}
