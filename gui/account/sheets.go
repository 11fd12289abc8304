package account

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"mooring/client/credentials"
	"mooring/client/history"
	"mooring/gui/model"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// showMenu shows what can be done with the chosen account.
func (v *View) showMenu(at fyne.CanvasObject) {
	item := func(key string, enabled bool, run func()) *fyne.MenuItem {
		i := fyne.NewMenuItem(parts.Tr(key), run)
		i.Disabled = !enabled
		return i
	}
	saved := v.saved()
	menu := fyne.NewMenu("",
		item("account.rename", saved, v.Rename),
		item("account.addresses", !v.accounts.Practice(), func() { v.EditAddresses(model.FieldPlatformURL) }),
		item("account.remove", saved, v.Remove),
	)
	position := fyne.CurrentApp().Driver().AbsolutePositionForObject(at).AddXY(0, at.Size().Height)
	widget.ShowPopUpMenuAtPosition(menu, v.stage.Canvas(), position)
}

func (v *View) saved() bool {
	chosen := v.accounts.Chosen()
	return chosen.ID != "" && !chosen.Practice
}

// refused says that a command is about a saved organization, where it is not one
// that is chosen.
func (v *View) refused(allowed bool) bool {
	if !allowed {
		v.stage.Toast.Note(parts.Tr("account.notSaved"))
	}
	return !allowed
}

// Rename asks for another name for the chosen account.
func (v *View) Rename() {
	if v.refused(v.saved()) {
		return
	}
	account := v.accounts.Chosen()
	name := widgets.NewEntry()
	name.SetText(account.Label)
	sheet := v.stage.Sheet("rename", parts.Tr("rename.title"), widgets.NewField(parts.Tr("rename.label"), name), parts.Tr("save.button"), parts.Tr("cancel.button"))
	v.stage.Name("sheet.name", name)
	name.OnSubmitted = func(string) { sheet.OnSubmit() }
	sheet.OnSubmit = func() {
		if model.Clean(name.Text) == "" {
			sheet.SetError(parts.Tr("check.label.empty"))
			return
		}
		v.accounts.Rename(account.ID, name.Text)
		sheet.Hide()
	}
	sheet.Show()
}

// EditAddresses points an account at another server that speaks the API. The
// cursor goes to the given one of the two.
func (v *View) EditAddresses(first model.Field) {
	if v.refused(!v.accounts.Practice()) {
		return
	}
	form := v.accounts.Form
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
		v.stage.Name("sheet."+string(field), entry)
		fields = append(fields, view)
		rows.Add(view)
	}
	widgets.AlignFields(fields...)
	sheet := v.stage.Sheet("addresses", parts.Tr("addresses.title"), rows, parts.Tr("save.button"), parts.Tr("cancel.button"))
	sheet.SetIntro(parts.Tr("addresses.text"))
	sheet.First = entries[first]
	sheet.Resize(fyne.NewSize(600, 0))
	sheet.OnSubmit = func() {
		for i, field := range []model.Field{model.FieldPlatformURL, model.FieldSignInURL} {
			address, _ := credentials.Clean(credentials.ServiceURL, entries[field].Text)
			note := model.CheckAddress(address)
			fields[i].SetError(parts.TextAt(note, model.Error))
			if note.Level == model.Error {
				v.stage.Canvas().Focus(entries[field])
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

// Remove asks whether the chosen account is to be removed.
func (v *View) Remove() {
	if v.refused(v.saved()) {
		return
	}
	account := v.accounts.Chosen()
	v.stage.Confirm(parts.Question{
		Name: "remove", Title: parts.Tr("remove.title"), Text: parts.Tr("remove.text", "Label", account.Label),
		Yes: parts.Tr("remove.yes"), No: parts.Tr("cancel.button"), Danger: true,
		Then: func() {
			v.accounts.Remove(account, false, func(err error) {
				if err != nil {
					v.RemoveAnyway(account, err)
				}
			})
		},
	})
}

// RemoveAnyway asks what to do where the keyring does not give a secret up.
func (v *View) RemoveAnyway(account history.Account, err error) {
	v.stage.Confirm(parts.Question{
		Name: "removeAnyway", Title: parts.Say(model.Explain(err).Title), Text: parts.Tr("remove.anyway"),
		Yes: parts.Tr("remove.yes"), No: parts.Tr("cancel.button"), Danger: true,
		Then: func() {
			v.accounts.Remove(account, true, func(err error) {
				if err != nil {
					v.stage.Toast.Note(parts.Say(model.Explain(err).Title))
				}
			})
		},
	})
}
