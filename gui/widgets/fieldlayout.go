package widgets

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
)

// CreateRenderer is called by Fyne.
func (f *Field) CreateRenderer() fyne.WidgetRenderer {
	r := &fieldRenderer{field: f, label: newLines(2), caption: newLines(2), mark: &canvas.Text{}, icon: &canvas.Image{}}
	r.icon.Hide()
	r.collect()
	return r
}

// collect is what the field consists of now.
func (r *fieldRenderer) collect() {
	r.objects = append(r.label.objects(), r.mark)
	r.objects = append(r.objects, r.field.input)
	r.objects = append(r.objects, r.caption.objects()...)
	r.objects = append(r.objects, r.icon, r.field.mark, r.field.action)
}

type fieldRenderer struct {
	drawn
	field          *Field
	label, caption *lines
	mark           *canvas.Text
	icon           *canvas.Image
}

func (r *fieldRenderer) MinSize() fyne.Size {
	f := r.field
	size := f.input.MinSize()
	size.Height = r.rowHeight(f.Size().Width)
	if r.above(f.Size().Width) {
		size.Height += r.aboveHeight(f.Size().Width)
	} else {
		size.Width += min(f.naturalLabelWidth(), 140) + r.gap()
	}
	if n := r.captionLimit(f.Size().Width); n > 0 {
		size.Height += float32(n)*r.captionStep() + captionGap
	}
	return size
}

// captionLimit is how many lines there are for the caption.
func (r *fieldRenderer) captionLimit(width float32) int {
	f := r.field
	if f.captionLines != WholeCaption {
		return f.captionLines
	}
	kind, text := f.Caption()
	indent, tail := r.captionEnds(kind)
	if width == 0 {
		return min(len(text), 1) // not laid out yet
	}
	const most = 100
	rows, last, _ := wrapAround(text, measure(f, theme.SizeNameCaptionText), plain, width-indent, tail, most)
	if len(rows) == 0 && tail == 0 {
		return 0
	}
	return max(len(rows), last+1)
}

// captionEnds is the room for the sign before the caption, and for the link behind it.
func (r *fieldRenderer) captionEnds(kind CaptionKind) (indent, tail float32) {
	if captionLooks[kind].icon != nil {
		indent = measure(r.field, theme.SizeNameCaptionText) + 4
	}
	if action := r.field.action; action.Visible() {
		tail = action.MinSize().Width + 2
	}
	return indent, tail
}

const captionGap = 1

func (r *fieldRenderer) gap() float32 { return measure(r.field, theme.SizeNamePadding) * 1.5 }

// leastInput is the least width of an input beside its label, in letters of the
// size of its text: below that, the label goes above it.
const leastInput = 10.2

// above reports whether the label stands above the input: where it is told to, and
// where texts are too large for a column beside it.
func (r *fieldRenderer) above(width float32) bool {
	if r.field.above || width == 0 {
		return r.field.above
	}
	return width-r.column(width)-r.gap() < leastInput*measure(r.field, theme.SizeNameText)
}

func (r *fieldRenderer) aboveHeight(width float32) float32 {
	height := textHeight(measure(r.field, theme.SizeNameText), plain) + 2
	if width > 0 {
		_, last := r.labelRows(width, 2)
		height += float32(last) * r.labelStep()
	}
	return height
}

// captionStep is a little tighter than the font's own line, to keep a form short.
func (r *fieldRenderer) captionStep() float32 {
	return measure(r.field, theme.SizeNameCaptionText) * 1.2
}

func (r *fieldRenderer) Layout(size fyne.Size) {
	f := r.field
	inputHeight, rowHeight := f.input.MinSize().Height, r.rowHeight(size.Width)
	x, y := float32(0), float32(0)
	if r.above(size.Width) {
		y = r.aboveHeight(size.Width)
		r.placeLabel(size.Width, y, 2)
	} else {
		column := r.column(size.Width)
		r.placeLabel(column, rowHeight, 2)
		x = column + r.gap()
	}
	place(f.input, fyne.NewPos(x, y+(rowHeight-inputHeight)/2), fyne.NewSize(max(size.Width-x, 0), inputHeight))
	r.placeCaption(x, y+rowHeight+captionGap, size.Width)
}

