package register

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// pageLayout puts the head, the rows and the foot below each other. The rows have
// what is left; where that is too little, the foot gives way, but for work that is
// under way.
type pageLayout struct{ page *Page }

// lowWindow is below which height a window has no room for much.
const lowWindow = 700

// MinSize has no room for the foot.
func (l pageLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	head, rows, foot := objects[0].MinSize(), l.least(objects[1]), objects[2].MinSize()
	size := fyne.NewSize(max(head.Width, objects[1].MinSize().Width), head.Height+theme.Padding()+rows)
	if l.page.foot.strip.Visible() {
		size = fyne.NewSize(max(size.Width, foot.Width), size.Height+foot.Height)
	}
	return size
}

// least is how high the rows are at least: their header and two of them, or one
// where the filters need the room of a low window.
func (l pageLayout) least(rows fyne.CanvasObject) float32 {
	height := rows.MinSize().Height
	if l.page.filters.view.Visible() && l.page.stage.Canvas().Size().Height < lowWindow {
		height *= 2. / 3
	}
	return height
}

// Layout places the three, and what lies over the rows.
func (l pageLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	head, rows, foot := objects[0], objects[1], objects[2]
	// The filters know how many rows they need once they have been given a width.
	for range 2 {
		head.Resize(fyne.NewSize(size.Width, head.MinSize().Height))
	}
	head.Move(fyne.NewPos(0, 0))
	top := head.Size().Height + theme.Padding()
	high := foot.MinSize().Height
	cramped := size.Height-high-top < l.least(rows)
	if cramped { // the line goes, and what is under way stays
		high = footLayout{l.page.foot}.stripSize().Height
	}
	l.page.foot.cramped = cramped
	for i := len(objects) - 1; i > 0; i-- { // the rows last: they look at what lies over them
		if objects[i] != foot {
			objects[i].Move(fyne.NewPos(0, top))
			objects[i].Resize(fyne.NewSize(size.Width, size.Height-high-top))
		}
	}
	foot.Move(fyne.NewPos(0, size.Height-high))
	foot.Resize(fyne.NewSize(size.Width, high))
	footLayout{l.page.foot}.Layout(nil, foot.Size()) // also where its size is as before
}

// shareLayout puts objects into as few rows as the width takes, with as many in
// each, and shares the width out.
type shareLayout struct{ width float32 }

// shareLetters is the least width of an object, in letters of the size of the text.
const shareLetters = 12

func (l *shareLayout) least(objects []fyne.CanvasObject) fyne.Size {
	size := fyne.NewSize(shareLetters*theme.TextSize(), 0)
	for _, o := range objects {
		size = size.Max(o.MinSize())
	}
	return size
}

func (l *shareLayout) rows(objects []fyne.CanvasObject) [][]fyne.CanvasObject {
	fit := int((l.width + theme.Padding()) / (l.least(objects).Width + theme.Padding()))
	fit = max(min(fit, len(objects)), 1)
	rows := (len(objects) + fit - 1) / fit
	return slices.Collect(slices.Chunk(objects, max((len(objects)+rows-1)/max(rows, 1), 1)))
}

// MinSize is as wide as the widest object, and as high as the last width made it.
func (l *shareLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	least, rows := l.least(objects), float32(len(l.rows(objects)))
	return fyne.NewSize(least.Width, rows*(least.Height+theme.Padding())-theme.Padding())
}

// Layout makes the objects of a row as wide as each other.
func (l *shareLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	height, y := l.least(objects).Height, float32(0)
	for _, row := range l.rows(objects) {
		width := (size.Width+theme.Padding())/float32(len(row)) - theme.Padding()
		for i, o := range row {
			o.Move(fyne.NewPos(float32(i)*(width+theme.Padding()), y))
			o.Resize(fyne.NewSize(width, height))
		}
		y += height + theme.Padding()
	}
}
