package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// chooser is a Tab stop where one of several things is chosen: the arrows, Home and End
// go through them, and a click takes the one under the pointer.
type chooser struct {
	focusable
	of              choosing
	chosen, hovered int // by their indexes; -1 for none
}

// choosing is the widget that a chooser is part of.
type choosing interface {
	stop
	count() int
	at(fyne.Position) int // -1 where there is none
	choose(index int)     // does nothing with an index that is out of range
}

var (
	_ fyne.Focusable    = (*chooser)(nil)
	_ fyne.Tappable     = (*chooser)(nil)
	_ desktop.Hoverable = (*chooser)(nil)
)

func (c *chooser) extend(of choosing) {
	c.of, c.hovered = of, -1
	c.focusable.extend(of)
}

func (c *chooser) TypedKey(key *fyne.KeyEvent) {
	switch key.Name {
	case fyne.KeyLeft:
		c.of.choose(c.chosen - 1)
	case fyne.KeyRight:
		c.of.choose(c.chosen + 1)
	case fyne.KeyHome:
		c.of.choose(0)
	case fyne.KeyEnd:
		c.of.choose(c.of.count() - 1)
	case fyne.KeyEscape:
		escape(c.of, nil)
	default:
		keyScrolls(c.of, key.Name)
	}
}

func (c *chooser) Tapped(e *fyne.PointEvent) {
	focus(c.of)
	c.of.choose(c.of.at(e.Position))
}

func (c *chooser) MouseIn(e *desktop.MouseEvent) { c.hover(c.of.at(e.Position)) }

func (c *chooser) MouseMoved(e *desktop.MouseEvent) { c.hover(c.of.at(e.Position)) }

func (c *chooser) MouseOut() { c.hover(-1) }

func (c *chooser) hover(index int) { update(c, &c.hovered, index) }
