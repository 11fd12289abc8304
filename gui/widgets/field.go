package widgets

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// CaptionKind is what the line below a field is about.
type CaptionKind int

// Kinds of caption.
const (
	CaptionHelp CaptionKind = iota
	CaptionWarning
	CaptionError
	CaptionNotice
)

// Field is an input with its label and a caption below. The room for the
// caption is always there, so that nothing moves when an error appears.
type Field struct {
	widget.BaseWidget
	asGroup

	label           string
	input           fyne.CanvasObject
	required, above bool
	aligned         []*Field // those that share the label column
	captionLines    int
	says            map[CaptionKind]string
	action          *Link
	mark            *helpMark
}

// NewField returns a field. An input with a method SetInvalid(bool) is told when an error is shown.
func NewField(label string, input fyne.CanvasObject) *Field {
	f := &Field{label: label, input: input, captionLines: 2, says: map[CaptionKind]string{}, action: newLink(), mark: newHelpMark()}
	f.ExtendBaseWidget(f)
	return f
}

// Input returns the input object that was given to NewField.
func (f *Field) Input() fyne.CanvasObject { return f.input }

// SetLabel changes the label.
func (f *Field) SetLabel(text string) {
	if f.label == text {
		return
	}
	f.label = text
	f.realign()
}

// SetRequired shows or hides the mark of a required field.
func (f *Field) SetRequired(on bool) {
	if f.required == on {
		return
	}
	f.required = on
	f.realign()
}

// SetAbove puts the label above the input instead of beside it.
func (f *Field) SetAbove(on bool) { f.above = on; redraw(f) }

// WholeCaption keeps as many lines as the caption takes, and none without one: nothing of
// it is cut off, but what is below the field moves.
const WholeCaption = -1

// SetCaptionLines sets how many lines are kept for the caption: 0, 1, 2, which it begins
// with, or WholeCaption.
func (f *Field) SetCaptionLines(n int) {
	f.captionLines = min(max(n, WholeCaption), 2)
	f.showAction()
	redraw(f)
}

// SetHelp sets the quiet caption that is shown while there is nothing else to say.
func (f *Field) SetHelp(text string) { f.say(CaptionHelp, text) }

// SetNotice shows what is worth knowing but no trouble, or takes it away with
// "". It hides the help, and is hidden by an error or a warning.
func (f *Field) SetNotice(text string) { f.say(CaptionNotice, text) }

// SetWarning shows a warning, or takes it away with "".
func (f *Field) SetWarning(text string) { f.say(CaptionWarning, text) }

// SetError shows an error, or takes it away with "". An error hides a warning.
func (f *Field) SetError(text string) { f.say(CaptionError, text) }

func (f *Field) say(kind CaptionKind, text string) {
	if f.says[kind] == text {
		return
	}
	f.says[kind] = text
	if input, ok := f.input.(interface{ SetInvalid(invalid bool) }); ok {
		input.SetInvalid(f.says[CaptionError] != "")
	}
	redraw(f)
}

// Caption returns what stands below the input now.
func (f *Field) Caption() (CaptionKind, string) {
	for _, kind := range []CaptionKind{CaptionError, CaptionWarning, CaptionNotice} {
		if text := f.says[kind]; text != "" {
			return kind, text
		}
	}
	return CaptionHelp, f.says[CaptionHelp]
}

func (f *Field) children() []fyne.CanvasObject { return []fyne.CanvasObject{f.input, f.action} }

// naturalLabelWidth is the room that the label takes in one line.
func (f *Field) naturalLabelWidth() float32 {
	size := measure(f, theme.SizeNameText)
	w := textWidth(f.label, size, plain)
	return w + f.labelTail()
}

// labelTail is the room of what follows the label: the signs for required and for help.
func (f *Field) labelTail() float32 {
	w := float32(0)
	if f.required {
		w = textWidth(requiredMark, measure(f, theme.SizeNameText), plain)
	}
	if f.mark.Visible() {
		w += helpMarkGap + f.mark.MinSize().Width
	}
	return w
}

// labelColumn is the width of the widest label of the aligned fields. It is
// measured again each time, since labels and the size of texts may change.
func (f *Field) labelColumn() float32 {
	widest := f.naturalLabelWidth()
	for _, other := range f.aligned {
		widest = max(widest, other.naturalLabelWidth())
	}
	return widest
}

// AlignFields gives all fields the label column of the widest of them.
func AlignFields(fields ...*Field) {
	for _, f := range fields {
		f.aligned = slices.Clone(fields)
		redraw(f)
	}
}

// realign draws the field again and those that share its label column.
func (f *Field) realign() {
	redraw(f)
	for _, other := range f.aligned {
		if other != f {
			redraw(other)
		}
	}
}

const requiredMark = " *"

// SetAction puts a small link at the end of the caption that puts right what
// the caption tells of, such as "Undo", or takes it away with "". It is there
// beside any caption, so the caller takes it away together with its reason. A
// field without lines for a caption shows none.
func (f *Field) SetAction(label string, tapped func()) {
	f.action.tapped = tapped
	if label == f.action.text {
		return
	}
	f.action.text = label
	f.showAction()
	redraw(f)
}

// Action returns the label of the link, or "".
func (f *Field) Action() string { return f.action.text }

// TapAction does what the link does, for a key of the window.
func (f *Field) TapAction() {
	if f.action.Visible() {
		f.action.Tapped(nil)
	}
}

func (f *Field) showAction() {
	if f.action.text != "" && f.captionLines != 0 {
		f.action.Show()
		return
	}
	if f.action.focused {
		// The link is gone once it has done its work: go on where it did it.
		if c := canvasOf(f); c != nil {
			if input := firstInput(f.input); input != nil {
				c.Focus(input)
			} else {
				c.Unfocus()
			}
		}
	}
	f.action.Hide()
}

// SetHelpTapped shows a small question mark after the label that calls f, as F1
// in the input does; nil takes it away.
func (f *Field) SetHelpTapped(tapped func()) {
	f.mark.tapped = tapped
	f.mark.Hidden = tapped == nil
	Walk(f.input, func(o fyne.CanvasObject) bool {
		if input, ok := o.(interface{ help() *func() }); ok {
			*input.help() = tapped
		}
		return false
	})
	f.realign()
}
