package gui

import "fyne.io/fyne/v2"

// showIf shows or hides an object, without a refresh where nothing changes.
func showIf(o fyne.CanvasObject, show bool) {
	switch {
	case show && !o.Visible():
		o.Show()
	case !show && o.Visible():
		o.Hide()
	}
}

// enableIf switches a widget, without a refresh where nothing changes.
func enableIf(w fyne.Disableable, enable bool) {
	switch {
	case enable && w.Disabled():
		w.Enable()
	case !enable && !w.Disabled():
		w.Disable()
	}
}
