package widgets

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Column describes one column of a Grid.
type Column struct {
	Title    string
	Width    float32 // at first; 0 for a default
	MinWidth float32 // 0 for a default
	Mono     bool
	Sortable bool
	// Fills gives the column the width that the others leave; without such a column,
	// the last one fills. The others give way for its Width or its MinWidth.
	Fills bool
	// Forms are samples of what the column can show, the longest form first, each as wide
	// as any text of that form: "7231b0c4…48d91e056fea", then "7231b0c4…6fea". "" at the
	// end means that the column can go. Grid.Form says which of them Cell is to return.
	// Without forms, the column is as wide as Width.
	Forms []string
}

// Cell is what one cell shows.
type Cell struct {
	Text      string
	ColorName fyne.ThemeColorName // "" for the color of text
	Icon      fyne.Resource       // nil for none; drawn in the color of the text
	Pending   bool                // the row is not loaded yet; set it in the first column
}

// Grid is a table of any length: only the rows in sight exist.
type Grid struct {
	widget.BaseWidget
	asText

	// Cell returns what a cell shows. It is asked for rows in sight only and must be quick.
	Cell func(row, col int) Cell
	// Placeholder is shown in rows that are pending.
	Placeholder string
	// Yield lists the columns that take their next form where room is short, one after
	// the other, each as often as it is listed. Room is how wide the column that fills the
	// rest is to be before they do, one after the other; its MinWidth beyond the end of Room.
	Yield []int
	Room  []float32

	// OnSort is called when a header is clicked. The grid has moved its arrow
	// already; the caller sorts and calls Refresh.
	OnSort func(col int, descending bool)
	// OnWidthsChanged is called when a divider was dragged, with what Widths returns.
	OnWidthsChanged func(widths []float32)
	// OnSelected is called when the selection moves; row is -1 when there is none.
	OnSelected func(row int)
	// OnActivated is called on a double click or Enter.
	OnActivated func(row int)
	// OnCopy is called on the shortcut for copying.
	OnCopy func(row int)
	// OnMenu is called on a secondary click, after the row was selected, or on
	// the Menu key. The position is absolute, for a pop-up menu.
	OnMenu func(row int, at fyne.Position)
	// OnDelete is called on the Delete key.
	OnDelete func(row int)

	// Marked reports whether a row is painted as selected. It is asked for rows in
	// sight whenever they are painted and must be quick. With nil, that is the
	// selected row; else that one has a bar at its edge, to be told from the others.
	Marked func(row int) bool
	// OnMark is called when a row is clicked or reached by key, after it was
	// selected and however it was; Select does not call it. A secondary click on
	// a marked row leaves the marks alone. With nil, the grid has no marks.
	OnMark func(row int, how Mark)
	// OnMarkAll is called on the shortcut for selecting all.
	OnMarkAll func()
	// OnSight is called when other rows have come into sight; last is before first
	// where there are none.
	OnSight func(first, last int)

	columns  []Column
	widths   []float32 // as set
	spans    []span    // as shown
	forms    []int     // as shown
	sortCol  int
	sortDesc bool
	length   int
	selected int
	focused  bool
	down     keyDown
	empty    fyne.CanvasObject
	covers   []cover

	header *gridHeader
	body   *gridBody
	clip   *container.Clip
	scroll *container.Scroll
	ring   *surface // while it has the focus
}

// NewGrid returns an empty grid.
func NewGrid(columns []Column, cell func(row, col int) Cell) *Grid {
	g := &Grid{Cell: cell, sortCol: -1, selected: -1, ring: newRing()}
	g.header = newGridHeader(g)
	g.body = newGridBody(g)
	g.clip = container.NewClip(g.header)
	g.scroll = container.NewScroll(g.body)
	g.scroll.OnScrolled = func(fyne.Position) { g.scrolled() }
	g.columns = slices.Clone(columns)
	g.widths = defaultWidths(columns)
	g.ExtendBaseWidget(g)
	return g
}

// SetColumns replaces the columns, for instance to change their titles; widths of columns that stay are kept.
func (g *Grid) SetColumns(columns []Column) {
	widths := defaultWidths(columns)
	copy(widths, g.widths)
	g.columns, g.widths = slices.Clone(columns), widths
	if g.sortCol >= len(columns) {
		g.sortCol = -1
	}
	g.body.forget()
	g.Refresh()
}

// SetLength changes the number of rows. A selection beyond the end is dropped.
func (g *Grid) SetLength(n int) {
	g.length = max(n, 0)
	if g.selected >= g.length {
		g.setSelected(-1)
	}
	g.Refresh()
}

// Length returns the number of rows.
func (g *Grid) Length() int { return g.length }

// SetEmpty sets what is shown in the middle while there are no rows.
func (g *Grid) SetEmpty(o fyne.CanvasObject) {
	g.empty = o
	g.Refresh()
}

