package parts

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
)

// pairLayout puts buttons in two columns where they fit, and below each other
// where the panel is too narrow for the language.
type pairLayout struct{ width float32 }

// NewButtonRows returns a container of buttons that stand in two columns if they can.
func NewButtonRows(buttons ...fyne.CanvasObject) *fyne.Container {
	return container.New(&pairLayout{}, buttons...)
}

// rows returns the visible buttons in rows of two where the width allows it. It
// is the same for all rows, so that the columns stay columns.
func (l *pairLayout) rows(objects []fyne.CanvasObject) [][]fyne.CanvasObject {
	visible := make([]fyne.CanvasObject, 0, len(objects))
	for _, o := range objects {
		if o.Visible() {
			visible = append(visible, o)
		}
	}
	rows := slices.Collect(slices.Chunk(visible, 2))
	for _, row := range rows {
		if len(row) == 2 && row[0].MinSize().Width+row[1].MinSize().Width+theme.Padding() > l.width {
			return slices.Collect(slices.Chunk(visible, 1))
		}
	}
	return rows
}

// MinSize is as wide as the widest button, and as high as the last width made it.
func (l *pairLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	rows := l.rows(objects)
	size := fyne.Size{}
	for i, row := range rows {
		height := float32(0)
		for _, o := range row {
			least := o.MinSize()
			size.Width = max(size.Width, least.Width)
			height = max(height, least.Height)
		}
		size.Height += height
		if i > 0 {
			size.Height += theme.Padding()
		}
	}
	return size
}

// Layout places the buttons: halves of the width where both fit into one, and
// otherwise as wide as each needs, with the rest shared out.
func (l *pairLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	y := float32(0)
	for _, row := range l.rows(objects) {
		widths := l.widths(row)
		x, height := float32(0), float32(0)
		for _, o := range row {
			height = max(height, o.MinSize().Height)
		}
		for i, o := range row {
			o.Move(fyne.NewPos(x, y))
			o.Resize(fyne.NewSize(widths[i], height))
			x += widths[i] + theme.Padding()
		}
		y += height + theme.Padding()
	}
}

func (l *pairLayout) widths(row []fyne.CanvasObject) []float32 {
	if len(row) == 1 {
		return []float32{l.width}
	}
	left, right := row[0].MinSize().Width, row[1].MinSize().Width
	room := l.width - theme.Padding()
	if max(left, right) <= room/2 {
		return []float32{room / 2, room / 2}
	}
	rest := (room - left - right) / 2
	return []float32{left + rest, right + rest}
}
