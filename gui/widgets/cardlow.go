package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
)

// lowCard is what a card does that scrolls and is too low for all that it has: its
// heading and what stands above its footer scroll along, so that they leave room for the
// content. Of a nil lowCard there is nothing to be done.
type lowCard struct {
	on       bool
	aside    fyne.CanvasObject
	before   *fyne.Container // what is scrolled along: nothing, or the heading
	after    *fyne.Container // nothing, or the aside
	scrolled *fyne.Container // both, and the content between them
}

// NewLowCard returns a card like NewScrollCard, with an object above its footer. Where the
// card is low, that object and the heading scroll with the content.
func NewLowCard(title, subtitle string, content, aside, footer fyne.CanvasObject) *Card {
	l := &lowCard{aside: aside, before: container.NewStack(), after: container.NewStack()}
	l.before.Hide()
	l.after.Hide()
	l.scrolled = container.New(layout.NewBorderLayout(l.before, l.after, nil, nil), l.before, content, l.after)
	c := NewScrollCard(title, subtitle, l.scrolled)
	c.low, c.footer = l, footer
	return c
}

// is reports whether the card is low.
func (l *lowCard) is() bool { return l != nil && l.on }

// above is what stands above the footer and does not scroll; nil without any.
func (l *lowCard) above() fyne.CanvasObject {
	if l == nil || l.on || !l.aside.Visible() {
		return nil
	}
	return l.aside
}

// decide finds out whether a card of that size, with a heading of that height, is low.
func (l *lowCard) decide(c *Card, size fyne.Size, heading float32) {
	if l == nil {
		return
	}
	pad, gap := c.padding()
	const fields = 16 // heights of a text, for two fields
	least := measure(c, theme.SizeNameText) * fields
	room := size.Height - 2*pad - heading - gap*1.5 - l.aside.MinSize().Height - gap - c.footer.MinSize().Height - gap
	if low := room < least; low != l.on {
		l.turn(c, low)
	}
}

// turn puts the heading and the aside where they belong.
func (l *lowCard) turn(c *Card, on bool) {
	l.on = on
	l.before.Objects, l.after.Objects = nil, nil
	if on {
		l.before.Objects, l.after.Objects = []fyne.CanvasObject{c.heading}, []fyne.CanvasObject{l.aside}
	}
	l.before.Hidden, l.after.Hidden = !on, !on
	l.scrolled.Refresh()
}
