package account

import (
	"unicode/utf8"

	"fyne.io/fyne/v2"

	"mooring/client"
	"mooring/client/history"
	"mooring/gui/model"
	"mooring/gui/model/account"
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
	saved := v.Saved()
	v.stage.MenuBelow(at,
		item("account.rename", saved, v.Rename),
		item("account.addresses", !v.accounts.Practice(), func() { v.EditAddresses(model.FieldPlatformURL) }),
		item("account.remove", saved, v.Remove),
	)
}

// Saved reports whether the account that is chosen is a saved organization.
func (v *View) Saved() bool {
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
	if v.refused(v.Saved()) {
		return
	}
	chosen := v.accounts.Chosen()
	name := widgets.NewEntry()
	cover := &model.Cover{}
	name.OnChanged = func(text string) { name.SetConcealed(cover.Over(model.FieldName, text)) }
	name.SetText(chosen.Label)
	sheet := v.stage.Sheet("rename", parts.Tr("rename.title"), widgets.NewField(parts.Tr("rename.label"), name), parts.Tr("save.button"), parts.Tr("cancel.button"))
	v.stage.Name("sheet.name", name)
	name.OnSubmitted = func(string) { sheet.OnSubmit() }
	sheet.OnSubmit = func() {
		label := account.CleanLabel(name.Text)
		switch {
		case label == "":
			sheet.SetError(parts.Tr("check.label.empty"))
			return
		case client.TellsSecret(label):
			sheet.SetError(parts.Tr("check.hidden"))
			return
		case utf8.RuneCountInString(label) > account.MaxLabel:
			sheet.SetError(parts.Tr("check.name.long", "Limit", account.MaxLabel))
			return
		}
		v.accounts.Rename(chosen.ID, label)
		sheet.Hide()
	}
	sheet.Show()
	name.TypedShortcut(&fyne.ShortcutSelectAll{}) // typing replaces it
}

// Remove asks whether the chosen account is to be removed.
func (v *View) Remove() {
	if v.refused(v.Saved()) {
		return
	}
	account := v.accounts.Chosen()
	v.stage.Confirm(parts.Question{
		Name: "remove", Title: parts.Tr("remove.title"), Text: parts.Tr("remove.text", "Label", v.Bar.nameOf(account)),
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
