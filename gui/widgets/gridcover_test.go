package widgets

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// rowEnd is where a row ends in the window.
func rowEnd(g *Grid, row int) float32 {
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(g.scroll)
	return at.Y + float32(row+1)*g.body.rowHeight() - g.scroll.Offset.Y
}

// What lies on the last rows does not keep them from being seen, by key or by wheel, and
// leaves no room behind.
func TestGridBelowWhatCoversIt(t *testing.T) {
	driver := func(o fyne.CanvasObject) float32 { return fyne.CurrentApp().Driver().AbsolutePositionForObject(o).Y }
	for _, rows := range []int{7, 100} {
		clock := &clock{}
		toast := NewToast(clock.after)
		g, _ := newTestGrid(rows)
		note := NewBanner(BannerInfo, "A note")
		note.Hide()
		stop := toast.Over(g)
		over := container.NewWithoutLayout(note)
		open(t, container.NewStack(container.NewPadded(g), over, toast), fyne.NewSize(500, 300))
		note.Resize(fyne.NewSize(400, 90))
		note.Move(fyne.NewPos(20, 180))
		g.CoveredBy(over, note)
		end := func() float32 { // by the wheel
			g.scroll.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -1e6)})
			return rowEnd(g, rows-1)
		}
		uncovered := end()
		toast.Offer("Removed", "Undo", func() {})
		if got := rowEnd(g, rows-1); got != uncovered {
			t.Errorf("%d rows: they moved from %v to %v", rows, uncovered, got)
		}
		if top := driver(toast.ground); top >= driver(g)+g.Size().Height || end() > top {
			t.Errorf("%d rows: the last one ends at %v, below the offer at %v", rows, end(), top)
		}
		note.Show()
		g.CoveredBy(over, note)
		g.Select(0)
		g.Select(rows - 1)
		if got, top := rowEnd(g, rows-1), driver(note); got > top || end() > top {
			t.Errorf("%d rows: the last one ends at %v, below the note at %v", rows, got, top)
		}
		note.Hide()
		g.CoveredBy(over, note)
		clock.pass()
		if got := end(); got != uncovered {
			t.Errorf("%d rows: the last one ends at %v with nothing on it, %v before", rows, got, uncovered)
		}
		stop()
		toast.Offer("Removed", "Undo", func() {})
		if len(toast.over) > 0 {
			t.Error("the toast still knows the grid")
		}
	}
}
