package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// SecretEntry is an entry whose text is hidden until its eye is clicked, or Ctrl
// and Space are typed, and cannot be copied while it is hidden.
type SecretEntry struct {
	Entry
	eye *eye
}

// NewSecretEntry returns an empty, hidden entry.
func NewSecretEntry() *SecretEntry {
	e := &SecretEntry{}
	e.setup(e)
	e.Password = true
	e.eye = newEye(e)
	e.ActionItem = e.eye
	e.ExtendBaseWidget(e)
	return e
}

// TypedShortcut is called by Fyne.
func (e *SecretEntry) TypedShortcut(s fyne.Shortcut) {
	if key, ok := s.(*desktop.CustomShortcut); ok && key.KeyName == fyne.KeySpace && key.Modifier == fyne.KeyModifierControl {
		e.SetRevealed(!e.Revealed())
		return
	}
	e.Entry.TypedShortcut(s)
}

// Revealed tells whether the text can be read now.
func (e *SecretEntry) Revealed() bool { return !e.Password }

// SetRevealed shows or hides the text.
func (e *SecretEntry) SetRevealed(on bool) {
	if e.Password != on {
		return
	}
	e.SetConcealed(!on)
	e.eye.Refresh()
}
