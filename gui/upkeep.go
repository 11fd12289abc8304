package gui

import (
	"mooring/client/history"
	"mooring/gui/model"
	"mooring/gui/model/account"
	"mooring/gui/model/register"
	"mooring/gui/parts"
)

// refresh reads what Platform holds in the sandbox on the Experience Platform
// card. Who is not signed in yet is signed in first, so that the account is
// saved and its sandboxes are offered.
func (w *mainWindow) refresh() {
	if w.upkeep.Busy() {
		w.stage.Toast.Say(parts.Tr("busy.note"))
		return
	}
	if w.accounts.State() != account.SignedIn {
		w.ifIdle(w.signInToRefresh)()
		return
	}
	if w.accounts.Form.Value(model.FieldSandbox) == "" {
		w.accounts.Form.Leave(model.FieldSandbox)
		w.focus(model.FieldSandbox)
		return
	}
	target := w.accounts.Target()
	w.upkeep.Refresh(target, organizationName(w.accounts, target))
}

func (w *mainWindow) signInToRefresh() {
	w.refreshWanted = true
	w.platform.onSignIn()
	if w.accounts.State() == account.SignedOut {
		w.refreshWanted = false // a field is wrong: nothing began
	}
}

// signedIn goes on with what a sign-in was for.
func (w *mainWindow) signedIn() {
	w.recovery.Run(w.accounts.Practice())
	if w.refreshWanted {
		w.refreshWanted = false
		w.refresh()
	}
}

// testAll tests the connections of a scope in the background.
func (w *mainWindow) testAll(scope register.Scope) {
	if scope.Count == 0 {
		return
	}
	if !w.upkeep.TestAll(scope) {
		w.stage.Toast.Say(parts.Tr("busy.note"))
	}
}

// upkeepEnded follows what a task has done to the register.
func (w *mainWindow) upkeepEnded(task register.Task, outcome register.Outcome) {
	if task == register.TaskExport {
		w.exported(outcome)
		return
	}
	w.refreshCard()
	w.table.LoadFacets()
}

// forget removes entries from this computer. It asks only where that would make
// it impossible to find out what became of an attempt; everything else can be
// undone.
func (w *mainWindow) forget(scope register.Scope) {
	w.table.Doubt(scope, func(doubts register.Doubts, err error) {
		switch {
		case err != nil:
			w.stage.Toast.Say(parts.Say(model.Explain(err).Title))
		case doubts.Unsettled == 0:
			w.forgetNow(scope, doubts.Name)
		default:
			text := parts.Tr("forget.unsettled", "Name", doubts.Name)
			if doubts.Unsettled > 1 {
				text = parts.Tr("forget.unsettledMany", "Count", doubts.Unsettled)
			}
			w.stage.Confirm(parts.Question{
				Name: "forget", Title: parts.Tr("forget.title"), Text: text, Yes: parts.Tr("forget.yes"), No: parts.Tr("cancel.button"), Danger: true,
				Then: func() { w.forgetNow(scope, doubts.Name) },
			})
		}
	})
}

func (w *mainWindow) forgetNow(scope register.Scope, name string) {
	w.table.Forget(scope, func(removal register.Removal, err error) {
		if err == nil && removal.Count == 0 && removal.Skipped > 0 {
			err = history.ErrInProgress
		}
		if err != nil {
			w.stage.Toast.Say(parts.Say(model.Explain(err).Title))
		}
		if removal.Count == 0 {
			return
		}
		if removal.Held(w.attempt.Entry().AttemptID) {
			w.attempt.Clear()
		}
		text := parts.Tr("forget.done", "Name", name)
		switch {
		case removal.Skipped > 0:
			text = parts.Tr("forget.doneSome", "Count", removal.Count, "Skipped", removal.Skipped)
		case removal.Count > 1:
			text = parts.Tr("forget.doneMany", "Count", removal.Count)
		}
		w.stage.Toast.Offer(text, parts.Tr("undo.button"), func() {
			w.table.Undo(removal, func(err error) {
				if err != nil {
					w.stage.Toast.Say(parts.Say(model.Explain(err).Title))
					return
				}
				w.stage.Toast.Say(parts.Tr("forget.undone", "Count", removal.Count))
			})
		})
	})
}
