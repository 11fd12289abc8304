package widgets

import (
	"image/color"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Select is a drop-down in the look of Entry, of which one option is chosen.
type Select struct {
	widget.Select
	ground

	// OnEscape is called when the Escape key is typed.
	OnEscape func()
	// OnHelp is called when F1 is typed.
	OnHelp func()

	focused, hovered, invalid bool

	self optionOwner // the widget that this is part of
	list *optionList // while it is open
}

// NewSelect returns a drop-down. Set PlaceHolder, since Fyne's own is English.
func NewSelect(options []string, changed func(string)) *Select {
	s := &Select{}
	s.self = s
	s.Options, s.OnChanged = options, changed
	s.ExtendBaseWidget(s)
	return s
}

// selectWidth is the least width of a drop-down: what does not fit is shortened
// with an ellipsis, so that long options do not widen the window.
const selectWidth = 120

// MinSize is called by Fyne.
func (s *Select) MinSize() fyne.Size {
	least := s.Select.MinSize()
	return fyne.NewSize(min(least.Width, selectWidth), least.Height)
}

// SetInvalid draws the border in the color of errors, or back again.
func (s *Select) SetInvalid(on bool) { update(s, &s.invalid, on) }

// CreateRenderer is called by Fyne.
func (s *Select) CreateRenderer() fyne.WidgetRenderer {
	r := selectRenderer{newRinged(s.Select.CreateRenderer(), s, theme.SizeNameInputRadius, func() border {
		return inputLook(s.invalid, s.focused, s.Disabled())
	}), s}
	r.Refresh()
	return r
}

type selectRenderer struct {
	*ringed
	of *Select
}

// Refresh draws the placeholder as fainter than what was chosen, which Fyne does
// not. That of a MultiChoice stays: it says that all are chosen.
func (r selectRenderer) Refresh() {
	r.ringed.Refresh()
	if r.of.Disabled() || r.of.Selected != "" || r.of.self != optionOwner(r.of) {
		return
	}
	for _, o := range r.Objects() {
		text, ok := o.(*widget.RichText)
		if !ok || len(text.Segments) == 0 {
			continue
		}
		if segment, ok := text.Segments[0].(*widget.TextSegment); ok {
			segment.Style.ColorName = r.of.tone.color(theme.ColorNamePlaceHolder)
			text.Refresh()
		}
	}
}

// MinSize is as high as an entry's, which Fyne's select is not.
func (r selectRenderer) MinSize() fyne.Size {
	size := r.ringed.MinSize()
	text := textHeight(measure(r.owner, theme.SizeNameText), plain)
	size.Height = max(size.Height, text+2*measure(r.owner, theme.SizeNameInnerPadding))
	return size
}

func (s *Select) surface() color.Color {
	switch {
	case s.Disabled():
		return ink(s, theme.ColorNameDisabledButton)
	case s.focused:
		return ink(s, theme.ColorNameFocus)
	case s.hovered:
		return ink(s, theme.ColorNameHover)
	}
	return ink(s, theme.ColorNameInputBackground)
}

// MouseIn is called by Fyne.
func (s *Select) MouseIn(e *desktop.MouseEvent) {
	s.hovered = true
	s.Select.MouseIn(e)
}

// MouseOut is called by Fyne.
func (s *Select) MouseOut() {
	s.hovered = false
	s.Select.MouseOut()
}

// FocusGained is called by Fyne.
func (s *Select) FocusGained() {
	s.focused = true
	s.Select.FocusGained()
	reveal(s)
}

// FocusLost is called by Fyne.
func (s *Select) FocusLost() {
	s.focused = false
	s.Select.FocusLost()
}

// TypedKey is called by Fyne.
func (s *Select) TypedKey(key *fyne.KeyEvent) {
	if haste.late(key) {
		return
	}
	switch key.Name {
	case fyne.KeyEscape:
		escape(s.self, s.OnEscape)
	case fyne.KeyF1:
		if s.OnHelp != nil {
			s.OnHelp()
		}
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace, fyne.KeyUp, fyne.KeyDown:
		s.open()
	case fyne.KeyPageUp, fyne.KeyPageDown, fyne.KeyHome, fyne.KeyEnd:
		keyScrolls(s.self, key.Name)
	default:
		if !s.Disabled() {
			s.Select.TypedKey(key)
		}
	}
}

// TypedRune is called by Fyne: it opens the list at an option that begins with a letter.
func (s *Select) TypedRune(r rune) {
	if unicode.IsSpace(r) || optionFor(s.self.texts(), string(r), 0) < 0 {
		return
	}
	if s.open(); s.list != nil {
		s.list.TypedRune(r)
	}
}

// Tapped is called by Fyne.
func (s *Select) Tapped(*fyne.PointEvent) { s.open() }

// open shows the options, as a click, Enter, Space, Up and Down do.
func (s *Select) open() {
	at := canvasOf(s.self)
	if at == nil || s.list != nil || s.Disabled() || len(s.self.texts()) == 0 {
		return
	}
	at.Focus(s.self) // which gets it back in the end
	s.list = newOptionList(s.self, at)
	s.list.show()
}

// close takes the options away. The focus goes back to where it was.
func (s *Select) close() {
	if s.list == nil {
		return
	}
	list := s.list
	s.list = nil
	list.canvas.Overlays().Remove(list)
	list.canvas.Focus(s.self)
}

// Hide is called by the caller or Fyne.
func (s *Select) Hide() {
	s.close()
	s.Select.Hide()
}

// Disable closes the list as well.
func (s *Select) Disable() {
	s.close()
	s.Select.Disable()
}

func (s *Select) texts() []string { return s.Options }

func (s *Select) taken(index int) bool { return index == s.SelectedIndex() }

func (s *Select) take(index int) {
	s.close()
	s.SetSelectedIndex(index)
}

func (s *Select) help() *func() { return &s.OnHelp }
