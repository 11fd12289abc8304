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
	content, corner, footer fyne.CanvasObject
	scrolls                 bool
}

// NewCard returns a card. The content gets all the room that the header and the footer leave.
func NewCard(title, subtitle string, content fyne.CanvasObject) *Card {
	c := &Card{title: title, subtitle: subtitle, content: content}
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
func (c *Card) SetTitle(text string) { c.title = text; c.redraw() }

// SetHead changes both at once.
func (c *Card) SetHead(title, subtitle string) {
	c.title, c.subtitle = title, subtitle
	c.redraw()
}

// ScrollToTop shows the beginning of a content that scrolls.
func (c *Card) ScrollToTop() {
	if s, ok := c.content.(*container.Scroll); ok {
		s.ScrollToTop()
	}
}

// SetCorner puts a small object at the right end of the title, or takes it away with nil.
func (c *Card) SetCorner(o fyne.CanvasObject) { c.corner = o; c.redraw() }

// SetFooter puts an object, such as the primary button, at the bottom of the card, or takes it away with nil.
func (c *Card) SetFooter(o fyne.CanvasObject) { c.footer = o; c.redraw() }

// redraw draws the card again once it has been laid out; before that, there is
// nothing to be seen, and all that lies in it would be laid out for no room.
func (c *Card) redraw() {
	if c.Size().Width > 0 {
		c.Refresh()
	}
}

func (c *Card) children() []fyne.CanvasObject {
	var out []fyne.CanvasObject
	for _, o := range []fyne.CanvasObject{c.corner, c.content, c.footer} {
		if o != nil {
			out = append(out, o)
		}
	}
	return out
}

// CreateRenderer is called by Fyne.
func (c *Card) CreateRenderer() fyne.WidgetRenderer {
	r := &cardRenderer{
		card:     c,
		surface:  newSurface(),
		title:    newLines(cardLines),
		subtitle: newLines(cardLines),
	}
	r.paint()
	return r
}

type cardRenderer struct {
	drawn
	card            *Card
	surface         *surface
	title, subtitle *lines
}

func (r *cardRenderer) padding() (inner, gap float32) {
	return measure(r.card, theme.SizeNamePadding) * 2, measure(r.card, theme.SizeNamePadding)
}

// cardLines is how many lines the title and the subtitle may have each.
const cardLines = 3

// cardHead is where the parts of a card's head stand, for a width.
type cardHead struct {
	title, subtitle    []string
	corner             fyne.Position // right of it and below it
	subtitleAt, height float32
}

// head breaks title and subtitle into lines. The corner stands beside the title
// where that has the room, and else in a row of its own.
func (r *cardRenderer) head(width float32) cardHead {
	c := r.card
	_, gap := r.padding()
	titleSize, textSize := r.titleSize(), measure(c, theme.SizeNameText)
	h, corner, room := cardHead{}, fyne.Size{}, width
	if c.corner != nil && c.corner.Visible() {
		corner = c.corner.MinSize()
		room -= corner.Width + gap
	}
	beside := corner.IsZero() || textWidth(c.title, titleSize, bold) <= room
	if !beside {
		room = width
	}
	h.title = wrap(c.title, titleSize, bold, room, cardLines)
	if len(h.title) > 0 {
		h.height = textHeight(titleSize, bold) + float32(len(h.title)-1)*titleSize*cardStep
	}
	if beside && corner.Height <= h.height {
		room = width // the corner does not reach down to the subtitle
	}
	h.subtitleAt = h.height
	h.subtitle = wrap(c.subtitle, textSize, plain, room, cardLines)
	if len(h.subtitle) > 0 {
		h.height += textHeight(textSize, plain) + float32(len(h.subtitle)-1)*textSize*cardStep
	}
	switch {
	case corner.IsZero():
	case beside:
		h.height = max(h.height, corner.Height)
	default:
		h.corner.Y = h.height + gap/2
		h.height += gap/2 + corner.Height
	}
	return h
}

// cardStep is from one line to the next, in heights of the text.
const cardStep = 1.25

func (r *cardRenderer) titleSize() float32 { return measure(r.card, theme.SizeNameSubHeadingText) }

func (r *cardRenderer) Layout(size fyne.Size) {
	r.collect()
	c := r.card
	pad, gap := r.padding()
	r.surface.resize(size)
	width := size.Width - 2*pad
	h := r.head(width)
	titleSize, textSize := r.titleSize(), measure(c, theme.SizeNameText)
	r.title.place(h.title, fyne.NewPos(pad, pad), width, titleSize*cardStep, titleSize, bold, ink(c, theme.ColorNameForeground))
	r.subtitle.place(h.subtitle, fyne.NewPos(pad, pad+h.subtitleAt), width, textSize*cardStep, textSize, plain, ink(c, ColorNameMuted))
	if c.corner != nil {
		m := c.corner.MinSize()
		place(c.corner, fyne.NewPos(size.Width-pad-m.Width, pad+h.corner.Y), m)
	}
	top := pad
	if h.height > 0 {
		top += h.height + gap*1.5
	}
	bottom := size.Height - pad
	if c.footer != nil {
		// A footer that wraps knows its height only once it has the width.
		c.footer.Resize(fyne.NewSize(width, c.footer.MinSize().Height))
		h := c.footer.MinSize().Height
		place(c.footer, fyne.NewPos(pad, bottom-h), fyne.NewSize(width, h))
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

// headWidth is the width that the head had last, or as much as it likes.
func (r *cardRenderer) headWidth() float32 {
	pad, _ := r.padding()
	if width := r.card.Size().Width; width > 0 {
		return max(width-2*pad, 0)
	}
	const unbroken = 10000
	return unbroken
}

func (r *cardRenderer) MinSize() fyne.Size {
	c := r.card
	pad, gap := r.padding()
	size := fyne.NewSize(0, 0)
	if head := r.head(r.headWidth()).height; head > 0 {
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
	return size.AddWidthHeight(2*pad, 2*pad)
}

func (r *cardRenderer) Refresh() {
	r.paint()
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
	r.objects = append(r.surface.objects(), r.title.objects()...)
	r.objects = append(r.objects, r.subtitle.objects()...)
	r.objects = append(r.objects, r.card.children()...)
}
