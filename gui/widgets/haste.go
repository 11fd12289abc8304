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
	now  func() time.Time // nil where nobody is in haste
	gone time.Time        // when something that had the focus was hidden last
}

// WaitForHand passes over an Enter that comes so soon after what had the focus in the
// window was hidden that it was meant for that. now tells the time; with nil every Enter
// counts.
func WaitForHand(now func() time.Time) { haste = hasty{now: now} }

func (h *hasty) left() {
	if h.now != nil {
		h.gone = h.now()
	}
}

// late reports whether a key is an Enter that comes too soon.
func (h *hasty) late(key *fyne.KeyEvent) bool {
	enter := key.Name == fyne.KeyReturn || key.Name == fyne.KeyEnter
	return enter && h.now != nil && h.now().Sub(h.gone) < doublePress
}

// Leave takes the focus away from what an object holds, which has been hidden or is about
// to be: keys would change it unseen. It reports whether the focus was there.
func Leave(o fyne.CanvasObject) bool {
	if !HasFocus(o) {
		return false
	}
	if frontSheet(o) == nil {
		haste.left()
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
