package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// cardHeading draws the title and the subtitle of a card.
type cardHeading struct {
	widget.BaseWidget
	card *Card
}

func newCardHeading(of *Card) *cardHeading {
	h := &cardHeading{card: of}
	h.ExtendBaseWidget(h)
	return h
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
// where that has the room, or where a small part of the width is enough for the corner,
// and else in a row of its own.
func (c *Card) head(width float32) cardHead {
	_, gap := c.padding()
	titleSize, textSize := c.titleSize(), measure(c, theme.SizeNameText)
	h, corner, room := cardHead{}, fyne.Size{}, width
	if c.corner != nil && c.corner.Visible() {
		corner = c.corner.MinSize()
		room -= corner.Width + gap
	}
	const small = 5 // of them fit beside each other
	beside := corner.Width*small <= width || textWidth(c.title, titleSize, bold) <= room
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

func (c *Card) titleSize() float32 { return measure(c, theme.SizeNameSubHeadingText) }

// padding is the margin of the card, and the room between its parts.
func (c *Card) padding() (inner, gap float32) {
	return measure(c, theme.SizeNamePadding) * 2, measure(c, theme.SizeNamePadding)
}

// headWidth is the width that the head had last, or as much as it likes.
func (c *Card) headWidth() float32 {
	pad, _ := c.padding()
	if width := c.Size().Width; width > 0 {
		return max(width-2*pad, 0)
	}
	const unbroken = 10000
	return unbroken
}

// CreateRenderer is called by Fyne.
func (h *cardHeading) CreateRenderer() fyne.WidgetRenderer {
	r := &cardHeadingRenderer{heading: h, title: newLines(cardLines), subtitle: newLines(cardLines)}
	r.objects = append(r.title.objects(), r.subtitle.objects()...)
	return r
}

type cardHeadingRenderer struct {
	drawn
	heading         *cardHeading
	title, subtitle *lines
}

func (r *cardHeadingRenderer) MinSize() fyne.Size {
	return fyne.NewSize(0, r.heading.card.head(r.heading.card.headWidth()).height)
}

func (r *cardHeadingRenderer) Layout(size fyne.Size) {
	c := r.heading.card
	h := c.head(size.Width)
	titleSize, textSize := c.titleSize(), measure(c, theme.SizeNameText)
	r.title.place(h.title, fyne.Position{}, size.Width, titleSize*cardStep, titleSize, bold, ink(c, theme.ColorNameForeground))
	r.subtitle.place(h.subtitle, fyne.NewPos(0, h.subtitleAt), size.Width, textSize*cardStep, textSize, plain, ink(c, ColorNameMuted))
}

func (r *cardHeadingRenderer) Refresh() {
	r.Layout(r.heading.Size())
	canvas.Refresh(r.heading)
}
