package gui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
)

// pairLayout puts buttons in two columns where they fit, and below each other
// where the card is too narrow for the language.
type pairLayout struct{ width float32 }

// newPair returns a container of buttons that stand in two columns if they can.
func newPair(buttons ...fyne.CanvasObject) *fyne.Container {
	return container.New(&pairLayout{}, buttons...)
}

func (l *pairLayout) shown(objects []fyne.CanvasObject) (visible []fyne.CanvasObject, cell fyne.Size) {
	for _, o := range objects {
		if o.Visible() {
			visible = append(visible, o)
			cell = cell.Max(o.MinSize())
		}
	}
	return visible, cell
}

// columns are two where the widest button fits into half of the width. A single
// button takes it all.
func (l *pairLayout) columns(n int, cell fyne.Size) int {
	if n > 1 && l.width >= 2*cell.Width+theme.Padding() {
		return 2
	}
	return 1
}

// MinSize is one column wide, and as high as the last width made it.
func (l *pairLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	visible, cell := l.shown(objects)
	if len(visible) == 0 {
		return fyne.Size{}
	}
	columns := l.columns(len(visible), cell)
	rows := float32((len(visible) + columns - 1) / columns)
	return fyne.NewSize(cell.Width, rows*cell.Height+(rows-1)*theme.Padding())
}

// Layout places the buttons.
func (l *pairLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	visible, cell := l.shown(objects)
	if len(visible) == 0 {
		return
	}
	columns := l.columns(len(visible), cell)
	width := (size.Width - float32(columns-1)*theme.Padding()) / float32(columns)
	for i, o := range visible {
		x := float32(i%columns) * (width + theme.Padding())
		y := float32(i/columns) * (cell.Height + theme.Padding())
		o.Move(fyne.NewPos(x, y))
		o.Resize(fyne.NewSize(width, cell.Height))
	}
}
