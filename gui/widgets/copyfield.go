package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// CopyField shows a text to copy, such as an ID: monospace, in full, with a copy button
// beside it. Where there is little room, the text shrinks a little, the button loses its
// words, and then the text wraps. It is not one of Fyne's selectable labels, which are
// Tab stops that show no focus and swallow Escape.
type CopyField struct {
	copied
	asText

	caption string
	label   *widget.Label
	words   string  // on the button, where there is room for them
	bare    *Button // one without, for how wide it is
}

// NewCopyField returns a field with a small caption above the text (may be "")
// and a button of that label (may be "", then it has an icon only).
func NewCopyField(caption, text, copyLabel string) *CopyField {
	c := &CopyField{caption: caption, words: copyLabel, bare: NewButton("", theme.ContentCopyIcon(), nil)}
	c.label = widget.NewLabel(text)
	c.prepare(copyLabel)
	c.set(text)
	c.ExtendBaseWidget(c)
	return c
}

// SetText changes the text. While it is "", nothing can be copied.
func (c *CopyField) SetText(text string) {
	c.set(text)
	c.Refresh()
}

func (c *CopyField) children() []fyne.CanvasObject { return []fyne.CanvasObject{c.button} }

// CreateRenderer is called by Fyne.
func (c *CopyField) CreateRenderer() fyne.WidgetRenderer {
	r := &copyRenderer{field: c, box: &canvas.Rectangle{}, caption: &canvas.Text{}}
	r.objects = []fyne.CanvasObject{r.caption, r.box, c.label, c.button}
	r.Refresh()
	return r
}

type copyRenderer struct {
	drawn
	field   *CopyField
	box     *canvas.Rectangle
	caption *canvas.Text
}

// copyFit is how a text is shown in the room that there is.
type copyFit struct {
	size  fyne.ThemeSizeName
	rows  int
	width float32 // of the rows, with the room around the text
	words string  // on the button
}

// fit picks the largest size at which the text fits one line, at best beside the words of
// the button, or else the least size and as many lines as it takes. These are of the same
// length: a quote that ends an etag does not stand alone.
func (r *copyRenderer) fit(width float32) copyFit {
	f := r.field
	around := measure(f, theme.SizeNameInnerPadding) * 2
	if width <= 0 {
		return copyFit{size: SizeNameMono, rows: 1, words: f.words}
	}
	words := textWidth(f.words, measure(f, theme.SizeNameText), fyne.TextStyle{Bold: true})
	if words > 0 {
		words += measure(f, theme.SizeNamePadding)
	}
	room := width - f.bare.MinSize().Width
	for _, fit := range []copyFit{{width: room - words, words: f.words}, {width: room}} {
		for _, fit.size = range []fyne.ThemeSizeName{SizeNameMono, SizeNameMonoSmall, SizeNameMonoTiny} {
			fit.rows = 1
			if textWidth(f.text, measure(f, fit.size), monoFor(f.text)) <= fit.width-around {
				return fit
			}
		}
	}
	style, size := monoFor(f.text), measure(f, SizeNameMonoTiny)
	letter, letters, spare := textWidth("0", size, mono), len([]rune(f.text)), 0
	if style != mono { // the widest has the size for its width, and no row ends short by more
		letter, spare = size, 1
		letters = int(textWidth(f.text, size, style)/letter) + 1
	}
	perRow := max(int((room-around)/letter)-spare, 1)
	rows := max((letters+perRow-1)/perRow, 1)
	even := float32((letters+rows-1)/rows+spare)*letter + letter/2 + around
	return copyFit{SizeNameMonoTiny, rows, min(even, room), ""}
}

func (r *copyRenderer) captionHeight() float32 {
	if r.field.caption == "" {
		return 0
	}
	return measure(r.field, theme.SizeNameCaptionText)*1.3 + 2
}

func (r *copyRenderer) boxHeight(width float32) float32 {
	f := r.field
	fit := r.fit(width)
	text := textHeight(measure(f, fit.size), monoFor(f.text))*float32(fit.rows) +
		measure(f, theme.SizeNameLineSpacing)*float32(fit.rows-1) + measure(f, theme.SizeNameInnerPadding)*2
	return max(text, f.button.MinSize().Height)
}

func (r *copyRenderer) MinSize() fyne.Size {
	f := r.field
	const least = 120 // of the text
	return fyne.NewSize(f.bare.MinSize().Width+least, r.captionHeight()+r.boxHeight(f.Size().Width))
}

func (r *copyRenderer) Layout(size fyne.Size) {
	f := r.field
	y := r.captionHeight()
	r.caption.Hidden = f.caption == ""
	if y > 0 {
		textSize := measure(f, theme.SizeNameCaptionText)
		setText(r.caption, truncate(f.caption, textSize, plain, size.Width), textSize, plain, ink(f, ColorNameMuted))
		r.caption.Resize(fyne.NewSize(size.Width, y))
	}
	height := max(size.Height-y, 0)
	frame(r.box, fyne.NewPos(0, y), fyne.NewSize(size.Width, height))

	fit := r.fit(size.Width)
	if f.button.Text != fit.words {
		f.button.SetText(fit.words)
	}
	button := f.button.MinSize()
	place(f.button, fyne.NewPos(size.Width-button.Width, y+(height-button.Height)/2), button)

	wrapping := fyne.TextWrapOff
	if fit.rows > 1 {
		wrapping = fyne.TextWrapBreak
	}
	if style := monoFor(f.text); f.label.SizeName != fit.size || f.label.Wrapping != wrapping || f.label.Text != f.text || f.label.TextStyle != style {
		f.label.SizeName, f.label.Wrapping, f.label.Text, f.label.TextStyle = fit.size, wrapping, f.text, style
		f.label.Refresh()
	}
	labelHeight := height
	if fit.rows == 1 {
		labelHeight = f.label.MinSize().Height
	}
	place(f.label, fyne.NewPos(0, y+(height-labelHeight)/2), fyne.NewSize(fit.width, labelHeight))
}

func (r *copyRenderer) Refresh() {
	r.box.FillColor = ink(r.field, theme.ColorNameInputBackground)
	r.box.StrokeColor = ink(r.field, ColorNameCardBorder)
	r.box.StrokeWidth = 1
	r.box.CornerRadius = measure(r.field, theme.SizeNameInputRadius)
	r.Layout(r.field.Size())
	r.field.button.Refresh()
	canvas.Refresh(r.field)
}
