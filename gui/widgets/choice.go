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
	widget.BaseWidget
	asButton

	// OnChanged is called with the index of the option that was selected.
	OnChanged func(index int)

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

// NewChoice returns those options with the first one selected. There must be one.
func NewChoice(options ...string) *Choice {
	c := &Choice{options: slices.Clone(options), hovered: -1}
	c.ExtendBaseWidget(c)
	return c
}

// Options returns the options.
func (c *Choice) Options() []string { return slices.Clone(c.options) }

// Selected returns the index of the selected option.
func (c *Choice) Selected() int { return c.selected }

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
	if haste.late(key) {
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
	case fyne.KeyEscape:
		escape(c, nil)
	case fyne.KeyReturn, fyne.KeyEnter:
		submit(c, "", nil)
	default:
		keyScrolls(c, key.Name)
	}
}

// Tapped is called by Fyne.
func (c *Choice) Tapped(e *fyne.PointEvent) {
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
	option = wrap(c.options[index], text, plain, room, choiceLines)
	return option, step*float32(max(len(option), 1)) + pad*1.5
}
