package widgets

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

var (
	_ fyne.Tappable          = (*shieldSpot)(nil)
	_ fyne.SecondaryTappable = (*shieldSpot)(nil)
	_ desktop.Mouseable      = (*shieldSpot)(nil)
)

// Shield takes the clicks at one place for as long as a double click lasts: the second
// click of a hasty hand was meant for what has closed there, and not for what lies under
// it. It is in front of all else, cannot be seen, and lets everything beside that place
// through.
type Shield struct {
	// Layer is to lie in front of what the shield covers.
	Layer *fyne.Container
	spot  *shieldSpot
	after func(time.Duration, func()) (stop func())
	stop  func()
}

// NewShield makes a Shield that covers nothing yet. after calls something later.
func NewShield(after func(time.Duration, func()) (stop func())) *Shield {
	s := &Shield{spot: &shieldSpot{}, after: after, stop: func() {}}
	s.spot.ExtendBaseWidget(s.spot)
	s.spot.Hide()
	s.Layer = container.NewWithoutLayout(s.spot)
	return s
}

// Cover takes the clicks around a place of the window from now on.
func (s *Shield) Cover(at fyne.Position) {
	const side = 16 // a hand moves a little between two clicks
	corner := fyne.CurrentApp().Driver().AbsolutePositionForObject(s.Layer)
	s.spot.Resize(fyne.NewSquareSize(side))
	s.spot.Move(at.Subtract(corner).SubtractXY(side/2, side/2))
	s.spot.Show()
	s.stop()
	s.stop = s.after(doubleClick, s.spot.Hide)
}

// shieldSpot is the place that a Shield covers.
type shieldSpot struct {
	widget.BaseWidget
	focused fyne.Focusable
}

// MouseDown is called by Fyne before it takes the focus away, as for each click on what
// cannot have it.
func (s *shieldSpot) MouseDown(*desktop.MouseEvent) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(s); c != nil {
		s.focused = c.Focused()
	}
}

// MouseUp is called by Fyne.
func (*shieldSpot) MouseUp(*desktop.MouseEvent) {}

// Tapped is called by Fyne.
func (s *shieldSpot) Tapped(*fyne.PointEvent) {
	focused := s.focused
	s.focused = nil
	if c := fyne.CurrentApp().Driver().CanvasForObject(s); c != nil && focused != nil {
		c.Focus(focused)
	}
}

// TappedSecondary is called by Fyne.
func (s *shieldSpot) TappedSecondary(e *fyne.PointEvent) { s.Tapped(e) }

// CreateRenderer is called by Fyne.
func (*shieldSpot) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewWithoutLayout())
}
