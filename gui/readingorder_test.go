package gui

import (
	"fmt"
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"mooring/client/practice"
)

// stop is something that Tab leads to, and where it is.
type stop struct {
	name     string
	from, to fyne.Position
}

// before reports whether a stop is read before another one: it ends above it, unless it
// stands in a column further right, or on its line and further left.
func (s stop) before(other stop) bool {
	const near = 1
	switch {
	case s.to.Y <= other.from.Y+near: // above
		return s.from.X < other.to.X-near
	case other.to.Y <= s.from.Y+near: // below
		return false
	}
	return s.to.X <= other.from.X+near
}

// stops are what Tab leads to, from the first one on and once around.
func (v *screen) stops() (all []stop) {
	v.t.Helper()
	v.canvas().Unfocus()
	v.canvas().FocusNext()
	var met []fyne.Focusable
	for range 100 {
		focused := v.canvas().Focused()
		if focused == nil || slices.Contains(met, focused) {
			break
		}
		met = append(met, focused)
		v.canvas().FocusNext()
	}
	for _, focused := range met { // nothing scrolls any more
		o, ok := focused.(fyne.CanvasObject)
		if !ok {
			v.t.Fatalf("%T is nothing to be seen", focused)
		}
		from := fyne.CurrentApp().Driver().AbsolutePositionForObject(o)
		all = append(all, stop{fmt.Sprintf("%s %T", v.main.stage.Places.NameOf(focused), focused), from, from.AddXY(o.Size().Width, o.Size().Height)})
	}
	return all
}

// wantReadingOrder complains of what Tab leads to before something that is read before it.
func (v *screen) wantReadingOrder(where string) {
	v.t.Helper()
	v.layout(fyne.NewSize(1500, 2200)) // where nothing scrolls
	all := v.stops()
	if len(all) == 0 {
		v.t.Errorf("%s: Tab leads nowhere", where)
	}
	for i, s := range all[:max(len(all)-1, 0)] {
		if next := all[i+1]; next.before(s) {
			v.t.Errorf("%s: Tab leads from %s at %v–%v back to %s at %v–%v", where, s.name, s.from, s.to, next.name, next.from, next.to)
		}
	}
}

// Tab leads through every sheet and every page as they are read: down, and along a line
// from left to right, and down one column before the next.
func TestTabGoesAsEverythingIsRead(t *testing.T) {
	v := openSignedIn(t)
	v.wantReadingOrder("the form")
	for _, state := range sheetStates {
		state.show(v)
		v.wantReadingOrder(state.name)
		v.hideSheets()
	}
	v.command("table.menu")
	v.wantReadingOrder("the table")

	v = startPractice(t)
	v.create("Loyalty", practice.AccessKeyWorks)
	v.wantReadingOrder("what came of it")
	entry := v.main.current.Entry()
	v.main.panel.showEntry(entry)
	v.tap("register.filter")
	v.tap("account.edit")
	for _, tab := range []fyne.KeyName{fyne.KeyHome, fyne.KeyRight, fyne.KeyRight, fyne.KeyRight} {
		v.focus("details.tabs")
		v.key(tab)
		v.wantReadingOrder(fmt.Sprintf("tab %s of a connection", tab))
	}
	actions := v.main.panel.actions
	for name, show := range map[string]func(){
		"replace": func() { actions.Replace(entry) }, "edit": func() { actions.Edit(entry) }, "delete": func() { actions.Delete(entry) },
		"export": v.main.register.Exchange.Export,
		"browse": func() {
			actions.Browse(entry)
			v.key(fyne.KeyReturn)
			v.key(fyne.KeyEnd)
			v.key(fyne.KeyReturn)
		},
	} {
		show()
		v.expect("sheet", name)
		v.wantReadingOrder(name)
		v.hideSheets()
	}
	v.main.panel.bringing.Bring(entry, membersFile, false)
	v.wantReadingOrder("the files to bring in")
	v.next()
	v.intoDataset("Loyalty members")
	v.wantReadingOrder("the dataset")
	v.next()
	v.wantReadingOrder("the columns")
	v.next()
	v.expect("focus", "ingest.frequency")
	v.wantReadingOrder("when")
	v.next()
	v.expect("focus", "ingest.name")
	v.wantReadingOrder("the last step")
}
