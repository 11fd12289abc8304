package gui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"mooring/client/credentials"
	"mooring/client/history"
	"mooring/client/practice"
	"mooring/gui/model"
	"mooring/gui/widgets"
)

// question is a choice between doing something and leaving it.
type question struct {
	name, title, text, yes, no string
	danger                     bool
	then                       func()
}

// sheetEdge keeps what a sheet scrolls from its edges, which cut off the borders
// of inputs.
const sheetEdge = 6

// sheetRows stacks the content of a sheet that has inputs.
func sheetRows(objects ...fyne.CanvasObject) (rows, content *fyne.Container) {
	rows = container.NewVBox(objects...)
	return rows, container.New(layout.NewCustomPaddedLayout(0, 0, 0, sheetEdge), rows)
}

func (w *mainWindow) confirm(q question) {
	sheet := w.stage.sheet(q.name, q.title, widget.NewLabel(""), q.yes, q.no)
	sheet.SetIntro(q.text)
	sheet.SetDanger(q.danger)
	sheet.OnSubmit = func() {
		sheet.Hide()
		q.then()
	}
	sheet.Show()
}

// tell shows a text that needs no answer but being read.
func (w *mainWindow) tell(name, title string, content fyne.CanvasObject) *widgets.Sheet {
	sheet := w.stage.sheet(name, title, content, tr("close.button"), "")
	sheet.OnSubmit = sheet.Hide
	sheet.Resize(fyne.NewSize(620, 0))
	sheet.Show()
	return sheet
}

// pick lets the user say which of several connections is the one of an attempt.
func (w *mainWindow) pick(entry history.Entry) {
	options := make([]string, len(entry.Candidates))
	for i, id := range entry.Candidates {
		options[i] = string(id)
	}
	choice := widgets.NewChoice(options, nil)
	sheet := w.stage.sheet("pick", tr("pick.title"), choice, tr("pick.yes"), tr("cancel.button"))
	sheet.SetIntro(tr("pick.text", "Name", entry.Name))
	sheet.OnSubmit = func() {
		sheet.Hide()
		w.attempt.Adopt(w.accounts.TargetFor(entry), entry, entry.Candidates[choice.Selected()])
	}
	sheet.Show()
}

func (w *mainWindow) renameAccount() {
	name := widgets.NewEntry()
	name.SetText(w.accounts.Chosen().Label)
	sheet := w.stage.sheet("rename", tr("rename.title"), widgets.NewField(tr("rename.label"), name), tr("save.button"), tr("cancel.button"))
	w.stage.name("sheet.name", name)
	name.OnSubmitted = func(string) { sheet.OnSubmit() }
	sheet.OnSubmit = func() {
		if w.accounts.Form.Clean(name.Text) == "" {
			sheet.SetError(tr("check.label.empty"))
			return
		}
		w.accounts.Rename(name.Text)
		sheet.Hide()
	}
	sheet.Show()
}

// editAddresses points an account at another server that speaks the API.
// The cursor goes to the given one of the two.
func (w *mainWindow) editAddresses(first model.Field) {
	form := w.accounts.Form
	entries := map[model.Field]*widgets.Entry{}
	fields := make([]*widgets.Field, 0, 2)
	rows := column()
	for _, field := range []model.Field{model.FieldPlatformURL, model.FieldSignInURL} {
		entry := widgets.NewEntry()
		entry.SetText(form.Value(field))
		entry.PlaceHolder = optional(field.Placeholder())
		entries[field] = entry
		view := widgets.NewField(say(field.Label()), entry)
		view.SetHelp(optional(field.Help()))
		w.stage.name("sheet."+string(field), entry)
		fields = append(fields, view)
		rows.Add(view)
	}
	widgets.AlignFields(fields...)
	sheet := w.stage.sheet("addresses", tr("addresses.title"), rows, tr("save.button"), tr("cancel.button"))
	sheet.SetIntro(tr("addresses.text"))
	sheet.First = entries[first]
	sheet.Resize(fyne.NewSize(600, 0))
	sheet.OnSubmit = func() {
		for i, field := range []model.Field{model.FieldPlatformURL, model.FieldSignInURL} {
			address, _ := credentials.Clean(credentials.ServiceURL, entries[field].Text)
			note := model.CheckAddress(address)
			fields[i].SetError(textAt(note, model.Error))
			if note.Level == model.Error {
				w.stage.canvas().Focus(entries[field])
				return
			}
		}
		for field, entry := range entries {
			form.Set(field, entry.Text)
		}
		sheet.Hide()
	}
	for _, entry := range entries {
		entry.OnSubmitted = func(string) { sheet.OnSubmit() }
	}
	sheet.Show()
}

