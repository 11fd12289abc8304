package history

import (
	"context"
	"database/sql"
	"errors"
)

// Settings is what the app remembers of its window and of how it is used, by
// name.
type Settings struct{ store *store }

// Get returns a setting, or "" if it was never set.
func (s *Settings) Get(ctx context.Context, key string) (string, error) {
	var value string
	err := s.store.reader.QueryRowContext(ctx, `SELECT value FROM settings WHERE key = ?`, key).Scan(&value)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	return value, s.store.fail("get setting", err)
}

// Set keeps a setting. It is no place for a secret.
func (s *Settings) Set(ctx context.Context, key, value string) error {
	return s.store.write(ctx, "set setting", func(ctx context.Context, tx *transaction) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO settings (key, value) VALUES (?, ?)
			ON CONFLICT (key) DO UPDATE SET value = excluded.value`, key, value)
		return err
	})
}
