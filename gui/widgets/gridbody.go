package widgets

import (
	"math"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// gridBody is the scrolled part of a Grid. It is as high as all rows together,
// but holds objects for those in sight only, each used again and again.
type gridBody struct {
	widget.BaseWidget
	asText
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
	changed := false
	for i := first; i <= last; i++ {
		if r := b.rows[i%len(b.rows)]; force || r.index != i {
			r.show(i, h)
			changed = true
		}
	}
	if changed {
		b.arrange()
	}
}

func (b *gridBody) grow(n int) {
	for _, r := range b.rows {
		r.hide() // the places change
	}
	for len(b.rows) < n {
		b.rows = append(b.rows, newGridRow(b.grid))
	}
	b.arrange()
	canvas.Refresh(b)
}

// arrange puts next to each other what is drawn alike: all lines, and equal texts of a
// column. Without a graphics card the memory and the time for a change between two
// things drawn are saved then.
func (b *gridBody) arrange() {
	b.objects = b.objects[:0]
	for _, r := range b.rows {
		b.objects = append(b.objects, r.box)
	}
	rows := slices.Clone(b.rows)
	for col := range b.grid.columns {
		slices.SortStableFunc(rows, func(a, b *gridRow) int { return strings.Compare(a.texts[col].Text, b.texts[col].Text) })
		for _, r := range rows {
			b.objects = append(b.objects, r.cells[col])
		}
	}
	for _, r := range b.rows {
		b.objects = append(b.objects, r.line)
	}
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
	focus(b)
	if row := b.at(p); row >= 0 {
		b.grid.mark(row, b.grid.howFor(held))
	}
}

// pickForMenu is a secondary click. What is marked stays so, if that is meant.
func (b *gridBody) pickForMenu(p fyne.Position) {
	focus(b)
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

func (r *gridBodyRenderer) Refresh() { r.body.update(true) }
