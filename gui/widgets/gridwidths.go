package widgets

import (
	"cmp"
	"slices"

	"fyne.io/fyne/v2/theme"
)

// span is the place of a column.
type span struct{ x, width float32 }

const (
	gridDefaultWidth = 120
	gridDefaultMin   = 56
	gridCellPad      = 10
	gridIconGap      = 6
)

func defaultWidths(columns []Column) []float32 {
	widths := make([]float32, len(columns))
	for i, c := range columns {
		widths[i] = c.width()
	}
	return widths
}

// width is how wide a column is that was not set by hand; 0 for one that is as wide as
// its form.
func (c Column) width() float32 {
	if len(c.Forms) > 0 {
		return 0
	}
	return max(cmp.Or(c.Width, gridDefaultWidth), c.least())
}

func (c Column) least() float32 { return cmp.Or(c.MinWidth, gridDefaultMin) }

// Widths returns the widths of the columns as set by hand or by SetWidths; 0 for
// a column that is as wide as its form.
func (g *Grid) Widths() []float32 { return slices.Clone(g.widths) }

// SetWidths sets the widths, as from an earlier Widths; 0 is the width of a column that
// was not set by hand. Ones that do not fit the columns are ignored.
func (g *Grid) SetWidths(widths []float32) {
	if len(widths) != len(g.columns) {
		return
	}
	for i, w := range widths {
		if w > 0 {
			g.widths[i] = max(w, g.columns[i].least())
		} else {
			g.widths[i] = g.columns[i].width()
		}
	}
	g.Refresh()
}

// setWidth is a step of dragging a divider. What is before the column that fills the rest
// takes of that one. From there on a column takes of the next one, so that the divider is
// where the hand is, and no other moves.
func (g *Grid) setWidth(col int, width float32) {
	width = max(width, g.columns[col].least())
	fills, next := g.filling(), g.header.beside(col, 1)
	if col >= fills && next >= 0 {
		both := g.spans[col].width + g.spans[next].width
		width = min(width, both-g.columns[next].least())
		g.widths[next] = both - width
		if len(g.Yield) > 0 {
			g.widths[fills] = g.spans[fills].width // which has others give way, or not
		}
	}
	g.widths[col] = width
	g.Refresh()
}

func (g *Grid) widthsChanged() {
	if g.OnWidthsChanged != nil {
		g.OnWidthsChanged(g.Widths())
	}
}

// Form returns which of its forms a column has now, for Cell to give a text that
// has the room; -1 for a column that was let go.
func (g *Grid) Form(col int) int {
	if col < 0 || col >= len(g.forms) {
		return 0
	}
	return g.forms[col]
}

// spread is the width of all columns together, as shown.
func (g *Grid) spread() float32 {
	if len(g.spans) == 0 {
		return 0
	}
	last := g.spans[len(g.spans)-1]
	return last.x + last.width
}

// barRoom is what the horizontal bar would hide of the last row.
func (g *Grid) barRoom() float32 {
	if g.spread() <= g.scroll.Size().Width {
		return 0
	}
	return measure(g, theme.SizeNameScrollBar)
}

// measureColumns places the columns for a width: first each column in Yield takes its next
// form, one after the other, until all have the room, and then one column fills what is left.
func (g *Grid) measureColumns(width float32) {
	fills := g.filling()
	natural := g.naturalWidths()
	widths := slices.Clone(g.widths)
	for i, w := range widths {
		if len(natural[i]) > 0 && w == 0 {
			widths[i] = natural[i][0]
		}
	}
	rest := func() float32 {
		left := width
		for i, w := range widths {
			if i != fills {
				left -= w
			}
		}
		return left
	}
	least := float32(0)
	if fills >= 0 {
		least = widths[fills]
		if len(g.Yield) > 0 {
			least = g.columns[fills].least()
		}
	}
	taken := make([]int, len(g.columns))
	for i, col := range g.Yield {
		if rest() >= room(g, i, least) || col < 0 || col >= len(taken) || taken[col]+1 >= len(natural[col]) {
			continue
		}
		taken[col]++
		widths[col] = min(widths[col], natural[col][taken[col]])
	}
	if fills >= 0 {
		widths[fills] = max(least, rest())
	}
	g.place(widths, natural)
}

// room is how wide the filling column is to be before a column gives way: as wide as it
// was set by hand, but never at the cost of another one that was.
func room(g *Grid, i int, least float32) float32 {
	fills, col := g.filling(), g.Yield[i]
	switch {
	case col >= 0 && col < len(g.widths) && g.widths[col] > 0:
		return least
	case g.widths[fills] != g.columns[fills].width():
		return g.widths[fills]
	case i < len(g.Room):
		return max(least, g.Room[i])
	}
	return least
}

// filling is the column that fills what is left: the one that says so, or the last one.
func (g *Grid) filling() int {
	for i, c := range g.columns {
		if c.Fills {
			return i
		}
	}
	return len(g.columns) - 1
}

// place gives the columns their places, and the forms that have the room there.
func (g *Grid) place(widths []float32, natural [][]float32) {
	g.spans, g.forms = g.spans[:0], g.forms[:0]
	x := float32(0)
	for i, w := range widths {
		form := 0
		for form < len(natural[i])-1 && natural[i][form] > w && natural[i][form+1] > 0 {
			form++
		}
		if w == 0 {
			form = -1
		}
		g.spans, g.forms = append(g.spans, span{x, w}), append(g.forms, form)
		x += w
	}
}

// naturalWidths are those of the forms of each column, with room for its title.
func (g *Grid) naturalWidths() [][]float32 {
	out := make([][]float32, len(g.columns))
	for i, c := range g.columns {
		size, style := measure(g, theme.SizeNameText), plain
		if c.Mono {
			size, style = measure(g, SizeNameMono), mono
		}
		for _, sample := range c.Forms {
			if sample == "" {
				out[i] = append(out[i], 0)
				continue
			}
			title := textWidth(c.Title, g.header.textSize(), bold)
			if c.Sortable {
				title += measure(g, theme.SizeNameInlineIcon)
			}
			out[i] = append(out[i], max(textWidth(sample, size, style), title)+2*gridCellPad)
		}
	}
	return out
}
