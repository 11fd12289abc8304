package widgets

import "fyne.io/fyne/v2"

// cover is what may lie over the lower edge of a grid: objects, and what they are in.
type cover struct {
	in      fyne.CanvasObject
	objects []fyne.CanvasObject
}

// CoveredBy announces objects that lie over the lower edge of the grid while they are
// visible: its last row can be scrolled up above them. Call it again when one of them has
// come or gone. They are placed in the object in, which is always visible: the driver does
// not know where an object is that has never been drawn.
func (g *Grid) CoveredBy(in fyne.CanvasObject, objects ...fyne.CanvasObject) {
	known := false
	for _, c := range g.covers {
		known = known || c.in == in
	}
	if !known {
		g.covers = append(g.covers, cover{in, objects})
	}
	if g.Size().Height > 0 {
		g.Refresh()
	}
}

// lowRoom is the room that is kept below the last row, for the horizontal bar or for what
// covers the grid.
func (g *Grid) lowRoom() float32 {
	room := g.barRoom()
	for _, c := range g.covers {
		room = max(room, c.covers(g))
	}
	// One row is always in sight.
	return min(room, max(g.scroll.Size().Height-g.body.rowHeight(), 0))
}

// covers is how much of the lower edge of a grid is covered.
func (c cover) covers(g *Grid) (height float32) {
	driver := fyne.CurrentApp().Driver()
	for _, o := range c.objects {
		if o.Visible() {
			foot := driver.AbsolutePositionForObject(g).Y + g.Size().Height
			height = max(height, foot-driver.AbsolutePositionForObject(c.in).Y-o.Position().Y)
		}
	}
	return height
}
