package gui

import (
	"fyne.io/fyne/v2"

	"mooring/client/credentials"
	"mooring/client/history"
	"mooring/gui/model"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

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
