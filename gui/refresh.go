package gui

import (
	"time"

	"fyne.io/fyne/v2/theme"

	"mooring/gui/account"
	"mooring/gui/model"
	accountmodel "mooring/gui/model/account"
	registermodel "mooring/gui/model/register"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// refresher reads what Platform holds in the sandbox in the bar, and says when that
// was read last. Who is not signed in yet is signed in first, so that the account is
// saved and its sandboxes are offered.
type refresher struct {
	toast      *widgets.Toast
	gate       parts.Gate
	accounts   *accountmodel.Accounts
	tasks      *registermodel.Tasks
	refreshing *registermodel.Refreshing
	account    *account.View

	read   *widgets.Line // when it was read
	button *widgets.Button
}

func newRefresher(s *parts.Stage, m *models, g parts.Gate, view *account.View) *refresher {
	r := &refresher{toast: s.Toast, gate: g, accounts: m.accounts, tasks: m.tasks, refreshing: m.refreshing, account: view}
	r.read = widgets.NewLine("")
	r.button = widgets.NewButton(parts.Tr("bar.refresh"), theme.ViewRefreshIcon(), r.refresh)
	s.Name("bar.refresh", r.button)
	s.Name("bar.read", r.read)
	view.Bar.SetTrailing(r.read, r.button)
	s.Follow(m.tasks.Ended.Listen(func(registermodel.Ending) { r.paint() }))
	r.paint()
	return r
}

func (r *refresher) refresh() {
	signedIn := r.accounts.State() == accountmodel.SignedIn
	switch r.refreshing.Begin(r.accounts.Target(), signedIn, account.Organization(r.accounts)) {
	case registermodel.LacksTurn:
		r.toast.Note(parts.Tr("busy.note"))
	case registermodel.LacksSignIn:
		r.gate.WhenReady(r.signIn)()
	case registermodel.LacksSandbox:
		r.accounts.Form.Leave(model.FieldSandbox)
		r.account.Focus(model.FieldSandbox)
	}
}

func (r *refresher) signIn() {
	r.refreshing.Want(true)
	r.account.SignIn()
	if r.accounts.State() == accountmodel.SignedOut {
		r.refreshing.Want(false) // a field is wrong: nothing began
	}
}

// signedIn goes on with what a sign-in was for.
func (r *refresher) signedIn() {
	if r.refreshing.Due() {
		r.refresh()
	}
}

// hint says what a refresh would read, so that this is known before.
func (r *refresher) hint() string {
	target := r.accounts.Target()
	organization, sandbox := account.Organization(r.accounts), target.Account.Sandbox
	switch last := r.tasks.Refreshes.Last(target); {
	case organization == "" || sandbox == "":
		return parts.Tr("upkeep.hintNowhere")
	case last.IsZero():
		return parts.Tr("upkeep.hintNever", "Organization", organization, "Sandbox", sandbox)
	default:
		return parts.Tr("upkeep.hint", "Organization", organization, "Sandbox", sandbox, "At", model.Moment{Time: last})
	}
}

// paint says when the list was read from Platform last.
func (r *refresher) paint() {
	text := ""
	if last := r.tasks.Refreshes.Last(r.accounts.Target()); !last.IsZero() {
		text = parts.Tr("bar.readAt", "At", parts.Ago(last, time.Now()))
	}
	r.read.SetText(text)
}
