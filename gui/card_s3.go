package gui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"

	"mooring/gui/model"
	"mooring/gui/widgets"
)

// s3Card is the card "Amazon S3": the account that the connection reads from.
type s3Card struct {
	stage *stage
	form  *model.Form
	// onCreate is called by the primary button and by Enter in a field.
	onCreate func()
	// onFill is called to fill the card from a file, and onCheck to ask Amazon
	// about the keys.
	onFill, onCheck func()

	view   *widgets.Card
	inputs map[model.Field]*input
	region *regionChooser
	fold   *widgets.Fold
	fill   *widgets.Button
	check  *widgets.Button
	create *widgets.Button
}

func newS3Card(s *stage, form *model.Form) *s3Card {
	c := &s3Card{stage: s, form: form, inputs: map[model.Field]*input{}}
	for _, field := range form.Fields() {
		switch field {
		case model.FieldSecretKey, model.FieldSessionToken:
			c.inputs[field] = newSecretInput(s, form, field, field == model.FieldSecretKey)
		default:
			c.inputs[field] = newInput(s, form, field, field == model.FieldName || field == model.FieldAccessKey)
		}
		c.inputs[field].entry.OnSubmitted = func(string) { c.onCreate() }
	}
	c.region = newRegionChooser(s, form, func() { c.focus(model.FieldServiceURL) })
	c.create = widgets.NewPrimaryButton(tr("create.button"), theme.ConfirmIcon(), func() { c.onCreate() })
	c.fill = widgets.NewButton(tr("fill.file"), theme.FolderOpenIcon(), func() { c.onFill() })
	c.check = widgets.NewButton(tr("check.button"), theme.SearchIcon(), func() { c.onCheck() })
	s.name("create", c.create)
	s.name("s3.fill", c.fill)
	s.name("s3.check", c.check)
	c.view = c.build()
	form.OnChange = c.onField
	return c
}

func (c *s3Card) build() *widgets.Card {
	always := []model.Field{model.FieldName, model.FieldDescription, model.FieldAccessKey, model.FieldSecretKey}
	folded := []model.Field{model.FieldBucket, model.FieldFolder, model.FieldSessionToken, model.FieldServiceURL}
	views := make([]*widgets.Field, 0, len(c.inputs))
	rows, inside := column(), column()
	for _, field := range always {
		views = append(views, c.inputs[field].view)
		rows.Add(c.inputs[field].view)
	}
	for _, field := range folded {
		if field == model.FieldServiceURL {
			inside.Add(c.region.view)
		}
		views = append(views, c.inputs[field].view)
		inside.Add(c.inputs[field].view)
	}
	widgets.AlignFields(views...)
	c.fold = widgets.NewFold(tr("s3.more"), inside)
	c.stage.name("s3.more", c.fold.Head())
	rows.Add(c.fold)
	card := widgets.NewScrollCard(tr("s3.title"), tr("s3.subtitle"), rows)
	card.SetFooter(container.NewVBox(newPair(c.fill, c.check), c.create))
	return card
}

// column stacks the fields of a card with little room between them: each keeps
// room for its own caption.
func column() *fyne.Container { return container.New(layout.NewCustomPaddedVBoxLayout(2)) }

// onField repaints all fields, since many are judged by another's value: a
// session token belongs to the key id, a service URL may explain an unusual one,
// and two values can be swapped.
func (c *s3Card) onField(model.Field) {
	for _, in := range c.inputs {
		in.paint()
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
	c.stage.canvas().Focus(in.shown)
	return true
}

// enable switches the whole card: while an attempt is under way, nothing in it
// can be changed.
func (c *s3Card) enable(on bool) {
	for _, in := range c.inputs {
		enableIf(in.entry, on)
	}
	enableIf(c.region.list, on)
	enableIf(c.fill, on)
	enableIf(c.check, on)
	enableIf(c.create, on)
}
