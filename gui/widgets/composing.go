package widgets

import (
	"runtime"

	"fyne.io/fyne/v2"
)

// On macOS GLFW tells of each key of a composition before the input method gets
// it, and of the text afterwards: in a composition letters are pressed for which
// no text comes. On X11 package inputmethod keeps such keys away, and Windows does
// so itself.
var keysComeFirst = runtime.GOOS == "darwin"

// composing is the letters that the input method holds. There is one composition
// for all entries, as there is one keyboard.
var composing composition

type composition struct {
	held   int
	letter bool // the last key was one
}

// key counts a key that was pressed, and reports whether it is for the input method.
func (c *composition) key(name fyne.KeyName) bool {
	c.letter = len(name) == 1 && name[0] >= 'A' && name[0] <= 'Z' && !withModifier()
	if c.letter {
		c.held++
		return false
	}
	if c.held == 0 {
		return false
	}
	switch name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeyEscape:
		c.held = 0 // which ends it
	case fyne.KeyBackspace:
		c.held--
	case fyne.KeyTab, fyne.KeyDelete, fyne.KeyLeft, fyne.KeyRight, fyne.KeyUp, fyne.KeyDown,
		fyne.KeyHome, fyne.KeyEnd, fyne.KeyPageUp, fyne.KeyPageDown:
	default:
		return false
	}
	return true
}

// rune takes note of text that came. A letter of the keyboard was held no longer;
// anything else was composed of all letters that were. It may have been ended by
// the first letter of the next one.
func (c *composition) rune(r rune) {
	switch {
	case r < 0x80:
		c.held = max(c.held-1, 0)
	case c.letter:
		c.held = min(c.held, 1)
	default:
		c.held = 0
	}
}

// withModifier reports whether a key is held down that makes a shortcut of a letter.
func withModifier() bool {
	return heldKeys()&(fyne.KeyModifierControl|fyne.KeyModifierAlt|fyne.KeyModifierSuper) != 0
}

// AcceptsTab is called by Fyne: while something is being composed, Tab is for the
// input method and does not move the focus.
func (e *Entry) AcceptsTab() bool {
	return keysComeFirst && composing.held > 0 || e.Entry.AcceptsTab()
}
