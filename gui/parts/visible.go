package parts

import "fyne.io/fyne/v2"

// ShowIf shows or hides an object, without a refresh where nothing changes.
func ShowIf(o fyne.CanvasObject, show bool) {
	switch {
	case show && !o.Visible():
		o.Show()
	case !show && o.Visible():
		o.Hide()
	}
}

// EnableIf switches a widget, without a refresh where nothing changes.
func EnableIf(w fyne.Disableable, enable bool) {
	switch {
	case enable && w.Disabled():
		w.Enable()
	case !enable && !w.Disabled():
		w.Disable()
	}
}

// InSight reports whether an object and all that it is in are shown. It is for what
// does not begin in the corner of the window.
func InSight(o fyne.CanvasObject) bool {
	return o.Visible() && !fyne.CurrentApp().Driver().AbsolutePositionForObject(o).IsZero()
}
