package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// wheel lies over an entry and gives the turns of the mouse's wheel to what the entry
// is in. Fyne's entries of one line take them, and do nothing with them.
type wheel struct {
	widget.BaseWidget
	over fyne.CanvasObject
}

func newWheel(over fyne.CanvasObject) *wheel {
	w := &wheel{over: over}
	w.ExtendBaseWidget(w)
	return w
}

// CreateRenderer is called by Fyne. There is nothing to be seen.
func (w *wheel) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewWithoutLayout())
}

// Scrolled is called by Fyne.
func (w *wheel) Scrolled(event *fyne.ScrollEvent) {
	var innermost *container.Scroll
	for _, s := range around(w.over) {
		if innermost == nil || holds(innermost.Content, s) {
			innermost = s
		}
	}
	if innermost != nil {
		innermost.Scrolled(event)
	}
}
