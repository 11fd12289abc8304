package account

import (
	"strings"

	"mooring/client"
	"mooring/client/credentials"
	"mooring/gui/model"
)

// FillAdobe enters a credential that was read from a file. It stays with the chosen account where the credential is that
// account's, and begins a new one otherwise.
func (a *Accounts) FillAdobe(c credentials.AdobeCredential) {
	same := a.Form.Value(model.FieldAPIKey) == c.ClientID && (c.OrgID == "" || a.Form.Value(model.FieldOrgID) == c.OrgID)
	if !same {
		a.ChooseNew()
		a.show(a.Chosen()) // without what was begun for another one
	}
	values := map[model.Field]string{
		model.FieldOrgID: c.OrgID, model.FieldAPIKey: c.ClientID, model.FieldSandbox: c.Sandbox,
		model.FieldPlatformURL: platformOf[c.Environment], model.FieldSignInURL: signInOf(c),
	}
	a.Form.Fill(values, model.FieldOrgID, model.FieldAPIKey, model.FieldSandbox, model.FieldPlatformURL, model.FieldSignInURL)
	if c.Scopes != "" || !same {
		a.scopes = c.Scopes
	}
	if len(c.Secrets) > 0 {
		a.UseToken(false)
		a.Form.Fill(map[model.Field]string{model.FieldClientSecret: c.Secrets[0].Reveal()}, model.FieldClientSecret)
		a.spare = append([]client.Secret(nil), c.Secrets[1:]...)
	} else if !c.AccessToken.Empty() {
		a.UseToken(true)
		a.Form.Fill(map[model.Field]string{model.FieldToken: c.AccessToken.Reveal()}, model.FieldToken)
	}
	if c.Environment != "" {
		a.Form.Remark(model.FieldAPIKey, model.Note{Level: model.Warning, Text: model.T("fill.environment", "Environment", c.Environment)})
	}
	a.Form.RemarkMade(c.Joined, c.Decoded, model.FieldClientSecret, model.FieldToken)
	a.Changed.Emit()
}

// adobeSignIn is the address that an empty sign-in address stands for, and
// adobeStageSignIn that for every environment but production.
const (
	adobeSignIn      = "https://ims-na1.adobelogin.com"
	adobeStageSignIn = "https://ims-na1-stg1.adobelogin.com"
)

// platformOf are the addresses of Adobe's environments that are not production.
var platformOf = map[string]string{
	"stage": "https://platform-stage.adobe.io",
	"int":   "https://platform-int.adobe.io",
}

// signInOf is the address that signs a credential in, or "" for the usual one.
// A secret of another environment is never sent to production's.
func signInOf(c credentials.AdobeCredential) string {
	switch {
	case c.SignInHost != "" && !strings.HasSuffix(adobeSignIn, "//"+c.SignInHost):
		return "https://" + c.SignInHost
	case c.Environment != "":
		return adobeStageSignIn
	}
	return ""
}
