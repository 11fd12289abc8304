package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// toastGround lies over a note with a button. It tells of the pointer, and takes
// the clicks that miss the button, which are not meant for what is below.
type toastGround struct {
	widget.BaseWidget
	held    func()
	hovered bool
}

var (
	_ fyne.Tappable          = (*toastGround)(nil)
	_ fyne.SecondaryTappable = (*toastGround)(nil)
	_ desktop.Hoverable      = (*toastGround)(nil)
)

func newToastGround(held func()) *toastGround {
	g := &toastGround{held: held}
	g.ExtendBaseWidget(g)
	g.Hide()
	return g
}

func (g *toastGround) Tapped(*fyne.PointEvent) {}

func (g *toastGround) TappedSecondary(*fyne.PointEvent) {}

func (g *toastGround) MouseIn(*desktop.MouseEvent) { g.hovered = true; g.held() }

// MouseMoved is all that is told of a pointer which was here when the last note went.
func (g *toastGround) MouseMoved(e *desktop.MouseEvent) {
	if !g.hovered {
		g.MouseIn(e)
	}
}

func (g *toastGround) MouseOut() { g.hovered = false; g.held() }

func (g *toastGround) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(&fyne.Container{})
}
