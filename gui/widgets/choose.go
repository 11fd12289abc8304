package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Select is a drop-down in the look of Entry that also opens on Enter.
type Select struct {
	widget.Select

	// OnFocusLost is called when the select loses the focus.
	OnFocusLost func()
	// OnEscape is called when the Escape key is typed.
	OnEscape func()
	// OnHelp is called when F1 is typed.
	OnHelp func()

	focused, invalid bool
}

// NewSelect returns a drop-down. Set PlaceHolder, since Fyne's own is English.
func NewSelect(options []string, changed func(string)) *Select {
	s := &Select{}
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
func (s *Select) SetInvalid(on bool) {
	if s.invalid == on {
		return
	}
	s.invalid = on
	s.Refresh()
}

// CreateRenderer is called by Fyne.
func (s *Select) CreateRenderer() fyne.WidgetRenderer {
	return selectRenderer{newRinged(s.Select.CreateRenderer(), s, theme.SizeNameInputRadius, func() (fyne.ThemeColorName, float32) {
		return inputLook(s.invalid, s.focused, s.Disabled())
	})}
}

type selectRenderer struct{ *ringed }

// MinSize is as high as an entry's, which Fyne's select is not.
func (r selectRenderer) MinSize() fyne.Size {
	size := r.ringed.MinSize()
	text := textHeight(measure(r.owner, theme.SizeNameText), fyne.TextStyle{})
	size.Height = max(size.Height, text+2*measure(r.owner, theme.SizeNameInnerPadding))
	return size
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
	if s.OnFocusLost != nil {
		s.OnFocusLost()
	}
}

// TypedKey is called by Fyne.
func (s *Select) TypedKey(key *fyne.KeyEvent) {
	switch key.Name {
	case fyne.KeyEscape:
		escape(s, s.OnEscape)
	case fyne.KeyF1:
		if s.OnHelp != nil {
			s.OnHelp()
		}
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		s.Tapped(nil)
	default:
		if !s.Disabled() {
			s.Select.TypedKey(key)
		}
	}
}

// Tapped is called by Fyne. Options that have no room in the window as a menu,
// which keys could scroll through unseen only, are shown as a list.
func (s *Select) Tapped(e *fyne.PointEvent) {
	if s.Disabled() {
		return
	}
	if c := fyne.CurrentApp().Driver().CanvasForObject(s); c != nil && tooLong(len(s.Options), s, c) {
		newDropList(s, c).show()
		return
	}
	if e == nil {
		s.Select.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
		return
	}
	s.Select.Tapped(e)
}

func (s *Select) help() *func() { return &s.OnHelp }

// Check is Fyne's check box that also answers to Enter and tells of Escape.
type Check struct {
	widget.Check

	// OnEscape is called when the Escape key is typed.
	OnEscape func()
}

// NewCheck returns an unchecked box.
func NewCheck(text string, changed func(bool)) *Check {
	c := &Check{}
	c.Text, c.OnChanged = text, changed
	c.ExtendBaseWidget(c)
	return c
}

// FocusGained is called by Fyne.
func (c *Check) FocusGained() {
	c.Check.FocusGained()
	reveal(c)
}

// TypedKey is called by Fyne.
func (c *Check) TypedKey(key *fyne.KeyEvent) {
	switch key.Name {
	case fyne.KeyEscape:
		escape(c, c.OnEscape)
	case fyne.KeyReturn, fyne.KeyEnter:
		if !c.Disabled() {
			c.SetChecked(!c.Checked)
		}
	default:
		c.Check.TypedKey(key)
	}
}
