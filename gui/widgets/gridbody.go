package widgets

import (
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

const gridBarWidth = 4

// gridBody is the scrolled part of a Grid. It is as high as all rows together,
// but holds objects for those in sight only, each used again and again.
type gridBody struct {
	widget.BaseWidget
	grid    *Grid
	rows    []*gridRow // row n is shown by rows[n%len(rows)]
	objects []fyne.CanvasObject
	hovered int
	first   int // the rows in sight
	last    int
	clicks  [2]click // the last two presses
	pressed int      // how many of them the next tap may be of
}

var (
	_ fyne.Tappable          = (*gridBody)(nil)
	_ fyne.DoubleTappable    = (*gridBody)(nil)
	_ fyne.SecondaryTappable = (*gridBody)(nil)
	_ desktop.Mouseable      = (*gridBody)(nil)
	_ desktop.Hoverable      = (*gridBody)(nil)
)

func newGridBody(g *Grid) *gridBody {
	b := &gridBody{grid: g, hovered: -1, last: -1}
	b.ExtendBaseWidget(b)
	return b
}

// rowHeight is a multiple of four: positions are float32, which have no odd
// numbers left from 16 million up, and rows of a long table would dance.
func (b *gridBody) rowHeight() float32 {
	h := textHeight(measure(b.grid, theme.SizeNameText), plain) + 12
	return float32(math.Ceil(float64(h)/4) * 4)
}

// forget drops the objects of the rows, as when the columns change.
func (b *gridBody) forget() { b.rows, b.objects = nil, nil }

// update brings the rows in sight up to date; all of them when forced.
func (b *gridBody) update(force bool) {
	g := b.grid
	view, h := g.scroll.Size().Height, b.rowHeight()
	if len(g.spans) != len(g.columns) || view <= 0 {
		return
	}
	if need := int(view/h) + 2; need > len(b.rows) {
		b.grow(need)
		force = true
	}
	top := float64(g.scroll.Offset.Y)
	first := max(int(top/float64(h)), 0)
	last := min(int((top+float64(view))/float64(h)), g.length-1, first+len(b.rows)-1)
	if first != b.first || last != b.last {
		b.first, b.last = first, last
		if g.OnSight != nil {
			g.OnSight(first, last)
		}
	}
	for _, r := range b.rows {
		if r.index < first || r.index > last {
			r.hide()
		}
	}
	for i := first; i <= last; i++ {
		if r := b.rows[i%len(b.rows)]; force || r.index != i {
			r.show(i, h)
		}
	}
}

func (b *gridBody) grow(n int) {
	for _, r := range b.rows {
		r.hide() // the places change
	}
	for len(b.rows) < n {
		r := newGridRow(b.grid)
		b.rows = append(b.rows, r)
		b.objects = append(b.objects, r.box)
	}
	canvas.Refresh(b)
}

// visible returns the objects of a row, or nil if it is out of sight.
func (b *gridBody) visible(row int) *gridRow {
	if row < 0 || len(b.rows) == 0 {
		return nil
	}
	if r := b.rows[row%len(b.rows)]; r.index == row {
		return r
	}
	return nil
}

func (b *gridBody) repaintRow(row int) {
	if r := b.visible(row); r != nil {
		r.paint()
	}
}

func (b *gridBody) hover(row int) {
	if b.hovered == row {
		return
	}
	old := b.hovered
	b.hovered = row
	b.repaintRow(old)
	b.repaintRow(row)
}

// at returns the row at a position, or -1.
func (b *gridBody) at(p fyne.Position) int {
	row := int(math.Floor(float64(p.Y) / float64(b.rowHeight())))
	if row < 0 || row >= b.grid.length {
		return -1
	}
	return row
}

// pick is a primary click, with the keys that are held.
func (b *gridBody) pick(p fyne.Position, held fyne.KeyModifier) {
	focus(b.grid)
	if row := b.at(p); row >= 0 {
		b.grid.mark(row, b.grid.howFor(held))
	}
}

// pickForMenu is a secondary click. What is marked stays so, if that is meant.
func (b *gridBody) pickForMenu(p fyne.Position) {
	focus(b.grid)
	row := b.at(p)
	switch {
	case row < 0:
	case b.grid.marked(row):
		b.grid.Select(row)
	default:
		b.grid.mark(row, MarkOne)
	}
}

// MouseDown selects at once: a tap is told late, since a second one may follow.
func (b *gridBody) MouseDown(e *desktop.MouseEvent) {
	if e.Button == desktop.MouseButtonSecondary {
		b.pickForMenu(e.Position)
		return
	}
	b.clicks[0], b.clicks[1] = b.clicks[1], click{b.at(e.Position), e.Modifier}
	b.pressed = min(b.pressed+1, len(b.clicks))
	b.pick(e.Position, e.Modifier)
}

func (b *gridBody) MouseUp(*desktop.MouseEvent) {}

// Tapped picks only where there is no mouse: otherwise the press has done so,
// and once more would take back what it toggled.
func (b *gridBody) Tapped(e *fyne.PointEvent) {
	if b.pressed == 0 {
		b.pick(e.Position, 0)
	}
	b.pressed = 0
}

// DoubleTapped activates a row that was clicked twice, which Fyne also tells of
// two quick clicks on different rows.
func (b *gridBody) DoubleTapped(e *fyne.PointEvent) {
	mouse := b.pressed == len(b.clicks)
	b.pressed = 0
	switch {
	case !mouse:
		b.pick(e.Position, 0)
	case !b.clicks[0].plain(b.clicks[1]):
		return
	}
	if b.at(e.Position) >= 0 {
		b.grid.tell(b.grid.OnActivated)
	}
}

func (b *gridBody) TappedSecondary(e *fyne.PointEvent) {
	b.pickForMenu(e.Position)
	if row := b.at(e.Position); row >= 0 && b.grid.OnMenu != nil {
		b.grid.OnMenu(row, e.AbsolutePosition)
	}
}

func (b *gridBody) MouseIn(e *desktop.MouseEvent) { b.hover(b.at(e.Position)) }

func (b *gridBody) MouseMoved(e *desktop.MouseEvent) { b.hover(b.at(e.Position)) }

func (b *gridBody) MouseOut() { b.hover(-1) }

func (b *gridBody) CreateRenderer() fyne.WidgetRenderer { return &gridBodyRenderer{b} }

type gridBodyRenderer struct{ body *gridBody }

func (r *gridBodyRenderer) Destroy() {}

func (r *gridBodyRenderer) Layout(fyne.Size) {}

func (r *gridBodyRenderer) MinSize() fyne.Size {
	g := r.body.grid
	return fyne.NewSize(g.spread(), float32(g.length)*r.body.rowHeight()+g.lowRoom())
}

func (r *gridBodyRenderer) Objects() []fyne.CanvasObject { return r.body.objects }

func (r *gridBodyRenderer) Refresh() {
	for _, row := range r.body.rows {
		row.themed = false
	}
	r.body.update(true)
}

// gridRow is the objects that show one row.
type gridRow struct {
	grid       *Grid
	index      int // -1 while it shows none
	box        *fyne.Container
	wash, line *canvas.Rectangle
	bar        *canvas.Rectangle // at the edge of the selected row, if there are marks
	texts      []*canvas.Text
	icons      []*canvas.Image
	iconNames  []string
	themed     bool
}

func newGridRow(g *Grid) *gridRow {
	r := &gridRow{grid: g, index: -1, wash: &canvas.Rectangle{}, line: &canvas.Rectangle{}}
	r.bar = &canvas.Rectangle{}
	r.bar.Hide()
	r.box = &fyne.Container{Objects: []fyne.CanvasObject{r.wash, r.line, r.bar}}
	for range g.columns {
		t := canvas.NewText("", color.Transparent)
		r.texts = append(r.texts, t)
		r.box.Objects = append(r.box.Objects, t)
	}
	r.icons = make([]*canvas.Image, len(g.columns))
	r.iconNames = make([]string, len(g.columns))
	r.box.Hide()
	return r
}

func (r *gridRow) hide() {
	if r.index >= 0 {
		r.index = -1
		r.box.Hide()
	}
}

func (r *gridRow) show(index int, height float32) {
	g := r.grid
	r.index = index
	last := g.spans[len(g.spans)-1]
	width := max(last.x+last.width, g.scroll.Size().Width)
	r.wash.Resize(fyne.NewSize(width, height))
	place(r.line, fyne.NewPos(0, height-1), fyne.NewSize(width, 1))
	r.bar.Resize(fyne.NewSize(gridBarWidth, height-1))
	r.paint()
	pending := false
	for col := range g.columns {
		cell := Cell{}
		if !pending && g.Cell != nil && g.spans[col].width > 0 {
			cell = g.Cell(index, col)
		}
		if col == 0 && cell.Pending {
			pending = true
			cell = Cell{Text: g.Placeholder, ColorName: ColorNameMuted}
		}
		r.fill(col, cell, height)
	}
	r.themed = true
	place(r.box, fyne.NewPos(0, float32(index)*height), fyne.NewSize(width, height))
	r.box.Show()
}

func (r *gridRow) fill(col int, cell Cell, height float32) {
	g := r.grid
	column, at := g.columns[col], g.spans[col]
	size, style := measure(g, theme.SizeNameText), plain
	if column.Mono {
		size, style = measure(g, SizeNameMono), mono
	}
	name := cell.ColorName
	if name == "" {
		name = theme.ColorNameForeground
	}
	x, room := at.x+gridCellPad, at.width-2*gridCellPad
	if used := r.icon(col, cell, name, x, height); used > 0 {
		x, room = x+used, room-used
	}
	text := r.texts[col]
	shown := truncate(cell.Text, size, style, max(room, 0))
	setText(text, shown, size, style, ink(g, name))
	m := fyne.MeasureText(shown, size, style)
	place(text, fyne.NewPos(x, r.top(height, baselineOf(size, style))), m)
}

// top is where a text begins whose letters stand that far below it, so that the letters of
// all cells of a row stand on the same line of pixels, whatever their font. Fyne begins a
// text at a whole pixel, and rounds up how far below its letters stand.
func (r *gridRow) top(height, baseline float32) float32 {
	scale := float32(1)
	if c := canvasOf(r.grid); c != nil {
		scale = c.Scale()
	}
	below := func(baseline float32) float64 { return math.Ceil(float64(baseline * scale)) }
	size := measure(r.grid, theme.SizeNameText)
	usual := math.Round(float64((height - textHeight(size, plain)) / 2 * scale))
	return float32(usual+below(baselineOf(size, plain))-below(baseline)) / scale
}

func baselineOf(size float32, style fyne.TextStyle) float32 {
	_, base := fyne.CurrentApp().Driver().RenderedTextSize("Mg", size, style, nil)
	return base
}

// icon shows the icon of a cell and returns the room that it takes. Images are
// made when a column has its first icon, since most have none.
func (r *gridRow) icon(col int, cell Cell, name fyne.ThemeColorName, x, height float32) float32 {
	img := r.icons[col]
	if cell.Icon == nil {
		if img != nil {
			img.Hide()
		}
		return 0
	}
	if img == nil {
		img = &canvas.Image{}
		r.icons[col] = img
		r.box.Objects = append(r.box.Objects, img)
	}
	side := measure(r.grid, theme.SizeNameText) + 1
	if key := cell.Icon.Name() + "/" + string(name); r.iconNames[col] != key || !r.themed {
		r.iconNames[col] = key
		setIcon(img, cell.Icon, name)
	}
	img.Show()
	place(img, fyne.NewPos(x, (height-side)/2), fyne.NewSquareSize(side))
	return side + gridIconGap
}

// paint colors the row for its state.
func (r *gridRow) paint() {
	g := r.grid
	name, show, marked := ColorNameCard, true, g.marked(r.index)
	switch {
	case marked && g.focused:
		name = ColorNameSelectedRow
	case marked:
		name = ColorNameSelectedRowIdle
	case r.index == g.body.hovered:
		name = theme.ColorNameHover
	default:
		show = false
	}
	if fill := ink(g, name); r.wash.FillColor != fill || r.wash.Hidden == show {
		r.wash.FillColor, r.wash.Hidden = fill, !show
		r.wash.Refresh()
	}
	barred := g.Marked != nil && r.index == g.selected
	if bar := ink(g, theme.ColorNamePrimary); r.bar.FillColor != bar || r.bar.Hidden == barred {
		r.bar.FillColor, r.bar.Hidden = bar, !barred
		r.bar.Refresh()
	}
	if line := ink(g, theme.ColorNameSeparator); r.line.FillColor != line {
		r.line.FillColor = line
		r.line.Refresh()
	}
}
