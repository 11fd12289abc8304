package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// link is a small text that is pressed like a button, as at the end of a caption.
type link struct {
	widget.BaseWidget
	// OnEscape is called when the Escape key is typed.
	OnEscape func()

	text             string
	tapped           func()
	focused, hovered bool
}

var (
	_ fyne.Focusable     = (*link)(nil)
	_ fyne.Tappable      = (*link)(nil)
	_ desktop.Hoverable  = (*link)(nil)
	_ desktop.Cursorable = (*link)(nil)
)

const linkPad = 4 // around the text, for the ring and the pointer

func newLink() *link {
	l := &link{}
	l.ExtendBaseWidget(l)
	l.Hide()
	return l
}

func (l *link) escape() *func() { return &l.OnEscape }

func (l *link) Cursor() desktop.Cursor { return desktop.PointerCursor }

func (l *link) FocusGained() { l.focused = true; l.Refresh() }

func (l *link) FocusLost() { l.focused = false; l.Refresh() }

func (l *link) MouseIn(*desktop.MouseEvent) { l.hovered = true; l.Refresh() }

func (l *link) MouseMoved(*desktop.MouseEvent) {}

func (l *link) MouseOut() { l.hovered = false; l.Refresh() }

func (l *link) Tapped(*fyne.PointEvent) {
	if l.tapped != nil {
		l.tapped()
	}
}

func (l *link) TypedKey(key *fyne.KeyEvent) {
	switch key.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		l.Tapped(nil)
	case fyne.KeyEscape:
		if l.OnEscape != nil {
			l.OnEscape()
		}
	}
}

func (l *link) TypedRune(rune) {}

func (l *link) CreateRenderer() fyne.WidgetRenderer {
	r := &linkRenderer{link: l, text: &canvas.Text{}, line: &canvas.Rectangle{}, ring: &canvas.Rectangle{}}
	r.objects = []fyne.CanvasObject{r.line, r.text, r.ring}
	r.paint()
	return r
}

type linkRenderer struct {
	link       *link
	text       *canvas.Text
	line, ring *canvas.Rectangle
	objects    []fyne.CanvasObject
}

func (r *linkRenderer) Destroy() {}

func (r *linkRenderer) Objects() []fyne.CanvasObject { return r.objects }

func (r *linkRenderer) size() float32 { return measure(r.link, theme.SizeNameCaptionText) }

func (r *linkRenderer) MinSize() fyne.Size {
	size := r.size()
	return fyne.NewSize(textWidth(r.link.text, size, bold)+2*linkPad, textHeight(size, bold))
}

func (r *linkRenderer) Layout(size fyne.Size) {
	text, room := r.size(), size.Width-2*linkPad
	shown := truncate(r.link.text, text, bold, max(room, 0))
	setText(r.text, shown, text, bold, ink(r.link, ColorNameAccentText))
	height := textHeight(text, bold)
	top := (size.Height - height) / 2
	r.text.Move(fyne.NewPos(linkPad, top))
	r.text.Resize(fyne.NewSize(room, height))
	r.line.Move(fyne.NewPos(linkPad, top+baselineOf(text, bold)+1.5))
	r.line.Resize(fyne.NewSize(textWidth(shown, text, bold), 1))
	frame(r.ring, size)
}

func (r *linkRenderer) Refresh() {
	r.paint()
	r.Layout(r.link.Size())
	canvas.Refresh(r.link)
}

func (r *linkRenderer) paint() {
	l := r.link
	r.line.FillColor = ink(l, ColorNameAccentText)
	r.line.Hidden = !l.hovered && !l.focused
	r.line.Refresh()
	r.ring.Hidden = !l.focused
	r.ring.StrokeColor, r.ring.StrokeWidth = ink(l, theme.ColorNamePrimary), 2
	r.ring.CornerRadius = measure(l, theme.SizeNameSelectionRadius)
	r.ring.Refresh()
}
