package model

import (
	"strings"

	"mooring/client"
	"mooring/client/credentials"
)

// FillAdobe puts a credential that was read from a file on the Experience
// Platform card. It stays with the chosen account where the credential is that
// account's, and begins a new one otherwise.
func (a *Accounts) FillAdobe(c credentials.AdobeCredential) {
	same := a.Form.Value(FieldAPIKey) == c.ClientID && (c.OrgID == "" || a.Form.Value(FieldOrgID) == c.OrgID)
	if !same {
		a.ChooseNew()
	}
	set := func(field Field, value string) {
		if value != "" {
			a.Form.Set(field, value)
			a.Form.Leave(field)
		}
	}
	set(FieldOrgID, c.OrgID)
	set(FieldAPIKey, c.ClientID)
	set(FieldSandbox, c.Sandbox)
	if c.Scopes != "" || !same {
		a.chosen.Scopes = c.Scopes
	}
	if c.SignInHost != "" && !strings.HasSuffix(adobeSignIn, "//"+c.SignInHost) {
		set(FieldSignInURL, "https://"+c.SignInHost)
	}
	if len(c.Secrets) > 0 {
		a.UseToken(false)
		a.filling = true
		set(FieldClientSecret, c.Secrets[0].Reveal())
		a.filling = false
		a.spare = append([]client.Secret(nil), c.Secrets[1:]...)
	} else if !c.AccessToken.Empty() {
		a.UseToken(true)
		set(FieldToken, c.AccessToken.Reveal())
	}
	a.changed()
}

// adobeSignIn is the address that an empty sign-in address stands for.
const adobeSignIn = "https://ims-na1.adobelogin.com"

// FillAmazon puts an access key that was read from a file on the Amazon S3 card.
// What the file does not say stays as it is, but for a session token, which
// belongs to its key.
func FillAmazon(form *Form, key credentials.AmazonKey) {
	form.Clear(FieldSessionToken)
	for field, value := range map[Field]string{
		FieldAccessKey: key.AccessKeyID, FieldSecretKey: key.SecretAccessKey.Reveal(),
		FieldSessionToken: key.SessionToken.Reveal(), FieldServiceURL: key.ServiceURL,
		FieldBucket: key.Bucket, FieldFolder: key.FolderPath,
	} {
		if value != "" {
			form.Set(field, value)
		}
	}
	for _, field := range []Field{FieldAccessKey, FieldSecretKey, FieldSessionToken} {
		form.Leave(field)
	}
}

// FillTrouble words why a file could not be used.
func FillTrouble(found credentials.Found, err error) Problem { return explainFile(found, err) }