// Select selects a row, scrolls it into sight and calls OnSelected if it was another. -1 selects none.
func (g *Grid) Select(row int) {
	if row >= g.length {
		return
	}
	g.setSelected(max(row, -1))
	if row >= 0 {
		g.ScrollTo(row)
	}
}

func (g *Grid) setSelected(row int) {
	if g.selected == row {
		return
	}
	old := g.selected
	g.selected = row
	g.body.repaintRow(old)
	g.body.repaintRow(row)
	if g.OnSelected != nil {
		g.OnSelected(row)
	}
}

// Selected returns the selected row, or -1.
func (g *Grid) Selected() int { return g.selected }

// ScrollTo scrolls a row into sight.
func (g *Grid) ScrollTo(row int) {
	if row < 0 || row >= g.length {
		return
	}
	if scrollToRow(g.scroll, row, g.body.rowHeight(), g.scroll.Size().Height-g.lowRoom()) {
		g.scrolled()
	}
}

// SetSort moves the arrow without calling OnSort. -1 shows none.
func (g *Grid) SetSort(col int, descending bool) {
	if col >= len(g.columns) {
		return
	}
	g.sortCol, g.sortDesc = max(col, -1), descending
	g.header.Refresh()
}

// Sort returns the column with the arrow, or -1.
func (g *Grid) Sort() (col int, descending bool) { return g.sortCol, g.sortDesc }

func (g *Grid) sortBy(col int) {
	if col < 0 || col >= len(g.columns) || !g.columns[col].Sortable {
		return
	}
	g.SetSort(col, g.sortCol == col && !g.sortDesc)
	if g.OnSort != nil {
		g.OnSort(g.sortCol, g.sortDesc)
	}
}

func (g *Grid) scrolled() {
	g.header.Move(fyne.NewPos(-g.scroll.Offset.X, 0))
	g.body.hover(-1)
	g.body.update(false)
}

// children begin with the rows: they are what is come for.
func (g *Grid) children() []fyne.CanvasObject { return []fyne.CanvasObject{g.scroll, g.header} }

// CreateRenderer is called by Fyne.
func (g *Grid) CreateRenderer() fyne.WidgetRenderer {
	r := &gridRenderer{grid: g, surface: newSurface()}
	r.paint()
	return r
}

type gridRenderer struct {
	drawn
	grid    *Grid
	surface *surface
}

func (r *gridRenderer) MinSize() fyne.Size {
	size := fyne.NewSize(160, r.grid.header.MinSize().Height+2*r.grid.body.rowHeight())
	if r.grid.empty != nil {
		size = size.Max(r.grid.empty.MinSize().AddWidthHeight(0, r.grid.header.MinSize().Height))
	}
	return size
}

func (r *gridRenderer) Layout(size fyne.Size) {
	g := r.grid
	const edge = 1
	r.surface.resize(size)
	g.ring.resize(size)
	inner := size.SubtractWidthHeight(2*edge, 2*edge)
	head := g.header.MinSize().Height
	g.measureColumns(inner.Width)
	place(g.clip, fyne.NewPos(edge, edge), fyne.NewSize(inner.Width, head))
	g.header.Resize(fyne.NewSize(max(inner.Width, g.spread()), head))
	place(g.scroll, fyne.NewPos(edge, edge+head), fyne.NewSize(inner.Width, max(inner.Height-head, 0)))
	g.header.Move(fyne.NewPos(-g.scroll.Offset.X, 0))
	g.header.place()
	g.body.update(true)
	if g.empty == nil {
		return
	}
	if g.length > 0 {
		g.empty.Hide()
		return
	}
	// How high a text is that breaks into lines is known once it has its width.
	g.empty.Resize(fyne.NewSize(inner.Width, g.empty.MinSize().Height))
	height := min(g.empty.MinSize().Height, max(inner.Height-head, 0))
	place(g.empty, fyne.NewPos(edge, head+(size.Height-head-height)/2), fyne.NewSize(inner.Width, height))
	g.empty.Show()
}

func (r *gridRenderer) Refresh() {
	r.paint()
	r.grid.scroll.Refresh()
	r.Layout(r.grid.Size())
	r.grid.header.Refresh()
	if r.grid.empty != nil {
		r.grid.empty.Refresh()
	}
	canvas.Refresh(r.grid)
}

func (r *gridRenderer) paint() {
	g := r.grid
	radius := measure(g, theme.SizeNameInputRadius)
	r.surface.fill = ink(g, ColorNameCard)
	r.surface.stroke, r.surface.strokeWidth = ink(g, ColorNameCardBorder), 1
	r.surface.radius = radius
	r.surface.refresh()
	g.ring.stroke, g.ring.strokeWidth = ink(g, theme.ColorNamePrimary), 2
	g.ring.radius = radius
	g.ring.show(g.focused)
	r.objects = append(r.surface.objects(), g.clip, g.scroll)
	r.objects = append(r.objects, g.ring.objects()...)
	if g.empty != nil {
		r.objects = append(r.objects, g.empty)
	}
}
