package widgets

import (
	"cmp"
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
)

const gridBarWidth = 4

// gridRow is the objects that show one row. They are in several boxes at the same place,
// so that the body can draw them in another order than row by row.
type gridRow struct {
	grid  *Grid
	index int               // -1 while it shows none
	box   *fyne.Container   // of what lies below the texts, and of the icons
	cells []*fyne.Container // one for each text
	line  *canvas.Line
	wash  *canvas.Rectangle
	bar   *canvas.Rectangle // at the edge of the selected row, if there are marks
	texts []*canvas.Text
	icons []*canvas.Image // those that were shown last
	made  map[gridIcon]*canvas.Image
}

// gridIcon is what an icon looks like. A row keeps those that it has shown, since it
// takes long to draw one anew.
type gridIcon struct {
	col   int
	name  string
	color color.Color
}

func newGridRow(g *Grid) *gridRow {
	r := &gridRow{grid: g, index: -1, wash: &canvas.Rectangle{}, bar: &canvas.Rectangle{}, line: canvas.NewLine(color.Transparent)}
	r.bar.Hide()
	r.box = &fyne.Container{Objects: []fyne.CanvasObject{r.wash, r.bar}}
	for range g.columns {
		t := canvas.NewText("", color.Transparent)
		r.texts = append(r.texts, t)
		r.cells = append(r.cells, &fyne.Container{Objects: []fyne.CanvasObject{t}})
	}
	r.icons, r.made = make([]*canvas.Image, len(g.columns)), map[gridIcon]*canvas.Image{}
	r.setHidden(true)
	return r
}

func (r *gridRow) setHidden(hidden bool) {
	r.box.Hidden, r.line.Hidden = hidden, hidden
	for _, c := range r.cells {
		c.Hidden = hidden
	}
}

func (r *gridRow) hide() {
	if r.index >= 0 {
		r.index = -1
		r.setHidden(true)
		canvas.Refresh(r.line) // so that the window is drawn without the row
	}
}

func (r *gridRow) show(index int, height float32) {
	g := r.grid
	r.index = index
	last := g.spans[len(g.spans)-1]
	width := max(last.x+last.width, g.scroll.Size().Width)
	r.wash.Resize(fyne.NewSize(width, height))
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
	r.place(fyne.NewPos(0, float32(index)*height), fyne.NewSize(width, height))
}

func (r *gridRow) place(at fyne.Position, size fyne.Size) {
	r.setHidden(false)
	place(r.box, at, size)
	for _, c := range r.cells {
		place(c, at, size)
	}
	// A line of one pixel is drawn above where it is.
	r.line.Position1, r.line.Position2 = at.AddXY(0, size.Height), at.AddXY(size.Width, size.Height)
}

func (r *gridRow) fill(col int, cell Cell, height float32) {
	g := r.grid
	column, at := g.columns[col], g.spans[col]
	size, style := measure(g, theme.SizeNameText), plain
	if column.Mono {
		size, style = measure(g, SizeNameMono), monoFor(cell.Text)
	}
	name := cmp.Or(cell.ColorName, theme.ColorNameForeground)
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
// made when a column first has such an icon, since most have none.
func (r *gridRow) icon(col int, cell Cell, name fyne.ThemeColorName, x, height float32) float32 {
	look := gridIcon{col: col}
	if cell.Icon != nil {
		look.name, look.color = cell.Icon.Name(), ink(r.grid, name)
	}
	img := r.made[look]
	if old := r.icons[col]; old != nil && old != img {
		old.Hide()
	}
	if cell.Icon == nil {
		return 0
	}
	if img == nil {
		img = &canvas.Image{}
		setIcon(img, cell.Icon, name)
		r.made[look] = img
		r.box.Objects = append(r.box.Objects, img)
	}
	r.icons[col] = img
	side := measure(r.grid, theme.SizeNameText) + 1
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
	tint(r.wash, ink(g, name), show)
	tint(r.bar, ink(g, theme.ColorNamePrimary), g.Marked != nil && r.index == g.selected)
	r.line.StrokeColor = ink(g, theme.ColorNameSeparator)
}

// tint colors a rectangle, and draws it again only if that makes a difference.
func tint(r *canvas.Rectangle, c color.Color, show bool) {
	if r.FillColor != c || r.Hidden == show {
		r.FillColor, r.Hidden = c, !show
		r.Refresh()
	}
}
