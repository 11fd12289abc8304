package account

import (
	"mooring/client"
	"mooring/client/history"
	"mooring/gui/model"
)

// KeepServers saves with which servers the chosen account speaks, and whom it trusts
// there, and reports whether there was anything to save: a new account has not been saved
// at all yet. What else is entered stays as it is, but a client secret that was typed for
// the saved credential goes along: the one that is kept is that of the servers of before.
func KeepServers(a *Accounts) bool {
	saved, entered := a.Chosen(), a.Target()
	with := entered.Account
	if saved.ID == "" || a.Practice() || a.removing[saved.ID] {
		return false
	}
	if saved.PlatformURL == with.PlatformURL && saved.SignInURL == with.SignInURL && saved.Authority == with.Authority {
		return false
	}
	a.sessions.Forget(saved.SecretKey())
	a.merge(saved.ID, func(account *history.Account) {
		account.PlatformURL, account.SignInURL, account.Authority = with.PlatformURL, with.SignInURL, with.Authority
	})
	typed := client.Secret{}
	if len(entered.Secrets) > 0 && saved.OrgID == with.OrgID && saved.APIKey == with.APIKey && a.Form.Judge(model.FieldClientSecret).Level != model.Error {
		typed = entered.Secrets[0]
	}
	a.write(saved.ID, func() {
		if !typed.Empty() {
			a.keepSecret(saved.ID, typed)
		}
	})
	return true
}
