package connection

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"

	"mooring/client/credentials"
	"mooring/client/history"
	"mooring/gui/model"
	"mooring/gui/model/connection"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// changeSheet is an open sheet that changes a connection: it stays open with what
// was typed until that has worked or was given up.
type changeSheet struct {
	actions *Actions
	name    string // of the sheet, and what the names of its controls begin with
	editing *connection.Editing

	sheet   *widgets.Sheet
	inputs  map[model.Field]*parts.Input
	trouble *parts.Trouble
	note    *widgets.Paragraph // what is under way
	look    *widgets.Button
	others  []*widgets.Button // that are of no use while something is under way
	done    func()
	stops   []func()
}

// newChangeSheet makes the inputs of the form. The sheet itself comes by show.
func newChangeSheet(a *Actions, name string, editing *connection.Editing) *changeSheet {
	c := &changeSheet{actions: a, name: name, editing: editing, inputs: map[model.Field]*parts.Input{}}
	prefix := name + "."
	for _, field := range editing.Form.Fields() {
		required := field == model.FieldName || field == model.FieldAccessKey || field == model.FieldSecretKey
		c.inputs[field] = parts.NewInput(prefix, a.stage, editing.Form, field, required)
		c.inputs[field].View.SetLabel(parts.Say(field.LabelAlone()))
		c.inputs[field].View.SetAbove(true)
	}
	editing.Form.Changed.Listen(func(model.Field) {
		for _, in := range c.inputs {
			in.Paint()
		}
	})
	c.trouble = parts.NewNamedTrouble(prefix, a.stage)
	c.note = parts.Quiet("")
	c.look = widgets.NewButton(parts.Tr("change.lookAgain"), theme.SearchIcon(), editing.LookAgain)
	a.stage.Name(prefix+"look", c.look)
	editing.Late.Listen(func(text model.Text) { a.stage.Toast.Say(parts.Say(text)) })
	return c
}

// changeTexts are what a changeSheet says.
type changeTexts struct{ title, intro, submit, sending string }

// show opens the sheet. columns are its inputs, side by side.
func (c *changeSheet) show(t changeTexts, size fyne.Size, columns ...[]model.Field) {
	a, entry := c.actions, c.editing.Entry()
	rows := container.NewVBox()
	parts.AddStakes(rows, a.needs.Kind(entry.Place), entry.Place)
	rows.Add(c.trouble.View)
	side := container.New(layout.NewGridLayoutWithColumns(len(columns)))
	for _, fields := range columns {
		inputs := parts.Column()
		for _, field := range fields {
			inputs.Add(c.inputs[field].View)
		}
		side.Add(inputs)
	}
	rows.Add(side)
	rows.Add(c.note)
	c.sheet = a.stage.Sheet(c.name, t.title, rows, t.submit, parts.Tr("cancel.button"))
	a.stage.Keep(c.name)
	c.sheet.SetIntro(t.intro)
	c.sheet.Resize(size)
	c.sheet.First = c.inputs[columns[0][0]].Shown
	for _, b := range append(c.others, c.look) {
		c.sheet.AddButton(b)
	}
	c.sheet.WhenHidden(c.closed)
	c.sheet.OnSubmit = c.submit
	c.sheet.Unfinished = c.editing.Unsaved
	c.note.SetText(t.sending)
	c.stops = []func(){c.editing.Changed.Listen(c.paint), c.editing.Ended.Listen(c.ended)}
	c.paint()
	c.sheet.Show()
	// What is typed goes on from what is there.
	if first := c.inputs[columns[0][0]].Entry; first.Text != "" {
		first.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd})
	}
	c.editing.Begin()
}

func (c *changeSheet) submit() {
	if wrong := c.editing.Check(); wrong != model.FieldNone {
		c.focus(wrong)
		return
	}
	c.actions.stage.AskDoubts(c.editing.Form, parts.Tr("replace.submit"), c.focus, c.send)
}

func (c *changeSheet) send() {
	c.editing.Submit()
	if c.editing.Phase() == connection.EditOpen {
		c.focusAfter(c.editing.Problem())
	}
}

// fill takes an access key that was read from a file or copied as a block, and returns
// the fields that it has filled; none of a sheet without fields for it.
func (c *changeSheet) fill(key credentials.AmazonKey) []model.Field {
	if c.inputs[model.FieldAccessKey] == nil || c.editing.Busy() {
		return nil
	}
	return model.FillAmazon(c.editing.Form, key)
}

// focus puts the cursor into a field and reports whether the sheet has it.
func (c *changeSheet) focus(field model.Field) bool {
	in := c.inputs[field]
	if in == nil {
		return false
	}
	c.actions.stage.Canvas().Focus(in.Shown)
	return true
}

// closed forgets the keys: those of the model and those in the inputs.
func (c *changeSheet) closed() {
	for _, stop := range c.stops {
		stop()
	}
	c.editing.Close()
	for _, in := range c.inputs {
		in.Entry.OnChanged, in.Entry.OnFocusLost = nil, nil
		in.Entry.SetText("")
	}
	if c.actions.changing == c {
		c.actions.changing = nil
	}
}

func (c *changeSheet) paint() {
	phase, busy := c.editing.Phase(), c.editing.Busy()
	c.sheet.SetBusy(busy)
	c.sheet.SetSubmitEnabled(phase == connection.EditOpen)
	parts.ShowIf(c.note, phase == connection.EditSending)
	parts.ShowIf(c.look, phase == connection.EditUnknown)
	for _, in := range c.inputs {
		parts.EnableIf(in.Entry, !busy)
	}
	for _, b := range c.others {
		parts.EnableIf(b, !busy)
	}
	problem := c.editing.Problem()
	if phase == connection.EditConflict {
		problem = model.Problem{} // it has a sheet of its own
	}
	c.trouble.Set(problem, phase == connection.EditUnknown || problem.Name == "keptTheirs")
	c.sheet.Fit()
}

// ended follows what came of something that was under way.
func (c *changeSheet) ended(phase connection.EditPhase) {
	c.paint()
	switch phase {
	case connection.EditConflict:
		c.actions.showConflict(c)
	case connection.EditDone:
		c.finish()
	case connection.EditOpen:
		c.focusAfter(c.editing.Problem())
	}
}

// focusAfter puts the cursor where a problem can be put right or, after a click on
// the button, at least back into the sheet.
func (c *changeSheet) focusAfter(problem model.Problem) {
	switch {
	case problem.Empty() || !c.sheet.Visible():
	case c.focus(problem.Field):
	case c.actions.stage.Canvas().Focused() == nil:
		c.focus(c.editing.Form.Fields()[0])
	}
}

// finish closes the sheet and says what came of it.
func (c *changeSheet) finish() {
	c.actions.stage.CloseOnTop()
	done := c.done
	c.sheet.Hide()
	done()
}

// Edit opens the sheet for name and description.
func (a *Actions) Edit(entry history.Entry) {
	c := newChangeSheet(a, "edit", connection.NewRenaming(a.manage, a.needs.TargetFor(entry), entry))
	a.changing = c
	c.done = func() { a.stage.Toast.Say(parts.Tr("edit.done")) }
	c.show(changeTexts{
		title:   parts.Tr("edit.title"),
		intro:   parts.Tr("edit.intro", "Name", parts.EntryName(entry), "Sandbox", entry.Place.Sandbox, "Org", a.needs.Org(entry)),
		submit:  parts.Tr("save.button"),
		sending: parts.Tr("edit.sending"),
	}, fyne.NewSize(620, 0), []model.Field{model.FieldName, model.FieldDescription})
}
