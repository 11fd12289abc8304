package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// KeyReveal shows and hides the text of a SecretEntry, as Ctrl and Space do where no input
// method keeps these for itself.
const KeyReveal = fyne.KeyF8

// SecretEntry is an entry whose text is hidden until its eye is clicked, or KeyReveal is
// typed, and cannot be copied while it is hidden.
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

// TypedKey is called by Fyne.
func (e *SecretEntry) TypedKey(key *fyne.KeyEvent) {
	if key.Name == KeyReveal {
		e.SetRevealed(!e.Revealed())
		return
	}
	e.Entry.TypedKey(key)
}

// TypedShortcut is called by Fyne.
func (e *SecretEntry) TypedShortcut(s fyne.Shortcut) {
	if key, ok := s.(*desktop.CustomShortcut); ok && key.KeyName == fyne.KeySpace && key.Modifier == fyne.KeyModifierControl {
		e.SetRevealed(!e.Revealed())
		return
	}
	e.Entry.TypedShortcut(s)
}

// Revealed reports whether the text can be read now.
func (e *SecretEntry) Revealed() bool { return !e.Password }

// SetRevealed shows or hides the text.
func (e *SecretEntry) SetRevealed(on bool) {
	e.SetConcealed(!on)
	e.eye.Refresh()
}

// eye is the button at the end of a SecretEntry that shows and hides its text. It
// is not a Tab stop, since whoever has typed a secret wants to go on and not to
// reveal it with the next Enter: KeyReveal in the entry does the same.
type eye struct {
	pointed
	entry *SecretEntry
}

func newEye(of *SecretEntry) *eye {
	e := &eye{entry: of}
	e.tapped = e.tap
	e.ExtendBaseWidget(e)
	return e
}

// tap leaves the focus where it was: Fyne takes it away from what is not focusable.
func (e *eye) tap() {
	if e.entry.Disabled() {
		return
	}
	focus(e.entry)
	e.entry.SetRevealed(!e.entry.Revealed())
}

func (e *eye) CreateRenderer() fyne.WidgetRenderer {
	r := &eyeRenderer{eye: e, icon: &canvas.Image{}, wash: &canvas.Rectangle{}}
	pad := measure(e, theme.SizeNameInnerPadding)
	r.WidgetRenderer = widget.NewSimpleRenderer(container.NewStack(
		container.New(layout.NewCustomPaddedLayout(4, 4, 4, 4), r.wash),
		container.New(layout.NewCustomPaddedLayout(0, 0, pad, pad), container.NewCenter(r.icon)),
	))
	r.Refresh()
	return r
}

type eyeRenderer struct {
	fyne.WidgetRenderer
	eye  *eye
	icon *canvas.Image
	wash *canvas.Rectangle
}

func (r *eyeRenderer) Refresh() {
	e := r.eye
	name, icon := theme.ColorNameForeground, theme.IconNameVisibilityOff
	if e.entry.Disabled() {
		name = theme.ColorNameDisabled
	}
	if e.entry.Revealed() {
		icon = theme.IconNameVisibility
	}
	r.icon.SetMinSize(fyne.NewSquareSize(measure(e, theme.SizeNameInlineIcon)))
	setIcon(r.icon, e.Theme().Icon(icon), name)
	r.wash.CornerRadius = measure(e, theme.SizeNameSelectionRadius)
	r.wash.Hidden = e.entry.Disabled() || !e.hovered
	r.wash.FillColor = ink(e, theme.ColorNameHover)
	r.WidgetRenderer.Refresh()
}
