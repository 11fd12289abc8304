package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// wheel lies over a widget and gives the turns of the mouse's wheel to what the widget
// is in. Fyne's entries of one line take them, and so do its lists and trees in which
// there is nothing to scroll, and do nothing with them.
type wheel struct {
	widget.BaseWidget
	over fyne.CanvasObject
	own  *container.Scroll // of the widget, which comes first where it can scroll; or nil
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
	if w.own != nil && w.own.Content.MinSize().Height > w.own.Size().Height {
		w.own.Scrolled(event)
		return
	}
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
