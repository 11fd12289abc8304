package widgets

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Choice is a list of options of which one is selected. It is one stop of the
// Tab key; Up and Down go through the options.
type Choice struct {
	chooser
	asButton

	// OnChanged is called with the index of the option that was selected.
	OnChanged func(index int)

	options []string
}

// NewChoice returns those options with the first one selected. There must be one.
func NewChoice(options ...string) *Choice {
	c := &Choice{options: slices.Clone(options)}
	c.extend(c)
	return c
}

// Options returns the options.
func (c *Choice) Options() []string { return slices.Clone(c.options) }

// Selected returns the index of the selected option.
func (c *Choice) Selected() int { return c.chosen }

// Select selects an option and calls OnChanged if it was another. An index that is out of range is ignored.
func (c *Choice) Select(index int) {
	if index < 0 || index >= len(c.options) || index == c.chosen {
		return
	}
	c.chosen = index
	c.Refresh()
	if c.OnChanged != nil {
		c.OnChanged(index)
	}
}

// TypedKey is called by Fyne.
func (c *Choice) TypedKey(key *fyne.KeyEvent) {
	if haste.late(key) {
		return
	}
	switch key.Name {
	case fyne.KeyUp:
		c.choose(c.chosen - 1)
	case fyne.KeyDown:
		c.choose(c.chosen + 1)
	case fyne.KeyReturn, fyne.KeyEnter:
		submit(c, "", nil)
	default:
		c.chooser.TypedKey(key)
	}
}

func (c *Choice) count() int { return len(c.options) }

func (c *Choice) choose(index int) { c.Select(index) }

// at is the option at a height, or -1.
func (c *Choice) at(p fyne.Position) int {
	top := float32(0)
	for i := range c.options {
		_, height := c.broken(i, c.Size().Width)
		if p.Y >= top && p.Y < top+height {
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
