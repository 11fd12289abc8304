package account_test

import (
	"errors"
	"testing"

	"mooring/client/history"
	"mooring/client/practice"
	"mooring/client/secrets"
	"mooring/client/session"
	"mooring/gui/model"
	"mooring/gui/model/account"
	"mooring/gui/model/modeltest"
)

func TestPracticeSignsInAndOffersItsSandboxes(t *testing.T) {
	modeltest.EachOrder(t, func(t *testing.T, r *modeltest.Shuffled) {
		d := newDesk(r)
		d.accounts.ChoosePractice()
		r.Settle()
		if got := d.accounts.State(); got != account.SignedIn {
			t.Fatalf("state %v, problem %+v", got, d.accounts.Problem())
		}
		if got := d.accounts.Form.Value(model.FieldSandbox); got != practice.SandboxDevelopment {
			t.Errorf("preselected sandbox %q, want one in which nothing is at stake", got)
		}
		for _, s := range d.accounts.Sandboxes() {
			if s.Name == practice.SandboxResetting {
				t.Error("a sandbox that is not active is offered")
			}
		}
		if d.accounts.Expiry().IsZero() {
			t.Error("no expiry")
		}
		if saved := d.accounts.Saved(); len(saved) != 0 {
			t.Errorf("the practice Platform is listed as an organization: %v", saved)
		}
	})
}

func TestSignInSavesTheAccountAndItsSecret(t *testing.T) {
	modeltest.EachOrder(t, func(t *testing.T, r *modeltest.Shuffled) {
		d := newDesk(r)
		d.enter()
		if began, wrong := d.accounts.SignIn(); !began {
			t.Fatalf("field %s is wrong", wrong)
		}
		r.Settle()
		if d.accounts.State() != account.SignedIn {
			t.Fatalf("problem %+v", d.accounts.Problem())
		}
		chosen := d.accounts.Chosen()
		if chosen.ID == "" || chosen.OrgID != practice.OrgID || chosen.Label == "" {
			t.Fatalf("saved %+v", chosen)
		}
		secret, err := d.vault.Get(t.Context(), chosen.SecretKey())
		if err != nil || secret.Reveal() != practice.ClientSecret {
			t.Errorf("vault holds %v, %v", secret, err)
		}

		// Chosen again, the secret comes from the vault and need not be typed.
		d.accounts.Form.Set(model.FieldClientSecret, "")
		d.accounts.SignIn()
		r.Settle()
		if d.accounts.State() != account.SignedIn || !d.accounts.SecretStored() {
			t.Errorf("state %v, problem %+v", d.accounts.State(), d.accounts.Problem())
		}

		var last history.Account
		d.accounts.Load(func(account history.Account, _ error) { last = account })
		r.Settle()
		if last.ID != chosen.ID || last.LastUsedAt.IsZero() {
			t.Errorf("last used %+v", last)
		}
	})
}

