package batch

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// lineLayout puts buttons beside each other, each as wide as it needs, in as many lines
// as the width takes.
type lineLayout struct{ width float32 }

// each tells where the visible buttons go, and returns how high all of them are.
func (l *lineLayout) each(objects []fyne.CanvasObject, place func(o fyne.CanvasObject, at fyne.Position, size fyne.Size)) float32 {
	at, height := fyne.Position{}, float32(0)
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		size := o.MinSize()
		if at.X > 0 && at.X+size.Width > l.width {
			at = fyne.NewPos(0, height+theme.Padding())
		}
		place(o, at, size)
		height = max(height, at.Y+size.Height)
		at.X += size.Width + theme.Padding()
	}
	return height
}

// MinSize is as wide as the widest button, and as high as the last width made it.
func (l *lineLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	least := fyne.Size{}
	least.Height = l.each(objects, func(_ fyne.CanvasObject, _ fyne.Position, size fyne.Size) { least.Width = max(least.Width, size.Width) })
	return least
}

// Layout places the buttons.
func (l *lineLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	l.each(objects, func(o fyne.CanvasObject, at fyne.Position, size fyne.Size) {
		o.Move(at)
		o.Resize(size)
	})
}
