package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
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

// setGround is called by the bar that the badge lies on. Its colors are those of its own tone.
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
	r.objects = []fyne.CanvasObject{r.ground, r.text}
	r.Refresh()
	return r
}

type badgeRenderer struct {
	drawn
	badge  *Badge
	ground *canvas.Rectangle
	text   *canvas.Text
}

func (r *badgeRenderer) padding() (x, y float32) {
	return measure(r.badge, theme.SizeNameInnerPadding), measure(r.badge, theme.SizeNamePadding) / 2
}

func (r *badgeRenderer) MinSize() fyne.Size {
	x, y := r.padding()
	return r.text.MinSize().AddWidthHeight(2*x, 2*y)
}

func (r *badgeRenderer) Layout(size fyne.Size) {
	// The badge keeps its height where it is given more, as beside a title.
	height := r.MinSize().Height
	at := fyne.NewPos(0, (size.Height-height)/2)
	place(r.ground, at, fyne.NewSize(size.Width, height))
	place(r.text, at, fyne.NewSize(size.Width, height))
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
	r.ground.Refresh()
	r.text.Refresh()
}
