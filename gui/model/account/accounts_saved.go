package account

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"github.com/google/uuid"

	"mooring/client"
	"mooring/client/history"
	"mooring/client/session"
	"mooring/gui/model"
)

// keep saves the account that has just signed in, and its secret if one was typed.
func (a *Accounts) keep(target session.Target, secret client.Secret) {
	account := target.Account
	if account.ID == "" {
		account.ID = uuid.NewString()
	}
	if account.Label == "" {
		account.Label = a.defaultLabel(account)
	}
	account.Sandbox = a.Form.Value(model.FieldSandbox)
	account.LastUsedAt = a.now()
	// At once: a keyring may ask for its password for a long time, and a second
	// sign-in meanwhile is the same account's.
	a.chosen = account
	attempt := a.attempt
	a.runner.Go(func() func() {
		ctx, cancel := context.WithTimeout(context.Background(), signInLimit)
		defer cancel()
		err := a.store.SaveAccount(ctx, account)
		var storing error
		if err == nil && len(target.Secrets) > 0 {
			storing = a.vault.Set(ctx, account.SecretKey(), secret)
			if degraded, ok := a.vault.(interface{ Degraded() error }); ok && storing == nil {
				storing = degraded.Degraded()
			}
		}
		return func() {
			if err != nil {
				a.problem = model.Explain(err)
				a.changed()
				return
			}
			a.replace(account)
			if attempt == a.attempt {
				a.chosen, a.storing = account, storing
				a.stored = a.stored || len(target.Secrets) > 0
			}
			a.changed()
		}
	})
}

// defaultLabel names a new account after the start of its organization's id
// until the user gives it a name.
func (a *Accounts) defaultLabel(account history.Account) string {
	label := account.OrgID
	if len(label) > 8 {
		label = label[:8] + "…"
	}
	return label
}

func (a *Accounts) replace(account history.Account) {
	if i := slices.IndexFunc(a.saved, func(s history.Account) bool { return s.ID == account.ID }); i >= 0 {
		a.saved[i] = account
		return
	}
	a.saved = append(a.saved, account)
}

// Used notes that the chosen account was used just now, with the sandbox that
// stands on the card, so that it is the one to begin with next time.
func (a *Accounts) Used() {
	account := a.chosen
	if account.ID == "" {
		return
	}
	account.LastUsedAt = a.now()
	if sandbox, known := a.Sandbox(); known || len(a.sandboxes) == 0 {
		account.Sandbox = cmp.Or(sandbox.Name, a.Form.Value(model.FieldSandbox))
	}
	a.chosen = account
	a.replace(account)
	a.save(account)
}

// Rename gives the chosen account another name.
func (a *Accounts) Rename(label string) {
	label = model.Clean(label)
	if a.chosen.ID == "" || a.chosen.Practice || label == "" {
		return
	}
	a.chosen.Label = label
	a.replace(a.chosen)
	a.save(a.chosen)
	a.changed()
}

func (a *Accounts) save(account history.Account) {
	a.runner.Go(func() func() {
		if err := a.store.SaveAccount(context.Background(), account); err != nil {
			return func() { a.problem = model.Explain(err); a.changed() }
		}
		return nil
	})
}

// Remove forgets a saved account and its client secret. The register keeps the
// connections that were made with it. then gets nil, or why it failed: where the
// keyring does not give the secret up, the account stays, so that the secret is
// not orphaned, unless anyway is set.
func (a *Accounts) Remove(account history.Account, anyway bool, then func(error)) {
	a.runner.Go(func() func() {
		ctx, cancel := context.WithTimeout(context.Background(), signInLimit)
		defer cancel()
		err := a.vault.Delete(ctx, account.SecretKey())
		if err == nil || anyway {
			err = a.store.DeleteAccount(ctx, account.ID)
		}
		return func() {
			if err == nil {
				a.saved = slices.DeleteFunc(a.saved, func(s history.Account) bool { return s.ID == account.ID })
				if a.chosen.ID == account.ID {
					a.ChooseNew()
				}
			}
			a.changed()
			then(err)
		}
	})
}

// ForgetSecrets removes the client secrets of all saved accounts from the
// keyring. then gets nil, or why some of them are still there.
func (a *Accounts) ForgetSecrets(then func(error)) {
	saved := a.Saved()
	a.runner.Go(func() func() {
		ctx, cancel := context.WithTimeout(context.Background(), signInLimit)
		defer cancel()
		var trouble error
		for _, account := range saved {
			trouble = errors.Join(trouble, a.vault.Delete(ctx, account.SecretKey()))
		}
		return func() { then(trouble) }
	})
}
