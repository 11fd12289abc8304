// Package account holds the accounts of organizations: the saved ones, the one
// that is chosen with what is entered for it, and its sign-in.
package account

import (
	"cmp"
	"context"
	"time"

	"github.com/google/uuid"

	"mooring/client"
	"mooring/client/history"
	"mooring/client/secrets"
	"mooring/client/session"
	"mooring/gui/model"
)

// signInLimit bounds a sign-in as a whole: a keyring prompt that waits for its
// password, the token and the sandboxes.
const signInLimit = 2 * time.Minute

// PracticeID is the id of the account of the practice Platform.
const PracticeID = "practice"

// Accounts is the account that is chosen among the saved ones, what is entered
// for it, and its sign-in.
type Accounts struct {
	*Book
	*Entered
	*Targeting
	*signing

	// Changed tells that anything but a field's value or note has changed.
	Changed *model.Signal
	// AccountChosen tells of another account that has been chosen, at once.
	AccountChosen model.Event[history.Account]
	// AccountSaved tells of a new account that has been saved: its ID stands for it
	// from now on.
	AccountSaved model.Event[history.Account]
	// AlreadySaved tells that what was to be saved as a new account is the credential of
	// one that is saved, which is the chosen one now.
	AlreadySaved model.Event[history.Account]
	// SignInDone tells of a sign-in that has succeeded.
	SignInDone model.Event[history.Account]

	runner   model.Runner
	vault    secrets.Vault
	sessions *session.Sessions
	practice PracticeSecrets

	chosen string // the id; "" for a new account that is not saved yet
	drafts drafts
	// practiceSandbox is the one to come back to in practice.
	practiceSandbox string
}

// PracticeSecrets is what signs in to the practice Platform. None of it is
// secret: it is the same on every computer.
type PracticeSecrets struct{ OrgID, APIKey, ClientSecret string }

// NewAccounts makes the model of the accounts.
func NewAccounts(runner model.Runner, store Store, vault secrets.Vault, sessions *session.Sessions, practice PracticeSecrets) *Accounts {
	changed := model.NewSignal(runner)
	a := &Accounts{
		Book: newBook(runner, changed, store, vault, sessions), Changed: changed,
		runner: runner, vault: vault, sessions: sessions, practice: practice, drafts: drafts{},
	}
	a.Entered, a.Targeting, a.signing = newEntered(a.SecretStored), &Targeting{a}, &signing{accounts: a}
	a.Form.Valued.Listen(a.edited)
	a.Form.Valued.Listen(a.entered)
	a.Removed.Listen(func(account history.Account) {
		if a.chosen == account.ID {
			a.ChooseNew()
		}
		delete(a.drafts, account.ID)
	})
	a.Wrote.Listen(func(err error) {
		switch {
		case err != nil:
			a.problem, a.unsaved = model.Explain(err), true
		case a.unsaved:
			a.problem, a.unsaved = model.Problem{}, false
		default:
			return
		}
		a.Changed.Emit()
	})
	return a
}

// Chosen is the chosen account as it is saved; its ID is empty for a new one.
func (a *Accounts) Chosen() history.Account {
	account, _ := a.find(a.chosen)
	if a.Practice() {
		account.ID, account.Practice = PracticeID, true
		account.OrgID, account.APIKey = a.practice.OrgID, a.practice.APIKey
	}
	return account
}

// Practice reports whether the practice Platform is chosen.
func (a *Accounts) Practice() bool { return a.chosen == PracticeID }

// Choose makes a saved account the chosen one and signs in to it.
func (a *Accounts) Choose(account history.Account) {
	a.choose(account.ID)
	a.SignIn()
}

// ChoosePractice chooses the practice Platform, with its credential filled in.
func (a *Accounts) ChoosePractice() {
	a.choose(PracticeID)
	a.SignIn()
}

// ChooseNew chooses an organization that is not saved yet.
func (a *Accounts) ChooseNew() { a.choose("") }

// choose makes another account the chosen one. What is entered for the one that
// is left, and not saved, waits for it in memory.
func (a *Accounts) choose(id string) {
	a.Stop()
	a.drafts.putAside(a)
	if _, known := a.find(id); !known && id != PracticeID {
		id = ""
	}
	a.chosen, a.Status = id, Status{}
	a.show(a.Chosen())
	if a.Practice() {
		a.fill(model.FieldClientSecret, a.practice.ClientSecret)
	}
	a.drafts.takeUp(a)
	a.sessions.Leave(a.Practice())
	if !a.Practice() {
		a.runner.Go(func() func() {
			a.sessions.Tidy(context.Background())
			return nil
		})
	}
	a.AccountChosen.Emit(a.Chosen())
	a.Changed.Emit()
}

