package gui

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"mooring/gui/account"
	"mooring/gui/model"
	"mooring/gui/parts"
)

// onClose warns while a request is under way, whose outcome would be open, and where
// something would be lost that is kept in memory only. The system's own way out does not
// come here.
func (w *mainWindow) onClose() {
	if sheet := w.stage.SheetNamed("quit"); sheet != nil && sheet.Visible() {
		return
	}
	if w.idle() {
		w.askLoss()
		return
	}
	sheet := w.stage.ConfirmOnTop(parts.Question{
		Name: "quit", Title: parts.Tr("quit.title"), Text: parts.Tr("quit.text"), Yes: parts.Tr("quit.anyway"), No: parts.Tr("quit.stay"),
		Danger: true, Then: w.stage.Quit,
	})
	sheet.WhenHidden(w.whenWorkChanges(func() {
		if w.idle() && sheet.Visible() {
			sheet.Hide()
			w.stage.Toast.Note(parts.Tr("quit.ended"))
		}
	}))
}

// askLoss quits, once the user has let go of what would be lost.
func (w *mainWindow) askLoss() {
	if w.tablePage != nil {
		w.tablePage.Commit()
	}
	lost := w.losses()
	if len(lost) == 0 {
		w.stage.Quit()
		return
	}
	w.stage.ConfirmOnTop(parts.Question{
		Name: "quit", Title: parts.Tr("quit.lose.title"), Text: strings.Join(lost, "\n"), Yes: parts.Tr("quit.anyway"), No: parts.Tr("quit.lose.stay"),
		Danger: true, Then: w.stage.Quit,
	})
}

// losses says what would be lost, and of what, a sentence for each.
func (w *mainWindow) losses() (lost []string) {
	say := func(key string, args ...any) { lost = append(lost, parts.Tr(key, args...)) }
	for _, title := range w.stage.Unfinished() {
		say("quit.lose.sheet", "Sheet", strings.TrimSuffix(title, "…"))
	}
	if name := w.batch.Name(); w.batch.Unsaved() && name != "" {
		say("quit.lose.tableOf", "File", name)
	} else if w.batch.Unsaved() {
		say("quit.lose.table")
	}
	form := func(place, name string) {
		if name == "" {
			say("quit.lose.unnamed", "Account", account.NameOf(w.accounts, place))
			return
		}
		say("quit.lose.form", "Name", name, "Account", account.NameOf(w.accounts, place))
	}
	if w.panel.create.Unfinished() && w.form.Typed() {
		form(w.drafts.Place(), w.form.Value(model.FieldName))
	}
	elsewhere := w.drafts.Typed()
	for _, place := range slices.Sorted(maps.Keys(elsewhere)) {
		form(place, elsewhere[place].Value(model.FieldName))
	}
	for _, unsaved := range w.accounts.Unsaved() {
		name := cmp.Or(unsaved.Label, unsaved.OrgID, parts.Tr("account.new"))
		say("quit.lose.account", "Account", name)
	}
	return lost
}
