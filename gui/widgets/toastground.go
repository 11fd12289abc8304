package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// toastGround lies over a note with a button. It tells of the pointer, and takes
// the clicks that miss the button, which are not meant for what is below.
type toastGround struct{ pointed }

func newToastGround(held func()) *toastGround {
	g := &toastGround{pointed{held: held}}
	g.ExtendBaseWidget(g)
	g.Hide()
	return g
}

func (g *toastGround) Cursor() desktop.Cursor { return desktop.DefaultCursor }

func (g *toastGround) TappedSecondary(*fyne.PointEvent) {}

func (g *toastGround) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(&fyne.Container{})
}
