package parts

import (
	"fyne.io/fyne/v2"

	"mooring/gui/model"
	"mooring/gui/widgets"
)

// Input ties one entry to its field of a form.
type Input struct {
	Name  string // that window tests know it by
	Field model.Field
	Form  *model.Form
	Entry *widgets.Entry
	Shown fyne.Focusable // the entry itself, or the SecretEntry around it
	View  *widgets.Field
	Help  func() string // the quiet line under the field
}

// FormPrefix is what the names of the inputs of the window's own forms begin with.
const FormPrefix = "form."

// NewInput makes the row of a field; prefix is what the name of the input begins with.
func NewInput(prefix string, s *Stage, form *model.Form, field model.Field, required bool) *Input {
	in := &Input{Name: prefix + string(field), Field: field, Form: form}
	if field.Secret() {
		entry := widgets.NewSecretEntry()
		in.Entry, in.Shown = &entry.Entry, entry
		return NewInputAround(s, in, entry, required)
	}
	entry := widgets.NewEntry()
	in.Entry, in.Shown = entry, entry
	return NewInputAround(s, in, entry, required)
}

// NewInputAround is NewInput for an entry that is already there; object is what stands in
// the row.
func NewInputAround(s *Stage, in *Input, object fyne.CanvasObject, required bool) *Input {
	in.Help = func() string { return Optional(in.Field.Help()) }
	in.View = widgets.NewField(Say(in.Field.Label()), object)
	in.View.SetRequired(required)
	in.Entry.PlaceHolder = Optional(in.Field.Placeholder())
	in.Entry.OnChanged = func(text string) { in.Form.Set(in.Field, text) }
	in.Entry.OnFocusLost = in.onLeave
	in.Entry.OnHelp = func() { s.ExplainField(in.Field) }
	in.View.SetHelpTapped(in.Entry.OnHelp)
	in.Entry.OnPaste = func(text string) bool { return s.Pasted(text) }
	s.Name(in.Name, object)
	in.Paint()
	return in
}

// onLeave judges the field, and shows its value without what was cleaned off.
func (in *Input) onLeave() {
	in.Form.Pass(in.Field)
	if value := in.Form.Value(in.Field); value != in.Entry.Text {
		in.Entry.SetText(value)
	}
}

// Paint shows the form's value and what it has to say about it.
func (in *Input) Paint() {
	if !in.Form.Shown(in.Field, in.Entry.Text) {
		in.Entry.SetText(in.Form.Value(in.Field))
	}
	if !in.Field.Secret() {
		in.Entry.SetConcealed(in.Form.Concealed(in.Field))
	}
	note := in.Form.Note(in.Field)
	in.View.SetHelp(in.Help())
	in.View.SetError(TextAt(note, model.Error))
	in.View.SetWarning(TextAt(note, model.Warning))
	in.View.SetNotice(TextAt(note, model.Cleaned))
	mend, ok := in.Form.Mend(in.Field)
	if !ok {
		in.View.SetAction("", nil)
		return
	}
	in.View.SetAction(Say(mend.Label), mend.Do)
}

// TextAt returns what a note says if it is of that level, or "".
func TextAt(note model.Note, level model.Level) string {
	if note.Level != level {
		return ""
	}
	return Say(note.Text)
}
