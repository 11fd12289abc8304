package account

import (
	"context"
	"errors"
	"slices"
	"time"

	"mooring/client"
	"mooring/client/history"
	"mooring/client/provision"
	"mooring/client/secrets"
	"mooring/client/session"
	"mooring/gui/model"
)

// signInLimit bounds a sign-in as a whole: a keyring prompt that waits for its
// password, the token and the sandboxes.
const signInLimit = 2 * time.Minute

// PracticeID is the id of the account of the practice Platform.
const PracticeID = "practice"

// AccountStore keeps the saved accounts; *history.Register is one.
type AccountStore interface {
	Accounts(ctx context.Context) ([]history.Account, error)
	SaveAccount(ctx context.Context, account history.Account) error
	DeleteAccount(ctx context.Context, id string) error
}

// SignInState is where the sign-in of the chosen account stands.
type SignInState int

// The states of a sign-in.
const (
	SignedOut SignInState = iota
	SigningIn
	SignedIn
	SignInFailed
)

// Accounts is the Experience Platform card: the saved accounts, the one that is
// chosen and its fields, the sign-in, and the sandboxes that it offers.
type Accounts struct {
	// OnChange is called when anything but a field's value or note changed.
	OnChange func()
	// OnChoose is called when another account is chosen, before OnChange.
	OnChoose func(history.Account)
	// OnSignedIn is called when a sign-in has succeeded.
	OnSignedIn func()
	// Form holds the card's fields.
	Form *model.Form

	runner    model.Runner
	store     AccountStore
	vault     secrets.Vault
	connector *session.Connector
	practice  PracticeSecrets
	now       func() time.Time

	saved     []history.Account
	chosen    history.Account // zero ID: a new account that is not saved yet
	spare     []client.Secret // more client secrets that a file brought along
	useToken  bool
	stored    bool // the vault is believed to hold the client secret
	state     SignInState
	problem   model.Problem
	sandboxes []client.Sandbox
	expiry    time.Time
	storing   error // why the client secret could not be kept in the keyring
	attempt   int   // of sign-in; results of older ones are ignored
	cancel    context.CancelFunc
	filling   bool
}

// PracticeSecrets is what signs in to the practice Platform. None of it is
// secret: it is the same on every computer.
type PracticeSecrets struct{ OrgID, APIKey, ClientSecret string }

// NewAccounts makes the model of the Experience Platform card.
func NewAccounts(runner model.Runner, store AccountStore, vault secrets.Vault, connector *session.Connector, practice PracticeSecrets) *Accounts {
	a := &Accounts{
		runner: runner, store: store, vault: vault, connector: connector, practice: practice, now: time.Now,
	}
	a.Form = model.NewForm(func(field model.Field, values map[model.Field]string) model.Note {
		if field == model.FieldClientSecret && a.useToken || field == model.FieldToken && !a.useToken {
			return model.Note{}
		}
		return model.CheckPlatformField(field, values, a.stored)
	}, model.FieldOrgID, model.FieldAPIKey, model.FieldClientSecret, model.FieldToken, model.FieldSandbox, model.FieldPlatformURL, model.FieldSignInURL)
	return a
}

// Load reads the saved accounts and then calls then with the one that was used
// last, or a zero Account. The practice Platform is none of them.
func (a *Accounts) Load(then func(last history.Account, err error)) {
	a.runner.Go(func() func() {
		saved, err := a.store.Accounts(context.Background())
		return func() {
			a.saved = saved
			a.changed()
			var last history.Account
			for _, account := range a.Saved() {
				if account.LastUsedAt.After(last.LastUsedAt) || last.ID == "" {
					last = account
				}
			}
			then(last, err)
		}
	})
}

// Saved lists the saved accounts of real organizations.
func (a *Accounts) Saved() []history.Account {
	return slices.DeleteFunc(slices.Clone(a.saved), func(account history.Account) bool { return account.Practice })
}

// Chosen is the chosen account as it is saved; its ID is empty for a new one.
func (a *Accounts) Chosen() history.Account { return a.chosen }

// Practice reports whether the practice Platform is chosen.
func (a *Accounts) Practice() bool { return a.chosen.Practice }

// Choose makes a saved account the chosen one and signs in to it.
func (a *Accounts) Choose(account history.Account) {
	a.choose(account)
	a.SignIn()
}

