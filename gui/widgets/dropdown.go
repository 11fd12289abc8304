package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// dropdown is the list of a MultiChoice: a layer over the whole window, so that
// a click beside the list closes it. Fyne's pop-up does not tell of that.
type dropdown struct {
	widget.BaseWidget
	owner  *MultiChoice
	canvas fyne.Canvas
	rows   []*checkRow // the first one is for all
	box    *fyne.Container
	scroll *container.Scroll
	at     int // the row that has or had the focus
}

var (
	_ fyne.Tappable          = (*dropdown)(nil)
	_ fyne.SecondaryTappable = (*dropdown)(nil)
)

func newDropdown(m *MultiChoice, c fyne.Canvas) *dropdown {
	d := &dropdown{owner: m, canvas: c, box: &fyne.Container{Layout: rowsLayout{}}}
	d.scroll = container.NewVScroll(d.box)
	d.ExtendBaseWidget(d)
	d.fill()
	return d
}

func (d *dropdown) show() {
	d.canvas.Overlays().Add(d)
	d.Resize(d.canvas.Size())
	d.focus(0)
}

// fill makes the rows for the options.
func (d *dropdown) fill() {
	held := len(d.rows) > 0 && d.canvas.Focused() == d.rows[d.at]
	d.rows, d.box.Objects = nil, nil
	texts := append([]string{d.owner.PlaceHolder}, d.owner.options...)
	for i, text := range texts {
		row := newCheckRow(text, d, i)
		d.rows = append(d.rows, row)
		d.box.Objects = append(d.box.Objects, row)
	}
	d.at = min(d.at, len(d.rows)-1)
	d.check()
	d.Refresh()
	if held {
		d.focus(d.at)
	}
}

// check shows what is chosen.
func (d *dropdown) check() {
	all := true
	for i, on := range d.owner.chosen {
		d.rows[i+1].show(on)
		all = all && !on
	}
	d.rows[0].show(all)
}

// focus gives the focus to a row, or the nearest that there is.
func (d *dropdown) focus(row int) {
	d.at = min(max(row, 0), len(d.rows)-1)
	d.canvas.Focus(d.rows[d.at])
}

// reveal scrolls a row into sight.
func (d *dropdown) reveal(row *checkRow) {
	top, height := row.Position().Y, row.Size().Height
	offset := d.scroll.Offset
	offset.Y = min(max(offset.Y, top+height-d.scroll.Size().Height), top)
	if offset != d.scroll.Offset {
		d.scroll.ScrollToOffset(offset)
	}
}

// Tapped closes the list. Beside its rows it gives the focus back, which Fyne has taken.
func (d *dropdown) Tapped(e *fyne.PointEvent) {
	at, size := d.scroll.Position(), d.scroll.Size()
	if e.Position.X >= at.X && e.Position.X < at.X+size.Width && e.Position.Y >= at.Y && e.Position.Y < at.Y+size.Height {
		d.focus(d.at)
		return
	}
	d.owner.Close()
}

// TappedSecondary closes the list, too.
func (d *dropdown) TappedSecondary(e *fyne.PointEvent) { d.Tapped(e) }

func (d *dropdown) CreateRenderer() fyne.WidgetRenderer {
	r := &dropdownRenderer{dropdown: d, surface: &canvas.Rectangle{}}
	r.objects = []fyne.CanvasObject{r.surface, d.scroll}
	r.paint()
	return r
}

type dropdownRenderer struct {
	dropdown *dropdown
	surface  *canvas.Rectangle
	objects  []fyne.CanvasObject
}

func (r *dropdownRenderer) Destroy() {}

func (r *dropdownRenderer) Objects() []fyne.CanvasObject { return r.objects }

func (r *dropdownRenderer) MinSize() fyne.Size { return fyne.Size{} }

const dropdownHeight = 340 // at most

