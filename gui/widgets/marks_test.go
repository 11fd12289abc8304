package widgets

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

func TestMarksAreToldByPointerAndKeyboard(t *testing.T) {
	m := NewMarks("Last runs")
	open(t, m, fyne.NewSize(300, 60))
	m.SetItems([]MarkItem{{SignDone, "first"}, {SignFailed, "second"}, {SignWarned, "third"}})
	if m.caption() != "Last runs" {
		t.Errorf("at rest: %q", m.caption())
	}
	m.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(markRing+1.5*markStep, 8)}})
	if m.caption() != "second" {
		t.Errorf("below the pointer: %q", m.caption())
	}
	m.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(290, 8)}})
	if m.caption() != "Last runs" {
		t.Errorf("beside them: %q", m.caption())
	}
	m.MouseOut()
	m.FocusGained()
	for _, step := range []struct {
		key  fyne.KeyName
		want string
	}{{"", "third"}, {fyne.KeyLeft, "second"}, {fyne.KeyHome, "first"}, {fyne.KeyLeft, "first"}, {fyne.KeyEnd, "third"}, {fyne.KeyRight, "third"}} {
		m.TypedKey(&fyne.KeyEvent{Name: step.key})
		if m.caption() != step.want {
			t.Errorf("after %s: %q", step.key, m.caption())
		}
	}
	m.SetItems(nil)
	if m.caption() != "Last runs" {
		t.Errorf("of none: %q", m.caption())
	}
}

// Many marks stay within a narrow panel.
func TestManyMarksMoveTogether(t *testing.T) {
	m := NewMarks("")
	open(t, m, fyne.NewSize(160, 60))
	m.SetItems(make([]MarkItem, 20))
	if m.MinSize().Width > 160 || m.step()*20 > 160 {
		t.Errorf("least %v, from one to the next %v", m.MinSize(), m.step())
	}
	if got := m.at(fyne.NewPos(159-markRing, 5)); got != 19 {
		t.Errorf("the last one is the %dth", got)
	}
}

func TestPlateKeepsItsContentInside(t *testing.T) {
	content := widget.NewLabel("content")
	p := NewPlate(content)
	open(t, p, fyne.NewSize(200, 100))
	least := p.MinSize()
	p.SetAlert(true)
	if p.MinSize() != least {
		t.Error("attention makes it larger")
	}
	if content.Position().X <= plateBar || content.Position().X+content.Size().Width >= 200 {
		t.Errorf("the content is at %v, %v wide", content.Position(), content.Size())
	}
}
