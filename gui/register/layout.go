package register

import (
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

// Layout places the three.
func (l pageLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	head, rows, foot := objects[0], objects[1], objects[2]
	head.Resize(fyne.NewSize(size.Width, head.MinSize().Height))
	head.Move(fyne.NewPos(0, 0))
	top := head.Size().Height + theme.Padding()
	high := foot.MinSize().Height
	cramped := !l.page.foot.strip.Visible() && size.Height-high-top < l.least(rows)
	if cramped {
		high = 0
	}
	l.page.foot.cramped = cramped
	rows.Move(fyne.NewPos(0, top))
	rows.Resize(fyne.NewSize(size.Width, size.Height-high-top))
	foot.Move(fyne.NewPos(0, size.Height-high))
	foot.Resize(fyne.NewSize(size.Width, high))
	footLayout{l.page.foot}.Layout(nil, foot.Size()) // also where its size is as before
}

// shareLayout puts objects beside each other, each as wide as it needs, and
// shares out what is left.
type shareLayout struct{}

// MinSize is that of all objects.
func (shareLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := fyne.Size{}
	for i, o := range objects {
		least := o.MinSize()
		size = fyne.NewSize(size.Width+least.Width, max(size.Height, least.Height))
		if i > 0 {
			size.Width += theme.Padding()
		}
	}
	return size
}

// Layout widens the narrowest objects first, so that they become equal if there
// is room for that.
func (l shareLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	if len(objects) == 0 {
		return
	}
	room := size.Width - theme.Padding()*float32(len(objects)-1)
	widths := make([]float32, len(objects))
	wide := map[int]bool{}
	for range objects {
		share := room
		for i := range wide {
			share -= widths[i]
		}
		share /= float32(max(len(objects)-len(wide), 1))
		settled := true
		for i, o := range objects {
			if wide[i] {
				continue
			}
			widths[i] = share
			if least := o.MinSize().Width; least > share {
				widths[i], wide[i], settled = least, true, false
			}
		}
		if settled {
			break
		}
	}
	x := float32(0)
	for i, o := range objects {
		o.Move(fyne.NewPos(x, 0))
		o.Resize(fyne.NewSize(widths[i], size.Height))
		x += widths[i] + theme.Padding()
	}
}
