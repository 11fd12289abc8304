package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

const dividerReach = 5 // how near the pointer must be to take a divider

// gridHeader is the titles of a Grid. A click sorts, a drag at a divider
// resizes; by keyboard Left and Right choose a column, Enter sorts by it, and
// plus and minus change its width.
type gridHeader struct {
	widget.BaseWidget
	grid       *Grid
	background *canvas.Rectangle
	rule       *canvas.Rectangle
	ring       *canvas.Rectangle
	cells      []*headerCell
	objects    []fyne.CanvasObject
	focused    bool
	column     int // of the keyboard
	hovered    int
	near       int // divider under the pointer, or -1
	drag       int // divider that is dragged, or -1
	dragFrom   float32
	dragWidth  float32
}

type headerCell struct {
	title   *canvas.Text
	arrow   *canvas.Image
	divider *canvas.Rectangle
}

var (
	_ fyne.Tappable      = (*gridHeader)(nil)
	_ fyne.Draggable     = (*gridHeader)(nil)
	_ fyne.Focusable     = (*gridHeader)(nil)
	_ desktop.Hoverable  = (*gridHeader)(nil)
	_ desktop.Mouseable  = (*gridHeader)(nil)
	_ desktop.Cursorable = (*gridHeader)(nil)
)

func newGridHeader(g *Grid) *gridHeader {
	h := &gridHeader{grid: g, near: -1, drag: -1, hovered: -1}
	h.background, h.rule, h.ring = &canvas.Rectangle{}, &canvas.Rectangle{}, &canvas.Rectangle{}
	h.ExtendBaseWidget(h)
	return h
}

// columnAt returns the column at x, or -1.
func (h *gridHeader) columnAt(x float32) int {
	for i, s := range h.grid.spans {
		if x >= s.x && x < s.x+s.width {
			return i
		}
	}
	return -1
}

// dividerAt returns the column whose right edge is near x, or -1.
func (h *gridHeader) dividerAt(x float32) int {
	for i, s := range h.grid.spans {
		if edge := s.x + s.width; s.width > 0 && x >= edge-dividerReach && x <= edge+dividerReach {
			return i
		}
	}
	return -1
}

func (h *gridHeader) Cursor() desktop.Cursor {
	if h.near >= 0 || h.drag >= 0 {
		return desktop.HResizeCursor
	}
	return desktop.DefaultCursor
}

func (h *gridHeader) MouseIn(e *desktop.MouseEvent) { h.MouseMoved(e) }

func (h *gridHeader) MouseMoved(e *desktop.MouseEvent) {
	h.near = h.dividerAt(e.Position.X)
	if at := h.columnAt(e.Position.X); at != h.hovered {
		h.hovered = at
		h.Refresh()
	}
}

func (h *gridHeader) MouseOut() {
	h.near, h.hovered = -1, -1
	h.Refresh()
}

func (h *gridHeader) MouseDown(e *desktop.MouseEvent) {
	h.drag = -1
	if e.Button != desktop.MouseButtonPrimary {
		return
	}
	if h.drag = h.dividerAt(e.Position.X); h.drag >= 0 {
		h.dragFrom, h.dragWidth = e.Position.X, h.grid.spans[h.drag].width
	}
}

func (h *gridHeader) MouseUp(*desktop.MouseEvent) { h.DragEnd() }

func (h *gridHeader) Dragged(e *fyne.DragEvent) {
	if h.drag >= 0 {
		h.grid.setWidth(h.drag, h.dragWidth+e.Position.X-h.dragFrom)
	}
}

func (h *gridHeader) DragEnd() {
	if h.drag < 0 {
		return
	}
	changed := h.grid.widths[h.drag] != h.dragWidth
	h.drag = -1
	if changed {
		h.grid.widthsChanged()
	}
}

func (h *gridHeader) Tapped(e *fyne.PointEvent) {
	if h.dividerAt(e.Position.X) < 0 {
		h.grid.sortBy(h.columnAt(e.Position.X))
	}
}

func (h *gridHeader) FocusGained() { h.focused = true; h.Refresh() }

func (h *gridHeader) FocusLost() { h.focused = false; h.Refresh() }

func (h *gridHeader) TypedRune(r rune) {
	step := float32(0)
	switch r {
	case '+':
		step = 12
	case '-':
		step = -12
	default:
		return
	}
	if h.column < len(h.grid.spans) {
		h.grid.setWidth(h.column, h.grid.spans[h.column].width+step)
		h.grid.widthsChanged()
	}
}

func (h *gridHeader) TypedKey(key *fyne.KeyEvent) {
	switch key.Name {
	case fyne.KeyLeft:
		h.step(-1)
	case fyne.KeyRight:
		h.step(1)
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		h.grid.sortBy(h.column)
	case fyne.KeyEscape:
		escape(h.grid, nil)
	default:
		keyScrolls(h.grid, key.Name)
	}
	h.Refresh()
}

