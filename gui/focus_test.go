package gui

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"testing"

	"mooring/client"
	"mooring/client/practice"
	"mooring/client/secrets"
	"mooring/gui/model"
	"mooring/gui/parts"
)

// controlOf is the name of a field's control.
func (v *screen) controlOf(field model.Field) string {
	if field == model.FieldSandbox && len(v.main.accounts.Sandboxes()) == 0 {
		return "form.sandbox.typed"
	}
	return "form." + string(field)
}

// wantTrouble expects an attempt to have failed, and the cursor in its field.
func (v *screen) wantTrouble(what string, field model.Field) {
	v.t.Helper()
	problem := v.main.attempt.Problem()
	if v.state("phase") != "trouble" || problem.Field != field {
		v.t.Errorf("%s: phase %s, problem %s at %q", what, v.state("phase"), problem.Name, problem.Field)
		return
	}
	if got := v.state("focus"); got != v.controlOf(field) {
		v.t.Errorf("%s: the cursor is in %q, want %q", what, got, v.controlOf(field))
	}
}

// inEveryLanguage runs a test in each, the last of them chosen while the app runs,
// since that makes all pages anew.
func inEveryLanguage(t *testing.T, run func(t *testing.T, start func(dir string) *screen)) {
	t.Helper()
	t.Cleanup(func() { speak(t, "en.json") })
	for _, l := range parts.Languages {
		t.Run(l.Tag, func(t *testing.T) {
			run(t, func(dir string) *screen {
				return openScreen(t, dir, func(v *screen) { v.language = l.Tag + ".json" })
			})
		})
	}
	t.Run("changed while it runs", func(t *testing.T) {
		run(t, func(dir string) *screen {
			v := openScreen(t, dir)
			v.main.speak("fr")
			v.language = "fr.json"
			return v
		})
	})
}

// Every documented code that is about a field puts the cursor there, and every
// other one leaves the fields alone.
func TestTheFieldNamedIsTheFieldFocused(t *testing.T) {
	inEveryLanguage(t, func(t *testing.T, start func(dir string) *screen) {
		v := start(t.TempDir())
		v.tap("welcome.practice")
		errs := documented(t)
		fields, tried := map[model.Field]bool{}, 0
		for _, code := range slices.Sorted(maps.Keys(errs)) {
			refusal := *errs[code]
			refusal.Op = "CreateConnection"
			problem := model.Explain(&refusal)
			if errs[code].Op == "Token" || errs[code].Kind.OutcomeUnknown() || errs[code].Kind == client.KindRateLimited {
				continue // of the sign-in below; of what is looked into or waited for by itself elsewhere
			}
			if v.language != "en.json" && fields[problem.Field] {
				continue // which field a code is about is the same in every language
			}
			tried++
			fields[problem.Field] = true
			v.refused(code, errs[code].Status, tried)
			if got := v.main.attempt.Problem().Name; got != problem.Name {
				t.Errorf("%s: problem %s, want %s", code, got, problem.Name)
			}
			if problem.Field == model.FieldNone {
				v.expect("phase", "trouble", "focus", "create")
			} else {
				v.wantTrouble(code, problem.Field)
			}
			v.backend.practice.Behave()
		}
		if v.language == "en.json" && tried < 80 || len(fields) < 5 {
			t.Errorf("only %d codes were tried, and they are about %d fields", tried, len(fields))
		}
	})
}

// refused tries to create the connection of that number, which Platform refuses.
func (v *screen) refused(code string, status, number int) {
	v.t.Helper()
	v.main.attempt.Clear()
	v.main.form.Clear()
	v.main.form.Set(model.FieldName, fmt.Sprintf("Loyalty %d", number))
	v.main.form.Set(model.FieldAccessKey, fmt.Sprintf("AKIAFOCUSEXAMPLE%04d", number))
	v.main.form.Set(model.FieldSecretKey, exampleSecretKey)
	v.backend.practice.Misbehave(practice.Fault{Op: practice.OpCreate, Status: status, Body: fmt.Appendf(nil, `{"error_code":%q}`, code)})
	v.focus("create")
	v.tap("create")
}

// The same of a sign-in that is refused, by its own button and on the way to create.
func TestTheFieldOfARefusedSignIn(t *testing.T) {
	inEveryLanguage(t, testRefusedSignIn)
}

func testRefusedSignIn(t *testing.T, start func(dir string) *screen) {
	for code, err := range documented(t) {
		field := model.Explain(err).Field
		if err.Op != "Token" || field == model.FieldNone || field == model.FieldToken {
			continue // a pasted token is not refused by the sign-in, see below
		}
		v := start(t.TempDir())
		v.backend.practice.Misbehave(practice.Fault{Op: practice.OpToken, Status: 401, Body: fmt.Appendf(nil, `{"error":%q}`, code)})
		v.tap("welcome.practice")
		v.expect("signedIn", "failed")
		v.main.accounts.Form.Set(model.FieldSandbox, practice.SandboxProduction)
		v.create("Loyalty", exampleKeyID)
		v.wantTrouble(code, field)
		v.tap("signIn")
		v.expect("signedIn", "failed")
		if got := v.state("focus"); got != v.controlOf(field) {
			t.Errorf("%s at the sign-in: the cursor is in %q, want %q", code, got, v.controlOf(field))
		}
		v.close()
	}
}

