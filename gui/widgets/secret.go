package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// SecretEntry is an entry whose text is hidden until its eye is pressed, and
// cannot be copied while it is hidden.
type SecretEntry struct {
	Entry
	eye *inner
}

// NewSecretEntry returns an empty, hidden entry.
func NewSecretEntry() *SecretEntry {
	e := &SecretEntry{}
	e.setup()
	e.Password = true
	e.eye = newInner(func() fyne.ThemeIconName {
		if e.Revealed() {
			return theme.IconNameVisibility
		}
		return theme.IconNameVisibilityOff
	}, func() { e.SetRevealed(!e.Revealed()) }, e)
	e.ActionItem = e.eye
	e.ExtendBaseWidget(e)
	return e
}

// FocusGained is called by Fyne.
func (e *SecretEntry) FocusGained() {
	e.Entry.FocusGained()
	reveal(e)
}

// Revealed tells whether the text can be read now.
func (e *SecretEntry) Revealed() bool { return !e.Password }

// SetRevealed shows or hides the text.
func (e *SecretEntry) SetRevealed(on bool) {
	if e.Password != on {
		return
	}
	e.Password = !on
	e.Refresh()
	e.eye.Refresh()
}

// SelectedText is called by Fyne. It gives nothing while the text is hidden.
func (e *SecretEntry) SelectedText() string {
	if e.Password {
		return ""
	}
	return e.Entry.SelectedText()
}
