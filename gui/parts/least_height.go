package parts

import "fyne.io/fyne/v2"

// LeastHeight lays objects out on top of each other, with all the room there is, and
// takes so much of it at least.
type LeastHeight float32

// Layout gives the objects all there is.
func (l LeastHeight) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Move(fyne.NewPos(0, 0))
		o.Resize(size)
	}
}

// MinSize is that of the objects, and so high at least.
func (l LeastHeight) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := fyne.NewSize(0, float32(l))
	for _, o := range objects {
		size = size.Max(o.MinSize())
	}
	return size
}
