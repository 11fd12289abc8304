package account

import (
	"strings"

	"mooring/client"
	"mooring/client/credentials"
	"mooring/gui/model"
)

// FillAdobe puts a credential that was read from a file on the Experience
// Platform card. It stays with the chosen account where the credential is that
// account's, and begins a new one otherwise.
func (a *Accounts) FillAdobe(c credentials.AdobeCredential) {
	same := a.Form.Value(model.FieldAPIKey) == c.ClientID && (c.OrgID == "" || a.Form.Value(model.FieldOrgID) == c.OrgID)
	if !same {
		a.ChooseNew()
	}
	set := func(field model.Field, value string) {
		if value != "" {
			a.Form.Set(field, value)
			a.Form.Leave(field)
		}
	}
	set(model.FieldOrgID, c.OrgID)
	set(model.FieldAPIKey, c.ClientID)
	set(model.FieldSandbox, c.Sandbox)
	if c.Scopes != "" || !same {
		a.chosen.Scopes = c.Scopes
	}
	if c.SignInHost != "" && !strings.HasSuffix(adobeSignIn, "//"+c.SignInHost) {
		set(model.FieldSignInURL, "https://"+c.SignInHost)
	}
	if len(c.Secrets) > 0 {
		a.UseToken(false)
		a.filling = true
		set(model.FieldClientSecret, c.Secrets[0].Reveal())
		a.filling = false
		a.spare = append([]client.Secret(nil), c.Secrets[1:]...)
	} else if !c.AccessToken.Empty() {
		a.UseToken(true)
		set(model.FieldToken, c.AccessToken.Reveal())
	}
	a.changed()
}

// adobeSignIn is the address that an empty sign-in address stands for.
const adobeSignIn = "https://ims-na1.adobelogin.com"
