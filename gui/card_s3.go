package gui

import (
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"mooring/gui/model"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// s3Card is the card "Amazon S3": the account that the connection reads from.
type s3Card struct {
	stage *parts.Stage
	form  *model.Form
	// onCreate is called by the primary button and by Enter in a field.
	onCreate func()
	// onFill is called to fill the card from a file, and onCheck to ask Amazon
	// about the keys.
	onFill, onCheck func()

	view   *widgets.Card
	inputs map[model.Field]*parts.Input
	region *regionChooser
	fold   *widgets.Fold
	fill   *widgets.Button
	check  *widgets.Button
	create *widgets.Button
}

func newS3Card(s *parts.Stage, form *model.Form) *s3Card {
	c := &s3Card{stage: s, form: form, inputs: map[model.Field]*parts.Input{}}
	for _, field := range form.Fields() {
		switch field {
		case model.FieldSecretKey, model.FieldSessionToken:
			c.inputs[field] = parts.NewSecretInput(s, form, field, field == model.FieldSecretKey)
		default:
			c.inputs[field] = parts.NewInput(s, form, field, field == model.FieldName || field == model.FieldAccessKey)
		}
		c.inputs[field].Entry.OnSubmitted = func(string) { c.onCreate() }
	}
	c.region = newRegionChooser(s, form, func() { c.focus(model.FieldServiceURL) })
	c.create = widgets.NewPrimaryButton(parts.Tr("create.button"), theme.ConfirmIcon(), func() { c.onCreate() })
	c.fill = widgets.NewButton(parts.Tr("fill.file"), theme.FolderOpenIcon(), func() { c.onFill() })
	c.check = widgets.NewButton(parts.Tr("check.button"), theme.SearchIcon(), func() { c.onCheck() })
	s.Name("create", c.create)
	s.Name("s3.fill", c.fill)
	s.Name("s3.check", c.check)
	c.view = c.build()
	s.Follow(form.Changed.Listen(c.onField))
	return c
}

func (c *s3Card) build() *widgets.Card {
	always := []model.Field{model.FieldName, model.FieldDescription, model.FieldAccessKey, model.FieldSecretKey}
	folded := []model.Field{model.FieldBucket, model.FieldFolder, model.FieldSessionToken, model.FieldServiceURL}
	views := make([]*widgets.Field, 0, len(c.inputs))
	rows, inside := parts.Column(), parts.Column()
	for _, field := range always {
		views = append(views, c.inputs[field].View)
		rows.Add(c.inputs[field].View)
	}
	for _, field := range folded {
		if field == model.FieldServiceURL {
			inside.Add(c.region.view)
		}
		views = append(views, c.inputs[field].View)
		inside.Add(c.inputs[field].View)
	}
	widgets.AlignFields(views...)
	c.fold = widgets.NewFold(parts.Tr("s3.more"), inside)
	c.stage.Name("s3.more", c.fold.Head())
	rows.Add(c.fold)
	card := widgets.NewScrollCard(parts.Tr("s3.title"), parts.Tr("s3.subtitle"), rows)
	card.SetFooter(container.NewVBox(parts.NewButtonRows(c.fill, c.check), c.create))
	return card
}

// onField repaints all fields, since many are judged by another's value: a
// session token belongs to the key id, a service URL may explain an unusual one,
// and two values can be swapped.
func (c *s3Card) onField(model.Field) {
	for _, in := range c.inputs {
		in.Paint()
	}
	c.region.paint()
}

// focus puts the cursor into a field of this card and reports whether it has it.
func (c *s3Card) focus(field model.Field) bool {
	in := c.inputs[field]
	if in == nil {
		return false
	}
	switch field {
	case model.FieldBucket, model.FieldFolder, model.FieldSessionToken, model.FieldServiceURL:
		c.fold.Open()
	}
	c.stage.Canvas().Focus(in.Shown)
	return true
}

// enable switches the whole card: while an attempt is under way, nothing in it
// can be changed.
func (c *s3Card) enable(on bool) {
	for _, in := range c.inputs {
		parts.EnableIf(in.Entry, on)
	}
	parts.EnableIf(c.region.list, on)
	parts.EnableIf(c.fill, on)
	parts.EnableIf(c.check, on)
	parts.EnableIf(c.create, on)
}
