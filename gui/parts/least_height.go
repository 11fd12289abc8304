package parts

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/layout"
)

// LeastHeight lays objects out on top of each other, with all the room there is, and
// takes so much of it at least.
type LeastHeight float32

// Layout gives the objects all there is.
func (LeastHeight) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	layout.NewStackLayout().Layout(objects, size)
}

// MinSize is that of the objects, and so high at least.
func (l LeastHeight) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return layout.NewStackLayout().MinSize(objects).Max(fyne.NewSize(0, float32(l)))
}
