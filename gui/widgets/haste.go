package widgets

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// haste recognizes the second press of a hasty user, be it Enter or a click. The first one
// has removed what it was for, or put something else in its place, so the second one was
// never meant for what it would reach now. It belongs to the UI goroutine, as all widgets do.
var haste hasty

const (
	doublePress = 300 * time.Millisecond // how soon a second Enter belongs to the first
	doubleClick = 500 * time.Millisecond // how soon a second click belongs to the first
	handMoves   = 8                      // how far a hand moves between two clicks
)

type hasty struct {
	now     func() time.Time // nil where every press counts
	pressed time.Time        // when Enter was last pressed
	gone    bool             // since then something that had the focus was hidden
	clicked fyne.Position    // where in the window a button was last clicked
}

// SetHasteClock sets the clock by which hasty presses are recognized and ignored: an Enter
// soon after one that hid what had the focus, and a click soon after one at the same place,
// where a sheet has opened or closed since, or a button appeared. With nil every press counts.
func SetHasteClock(now func() time.Time) { haste = hasty{now: now} }

// late notes a key press, and reports whether it is an Enter that comes too soon.
func (h *hasty) late(key *fyne.KeyEvent) bool {
	if h.now == nil || key.Name != fyne.KeyReturn && key.Name != fyne.KeyEnter {
		return false
	}
	now := h.now()
	late := h.gone && now.Sub(h.pressed) < doublePress
	h.pressed, h.gone = now, late // a third one is as hasty
	return late
}

// click notes a click; nil stands for a key that does the same.
func (h *hasty) click(e *fyne.PointEvent) {
	if e != nil {
		h.clicked = e.AbsolutePosition
	}
}

// lateFor reports whether a click on something that appeared at the time up comes too
// soon: the click before it was at the same place.
func (h *hasty) lateFor(o fyne.CanvasObject, up time.Time, e *fyne.PointEvent) bool {
	if e == nil || !h.soon(up) {
		return false
	}
	at := h.clicked.Subtract(e.AbsolutePosition.Subtract(e.Position))
	return at.X >= 0 && at.Y >= 0 && at.X < o.Size().Width && at.Y < o.Size().Height
}

// soon reports whether something happened less than the time of a double click ago.
func (h *hasty) soon(since time.Time) bool { return h.now != nil && h.now().Sub(since) < doubleClick }

// time is the time now, for soon to be asked of later.
func (h *hasty) time() (now time.Time) {
	if h.now != nil {
		now = h.now()
	}
	return now
}

// shield covers the place of the last click in whatever is in front, now that a sheet has
// opened or closed.
func (h *hasty) shield(c fyne.Canvas) {
	if h.now == nil {
		return
	}
	in := c.Content()
	if sheet := frontSheetOn(c); sheet != nil {
		in = sheet.body.shield
	}
	Walk(in, func(o fyne.CanvasObject) bool {
		s, ok := o.(*shield)
		if ok {
			s.cover(h.clicked, h.now())
		}
		return ok
	})
}

// shield takes the clicks at one place for as long as a double click lasts. It is
// invisible, and lets clicks anywhere else through.
type shield struct {
	widget.BaseWidget
	since   time.Time
	focused fyne.Focusable
}

var (
	_ fyne.Tappable          = (*shield)(nil)
	_ fyne.SecondaryTappable = (*shield)(nil)
	_ desktop.Mouseable      = (*shield)(nil)
)

// NewShield returns what is to lie in front of everything that a window shows: once a
// sheet has opened or closed, it takes a click that comes too soon. Sheets have their own.
func NewShield() *fyne.Container {
	s := &shield{}
	s.ExtendBaseWidget(s)
	return container.NewWithoutLayout(s)
}

func (s *shield) cover(at fyne.Position, now time.Time) {
	s.since = now
	corner := fyne.CurrentApp().Driver().AbsolutePositionForObject(s).Subtract(s.Position())
	s.Move(at.Subtract(corner).SubtractXY(handMoves, handMoves))
	s.Resize(fyne.NewSquareSize(2 * handMoves))
}

// Visible is asked by Fyne wherever it looks for what was clicked.
func (s *shield) Visible() bool { return haste.soon(s.since) }

// MouseDown is called by Fyne before it takes the focus away, as it does with each click
// on something that cannot have it.
func (s *shield) MouseDown(*desktop.MouseEvent) {
	if c := canvasOf(s); c != nil {
		s.focused = c.Focused()
	}
}

// MouseUp is called by Fyne.
func (*shield) MouseUp(*desktop.MouseEvent) {}

// Tapped is called by Fyne.
func (s *shield) Tapped(*fyne.PointEvent) {
	focused := s.focused
	s.focused = nil
	if c := canvasOf(s); c != nil && focused != nil {
		c.Focus(focused)
	}
}

// TappedSecondary is called by Fyne.
func (s *shield) TappedSecondary(e *fyne.PointEvent) { s.Tapped(e) }

// CreateRenderer is called by Fyne.
func (*shield) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewWithoutLayout())
}
