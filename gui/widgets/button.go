package widgets

import (
	"image/color"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Button is Fyne's button that is also pressed by Enter, keeps the focus when
// pressed by key, and draws a ring while it has the focus.
type Button struct {
	widget.Button
	ground

	// OnEscape is called when the Escape key is typed.
	OnEscape func()

	focused, hovered bool

	shown time.Time // when the button came up last
}

// NewButton returns a button; icon may be nil.
func NewButton(text string, icon fyne.Resource, tapped func()) *Button {
	b := &Button{}
	b.Text, b.Icon, b.OnTapped = text, icon, tapped
	b.ExtendBaseWidget(b)
	return b
}

// NewPrimaryButton returns the one highlighted button of a card or sheet.
func NewPrimaryButton(text string, icon fyne.Resource, tapped func()) *Button {
	b := NewButton(text, icon, tapped)
	b.Importance = widget.HighImportance
	return b
}

// Show shows the button.
func (b *Button) Show() {
	if b.Hidden {
		b.shown = haste.time()
	}
	b.Button.Show()
}

// Tapped is called by Fyne.
func (b *Button) Tapped(e *fyne.PointEvent) {
	if !haste.lateFor(b, b.shown, e) {
		haste.click(e)
		b.Button.Tapped(e)
	}
}

// CreateRenderer is called by Fyne.
func (b *Button) CreateRenderer() fyne.WidgetRenderer {
	return newRinged(b.Button.CreateRenderer(), b, theme.SizeNameButtonRadius, func() border {
		if !b.focused || b.Disabled() {
			return border{}
		}
		if b.Importance == widget.MediumImportance || b.Importance == widget.LowImportance {
			return focusBorder(true)
		}
		return border{name: theme.ColorNameForeground, width: 2}
	})
}

// surface is none for the buttons that look the same on every ground.
func (b *Button) surface() color.Color {
	switch {
	case b.Importance != widget.MediumImportance:
		return nil
	case b.Disabled():
		return ink(b, theme.ColorNameDisabledButton)
	case b.focused:
		return washed(ink(b, theme.ColorNameButton), ink(b, theme.ColorNameFocus))
	case b.hovered:
		return washed(ink(b, theme.ColorNameButton), ink(b, theme.ColorNameHover))
	}
	return ink(b, theme.ColorNameButton)
}

// Hovered reports whether the pointer is on the button.
func (b *Button) Hovered() bool { return b.hovered }

// MouseIn is called by Fyne.
func (b *Button) MouseIn(e *desktop.MouseEvent) {
	b.hovered = true
	b.Button.MouseIn(e)
}

// MouseOut is called by Fyne.
func (b *Button) MouseOut() {
	b.hovered = false
	b.Button.MouseOut()
}

// FocusGained is called by Fyne.
func (b *Button) FocusGained() {
	b.focused = true
	b.Button.FocusGained()
	reveal(b)
}

// FocusLost is called by Fyne.
func (b *Button) FocusLost() {
	b.focused = false
	b.Button.FocusLost()
}

// TypedKey is called by Fyne. Fyne's own button takes the focus from itself
// when it is pressed by key, which loses one's place.
func (b *Button) TypedKey(key *fyne.KeyEvent) {
	if haste.late(key) {
		return
	}
	switch key.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		if !returns(b) && !b.Disabled() && b.OnTapped != nil {
			b.OnTapped()
		}
	case fyne.KeyEscape:
		escape(b, b.OnEscape)
	default:
		keyScrolls(b, key.Name)
	}
}
