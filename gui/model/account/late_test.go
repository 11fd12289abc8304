package account_test

import (
	"context"
	"errors"
	"testing"

	"mooring/client"
	"mooring/client/practice"
	"mooring/client/secrets"
	"mooring/gui/model"
	"mooring/gui/model/account"
	"mooring/gui/model/modeltest"
)

// stepsOfSaving is more than there are between a sign-in and all being saved.
const stepsOfSaving = 8

// steps lets some of what is open be done.
func (d *desk) steps(n int) {
	for range n {
		d.runner.Step()
	}
}

// A rename counts while the keyring still asks for its password.
func TestRenameWhileTheAccountIsSaved(t *testing.T) {
	modeltest.EachOrder(t, func(t *testing.T, r *modeltest.Shuffled) {
		for done := range stepsOfSaving {
			d := newDesk(r)
			d.enter()
			d.signIn(t)
			d.steps(done)
			id := d.accounts.Chosen().ID
			d.accounts.Rename(id, "Luma Retail")
			d.accounts.Rename(id, "p8e-not-a-real-client-secret-1") // which is no name
			r.Settle()
			d.accounts.Used()
			r.Settle()
			if got := d.accounts.Chosen().Label; got != "Luma Retail" {
				t.Errorf("after %d steps: the chosen account is called %q", done, got)
			}
			if got := d.store[id].Label; got != "Luma Retail" {
				t.Errorf("after %d steps: the saved account is called %q", done, got)
			}
		}
	})
}

// So does a removal: the account stays away, and its secret is taken out again.
func TestRemoveWhileTheAccountIsSaved(t *testing.T) {
	for name, begin := range map[string]func(t *testing.T, d *desk){
		"new":          func(t *testing.T, d *desk) { d.enter(); d.signIn(t) },
		"once more":    func(t *testing.T, d *desk) { d.signedIn(t); d.signIn(t) },
		"used":         func(t *testing.T, d *desk) { d.signedIn(t); d.accounts.Used() },
		"renamed":      func(t *testing.T, d *desk) { d.signedIn(t); d.accounts.Rename(d.accounts.Chosen().ID, "Luma") },
		"signing in":   func(t *testing.T, d *desk) { d.signedIn(t); d.accounts.SignIn() },
		"saved by key": func(_ *testing.T, d *desk) { d.enter(); d.accounts.Save() },
	} {
		t.Run(name, func(t *testing.T) {
			modeltest.EachOrder(t, func(t *testing.T, r *modeltest.Shuffled) {
				for done := range stepsOfSaving {
					removed(t, r, done, begin)
				}
			})
		})
	}
}

// removed removes an account after some steps of saving it.
func removed(t *testing.T, r *modeltest.Shuffled, done int, begin func(t *testing.T, d *desk)) {
	t.Helper()
	d := newDesk(r)
	begin(t, d)
	d.steps(done)
	chosen := d.accounts.Chosen()
	said := false
	d.accounts.Remove(chosen, false, func(err error) {
		if said = true; err != nil {
			t.Error(err)
		}
	})
	r.Settle()
	if !said {
		t.Error("no word of its end")
	}
	if len(d.accounts.Saved()) != 0 || d.accounts.Chosen().ID != "" {
		t.Errorf("it is back: %v, chosen %v", d.accounts.Saved(), d.accounts.Chosen())
	}
	if len(d.store) != 0 {
		t.Errorf("the next start would find it: %v", d.store)
	}
	if secret, err := d.vault.Get(t.Context(), chosen.SecretKey()); !errors.Is(err, secrets.ErrNotFound) {
		t.Errorf("its secret stays in the vault: %v, %v", secret, err)
	}
}

// Where the keyring does not give the secret up, the account stays.
func TestRemoveWithALockedKeyring(t *testing.T) {
	modeltest.EachOrder(t, func(t *testing.T, r *modeltest.Shuffled) {
		d := newDesk(r)
		chosen := d.signedIn(t)
		d.vault.locked = secrets.ErrUnavailable
		remove := func(anyway bool) (said error) {
			d.accounts.Remove(chosen, anyway, func(err error) { said = err })
			r.Settle()
			return said
		}
		if err := remove(false); !errors.Is(err, secrets.ErrUnavailable) || len(d.accounts.Saved()) != 1 || len(d.store) != 1 {
			t.Errorf("%v, saved %v, %v", err, d.accounts.Saved(), d.store)
		}
		if err := remove(true); err != nil || len(d.accounts.Saved()) != 0 || len(d.store) != 0 {
			t.Errorf("%v, saved %v, %v", err, d.accounts.Saved(), d.store)
		}
	})
}

