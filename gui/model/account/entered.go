package account

import (
	"mooring/client"
	"mooring/client/history"
	"mooring/client/session"
	"mooring/gui/model"
)

// Entered is what is entered for the chosen account.
type Entered struct {
	// Form holds the fields.
	Form *model.Form

	useToken   bool
	scopes     string
	authority  string          // the certificate of a private one, as text
	spare      []client.Secret // more client secrets that a file brought along
	sandboxOrg string          // the organization in which the sandbox was chosen
	filling    bool            // it is not the user who changes the fields
}

func newEntered(secretStored func() bool) *Entered {
	e := &Entered{}
	e.Form = model.NewForm(func(field model.Field, values map[model.Field]string) model.Note {
		if field == model.FieldClientSecret && e.useToken || field == model.FieldToken && !e.useToken {
			return model.Note{}
		}
		return model.CheckPlatformField(field, values, secretStored())
	}, model.FieldOrgID, model.FieldAPIKey, model.FieldClientSecret, model.FieldToken, model.FieldSandbox, model.FieldPlatformURL, model.FieldSignInURL)
	e.Form.Valued.Listen(func(field model.Field) {
		switch {
		case field == model.FieldSandbox:
			e.sandboxOrg = e.Form.Value(model.FieldOrgID)
		case field == model.FieldClientSecret && !e.filling:
			e.spare = nil // they came with the secret that stood there
		}
	})
	return e
}

// UsesToken reports whether an access token is pasted in place of the secret.
func (e *Entered) UsesToken() bool { return e.useToken }

// fill sets a field as if the user had not touched it.
func (e *Entered) fill(field model.Field, value string) {
	e.filling = true
	defer func() { e.filling = false }()
	e.Form.Set(field, value)
}

// show shows an account as it is saved.
func (e *Entered) show(account history.Account) {
	e.filling = true
	e.Form.Clear()
	e.filling = false
	e.useToken, e.scopes, e.spare = false, account.Scopes, nil
	e.authority = account.Authority
	for field, value := range valuesOf(account) {
		e.fill(field, value)
	}
	e.sandboxOrg = account.OrgID
}

// target is an account with what is entered for it.
func (e *Entered) target(account history.Account) session.Target {
	account.OrgID = e.Form.Value(model.FieldOrgID)
	account.APIKey = e.Form.Value(model.FieldAPIKey)
	account.Sandbox = e.Form.Value(model.FieldSandbox)
	account.Scopes = e.scopes
	account.Authority = e.authority
	account.PlatformURL = e.Form.Value(model.FieldPlatformURL)
	account.SignInURL = e.Form.Value(model.FieldSignInURL)
	target := session.Target{Account: account}
	if e.useToken {
		target.Token = client.NewSecret(e.Form.Value(model.FieldToken))
	} else if typed := e.Form.Value(model.FieldClientSecret); typed != "" {
		target.Secrets = append([]client.Secret{client.NewSecret(typed)}, e.spare...)
	}
	return target
}

// valuesOf is what the fields hold that are saved with an account.
func valuesOf(account history.Account) map[model.Field]string {
	return map[model.Field]string{
		model.FieldOrgID: account.OrgID, model.FieldAPIKey: account.APIKey, model.FieldSandbox: account.Sandbox,
		model.FieldPlatformURL: account.PlatformURL, model.FieldSignInURL: account.SignInURL,
	}
}
