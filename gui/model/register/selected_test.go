package register_test

import (
	"testing"

	"mooring/client/history"
	"mooring/gui/model/modeltest"
)

// The only entry that is marked is the selected one, however far the cursor is from it,
// and whatever was read anew meanwhile.
func TestTheOnlyMarkIsSelected(t *testing.T) {
	r := modeltest.NewShuffled(1)
	table := tableOf(r, newStore(5000))
	selected := func() (name string, row int) {
		r.Settle()
		e, row, _ := table.Selected()
		return e.Name, row
	}
	see := func(row int) {
		table.InSight(row, row+20)
		r.Settle()
	}
	mark := func(row int) {
		table.Select(row)
		table.Marks.Toggle(row)
	}
	see(10)
	mark(12)
	for first := 200; first < 4800; first += 200 {
		see(first) // more than is kept
	}
	table.Reload()
	see(4800)
	mark(4805)
	mark(4805)
	if name, row := selected(); row != 12 || name != "Connection 000012" {
		t.Errorf("%q is selected, in row %d", name, row)
	}
	table.Select(4806)
	if name, row := selected(); row != 12 || table.Marks.Cursor() != 4806 {
		t.Errorf("%q is selected, in row %d, and the cursor in %d", name, row, table.Marks.Cursor())
	}
	table.Search("Connection") // which marks nothing
	if name, row := selected(); row != 12 || table.Marks.Cursor() != 12 {
		t.Errorf("after a search %q is selected, in row %d, and the cursor in %d", name, row, table.Marks.Cursor())
	}
	var arrived history.Entry
	table.Arrived.Listen(func(e history.Entry) { arrived = e })
	table.Marks.All()
	table.Reload() // after which the entry of row 2 is out of sight
	r.Settle()
	table.Marks.One(2)
	r.Settle()
	if arrived.Name != "Connection 000002" {
		t.Errorf("told of %q", arrived.Name)
	}
}
