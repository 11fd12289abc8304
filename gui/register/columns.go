package register

import (
	"slices"

	"mooring/client/history"
	"mooring/gui/widgets"
)

// columnsInSight are the columns that the grid has, and how wide all are, by hand.
type columnsInSight struct {
	grid *widgets.Grid
	keep func(widths []float32)

	columns []history.Column
	widths  map[history.Column]float32 // 0 where a column is as wide as its form
}

// Columns are those in sight, in their order.
func (c *columnsInSight) Columns() []history.Column { return slices.Clone(c.columns) }

// SetWidths sets the widths of the columns, as Needs.Widths had them.
func (c *columnsInSight) SetWidths(widths []float32) {
	if len(widths) != len(columns) {
		return
	}
	for i, by := range columns {
		c.widths[by] = widths[i]
	}
	c.applyWidths()
}

func (c *columnsInSight) applyWidths() {
	widths := make([]float32, len(c.columns))
	for i, by := range c.columns {
		widths[i] = c.widths[by]
	}
	c.grid.SetWidths(widths)
}

// setByHand takes the widths of the columns in sight, and keeps those of all.
func (c *columnsInSight) setByHand(widths []float32) {
	for i, by := range c.columns {
		c.widths[by] = widths[i]
	}
	all := make([]float32, len(columns))
	for i, by := range columns {
		all[i] = c.widths[by]
	}
	c.keep(all)
}

// showColumns shows the columns that tell something, and reports whether they are others than
// before.
func (c *columnsInSight) showColumns(sandbox bool) bool {
	wanted := shownColumns(sandbox)
	if slices.Equal(c.columns, wanted) {
		return false
	}
	c.columns = wanted
	described := make([]widgets.Column, len(wanted))
	for i, by := range wanted {
		described[i] = columnOf(by)
	}
	c.grid.Yield, c.grid.Room = nil, nil
	for _, y := range yields {
		c.grid.Yield, c.grid.Room = append(c.grid.Yield, slices.Index(wanted, y.column)), append(c.grid.Room, y.name)
	}
	c.grid.SetColumns(described)
	c.applyWidths()
	return true
}
