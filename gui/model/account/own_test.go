package account_test

import (
	"testing"

	"mooring/client"
	"mooring/client/history"
	"mooring/client/practice"
	"mooring/client/session"
	"mooring/gui/model"
	"mooring/gui/model/modeltest"
)

// Whoever signs in is told the technical account of the credential by the token, however
// it came, and still knows it with another account at hand.
func TestSignInTellsWhoIsBehindTheCredential(t *testing.T) {
	modeltest.EachOrder(t, func(t *testing.T, r *modeltest.Shuffled) {
		secret := newDesk(r)
		secret.signedIn(t)
		pasted := newDesk(r)
		pasted.enter()
		pasted.accounts.UseToken(true)
		pasted.accounts.Form.Set(model.FieldToken, aToken(t, secret))
		pasted.signIn(t)
		r.Settle()
		for how, d := range map[string]*desk{"client secret": secret, "pasted token": pasted} {
			if got := d.accounts.Own[practice.APIKey]; got != practice.TechnicalAccount {
				t.Errorf("by a %s: %q", how, got)
			}
			d.accounts.ChooseNew()
			r.Settle()
			if len(d.accounts.Own) != 1 {
				t.Errorf("with another account at hand: %v", d.accounts.Own)
			}
		}
	})
}

// It is known after a restart, too, before anybody signs in; of another credential that has
// taken its place nothing is known yet.
func TestWhoIsBehindTheCredentialIsKept(t *testing.T) {
	r := modeltest.NewShuffled(1)
	d := newDesk(r)
	d.signedIn(t)
	again := newDeskWith(r, d.store, d.vault)
	again.accounts.Load(func(history.Account, error) {})
	r.Settle()
	if got := again.accounts.Own[practice.APIKey]; got != practice.TechnicalAccount {
		t.Errorf("after a restart: %q", got)
	}
	again.accounts.Choose(again.accounts.Saved()[0])
	r.Settle()
	again.accounts.Form.Set(model.FieldAPIKey, "another-key-of-the-organization0")
	again.accounts.Form.Set(model.FieldClientSecret, "the-secret-of-the-other-key-0000")
	again.accounts.Save()
	r.Settle()
	for _, saved := range d.store {
		if saved.APIKey != practice.APIKey && saved.Technical != "" {
			t.Errorf("another credential goes by %q", saved.Technical)
		}
	}
}

// A token that Platform refuses tells nothing.
func TestARefusedTokenTellsNothing(t *testing.T) {
	modeltest.EachOrder(t, func(t *testing.T, r *modeltest.Shuffled) {
		d := newDesk(r)
		d.signedIn(t)
		token := aToken(t, d)
		d = newDesk(r)
		d.enter()
		d.accounts.UseToken(true)
		d.accounts.Form.Set(model.FieldToken, token+"x")
		d.accounts.SignIn()
		r.Settle()
		if len(d.accounts.Own) != 0 || d.accounts.Problem().Empty() {
			t.Errorf("%v, problem %q", d.accounts.Own, d.accounts.Problem().Name)
		}
	})
}

// aToken is an access token of what a desk has entered.
func aToken(t *testing.T, d *desk) string {
	t.Helper()
	link, err := d.sessions.Connect(t.Context(), session.Target{
		Account: d.accounts.Chosen(), Secrets: []client.Secret{client.NewSecret(practice.ClientSecret)},
	})
	if err != nil {
		t.Fatal(err)
	}
	token, err := link.Tokens.Token(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return token
}
