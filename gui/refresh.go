package gui

import (
	"mooring/client/session"
	"mooring/gui/model"
	accountmodel "mooring/gui/model/account"
	"mooring/gui/parts"
)

// refresh reads what Platform holds in the sandbox on the Experience Platform
// card. Who is not signed in yet is signed in first, so that the account is
// saved and its sandboxes are offered.
func (w *mainWindow) refresh() {
	if w.tasks.Busy() {
		w.stage.Toast.Note(parts.Tr("busy.note"))
		return
	}
	if w.accounts.State() != accountmodel.SignedIn {
		w.ifIdle(w.signInToRefresh)()
		return
	}
	if w.accounts.Form.Value(model.FieldSandbox) == "" {
		w.accounts.Form.Leave(model.FieldSandbox)
		w.focus(model.FieldSandbox)
		return
	}
	target := w.accounts.Target()
	w.tasks.Refreshes.Begin(target, organizationName(w.accounts, target))
}

func (w *mainWindow) signInToRefresh() {
	w.refreshWanted = true
	w.account.SignIn()
	if w.accounts.State() == accountmodel.SignedOut {
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

// organizationName is what the user calls the organization of a target.
func organizationName(accounts *accountmodel.Accounts, target session.Target) string {
	switch {
	case target.Account.Practice:
		return parts.Tr("account.practice")
	case target.Account.Label != "" && target.Account.OrgID == accounts.Chosen().OrgID:
		return target.Account.Label
	}
	return target.Account.OrgID
}

// refreshHint says what a refresh would read, so that this is known before.
func (w *mainWindow) refreshHint() string {
	target := w.accounts.Target()
	organization, sandbox := organizationName(w.accounts, target), target.Account.Sandbox
	switch last := w.tasks.Refreshes.Last(target); {
	case organization == "" || sandbox == "":
		return parts.Tr("upkeep.hintNowhere")
	case last.IsZero():
		return parts.Tr("upkeep.hintNever", "Organization", organization, "Sandbox", sandbox)
	default:
		return parts.Tr("upkeep.hint", "Organization", organization, "Sandbox", sandbox, "At", model.Moment{Time: last})
	}
}
