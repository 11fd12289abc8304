package register

import (
	"context"

	"mooring/client/history"
)

// ScopeStore is the register as a Scope reads it; *history.Entries is one.
type ScopeStore interface {
	Read(ctx context.Context, attemptIDs []string) ([]history.Entry, error)
}

// Scope is the attempt ids of the entries that something is done with, in the
// order of the table: a snapshot that background work may keep.
type Scope []string

// Each calls f with every entry, and holds few of them at a time. Entries that
// are gone by now are left out. An error of f ends it and is returned.
func (s Scope) Each(ctx context.Context, store ScopeStore, f func(history.Entry) error) error {
	return history.EachOf(ctx, store.Read, s, f)
}
