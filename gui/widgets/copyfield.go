package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// CopyField shows a text to copy, such as an id: monospace, shown whole (it
// shrinks a little, then wraps), with a copy button beside it. It is no selectable
// label of Fyne's, which is a stop of the Tab key that shows no focus and takes
// Escape for itself.
type CopyField struct {
	copied
	asText

	caption string
	label   *widget.Label
}

// NewCopyField returns a field with a small caption above the text (may be "")
// and a button of that label (may be "", then it has an icon only).
func NewCopyField(caption, text, copyLabel string) *CopyField {
	c := &CopyField{caption: caption}
	c.label = widget.NewLabel(text)
	c.label.TextStyle.Monospace = true
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
	r.paint()
	return r
}

type copyRenderer struct {
	drawn
	field   *CopyField
	box     *canvas.Rectangle
	caption *canvas.Text
}

// fit picks the largest size at which the text fits one line, or else the
// least size and as many lines as it takes.
func (r *copyRenderer) fit(room float32) (name fyne.ThemeSizeName, rows int) {
	f := r.field
	room -= measure(f, theme.SizeNameInnerPadding) * 2
	for _, name := range []fyne.ThemeSizeName{SizeNameMono, SizeNameMonoSmall, SizeNameMonoTiny} {
		if room <= 0 || textWidth(f.text, measure(f, name), mono) <= room {
			return name, 1
		}
	}
	letter := textWidth("0", measure(f, SizeNameMonoTiny), mono)
	perRow := max(int(room/letter), 1)
	return SizeNameMonoTiny, (len([]rune(f.text)) + perRow - 1) / perRow
}

func (r *copyRenderer) room(width float32) float32 {
	return width - r.field.button.MinSize().Width
}

func (r *copyRenderer) captionHeight() float32 {
	if r.field.caption == "" {
		return 0
	}
	return measure(r.field, theme.SizeNameCaptionText)*1.3 + 2
}

func (r *copyRenderer) boxHeight(width float32) float32 {
	f := r.field
	name, rows := SizeNameMono, 1
	if width > 0 {
		name, rows = r.fit(r.room(width))
	}
	text := textHeight(measure(f, name), mono)*float32(rows) +
		measure(f, theme.SizeNameLineSpacing)*float32(rows-1) + measure(f, theme.SizeNameInnerPadding)*2
	return max(text, f.button.MinSize().Height)
}

func (r *copyRenderer) MinSize() fyne.Size {
	f := r.field
	width := r.room(0)*-1 + 120
	return fyne.NewSize(width, r.captionHeight()+r.boxHeight(f.Size().Width))
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
	frame(r.box, fyne.NewSize(size.Width, height))
	r.box.Move(r.box.Position().AddXY(0, y))

	button := f.button.MinSize()
	f.button.Resize(button)
	f.button.Move(fyne.NewPos(size.Width-button.Width, y+(height-button.Height)/2))

	name, rows := r.fit(r.room(size.Width))
	wrapping := fyne.TextWrapOff
	if rows > 1 {
		wrapping = fyne.TextWrapBreak
	}
	if f.label.SizeName != name || f.label.Wrapping != wrapping || f.label.Text != f.text {
		f.label.SizeName, f.label.Wrapping, f.label.Text = name, wrapping, f.text
		f.label.Refresh()
	}
	labelHeight := height
	if rows == 1 {
		labelHeight = f.label.MinSize().Height
	}
	f.label.Resize(fyne.NewSize(r.room(size.Width), labelHeight))
	f.label.Move(fyne.NewPos(0, y+(height-labelHeight)/2))
}

func (r *copyRenderer) Refresh() {
	r.paint()
	r.Layout(r.field.Size())
	r.field.button.Refresh()
	canvas.Refresh(r.field)
}

func (r *copyRenderer) paint() {
	r.box.FillColor = ink(r.field, theme.ColorNameInputBackground)
	r.box.StrokeColor = ink(r.field, ColorNameCardBorder)
	r.box.StrokeWidth = 1
	r.box.CornerRadius = measure(r.field, theme.SizeNameInputRadius)
	r.box.Refresh()
}
