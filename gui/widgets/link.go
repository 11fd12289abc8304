package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
)

// Link is a small text that is pressed like a button, as at the end of a line.
type Link struct {
	pressed
	asLink

	text   string
	color  fyne.ThemeColorName
	framed bool
}

const (
	linkPad = 4 // beside the text, for the ring and the pointer
	// linkRing is how far the ring lies out of the room that a link takes: it stands in
	// lines with other texts, which have no room for a ring.
	linkRing = 4
	linkSide = 2 // the same at its sides
)

// pad is what is around the text; a frame keeps its distance.
func (l *Link) pad() float32 {
	if l.framed {
		return 2.5 * linkPad
	}
	return linkPad
}

// NewLink returns a link.
func NewLink(text string, tapped func()) *Link {
	l := &Link{text: text, color: ColorNameAccentText}
	l.self, l.tapped = l, tapped
	l.ExtendBaseWidget(l)
	return l
}

// newLink returns a hidden link, for a widget that shows it when it has a use.
func newLink() *Link {
	l := NewLink("", nil)
	l.Hide()
	return l
}

// SetText changes the text.
func (l *Link) SetText(text string) { update(l, &l.text, text) }

// Text returns the text.
func (l *Link) Text() string { return l.text }

// CreateRenderer is called by Fyne.
func (l *Link) CreateRenderer() fyne.WidgetRenderer {
	r := &linkRenderer{link: l, text: &canvas.Text{}, line: &canvas.Rectangle{}, ring: &canvas.Rectangle{}}
	r.objects = []fyne.CanvasObject{r.line, r.text, r.ring}
	r.Refresh()
	return r
}

type linkRenderer struct {
	drawn
	link       *Link
	text       *canvas.Text
	line, ring *canvas.Rectangle
}

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
	place(r.text, fyne.NewPos(pad, top), fyne.NewSize(room, height))
	place(r.line, fyne.NewPos(pad, top+baselineOf(text, bold)+1.5), fyne.NewSize(textWidth(shown, text, bold), 1))
	around := fyne.NewPos(linkSide, linkRing)
	if r.link.framed { // which has its own room
		around = fyne.Position{}
	}
	frame(r.ring, fyne.Position{}.Subtract(around), size.AddWidthHeight(2*around.X, 2*around.Y))
}

func (r *linkRenderer) Refresh() {
	l := r.link
	r.line.FillColor = ink(l, l.color)
	r.line.Hidden = !l.hovered && !l.focused
	r.ring.Hidden = !l.focused && !l.framed
	r.ring.StrokeColor, r.ring.StrokeWidth = ink(l, theme.ColorNamePrimary), 2
	if l.framed {
		r.ring.StrokeColor = ink(l, l.color)
		if !l.focused {
			r.ring.StrokeWidth = 1
		}
	}
	r.ring.CornerRadius = measure(l, theme.SizeNameSelectionRadius)
	r.Layout(r.link.Size())
	canvas.Refresh(r.link)
}
