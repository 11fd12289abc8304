package account

import (
	"maps"
	"slices"

	"mooring/client"
	"mooring/client/history"
	"mooring/gui/model"
)

// drafts are what was entered for accounts and is not saved, by their ids.
type drafts map[string]draft

// draft is what was entered for an account and is not saved. It lives in memory
// only: it may hold secrets.
type draft struct {
	form       model.Draft
	spare      []client.Secret
	useToken   bool
	scopes     string
	authority  string
	sandboxOrg string
}

// putAside keeps what is entered for the chosen account, if it is not saved.
func (d drafts) putAside(a *Accounts) {
	if a.Practice() {
		// Everything but the sandbox is the same for everybody, and a sandbox that was
		// entered to see what is wrong with it is no place to come back to.
		sandbox, _ := a.Sandbox()
		a.practiceSandbox = sandbox.Name
		return
	}
	entered := draft{a.Form.PutAside(), a.spare, a.useToken, a.scopes, a.authority, a.sandboxOrg}
	if a.state == SignedIn && !a.passing[a.chosen] && !entered.useToken {
		entered.form, entered.spare = entered.form.Without(model.FieldClientSecret), nil // the keyring has it
	}
	if entered.differs(a.Chosen()) {
		d[a.chosen] = entered
	}
}

// takeUp puts back what was entered for the chosen account.
func (d drafts) takeUp(a *Accounts) {
	if a.Practice() && a.practiceSandbox != "" {
		a.fill(model.FieldSandbox, a.practiceSandbox)
	}
	if entered, kept := d[a.chosen]; kept {
		delete(d, a.chosen)
		a.Form.TakeUp(entered.form)
		a.spare, a.useToken, a.scopes, a.sandboxOrg = entered.spare, entered.useToken, entered.scopes, entered.sandboxOrg
		a.authority = entered.authority
	}
}

// Unsaved lists the accounts for which the user has typed anything that neither the
// register nor the keyring has, as far as they are known: a new one has no ID. A sandbox
// is chosen again soon.
func (a *Accounts) Unsaved() []history.Account {
	var all []history.Account
	look := func(account history.Account, entered entries) {
		saved := valuesOf(account)
		if entered.Typed() && slices.ContainsFunc(a.Form.Fields(), func(field model.Field) bool {
			return field != model.FieldSandbox && entered.Value(field) != saved[field]
		}) {
			if account.ID == "" {
				account.OrgID = entered.Value(model.FieldOrgID)
			}
			all = append(all, account)
		}
	}
	for _, id := range slices.Sorted(maps.Keys(a.drafts)) {
		if account, known := a.find(id); known || id == "" {
			look(account, a.drafts[id].form.Without(model.FieldSandbox))
		}
	}
	if !a.Practice() && a.state != SignedIn {
		look(a.Chosen(), a.Form)
	}
	return all
}

// entries are what stands in the fields of a form.
type entries interface {
	Typed() bool
	Value(field model.Field) string
}

// differs reports whether a draft holds anything that an account does not.
func (d draft) differs(account history.Account) bool {
	for field, value := range valuesOf(account) {
		if d.form.Value(field) != value {
			return true
		}
	}
	return d.useToken || d.scopes != account.Scopes || d.authority != account.Authority || d.form.Value(model.FieldClientSecret) != "" || d.form.Value(model.FieldToken) != ""
}
