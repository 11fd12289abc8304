package widgets

import (
	"cmp"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Line is one line of text, with a sign before it if it has one. It is shortened
// where it lacks the room.
type Line struct {
	widget.BaseWidget
	asText
	ground

	text    string
	short   string // in its place where it lacks the room
	icon    fyne.Resource
	color   fyne.ThemeColorName // of the icon
	spinner *spinner            // made when it turns for the first time
}

// NewLine returns a line.
func NewLine(text string) *Line {
	l := &Line{text: text}
	l.ExtendBaseWidget(l)
	return l
}

// SetText changes the text.
func (l *Line) SetText(text string) { update(l, &l.text, text) }

// SetShort changes what is shown where the text lacks the room, or takes it away with "".
func (l *Line) SetShort(text string) {
	if l.short != text {
		l.short = text
		l.Refresh()
	}
}

// SetIcon puts an icon of that color before the text, or none with nil.
func (l *Line) SetIcon(icon fyne.Resource, name fyne.ThemeColorName) {
	if l.icon != icon || l.color != name {
		l.icon, l.color = icon, name
		l.Refresh()
	}
}

// SetBusy lets a sign turn in the place of the icon, until it is told otherwise.
func (l *Line) SetBusy(on bool) {
	if on == l.busy() {
		return
	}
	if l.spinner == nil {
		l.spinner = newSpinner()
		l.spinner.setGround(l.tone)
	}
	l.spinner.set(on)
	l.Refresh()
}

func (l *Line) busy() bool { return l.spinner != nil && l.spinner.running }

func (l *Line) setGround(tone Tone) (changed bool) {
	if l.spinner != nil {
		spreadTone(l.spinner, tone)
	}
	return l.ground.setGround(tone)
}

// CreateRenderer is called by Fyne.
func (l *Line) CreateRenderer() fyne.WidgetRenderer {
	r := &lineRenderer{line: l, text: &canvas.Text{}, icon: &canvas.Image{}}
	r.Refresh()
	return r
}

type lineRenderer struct {
	drawn
	line *Line
	text *canvas.Text
	icon *canvas.Image
}

// sizes are those of the text, and of a sign with its distance, where there is one.
func (r *lineRenderer) sizes() (text, pad, side, sign float32) {
	l := r.line
	text, pad, side = measure(l, theme.SizeNameText), measure(l, theme.SizeNameInnerPadding), measure(l, theme.SizeNameInlineIcon)
	if l.icon != nil || l.busy() {
		sign = side
	}
	return text, pad, side, sign
}

func (r *lineRenderer) MinSize() fyne.Size {
	text, pad, _, sign := r.sizes()
	return fyne.NewSize(sign+textWidth(cmp.Or(r.line.short, r.line.text), text, plain)+2*pad, textHeight(text, plain)+2*pad)
}

func (r *lineRenderer) Layout(size fyne.Size) {
	l := r.line
	text, pad, side, sign := r.sizes()
	height := textHeight(text, plain)
	room := max(size.Width-sign-2*pad, 0) + 0.1 // what MinSize added up, and rounded
	shown := l.text
	if textWidth(shown, text, plain) > room {
		shown = truncate(cmp.Or(l.short, l.text), text, plain, room)
	}
	setText(r.text, shown, text, plain, ink(l, theme.ColorNameForeground))
	place(r.text, fyne.NewPos(sign+pad, (size.Height-height)/2), fyne.NewSize(room, height))
	at := fyne.NewPos(0, (size.Height-side)/2)
	place(r.icon, at, fyne.NewSquareSize(side))
	if l.spinner != nil {
		place(l.spinner, at, fyne.NewSquareSize(side))
	}
}

func (r *lineRenderer) Refresh() {
	l := r.line
	icon := l.icon
	if l.busy() {
		icon = nil
	}
	setIcon(r.icon, icon, l.tone.color(l.color))
	r.objects = []fyne.CanvasObject{r.text, r.icon}
	if l.spinner != nil {
		r.objects = append(r.objects, l.spinner)
	}
	r.Layout(r.line.Size())
	canvas.Refresh(r.line)
}
