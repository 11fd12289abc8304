package widgets

import (
	"image"
	"image/color"
	"math"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
)

// gridRow is the objects that show one row. They are drawn as one picture: where no graphics
// card draws, each thing drawn costs 64 KB of memory until the next frame, and time, and the rows
// of a window have a hundred texts and icons.
type gridRow struct {
	grid       *Grid
	index      int // -1 while it shows none
	box        *fyne.Container
	shown      fyne.CanvasObject // the box, or its picture
	wash, line *canvas.Rectangle
	bar        *canvas.Rectangle // at the edge of the selected row, if there are marks
	texts      []*canvas.Text
	icons      []*canvas.Image
	iconNames  []string
	iconInks   []color.Color
	themed     bool
	drawn      []any // what it looked like when it was last drawn
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
	r.iconInks = make([]color.Color, len(g.columns))
	r.shown = r.box
	if g.body.pictured {
		picture := canvas.NewRaster(r.picture)
		picture.ScaleMode = canvas.ImageScalePixels // nothing is between the pixels
		r.shown = picture
	}
	r.shown.Hide()
	return r
}

// picture takes a picture of the row that is so many pixels high.
func (r *gridRow) picture(_, height int) image.Image {
	camera, size := r.grid.body.camera, r.box.Size()
	camera.SetScale(float32(height) / size.Height)
	camera.SetContent(r.box)
	camera.Resize(size)
	return camera.Capture()
}

func (r *gridRow) hide() {
	if r.index >= 0 {
		r.index = -1
		r.shown.Hide()
	}
}

func (r *gridRow) show(index int, height float32) {
	g := r.grid
	r.index = index
	last := g.spans[len(g.spans)-1]
	width := max(last.x+last.width, g.scroll.Size().Width)
	r.wash.Resize(fyne.NewSize(width, height))
	r.line.Move(fyne.NewPos(0, height-1))
	r.line.Resize(fyne.NewSize(width, 1))
	r.bar.Resize(fyne.NewSize(gridBarWidth, height-1))
	r.color()
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
	r.box.Resize(fyne.NewSize(width, height))
	r.shown.Resize(r.box.Size())
	r.shown.Move(fyne.NewPos(0, float32(index)*height))
	r.shown.Show()
	r.redraw()
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
	text.Resize(m)
	text.Move(fyne.NewPos(x, r.top(height, baselineOf(size, style))))
}

// top is where a text begins whose letters stand that far below it, so that the letters of
// all cells of a row stand on the same line of pixels, whatever their font. Fyne begins a
// text at a whole pixel, and rounds up how far below its letters stand.
func (r *gridRow) top(height, baseline float32) float32 {
	scale := scaleOf(r.grid)
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
	r.iconInks[col] = ink(r.grid, name)
	img.Show()
	img.Resize(fyne.NewSquareSize(side))
	scale := scaleOf(r.grid)
	img.Move(fyne.NewPos(x, float32(math.Floor(float64((height-side)/2*scale)))/scale)) // at a whole pixel
	return side + gridIconGap
}

// paint brings the row up to date with its state.
func (r *gridRow) paint() {
	r.color()
	r.redraw()
}

// redraw draws the row again if it looks other than before. A letter typed into a search
// often leaves most rows as they are.
func (r *gridRow) redraw() {
	looks := []any{r.box.Size(), scaleOf(r.grid)}
	for _, o := range []*canvas.Rectangle{r.wash, r.bar, r.line} {
		looks = append(looks, o.Hidden, o.FillColor)
	}
	for col, t := range r.texts {
		looks = append(looks, t.Text, t.TextSize, t.TextStyle, t.Color, t.Position())
		if icon := r.icons[col]; icon != nil && icon.Visible() {
			looks = append(looks, r.iconNames[col], r.iconInks[col], icon.Position())
		}
	}
	if !slices.Equal(looks, r.drawn) {
		r.drawn = looks
		canvas.Refresh(r.shown)
	}
}

// color colors the row for its state.
func (r *gridRow) color() {
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
	r.wash.FillColor, r.wash.Hidden = ink(g, name), !show
	r.bar.FillColor, r.bar.Hidden = ink(g, theme.ColorNamePrimary), g.Marked == nil || r.index != g.selected
	r.line.FillColor = ink(g, theme.ColorNameSeparator)
}

// scaleOf is how many pixels a unit of length has where a widget is shown.
func scaleOf(o fyne.CanvasObject) float32 {
	if c := fyne.CurrentApp().Driver().CanvasForObject(o); c != nil {
		return c.Scale()
	}
	return 1
}

func isWhole(n float32) bool { return math.Abs(float64(n)-math.Round(float64(n))) < 0.01 }
