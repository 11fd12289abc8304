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

// A connection that is deleted on Platform stays in the list, and selected; the keys stay
// with what is in sight, also where the button that had them goes.
func TestKeysStayAfterADeletion(t *testing.T) {
	for _, from := range []string{"register.grid", "details.replace", "details.more"} {
		v := withDetails(t)
		v.selectRow(0)
		v.focus(from)
		v.command("details.delete")
		v.expect("sheet", "delete")
		v.enter("delete.typed", "Loyalty exports")
		v.key(fyne.KeyReturn)
		v.expect("sheet", "", "rows", "1")
		if _, row, ok := v.main.table.Selected(); !ok || row != 0 {
			t.Errorf("from %s: row %d is selected", from, row)
		}
		if focus := v.state("focus"); focus == "" || !v.visible(focus) || v.disabled(focus) || from != "details.replace" && focus != from {
			t.Errorf("from %s: the focus is on %q", from, focus)
		}
		v.close()
	}
}
