package account

import (
	"mooring/client"
	"mooring/client/history"
	"mooring/gui/model"
)

// drafts are what was entered for accounts and is not saved, by their ids.
type drafts map[string]draft

// putAside keeps what is entered for the chosen account.
func (d drafts) putAside(a *Accounts) {
	if a.Practice() {
		// Everything but the sandbox is the same for everybody, and a sandbox that was
		// entered to see what is wrong with it is no place to come back to.
		if sandbox, known := a.Sandbox(); known {
			d[PracticeID] = draft{
				values:     map[model.Field]string{model.FieldSandbox: sandbox.Name},
				secret:     client.NewSecret(a.practice.ClientSecret),
				sandboxOrg: a.practice.OrgID,
			}
		}
		return
	}
	entered := a.draft(a.state == SignedIn && a.passing[a.chosen] == nil)
	if entered.differs(a.Chosen()) {
		d[a.chosen] = entered
	}
}

// takeUp puts back what was entered for the chosen account.
func (d drafts) takeUp(a *Accounts) {
	if entered, kept := d[a.chosen]; kept {
		delete(d, a.chosen)
		a.restore(entered)
	}
}

// draft is what was entered for an account and is not saved. It lives in memory
// only: it may hold secrets.
type draft struct {
	values     map[model.Field]string
	secret     client.Secret
	token      client.Secret
	spare      []client.Secret
	useToken   bool
	scopes     string
	sandboxOrg string
}

// draft is what is entered now, without the client secret where that is kept elsewhere.
func (e *Entered) draft(secretKept bool) draft {
	d := draft{
		values: map[model.Field]string{}, useToken: e.useToken, scopes: e.scopes, sandboxOrg: e.sandboxOrg,
		token: client.NewSecret(e.Form.Value(model.FieldToken)),
	}
	for field := range valuesOf(history.Account{}) {
		d.values[field] = e.Form.Value(field)
	}
	if !secretKept || e.useToken {
		d.secret, d.spare = client.NewSecret(e.Form.Value(model.FieldClientSecret)), e.spare
	}
	return d
}

// differs reports whether a draft holds anything that an account does not.
func (d draft) differs(account history.Account) bool {
	for field, value := range valuesOf(account) {
		if d.values[field] != value {
			return true
		}
	}
	return d.useToken || d.scopes != account.Scopes || !d.secret.Empty() || !d.token.Empty()
}

// restore enters a draft anew.
func (e *Entered) restore(d draft) {
	for field, value := range d.values {
		e.fill(field, value)
	}
	if !d.secret.Empty() {
		e.fill(model.FieldClientSecret, d.secret.Reveal())
	}
	if !d.token.Empty() {
		e.fill(model.FieldToken, d.token.Reveal())
	}
	e.useToken, e.scopes, e.spare, e.sandboxOrg = d.useToken, d.scopes, d.spare, d.sandboxOrg
}
