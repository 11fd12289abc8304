package gui

import (
	"fmt"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"mooring/client/history"
	"mooring/client/practice"
)

// foot is where a text that can be seen ends in the window.
func (v *screen) foot(text string) float32 {
	v.t.Helper()
	foot := float32(0)
	for _, o := range v.shown() {
		if found, ok := o.(*canvas.Text); ok && found.Text == text {
			at := fyne.CurrentApp().Driver().AbsolutePositionForObject(found)
			foot = max(foot, at.Y+found.Size().Height)
		}
	}
	if foot == 0 {
		v.t.Fatalf("%q cannot be seen", text)
	}
	return foot
}

// top is where a control begins in the window.
func (v *screen) top(name string) float32 {
	v.t.Helper()
	return fyne.CurrentApp().Driver().AbsolutePositionForObject(v.object(name)).Y
}

// The last row of the list can be seen above the notes that lie on it, and that of a table
// above the offer to undo.
func TestLastRowsAboveWhatLiesOnThem(t *testing.T) {
	v := startPractice(t)
	const n = 40
	for i := range n {
		e := history.Entry{AttemptID: fmt.Sprintf("attempt-%d", i), Place: practicePlace, Name: fmt.Sprintf("Listed %d", i)}
		v.entry(e, history.Outcome{State: history.Created, ConnectionID: "c"})
	}
	v.main.table.Reload()
	v.expect("rows", "40")
	v.main.notices.PutAside(filepath.Join("data", "register-damaged-1.db"))
	v.focus("register.grid")
	v.key(fyne.KeyEnd)
	last := v.cell(n-1, history.ByName)
	if foot, top := v.foot(last), v.top("banner.damaged"); foot > top {
		t.Errorf("%q ends at %v, below the note at %v", last, foot, top)
	}

	rows := make([]string, n)
	for i := range rows {
		rows[i] = tableRow(fmt.Sprintf("Row %d", i), fmt.Sprintf("AKIATABLE%07dWORK", i), practice.SandboxDevelopment)
	}
	v.dropTable(rows...)
	v.key(fyne.KeyEnd)
	v.key(fyne.KeyDelete)
	if foot, top := v.foot("Row 38"), v.top("toast.action"); foot > top {
		t.Errorf("the last row ends at %v, below the offer at %v", foot, top)
	}
	v.tap("toast.action")
	v.foot("Row 39")
}

// What is told of work on the list, and how many connections there are, is not hidden by a
// note on it.
func TestNotesAboveWhatIsUnderTheRows(t *testing.T) {
	v := startPractice(t)
	v.main.notices.PutAside(filepath.Join("data", "register-damaged-1.db"))
	for _, strip := range []bool{false, true} {
		if strip {
			v.tap("bar.refresh")
		}
		if v.visible("upkeep.strip") != strip {
			t.Fatalf("the strip is to be seen: %v", !strip)
		}
		size := v.canvas().Size()
		v.main.stage.Window.Resize(size.AddWidthHeight(-1, 0))
		v.main.stage.Window.Resize(size) // gives everything its place, as a frame does
		note := v.object("banner.damaged")
		rows := v.object("register.grid")
		end, foot := v.top("banner.damaged")+note.Size().Height, v.top("register.grid")+rows.Size().Height
		if end > foot || end < foot-theme.Padding() {
			t.Errorf("with the strip %v, the note ends at %v and the rows at %v", strip, end, foot)
		}
	}
}