// edited says that the user changed a field. Who is signed in is no longer
// certain when it is one that the sign-in uses.
func (a *Accounts) edited(field model.Field) {
	if field == model.FieldSandbox && a.lost != "" && a.Form.Value(field) != "" {
		a.lost = ""
		a.Changed.Emit()
	}
	if a.filling || field == model.FieldSandbox || a.state == SignedOut {
		return
	}
	a.Stop()
	a.Status = Status{}
	a.Changed.Emit()
}

// entered signs in with the client secret again where one was moved from the field that it
// was typed into: while a token is pasted, nobody sees the field that it went to.
func (a *Accounts) entered(field model.Field) {
	if field == model.FieldClientSecret && !a.filling && a.Form.Value(field) != "" {
		a.UseToken(false)
	}
}

// UseToken chooses between a pasted access token and the client secret.
func (a *Accounts) UseToken(use bool) {
	if a.useToken == use {
		return
	}
	a.useToken = use
	a.edited(model.FieldToken)
	a.Changed.Emit()
}

// SecretStored reports whether the keyring is believed to hold the client
// secret, so that its field may stay empty.
func (a *Accounts) SecretStored() bool {
	return a.chosen != "" && !a.Practice() && !a.lacking[a.chosen]
}

// Sandbox is the chosen sandbox, if it is one of Sandboxes.
func (a *Accounts) Sandbox() (client.Sandbox, bool) {
	return a.sandbox(a.Form.Value(model.FieldSandbox))
}

// Target is a snapshot of what is entered, for background work.
func (a *Accounts) Target() session.Target { return a.target(a.Chosen()) }

// Save keeps what is entered without signing in: the account on this computer,
// and its client secret, if one was typed, in the keyring. It returns the first
// field that has to be put right before, or FieldNone. AlreadySaved tells where the
// credential was that of an account that is saved already.
func (a *Accounts) Save() (wrong model.Field) {
	if a.Practice() {
		if a.NotSaved() {
			a.Used() // what is saved of it is where it was used
		}
		return model.FieldNone
	}
	for _, field := range a.Form.Fields() {
		if field == model.FieldSandbox || field == model.FieldToken || field == model.FieldClientSecret && a.Form.Value(field) == "" {
			continue
		}
		if note := a.Form.Judge(field); note.Level == model.Error {
			a.Form.Leave(field)
			return field
		}
	}
	target := a.Target()
	secret := client.Secret{}
	if len(target.Secrets) > 0 {
		secret = target.Secrets[0]
	}
	a.save(target, secret)
	return model.FieldNone
}

// save keeps what an account was signed in with. A second sign-in while the
// keyring asks for its password is the same account's, and so is a credential that is
// entered once more for a new one.
func (a *Accounts) save(target session.Target, secret client.Secret) {
	fresh := a.chosen == ""
	known, twice := a.sameAs(target.Account)
	twice = twice && fresh
	if twice {
		target.Account.Sandbox = cmp.Or(target.Account.Sandbox, known.Sandbox)
		target.Account.Scopes = cmp.Or(target.Account.Scopes, known.Scopes)
		target.Account.Authority = cmp.Or(target.Account.Authority, known.Authority)
		a.authority, a.scopes = target.Account.Authority, target.Account.Scopes
		a.fill(model.FieldSandbox, target.Account.Sandbox)
		a.chosen = known.ID
	}
	a.chosen = cmp.Or(a.chosen, uuid.NewString())
	a.keep(a.chosen, target.Account, secret)
	if fresh {
		a.AccountSaved.Emit(a.Chosen())
	}
	if twice {
		a.AlreadySaved.Emit(a.Chosen())
	}
}

// Used notes that the chosen account was used just now, with the sandbox that is
// entered, so that it is the one to begin with next time.
func (a *Accounts) Used() {
	account := a.Chosen()
	if account.ID == "" {
		return
	}
	if sandbox, known := a.Sandbox(); known || len(a.sandboxes) == 0 {
		account.Sandbox = cmp.Or(sandbox.Name, a.Form.Value(model.FieldSandbox))
	}
	a.used(account)
}
