package session

import (
	"context"

	"mooring/client/history"
)

// Links are the ways to Platform of work on many entries: one for each account and
// sandbox, so that the keyring is not asked for every entry.
type Links struct {
	sessions *Sessions
	known    map[linkKey]linked
}

type linkKey struct {
	accountID, apiKey string
	place             history.Place
}

type linked struct {
	link *Link
	err  error
}

// Links makes the Links of work that begins.
func (s *Sessions) Links() *Links { return &Links{sessions: s, known: map[linkKey]linked{}} }

// To is Connect, once for each account and sandbox.
func (l *Links) To(ctx context.Context, target Target) (*Link, error) {
	key := linkKey{target.Account.ID, target.Account.APIKey, PlaceOf(target.Account)}
	found, ok := l.known[key]
	if !ok {
		found.link, found.err = l.sessions.Connect(ctx, target)
		if ctx.Err() == nil {
			l.known[key] = found
		}
	}
	return found.link, found.err
}
