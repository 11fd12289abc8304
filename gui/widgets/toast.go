package widgets

import (
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// After calls f once on Fyne's goroutine when d has passed, unless cancel was called before.
type After func(d time.Duration, f func()) (cancel func())

const (
	toastTime      = 2 * time.Second
	toastNoteTime  = 5 * time.Second  // to read a sentence
	toastOfferTime = 10 * time.Second // to read it, and to think
	toastLines     = 3
	toastShare     = 0.55 // of the window, that a text has where its lines suffice then
)

// Toast is a layer over the window's content, to be put last into a stack with
// it. It shows a short note in the corner. It does not take the focus, and of the
// clicks only those on a note with a button.
type Toast struct {
	widget.BaseWidget
	asText

	// OnOffered is called when the button has come, or gone.
	OnOffered func()
	// Avoid returns what a note must not lie on while there is another place for it; nil
	// for nothing.
	Avoid func() []fyne.CanvasObject

	after  After
	icon   fyne.ThemeIconName
	text   string
	cancel func()

	action  *Link
	ground  *toastGround
	offered bool
	before  fyne.Focusable // had the focus when the button came
	over    []*Grid        // what an offer may lie on
}

// NewToast returns an empty layer.
func NewToast(after After) *Toast {
	t := &Toast{after: after, action: newLink()}
	t.action.color, t.action.framed = ColorNameOnToast, true
	t.action.held = t.hold
	t.action.OnEscape = t.Dismiss
	t.ground = newToastGround(t.hold)
	t.ExtendBaseWidget(t)
	return t
}

// Say shows, with a tick, what has been done, for about two seconds, instead of
// what was shown before.
func (t *Toast) Say(text string) { t.show(text, theme.IconNameConfirm, toastTime) }

// Note shows for about five seconds what has not been done, and why: without the tick.
func (t *Toast) Note(text string) { t.show(text, theme.IconNameInfo, toastNoteTime) }

func (t *Toast) show(text string, icon fyne.ThemeIconName, d time.Duration) {
	t.withdraw()
	t.text, t.icon = text, icon
	t.Refresh()
	if text != "" {
		t.vanishAfter(d)
	}
}

// Offer shows the text for about ten seconds, instead of what was shown before,
// with a button that takes the note away and calls f. It can be reached by Tab
// but does not take the focus; the note stays while the button has the focus or
// the pointer is over the note.
func (t *Toast) Offer(text, action string, f func()) {
	t.withdraw()
	t.text, t.icon = text, theme.IconNameConfirm
	t.offered = true
	t.action.text = action
	t.action.tapped = func() {
		t.Dismiss()
		if f != nil {
			f()
		}
	}
	t.action.Show()
	t.ground.Show()
	if c := canvasOf(t); c != nil {
		t.before = c.Focused()
	}
	t.Refresh()
	t.cover()
	t.vanishAfter(toastOfferTime)
}

// Over lets the last row of a grid be scrolled to above an offer that lies on it, until
// stop is called.
func (t *Toast) Over(g *Grid) (stop func()) {
	t.over = append(t.over, g)
	return func() { t.over = slices.DeleteFunc(t.over, func(other *Grid) bool { return other == g }) }
}

// cover tells the grids, and who else wants to know, that an offer has come or gone.
func (t *Toast) cover() {
	if t.OnOffered != nil {
		t.OnOffered()
	}
	for _, g := range t.over {
		g.CoveredBy(t, t.ground)
	}
}

// Dismiss takes away what is shown.
func (t *Toast) Dismiss() { t.Say("") }

// Text returns what is shown now, or "".
func (t *Toast) Text() string { return t.text }

// Action returns the label of the button that is shown, or "".
func (t *Toast) Action() string {
	if !t.offered {
		return ""
	}
	return t.action.text
}

// TapAction does what the button does, for a key of the window. Without a button it does nothing.
func (t *Toast) TapAction() {
	if t.offered {
		t.action.Tapped(nil)
	}
}

// ActionButton returns the button, to give it a name or the focus. It is hidden while nothing is offered.
func (t *Toast) ActionButton() fyne.CanvasObject { return t.action }

// withdraw ends what is shown, and takes the button away.
func (t *Toast) withdraw() {
	t.stop()
	if !t.offered {
		return
	}
	t.offered = false
	t.returnFocus()
	t.action.Hide()
	t.action.tapped = nil
	t.action.hovered, t.ground.hovered = false, false // nothing tells of a pointer over what is hidden
	t.ground.Hide()
	t.before = nil
	t.cover()
}

// returnFocus takes the focus from the button before it is hidden, back to
// where it came from.
func (t *Toast) returnFocus() {
	c := canvasOf(t)
	if c == nil || c.Focused() != t.action {
		return
	}
	c.Unfocus()
	if t.before != nil {
		c.Focus(t.before)
	}
}

// hold keeps an offer while somebody is at it, and starts its time anew afterwards.
func (t *Toast) hold() {
	if !t.offered {
		return
	}
	t.stop()
	if !t.action.focused && !t.action.hovered && !t.ground.hovered {
		t.vanishAfter(toastOfferTime)
	}
}

func (t *Toast) stop() {
	if t.cancel != nil {
		t.cancel()
		t.cancel = nil
	}
}

func (t *Toast) vanishAfter(d time.Duration) {
	gone := false // an After may call at once
	cancel := t.after(d, func() {
		gone = true
		t.cancel = nil
		t.Dismiss()
	})
	if !gone {
		t.cancel = cancel
	}
}

// free is where a plate lies on nothing that is to be avoided: at a place, or above what
// would be under it there. Without such a place it is left where it is.
func (t *Toast) free(at fyne.Position, plate fyne.Size, gap float32) fyne.Position {
	if t.Avoid == nil || t.text == "" {
		return at
	}
	driver := fyne.CurrentApp().Driver()
	corner := driver.AbsolutePositionForObject(t)
	avoided := t.Avoid()
	for y := at.Y; ; {
		next := y
		for _, o := range avoided {
			from := driver.AbsolutePositionForObject(o).Subtract(corner)
			to := from.Add(o.Size())
			if from.X < at.X+plate.Width && to.X > at.X && from.Y < y+plate.Height && to.Y > y {
				next = min(next, from.Y-plate.Height-gap)
			}
		}
		switch {
		case next < 0:
			return at
		case next == y:
			return fyne.NewPos(at.X, y)
		}
		y = next
	}
}

// CreateRenderer is called by Fyne.
func (t *Toast) CreateRenderer() fyne.WidgetRenderer {
	r := &toastRenderer{toast: t, plate: &canvas.Rectangle{}, icon: &canvas.Image{}, text: newLines(toastLines)}
	r.objects = append([]fyne.CanvasObject{r.plate, r.icon}, r.text.objects()...)
	r.objects = append(r.objects, t.ground, t.action)
	r.Refresh()
	return r
}

type toastRenderer struct {
	drawn
	toast *Toast
	plate *canvas.Rectangle
	icon  *canvas.Image
	text  *lines
}

// MinSize is nothing, so that the layer never makes a window larger.
func (r *toastRenderer) MinSize() fyne.Size { return fyne.NewSize(0, 0) }

func (r *toastRenderer) Layout(size fyne.Size) {
	t := r.toast
	textSize, icon := measure(t, theme.SizeNameText), measure(t, theme.SizeNameInlineIcon)
	pad := measure(t, theme.SizeNamePadding) * 2
	button := fyne.Size{}
	if t.offered {
		button = t.action.MinSize().AddWidthHeight(pad, 0)
	}
	room := max(size.Width-4*pad-icon-button.Width, 0)
	rows := wrap(t.text, textSize, plain, min(room, toastShare*size.Width), toastLines+1)
	if len(rows) > toastLines {
		rows = wrap(t.text, textSize, plain, room, toastLines)
	}
	width := float32(0)
	for _, row := range rows {
		width = max(width, textWidth(row, textSize, plain))
	}
	step := textHeight(textSize, plain)
	block := step * float32(max(len(rows), 1))
	plate := fyne.NewSize(pad+icon+pad/2+width+button.Width+pad*1.25, max(block, icon, button.Height-pad/4)+pad*1.25)
	// At the left, where the list is, and no wider than that: at the right it would lie on
	// buttons.
	at := t.free(fyne.NewPos(pad*1.5, size.Height-plate.Height-pad*3.5), plate, pad/2)
	place(r.plate, at, plate)
	place(t.ground, at, plate)
	place(r.icon, at.AddXY(pad, (plate.Height-icon)/2), fyne.NewSquareSize(icon))
	r.text.place(rows, at.AddXY(pad+icon+pad/2, (plate.Height-block)/2), width, step, textSize, plain, ink(t, ColorNameOnToast))
	action := at.AddXY(plate.Width-pad*1.25-button.Width+pad, (plate.Height-button.Height)/2)
	place(t.action, action, button.SubtractWidthHeight(pad, 0))
}

func (r *toastRenderer) Refresh() {
	t := r.toast
	r.plate.Hidden = t.text == ""
	r.plate.FillColor = ink(t, ColorNameToast)
	r.plate.CornerRadius = measure(t, theme.SizeNameButtonRadius)
	r.plate.Shadow = canvas.Shadow{BlurRadius: 8, Offset: fyne.NewPos(0, 2), Color: ink(t, theme.ColorNameShadow)}
	r.icon.Hide()
	if t.text != "" {
		setIcon(r.icon, t.Theme().Icon(t.icon), ColorNameOnToast)
	}
	r.Layout(t.Size())
	t.action.Refresh()
	canvas.Refresh(t)
}

// toastGround lies over a note with a button. It notices the pointer, and takes the
// clicks that miss the button, which are not meant for what is below.
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
