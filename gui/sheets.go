package gui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"mooring/client/credentials"
	"mooring/client/history"
	"mooring/client/practice"
	"mooring/gui/model"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// pick lets the user say which of several connections is the one of an attempt.
func (w *mainWindow) pick(entry history.Entry) {
	options := make([]string, len(entry.Candidates))
	for i, id := range entry.Candidates {
		options[i] = string(id)
	}
	choice := widgets.NewChoice(options, nil)
	sheet := w.stage.Sheet("pick", parts.Tr("pick.title"), choice, parts.Tr("pick.yes"), parts.Tr("cancel.button"))
	sheet.SetIntro(parts.Tr("pick.text", "Name", entry.Name))
	sheet.OnSubmit = func() {
		sheet.Hide()
		w.attempt.Adopt(w.accounts.TargetFor(entry), entry, entry.Candidates[choice.Selected()])
	}
	sheet.Show()
}

func (w *mainWindow) renameAccount() {
	name := widgets.NewEntry()
	name.SetText(w.accounts.Chosen().Label)
	sheet := w.stage.Sheet("rename", parts.Tr("rename.title"), widgets.NewField(parts.Tr("rename.label"), name), parts.Tr("save.button"), parts.Tr("cancel.button"))
	w.stage.Name("sheet.name", name)
	name.OnSubmitted = func(string) { sheet.OnSubmit() }
	sheet.OnSubmit = func() {
		if w.accounts.Form.Clean(name.Text) == "" {
			sheet.SetError(parts.Tr("check.label.empty"))
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
	rows := parts.Column()
	for _, field := range []model.Field{model.FieldPlatformURL, model.FieldSignInURL} {
		entry := widgets.NewEntry()
		entry.SetText(form.Value(field))
		entry.PlaceHolder = parts.Optional(field.Placeholder())
		entries[field] = entry
		view := widgets.NewField(parts.Say(field.Label()), entry)
		view.SetHelp(parts.Optional(field.Help()))
		w.stage.Name("sheet."+string(field), entry)
		fields = append(fields, view)
		rows.Add(view)
	}
	widgets.AlignFields(fields...)
	sheet := w.stage.Sheet("addresses", parts.Tr("addresses.title"), rows, parts.Tr("save.button"), parts.Tr("cancel.button"))
	sheet.SetIntro(parts.Tr("addresses.text"))
	sheet.First = entries[first]
	sheet.Resize(fyne.NewSize(600, 0))
	sheet.OnSubmit = func() {
		for i, field := range []model.Field{model.FieldPlatformURL, model.FieldSignInURL} {
			address, _ := credentials.Clean(credentials.ServiceURL, entries[field].Text)
			note := model.CheckAddress(address)
			fields[i].SetError(parts.TextAt(note, model.Error))
			if note.Level == model.Error {
				w.stage.Canvas().Focus(entries[field])
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
	w.stage.Confirm(parts.Question{
		Name: "remove", Title: parts.Tr("remove.title"), Text: parts.Tr("remove.text", "Label", account.Label),
		Yes: parts.Tr("remove.yes"), No: parts.Tr("cancel.button"), Danger: true,
		Then: func() {
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
	w.stage.Confirm(parts.Question{
		Name: "removeAnyway", Title: parts.Say(model.Explain(err).Title), Text: parts.Tr("remove.anyway"),
		Yes: parts.Tr("remove.yes"), No: parts.Tr("cancel.button"), Danger: true,
		Then: func() {
			w.accounts.Remove(account, true, func(err error) {
				if err != nil {
					w.stage.Toast.Say(parts.Say(model.Explain(err).Title))
				}
			})
		},
	})
}

// showScenarios lists the inputs with which the practice Platform shows each
// kind of trouble, and fills them in.
func (w *mainWindow) showScenarios() {
	rows := parts.Column()
	// More than fits: the bar beside it must not lie on the buttons.
	content := container.New(layout.NewCustomPaddedLayout(0, 0, 0, 2*parts.SheetEdge), rows)
	sheet := w.stage.Sheet("scenarios", parts.Tr("scenarios.title"), content, parts.Tr("close.button"), "")
	for _, scenario := range practice.Scenarios() {
		label := parts.Wrapped(fyne.TextStyle{})
		label.SetText(parts.Tr("scenario." + scenario.ID))
		use := widgets.NewButton(parts.Tr("scenarios.use"), nil, func() {
			sheet.Hide()
			w.useScenario(scenario)
		})
		w.stage.Name("scenario."+scenario.ID, use)
		rows.Add(container.NewBorder(nil, nil, nil, use, label))
	}
	rows.Add(w.elsewhereRows())
	sheet.SetIntro(parts.Tr("scenarios.text"))
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
		w.form.Set(model.FieldName, parts.Tr("scenarios.name"))
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
	w.stage.Canvas().Focus(w.s3.create)
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
