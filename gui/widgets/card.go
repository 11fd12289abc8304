package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Card shows a title, a subtitle and content on a rounded surface.
type Card struct {
	widget.BaseWidget
	asGroup

	title, subtitle         string
	heading                 *cardHeading
	content, corner, footer fyne.CanvasObject
	scrolls                 bool
	low                     *lowCard // nil for one that is never low
}

// NewCard returns a card. The content gets all the room that the header and the footer leave.
func NewCard(title, subtitle string, content fyne.CanvasObject) *Card {
	c := &Card{title: title, subtitle: subtitle, content: content}
	c.heading = newCardHeading(c)
	c.ExtendBaseWidget(c)
	return c
}

// NewScrollCard returns a card whose content scrolls where the room is short.
// The bar gets the margin of the card, so that it never covers the content.
func NewScrollCard(title, subtitle string, content fyne.CanvasObject) *Card {
	c := NewCard(title, subtitle, nil)
	c.scrolls = true
	margin := measure(c, theme.SizeNamePadding)*2 - 2
	c.content = newFollower(container.New(layout.NewCustomPaddedLayout(0, 0, 0, margin), content))
	return c
}

// SetTitle changes the title.
func (c *Card) SetTitle(text string) { c.title = text; redraw(c) }

// SetHead changes both at once.
func (c *Card) SetHead(title, subtitle string) {
	c.title, c.subtitle = title, subtitle
	redraw(c)
}

// ScrollToTop shows the beginning of a content that scrolls.
func (c *Card) ScrollToTop() {
	if s, ok := c.content.(*container.Scroll); ok {
		s.ScrollToTop()
	}
}

// SetCorner puts a small object at the right end of the title, or takes it away with nil.
func (c *Card) SetCorner(o fyne.CanvasObject) { c.corner = o; redraw(c) }

// SetFooter puts an object, such as the primary button, at the bottom of the card, or takes it away with nil.
func (c *Card) SetFooter(o fyne.CanvasObject) { c.footer = o; redraw(c) }

func (c *Card) children() []fyne.CanvasObject {
	var out []fyne.CanvasObject
	for _, o := range []fyne.CanvasObject{c.corner, c.content, c.low.above(), c.footer} {
		if o != nil {
			out = append(out, o)
		}
	}
	return out
}

// CreateRenderer is called by Fyne.
func (c *Card) CreateRenderer() fyne.WidgetRenderer {
	r := &cardRenderer{
		card:    c,
		surface: newSurface(),
	}
	r.paint()
	return r
}

type cardRenderer struct {
	drawn
	card    *Card
	surface *surface
}

func (r *cardRenderer) Layout(size fyne.Size) {
	c := r.card
	pad, gap := c.padding()
	width := size.Width - 2*pad
	h := c.head(width)
	c.low.decide(c, size, h.height)
	r.collect()
	r.surface.resize(size)
	top := pad
	if !c.low.is() {
		place(c.heading, fyne.NewPos(pad, pad), fyne.NewSize(width, h.height))
		if h.height > 0 {
			top += h.height + gap*1.5
		}
	}
	if c.corner != nil {
		m := c.corner.MinSize()
		place(c.corner, fyne.NewPos(size.Width-pad-m.Width, pad+h.corner.Y), m)
	}
	bottom := size.Height - pad
	for _, o := range []fyne.CanvasObject{c.footer, c.low.above()} {
		if o == nil {
			continue
		}
		// A footer that wraps knows its height only once it has the width.
		o.Resize(fyne.NewSize(width, o.MinSize().Height))
		h := o.MinSize().Height
		place(o, fyne.NewPos(pad, bottom-h), fyne.NewSize(width, h))
		bottom -= h + gap
	}
	if c.content != nil {
		room := width
		if c.scrolls {
			room += pad - 2
		}
		place(c.content, fyne.NewPos(pad, top), fyne.NewSize(room, max(bottom-top, 0)))
	}
}

func (r *cardRenderer) MinSize() fyne.Size {
	c := r.card
	pad, gap := c.padding()
	size := fyne.NewSize(0, 0)
	if head := c.head(c.headWidth()).height; head > 0 && c.low == nil {
		size.Height += head + gap*1.5
	}
	if c.content != nil {
		m := c.content.MinSize()
		size.Width = max(size.Width, m.Width)
		size.Height += m.Height
	}
	if c.footer != nil {
		m := c.footer.MinSize()
		size.Width = max(size.Width, m.Width)
		size.Height += m.Height + gap
	}
	if c.corner != nil {
		size.Width = max(size.Width, c.corner.MinSize().Width)
	}
	if c.low != nil {
		size.Width = max(size.Width, c.low.aside.MinSize().Width)
	}
	return size.AddWidthHeight(2*pad, 2*pad)
}

func (r *cardRenderer) Refresh() {
	r.paint()
	r.card.heading.Refresh()
	r.Layout(r.card.Size())
	for _, o := range r.card.children() {
		o.Refresh()
	}
	canvas.Refresh(r.card)
}

func (r *cardRenderer) paint() {
	r.surface.fill = ink(r.card, ColorNameCard)
	r.surface.stroke = ink(r.card, ColorNameCardBorder)
	r.surface.strokeWidth = 1
	r.surface.radius = measure(r.card, theme.SizeNameCardRadius)
	r.surface.refresh()
	r.collect()
}

// collect is what the card consists of now.
func (r *cardRenderer) collect() {
	r.objects = r.surface.objects()
	if !r.card.low.is() {
		r.objects = append(r.objects, r.card.heading)
	}
	r.objects = append(r.objects, r.card.children()...)
}