// Layout places the list below its button, or above it where there is more room.
func (r *dropdownRenderer) Layout(size fyne.Size) {
	d := r.dropdown
	button := fyne.CurrentApp().Driver().AbsolutePositionForObject(d.owner)
	pad := measure(d, theme.SizeNamePadding)
	least := d.box.MinSize()
	width := min(max(least.Width+measure(d, theme.SizeNameScrollBar), d.owner.Size().Width-2*pad), size.Width-2*pad)
	below := button.Y + d.owner.Size().Height + 2
	under, over := size.Height-below-2*pad, button.Y-2-2*pad
	height := min(least.Height, dropdownHeight)
	up := under < height && over > under
	if up {
		height = min(height, over)
	} else {
		height = min(height, under)
	}
	list := fyne.NewSize(width, max(height, 0))
	plate := list.AddWidthHeight(2*pad, 2*pad)
	at := fyne.NewPos(max(min(button.X, size.Width-plate.Width), 0), below)
	if up {
		at.Y = button.Y - 2 - plate.Height
	}
	r.surface.Move(at)
	r.surface.Resize(plate)
	d.scroll.Move(at.AddXY(pad, pad))
	d.scroll.Resize(list)
}

func (r *dropdownRenderer) Refresh() {
	r.paint()
	r.Layout(r.dropdown.Size())
	r.dropdown.scroll.Refresh()
	canvas.Refresh(r.dropdown)
}

func (r *dropdownRenderer) paint() {
	d := r.dropdown
	r.surface.FillColor = ink(d, theme.ColorNameOverlayBackground)
	r.surface.StrokeColor, r.surface.StrokeWidth = ink(d, ColorNameCardBorder), 1
	r.surface.CornerRadius = measure(d, theme.SizeNameMenuRadius)
	r.surface.Shadow = canvas.Shadow{BlurRadius: 8, Offset: fyne.NewPos(0, 2), Color: ink(d, theme.ColorNameShadow)}
	r.surface.Refresh()
}

// rowsLayout puts rows of the full width below each other, without a gap.
type rowsLayout struct{}

func (rowsLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := fyne.Size{}
	for _, o := range objects {
		least := o.MinSize()
		size = fyne.NewSize(max(size.Width, least.Width), size.Height+least.Height)
	}
	return size
}

func (rowsLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	y := float32(0)
	for _, o := range objects {
		height := o.MinSize().Height
		o.Move(fyne.NewPos(0, y))
		o.Resize(fyne.NewSize(size.Width, height))
		y += height
	}
}

// checkRow is a check box as a row of a list: it is pressed anywhere, and the
// arrows go on to the others.
type checkRow struct {
	Check
	list  *dropdown
	index int
}

func newCheckRow(text string, d *dropdown, index int) *checkRow {
	r := &checkRow{list: d, index: index}
	r.Text = text
	r.OnEscape = d.owner.Close
	r.ExtendBaseWidget(r)
	return r
}

// show checks the box without telling of it.
func (r *checkRow) show(on bool) {
	r.OnChanged = nil
	r.SetChecked(on)
	r.OnChanged = func(bool) {
		if r.list.owner.list != r.list {
			return
		}
		r.list.owner.toggle(r.index - 1)
	}
}

// FocusGained is called by Fyne.
func (r *checkRow) FocusGained() {
	r.list.at = r.index
	r.Check.FocusGained()
	r.list.reveal(r)
}

// Tapped is called by Fyne, whose check box takes no clicks beside its text.
func (r *checkRow) Tapped(*fyne.PointEvent) {
	r.list.focus(r.index)
	r.SetChecked(!r.Checked)
}

// TypedRune is called by Fyne. The key for a space comes before its letter: the
// one that opens the list would also check a row.
func (r *checkRow) TypedRune(rune) {}

// TypedKey is called by Fyne.
func (r *checkRow) TypedKey(key *fyne.KeyEvent) {
	switch key.Name {
	case fyne.KeyUp:
		r.list.focus(r.index - 1)
	case fyne.KeyDown:
		r.list.focus(r.index + 1)
	case fyne.KeyHome, fyne.KeyPageUp:
		r.list.focus(0)
	case fyne.KeyEnd, fyne.KeyPageDown:
		r.list.focus(len(r.list.rows) - 1)
	case fyne.KeySpace:
		r.SetChecked(!r.Checked)
	default:
		r.Check.TypedKey(key)
	}
}
