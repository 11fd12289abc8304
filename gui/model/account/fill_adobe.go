package account

import (
	"strings"

	"mooring/client"
	"mooring/client/credentials"
	"mooring/client/history"
	"mooring/gui/model"
)

// Home is the account that a credential belongs to: the chosen one, another one that is
// saved, or a new one, whose ID is empty.
func (a *Accounts) Home(c credentials.AdobeCredential) history.Account {
	if a.chosen != "" && a.enteredFor(c) {
		return a.Chosen()
	}
	for _, saved := range a.Saved() {
		if saved.APIKey == c.ClientID && (c.OrgID == "" || saved.OrgID == c.OrgID) {
			return saved
		}
	}
	return history.Account{}
}

// enteredFor reports whether what is entered is of the account of a credential.
func (e *Entered) enteredFor(c credentials.AdobeCredential) bool {
	return e.Form.Value(model.FieldAPIKey) == c.ClientID && (c.OrgID == "" || e.Form.Value(model.FieldOrgID) == c.OrgID)
}

// FillAdobe enters a credential that was read from a file into the account that it
// belongs to, which is chosen for that, and returns the fields that it has filled. It
// sends nothing: that is for the user to say.
func (a *Accounts) FillAdobe(c credentials.AdobeCredential) []model.Field {
	home, same := a.Home(c), true
	if home.ID != a.chosen || !a.enteredFor(c) {
		a.choose(home.ID)
	}
	if home.ID == "" && !a.enteredFor(c) {
		organization := a.Form.Value(model.FieldOrgID)
		a.show(a.Chosen()) // without what was begun for another one
		a.fill(model.FieldOrgID, organization)
		same = false
	}
	values := map[model.Field]string{
		model.FieldOrgID: c.OrgID, model.FieldAPIKey: c.ClientID, model.FieldSandbox: c.Sandbox,
		model.FieldPlatformURL: platformOf[c.Environment], model.FieldSignInURL: signInOf(c),
	}
	fields := []model.Field{model.FieldAPIKey, model.FieldSandbox, model.FieldPlatformURL, model.FieldSignInURL}
	if c.OrgID != "" { // else it stays: most have one organization only
		fields = append([]model.Field{model.FieldOrgID}, fields...)
	}
	filled := a.Form.Fill(values, fields...)
	if c.OrgID == "" && !same {
		a.keptOrganization()
	}
	if c.Scopes != "" || !same {
		a.scopes = c.Scopes
	}
	if len(c.Secrets) > 0 {
		a.UseToken(false)
		filled = append(filled, a.Form.Fill(map[model.Field]string{model.FieldClientSecret: c.Secrets[0].Reveal()}, model.FieldClientSecret)...)
		a.spare = append([]client.Secret(nil), c.Secrets[1:]...)
	} else if !c.AccessToken.Empty() {
		a.UseToken(true)
		filled = append(filled, a.Form.Fill(map[model.Field]string{model.FieldToken: c.AccessToken.Reveal()}, model.FieldToken)...)
	}
	if c.Environment != "" {
		a.Form.Remark(model.FieldAPIKey, model.Note{Level: model.Warning, Text: model.T("fill.environment", "Environment", c.Environment)})
	}
	a.Form.RemarkMade(c.Joined, c.Escaped, c.Decoded, model.FieldClientSecret, model.FieldToken)
	a.Changed.Emit()
	return filled
}

// keptOrganization says that the organization is not of the credential that was filled in.
func (e *Entered) keptOrganization() {
	if e.Form.Value(model.FieldOrgID) != "" {
		e.Form.Remark(model.FieldOrgID, model.Note{Level: model.Warning, Text: model.T("fill.keptOrganization")})
		e.Form.Leave(model.FieldOrgID)
	}
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