// labelRows is the lines of the label, and the one at whose end the signs stand.
func (r *fieldRenderer) labelRows(width float32, limit int) (rows []string, last int) {
	f := r.field
	size := measure(f, theme.SizeNameText)
	rows, last, _ = wrapAround(f.label, size, plain, width+0.5, f.labelTail(), limit)
	if last == 0 || last < len(rows) {
		return rows, last
	}
	// The signs would stand alone in their line: the last word goes with them.
	if cut := strings.LastIndexByte(rows[last-1], ' '); cut > 0 {
		word := rows[last-1][cut+1:]
		rows[last-1] = rows[last-1][:cut]
		rows = append(rows, word)
	}
	return rows, last
}

func (r *fieldRenderer) labelStep() float32 { return measure(r.field, theme.SizeNameText) * 1.25 }

// column is the width of the label beside the input.
func (r *fieldRenderer) column(width float32) float32 {
	return min(r.field.labelColumn(), width*0.42)
}

// rowHeight is that of the input and the label beside it, which may be the
// higher one where texts are large. It does not depend on the caption.
func (r *fieldRenderer) rowHeight(width float32) float32 {
	f := r.field
	height := f.input.MinSize().Height
	if width == 0 || r.above(width) {
		return height
	}
	const overlap = 4 // of the empty parts of the lines with what is above and below
	_, last := r.labelRows(r.column(width), 2)
	label := textHeight(measure(f, theme.SizeNameText), plain) + float32(last)*r.labelStep()
	return max(height, label-overlap)
}

func (r *fieldRenderer) placeLabel(width, height float32, limit int) {
	f := r.field
	size, step := measure(f, theme.SizeNameText), r.labelStep()
	rows, last := r.labelRows(width, limit)
	h := textHeight(size, plain)
	top := (height - h - step*float32(last)) / 2
	r.label.place(rows, fyne.NewPos(0, top), width, step, size, plain, ink(f, theme.ColorNameForeground))
	at := fyne.NewPos(0, top+step*float32(last))
	if last < len(rows) {
		at.X = textWidth(rows[last], size, plain)
	}
	r.mark.Hidden = !f.required || len(rows) == 0
	if !r.mark.Hidden {
		setText(r.mark, requiredMark, size, plain, ink(f, ColorNameDangerText))
		markWidth := textWidth(requiredMark, size, plain)
		place(r.mark, at, fyne.NewSize(markWidth, h))
		at.X += markWidth
	}
	side := f.mark.MinSize()
	place(f.mark, at.AddXY(helpMarkGap, (h-side.Height)/2), side)
}

func (r *fieldRenderer) placeCaption(x, y, right float32) {
	f := r.field
	size, step := measure(f, theme.SizeNameCaptionText), r.captionStep()
	kind, text := f.Caption()
	look := captionLooks[kind]
	indent, tail := r.captionEnds(kind)
	limit, action := r.captionLimit(right), f.action.MinSize()
	rows, last, whole := wrapAround(text, size, plain, right-x-indent, tail, limit)
	if !whole && x > 0 {
		x = 0 // too long for the column of the input: use the whole width
		rows, last, _ = wrapAround(text, size, plain, right-indent, tail, limit)
	}
	if r.caption.grow(len(rows)) {
		r.collect()
	}
	r.caption.place(rows, fyne.NewPos(x+indent, y), right-x-indent, step, size, plain, ink(f, look.text))
	action.Width = min(action.Width, right-x)
	f.action.Resize(action)
	// At the end of the line, with the letters on the same height and the edge of the input.
	f.action.Move(fyne.NewPos(right-action.Width+linkPad, y+step*float32(last)+(textHeight(size, plain)-action.Height)/2))
	if look.icon == nil || len(rows) == 0 {
		r.icon.Hide()
		return
	}
	setIcon(r.icon, look.icon, look.sign)
	place(r.icon, fyne.NewPos(x, y+(textHeight(size, plain)-size)/2), fyne.NewSquareSize(size))
}

// captionLooks are the color of the text, and the icon with its color.
var captionLooks = map[CaptionKind]struct {
	text, sign fyne.ThemeColorName
	icon       fyne.Resource
}{
	CaptionHelp:    {text: ColorNameMuted},
	CaptionError:   {ColorNameDangerText, ColorNameDangerText, iconAlert},
	CaptionWarning: {ColorNameWarningText, ColorNameWarningText, iconWarned},
	CaptionNotice:  {ColorNameMuted, ColorNameAccentText, iconInfo},
}

func (r *fieldRenderer) Refresh() {
	r.Layout(r.field.Size())
	r.field.input.Refresh()
	r.field.mark.Refresh()
	r.field.action.Refresh()
	canvas.Refresh(r.field)
}
