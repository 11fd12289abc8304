package widgets

import (
	"strconv"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
)

// The wheel moves the page wherever the pointer is: over an entry as well.
func TestTheWheelMovesThePageFromAnEntry(t *testing.T) {
	test.NewTempApp(t)
	for name, entry := range map[string]fyne.CanvasObject{"text": NewEntry(), "secret": NewSecretEntry(), "field": NewField("Name", NewEntry())} {
		tall := canvas.NewRectangle(nil)
		tall.SetMinSize(fyne.NewSize(10, 1000))
		page := newFollower(container.NewVBox(entry, tall))
		outer := newFollower(container.NewVBox(page, canvas.NewRectangle(nil)))
		w := test.NewTempWindow(t, outer)
		page.SetMinSize(fyne.NewSize(300, 200))
		w.Resize(fyne.NewSize(320, 240))
		at := fyne.CurrentApp().Driver().AbsolutePositionForObject(entry).AddXY(40, entry.Size().Height/2)
		test.Scroll(w.Canvas(), at, 0, -30)
		if page.Offset.Y != 30 || outer.Offset.Y != 0 {
			t.Errorf("%s: the page moved by %v, what is around it by %v", name, page.Offset.Y, outer.Offset.Y)
		}
	}
}

// Over a tree it moves the tree, where there is something to scroll in it, and else the page.
func TestTheWheelOverATree(t *testing.T) {
	test.NewTempApp(t)
	for rows, moves := range map[int]string{1: "page", 60: "tree"} {
		ids := make([]string, rows)
		for i := range ids {
			ids[i] = strconv.Itoa(i)
		}
		tree := NewTree(func(id string) []string {
			if id != "" {
				return nil
			}
			return ids
		}, func(id string) bool { return id == "" }, func(id string) TreeRow { return TreeRow{Text: id} })
		tall := canvas.NewRectangle(nil)
		tall.SetMinSize(fyne.NewSize(10, 1000))
		page := newFollower(container.NewVBox(container.NewGridWrap(fyne.NewSize(280, 160), tree), tall))
		w := test.NewTempWindow(t, page)
		w.Resize(fyne.NewSize(320, 240))
		at := fyne.CurrentApp().Driver().AbsolutePositionForObject(tree).AddXY(40, 140)
		test.Scroll(w.Canvas(), at, 0, -30)
		if got := map[bool]string{true: "page", false: "tree"}[page.Offset.Y > 0]; got != moves || (tree.offset() > 0) != (moves == "tree") {
			t.Errorf("with %d rows the page is at %v, the tree at %v", rows, page.Offset.Y, tree.offset())
		}
	}
}