// ChoosePractice chooses the practice Platform, with its credential filled in.
func (a *Accounts) ChoosePractice() {
	account := history.Account{
		ID: PracticeID, Practice: true, OrgID: a.practice.OrgID, APIKey: a.practice.APIKey,
	}
	if i := slices.IndexFunc(a.saved, func(s history.Account) bool { return s.ID == PracticeID }); i >= 0 {
		account.Sandbox = a.saved[i].Sandbox
	}
	a.choose(account)
	a.Form.Set(model.FieldClientSecret, a.practice.ClientSecret)
	a.SignIn()
}

// ChooseNew empties the card for an organization that is not saved yet.
func (a *Accounts) ChooseNew() { a.choose(history.Account{}) }

func (a *Accounts) choose(account history.Account) {
	a.abandonSignIn()
	a.chosen, a.stored, a.useToken = account, account.ID != "" && !account.Practice, false
	a.state, a.problem, a.sandboxes, a.expiry, a.storing = SignedOut, model.Problem{}, nil, time.Time{}, nil
	a.spare = nil
	a.filling = true
	a.Form.Clear()
	a.Form.Set(model.FieldOrgID, account.OrgID)
	a.Form.Set(model.FieldAPIKey, account.APIKey)
	a.Form.Set(model.FieldSandbox, account.Sandbox)
	a.Form.Set(model.FieldPlatformURL, account.PlatformURL)
	a.Form.Set(model.FieldSignInURL, account.SignInURL)
	a.filling = false
	a.connector.Want(account.Practice)
	if !account.Practice {
		a.runner.Go(func() func() {
			a.connector.Leave(context.Background())
			return nil
		})
	}
	if a.OnChoose != nil {
		a.OnChoose(account)
	}
	a.changed()
}

// Edited says that the user changed a field. Who is signed in is no longer
// certain when it is one that the sign-in uses.
func (a *Accounts) Edited(field model.Field) {
	if field == model.FieldClientSecret && !a.filling {
		a.spare = nil // they came with the secret that stood there
	}
	if a.filling || field == model.FieldSandbox || a.state == SignedOut {
		return
	}
	a.abandonSignIn()
	a.state, a.problem, a.sandboxes, a.expiry = SignedOut, model.Problem{}, nil, time.Time{}
	a.changed()
}

// UseToken chooses between a pasted access token and the client secret.
func (a *Accounts) UseToken(use bool) {
	if a.useToken == use {
		return
	}
	a.useToken = use
	a.Edited(model.FieldToken)
	a.changed()
}

// UsesToken reports whether an access token is pasted in place of the secret.
func (a *Accounts) UsesToken() bool { return a.useToken }

// SecretStored reports whether the keyring is believed to hold the client
// secret, so that its field may stay empty.
func (a *Accounts) SecretStored() bool { return a.stored }

// State is where the sign-in stands, and Problem why it failed.
func (a *Accounts) State() SignInState { return a.state }

// Problem is why the sign-in failed; empty in every other state.
func (a *Accounts) Problem() model.Problem { return a.problem }

// Expiry is until when the sign-in is valid; zero if it cannot be told.
func (a *Accounts) Expiry() time.Time { return a.expiry }

// KeptForSession says why the client secret is kept only until the app quits;
// nil if it is in the keyring.
func (a *Accounts) KeptForSession() error { return a.storing }

// Sandboxes are the organization's sandboxes that can be used, once signed in.
func (a *Accounts) Sandboxes() []client.Sandbox { return a.sandboxes }

// Sandbox is the chosen sandbox, if it is one of Sandboxes.
func (a *Accounts) Sandbox() (client.Sandbox, bool) {
	name := a.Form.Value(model.FieldSandbox)
	i := slices.IndexFunc(a.sandboxes, func(s client.Sandbox) bool { return s.Name == name })
	if i < 0 {
		return client.Sandbox{}, false
	}
	return a.sandboxes[i], true
}

