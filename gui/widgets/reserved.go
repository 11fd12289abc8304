package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Reserved keeps the room of an object while it is hidden, so that what is around
// it stays under the pointer when it comes and goes.
func Reserved(o fyne.CanvasObject) *fyne.Container { return container.New(reservedLayout{}, o) }

type reservedLayout struct{}

func (reservedLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := fyne.Size{}
	for _, o := range objects {
		size = size.Max(o.MinSize())
	}
	return size
}

func (reservedLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Move(fyne.Position{})
		o.Resize(size)
	}
}
