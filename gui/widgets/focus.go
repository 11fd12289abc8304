package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// canvasOf is what an object is shown on, or nil. Fyne knows that of what it has drawn, but
// keys may come before the first frame, to what has just been given the focus.
func canvasOf(o fyne.CanvasObject) fyne.Canvas {
	driver := fyne.CurrentApp().Driver()
	if on := driver.CanvasForObject(o); on != nil {
		return on
	}
	for _, window := range driver.AllWindows() {
		if focused, ok := window.Canvas().Focused().(fyne.CanvasObject); ok && holds(o, focused) {
			return window.Canvas()
		}
	}
	return nil
}

// focus puts the focus on a widget, if it is shown.
func focus(w stop) {
	if c := canvasOf(w); c != nil {
		c.Focus(w)
	}
}

// HasFocus reports whether the focus is on an object, or on something that it holds.
func HasFocus(o fyne.CanvasObject) bool {
	on := canvasOf(o)
	if on == nil {
		return false
	}
	focused, ok := on.Focused().(fyne.CanvasObject)
	return ok && holds(o, focused)
}

// Leave takes the focus away from what an object holds, which has been hidden or is about
// to be: keys would change it unseen. It reports whether the focus was there.
func Leave(o fyne.CanvasObject) bool {
	if !HasFocus(o) {
		return false
	}
	if frontSheet(o) == nil {
		haste.gone = true
	}
	canvasOf(o).Unfocus()
	return true
}

// focusable is a widget that can have the focus.
type focusable struct {
	widget.BaseWidget
	self    stop // the widget that this is part of
	focused bool
}

// stop is a Tab stop: a widget that the Tab key can reach.
type stop interface {
	fyne.Widget
	fyne.Focusable
}

func (f *focusable) extend(self stop) {
	f.self = self
	f.ExtendBaseWidget(self)
}

func (f *focusable) FocusGained() { f.focused = true; f.Refresh(); reveal(f.self) }

func (f *focusable) FocusLost() { f.focused = false; f.Refresh() }

func (f *focusable) TypedRune(rune) {}
