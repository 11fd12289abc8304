package account_test

import (
	"fmt"
	"strings"
	"testing"

	"mooring/client/history"
	"mooring/client/practice"
	"mooring/gui/model"
	"mooring/gui/model/account"
	"mooring/gui/model/modeltest"
)

// values is what stands in the fields.
func (d *desk) values() map[model.Field]string {
	values := map[model.Field]string{}
	for _, field := range d.accounts.Form.Fields() {
		values[field] = d.accounts.Form.Value(field)
	}
	return values
}

func sameValues(t *testing.T, got, want map[model.Field]string) {
	t.Helper()
	for field, value := range want {
		if got[field] != value {
			t.Errorf("%s is %q, want %q", field, got[field], value)
		}
	}
}

// What was entered survives a failed sign-in and a look at practice.
func TestWhatWasEnteredSurvivesALookAtPractice(t *testing.T) {
	modeltest.EachOrder(t, func(t *testing.T, r *modeltest.Shuffled) {
		d := newDesk(r)
		d.enter()
		d.accounts.Form.Set(model.FieldClientSecret, "mistyped")
		d.accounts.SignIn()
		r.Settle()
		if d.accounts.State() != account.SignInFailed {
			t.Fatalf("state %v", d.accounts.State())
		}
		entered := d.values()
		d.accounts.ChoosePractice()
		r.Settle()
		if got := d.accounts.Form.Value(model.FieldSignInURL); got != "" || d.accounts.State() != account.SignedIn {
			t.Errorf("practice: sign-in address %q, state %v", got, d.accounts.State())
		}
		d.accounts.ChooseNew()
		r.Settle()
		sameValues(t, d.values(), entered)
	})
}

// Each place has its own draft, tokens and secrets among it.
func TestEachPlaceHasItsOwnDraft(t *testing.T) {
	modeltest.EachOrder(t, func(t *testing.T, r *modeltest.Shuffled) {
		d := newDesk(r)
		saved := d.signedIn(t)
		d.accounts.Form.Set(model.FieldClientSecret, "another secret")
		d.accounts.Form.Set(model.FieldAPIKey, "another key")
		ofSaved := d.values()
		d.accounts.ChooseNew()
		r.Settle()
		if !d.accounts.Form.Empty() {
			t.Errorf("the new organization begins with %v", d.values())
		}
		d.accounts.Form.Set(model.FieldOrgID, practice.OrgWithoutRight)
		d.accounts.UseToken(true)
		d.accounts.Form.Set(model.FieldToken, "a.b.c")
		ofNew := d.values()
		d.accounts.ChoosePractice()
		r.Settle()
		d.accounts.Form.Set(model.FieldSandbox, practice.SandboxProduction)
		d.accounts.Choose(saved)
		r.Settle()
		sameValues(t, d.values(), ofSaved)
		if d.accounts.UsesToken() {
			t.Error("the saved account uses the token of the new one")
		}
		d.accounts.ChooseNew()
		r.Settle()
		sameValues(t, d.values(), ofNew)
		if !d.accounts.UsesToken() {
			t.Error("the new organization has lost its token")
		}
		d.accounts.ChoosePractice()
		r.Settle()
		if got := d.accounts.Form.Value(model.FieldSandbox); got != practice.SandboxProduction {
			t.Errorf("practice goes on in %q", got)
		}
	})
}

// Once signed in there is nothing to put aside: the secret is in the keyring.
func TestNoDraftOfWhatIsSaved(t *testing.T) {
	modeltest.EachOrder(t, func(t *testing.T, r *modeltest.Shuffled) {
		d := newDesk(r)
		saved := d.signedIn(t)
		d.accounts.ChoosePractice()
		r.Settle()
		d.accounts.Choose(saved)
		r.Settle()
		if got := d.accounts.Form.Value(model.FieldClientSecret); got != "" {
			t.Error("the client secret stays in memory")
		}
		if d.accounts.State() != account.SignedIn {
			t.Errorf("state %v", d.accounts.State())
		}
	})
}

