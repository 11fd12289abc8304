package create

import (
	"slices"

	"fyne.io/fyne/v2"

	"mooring/client/session"
	"mooring/gui/model"
	"mooring/gui/model/create"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// fields are the inputs of the form.
type fields struct {
	stage  *parts.Stage
	view   *fyne.Container
	inputs map[model.Field]*parts.Input
	byRole bool // as it is arranged
	auth   *authChooser
	region *regionChooser
	fold   *widgets.Fold
	inside *fyne.Container // the fold
	place  *fyne.Container // bucket and folder of a connection by role, which needs them
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
	f.auth = newAuthChooser(s, form)
	f.view = parts.Column()
	for _, field := range always {
		if field == model.FieldAccessKey {
			f.view.Add(f.auth.view)
		}
		f.view.Add(f.inputs[field].View)
	}
	f.inside, f.place = parts.Column(), parts.Column()
	f.fold = widgets.NewFold(parts.Tr("s3.more"), f.inside)
	s.Name("s3.more", f.fold.Head())
	f.view.Add(f.place)
	f.view.Add(f.fold)
	f.inputs[model.FieldBucket].Help = f.helpOf(model.FieldBucket, "field.bucket.helpRole")
	f.inputs[model.FieldFolder].Help = f.helpOf(model.FieldFolder, "field.folder.helpRole")
	f.arrange(false)
	s.Follow(form.Valued.Listen(f.valued))
	return f
}

// helpOf is the line under a field that is needed for something else by a role.
func (f *fields) helpOf(field model.Field, byRole string) func() string {
	return func() string {
		if f.byRole {
			return parts.Tr(byRole)
		}
		return parts.Optional(field.Help())
	}
}

// arrange shows the fields that keys need, or those that a role needs.
func (f *fields) arrange(byRole bool) {
	f.byRole = byRole
	for _, field := range always[2:] {
		parts.ShowIf(f.inputs[field].View, !byRole)
	}
	f.inside.RemoveAll()
	f.place.RemoveAll()
	for _, field := range folded {
		if field == model.FieldServiceURL {
			f.inside.Add(f.region.view)
		}
		in := f.inside
		if byRole && (field == model.FieldBucket || field == model.FieldFolder) {
			in = f.place
		}
		in.Add(f.inputs[field].View)
	}
	f.inputs[model.FieldBucket].View.SetRequired(byRole)
	parts.ShowIf(f.place, byRole)
	parts.ShowIf(f.fold, !byRole)
	f.view.Refresh()
}

// offer shows the choice of the role, where the organization at hand has one; whoever
// has chosen it already sees so.
func (f *fields) offer(role *create.Role, chosen session.Target) {
	arn, _ := role.Of(chosen)
	parts.ShowIf(f.auth.view, arn != "" || f.byRole)
}

// valued lets what was filled in from a file be seen.
func (f *fields) valued(field model.Field) {
	if !f.byRole && slices.Contains(folded, field) && f.inputs[field].Form.Value(field) != "" {
		f.fold.Open()
	}
}

// paint repaints all fields, since many are judged by another's value: a session
// token belongs to the key id, a service URL may explain an unusual one, and two
// values can be swapped.
func (f *fields) paint(form *model.Form) {
	f.auth.paint()
	if byRole := model.ByRole(form); byRole != f.byRole {
		f.arrange(byRole)
	}
	for _, in := range f.inputs {
		in.Paint()
	}
	f.region.paint()
}

// focus puts the cursor into a field and reports whether there is such a one.
func (f *fields) focus(field model.Field) bool {
	if field == model.FieldAuth && f.auth.view.Visible() {
		f.stage.Canvas().Focus(f.auth.list)
		return true
	}
	in := f.inputs[field]
	if in == nil || !in.View.Visible() {
		return false
	}
	if !f.byRole && slices.Contains(folded, field) {
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
	parts.EnableIf(f.auth.list, on)
}
