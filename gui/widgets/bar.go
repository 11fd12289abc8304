package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Bar is a strip across the window whose ground tells what is at stake. What lies
// on it takes colors that can be read there, in every tone.
type Bar struct {
	widget.BaseWidget

	tone    Tone
	content fyne.CanvasObject
}

// NewBar returns a bar with that content, which is as wide as the bar.
func NewBar(tone Tone, content fyne.CanvasObject) *Bar {
	b := &Bar{tone: tone, content: content}
	spreadTone(content, tone)
	b.ExtendBaseWidget(b)
	return b
}

// SetTone changes the colors.
func (b *Bar) SetTone(tone Tone) {
	if b.tone == tone {
		return
	}
	b.tone = tone
	spreadTone(b.content, tone)
	b.Refresh()
}

// Tone returns the tone.
func (b *Bar) Tone() Tone { return b.tone }

func (b *Bar) children() []fyne.CanvasObject { return []fyne.CanvasObject{b.content} }

// CreateRenderer is called by Fyne.
func (b *Bar) CreateRenderer() fyne.WidgetRenderer {
	r := &barRenderer{bar: b, ground: &canvas.Rectangle{}, edge: &canvas.Rectangle{}}
	r.Refresh()
	return r
}

type barRenderer struct {
	bar          *Bar
	ground, edge *canvas.Rectangle
}

func (r *barRenderer) Destroy() {}

func (r *barRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ground, r.edge, r.bar.content}
}

func (r *barRenderer) padding() (x, y float32) {
	pad := measure(r.bar, theme.SizeNamePadding)
	return 2 * pad, pad
}

func (r *barRenderer) MinSize() fyne.Size {
	x, y := r.padding()
	return r.bar.content.MinSize().AddWidthHeight(2*x, 2*y)
}

func (r *barRenderer) Layout(size fyne.Size) {
	x, y := r.padding()
	r.ground.Resize(size)
	place(r.edge, fyne.NewPos(0, size.Height-1), fyne.NewSize(size.Width, 1))
	place(r.bar.content, fyne.NewPos(x, y), size.SubtractWidthHeight(2*x, 2*y))
}

func (r *barRenderer) Refresh() {
	r.paint()
	spreadTone(r.bar.content, r.bar.tone) // what has been put into it since then takes the colors, too
	canvas.Refresh(r.bar)
}

func (r *barRenderer) paint() {
	r.ground.FillColor = ink(r.bar, r.bar.tone.color(ColorNameBar))
	r.edge.FillColor = ink(r.bar, ColorNameCardBorder)
	r.edge.Hidden = r.bar.tone != ToneQuiet
	r.ground.Refresh()
	r.edge.Refresh()
}
