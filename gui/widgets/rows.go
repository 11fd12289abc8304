package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// rowFor is the row that a key leads to from another one, if it leads to any; -1 is none
// of the rows, and page is how many of them are in sight.
func rowFor(key fyne.KeyName, at, page, count int) (row int, ok bool) {
	switch key {
	case fyne.KeyUp:
		row = at - 1
	case fyne.KeyDown:
		row = at + 1
	case fyne.KeyPageUp:
		row = at - page
	case fyne.KeyPageDown:
		row = max(at, 0) + page
	case fyne.KeyHome:
		row = 0
	case fyne.KeyEnd:
		row = count - 1
	default:
		return -1, false
	}
	return min(max(row, 0), count-1), true
}

// scrollToRow scrolls a row into the upper part of a view, as high as said, and reports
// whether it had to.
func scrollToRow(s *container.Scroll, row int, height, view float32) bool {
	top := float32(row) * height
	offset := s.Offset
	offset.Y = min(max(offset.Y, top+height-view), top)
	if offset == s.Offset {
		return false
	}
	s.ScrollToOffset(offset)
	return true
}
