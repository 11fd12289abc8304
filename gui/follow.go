package gui

import (
	"mooring/client/history"
	"mooring/gui/model"
	registermodel "mooring/gui/model/register"
	supportmodel "mooring/gui/model/support"
	"mooring/gui/parts"
)

// What happens in one room and matters in another is tied together here. The pages
// come and go with the language; this stays.

// followRegister ties what happens to the register to what shows it.
func (w *mainWindow) followRegister() {
	w.tasks.Recorded.Listen(w.table.Reload)
	w.tasks.Ended.Listen(func(end registermodel.Ending) {
		if end.Task != registermodel.TaskExport {
			w.current.Reload()
		}
		w.paintRead()
	})
	w.tasks.Refreshes.Load()
	w.recovery.Changed.Listen(w.paint)
	w.recovery.Recorded.Listen(func() {
		w.table.Reload()
		w.current.Reload()
	})
	w.recovery.Settled.Listen(func(entry history.Entry) {
		switch entry.State {
		case history.Created:
			w.stage.Toast.Say(parts.Tr("recovered.created", "Name", parts.EntryName(entry)))
		case history.Failed:
			w.stage.Toast.Note(parts.Tr("recovered.failed", "Name", parts.EntryName(entry)))
		}
	})
	w.table.Removals.Done.Listen(func(removal registermodel.Removal) {
		if removal.Held(w.attempt.Entry().AttemptID) {
			w.attempt.Clear()
		}
		if removal.Held(w.current.Entry().AttemptID) {
			w.current.Clear()
		}
	})
}

// followAccounts ties the choice of an account and its sign-in to the rest.
func (w *mainWindow) followAccounts() {
	w.accounts.Changed.Listen(w.paint)
	w.accounts.AccountChosen.Listen(w.chosen)
	w.accounts.AccountSaved.Listen(func(saved history.Account) { w.create.Move(draftOf(saved)) })
	w.accounts.SignInDone.Listen(func(history.Account) { w.signedIn() })
	w.accounts.Form.Changed.Listen(func(model.Field) {
		w.register.PaintHint()
		w.sayInto()
	})
}

// chosen follows the choice of another account: the register shows its side,
// and never both.
func (w *mainWindow) chosen(account history.Account) {
	w.refreshWanted = false
	if account.Practice != w.table.Query().Practice {
		w.tasks.Leave()
	}
	w.create.Show(draftOf(account))
	w.attempt.Clear()
	w.current.Clear()
	w.table.ShowPractice(account.Practice)
	w.settings.Change(func(l *supportmodel.Look) { l.Practice = account.Practice; l.Welcomed = true })
}
