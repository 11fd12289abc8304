package parts

import (
	"fyne.io/fyne/v2"

	"mooring/gui/widgets"
)

// ShowIf shows or hides an object, without a refresh where nothing changes. The focus
// leaves what is hidden: keys would change it unseen.
func ShowIf(o fyne.CanvasObject, show bool) {
	switch {
	case show && !o.Visible():
		o.Show()
	case !show && o.Visible():
		on := fyne.CurrentApp().Driver().CanvasForObject(o)
		o.Hide() // first: what follows a field that is left finds all as it will be
		if s := stageOf(on); widgets.Leave(o) && s != nil {
			s.GoOn()
		}
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

// InSight reports whether an object and all that it is in are shown on a canvas, if only
// with the next frame.
func InSight(c fyne.Canvas, o fyne.CanvasObject) bool {
	if !o.Visible() {
		return false
	}
	// Fyne gives the corner of the window for what is hidden or has never been painted.
	return !fyne.CurrentApp().Driver().AbsolutePositionForObject(o).IsZero() || widgets.Shows(c.Content(), o)
}
