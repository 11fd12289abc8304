package account_test

import (
	"context"
	"testing"

	"mooring/client"
	"mooring/client/history"
	"mooring/client/practice"
	"mooring/client/secrets"
	"mooring/gui/model"
	"mooring/gui/model/account"
	"mooring/gui/model/modeltest"
)

// Where the client secret is, from a new account on a computer whose keyring works to
// one without any, over a restart.
func TestWhereTheSecretIsKept(t *testing.T) {
	modeltest.EachOrder(t, func(t *testing.T, r *modeltest.Shuffled) {
		keyring := &lockable{Vault: secrets.NewSession()}
		d := newDeskWith(r, shelf{}, &vault{Vault: secrets.WithFallback(keyring)})
		wants := func(when string, want account.Keeping) {
			t.Helper()
			if got := account.KeepingOf(d.accounts); got != want {
				t.Errorf("%s: %v, want %v", when, got, want)
			}
		}
		d.enter()
		wants("a new account", account.KeptNowhere)
		d.accounts.Save()
		r.Settle()
		wants("saved", account.KeptInKeyring)

		keyring.err = secrets.ErrUnavailable
		d = newDeskWith(r, d.store, &vault{Vault: secrets.WithFallback(keyring)})
		d.accounts.Load(func(last history.Account, _ error) { d.accounts.Choose(last) })
		r.Settle()
		if d.accounts.State() != account.SignInFailed {
			t.Fatalf("state %v", d.accounts.State())
		}
		wants("the keyring is locked", account.KeptOutOfReach)
		d.accounts.Form.Set(model.FieldPlatformURL, address+"/")
		wants("what is wrong is no longer said", account.KeptOutOfReach)
		if _, wrong := d.accounts.SignIn(); wrong != model.FieldNone {
			t.Errorf("it may not be tried again: %s is wrong", wrong)
		}
		r.Settle()

		d.accounts.Form.Set(model.FieldClientSecret, practice.ClientSecret)
		d.accounts.Save()
		r.Settle()
		wants("entered again", account.KeptUntilQuit)

		keyring.err = nil
		d = newDeskWith(r, d.store, &vault{Vault: secrets.WithFallback(keyring)})
		d.accounts.Load(func(last history.Account, _ error) { d.accounts.Choose(last) })
		r.Settle()
		wants("the keyring is back", account.KeptInKeyring)
	})
}

// lockable is a keyring that can be of no use.
type lockable struct {
	secrets.Vault
	err error
}

func (v *lockable) Get(ctx context.Context, key string) (client.Secret, error) {
	if v.err != nil {
		return client.Secret{}, v.err
	}
	return v.Vault.Get(ctx, key)
}

func (v *lockable) Set(ctx context.Context, key string, value client.Secret) error {
	if v.err != nil {
		return v.err
	}
	return v.Vault.Set(ctx, key, value)
}

// Degraded is that of the vault inside, where it knows.
func (v *vault) Degraded() error {
	if inner, ok := v.Vault.(interface{ Degraded() error }); ok {
		return inner.Degraded()
	}
	return nil
}

// That an account is not saved is said for as long as that is so.
func TestNotSavedUntilItIs(t *testing.T) {
	d := newDesk(modeltest.NewShuffled(1))
	d.signedIn(t)
	d.store[fullShelf] = history.Account{}
	d.accounts.Used()
	d.runner.Settle()
	if d.accounts.Problem().Empty() || d.accounts.State() != account.SignedIn {
		t.Fatalf("state %v, problem %+v", d.accounts.State(), d.accounts.Problem())
	}
	delete(d.store, fullShelf)
	d.accounts.Used()
	d.runner.Settle()
	if problem := d.accounts.Problem(); !problem.Empty() {
		t.Errorf("it is saved by now, and still said: %+v", problem)
	}
}

// Also in practice, where there is nothing else to be saved, the user can try once more.
func TestNotSavedInPractice(t *testing.T) {
	d := newDesk(modeltest.NewShuffled(1))
	d.accounts.ChoosePractice()
	d.runner.Settle()
	d.store[fullShelf] = history.Account{}
	d.accounts.Used()
	d.runner.Settle()
	if !d.accounts.NotSaved() {
		t.Fatalf("problem %+v", d.accounts.Problem())
	}
	delete(d.store, fullShelf)
	d.accounts.Save()
	d.runner.Settle()
	if d.accounts.NotSaved() || !d.accounts.Problem().Empty() {
		t.Errorf("it is saved by now, and still said: %+v", d.accounts.Problem())
	}
}

// Once the secrets have been forgotten, none is believed to be there: it is asked for before
// a sign-in.
func TestForgottenSecretsAreLacking(t *testing.T) {
	modeltest.EachOrder(t, func(t *testing.T, r *modeltest.Shuffled) {
		d := newDesk(r)
		d.signedIn(t)
		if got := account.KeepingOf(d.accounts); got != account.KeptInKeyring {
			t.Fatalf("before: %v", got)
		}
		d.accounts.ForgetSecrets(func(err error) {
			if err != nil {
				t.Error(err)
			}
		})
		r.Settle()
		if got := account.KeepingOf(d.accounts); got != account.KeptNowhere {
			t.Errorf("after: %v", got)
		}
	})
}
