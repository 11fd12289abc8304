package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Badge is a short word on a colored ground, for what must not be overlooked.
type Badge struct {
	widget.BaseWidget
	asText

	text  string
	tone  Tone
	onBar bool // whose ground is that of the tone
}

// NewBadge returns a badge in the tone of production.
func NewBadge(text string) *Badge {
	b := &Badge{text: text, tone: ToneProduction}
	b.ExtendBaseWidget(b)
	return b
}

// Set changes word and tone.
func (b *Badge) Set(text string, tone Tone) {
	b.text, b.tone = text, tone
	b.Refresh()
}

// setGround is called by the bar that the badge lies on. The badge keeps its own tone.
func (b *Badge) setGround(Tone) (changed bool) {
	changed = !b.onBar
	b.onBar = true
	return changed
}

func (b *Badge) groundTone() Tone { return b.tone }

// CreateRenderer is called by Fyne.
func (b *Badge) CreateRenderer() fyne.WidgetRenderer {
	r := &badgeRenderer{badge: b, ground: canvas.NewRectangle(nil), text: canvas.NewText(b.text, nil)}
	r.text.TextStyle.Bold = true
	r.text.Alignment = fyne.TextAlignCenter
	x, y := measure(b, theme.SizeNameInnerPadding), measure(b, theme.SizeNamePadding)/2
	badge := container.NewStack(r.ground, container.New(layout.NewCustomPaddedLayout(y, y, x, x), r.text))
	// It keeps its height where it is given more, as beside a title.
	r.WidgetRenderer = widget.NewSimpleRenderer(container.NewVBox(layout.NewSpacer(), badge, layout.NewSpacer()))
	r.Refresh()
	return r
}

type badgeRenderer struct {
	fyne.WidgetRenderer
	badge  *Badge
	ground *canvas.Rectangle
	text   *canvas.Text
}

func (r *badgeRenderer) Refresh() {
	ground, text := ink(r.badge, ColorNameBadge), ink(r.badge, ColorNameOnBadge)
	if !r.badge.onBar && r.badge.tone == ToneProduction {
		// Without the red bar around it, the badge has to be red itself.
		ground, text = ink(r.badge, ColorNameProductionBanner), ink(r.badge, ColorNameOnProductionBanner)
	}
	r.ground.FillColor, r.ground.StrokeColor, r.ground.StrokeWidth = ground, text, 1
	r.ground.CornerRadius = measure(r.badge, theme.SizeNameInputRadius)
	r.text.Text = r.badge.text
	r.text.Color = text
	r.text.TextSize = measure(r.badge, theme.SizeNameCaptionText)
	r.WidgetRenderer.Refresh()
}
