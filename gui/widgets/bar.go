package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Bar is a strip across the window whose color shows what is at stake. What lies on
// it takes colors that are readable there, in every tone.
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
func (b *Bar) SetTone(tone Tone) { update(b, &b.tone, tone) }

// Tone returns the tone.
func (b *Bar) Tone() Tone { return b.tone }

func (b *Bar) children() []fyne.CanvasObject { return []fyne.CanvasObject{b.content} }

// CreateRenderer is called by Fyne.
func (b *Bar) CreateRenderer() fyne.WidgetRenderer {
	r := &barRenderer{bar: b, ground: &canvas.Rectangle{}, edge: &canvas.Rectangle{}}
	r.edge.SetMinSize(fyne.NewSquareSize(1))
	pad := measure(b, theme.SizeNamePadding)
	r.WidgetRenderer = widget.NewSimpleRenderer(container.NewStack(
		r.ground,
		container.NewBorder(nil, r.edge, nil, nil),
		container.New(layout.NewCustomPaddedLayout(pad, pad, 2*pad, 2*pad), b.content),
	))
	r.Refresh()
	return r
}

type barRenderer struct {
	fyne.WidgetRenderer
	bar          *Bar
	ground, edge *canvas.Rectangle
}

func (r *barRenderer) Refresh() {
	r.ground.FillColor = ink(r.bar, r.bar.tone.color(ColorNameBar))
	r.edge.FillColor = ink(r.bar, ColorNameCardBorder)
	r.edge.Hidden = r.bar.tone != ToneQuiet
	spreadTone(r.bar.content, r.bar.tone) // what has been put into it since then takes the colors, too
	r.WidgetRenderer.Refresh()
}
