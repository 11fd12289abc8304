package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

const optionListHeight = 340 // at most

// CreateRenderer is called by Fyne.
func (d *optionList) CreateRenderer() fyne.WidgetRenderer {
	r := &optionListRenderer{list: d, surface: &canvas.Rectangle{}}
	r.objects = []fyne.CanvasObject{r.surface, d.scroll}
	r.Refresh()
	return r
}

type optionListRenderer struct {
	drawn
	list    *optionList
	surface *canvas.Rectangle
}

func (r *optionListRenderer) MinSize() fyne.Size { return fyne.Size{} }

// Layout places the options below their drop-down, or above it where there is more room.
func (r *optionListRenderer) Layout(size fyne.Size) {
	d := r.list
	button := fyne.CurrentApp().Driver().AbsolutePositionForObject(d.owner)
	pad := measure(d, theme.SizeNamePadding)
	least := d.rows.MinSize()
	width := min(max(least.Width+measure(d, theme.SizeNameScrollBar), d.owner.Size().Width-2*pad), size.Width-2*pad)
	below := button.Y + d.owner.Size().Height + 2
	under, over := size.Height-below-2*pad, button.Y-2-2*pad
	height := min(least.Height, optionListHeight)
	up := under < height && over > under
	if up {
		height = min(height, over)
	} else {
		height = min(height, under)
	}
	rows := fyne.NewSize(width, max(height, 0))
	plate := rows.AddWidthHeight(2*pad, 2*pad)
	at := fyne.NewPos(max(min(button.X, size.Width-plate.Width), 0), below)
	if up {
		at.Y = button.Y - 2 - plate.Height
	}
	place(r.surface, at, plate)
	place(d.scroll, at.AddXY(pad, pad), rows)
}

func (r *optionListRenderer) Refresh() {
	d := r.list
	r.surface.FillColor = ink(d, theme.ColorNameOverlayBackground)
	r.surface.StrokeColor, r.surface.StrokeWidth = ink(d, ColorNameCardBorder), 1
	r.surface.CornerRadius = measure(d, theme.SizeNameMenuRadius)
	r.surface.Shadow = canvas.Shadow{BlurRadius: 8, Offset: fyne.NewPos(0, 2), Color: ink(d, theme.ColorNameShadow)}
	r.Layout(r.list.Size())
	r.list.rows.Refresh()
	r.list.scroll.Refresh()
	canvas.Refresh(r.list)
}

// optionRows are the options themselves, each as high as their drop-down.
type optionRows struct {
	widget.BaseWidget
	list *optionList
	mark *canvas.Rectangle // around the one that keys have reached, or the pointer
}

var (
	_ fyne.Tappable     = (*optionRows)(nil)
	_ desktop.Hoverable = (*optionRows)(nil)
)

func newOptionRows(d *optionList) *optionRows {
	r := &optionRows{list: d, mark: &canvas.Rectangle{}}
	r.ExtendBaseWidget(r)
	return r
}

func (r *optionRows) rowHeight() float32 {
	return textHeight(measure(r, theme.SizeNameText), plain) + 2*measure(r, theme.SizeNameInnerPadding)
}

func (r *optionRows) rowAt(p fyne.Position) int {
	return min(max(int(p.Y/r.rowHeight()), 0), len(r.list.owner.texts())-1)
}

// Tapped gives the focus back, which Fyne has taken, and takes the option.
func (r *optionRows) Tapped(e *fyne.PointEvent) {
	r.list.canvas.Focus(r.list)
	r.list.at = r.rowAt(e.Position)
	r.list.owner.take(r.list.at)
}

func (r *optionRows) MouseIn(e *desktop.MouseEvent) { r.MouseMoved(e) }

func (r *optionRows) MouseMoved(e *desktop.MouseEvent) {
	if at := r.rowAt(e.Position); at != r.list.at {
		r.list.at = at
		r.placeMark()
	}
}

func (r *optionRows) MouseOut() {}

func (r *optionRows) placeMark() {
	const edge = 1 // or the line at the side would be cut off with what scrolls
	height := r.rowHeight()
	frame(r.mark, fyne.NewPos(edge, float32(r.list.at)*height), fyne.NewSize(r.Size().Width-2*edge, height))
	r.mark.Refresh()
}

// CreateRenderer is called by Fyne.
func (r *optionRows) CreateRenderer() fyne.WidgetRenderer {
	out := &optionRowsRenderer{rows: r}
	out.Refresh()
	return out
}

type optionRowsRenderer struct {
	drawn
	rows  *optionRows
	texts []*canvas.Text
	icons []*canvas.Image
}

func (r *optionRowsRenderer) sizes() (text, side, pad float32) {
	o := r.rows
	return measure(o, theme.SizeNameText), measure(o, theme.SizeNameInlineIcon), measure(o, theme.SizeNameInnerPadding)
}

func (r *optionRowsRenderer) MinSize() fyne.Size {
	text, side, pad := r.sizes()
	width := float32(0)
	options := r.rows.list.owner.texts()
	for _, option := range options {
		width = max(width, textWidth(option, text, plain))
	}
	return fyne.NewSize(width+side+3*pad, float32(len(options))*r.rows.rowHeight())
}

// Layout puts a box before each option where many can be chosen, and else a tick
// after the one that is.
func (r *optionRowsRenderer) Layout(size fyne.Size) {
	text, side, pad := r.sizes()
	height := r.rows.rowHeight()
	d := r.rows.list
	x, sign := pad, size.Width-pad-side
	if d.many {
		x, sign = pad+side+pad, pad
	}
	letters := textHeight(text, plain)
	for i, option := range d.owner.texts() {
		y := float32(i) * height
		room := size.Width - side - 3*pad
		setText(r.texts[i], truncate(option, text, plain, max(room, 0)), text, plain, ink(r.rows, theme.ColorNameForeground))
		place(r.texts[i], fyne.NewPos(x, y+(height-letters)/2), fyne.NewSize(room, letters))
		place(r.icons[i], fyne.NewPos(sign, y+(height-side)/2), fyne.NewSquareSize(side))
	}
	r.rows.placeMark()
}

func (r *optionRowsRenderer) Refresh() {
	d, options := r.rows.list, r.rows.list.owner.texts()
	for len(r.texts) < len(options) {
		r.texts, r.icons = append(r.texts, &canvas.Text{}), append(r.icons, &canvas.Image{})
	}
	mark := r.rows.mark
	r.objects = []fyne.CanvasObject{mark}
	for i := range options {
		icon, name := fyne.Resource(nil), theme.ColorNamePrimary
		switch taken := d.owner.taken(i); {
		case d.many && taken:
			icon = theme.CheckButtonCheckedIcon()
		case d.many:
			icon, name = theme.CheckButtonIcon(), theme.ColorNameInputBorder
		case taken:
			icon = theme.ConfirmIcon()
		}
		setIcon(r.icons[i], icon, name)
		r.objects = append(r.objects, r.texts[i], r.icons[i])
	}
	mark.FillColor = ink(r.rows, theme.ColorNameHover)
	mark.StrokeColor, mark.StrokeWidth = ink(r.rows, theme.ColorNamePrimary), 2
	mark.CornerRadius = measure(r.rows, theme.SizeNameSelectionRadius)
	r.Layout(r.rows.Size())
	canvas.Refresh(r.rows)
}