// A new organization is saved without signing in: its secret goes to the keyring,
// and the next start has it.
func TestSaveWithoutSigningIn(t *testing.T) {
	modeltest.EachOrder(t, func(t *testing.T, r *modeltest.Shuffled) {
		d := newDesk(r)
		d.enter()
		if wrong := d.accounts.Save(); wrong != model.FieldNone {
			t.Fatalf("%s is wrong", wrong)
		}
		r.Settle()
		saved := d.accounts.Chosen()
		if len(d.store) != 1 || d.store[saved.ID].OrgID != practice.OrgID || d.accounts.State() != account.SignedOut {
			t.Fatalf("saved %v, state %v", d.store, d.accounts.State())
		}
		if strings.Contains(fmt.Sprintf("%+v", d.store), practice.ClientSecret) {
			t.Error("the client secret is in the register")
		}
		secret, err := d.vault.Get(t.Context(), saved.SecretKey())
		if err != nil || secret.Reveal() != practice.ClientSecret || !d.accounts.SecretStored() {
			t.Errorf("the vault has %v, %v", secret, err)
		}
		again := newDeskWith(r, d.store, d.vault)
		again.accounts.Load(func(last history.Account, _ error) { again.accounts.Choose(last) })
		r.Settle()
		if again.accounts.State() != account.SignedIn {
			t.Errorf("the next start: state %v, %+v", again.accounts.State(), again.accounts.Problem())
		}
	})
}

func TestSaveNeedsToKnowWhom(t *testing.T) {
	modeltest.EachOrder(t, func(t *testing.T, r *modeltest.Shuffled) {
		d := newDesk(r)
		d.accounts.ChooseNew()
		d.accounts.Form.Set(model.FieldOrgID, practice.OrgID)
		if wrong := d.accounts.Save(); wrong != model.FieldAPIKey {
			t.Errorf("the wrong field is %q", wrong)
		}
		d.accounts.Form.Set(model.FieldAPIKey, practice.APIKey)
		// The secret may come later.
		if wrong := d.accounts.Save(); wrong != model.FieldNone {
			t.Errorf("the wrong field is %q", wrong)
		}
		r.Settle()
		if len(d.store) != 1 || d.accounts.SecretStored() {
			t.Errorf("saved %v, secret stored %v", d.store, d.accounts.SecretStored())
		}
	})
}

// What practice tries out does not come back: each scenario begins afresh.
func TestPracticeBeginsAfresh(t *testing.T) {
	modeltest.EachOrder(t, func(t *testing.T, r *modeltest.Shuffled) {
		d := newDesk(r)
		d.accounts.ChoosePractice()
		r.Settle()
		d.accounts.Form.Set(model.FieldClientSecret, "wrong")
		d.accounts.Form.Set(model.FieldSandbox, practice.SandboxResetting)
		d.accounts.ChoosePractice()
		r.Settle()
		if got := d.accounts.Form.Value(model.FieldSandbox); d.accounts.State() != account.SignedIn || got != practice.SandboxDevelopment {
			t.Errorf("state %v, sandbox %q", d.accounts.State(), got)
		}
	})
}

// Another organization keeps a sandbox that it has, and clears one that it has not.
func TestAnotherOrganizationAndTheSandbox(t *testing.T) {
	modeltest.EachOrder(t, func(t *testing.T, r *modeltest.Shuffled) {
		d := newDesk(r)
		d.signedIn(t)
		for sandbox, want := range map[string]string{practice.SandboxDevelopment: practice.SandboxDevelopment, "luma-only": ""} {
			d.accounts.Form.Set(model.FieldOrgID, practice.OrgID)
			d.accounts.Form.Set(model.FieldSandbox, sandbox)
			d.accounts.Form.Set(model.FieldOrgID, practice.OrgWithoutRight)
			d.signIn(t)
			r.Settle()
			if got := d.accounts.Form.Value(model.FieldSandbox); got != want {
				t.Errorf("%s becomes %q, want %q", sandbox, got, want)
			}
			if lost := d.accounts.LostSandbox(); (lost == "") != (want != "") {
				t.Errorf("%s: lost %q", sandbox, lost)
			}
		}
		d.accounts.Form.Set(model.FieldSandbox, practice.SandboxDevelopment)
		if d.accounts.LostSandbox() != "" {
			t.Error("it is still asked for")
		}
	})
}

// What was said of a draft comes back with it.
func TestADraftIsStillJudged(t *testing.T) {
	modeltest.EachOrder(t, func(t *testing.T, r *modeltest.Shuffled) {
		d := newDesk(r)
		d.accounts.ChooseNew()
		d.accounts.Form.Set(model.FieldOrgID, "nobody")
		d.accounts.Form.Pass(model.FieldOrgID)
		d.accounts.ChoosePractice()
		r.Settle()
		if note := d.accounts.Form.Note(model.FieldOrgID); note.Level != model.Fine {
			t.Errorf("practice is told %+v", note)
		}
		d.accounts.ChooseNew()
		r.Settle()
		if note := d.accounts.Form.Note(model.FieldOrgID); note.Level != model.Error {
			t.Errorf("back again nothing is said: %+v", note)
		}
	})
}
