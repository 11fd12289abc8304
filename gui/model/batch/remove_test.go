package batch_test

import (
	"slices"
	"testing"

	"mooring/client/practice"
	"mooring/gui/model/batch"
	"mooring/gui/model/modeltest"
)

// names are those of the rows.
func (d *desk) names() []string {
	var all []string
	for i := range d.batch.Len() {
		all = append(all, d.batch.Row(i).Cells[batch.Name].Value)
	}
	return all
}

// A row that was removed comes back as it was: in its place, with its secret and with what
// was mended in it; that a table was mended is so only as long as something of that is left.
func TestPutBack(t *testing.T) {
	d := newDesk(t, modeltest.NewShuffled(1))
	d.read(t, tableOf(3))
	want := d.names()
	first, second := d.batch.Remove(1), d.batch.Remove(0)
	if got := d.names(); len(got) != 1 || first.Line != 3 || second.Line != 2 || !d.batch.Mended() {
		t.Fatalf("%q, %+v, %+v", got, first, second)
	}
	if at := d.batch.PutBack(second); at != 0 {
		t.Errorf("put back to %d", at)
	}
	if at := d.batch.PutBack(first); at != 1 || !slices.Equal(d.names(), want) || d.batch.Mended() {
		t.Errorf("put back to %d: %q, mended %v", at, d.names(), d.batch.Mended())
	}
	d.batch.Set(2, batch.Name, "Mended")
	only := d.batch.Remove(2)
	d.batch.Remove(0)
	if at := d.batch.PutBack(only); at != 1 || !slices.Equal(d.names(), []string{want[1], "Mended"}) || !d.batch.Mended() {
		t.Errorf("put back to %d: %q", at, d.names())
	}
	d.create()
	if got := d.batch.Counts(); got.Created != 2 || d.held(t)["Mended"] != 1 {
		t.Errorf("%q, %v", d.states(), d.held(t))
	}
	if d.batch.Remove(0); d.batch.Len() != 2 {
		t.Error("what was created cannot be seen any more")
	}
}

// The table that went with its last row comes back with it, unless another one was read.
func TestPutBackTheLastRow(t *testing.T) {
	d := newDesk(t, modeltest.NewShuffled(1))
	d.read(t, tableOf(1))
	d.Practice.Misbehave(practice.Fault{Op: practice.OpCreate, Status: 403, Times: 1})
	d.create()
	before := d.states()
	removal := d.batch.Remove(0)
	d.runner.Settle()
	if d.batch.Phase() != batch.Empty {
		t.Fatal("a table without rows")
	}
	if at := d.batch.PutBack(removal); at != 0 || d.batch.Phase() != batch.Done || d.batch.Name() != "table.csv" || !slices.Equal(d.states(), before) {
		t.Fatalf("put back to %d, %q in phase %v", at, d.states(), d.batch.Phase())
	}
	d.batch.Retry(0)
	d.runner.Settle()
	if got := d.states(); !slices.Equal(got, []string{"created"}) || d.held(t)["S3 connection #0"] != 1 {
		t.Errorf("%q, %v", got, d.held(t))
	}

	d.read(t, tableOf(3))
	removal = d.batch.Remove(2)
	d.read(t, tableOf(2))
	if at := d.batch.PutBack(removal); at != -1 || d.batch.Len() != 2 {
		t.Errorf("put back to %d of another table", at)
	}
}

// A row without a sandbox of its own goes to the one that is chosen as it comes back.
func TestPutBackAfterAnotherChoice(t *testing.T) {
	d := newDesk(t, modeltest.NewShuffled(1))
	d.read(t, tableOf(2))
	choose := func(sandbox string) {
		d.accounts.chosen.Account.Sandbox = sandbox
		d.batch.Follow()
	}
	sandboxes := func(want string) {
		t.Helper()
		for i := range d.batch.Len() {
			if got := d.batch.Row(i).Cells[batch.Sandbox].Value; got != want {
				t.Errorf("row %d goes to %q, want %q", i, got, want)
			}
		}
	}
	removal := d.batch.Remove(0)
	choose(practice.SandboxProduction)
	d.batch.PutBack(removal)
	sandboxes(practice.SandboxProduction)
	d.batch.Remove(1)
	removal = d.batch.Remove(0)
	choose(practice.SandboxDevelopment) // nothing is there to follow
	d.batch.PutBack(removal)
	sandboxes(practice.SandboxDevelopment)
	if d.batch.Len() != 1 {
		t.Errorf("%q", d.names())
	}
}

// A row that was removed is not told of at the next start, and one that was put back is:
// with others beside it, as the only one that is left, and as the last of all.
func TestRemovedRowsAreNotLeft(t *testing.T) {
	for _, c := range []struct{ rows, fail, left int }{{3, 2, 1}, {3, 1, 0}, {1, 1, 0}} {
		for seed := range uint64(8) {
			d := newDesk(t, modeltest.NewShuffled(seed))
			d.read(t, tableOf(c.rows))
			d.Practice.Misbehave(practice.Fault{Op: practice.OpCreate, Status: 403, Times: c.fail})
			d.create()
			at := 0
			for d.batch.Row(at).State != batch.Failed {
				at++
			}
			left := func() int {
				t.Helper()
				d.again()
				n := 0
				for _, u := range d.batch.Unfinished() {
					n += u.Left
				}
				return n
			}
			open := d.batch
			removal := open.Remove(at)
			d.runner.Settle()
			if got := left(); got != c.left {
				t.Errorf("%+v: %d rows are left", c, got)
			}
			open.PutBack(removal)
			again := open.Remove(at) // quicker than the disk
			open.PutBack(again)
			d.runner.Settle()
			if got := left(); got != c.left+1 {
				t.Errorf("%+v: put back, %d rows are left", c, got)
			}
			d.read(t, tableOf(c.rows))
			d.create()
			if got := d.batch.Counts(); got.Created != c.rows || d.listed(t) != c.rows {
				t.Errorf("%+v: %q, %d in the list", c, d.states(), d.listed(t))
			}
		}
	}
}
