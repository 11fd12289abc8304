package gui

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// The second click of a double click on a button that closes its sheet reaches nothing
// that lies under it, be that the window or another sheet; a click beside it does, and
// one at the same place does a moment later. The focus stays where it is.
func TestSecondClickReachesNothing(t *testing.T) {
	for _, name := range []string{"the window", "another sheet"} {
		t.Run(name, func(t *testing.T) {
			v := startPractice(t)
			taps := 0
			var under fyne.CanvasObject = newTapCounter(&taps)
			if name == "the window" {
				v.main.pages.shown.Add(under)
				v.main.pages.shown.Refresh()
				v.focus("register.search")
			} else {
				input := widgets.NewEntry()
				beneath := v.main.stage.Sheet("beneath", "Beneath", container.NewBorder(input, nil, nil, nil, under), "", "")
				v.main.stage.Keep("beneath")
				beneath.Resize(v.canvas().Size())
				beneath.Show()
			}
			focused := v.canvas().Focused()
			sheet := v.main.stage.Confirm(parts.Question{Name: "above", Title: "Above", Text: "Above", Yes: "Do it", No: "Leave it", Then: func() {}})
			yes, _ := sheet.Buttons()
			at := fyne.CurrentApp().Driver().AbsolutePositionForObject(yes).AddXY(20, 10)
			test.TapCanvas(v.canvas(), at)
			if sheet.Visible() {
				t.Fatal("the sheet is open")
			}
			v.pressDown(at.AddXY(2, 1))
			test.TapCanvas(v.canvas(), at.AddXY(2, 1))
			if taps != 0 {
				t.Error("the second click falls through")
			}
			if v.canvas().Focused() != focused {
				t.Errorf("the focus has gone to %T", v.canvas().Focused())
			}
			test.TapCanvas(v.canvas(), at.AddXY(-60, -60))
			if taps != 1 {
				t.Errorf("a click beside it: %d", taps)
			}
			v.runner.Fire()
			test.TapCanvas(v.canvas(), at)
			if taps != 2 {
				t.Errorf("a click a moment later: %d", taps)
			}
		})
	}
}

// pressDown tells what is in front at a place that the button of the mouse goes down, which
// the driver does first and Fyne's tests do not.
func (v *screen) pressDown(at fyne.Position) {
	var front desktop.Mouseable
	for _, o := range v.shown() {
		from := fyne.CurrentApp().Driver().AbsolutePositionForObject(o)
		to := from.Add(o.Size())
		if m, ok := o.(desktop.Mouseable); ok && at.X >= from.X && at.Y >= from.Y && at.X < to.X && at.Y < to.Y {
			front = m
		}
	}
	if front != nil {
		front.MouseDown(&desktop.MouseEvent{})
	}
}

// tapCounter counts the clicks on it.
type tapCounter struct {
	widget.BaseWidget
	taps *int
}

func newTapCounter(taps *int) *tapCounter {
	c := &tapCounter{taps: taps}
	c.ExtendBaseWidget(c)
	return c
}

func (c *tapCounter) Tapped(*fyne.PointEvent) { *c.taps++ }

func (*tapCounter) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewStack())
}
