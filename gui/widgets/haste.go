package widgets

import (
	"image"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
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
	slowest     = time.Second            // by then it has been called for whatever a click brings up
)

type hasty struct {
	now     func() time.Time // nil where every press counts
	pressed time.Time        // when Enter was last pressed
	gone    bool             // since then something that had the focus was hidden
	clicked fyne.Position    // where in the window a button was last clicked
	at      time.Time        // and when
}

// SetHasteClock sets the clock by which hasty presses are recognized and ignored: an Enter
// soon after one that hid what had the focus, and a click soon after one at the same place,
// where a sheet has opened or closed since, another page come to the front, or a button
// appeared. With nil every press counts.
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
		h.clicked, h.at = e.AbsolutePosition, h.time()
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

// Turned says that something else is in front now: a page, or a part of one. As with a
// sheet that has opened or closed, a click that comes too soon at the place of the last one
// was never meant for it.
func Turned(c fyne.Canvas) { haste.shield(c) }

// shield covers the place of the last click in whatever is in front, now that this has
// changed. What changes long after a click, such as the panel by a click on a row, changes
// for something else.
func (h *hasty) shield(c fyne.Canvas) {
	if h.now == nil || h.now().Sub(h.at) > slowest {
		return
	}
	in := c.Content()
	if sheet := frontSheetOn(c); sheet != nil {
		in = sheet.body.shield
	}
	eachShield(in, func(s *shield) { s.cover(h.clicked, h.now()) })
}

// ClickedElsewhere says that something was clicked of which haste hears nothing, such as
// Fyne's dialog for files: the next click is no second one of that before.
func ClickedElsewhere(c fyne.Canvas) {
	haste.at = time.Time{}
	eachShield(c.Content(), func(s *shield) { s.unseen, s.since = false, time.Time{} })
}

// eachShield calls f with the shield in something, if there is one.
func eachShield(in fyne.CanvasObject, f func(*shield)) {
	Walk(in, func(o fyne.CanvasObject) bool {
		s, ok := o.(*shield)
		if ok {
			f(s)
		}
		return ok
	})
}

// shield takes the clicks at one place for as long as a double click lasts. It is
// invisible, and lets clicks anywhere else through.
type shield struct {
	widget.BaseWidget
	at      fyne.Position // of the window
	since   time.Time
	focused fyne.Focusable
	// unseen is that what has appeared was not painted yet. That may take longer than a
	// double click, whose second half is then handled only after it.
	unseen bool
	eye    *canvas.Raster // is told by the painter
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
	s.eye = canvas.NewRaster(s.seen)
	s.eye.Resize(fyne.NewSquareSize(1))
	s.ExtendBaseWidget(s)
	return container.NewWithoutLayout(s)
}

func (s *shield) cover(at fyne.Position, now time.Time) {
	s.at, s.since, s.unseen = at, now, true
	s.stay()
	s.eye.Refresh()
}

// stay keeps it where the click was although what it lies in has moved.
func (s *shield) stay() {
	corner := fyne.CurrentApp().Driver().AbsolutePositionForObject(s).Subtract(s.Position())
	s.Move(s.at.Subtract(corner).SubtractXY(handMoves, handMoves))
	s.Resize(fyne.NewSquareSize(2 * handMoves))
}

// seen is called by Fyne as it paints what has appeared: only now a hand can know of it.
func (s *shield) seen(width, height int) image.Image {
	if s.unseen {
		s.unseen, s.since = false, haste.time()
	}
	return image.NewNRGBA(image.Rect(0, 0, width, height))
}

// longestPaint is how long the first paint of what has appeared may take.
const longestPaint = 5 * time.Second

// Visible is asked by Fyne wherever it looks for what was clicked.
func (s *shield) Visible() bool {
	if s.unseen {
		return haste.now != nil && haste.now().Sub(s.since) < longestPaint
	}
	return haste.soon(s.since)
}

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
func (s *shield) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewWithoutLayout(s.eye))
}
