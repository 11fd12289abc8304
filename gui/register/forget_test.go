package register

import (
	"testing"

	"fyne.io/fyne/v2"

	"mooring/client/history"
	"mooring/gui/model/register"
	"mooring/gui/parts"
)

// The menu of one row has what can be done with its connection, to which removing it
// belongs; that of several has it of its own.
func TestTheMenuRemovesOnce(t *testing.T) {
	l := open(t, "en", fyne.NewSize(960, 700), 3)
	l.page.Commands.needs.Menu = func(...*fyne.MenuItem) []*fyne.MenuItem {
		return []*fyne.MenuItem{menuItem("register.forget", true, nil)}
	}
	labels := []string{parts.Tr("register.forget"), parts.Tr("register.forgetMany", "Count", 3)}
	for marked, mark := range []func(){func() { l.table.Select(0) }, l.table.Marks.All} {
		mark()
		l.runner.Settle()
		n := 0
		for _, item := range l.page.Commands.rowItems() {
			if item.Label == labels[marked] {
				n++
			}
		}
		if n != 1 {
			t.Errorf("%d marked: it is there %d times", marked, n)
		}
	}
	l.table.Select(-1)
	l.page.Commands.ForgetEntry(history.Entry{AttemptID: "prod-1"})
	l.runner.Settle()
	if l.table.Count() != 2 {
		t.Errorf("%d rows are left", l.table.Count())
	}
}

// What is said of connections that were removed from the list is so of each of them:
// Platform keeps nothing of an attempt that failed.
func TestForgettingSaysWhatPlatformKeeps(t *testing.T) {
	l := open(t, "en", fyne.NewSize(960, 700), 14)
	name := func(i string) string { return "Store purchases " + i }
	for _, c := range []struct {
		ids  register.Scope
		want string
	}{
		{register.Scope{"prod-0"}, parts.Tr("forget.done", "Name", name("0"))},
		{register.Scope{"prod-6"}, parts.Tr("forget.doneFailed", "Name", name("6"))},
		{register.Scope{"prod-5"}, parts.Tr("forget.doneOne", "Name", name("5"))}, // deleted elsewhere
		{register.Scope{"prod-1", "prod-2"}, parts.Tr("forget.doneMany", "Count", 2)},
		{register.Scope{"prod-3", "prod-12", "prod-13"}, parts.Tr("forget.doneMixed", "Count", 3, "Kept", 1)},
		{register.Scope{"prod-4", "prod-11"}, parts.Tr("forget.doneNone", "Count", 2)},
	} {
		var said string
		l.table.Removals.Remove(c.ids, func(removal register.Removal, err error) {
			if err != nil {
				t.Fatal(err)
			}
			said = removed(removal)
		})
		l.runner.Settle()
		if said != c.want {
			t.Errorf("%v: %q, not %q", c.ids, said, c.want)
		}
	}
}
