package widgets

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// BenchmarkGridWithIcons is what a grid does before it is drawn when the wheel turns, and when
// there is something else to show.
func BenchmarkGridWithIcons(b *testing.B) {
	icons := []fyne.Resource{theme.ConfirmIcon(), theme.WarningIcon(), theme.InfoIcon()}
	g, _ := newTestGrid(10_000_000)
	plain := g.Cell
	g.Cell = func(row, col int) Cell {
		cell := plain(row, col)
		if col == 2 {
			cell.Icon = icons[row%len(icons)]
		}
		return cell
	}
	open(b, g, fyne.NewSize(800, 500))
	b.Run("wheel", func(b *testing.B) {
		for b.Loop() {
			g.scroll.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.Delta{DY: -2 * g.body.rowHeight()}})
		}
	})
	b.Run("refresh", func(b *testing.B) {
		for b.Loop() {
			g.Refresh()
		}
	})
}
