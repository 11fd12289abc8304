package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Combo is an entry with a list to choose from, for values that may also be typed.
type Combo struct {
	Entry

	options []string
	list    *widget.PopUpMenu
}

// NewCombo returns an empty entry with those options.
func NewCombo(options []string) *Combo {
	c := &Combo{options: options}
	c.setup()
	c.ActionItem = newInner(func() fyne.ThemeIconName { return theme.IconNameArrowDropDown }, c.Open, c)
	c.ExtendBaseWidget(c)
	return c
}

// SetOptions changes the list. The text stays.
func (c *Combo) SetOptions(options []string) { c.options = options }

// Options returns the list.
func (c *Combo) Options() []string { return c.options }

// Open shows the list, as the button and the down key do.
func (c *Combo) Open() {
	at := fyne.CurrentApp().Driver().CanvasForObject(c)
	if at == nil || len(c.options) == 0 || c.Disabled() {
		return
	}
	items := make([]*fyne.MenuItem, len(c.options))
	for i, option := range c.options {
		items[i] = fyne.NewMenuItem(option, func() {
			c.SetText(option)
			at.Focus(c)
		})
	}
	c.list = widget.NewPopUpMenu(fyne.NewMenu("", items...), at)
	below := fyne.CurrentApp().Driver().AbsolutePositionForObject(c).AddXY(0, c.Size().Height)
	c.list.ShowAtPosition(below)
	c.list.Resize(fyne.NewSize(c.Size().Width, c.list.MinSize().Height))
}

// FocusGained is called by Fyne.
func (c *Combo) FocusGained() {
	c.Entry.FocusGained()
	reveal(c)
}

// TypedKey is called by Fyne.
func (c *Combo) TypedKey(key *fyne.KeyEvent) {
	if key.Name == fyne.KeyDown {
		c.Open()
		return
	}
	c.Entry.TypedKey(key)
}