// What was signed in with is kept beside leaving what was chosen before: one
// token serves the sign-in and all that follows.
func TestChoosingKeepsTheSignInBesideIt(t *testing.T) {
	modeltest.EachOrder(t, func(t *testing.T, r *modeltest.Shuffled) {
		d := newDesk(r)
		chosen := d.signedIn(t)
		d.accounts.Choose(chosen)
		before := tokens.Load()
		r.Settle()
		for range 2 {
			link, err := d.sessions.Connect(t.Context(), d.accounts.Target())
			if err != nil {
				t.Fatal(err)
			}
			if _, err := link.Client.Sandboxes(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		if got := tokens.Load() - before; got != 1 {
			t.Errorf("%d tokens were asked for, want 1", got)
		}
	})
}

// The vault is read once for a sign-in and what follows it.
func TestTheVaultIsReadOncePerSignIn(t *testing.T) {
	modeltest.EachOrder(t, func(t *testing.T, r *modeltest.Shuffled) {
		d := newDesk(r)
		chosen := d.signedIn(t)
		d.accounts.Choose(chosen)
		d.vault.read = 0
		r.Settle()
		for range 3 {
			if _, err := d.sessions.Connect(t.Context(), d.accounts.Target()); err != nil {
				t.Fatal(err)
			}
		}
		if d.vault.read != 1 {
			t.Errorf("read %d times", d.vault.read)
		}
	})
}

// Typing starts nothing in the background.
func TestTypingStartsNoJob(t *testing.T) {
	modeltest.EachOrder(t, func(t *testing.T, r *modeltest.Shuffled) {
		d := newDesk(r)
		d.signedIn(t)
		d.runner.jobs = 0
		d.accounts.Form.Set(model.FieldOrgID, practice.OrgID+"x")
		d.accounts.Form.Set(model.FieldOrgID, practice.OrgID)
		r.Paint()
		if d.runner.jobs != 0 || d.accounts.State() != account.SignedOut {
			t.Errorf("%d jobs, state %v", d.runner.jobs, d.accounts.State())
		}
	})
}

// lateVault cannot be read the first times that it is asked.
type lateVault struct {
	secrets.Vault
	asked, fails int
}

func (v *lateVault) Get(ctx context.Context, key string) (client.Secret, error) {
	if v.asked++; v.asked <= v.fails {
		return client.Secret{}, secrets.ErrUnavailable
	}
	return v.Vault.Get(ctx, key)
}

// What has been answered while a sign-in was under way is tried once that has failed,
// and once only: whether the answer or the failure comes first is a matter of luck.
func TestSignInAgainWhileItIsUnderWay(t *testing.T) {
	modeltest.EachOrder(t, func(t *testing.T, r *modeltest.Shuffled) {
		d := newDesk(r)
		chosen := d.signedIn(t)
		late := &lateVault{Vault: d.vault.Vault, fails: 1}
		d.vault.Vault = late
		d.accounts.Choose(chosen)
		d.accounts.SignIn()
		if d.accounts.State() != account.SigningIn || !d.accounts.SignInAgain() {
			t.Fatalf("the state is %v", d.accounts.State())
		}
		r.Settle()
		if d.accounts.State() != account.SignedIn || late.asked != 2 {
			t.Errorf("after the answer it is %v, %v; the vault was asked %d times", d.accounts.State(), d.accounts.Problem(), late.asked)
		}
		if d.accounts.SignInAgain() {
			t.Error("it signs in again though nothing has failed")
		}

		late.asked, late.fails = 0, 9
		d.accounts.SignIn()
		d.accounts.SignInAgain()
		r.Settle()
		if d.accounts.State() != account.SignInFailed || late.asked != 2 {
			t.Errorf("without an answer that helps it is %v; the vault was asked %d times", d.accounts.State(), late.asked)
		}
	})
}
