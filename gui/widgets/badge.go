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

	text string
}

// NewBadge returns a badge in the colors of the production banner.
func NewBadge(text string) *Badge {
	b := &Badge{text: text}
	b.ExtendBaseWidget(b)
	return b
}

// CreateRenderer is called by Fyne.
func (b *Badge) CreateRenderer() fyne.WidgetRenderer {
	r := &badgeRenderer{badge: b, ground: canvas.NewRectangle(nil), text: canvas.NewText(b.text, nil)}
	r.text.TextStyle.Bold = true
	r.text.Alignment = fyne.TextAlignCenter
	r.Refresh()
	return r
}

type badgeRenderer struct {
	badge  *Badge
	ground *canvas.Rectangle
	text   *canvas.Text
}

func (r *badgeRenderer) padding() (x, y float32) {
	return theme.SizeForWidget(theme.SizeNameInnerPadding, r.badge), theme.SizeForWidget(theme.SizeNamePadding, r.badge) / 2
}

func (r *badgeRenderer) MinSize() fyne.Size {
	x, y := r.padding()
	return r.text.MinSize().AddWidthHeight(2*x, 2*y)
}

func (r *badgeRenderer) Layout(size fyne.Size) {
	// The badge keeps its height where it is given more, as beside a title.
	height := r.MinSize().Height
	at := fyne.NewPos(0, (size.Height-height)/2)
	r.ground.Move(at)
	r.ground.Resize(fyne.NewSize(size.Width, height))
	r.text.Move(at)
	r.text.Resize(fyne.NewSize(size.Width, height))
}

func (r *badgeRenderer) Refresh() {
	r.ground.FillColor = theme.ColorForWidget(ColorNameProductionBanner, r.badge)
	r.ground.CornerRadius = theme.SizeForWidget(theme.SizeNameInputRadius, r.badge)
	r.text.Text = r.badge.text
	r.text.Color = theme.ColorForWidget(ColorNameOnProductionBanner, r.badge)
	r.text.TextSize = theme.SizeForWidget(theme.SizeNameCaptionText, r.badge)
	r.ground.Refresh()
	r.text.Refresh()
}

func (r *badgeRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.ground, r.text} }

func (r *badgeRenderer) Destroy() {}
