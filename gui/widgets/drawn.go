package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// drawn is the part of a renderer that keeps its objects.
type drawn struct{ objects []fyne.CanvasObject }

func (d *drawn) Objects() []fyne.CanvasObject { return d.objects }

func (d *drawn) Destroy() {}

// place gives an object its place and its size.
func place(o fyne.CanvasObject, at fyne.Position, size fyne.Size) {
	o.Move(at)
	o.Resize(size)
}

// frame puts a stroked rectangle inside a size: Fyne draws strokes half outside.
func frame(r *canvas.Rectangle, at fyne.Position, size fyne.Size) {
	half := r.StrokeWidth / 2
	place(r, at.AddXY(half, half), size.SubtractWidthHeight(2*half, 2*half))
}

// update changes a field of a widget, and draws the widget again if that is another value.
func update[T comparable](w interface{ Refresh() }, field *T, value T) {
	if *field != value {
		*field = value
		w.Refresh()
	}
}

// redraw draws a widget again if it has been laid out. Before that there is nothing to be
// seen, and all that it is built of, step by step, would be laid out each time for no room.
func redraw(w fyne.CanvasObject) {
	if w.Size().Width > 0 {
		w.Refresh()
	}
}
