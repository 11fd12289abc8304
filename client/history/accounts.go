package history

import (
	"context"
	"fmt"
)

// Accounts is the saved accounts.
type Accounts struct{ store *store }

// List returns the saved accounts, the last used first.
func (a *Accounts) List(ctx context.Context) ([]Account, error) {
	accounts, err := listAccounts(ctx, a.store.reader)
	return accounts, a.store.fail("list accounts", err)
}

func listAccounts(ctx context.Context, db queryer) ([]Account, error) {
	rows, err := db.QueryContext(ctx, `SELECT id, label, org_id, api_key, sandbox, scopes, practice,
		platform_url, sign_in_url, authority, technical, last_used_at FROM accounts ORDER BY last_used_at DESC, label, id`)
	return collect(rows, err, func(r scanner) (a Account, err error) {
		var used int64
		err = r.Scan(&a.ID, &a.Label, &a.OrgID, &a.APIKey, &a.Sandbox, &a.Scopes, &a.Practice,
			&a.PlatformURL, &a.SignInURL, &a.Authority, &a.Technical, &used)
		a.LastUsedAt = fromMillis(used)
		return a, err
	})
}

// Save adds an account or replaces the one of the same id.
func (a *Accounts) Save(ctx context.Context, account Account) error {
	const op = "save account"
	if account.ID == "" {
		return fmt.Errorf("%s: %w: no id", op, ErrInvalid)
	}
	return a.store.write(ctx, op, func(ctx context.Context, tx *transaction) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO accounts (id, label, org_id, api_key, sandbox, scopes, practice,
			platform_url, sign_in_url, authority, technical, last_used_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
			ON CONFLICT (id) DO UPDATE SET label = excluded.label, org_id = excluded.org_id,
			api_key = excluded.api_key, sandbox = excluded.sandbox, scopes = excluded.scopes,
			practice = excluded.practice, platform_url = excluded.platform_url,
			sign_in_url = excluded.sign_in_url, authority = excluded.authority,
			technical = excluded.technical, last_used_at = excluded.last_used_at`,
			account.ID, account.Label, account.OrgID, account.APIKey, account.Sandbox, account.Scopes, account.Practice,
			account.PlatformURL, account.SignInURL, account.Authority, account.Technical, toMillis(account.LastUsedAt))
		return err
	})
}

// Delete removes an account; its entries stay. Removing one that is not
// there is no error. The account's secret is the keyring's to remove.
func (a *Accounts) Delete(ctx context.Context, id string) error {
	return a.store.write(ctx, "delete account", func(ctx context.Context, tx *transaction) error {
		_, err := tx.ExecContext(ctx, `DELETE FROM accounts WHERE id = ?`, id)
		return err
	})
}