// What Mooring finds by itself is about fields as well.
func TestTheFieldOfWhatMooringFinds(t *testing.T) {
	t.Run("sandbox", func(t *testing.T) {
		v := startPractice(t)
		v.main.accounts.Form.Set(model.FieldSandbox, "nowhere")
		v.create("Loyalty", exampleKeyID)
		v.wantTrouble("sandboxUnknown", model.FieldSandbox)
	})
	t.Run("name", func(t *testing.T) {
		v := startPractice(t)
		v.made("Loyalty", exampleKeyID)
		v.create("Loyalty", "AKIAI44QH8DHBEXAMPLE")
		v.expect("problem", "twinName")
		v.wantTrouble("twinName", model.FieldName)
	})
	t.Run("key", func(t *testing.T) {
		v := startPractice(t)
		v.made("Loyalty", exampleKeyID)
		v.create("Fidelity", exampleKeyID)
		v.expect("problem", "twinKey", "focus", "progress.show")
	})
	t.Run("secret gone from the keyring", func(t *testing.T) {
		v, _, _ := startReal(t)
		if err := v.vault.Delete(t.Context(), v.main.accounts.Chosen().SecretKey()); err != nil {
			t.Fatal(err)
		}
		v.enter("form.clientSecret", "")
		v.create("Loyalty", exampleKeyID)
		v.wantTrouble("noSecret", model.FieldClientSecret)
	})
	t.Run("keyring", func(t *testing.T) {
		vault := &mute{Vault: secrets.NewSession()}
		_, address := realServer(t)
		v := openScreen(t, t.TempDir(), func(v *screen) { v.vault = vault })
		v.tap("welcome.organization")
		v.signInTo(address, practice.ClientSecret)
		v.enter("form.clientSecret", "")
		vault.err = secrets.ErrTimeout
		v.create("Loyalty", exampleKeyID)
		v.wantTrouble("keyring", model.FieldClientSecret)
	})
	t.Run("token", func(t *testing.T) {
		v, platform, _ := startReal(t)
		v.choose("signIn.method", parts.Tr("signIn.token"))
		v.enter("form.token", "eyJhbGciOiJub25lIn0.eyJjcmVhdGVkX2F0IjoiMTU3NzgzNjgwMDAwMCIsImV4cGlyZXNfaW4iOiI4NjQwMDAwMCJ9.c2lnbmF0dXJl")
		v.create("Loyalty", exampleKeyID)
		v.expect("problem", "tokenExpired")
		v.wantTrouble("token_expired", model.FieldToken)
		v.enter("form.token", platform.NewToken())
		platform.Misbehave(practice.Fault{Op: practice.OpSandboxes, Status: 401}, practice.Fault{Op: practice.OpCreate, Status: 401})
		v.create("Fidelity", "AKIAI44QH8DHBEXAMPLE")
		v.expect("problem", "pastedTokenRefused")
		v.wantTrouble("token_refused", model.FieldToken)
	})
}

// mute is a keyring that may stop to answer.
type mute struct {
	secrets.Vault
	err error
}

func (m *mute) Get(ctx context.Context, key string) (client.Secret, error) {
	if m.err != nil {
		return client.Secret{}, m.err
	}
	return m.Vault.Get(ctx, key)
}

// Each input that packages refuse by name is a field that can take the cursor.
func TestEveryRefusedInputHasItsField(t *testing.T) {
	v := startEmpty(t)
	for name, field := range map[string]model.Field{
		"APIKey": model.FieldAPIKey, "ClientID": model.FieldAPIKey, "OrgID": model.FieldOrgID, "Sandbox": model.FieldSandbox,
		"ClientSecrets": model.FieldClientSecret, "ClientSecret": model.FieldClientSecret, "Name": model.FieldName,
		"Description": model.FieldDescription, "AccessKeyID": model.FieldAccessKey, "SecretAccessKey": model.FieldSecretKey,
		"SessionToken": model.FieldSessionToken, "Bucket": model.FieldBucket, "FolderPath": model.FieldFolder,
		"ServiceURL": model.FieldServiceURL, "BaseURL": model.FieldPlatformURL, "SignInURL": model.FieldSignInURL,
		"Token": model.FieldToken, "AccessToken": model.FieldToken,
	} {
		problem := model.Explain(&client.APIError{Kind: client.KindInvalid, Op: "CreateConnection", Field: name})
		if problem.Field != field {
			t.Errorf("%s is the field %q, want %q", name, problem.Field, field)
		}
		v.main.accounts.UseToken(field == model.FieldToken)
		v.canvas().Unfocus()
		v.main.focus(problem.Field)
		switch field {
		case model.FieldPlatformURL, model.FieldSignInURL:
			// These have their own sheet.
			if got := v.state("sheet"); got != "addresses" || v.state("focus") != "sheet."+string(field) {
				t.Errorf("%s: sheet %q, cursor in %q", name, got, v.state("focus"))
			}
		default:
			if got := v.state("focus"); got != v.controlOf(field) {
				t.Errorf("%s: the cursor is in %q", name, got)
			}
		}
		v.hideSheets()
	}
}

// Whoever looks at the details of what was made goes on there, and not at the top of the window.
func TestDetailsHaveTheFocus(t *testing.T) {
	v := startPractice(t)
	v.create("Loyalty", practice.AccessKeyWorks)
	v.focus("progress.details")
	v.tap("progress.details")
	v.expect("focus", "details.tabs")
}
