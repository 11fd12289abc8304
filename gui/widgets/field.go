package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// CaptionKind says what the line below a field tells.
type CaptionKind int

// Kinds of caption.
const (
	CaptionHelp CaptionKind = iota
	CaptionWarning
	CaptionError
)

// Field is an input with its label and a caption below. The room for the
// caption is always there, so that nothing moves when an error appears.
type Field struct {
	widget.BaseWidget

	label                  string
	input                  fyne.CanvasObject
	required, above        bool
	labelWidth             float32
	captionLines           int
	help, warning, problem string
}

// NewField returns a field. An input with a method SetInvalid(bool) is told when an error is shown.
func NewField(label string, input fyne.CanvasObject) *Field {
	f := &Field{label: label, input: input, captionLines: 2}
	f.ExtendBaseWidget(f)
	return f
}

// Input returns the input object that was given to NewField.
func (f *Field) Input() fyne.CanvasObject { return f.input }

// SetLabel changes the label.
func (f *Field) SetLabel(text string) { f.label = text; f.Refresh() }

// SetRequired shows or hides the mark of a required field.
func (f *Field) SetRequired(on bool) { f.required = on; f.Refresh() }

// SetAbove puts the label above the input instead of beside it.
func (f *Field) SetAbove(on bool) { f.above = on; f.Refresh() }

// SetCaptionLines changes the lines that are kept for the caption: 0, 1 or 2, at first 2.
func (f *Field) SetCaptionLines(n int) { f.captionLines = min(max(n, 0), 2); f.Refresh() }

// SetHelp sets the quiet caption that is shown while there is neither an error nor a warning.
func (f *Field) SetHelp(text string) { f.change(text, f.warning, f.problem) }

// SetWarning shows a warning, or takes it away with "".
func (f *Field) SetWarning(text string) { f.change(f.help, text, f.problem) }

// SetError shows an error, or takes it away with "". An error hides a warning.
func (f *Field) SetError(text string) { f.change(f.help, f.warning, text) }

// Clear takes error and warning away; the help stays.
func (f *Field) Clear() { f.change(f.help, "", "") }

func (f *Field) change(help, warning, problem string) {
	if f.help == help && f.warning == warning && f.problem == problem {
		return
	}
	f.help, f.warning, f.problem = help, warning, problem
	if input, ok := f.input.(interface{ SetInvalid(invalid bool) }); ok {
		input.SetInvalid(problem != "")
	}
	f.Refresh()
}

// Caption returns what stands below the input now.
func (f *Field) Caption() (CaptionKind, string) {
	switch {
	case f.problem != "":
		return CaptionError, f.problem
	case f.warning != "":
		return CaptionWarning, f.warning
	default:
		return CaptionHelp, f.help
	}
}

func (f *Field) children() []fyne.CanvasObject { return []fyne.CanvasObject{f.input} }

// naturalLabelWidth is the room that the label takes in one line.
func (f *Field) naturalLabelWidth() float32 {
	size := measure(f, theme.SizeNameText)
	w := textWidth(f.label, size, fyne.TextStyle{})
	if f.required {
		w += textWidth(requiredMark, size, fyne.TextStyle{})
	}
	return w
}

// AlignFields gives all fields the label column of the widest of them.
func AlignFields(fields ...*Field) {
	widest := float32(0)
	for _, f := range fields {
		widest = max(widest, f.naturalLabelWidth())
	}
	for _, f := range fields {
		f.labelWidth = widest
		f.Refresh()
	}
}

const requiredMark = " *"

// CreateRenderer is called by Fyne.
func (f *Field) CreateRenderer() fyne.WidgetRenderer {
	r := &fieldRenderer{field: f, label: newLines(2), caption: newLines(2), mark: &canvas.Text{}, icon: &canvas.Image{}}
	r.icon.Hide()
	r.objects = append(r.label.objects(), r.mark)
	r.objects = append(r.objects, f.input)
	r.objects = append(r.objects, r.caption.objects()...)
	r.objects = append(r.objects, r.icon)
	return r
}

type fieldRenderer struct {
	field          *Field
	label, caption *lines
	mark           *canvas.Text
	icon           *canvas.Image
	objects        []fyne.CanvasObject
}

func (r *fieldRenderer) Destroy() {}

func (r *fieldRenderer) Objects() []fyne.CanvasObject { return r.objects }

