package gui

import (
	"testing"

	"fyne.io/fyne/v2"

	"mooring/client/history"
)

// After a removal the next connection is selected and shown, and has the keys, from
// wherever it was removed.
func TestKeysGoOnAfterARemoval(t *testing.T) {
	for from, focus := range map[string]string{"the list": "register.grid", "the search": "register.search", "the page": "details.more"} {
		v := withEntries(t, "a", "b", "c", "d")
		v.grid().OnSort(0, false)
		v.selectRow(1)
		v.focus(focus)
		v.command("register.forget")
		v.expect("rows", "3")
		if from != "the search" {
			v.expect("focus", "register.grid")
		}
		if entry, row, _ := v.main.table.Selected(); entry.Name != "c" || row != 1 || v.main.current.Entry().AttemptID != entry.AttemptID || v.grid().Selected() != 1 {
			t.Errorf("from %s: %q is selected in row %d, and %q is shown", from, entry.Name, row, v.main.current.Entry().Name)
		}
		v.focus("register.grid")
		v.key(fyne.KeyDelete)
		v.key(fyne.KeyDelete)
		if got := v.column(history.ByName); len(got) != 1 || got[0] != "a" || v.main.current.Entry().Name != "a" {
			t.Errorf("from %s: left are %q, and %q is shown", from, got, v.main.current.Entry().Name)
		}
		v.key(fyne.KeyDelete)
		v.expect("rows", "0", "focus", "register.grid", "id", "")
		v.close()
	}
}

// A connection that is deleted on Platform stays in the list, and selected.
func TestKeysStayAfterADeletion(t *testing.T) {
	v := withEntries(t, "a", "b", "c")
	v.grid().OnSort(0, false)
	v.selectRow(1)
	v.focus("register.grid")
	v.command("details.delete")
	v.expect("sheet", "delete")
	v.main.stage.CloseOnTop()
	v.expect("sheet", "", "focus", "register.grid")
}
