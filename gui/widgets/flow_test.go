package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
)

// flowLayout is for what tests show beside each other. It lays objects out like words of a text: one after the other, and on
// in the next line where there is no room left. Objects keep the size they need.
type flowLayout struct{ width float32 }

// newFlow returns a container for a bar of buttons, as wide as the widest of
// them at least. Its height depends on its width.
func newFlow(objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&flowLayout{}, objects...)
}

// flowLine is a line of visible objects.
type flowLine struct {
	objects       []fyne.CanvasObject
	width, height float32
}

func (l *flowLayout) lines(objects []fyne.CanvasObject, width float32) []flowLine {
	var out []flowLine
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		least := o.MinSize()
		last := len(out) - 1
		if last < 0 || out[last].width+theme.Padding()+least.Width > width {
			out = append(out, flowLine{objects: []fyne.CanvasObject{o}, width: least.Width, height: least.Height})
			continue
		}
		line := &out[last]
		line.objects = append(line.objects, o)
		line.width += theme.Padding() + least.Width
		line.height = max(line.height, least.Height)
	}
	return out
}

// MinSize is as wide as the widest object, and as high as the last width made it.
func (l *flowLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := fyne.Size{}
	for _, o := range objects {
		if o.Visible() {
			size.Width = max(size.Width, o.MinSize().Width)
		}
	}
	width := l.width
	if width == 0 { // not laid out yet: one line
		for _, o := range objects {
			width += o.MinSize().Width + theme.Padding()
		}
	}
	for i, line := range l.lines(objects, width) {
		size.Height += line.height
		if i > 0 {
			size.Height += theme.Padding()
		}
	}
	return size
}

// Layout places the objects; those that are lower than their line stand in its middle.
func (l *flowLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	y := float32(0)
	for _, line := range l.lines(objects, size.Width) {
		x := float32(0)
		for _, o := range line.objects {
			least := o.MinSize()
			o.Resize(least)
			o.Move(fyne.NewPos(x, y+(line.height-least.Height)/2))
			x += least.Width + theme.Padding()
		}
		y += line.height + theme.Padding()
	}
}
