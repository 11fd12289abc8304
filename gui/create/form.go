package create

import (
	"slices"

	"fyne.io/fyne/v2"

	"mooring/gui/model"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// fields are the inputs of the form.
type fields struct {
	stage  *parts.Stage
	view   *fyne.Container
	inputs map[model.Field]*parts.Input
	region *regionChooser
	fold   *widgets.Fold
}

// The fields in their order. Those that most connections leave empty are folded away.
var (
	always = []model.Field{model.FieldName, model.FieldDescription, model.FieldAccessKey, model.FieldSecretKey}
	folded = []model.Field{model.FieldBucket, model.FieldFolder, model.FieldSessionToken, model.FieldServiceURL}
)

func newFields(s *parts.Stage, form *model.Form, submit func()) *fields {
	f := &fields{stage: s, inputs: map[model.Field]*parts.Input{}}
	for _, field := range form.Fields() {
		required := field == model.FieldName || field == model.FieldAccessKey || field == model.FieldSecretKey
		f.inputs[field] = parts.NewInput(parts.FormPrefix, s, form, field, required)
		f.inputs[field].View.SetAbove(true)
		f.inputs[field].Entry.OnSubmitted = func(string) { submit() }
	}
	f.region = newRegionChooser(s, form, func() { f.focus(model.FieldServiceURL) })
	f.view = parts.Column()
	for _, field := range always {
		f.view.Add(f.inputs[field].View)
	}
	inside := parts.Column()
	for _, field := range folded {
		if field == model.FieldServiceURL {
			inside.Add(f.region.view)
		}
		inside.Add(f.inputs[field].View)
	}
	f.fold = widgets.NewFold(parts.Tr("s3.more"), inside)
	s.Name("s3.more", f.fold.Head())
	f.view.Add(f.fold)
	s.Follow(form.Valued.Listen(f.valued))
	return f
}

// valued lets what was filled in from a file be seen.
func (f *fields) valued(field model.Field) {
	if slices.Contains(folded, field) && f.inputs[field].Form.Value(field) != "" {
		f.fold.Open()
	}
}

// paint repaints all fields, since many are judged by another's value: a session
// token belongs to the key id, a service URL may explain an unusual one, and two
// values can be swapped.
func (f *fields) paint() {
	for _, in := range f.inputs {
		in.Paint()
	}
	f.region.paint()
}

// focus puts the cursor into a field and reports whether there is such a one.
func (f *fields) focus(field model.Field) bool {
	in := f.inputs[field]
	if in == nil {
		return false
	}
	if slices.Contains(folded, field) {
		f.fold.Open()
	}
	f.stage.Canvas().Focus(in.Shown)
	return true
}

func (f *fields) enable(on bool) {
	for _, in := range f.inputs {
		parts.EnableIf(in.Entry, on)
	}
	parts.EnableIf(f.region.list, on)
}
