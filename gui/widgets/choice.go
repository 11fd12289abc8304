package widgets

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Choice is a list of options of which one is selected. It is one stop of the
// Tab key; Up and Down go through the options.
type Choice struct {
	widget.DisableableWidget

	// OnChanged is called with the index of the option that was selected.
	OnChanged func(index int)
	// OnSubmitted is called with the selected text when Enter is typed.
	OnSubmitted func(text string)
	// OnEscape is called when the Escape key is typed.
	OnEscape func()

	options  []string
	selected int
	hovered  int
	focused  bool
}

var (
	_ fyne.Focusable    = (*Choice)(nil)
	_ fyne.Tappable     = (*Choice)(nil)
	_ desktop.Hoverable = (*Choice)(nil)
)

// NewChoice returns those options with the first one selected.
func NewChoice(options []string, changed func(index int)) *Choice {
	c := &Choice{OnChanged: changed, hovered: -1}
	c.options = slices.Clone(options)
	c.selected = min(0, len(options)-1)
	c.ExtendBaseWidget(c)
	return c
}

// Options returns the options.
func (c *Choice) Options() []string { return slices.Clone(c.options) }

// SetOptions changes the options. The place of the selected one is kept, as far as it still exists.
func (c *Choice) SetOptions(options []string) {
	c.options = slices.Clone(options)
	c.hovered = -1
	c.selected = min(max(c.selected, 0), len(options)-1)
	c.Refresh()
}

// Selected returns the index of the selected option, or -1 where there are no options.
func (c *Choice) Selected() int { return c.selected }

// SelectedText returns the selected option, or "".
func (c *Choice) SelectedText() string {
	if c.selected < 0 {
		return ""
	}
	return c.options[c.selected]
}

// Select selects an option and calls OnChanged if it was another. An index that is out of range is ignored.
func (c *Choice) Select(index int) {
	if index < 0 || index >= len(c.options) || index == c.selected {
		return
	}
	c.selected = index
	c.Refresh()
	if c.OnChanged != nil {
		c.OnChanged(index)
	}
}

// FocusGained is called by Fyne.
func (c *Choice) FocusGained() { c.focused = true; c.Refresh(); reveal(c) }

// FocusLost is called by Fyne.
func (c *Choice) FocusLost() { c.focused = false; c.Refresh() }

// TypedRune is called by Fyne.
func (c *Choice) TypedRune(rune) {}

// TypedKey is called by Fyne.
func (c *Choice) TypedKey(key *fyne.KeyEvent) {
	if key.Name == fyne.KeyEscape {
		escape(c, c.OnEscape)
		return
	}
	if c.Disabled() || len(c.options) == 0 {
		return
	}
	last := len(c.options) - 1
	switch key.Name {
	case fyne.KeyUp, fyne.KeyLeft:
		c.Select(max(c.selected-1, 0))
	case fyne.KeyDown, fyne.KeyRight:
		c.Select(min(c.selected+1, last))
	case fyne.KeyHome:
		c.Select(0)
	case fyne.KeyEnd:
		c.Select(last)
	case fyne.KeyReturn, fyne.KeyEnter:
		submit(c, c.SelectedText(), c.OnSubmitted)
	}
}

// Tapped is called by Fyne.
func (c *Choice) Tapped(e *fyne.PointEvent) {
	if c.Disabled() {
		return
	}
	if at := fyne.CurrentApp().Driver().CanvasForObject(c); at != nil {
		at.Focus(c)
	}
	c.Select(c.at(e.Position.Y))
}

// MouseIn is called by Fyne.
func (c *Choice) MouseIn(e *desktop.MouseEvent) { c.hover(c.at(e.Position.Y)) }

// MouseMoved is called by Fyne.
func (c *Choice) MouseMoved(e *desktop.MouseEvent) { c.hover(c.at(e.Position.Y)) }

// MouseOut is called by Fyne.
func (c *Choice) MouseOut() { c.hover(-1) }

func (c *Choice) hover(index int) {
	if c.hovered == index {
		return
	}
	c.hovered = index
	c.Refresh()
}

// at returns the option at a height, or -1.
func (c *Choice) at(y float32) int {
	top := float32(0)
	for i := range c.options {
		_, height := c.broken(i, c.Size().Width)
		if y >= top && y < top+height {
			return i
		}
		top += height
	}
	return -1
}

const (
	choiceLines = 3
	choiceWidth = 420 // until it is known
)

func (c *Choice) sizes() (text, step, side, pad float32) {
	text = measure(c, theme.SizeNameText)
	return text, text * 1.3, measure(c, theme.SizeNameInlineIcon), measure(c, theme.SizeNamePadding)
}

// broken is the lines of an option and the height that it takes.
func (c *Choice) broken(index int, width float32) (option []string, height float32) {
	text, step, side, pad := c.sizes()
	room := max(width-side-pad*3, 40)
	option = wrap(c.options[index], text, fyne.TextStyle{}, room, choiceLines)
	return option, step*float32(max(len(option), 1)) + pad*1.5
}
