package account

import (
	"fyne.io/fyne/v2"

	"mooring/client/credentials"
	"mooring/gui/model"
	"mooring/gui/model/account"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// addresses is the name of the sheet of the servers.
const addresses = "addresses"

// EditAddresses points an account at another server that speaks the API, and says which
// private authority is trusted for it. The cursor goes to the given one of the two
// addresses.
func (v *View) EditAddresses(first model.Field) {
	if v.refused(!v.accounts.Practice()) {
		return
	}
	form := v.accounts.Form
	entries := map[model.Field]*widgets.Entry{}
	fields := make([]*widgets.Field, 0, 3)
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
	trust := newTrust(v)
	rows.Add(trust.field)
	widgets.AlignFields(append(fields, trust.field)...)
	yes := parts.Tr("save.button")
	if !v.Saved() {
		yes = parts.Tr("addresses.use") // the account is saved once it signs in, or by its own Save
	}
	sheet := v.stage.Sheet(addresses, parts.Tr("addresses.title"), rows, yes, parts.Tr("cancel.button"))
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
		account.Trust(v.accounts, trust.authorities)
		sheet.Hide()
		if account.KeepServers(v.accounts) {
			v.stage.Toast.Say(parts.Tr("account.saved"))
		}
	}
	for _, entry := range entries {
		entry.OnSubmitted = func(string) { sheet.OnSubmit() }
	}
	sheet.Show()
}
