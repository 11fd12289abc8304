package widgets

import (
	"cmp"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// BannerKind is the tone of a banner.
type BannerKind int

// Kinds of banner.
const (
	BannerInfo BannerKind = iota
	BannerWarning
	BannerDanger
	BannerProduction
)

const bannerLines = 3

// Banner is a strip across the window with an icon, a text and at most two buttons.
type Banner struct {
	widget.BaseWidget
	asText

	kind   BannerKind
	text   string
	action *Button
	later  *Button
}

// NewBanner returns a banner without a button.
func NewBanner(kind BannerKind, text string) *Banner {
	b := &Banner{kind: kind, text: text}
	b.ExtendBaseWidget(b)
	return b
}

// SetText changes the text.
func (b *Banner) SetText(text string) { b.text = text; b.Refresh() }

// SetAction gives the banner its button.
func (b *Banner) SetAction(label string, tapped func()) {
	b.action = NewButton(label, nil, tapped)
	b.Refresh()
}

// Action returns the button, or nil.
func (b *Banner) Action() *Button { return b.action }

// SetLater gives the banner a second button, before the other one, that puts it off.
func (b *Banner) SetLater(label string, tapped func()) {
	b.later = NewButton(label, nil, tapped)
	b.Refresh()
}

// Later returns that button, or nil.
func (b *Banner) Later() *Button { return b.later }

// buttons returns those that the banner has, from the right edge on.
func (b *Banner) buttons() (all []*Button) {
	for _, button := range []*Button{b.action, b.later} {
		if button != nil {
			all = append(all, button)
		}
	}
	return all
}

// CreateRenderer is called by Fyne.
func (b *Banner) CreateRenderer() fyne.WidgetRenderer {
	r := &bannerRenderer{banner: b, strip: &canvas.Rectangle{}, icon: &canvas.Image{}, text: newLines(bannerLines)}
	r.Refresh()
	return r
}

type bannerRenderer struct {
	drawn
	banner *Banner
	strip  *canvas.Rectangle
	icon   *canvas.Image
	text   *lines
}

func (r *bannerRenderer) sizes() (text, step, pad, icon float32) {
	text = measure(r.banner, theme.SizeNameText)
	return text, text * 1.3, measure(r.banner, theme.SizeNamePadding), measure(r.banner, theme.SizeNameInlineIcon)
}

// rows breaks the text for the width that icon and buttons leave. Where it would be cut
// short there, the buttons are below it.
func (r *bannerRenderer) rows(width float32) (rows []string, x, room float32, below bool) {
	text, _, pad, icon := r.sizes()
	x = pad*2 + icon + pad*1.5
	whole := width - x - pad*2
	room = whole
	for _, b := range r.banner.buttons() {
		room -= b.MinSize().Width + pad
	}
	rows, _, uncut := wrapAround(r.banner.text, text, plain, max(room, 40), 0, bannerLines)
	if uncut || room == whole {
		return rows, x, room, false
	}
	return wrap(r.banner.text, text, plain, max(whole, 40), bannerLines), x, whole, true
}

func (r *bannerRenderer) MinSize() fyne.Size {
	_, step, pad, _ := r.sizes()
	const unknown = 600 // wide, before it has been laid out
	width := cmp.Or(r.banner.Size().Width, unknown)
	rows, x, _, below := r.rows(width)
	h, high := float32(max(len(rows), 1))*step+pad*2, float32(0)
	size := fyne.NewSize(x+120, h)
	for _, b := range r.banner.buttons() {
		m := b.MinSize()
		size.Width += m.Width + pad
		high = max(high, m.Height+pad)
	}
	if below {
		size.Height += high
	}
	size.Height = max(size.Height, high)
	return size
}

func (r *bannerRenderer) Layout(size fyne.Size) {
	text, step, pad, icon := r.sizes()
	r.strip.Resize(size)
	rows, x, room, below := r.rows(size.Width)
	beside, right := size.Height, size.Width
	if below {
		beside -= r.banner.buttons()[0].MinSize().Height + pad
	}
	for _, b := range r.banner.buttons() {
		m := b.MinSize()
		right -= pad + m.Width
		y := (size.Height - m.Height) / 2
		if below {
			y = beside
		}
		place(b, fyne.NewPos(right, y), m)
	}
	block := step*float32(max(len(rows)-1, 0)) + textHeight(text, plain)
	r.text.place(rows, fyne.NewPos(x, (beside-block)/2), room, step, text, plain, ink(r.banner, bannerLooks[r.banner.kind].on))
	place(r.icon, fyne.NewPos(pad*2, (beside-icon)/2), fyne.NewSquareSize(icon))
}

func (r *bannerRenderer) Refresh() {
	look := bannerLooks[r.banner.kind]
	r.strip.FillColor = ink(r.banner, look.under)
	r.strip.CornerRadius = measure(r.banner, theme.SizeNameButtonRadius)
	setIcon(r.icon, look.icon, look.on)
	r.objects = append([]fyne.CanvasObject{r.strip, r.icon}, r.text.objects()...)
	for _, b := range slices.Backward(r.banner.buttons()) { // as Tab goes
		r.objects = append(r.objects, b)
	}
	r.Layout(r.banner.Size())
	canvas.Refresh(r.banner)
}

// bannerLooks are the colors of the ground and of what is on it, and the icon.
var bannerLooks = map[BannerKind]struct {
	under, on fyne.ThemeColorName
	icon      fyne.Resource
}{
	BannerInfo:       {ColorNameInfoBanner, ColorNameOnInfoBanner, iconInfo},
	BannerWarning:    {ColorNameWarningBanner, ColorNameOnWarningBanner, iconInfo},
	BannerDanger:     {ColorNameDangerBanner, ColorNameOnDangerBanner, iconAlert},
	BannerProduction: {ColorNameProductionBanner, ColorNameOnProductionBanner, iconWarned},
}
