package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// NewPage returns content that fills the window and scrolls where it is higher than
// the window, as with large texts on a small screen. Where it need not scroll, the
// window cannot be made lower than its content.
func NewPage(content fyne.CanvasObject) *fyne.Container {
	return container.New(pageLayout{content}, newFollower(content))
}

// pageHeight is the height down to which a window that scrolls can be made, so
// that it has room on the smallest screen that is in use: 1366 by 768 at 200 %, of
// which a task bar, the title and the menu take their share.
const pageHeight = 290

type pageLayout struct{ content fyne.CanvasObject }

// MinSize is that of the content, but no higher than the smallest screen.
func (l pageLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	size := l.content.MinSize()
	return fyne.NewSize(size.Width, min(size.Height, pageHeight))
}

// Layout gives the scrolled part all the room.
func (l pageLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	place(objects[0], fyne.Position{}, size)
}