// Target is a snapshot of the card for background work.
func (a *Accounts) Target() session.Target {
	account := a.chosen
	account.OrgID = a.Form.Value(model.FieldOrgID)
	account.APIKey = a.Form.Value(model.FieldAPIKey)
	account.Sandbox = a.Form.Value(model.FieldSandbox)
	account.PlatformURL = a.Form.Value(model.FieldPlatformURL)
	account.SignInURL = a.Form.Value(model.FieldSignInURL)
	target := session.Target{Account: account}
	if a.useToken {
		target.Token = client.NewSecret(a.Form.Value(model.FieldToken))
	} else if typed := a.Form.Value(model.FieldClientSecret); typed != "" {
		target.Secrets = append([]client.Secret{client.NewSecret(typed)}, a.spare...)
	}
	return target
}

// SignIn signs in with what stands on the card and, if that works, saves the
// account and offers its sandboxes. It reports whether it began; where it did
// not, the first wrong field is noted in the form and returned.
func (a *Accounts) SignIn() (began bool, wrong model.Field) {
	if a.state == SigningIn {
		return true, model.FieldNone
	}
	for _, field := range a.Form.Fields() {
		if field == model.FieldSandbox {
			continue
		}
		if note := a.Form.Judge(field); note.Level == model.Error {
			a.Form.Leave(field)
			return false, field
		}
	}
	a.abandonSignIn()
	if again, ok := a.vault.(interface{ Retry() }); ok {
		again.Retry() // it may have been unlocked since
	}
	attempt, target := a.attempt, a.Target()
	ctx, cancel := context.WithTimeout(context.Background(), signInLimit)
	a.cancel = cancel
	a.state, a.problem = SigningIn, model.Problem{}
	a.changed()
	a.runner.Go(func() func() {
		defer cancel()
		done := a.signIn(ctx, target)
		return func() {
			if attempt == a.attempt {
				a.signedIn(target, done)
			}
		}
	})
	return true, model.FieldNone
}

type signInResult struct {
	sandboxes []client.Sandbox
	expiry    time.Time
	secret    client.Secret // that worked; empty where a token is pasted
	err       error
}

func (a *Accounts) signIn(ctx context.Context, target session.Target) signInResult {
	link, err := a.connector.Connect(ctx, target)
	if err != nil {
		return signInResult{err: err}
	}
	if _, err = link.Tokens.Token(ctx); err != nil {
		return signInResult{err: err}
	}
	done := signInResult{expiry: link.Expiry()}
	if link.Secret != nil {
		done.secret = link.Secret()
	}
	sandboxes, err := link.Client.Sandboxes(ctx)
	switch {
	case provision.NotListed(err): // the sandbox is then typed in
		err = nil
	case err == nil && len(sandboxes) == 0:
		err = provision.ErrNoSandbox
	}
	done.sandboxes, done.err = slices.DeleteFunc(sandboxes, func(s client.Sandbox) bool { return !s.Active() }), err
	return done
}

func (a *Accounts) signedIn(target session.Target, done signInResult) {
	a.cancel = nil
	if done.err != nil {
		a.state, a.problem = SignInFailed, model.Explain(done.err)
		if errors.Is(done.err, session.ErrNoSecret) {
			a.stored = false
		}
		a.changed()
		return
	}
	a.state, a.sandboxes, a.expiry = SignedIn, done.sandboxes, done.expiry
	a.preselectSandbox()
	a.changed()
	if !target.Account.Practice {
		a.keep(target, done.secret)
	}
	if a.OnSignedIn != nil {
		a.OnSignedIn()
	}
}

func (a *Accounts) preselectSandbox() {
	name := a.Form.Value(model.FieldSandbox)
	if _, known := a.Sandbox(); known || len(a.sandboxes) == 0 {
		return
	}
	if name != "" && (name != a.chosen.Sandbox || !a.chosen.Practice) {
		if name == a.chosen.Sandbox {
			// What was used last is gone: which one to use now is for the user to say.
			a.Form.Clear(model.FieldSandbox)
		}
		return
	}
	for _, s := range a.sandboxes {
		if s.IsDefault || len(a.sandboxes) == 1 {
			a.Form.Set(model.FieldSandbox, s.Name)
			return
		}
	}
}

// Stop ends a sign-in that is under way.
func (a *Accounts) Stop() { a.abandonSignIn() }

func (a *Accounts) abandonSignIn() {
	a.attempt++
	if a.cancel != nil {
		a.cancel()
		a.cancel = nil
	}
}

func (a *Accounts) changed() {
	if a.OnChange != nil {
		a.OnChange()
	}
}
