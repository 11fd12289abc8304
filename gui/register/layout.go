package register

import (
	"mooring/gui/parts"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// searchWidth is the least that the search field has, in characters.
const searchWidth = "Loyalty exports"

// barLayout is the bar of the register: the title, the search, and the buttons.
// Where there is no room for all of them, as with large text in a small window,
// what can be reached otherwise gives way: first the buttons that the menu at
// the end has as well, then the title.
type barLayout struct{ page *Page }

// fixed are the objects that are always there, but for the search.
func (l barLayout) fixed() []fyne.CanvasObject {
	return []fyne.CanvasObject{l.page.filter, l.page.refresh, l.page.more}
}

// MinSize has room for what is always there.
func (l barLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := fyne.NewSize(l.search(), 0)
	for _, o := range l.fixed() {
		size.Width += o.MinSize().Width + theme.Padding()
	}
	for _, o := range objects {
		size.Height = max(size.Height, o.MinSize().Height)
	}
	return size
}

func (l barLayout) search() float32 {
	text := fyne.MeasureText(searchWidth, theme.TextSize(), fyne.TextStyle{}).Width
	return text + theme.IconInlineSize() + 3*theme.InnerPadding()
}

// Layout places the objects in their order; the search has what is left.
func (l barLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	p := l.page
	room := size.Width - l.MinSize(objects).Width
	// The first of these that there is no room for gives way, and so do the others.
	for _, o := range []fyne.CanvasObject{p.count, p.title, p.test, p.copyID} {
		wanted := o.MinSize().Width + theme.Padding()
		if o == p.title && p.Commands.several() {
			o.Hide() // the number of marked rows stands in its place
			continue
		}
		if room >= wanted {
			room -= wanted
			parts.ShowIf(o, true)
		} else {
			room = 0
			parts.ShowIf(o, false)
		}
	}
	x := float32(0)
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		width := o.MinSize().Width
		if o == p.search {
			width = l.search() + room
		}
		o.Move(fyne.NewPos(x, 0))
		o.Resize(fyne.NewSize(width, size.Height))
		x += width + theme.Padding()
	}
}

// pageLayout puts the head, the rows and the hint below each other. The strip
// of work that is under way lies on top of the hint and the edge of the last row.
// In a window that is too low, the hint gives way.
type pageLayout struct{ page *Page }

// MinSize has no room for the hint.
func (l pageLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := fyne.Size{}
	for _, o := range objects {
		size.Width = max(size.Width, o.MinSize().Width)
	}
	size.Height = objects[0].MinSize().Height + theme.Padding() + l.least(objects[1])
	if strip := objects[3]; strip.Visible() && theme.TextSize() < largeText {
		size.Height += strip.MinSize().Height // a row stays in sight
	}
	return size
}

const (
	// lowWindow is below which height a window has no room for much.
	lowWindow = 700
	// largeText is from which size on texts leave no room for more than is needed.
	largeText = 17
)

// least is how high the rows are at least: their header and two of them, or one
// where the filters need the room of a low window.
func (l pageLayout) least(rows fyne.CanvasObject) float32 {
	height := rows.MinSize().Height
	if l.page.filters.view.Visible() && l.page.stage.Canvas().Size().Height < lowWindow {
		height *= 2. / 3
	}
	return height
}

// Layout places the four.
func (l pageLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	head, rows, hint, strip := objects[0], objects[1], objects[2], objects[3]
	head.Resize(fyne.NewSize(size.Width, head.MinSize().Height))
	head.Move(fyne.NewPos(0, 0))
	top := head.Size().Height + theme.Padding()
	// A label has room around its text that is not wanted here.
	around := theme.InnerPadding() - theme.Padding()
	high := hint.MinSize().Height
	below := size.Height - high + 2*around
	cramped := below-top < l.least(rows)
	if cramped {
		below = size.Height
	}
	rows.Move(fyne.NewPos(0, top))
	rows.Resize(fyne.NewSize(size.Width, below-top))
	hint.Move(fyne.NewPos(0, size.Height-high+around))
	hint.Resize(fyne.NewSize(size.Width, high))
	strip.Move(fyne.NewPos(0, size.Height-strip.MinSize().Height))
	strip.Resize(fyne.NewSize(size.Width, strip.MinSize().Height))
	l.page.foot.setCramped(cramped)
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
