package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// host is the entry that an inner button belongs to.
type host interface {
	Disabled() bool
	TypedKey(key *fyne.KeyEvent)
}

// inner is the button at the end of an entry. Those of Fyne cannot be reached by keyboard.
type inner struct {
	widget.BaseWidget
	icon             func() fyne.ThemeIconName
	tapped           func()
	host             host
	focused, hovered bool
}

var (
	_ fyne.Focusable     = (*inner)(nil)
	_ fyne.Tappable      = (*inner)(nil)
	_ desktop.Hoverable  = (*inner)(nil)
	_ desktop.Cursorable = (*inner)(nil)
)

func newInner(icon func() fyne.ThemeIconName, tapped func(), h host) *inner {
	b := &inner{icon: icon, tapped: tapped, host: h}
	b.ExtendBaseWidget(b)
	return b
}

// Disabled keeps the button out of the tab order while its entry is disabled.
func (b *inner) Disabled() bool { return b.host.Disabled() }

// Enable is there for fyne.Disableable; the entry decides.
func (b *inner) Enable() {}

// Disable is there for fyne.Disableable; the entry decides.
func (b *inner) Disable() {}

func (b *inner) Cursor() desktop.Cursor { return desktop.PointerCursor }

func (b *inner) FocusGained() { b.focused = true; b.Refresh(); reveal(b) }

func (b *inner) FocusLost() { b.focused = false; b.Refresh() }

func (b *inner) MouseIn(*desktop.MouseEvent) { b.hovered = true; b.Refresh() }

func (b *inner) MouseMoved(*desktop.MouseEvent) {}

func (b *inner) MouseOut() { b.hovered = false; b.Refresh() }

func (b *inner) Tapped(*fyne.PointEvent) {
	if !b.host.Disabled() {
		b.tapped()
	}
}

func (b *inner) TypedKey(key *fyne.KeyEvent) {
	switch key.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		b.Tapped(nil)
	case fyne.KeyEscape, fyne.KeyF1:
		b.host.TypedKey(key)
	}
}

func (b *inner) TypedRune(rune) {}

func (b *inner) CreateRenderer() fyne.WidgetRenderer {
	r := &innerRenderer{button: b, icon: &canvas.Image{}, wash: &canvas.Rectangle{}}
	r.objects = []fyne.CanvasObject{r.wash, r.icon}
	r.Refresh()
	return r
}

type innerRenderer struct {
	button  *inner
	icon    *canvas.Image
	wash    *canvas.Rectangle
	objects []fyne.CanvasObject
}

func (r *innerRenderer) Destroy() {}

func (r *innerRenderer) Layout(size fyne.Size) {
	side := measure(r.button, theme.SizeNameInlineIcon)
	r.icon.Resize(fyne.NewSquareSize(side))
	r.icon.Move(fyne.NewPos((size.Width-side)/2, (size.Height-side)/2))
	r.wash.Resize(size.SubtractWidthHeight(8, 8))
	r.wash.Move(fyne.NewPos(4, 4))
}

func (r *innerRenderer) MinSize() fyne.Size {
	side := measure(r.button, theme.SizeNameInlineIcon)
	pad := measure(r.button, theme.SizeNameInnerPadding)
	return fyne.NewSize(side+pad*2, side)
}

func (r *innerRenderer) Objects() []fyne.CanvasObject { return r.objects }

func (r *innerRenderer) Refresh() {
	b := r.button
	color := theme.ColorNameForeground
	if b.host.Disabled() {
		color = theme.ColorNameDisabled
	}
	setIcon(r.icon, b.Theme().Icon(b.icon()), color)
	r.wash.CornerRadius = measure(b, theme.SizeNameSelectionRadius)
	r.wash.Hidden = b.host.Disabled() || !b.hovered && !b.focused
	r.wash.FillColor = ink(b, theme.ColorNameHover)
	r.wash.StrokeColor, r.wash.StrokeWidth = nil, 0
	if b.focused {
		r.wash.StrokeColor, r.wash.StrokeWidth = ink(b, theme.ColorNamePrimary), 2
	}
	r.wash.Refresh()
}
