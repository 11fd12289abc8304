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
	held             func() // told when the pointer or the focus comes or goes
	color            fyne.ThemeColorName
	framed           bool
	focused, hovered bool
}

var (
	_ fyne.Focusable     = (*link)(nil)
	_ fyne.Tappable      = (*link)(nil)
	_ desktop.Hoverable  = (*link)(nil)
	_ desktop.Cursorable = (*link)(nil)
)

const linkPad = 4 // around the text, for the ring and the pointer

// pad is what is around the text; a frame keeps its distance.
func (l *link) pad() float32 {
	if l.framed {
		return 2.5 * linkPad
	}
	return linkPad
}

func newLink() *link {
	l := &link{color: ColorNameAccentText}
	l.ExtendBaseWidget(l)
	l.Hide()
	return l
}

func (l *link) Cursor() desktop.Cursor { return desktop.PointerCursor }

func (l *link) FocusGained() { l.focused = true; l.looksOther(); reveal(l) }

func (l *link) FocusLost() { l.focused = false; l.looksOther() }

func (l *link) MouseIn(*desktop.MouseEvent) { l.hovered = true; l.looksOther() }

// MouseMoved is all that is told of a pointer which was here when the link was hidden.
func (l *link) MouseMoved(e *desktop.MouseEvent) {
	if !l.hovered {
		l.MouseIn(e)
	}
}

func (l *link) MouseOut() { l.hovered = false; l.looksOther() }

func (l *link) looksOther() {
	l.Refresh()
	if l.held != nil {
		l.held()
	}
}

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
		escape(l, l.OnEscape)
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
	pad := r.link.pad()
	return fyne.NewSize(textWidth(r.link.text, size, bold)+2*pad, textHeight(size, bold)+2*(pad-linkPad))
}

func (r *linkRenderer) Layout(size fyne.Size) {
	pad := r.link.pad()
	text, room := r.size(), size.Width-2*pad
	shown := truncate(r.link.text, text, bold, max(room, 0))
	setText(r.text, shown, text, bold, ink(r.link, r.link.color))
	height := textHeight(text, bold)
	top := (size.Height - height) / 2
	r.text.Move(fyne.NewPos(pad, top))
	r.text.Resize(fyne.NewSize(room, height))
	r.line.Move(fyne.NewPos(pad, top+baselineOf(text, bold)+1.5))
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
	r.line.FillColor = ink(l, l.color)
	r.line.Hidden = !l.hovered && !l.focused
	r.line.Refresh()
	r.ring.Hidden = !l.focused && !l.framed
	r.ring.StrokeColor, r.ring.StrokeWidth = ink(l, theme.ColorNamePrimary), 2
	if l.framed {
		r.ring.StrokeColor = ink(l, l.color)
		if !l.focused {
			r.ring.StrokeWidth = 1
		}
	}
	r.ring.CornerRadius = measure(l, theme.SizeNameSelectionRadius)
	r.ring.Refresh()
}
