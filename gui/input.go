package gui

import (
	"fyne.io/fyne/v2"

	"mooring/gui/model"
	"mooring/gui/widgets"
)

// input ties one entry of a card to its field of a form.
type input struct {
	name  string // that window tests know it by
	field model.Field
	form  *model.Form
	entry *widgets.Entry
	shown fyne.Focusable // the entry itself, or the SecretEntry around it
	view  *widgets.Field
	help  func() string // the quiet line under the field
}

// cards is what the names of the inputs of the window's cards begin with.
const cards = "form."

func newInput(s *stage, form *model.Form, field model.Field, required bool) *input {
	return newInputOf(cards, s, form, field, required)
}

func newSecretInput(s *stage, form *model.Form, field model.Field, required bool) *input {
	return newSecretInputOf(cards, s, form, field, required)
}

// newInputOf is newInput with what the name of the input begins with.
func newInputOf(prefix string, s *stage, form *model.Form, field model.Field, required bool) *input {
	entry := widgets.NewEntry()
	return tie(s, &input{name: prefix + string(field), field: field, form: form, entry: entry, shown: entry}, entry, required)
}

func newSecretInputOf(prefix string, s *stage, form *model.Form, field model.Field, required bool) *input {
	entry := widgets.NewSecretEntry()
	return tie(s, &input{name: prefix + string(field), field: field, form: form, entry: &entry.Entry, shown: entry}, entry, required)
}

func tie(s *stage, in *input, object fyne.CanvasObject, required bool) *input {
	in.help = func() string { return optional(in.field.Help()) }
	in.view = widgets.NewField(say(in.field.Label()), object)
	in.view.SetRequired(required)
	in.entry.PlaceHolder = optional(in.field.Placeholder())
	in.entry.OnChanged = func(text string) { in.form.Set(in.field, text) }
	in.entry.OnFocusLost = in.onLeave
	in.entry.OnHelp = func() { s.explainField(in.field) }
	in.view.SetHelpTapped(in.entry.OnHelp)
	in.entry.OnPaste = func(text string) bool { return s.pasted(text) }
	s.name(in.name, object)
	in.paint()
	return in
}

// onLeave judges the field, and shows its value without what was cleaned off.
func (in *input) onLeave() {
	in.form.Leave(in.field)
	if value := in.form.Value(in.field); value != in.entry.Text {
		in.entry.SetText(value)
	}
}

// paint shows the form's value and what it has to say about it.
func (in *input) paint() {
	if !in.form.Shown(in.field, in.entry.Text) {
		in.entry.SetText(in.form.Value(in.field))
	}
	note := in.form.Note(in.field)
	in.view.SetHelp(in.help())
	in.view.SetError(textAt(note, model.Error))
	in.view.SetWarning(textAt(note, model.Warning))
	in.view.SetNotice(textAt(note, model.Cleaned))
	mend, ok := in.form.Mend(in.field)
	if !ok {
		in.view.SetAction("", nil)
		return
	}
	in.view.SetAction(say(mend.Label), mend.Do)
}

func textAt(note model.Note, level model.Level) string {
	if note.Level != level {
		return ""
	}
	return say(note.Text)
}

// optional is the sentence of a text, or "" where no language has one.
func optional(text model.Text) string {
	if !has(text.Key) {
		return ""
	}
	return say(text)
}