func TestSignInWithPastedToken(t *testing.T) {
	modeltest.EachOrder(t, func(t *testing.T, r *modeltest.Shuffled) {
		d := newDesk(r)
		d.enter()
		link, err := d.sessions.Connect(t.Context(), d.accounts.Target())
		if err != nil {
			t.Fatal(err)
		}
		token, err := link.Tokens.Token(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		d.accounts.Form.Set(model.FieldClientSecret, "")
		d.accounts.UseToken(true)
		d.accounts.Form.Set(model.FieldToken, "Bearer "+token)
		d.accounts.SignIn()
		r.Settle()
		if d.accounts.State() != account.SignedIn {
			t.Fatalf("problem %+v", d.accounts.Problem())
		}
		if d.accounts.Expiry().IsZero() {
			t.Error("the token's expiry was not read")
		}
		if _, err := d.vault.Get(t.Context(), d.accounts.Chosen().SecretKey()); !errors.Is(err, secrets.ErrNotFound) {
			t.Errorf("a pasted token was stored: %v", err)
		}
	})
}

func TestSignInRefusesWhatCannotBeRight(t *testing.T) {
	modeltest.EachOrder(t, func(t *testing.T, r *modeltest.Shuffled) {
		d := newDesk(r)
		d.enter()
		d.accounts.Form.Set(model.FieldOrgID, "x@techacct.adobe.com")
		began, wrong := d.accounts.SignIn()
		if began || wrong != model.FieldOrgID {
			t.Fatalf("began %v, wrong %s", began, wrong)
		}
		if d.accounts.Form.Note(model.FieldOrgID).Level != model.Error {
			t.Error("the field does not say so")
		}
	})
}

func TestWrongSecretIsExplained(t *testing.T) {
	modeltest.EachOrder(t, func(t *testing.T, r *modeltest.Shuffled) {
		d := newDesk(r)
		d.enter()
		d.accounts.Form.Set(model.FieldClientSecret, "not-the-secret")
		d.accounts.SignIn()
		r.Settle()
		if got := d.accounts.Problem().Name; d.accounts.State() != account.SignInFailed || got != "credentialRefused" {
			t.Fatalf("state %v, problem %q", d.accounts.State(), got)
		}
		if d.accounts.Chosen().ID != "" {
			t.Error("an account that cannot sign in was saved")
		}
	})
}

func TestEditingSignsOut(t *testing.T) {
	modeltest.EachOrder(t, func(t *testing.T, r *modeltest.Shuffled) {
		d := newDesk(r)
		d.accounts.ChoosePractice()
		r.Settle()
		d.accounts.Form.Set(model.FieldSandbox, practice.SandboxDevelopment)
		if d.accounts.State() != account.SignedIn {
			t.Error("choosing a sandbox signs out")
		}
		d.accounts.Form.CheckAll()
		if d.accounts.State() != account.SignedIn {
			t.Error("checking the fields signs out")
		}
		d.accounts.Form.Set(model.FieldAPIKey, "another")
		if d.accounts.State() != account.SignedOut || d.accounts.Sandboxes() != nil {
			t.Errorf("state %v, sandboxes %v", d.accounts.State(), d.accounts.Sandboxes())
		}
	})
}

// A credential that is entered once more for a new organization is that of the account
// which has it, by the way of Save and by that of a sign-in; what it had stays.
func TestTheSameCredentialIsOneAccount(t *testing.T) {
	for name, again := range map[string]func(*account.Accounts){
		"saved":     func(a *account.Accounts) { a.Save() },
		"signed in": func(a *account.Accounts) { a.SignIn() },
	} {
		t.Run(name, func(t *testing.T) {
			modeltest.EachOrder(t, func(t *testing.T, r *modeltest.Shuffled) {
				d := newDesk(r)
				d.enter()
				d.accounts.Form.Set(model.FieldSandbox, practice.SandboxDevelopment)
				d.accounts.SignIn()
				r.Settle()
				first := d.accounts.Chosen()
				d.accounts.Rename(first.ID, "Luma")
				told := 0
				d.accounts.AlreadySaved.Listen(func(history.Account) { told++ })
				d.accounts.ChooseNew()
				d.enter()
				d.accounts.Form.Set(model.FieldSandbox, "")
				again(d.accounts)
				r.Settle()
				if saved := d.accounts.Saved(); len(saved) != 1 || d.accounts.Chosen().ID != first.ID || told != 1 {
					t.Errorf("saved %+v, chosen %q, told %d times", saved, d.accounts.Chosen().ID, told)
				}
				if got := d.accounts.Chosen(); got.Label != "Luma" || got.Sandbox == "" {
					t.Errorf("it is now %+v", got)
				}
				d.accounts.ChooseNew()
				d.enter()
				d.accounts.Form.Set(model.FieldAPIKey, "another-key-of-the-organization0")
				d.accounts.Save()
				r.Settle()
				if n := len(d.accounts.Saved()); n != 2 {
					t.Errorf("with another key: %d accounts", n)
				}
			})
		})
	}
}

func TestRemoveForgetsTheSecret(t *testing.T) {
	modeltest.EachOrder(t, func(t *testing.T, r *modeltest.Shuffled) {
		d := newDesk(r)
		d.enter()
		d.accounts.SignIn()
		r.Settle()
		account := d.accounts.Chosen()
		d.accounts.Remove(account, false, func(err error) {
			if err != nil {
				t.Error(err)
			}
		})
		r.Settle()
		if _, err := d.vault.Get(t.Context(), account.SecretKey()); !errors.Is(err, secrets.ErrNotFound) {
			t.Errorf("the vault still holds the secret: %v", err)
		}
		if len(d.accounts.Saved()) != 0 || d.accounts.Chosen().ID != "" {
			t.Errorf("still there: %v", d.accounts.Saved())
		}
	})
}

func TestMissingSecretPointsAtItsField(t *testing.T) {
	modeltest.EachOrder(t, func(t *testing.T, r *modeltest.Shuffled) {
		d := newDesk(r)
		d.enter()
		d.accounts.SignIn()
		r.Settle()
		account := d.accounts.Chosen()
		if err := d.vault.Delete(t.Context(), account.SecretKey()); err != nil {
			t.Fatal(err)
		}
		d.accounts.Choose(account)
		r.Settle()
		if p := d.accounts.Problem(); p.Name != "noSecret" || p.Field != model.FieldClientSecret {
			t.Errorf("problem %+v", p)
		}
		if d.accounts.SecretStored() {
			t.Error("the field may still stay empty")
		}
	})
}

func TestTargetForUsesTheEntrysPlace(t *testing.T) {
	modeltest.EachOrder(t, func(t *testing.T, r *modeltest.Shuffled) {
		d := newDesk(r)
		d.enter()
		d.accounts.SignIn()
		r.Settle()
		entry := history.Entry{
			AccountID: d.accounts.Chosen().ID, APIKey: practice.APIKey,
			Place: history.Place{PlatformURL: session.PlaceOf(d.accounts.Chosen()).PlatformURL, OrgID: "other@AdobeOrg", Sandbox: "dev"},
		}
		target := d.accounts.TargetFor(entry)
		if got := target.Account; got.Sandbox != "dev" || got.OrgID != "other@AdobeOrg" || target.Elsewhere {
			t.Errorf("target %+v", got)
		}
	})
}

// A credential without a sandbox signs in and can do nothing: it is told so, and
// not that something is wrong with the network. That the list of sandboxes is out
// of order is no reason to keep anybody out.
func TestSandboxesThatCannotBeOffered(t *testing.T) {
	r := modeltest.NewShuffled(1) // one order: what is out of order is asked again, which takes a while
	d := newDesk(r)
	d.accounts.ChoosePractice()
	r.Settle()
	d.accounts.Form.Set(model.FieldOrgID, practice.OrgWithoutSandbox)
	d.accounts.SignIn()
	r.Settle()
	if got := d.accounts.Problem(); d.accounts.State() != account.SignInFailed || got.Name != "noSandbox" {
		t.Errorf("no sandbox: state %v, problem %q", d.accounts.State(), got.Name)
	}
	defer platform.Behave()
	for _, status := range []int{403, 503} {
		d = newDesk(r)
		platform.Misbehave(practice.Fault{Op: practice.OpSandboxes, Status: status})
		d.accounts.ChoosePractice()
		r.Settle()
		if d.accounts.State() != account.SignedIn || len(d.accounts.Sandboxes()) != 0 {
			t.Errorf("%d: state %v, problem %q", status, d.accounts.State(), d.accounts.Problem().Name)
		}
		platform.Behave()
	}
}
