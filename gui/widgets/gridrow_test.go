package widgets

import (
	"image"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/software"
	"fyne.io/fyne/v2/theme"
)

// The picture of a row shows what its texts, icons and colors would show one by one.
func TestRowsAsPictures(t *testing.T) {
	for scale, want := range map[float32]bool{1: true, 1.5: true, 2: true, 1.3: false} {
		g := NewGrid([]Column{{Title: "Name", Width: 100}, {Title: "ID", Width: 120, Mono: true}, {Title: "Status"}}, func(row, col int) Cell {
			return []Cell{{Text: "Loyalty exports"}, {Text: "4cb0c374…00"}, {Text: "Failed", ColorName: theme.ColorNameError, Icon: theme.ErrorIcon()}}[col]
		})
		g.Marked = func(row int) bool { return row == 1 }
		g.SetLength(20)
		c := open(t, g, fyne.NewSize(400, 300))
		c.(software.WindowlessCanvas).SetScale(scale)
		g.Select(1)
		g.body.hover(3)
		g.scroll.ScrollToOffset(fyne.NewPos(0, 12))
		g.Refresh()
		if g.body.pictured != want {
			t.Errorf("at %v as pictures: %v, want %v", scale, g.body.pictured, want)
		}
		if _, one := g.body.objects[0].(*canvas.Raster); one != want {
			t.Errorf("at %v a row is one picture: %v, want %v", scale, one, want)
		}
		if scale != float32(int(scale)) {
			continue // each text would be rounded to a pixel by itself
		}
		pictured := c.Capture()
		for _, r := range g.body.rows {
			r.shown = r.box
			r.box.Hide()
			if r.index >= 0 {
				r.show(r.index, g.body.rowHeight())
			}
		}
		g.body.objects = nil
		for _, r := range g.body.rows {
			g.body.objects = append(g.body.objects, r.shown)
		}
		if n := unlike(pictured, c.Capture()); n > 0 {
			t.Errorf("at %v %d pixels differ", scale, n)
		}
	}
}

// unlike counts the points at which two pictures differ by more than rounding.
func unlike(a, b image.Image) (n int) {
	bounds := a.Bounds()
	for y := bounds.Min.Y; y < bounds.Max.Y; y++ {
		for x := bounds.Min.X; x < bounds.Max.X; x++ {
			ar, ag, ab, _ := a.At(x, y).RGBA()
			br, bg, bb, _ := b.At(x, y).RGBA()
			const rounding = 3 * 0x101
			if far(ar, br) > rounding || far(ag, bg) > rounding || far(ab, bb) > rounding {
				n++
			}
		}
	}
	return n
}

func far(a, b uint32) uint32 { return max(a, b) - min(a, b) }

// A row is drawn again when it looks different, and not when it is only asked for again.
func TestRowIsDrawnAgain(t *testing.T) {
	cell := Cell{Text: "Working", Icon: theme.ConfirmIcon()}
	g := NewGrid([]Column{{Title: "Status"}}, func(int, int) Cell { return cell })
	g.SetLength(3)
	c := open(t, g, fyne.NewSize(400, 300))
	row := g.body.rows[1]
	drawn := func(do func()) bool {
		before := &row.drawn[0]
		do()
		return &row.drawn[0] != before
	}
	for what, do := range map[string]func(){
		"a text":   func() { cell.Text = "Failed"; g.Refresh() },
		"a color":  func() { cell.ColorName = theme.ColorNameError; g.Refresh() },
		"an icon":  func() { cell.Icon = theme.ErrorIcon(); g.Refresh() },
		"no icon":  func() { cell.Icon = nil; g.Refresh() },
		"a choice": func() { g.Select(1); g.Select(-1) },
		"a hand":   func() { g.body.hover(1) },
		"a width":  func() { g.Resize(fyne.NewSize(380, 300)) },
		"a scale":  func() { c.(software.WindowlessCanvas).SetScale(2); g.Refresh() },
	} {
		if !drawn(do) {
			t.Errorf("%s does not draw it again", what)
		}
		if drawn(g.Refresh) {
			t.Errorf("after %s it is drawn again for nothing", what)
		}
	}
}
