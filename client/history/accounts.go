package history

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

// Accounts returns the saved accounts, the last used first.
func (r *Register) Accounts(ctx context.Context) ([]Account, error) {
	accounts, err := r.accounts(ctx)
	return accounts, r.fail("list accounts", err)
}

func (r *Register) accounts(ctx context.Context) ([]Account, error) {
	rows, err := r.reader.QueryContext(ctx, `SELECT id, label, org_id, api_key, sandbox, scopes, practice,
		platform_url, sign_in_url, last_used_at FROM accounts ORDER BY last_used_at DESC, label, id`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var accounts []Account
	for rows.Next() {
		var a Account
		var used int64
		if err := rows.Scan(&a.ID, &a.Label, &a.OrgID, &a.APIKey, &a.Sandbox, &a.Scopes, &a.Practice,
			&a.PlatformURL, &a.SignInURL, &used); err != nil {
			return nil, err
		}
		a.LastUsedAt = fromMillis(used)
		accounts = append(accounts, a)
	}
	return accounts, rows.Err()
}

// SaveAccount adds an account or replaces the one of the same id.
func (r *Register) SaveAccount(ctx context.Context, a Account) error {
	const op = "save account"
	if a.ID == "" {
		return fmt.Errorf("%s: %w: no id", op, ErrInvalid)
	}
	return r.write(ctx, op, func(ctx context.Context, tx *transaction) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO accounts (id, label, org_id, api_key, sandbox, scopes, practice,
			platform_url, sign_in_url, last_used_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
			ON CONFLICT (id) DO UPDATE SET label = excluded.label, org_id = excluded.org_id,
			api_key = excluded.api_key, sandbox = excluded.sandbox, scopes = excluded.scopes,
			practice = excluded.practice, platform_url = excluded.platform_url,
			sign_in_url = excluded.sign_in_url, last_used_at = excluded.last_used_at`,
			a.ID, a.Label, a.OrgID, a.APIKey, a.Sandbox, a.Scopes, a.Practice,
			a.PlatformURL, a.SignInURL, toMillis(a.LastUsedAt))
		return err
	})
}

// DeleteAccount removes an account; its entries stay. Removing one that is not
// there is no error. The account's secret is the keyring's to remove.
func (r *Register) DeleteAccount(ctx context.Context, id string) error {
	return r.write(ctx, "delete account", func(ctx context.Context, tx *transaction) error {
		_, err := tx.ExecContext(ctx, `DELETE FROM accounts WHERE id = ?`, id)
		return err
	})
}

// Setting returns a setting of the app, or "" if it was never set.
func (r *Register) Setting(ctx context.Context, key string) (string, error) {
	var value string
	err := r.reader.QueryRowContext(ctx, `SELECT value FROM settings WHERE key = ?`, key).Scan(&value)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	return value, r.fail("get setting", err)
}

// SetSetting keeps a setting of the app. It is no place for a secret.
func (r *Register) SetSetting(ctx context.Context, key, value string) error {
	return r.write(ctx, "set setting", func(ctx context.Context, tx *transaction) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO settings (key, value) VALUES (?, ?)
			ON CONFLICT (key) DO UPDATE SET value = excluded.value`, key, value)
		return err
	})
}