func (w *mainWindow) removeAccount() {
	account := w.accounts.Chosen()
	w.confirm(question{
		name: "remove", title: tr("remove.title"), text: tr("remove.text", "Label", account.Label),
		yes: tr("remove.yes"), no: tr("cancel.button"), danger: true,
		then: func() {
			w.accounts.Remove(account, false, func(err error) {
				if err != nil {
					w.removeAnyway(account, err)
				}
			})
		},
	})
}

// removeAnyway asks what to do where the keyring does not give a secret up.
func (w *mainWindow) removeAnyway(account history.Account, err error) {
	w.confirm(question{
		name: "removeAnyway", title: say(model.Explain(err).Title), text: tr("remove.anyway"),
		yes: tr("remove.yes"), no: tr("cancel.button"), danger: true,
		then: func() {
			w.accounts.Remove(account, true, func(err error) {
				if err != nil {
					w.stage.toast.Say(say(model.Explain(err).Title))
				}
			})
		},
	})
}

// showScenarios lists the inputs with which the practice Platform shows each
// kind of trouble, and fills them in.
func (w *mainWindow) showScenarios() {
	rows := column()
	// More than fits: the bar beside it must not lie on the buttons.
	content := container.New(layout.NewCustomPaddedLayout(0, 0, 0, 2*sheetEdge), rows)
	sheet := w.stage.sheet("scenarios", tr("scenarios.title"), content, tr("close.button"), "")
	for _, scenario := range practice.Scenarios() {
		label := wrapped(fyne.TextStyle{})
		label.SetText(tr("scenario." + scenario.ID))
		use := widgets.NewButton(tr("scenarios.use"), nil, func() {
			sheet.Hide()
			w.useScenario(scenario)
		})
		w.stage.name("scenario."+scenario.ID, use)
		rows.Add(container.NewBorder(nil, nil, nil, use, label))
	}
	rows.Add(w.elsewhereRows())
	sheet.SetIntro(tr("scenarios.text"))
	sheet.Resize(fyne.NewSize(680, 0))
	sheet.OnSubmit = sheet.Hide
	sheet.Show()
}

// useScenario fills in what shows a kind of trouble, and a key pair beside it
// so that only Create is left to press.
func (w *mainWindow) useScenario(scenario practice.Scenario) {
	// What an earlier scenario has put on the Experience Platform card goes.
	w.showWelcome(false)
	w.accounts.ChoosePractice()
	field := scenarioFields[scenario.Field]
	if w.form.Value(model.FieldName) == "" {
		w.form.Set(model.FieldName, tr("scenarios.name"))
	}
	if w.form.Value(model.FieldAccessKey) == "" || field == model.FieldAccessKey {
		w.form.Set(model.FieldAccessKey, exampleKeyID)
	}
	if w.form.Value(model.FieldSecretKey) == "" {
		w.form.Set(model.FieldSecretKey, exampleSecretKey)
	}
	if field == model.FieldAccessKey {
		w.form.Set(field, scenario.Value)
	} else {
		w.accounts.Form.Set(field, scenario.Value)
	}
	w.stage.canvas().Focus(w.s3.create)
}

// scenarioFields ties the practice Platform's inputs to the window's fields.
var scenarioFields = map[practice.Field]model.Field{
	practice.FieldAccessKeyID:  model.FieldAccessKey,
	practice.FieldOrgID:        model.FieldOrgID,
	practice.FieldClientSecret: model.FieldClientSecret,
	practice.FieldSandbox:      model.FieldSandbox,
}

// The key pair of Amazon's own documentation, which no account has.
const (
	exampleKeyID     = "AKIAIOSFODNN7EXAMPLE"                     //nolint:gosec // Amazon's published example
	exampleSecretKey = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY" //nolint:gosec // Amazon's published example
)
