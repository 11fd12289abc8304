package account_test

import (
	"errors"
	"testing"

	"mooring/client/history"
	"mooring/client/practice"
	"mooring/client/session"
	"mooring/gui/model"
	"mooring/gui/model/account"
	"mooring/gui/model/modeltest"
)

// What is saved of the servers is saved at once, with the client secret that was typed for
// them, and nothing else of what is entered.
func TestKeepServers(t *testing.T) {
	const gateway = "https://gateway.example.com"
	modeltest.EachOrder(t, func(t *testing.T, r *modeltest.Shuffled) {
		d := newDesk(r)
		d.enter()
		if account.KeepServers(d.accounts) {
			t.Error("a new account is said to be saved")
		}
		d.signIn(t)
		r.Settle()
		before := d.accounts.Chosen()
		if account.KeepServers(d.accounts) {
			t.Error("it is saved where nothing has changed")
		}
		d.accounts.Form.Set(model.FieldPlatformURL, gateway)
		d.accounts.Form.Set(model.FieldSignInURL, gateway+"/ims")
		d.accounts.Form.Set(model.FieldSandbox, "elsewhere")
		d.accounts.Form.Set(model.FieldClientSecret, "the-gateways-own-secret-of-now-00")
		if !account.KeepServers(d.accounts) || d.accounts.State() != account.SignedOut {
			t.Errorf("not saved, or still signed in: %v", d.accounts.State())
		}
		r.Settle()
		want := before
		want.PlatformURL, want.SignInURL = gateway, gateway+"/ims"
		if got := d.store[before.ID]; got != want {
			t.Errorf("saved %+v, want %+v", got, want)
		}
		if secret, err := d.vault.Get(t.Context(), before.SecretKey()); err != nil || secret.Reveal() != "the-gateways-own-secret-of-now-00" {
			t.Errorf("the keyring has %v, %v", secret, err)
		}
		entry := history.Entry{AccountID: before.ID, APIKey: practice.APIKey, Place: history.Place{PlatformURL: gateway, OrgID: practice.OrgID}}
		d.accounts.ChooseNew()
		if got := d.accounts.TargetFor(entry).Account.SignInURL; got != gateway+"/ims" {
			t.Errorf("the register would sign in at %q", got)
		}
	})
}

// The secret of another credential is not saved with an account that is still the old one.
func TestKeepServersLeavesAnotherCredential(t *testing.T) {
	r := modeltest.NewShuffled(1)
	d := newDesk(r)
	saved := d.signedIn(t)
	d.accounts.Form.Set(model.FieldAPIKey, "another-key-of-the-organization0")
	d.accounts.Form.Set(model.FieldClientSecret, "the-secret-of-the-other-key-0000")
	d.accounts.Form.Set(model.FieldSignInURL, "https://gateway.example.com")
	account.KeepServers(d.accounts)
	r.Settle()
	if got := d.store[saved.ID]; got.APIKey != saved.APIKey || got.SignInURL != "https://gateway.example.com" {
		t.Errorf("saved %+v", got)
	}
	if secret, err := d.vault.Get(t.Context(), saved.SecretKey()); err != nil || secret.Reveal() != practice.ClientSecret {
		t.Errorf("the keyring has %v, %v", secret, err)
	}
}

// An entry that was made at another address than its account has now is asked for at
// neither: the new one may not know it, and nothing is sent to the old one any more.
func TestEntriesOfAnotherServer(t *testing.T) {
	r := modeltest.NewShuffled(1)
	d := newDesk(r)
	saved := d.signedIn(t)
	entry := history.Entry{AccountID: saved.ID, APIKey: saved.APIKey, Place: session.PlaceOf(saved), State: history.Created}
	if target := d.accounts.TargetFor(entry); target.Elsewhere {
		t.Fatal("it is said to be made elsewhere before anything has changed")
	}
	d.accounts.Form.Set(model.FieldPlatformURL, "https://gateway.example.com")
	d.accounts.Form.Set(model.FieldClientSecret, "the-gateways-own-secret-of-now-00")
	account.KeepServers(d.accounts)
	r.Settle()
	reading := d.accounts.ReadingTargets()
	for name, target := range map[string]session.Target{"asked": d.accounts.TargetFor(entry), "read": reading(entry)} {
		if !target.Elsewhere || len(target.Secrets) > 0 || !target.Token.Empty() {
			t.Errorf("%s: %+v", name, target)
		}
		_, err := d.sessions.Connect(t.Context(), target)
		if !errors.Is(err, session.ErrElsewhere) || model.Explain(err).Name != "otherServer" {
			t.Errorf("%s: %v", name, err)
		}
	}
	entry.Place = session.PlaceOf(d.accounts.Chosen())
	if target := d.accounts.TargetFor(entry); target.Elsewhere || target.Account.PlatformURL != "https://gateway.example.com" {
		t.Errorf("made at the new address: %+v", target)
	}
}