func (h *gridHeader) step(by int) {
	if at := h.beside(h.column, by); at >= 0 {
		h.column = at
	}
}

// beside is the next column that is shown in a direction, or -1.
func (h *gridHeader) beside(col, by int) int {
	for at := col + by; at >= 0 && at < len(h.grid.spans); at += by {
		if h.grid.spans[at].width > 0 {
			return at
		}
	}
	return -1
}

func (h *gridHeader) textSize() float32 { return measure(h.grid, theme.SizeNameText) - 1 }

func (h *gridHeader) ensure() {
	if len(h.cells) == len(h.grid.columns) && h.objects != nil {
		return
	}
	h.cells = h.cells[:0]
	h.objects = []fyne.CanvasObject{h.background, h.rule}
	for range h.grid.columns {
		c := &headerCell{title: &canvas.Text{}, arrow: &canvas.Image{}, divider: &canvas.Rectangle{}}
		c.arrow.Hide()
		h.cells = append(h.cells, c)
		h.objects = append(h.objects, c.title, c.arrow, c.divider)
	}
	h.objects = append(h.objects, h.ring)
}

// place lays the titles out over the columns.
func (h *gridHeader) place() {
	h.ensure()
	g, size := h.grid, h.Size()
	h.background.Resize(size)
	place(h.rule, fyne.NewPos(0, size.Height-1), fyne.NewSize(size.Width, 1))
	if len(g.spans) != len(h.cells) {
		return
	}
	textSize, arrow := h.textSize(), measure(g, theme.SizeNameInlineIcon)
	for i, c := range h.cells {
		column, at := g.columns[i], g.spans[i]
		room := at.width - 2*gridCellPad
		sorted := i == g.sortCol && at.width > 0
		if sorted {
			room -= arrow
		}
		name := ColorNameMuted
		if sorted || i == h.hovered && column.Sortable {
			name = theme.ColorNameForeground
		}
		c.title.Hidden = at.width == 0
		title := truncate(column.Title, textSize, bold, max(room, 0))
		setText(c.title, title, textSize, bold, ink(g, name))
		m := fyne.MeasureText(title, textSize, bold)
		x := at.x + gridCellPad
		place(c.title, fyne.NewPos(x, (size.Height-m.Height)/2), m)
		c.arrow.Hidden = !sorted
		place(c.arrow, fyne.NewPos(x+m.Width, (size.Height-arrow)/2), fyne.NewSquareSize(arrow))
		place(c.divider, fyne.NewPos(at.x+at.width-1, 6), fyne.NewSize(1, size.Height-12))
		c.divider.Hidden = at.width == 0 || at.x+at.width >= g.spread()
	}
	h.ring.Hidden = !h.focused
	if h.column < len(g.spans) {
		at := g.spans[h.column]
		place(h.ring, fyne.NewPos(at.x+2, 2), fyne.NewSize(at.width-4, size.Height-4))
	}
}

func (h *gridHeader) paint() {
	g := h.grid
	radius := measure(g, theme.SizeNameInputRadius) - 1
	h.background.FillColor = ink(g, theme.ColorNameHeaderBackground)
	h.background.TopLeftCornerRadius, h.background.TopRightCornerRadius = radius, radius
	h.rule.FillColor = ink(g, ColorNameCardBorder)
	h.ring.StrokeColor, h.ring.StrokeWidth = ink(g, theme.ColorNamePrimary), 2
	h.ring.CornerRadius = measure(g, theme.SizeNameSelectionRadius)
	for i, c := range h.cells {
		c.divider.FillColor = ink(g, theme.ColorNameSeparator)
		if i == g.sortCol {
			icon := theme.IconNameArrowDropUp
			if g.sortDesc {
				icon = theme.IconNameArrowDropDown
			}
			setIcon(c.arrow, g.Theme().Icon(icon), theme.ColorNameForeground)
		}
	}
}

func (h *gridHeader) CreateRenderer() fyne.WidgetRenderer {
	h.ensure()
	h.paint()
	return &gridHeaderRenderer{h}
}

type gridHeaderRenderer struct{ header *gridHeader }

func (r *gridHeaderRenderer) Destroy() {}

func (r *gridHeaderRenderer) Layout(fyne.Size) { r.header.place() }

func (r *gridHeaderRenderer) MinSize() fyne.Size {
	return fyne.NewSize(40, textHeight(r.header.textSize(), bold)+12)
}

func (r *gridHeaderRenderer) Objects() []fyne.CanvasObject { return r.header.objects }

func (r *gridHeaderRenderer) Refresh() {
	r.header.place()
	r.header.paint()
	canvas.Refresh(r.header)
}
