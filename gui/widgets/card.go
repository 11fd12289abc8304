package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Card shows a title, a subtitle and content on a rounded surface.
type Card struct {
	widget.BaseWidget

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
	c.SetContent(content)
	return c
}

// SetTitle changes the title.
func (c *Card) SetTitle(text string) { c.title = text; c.Refresh() }

// SetSubtitle changes the line below the title.
func (c *Card) SetSubtitle(text string) { c.subtitle = text; c.Refresh() }

// SetContent changes what the card holds.
func (c *Card) SetContent(o fyne.CanvasObject) {
	if c.scrolls {
		o = container.NewVScroll(container.New(scrollMargin{c}, o))
	}
	c.content = o
	c.Refresh()
}

// scrollMargin keeps the right margin of a card free for the bar.
type scrollMargin struct{ card *Card }

func (m scrollMargin) width() float32 { return measure(m.card, theme.SizeNamePadding)*2 - 2 }

func (m scrollMargin) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Resize(fyne.NewSize(size.Width-m.width(), max(size.Height, o.MinSize().Height)))
	}
}

func (m scrollMargin) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := fyne.NewSize(0, 0)
	for _, o := range objects {
		size = size.Max(o.MinSize())
	}
	return size.AddWidthHeight(m.width(), 0)
}

// SetCorner puts a small object at the right end of the title, or takes it away with nil.
func (c *Card) SetCorner(o fyne.CanvasObject) { c.corner = o; c.Refresh() }

// SetFooter puts an object, such as the primary button, at the bottom of the card, or takes it away with nil.
func (c *Card) SetFooter(o fyne.CanvasObject) { c.footer = o; c.Refresh() }

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
		surface:  canvas.NewRectangle(color.Transparent),
		title:    canvas.NewText("", color.Transparent),
		subtitle: canvas.NewText("", color.Transparent),
	}
	r.paint()
	return r
}

type cardRenderer struct {
	card            *Card
	surface         *canvas.Rectangle
	title, subtitle *canvas.Text
	objects         []fyne.CanvasObject
}

func (r *cardRenderer) Destroy() {}

func (r *cardRenderer) Objects() []fyne.CanvasObject { return r.objects }

func (r *cardRenderer) padding() (inner, gap float32) {
	return measure(r.card, theme.SizeNamePadding) * 2, measure(r.card, theme.SizeNamePadding)
}

func (r *cardRenderer) headHeight() float32 {
	h := float32(0)
	if r.card.title != "" {
		h += textHeight(r.titleSize(), bold)
	}
	if r.card.subtitle != "" {
		h += textHeight(measure(r.card, theme.SizeNameText), fyne.TextStyle{})
	}
	if r.card.corner != nil {
		h = max(h, r.card.corner.MinSize().Height)
	}
	return h
}

var bold = fyne.TextStyle{Bold: true}

func (r *cardRenderer) titleSize() float32 { return measure(r.card, theme.SizeNameSubHeadingText) }

func (r *cardRenderer) Layout(size fyne.Size) {
	c := r.card
	pad, gap := r.padding()
	frame(r.surface, size)
	width := size.Width - 2*pad
	textRoom, below := width, width
	if c.corner != nil {
		m := c.corner.MinSize()
		c.corner.Resize(m)
		c.corner.Move(fyne.NewPos(size.Width-pad-m.Width, pad))
		if c.corner.Visible() {
			textRoom -= m.Width + gap
		}
		if m.Height > textHeight(r.titleSize(), bold) {
			below = textRoom // the corner reaches down to the subtitle
		}
	}
	y := pad
	place := func(t *canvas.Text, text string, textSize float32, style fyne.TextStyle, name fyne.ThemeColorName) {
		t.Hidden = text == ""
		if text == "" {
			return
		}
		setText(t, truncate(text, textSize, style, textRoom), textSize, style, ink(c, name))
		h := textHeight(textSize, style)
		t.Move(fyne.NewPos(pad, y))
		t.Resize(fyne.NewSize(textRoom, h))
		y += h
	}
	place(r.title, c.title, r.titleSize(), bold, theme.ColorNameForeground)
	textRoom = below
	place(r.subtitle, c.subtitle, measure(c, theme.SizeNameText), fyne.TextStyle{}, ColorNameMuted)
	top := pad
	if head := r.headHeight(); head > 0 {
		top += head + gap*1.5
	}
	bottom := size.Height - pad
	if c.footer != nil {
		h := c.footer.MinSize().Height
		c.footer.Resize(fyne.NewSize(width, h))
		c.footer.Move(fyne.NewPos(pad, bottom-h))
		bottom -= h + gap
	}
	if c.content != nil {
		room := width
		if c.scrolls {
			room += pad - 2
		}
		c.content.Resize(fyne.NewSize(room, max(bottom-top, 0)))
		c.content.Move(fyne.NewPos(pad, top))
	}
}

func (r *cardRenderer) MinSize() fyne.Size {
	c := r.card
	pad, gap := r.padding()
	size := fyne.NewSize(0, 0)
	if head := r.headHeight(); head > 0 {
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
	r.surface.FillColor = ink(r.card, ColorNameCard)
	r.surface.StrokeColor = ink(r.card, ColorNameCardBorder)
	r.surface.StrokeWidth = 1
	r.surface.CornerRadius = measure(r.card, theme.SizeNameCardRadius)
	r.surface.Refresh()
	r.objects = append([]fyne.CanvasObject{r.surface, r.title, r.subtitle}, r.card.children()...)
}
