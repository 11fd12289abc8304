package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
)

// eye is the button at the end of a SecretEntry that shows and hides its text. It
// is no stop of the Tab key, since whoever has typed a secret wants to go on and
// not to show it by the next Enter: Ctrl and Space in the entry do the same.
type eye struct {
	pointed
	entry *SecretEntry
}

func newEye(of *SecretEntry) *eye {
	e := &eye{entry: of}
	e.tapped = e.tap
	e.ExtendBaseWidget(e)
	return e
}

// tap leaves the focus where it was: Fyne takes it away from what is not focusable.
func (e *eye) tap() {
	if e.entry.Disabled() {
		return
	}
	focus(e.entry)
	e.entry.SetRevealed(!e.entry.Revealed())
}

func (e *eye) CreateRenderer() fyne.WidgetRenderer {
	r := &eyeRenderer{eye: e, icon: &canvas.Image{}, wash: &canvas.Rectangle{}}
	r.objects = []fyne.CanvasObject{r.wash, r.icon}
	r.Refresh()
	return r
}

type eyeRenderer struct {
	drawn
	eye  *eye
	icon *canvas.Image
	wash *canvas.Rectangle
}

func (r *eyeRenderer) Layout(size fyne.Size) {
	side := measure(r.eye, theme.SizeNameInlineIcon)
	place(r.icon, fyne.NewPos((size.Width-side)/2, (size.Height-side)/2), fyne.NewSquareSize(side))
	place(r.wash, fyne.NewPos(4, 4), size.SubtractWidthHeight(8, 8))
}

func (r *eyeRenderer) MinSize() fyne.Size {
	side := measure(r.eye, theme.SizeNameInlineIcon)
	pad := measure(r.eye, theme.SizeNameInnerPadding)
	return fyne.NewSize(side+pad*2, side)
}

func (r *eyeRenderer) Refresh() {
	e := r.eye
	name, icon := theme.ColorNameForeground, theme.IconNameVisibilityOff
	if e.entry.Disabled() {
		name = theme.ColorNameDisabled
	}
	if e.entry.Revealed() {
		icon = theme.IconNameVisibility
	}
	setIcon(r.icon, e.Theme().Icon(icon), name)
	r.wash.CornerRadius = measure(e, theme.SizeNameSelectionRadius)
	r.wash.Hidden = e.entry.Disabled() || !e.hovered
	r.wash.FillColor = ink(e, theme.ColorNameHover)
	r.wash.Refresh()
}
