package widgets

import (
	"time"

	"fyne.io/fyne/v2"
)

// haste tells the second Enter of a hasty hand. The first one has taken away what it was
// pressed on, so the second one was never meant for what has the focus since. It belongs
// to the UI goroutine, as all widgets do.
var haste hasty

// doublePress is how soon a second Enter belongs to the first.
const doublePress = 300 * time.Millisecond

type hasty struct {
	now     func() time.Time // nil where nobody is in haste
	pressed time.Time        // when Enter was last pressed
	gone    bool             // since then something that had the focus was hidden
}

// WaitForHand passes over an Enter that comes so soon after another one that it was meant
// for the same, where that has been hidden since. now tells the time; with nil every Enter
// counts.
func WaitForHand(now func() time.Time) { haste = hasty{now: now} }

// late takes note of a key, and reports whether it is an Enter that comes too soon.
func (h *hasty) late(key *fyne.KeyEvent) bool {
	if h.now == nil || key.Name != fyne.KeyReturn && key.Name != fyne.KeyEnter {
		return false
	}
	now := h.now()
	late := h.gone && now.Sub(h.pressed) < doublePress
	h.pressed, h.gone = now, late // a third one is as hasty
	return late
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
	fyne.CurrentApp().Driver().CanvasForObject(o).Unfocus()
	return true
}

// HasFocus reports whether the focus is on an object, or on something that it holds.
func HasFocus(o fyne.CanvasObject) bool {
	on := fyne.CurrentApp().Driver().CanvasForObject(o)
	if on == nil {
		return false
	}
	focused, ok := on.Focused().(fyne.CanvasObject)
	return ok && holds(o, focused)
}