func (r *fieldRenderer) MinSize() fyne.Size {
	f := r.field
	size := f.input.MinSize()
	if f.above {
		size.Height += r.aboveHeight()
	} else {
		size.Width += min(f.naturalLabelWidth(), 140) + r.gap()
	}
	size.Height += float32(f.captionLines) * r.captionStep()
	if f.captionLines > 0 {
		size.Height += captionGap
	}
	return size
}

const captionGap = 1

func (r *fieldRenderer) gap() float32 { return measure(r.field, theme.SizeNamePadding) * 1.5 }

func (r *fieldRenderer) aboveHeight() float32 {
	return textHeight(measure(r.field, theme.SizeNameText), fyne.TextStyle{}) + 2
}

// captionStep is a little tighter than the font's own line, to keep a form short.
func (r *fieldRenderer) captionStep() float32 {
	return measure(r.field, theme.SizeNameCaptionText) * 1.2
}

func (r *fieldRenderer) Layout(size fyne.Size) {
	f := r.field
	inputHeight := f.input.MinSize().Height
	x, y := float32(0), float32(0)
	if f.above {
		r.placeLabel(size.Width, r.aboveHeight(), 1)
		y = r.aboveHeight()
	} else {
		column := max(f.labelWidth, f.naturalLabelWidth())
		if f.labelWidth == 0 {
			column = f.naturalLabelWidth()
		}
		column = min(column, size.Width*0.42)
		r.placeLabel(column, inputHeight, 2)
		x = column + r.gap()
	}
	f.input.Move(fyne.NewPos(x, y))
	f.input.Resize(fyne.NewSize(max(size.Width-x, 0), inputHeight))
	r.placeCaption(x, y+inputHeight+captionGap, size.Width)
}

func (r *fieldRenderer) placeLabel(width, height float32, limit int) {
	f := r.field
	size := measure(f, theme.SizeNameText)
	markWidth := float32(0)
	if f.required {
		markWidth = textWidth(requiredMark, size, fyne.TextStyle{})
	}
	rows := wrap(f.label, size, fyne.TextStyle{}, width-markWidth+0.5, limit)
	step := size * 1.25
	h := textHeight(size, fyne.TextStyle{})
	top := (height - h - step*float32(max(len(rows)-1, 0))) / 2
	r.label.place(rows, fyne.NewPos(0, top), width, step, size, fyne.TextStyle{}, ink(f, theme.ColorNameForeground))
	r.mark.Hidden = !f.required || len(rows) == 0
	if r.mark.Hidden {
		return
	}
	setText(r.mark, requiredMark, size, fyne.TextStyle{}, ink(f, ColorNameDangerText))
	last := len(rows) - 1
	r.mark.Move(fyne.NewPos(textWidth(rows[last], size, fyne.TextStyle{}), top+step*float32(last)))
	r.mark.Resize(fyne.NewSize(markWidth, h))
}

func (r *fieldRenderer) placeCaption(x, y, right float32) {
	f := r.field
	size, step := measure(f, theme.SizeNameCaptionText), r.captionStep()
	kind, text := f.Caption()
	name, icon := captionLook(kind)
	indent := float32(0)
	if icon != nil {
		indent = size + 4
	}
	plain := fyne.TextStyle{}
	rows := wrap(text, size, plain, right-x-indent, f.captionLines+1)
	if len(rows) > f.captionLines && x > 0 {
		x = 0 // too long for the column of the input: use the whole width
	}
	rows = wrap(text, size, plain, right-x-indent, f.captionLines)
	r.caption.place(rows, fyne.NewPos(x+indent, y), right-x-indent, step, size, plain, ink(f, name))
	if icon == nil || len(rows) == 0 {
		r.icon.Hide()
		return
	}
	setIcon(r.icon, icon, name)
	r.icon.Resize(fyne.NewSquareSize(size))
	r.icon.Move(fyne.NewPos(x, y+(textHeight(size, plain)-size)/2))
}

func captionLook(kind CaptionKind) (fyne.ThemeColorName, fyne.Resource) {
	switch kind {
	case CaptionError:
		return ColorNameDangerText, iconAlert
	case CaptionWarning:
		return ColorNameWarningText, iconWarned
	default:
		return ColorNameMuted, nil
	}
}

func (r *fieldRenderer) Refresh() {
	r.Layout(r.field.Size())
	r.field.input.Refresh()
	canvas.Refresh(r.field)
}
