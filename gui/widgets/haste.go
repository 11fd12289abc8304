package widgets

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// haste tells the second press of a hasty hand, be it Enter or a click. The first one has
// taken away what it was for, or brought something else up there, so the second one was
// never meant for what it would reach now. It belongs to the UI goroutine, as all widgets do.
var haste hasty

const (
	doublePress = 300 * time.Millisecond // how soon a second Enter belongs to the first
	doubleClick = 500 * time.Millisecond // how soon a second click belongs to the first
	handMoves   = 8                      // how far a hand moves between two clicks
)

type hasty struct {
	now     func() time.Time // nil where nobody is in haste
	pressed time.Time        // when Enter was last pressed
	gone    bool             // since then something that had the focus was hidden
	clicked fyne.Position    // where in the window a button was last clicked
}

// WaitForHand passes over a press that comes so soon that it was meant for what was there
// before: an Enter after another one that has hidden what had the focus, and a click at the
// place of the last one, as a sheet has opened or closed there or a button has come up.
// now tells the time; with nil every press counts.
func WaitForHand(now func() time.Time) { haste = hasty{now: now} }

// late takes note of a key, and reports whether it is an Enter that comes too soon.
func (h *hasty) late(key *fyne.KeyEvent) bool {
	if h.now == nil || key.Name != fyne.KeyReturn && key.Name != fyne.KeyEnter {
		return false
	}
	now := h.now()
	late := h.gone && now.Sub(h.pressed) < doublePress
	h.pressed, h.gone = now, late // a third one is as hasty
	return late
}

// click takes note of a click; nil is none, but something else that does the same.
func (h *hasty) click(e *fyne.PointEvent) {
	if e != nil {
		h.clicked = e.AbsolutePosition
	}
}

// lateFor reports whether a click on something that came up at a time comes too soon: the
// one before was at its place.
func (h *hasty) lateFor(o fyne.CanvasObject, up time.Time, e *fyne.PointEvent) bool {
	if e == nil || !h.soon(up) {
		return false
	}
	at := h.clicked.Subtract(e.AbsolutePosition.Subtract(e.Position))
	return at.X >= 0 && at.Y >= 0 && at.X < o.Size().Width && at.Y < o.Size().Height
}

// soon reports whether it is less than a double click since something happened.
func (h *hasty) soon(since time.Time) bool { return h.now != nil && h.now().Sub(since) < doubleClick }

// time is when something happens of which soon is asked later.
func (h *hasty) time() (now time.Time) {
	if h.now != nil {
		now = h.now()
	}
	return now
}

// shield covers the place of the last click in what is in front, now that a sheet has
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

// shield takes the clicks at one place for as long as a double click lasts. It cannot be
// seen, and lets everything beside that place through.
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

// NewShield makes what is to lie in front of all that a window shows: once a sheet has
// opened or closed there, it takes a click that comes too soon. A sheet has its own.
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

// MouseDown is called by Fyne before it takes the focus away, as for each click on what
// cannot have it.
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
