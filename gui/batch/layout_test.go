package batch

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"mooring/gui/model/batch"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// end is where an object ends in the window.
func end(o fyne.CanvasObject) fyne.Position {
	return fyne.CurrentApp().Driver().AbsolutePositionForObject(o).Add(o.Size())
}

// textIn is a text that an object shows; nil where it shows none of these words.
func textIn(o fyne.CanvasObject, words string) (found *canvas.Text) {
	for _, child := range test.LaidOutObjects(o) {
		if text, ok := child.(*canvas.Text); ok && text.Text == words && text.Visible() {
			found = text
		}
	}
	return found
}

// In every size of window and text, all buttons are in sight at once, also while the window
// becomes narrower and the texts larger, and it can be seen where each row goes.
func TestPageInEverySize(t *testing.T) {
	for _, language := range []string{"en", "fr", "zh-Hans"} {
		b := open(t, language, "Store purchases", "", "Returns")
		b.table.rows[0].State = batch.Doubtful
		b.table.changed.Emit()
		b.Runner.Settle()
		for _, scale := range []float32{1, 1.5} {
			test.ApplyTheme(t, widgets.NewTheme().WithTextScale(scale))
			for _, size := range []fyne.Size{{Width: 1366, Height: 600}, {Width: 910, Height: 415}, {Width: 960, Height: 560}, {Width: 1240, Height: 560}} {
				b.Stage.Window.Resize(size)
				at := fmt.Sprintf("%s, %v, text %v: ", language, size, scale)
				if least := b.page.View.MinSize(); least.Width > 910 {
					t.Errorf("%sthe window has to be %v wide", at, least.Width)
				}
				for _, name := range []string{"table.close", "table.another", "table.results", "table.rehearse", "table.create"} {
					if got := end(b.Object(name)); got.X > size.Width || got.Y > size.Height {
						t.Errorf("%s%s ends at %v", at, name, got)
					}
				}
				grid := b.page.rows.grid
				if b.page.foot.view.Position().Y < grid.Size().Height || end(grid).Y > b.page.foot.view.Position().Y {
					t.Errorf("%sthe rows reach below %v, to %v", at, b.page.foot.view.Position().Y, end(grid).Y)
				}
				for _, column := range []int{columnName, columnSandbox, columnState, columnWhy} {
					if grid.Form(column) < 0 {
						t.Errorf("%scolumn %d is not shown", at, column)
					}
				}
				for _, key := range []string{"field.sandbox.label", "table.why"} {
					if title := textIn(grid, parts.Tr(key)); title == nil || end(title).X > end(grid).X {
						t.Errorf("%sthe title %q is out of sight", at, parts.Tr(key))
					}
				}
			}
		}
	}
}
