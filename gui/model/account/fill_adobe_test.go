package account_test

import (
	"slices"
	"strings"
	"testing"

	"mooring/client/credentials"
	"mooring/gui/model"
	"mooring/gui/model/account"
	"mooring/gui/model/modeltest"
)

// A credential of another environment of Adobe's is never sent to production.
func TestFillAdobeOfAnotherEnvironment(t *testing.T) {
	const (
		stage = `{"org_id":"0A1B2C3D4E5F60718293A4B5@AdobeOrg","client_id":"9f8e7d6c5b4a39281706f5e4d3c2b1a0","secret":"p8e-MadeUpSecretForTests0123456789ab","environment":"stage"}`
		prod  = `{"org_id":"0A1B2C3D4E5F60718293A4B5@AdobeOrg","client_id":"9f8e7d6c5b4a39281706f5e4d3c2b1a0","secret":"p8e-MadeUpSecretForTests0123456789ab","environment":"prod"}`
	)
	accounts := account.NewAccounts(modeltest.NewShuffled(1), nil, nil, nil, account.PracticeSecrets{})
	fill := func(text string) {
		found, err := credentials.Read("", []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		c := found.Adobe[0]
		accounts.Form.Set(model.FieldAPIKey, c.ClientID) // that of the chosen account: none is begun
		accounts.Form.Set(model.FieldOrgID, c.OrgID)
		accounts.FillAdobe(c)
	}
	for _, c := range []struct{ text, platform, signIn, key string }{
		{stage, "https://platform-stage.adobe.io", "https://ims-na1-stg1.adobelogin.com", "fill.environment"},
		{prod, "", "", ""},
		{strings.Replace(stage, `"stage"`, `"int"`, 1), "https://platform-int.adobe.io", "https://ims-na1-stg1.adobelogin.com", "fill.environment"},
		{strings.Replace(prod, `"environment":"prod"`, `"ims_endpoint":"ims-na1-stg1.adobelogin.com"`, 1), "https://platform-stage.adobe.io", "https://ims-na1-stg1.adobelogin.com", "fill.environment"},
		{strings.Replace(prod, `"prod"`, `"development"`, 1), "", "", ""},
	} {
		fill(c.text)
		target := accounts.Target()
		note := accounts.Form.Note(model.FieldAPIKey)
		if target.Account.PlatformURL != c.platform || target.Account.SignInURL != c.signIn || note.Text.Key != c.key {
			t.Errorf("%s: %q, %q, %q", c.text, target.Account.PlatformURL, target.Account.SignInURL, note.Text.Key)
		}
	}
}

// What names no organization leaves the one that stands there, and says so where it came
// with another credential. What belongs to that credential goes.
func TestFillAdobeWithoutAnOrganization(t *testing.T) {
	const org, another = "0A1B2C3D4E5F60718293A4B5@AdobeOrg", "0123456789abcdef0123456789abcdef"
	for _, c := range []struct{ before, note string }{
		{"9f8e7d6c5b4a39281706f5e4d3c2b1a0", "fill.keptOrganization"},
		{another, ""},
	} {
		accounts := newDesk(modeltest.NewShuffled(1)).accounts
		accounts.ChooseNew()
		accounts.Form.Fill(map[model.Field]string{ // as a file has filled them in
			model.FieldOrgID: org, model.FieldAPIKey: c.before, model.FieldClientSecret: "p8e-MadeUpSecretForTests0123456789ab",
		}, model.FieldOrgID, model.FieldAPIKey, model.FieldClientSecret)
		filled := accounts.FillAdobe(credentials.AdobeCredential{ClientID: another})
		if got := accounts.Form.Value(model.FieldOrgID); got != org {
			t.Errorf("after %s: the organization is %q", c.before, got)
		}
		if slices.Contains(filled, model.FieldOrgID) {
			t.Error("it says that the organization was filled in")
		}
		if got := accounts.Form.Note(model.FieldOrgID).Text.Key; got != c.note {
			t.Errorf("after %s: the organization is noted %q, want %q", c.before, got, c.note)
		}
		if got := accounts.Form.Value(model.FieldClientSecret); (got == "") != (c.before != another) {
			t.Errorf("after %s: the secret is %q", c.before, got)
		}
	}
}
