package gui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"mooring/client/credentials"
	"mooring/client/history"
	"mooring/gui/model"
	"mooring/gui/widgets"
)

// changeSheet is an open sheet that changes a connection: it stays open with what
// was typed until that has worked or was given up.
type changeSheet struct {
	main    *mainWindow
	name    string // of the sheet, and what the names of its controls begin with
	editing *model.Editing

	sheet   *widgets.Sheet
	inputs  map[model.Field]*input
	trouble *troubleView
	note    *widget.Label // what is under way
	look    *widgets.Button
	others  []*widgets.Button // that are of no use while something is under way
	done    func()
}

// newChangeSheet makes the inputs of the form. The sheet itself comes by show.
func newChangeSheet(w *mainWindow, name string, editing *model.Editing) *changeSheet {
	c := &changeSheet{main: w, name: name, editing: editing, inputs: map[model.Field]*input{}}
	prefix := name + "."
	for _, field := range editing.Form.Fields() {
		required := field == model.FieldName || field == model.FieldAccessKey || field == model.FieldSecretKey
		switch field {
		case model.FieldSecretKey, model.FieldSessionToken:
			c.inputs[field] = newSecretInputOf(prefix, w.stage, editing.Form, field, required)
		default:
			c.inputs[field] = newInputOf(prefix, w.stage, editing.Form, field, required)
		}
		c.inputs[field].view.SetAbove(true)
	}
	editing.Form.OnChange = func(model.Field) {
		for _, in := range c.inputs {
			in.paint()
		}
	}
	c.trouble = newTroubleViewOf(prefix, w.stage)
	c.note = wrapped(fyne.TextStyle{})
	c.note.Importance = widget.LowImportance
	c.look = widgets.NewButton(tr("change.lookAgain"), theme.SearchIcon(), editing.LookAgain)
	w.stage.name(prefix+"look", c.look)
	editing.OnLate = func(text model.Text) { w.stage.toast.Say(say(text)) }
	return c
}

// changeTexts are what a changeSheet says.
type changeTexts struct{ title, intro, submit, sending string }

// show opens the sheet. columns are its inputs, side by side.
func (c *changeSheet) show(t changeTexts, size fyne.Size, columns ...[]model.Field) {
	w, entry := c.main, c.editing.Entry()
	rows, content := sheetRows()
	addStakes(rows, w.accounts.SandboxKind(entry.Place), entry.Place.Sandbox)
	rows.Add(c.trouble.view)
	side := container.New(layout.NewGridLayoutWithColumns(len(columns)))
	for _, fields := range columns {
		inputs := column()
		gap := container.New(layout.NewCustomPaddedLayout(0, 0, 0, sheetEdge), inputs)
		for _, field := range fields {
			inputs.Add(c.inputs[field].view)
		}
		side.Add(gap)
	}
	rows.Add(side)
	rows.Add(c.note)
	c.sheet = w.stage.sheet(c.name, t.title, content, t.submit, tr("cancel.button"))
	w.stage.keep(c.name)
	c.sheet.SetIntro(t.intro)
	c.sheet.Resize(size)
	c.sheet.First = c.inputs[columns[0][0]].shown
	for _, b := range append(c.others, c.look) {
		c.sheet.AddButton(b)
	}
	let := c.sheet.OnHidden
	c.sheet.OnHidden = func() {
		let()
		c.closed()
	}
	c.sheet.OnSubmit = c.submit
	c.note.SetText(t.sending)
	c.editing.OnChange = c.paint
	c.paint()
	c.sheet.Show()
	c.editing.Begin()
}

func (c *changeSheet) submit() {
	if wrong := c.editing.Submit(); wrong != model.FieldNone {
		c.focus(wrong)
	}
}

// fill takes an access key that was read from a file or copied as a block. A
// sheet without fields for it says so.
func (c *changeSheet) fill(key credentials.AmazonKey) {
	if c.inputs[model.FieldAccessKey] == nil || c.editing.Busy() {
		return
	}
	model.FillAmazon(c.editing.Form, key)
}

// focus puts the cursor into a field and reports whether the sheet has it.
func (c *changeSheet) focus(field model.Field) bool {
	in := c.inputs[field]
	if in == nil {
		return false
	}
	c.main.stage.canvas().Focus(in.shown)
	return true
}

// closed forgets the keys: those of the model and those in the inputs.
func (c *changeSheet) closed() {
	c.editing.Close()
	for _, in := range c.inputs {
		in.entry.OnChanged, in.entry.OnFocusLost = nil, nil
		in.entry.SetText("")
	}
	if c.main.changing == c {
		c.main.changing = nil
	}
}

func (c *changeSheet) paint() {
	phase, busy := c.editing.Phase(), c.editing.Busy()
	c.sheet.SetBusy(busy)
	c.sheet.SetSubmitEnabled(phase == model.EditOpen)
	showIf(c.note, phase == model.EditSending)
	showIf(c.look, phase == model.EditUnknown)
	for _, in := range c.inputs {
		enableIf(in.entry, !busy)
	}
	for _, b := range c.others {
		enableIf(b, !busy)
	}
	problem := c.editing.Problem()
	if phase == model.EditConflict {
		problem = model.Problem{} // it has a sheet of its own
	}
	c.trouble.set(problem, phase == model.EditUnknown)
	c.sheet.Fit()
	switch phase {
	case model.EditConflict:
		c.main.showConflict(c)
	case model.EditDone:
		c.finish()
	case model.EditOpen:
		c.focusAfter(problem)
	}
}

// focusAfter puts the cursor where a problem can be put right or, after a click on
// the button, at least back into the sheet.
func (c *changeSheet) focusAfter(problem model.Problem) {
	switch {
	case problem.Empty() || !c.sheet.Visible():
	case c.focus(problem.Field):
	case c.main.stage.canvas().Focused() == nil:
		c.focus(c.editing.Form.Fields()[0])
	}
}

// finish closes the sheet and says what came of it.
func (c *changeSheet) finish() {
	c.main.stage.closeOnTop()
	done := c.done
	c.sheet.Hide()
	done()
}

// editWords opens the sheet for name and description.
func (w *mainWindow) editWords(entry history.Entry) {
	c := newChangeSheet(w, "edit", model.NewRenaming(w.manage, w.accounts.TargetFor(entry), entry))
	w.changing = c
	c.done = func() { w.stage.toast.Say(tr("edit.done")) }
	c.show(changeTexts{
		title:   tr("edit.title"),
		intro:   tr("edit.intro", "Name", entryName(entry), "Sandbox", entry.Place.Sandbox, "Org", w.orgName(entry)),
		submit:  tr("save.button"),
		sending: tr("edit.sending"),
	}, fyne.NewSize(620, 0), []model.Field{model.FieldName, model.FieldDescription})
}
