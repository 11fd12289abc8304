package parts

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/layout"
)

// LeastHeight is a layout that stacks objects in all the room there is, and asks for this
// height at least.
type LeastHeight float32

// Layout gives the objects all there is.
func (LeastHeight) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	layout.NewStackLayout().Layout(objects, size)
}

// MinSize is that of the objects, with the least height.
func (l LeastHeight) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return layout.NewStackLayout().MinSize(objects).Max(fyne.NewSize(0, float32(l)))
}
