package register

import (
	"cmp"
	"context"
	"errors"
	"math"
	"slices"

	"mooring/client/history"
)

// orderedRows is up to how many rows marked entries are put into the order of
// the table before something is done with them. Beyond that they come in the
// order in which they were marked.
const orderedRows = 20_000

// ScopeStore is the register as a Scope reads it; *history.Register is one.
type ScopeStore interface {
	Get(ctx context.Context, attemptID string) (history.Entry, error)
	IDs(ctx context.Context, q history.Query) ([]string, error)
	Each(ctx context.Context, q history.Query, f func(history.Entry) error) error
}

// Scope says which entries of the register something is done with: a snapshot
// that background work may keep. The zero Scope is of none.
type Scope struct {
	// Count is how many they were when the snapshot was taken.
	Count int

	byQuery bool
	query   history.Query   // of all of them, or the order of ids
	except  map[string]bool // those that query selects and the user took out
	ids     []string
	rows    int // of the table, when the snapshot was taken
}

// IDs lists the attempt ids of the entries, in the order of the table.
func (s Scope) IDs(ctx context.Context, store ScopeStore) ([]string, error) {
	if s.byQuery {
		ids, err := store.IDs(ctx, s.query)
		if err != nil || len(s.except) == 0 {
			return ids, err
		}
		return slices.DeleteFunc(ids, func(id string) bool { return s.except[id] }), nil
	}
	if len(s.ids) < 2 || s.rows > orderedRows {
		return s.ids, nil
	}
	all, err := store.IDs(ctx, s.query)
	if err != nil {
		return nil, err
	}
	places := make(map[string]int, len(all))
	for i, id := range all {
		places[id] = i
	}
	place := func(id string) int {
		if i, ok := places[id]; ok {
			return i
		}
		return math.MaxInt
	}
	ids := slices.Clone(s.ids)
	slices.SortStableFunc(ids, func(a, b string) int { return cmp.Compare(place(a), place(b)) })
	return ids, nil
}

// Each calls f with every entry, in the order of the table, and holds few of
// them at a time. Entries that are gone by now are left out. An error of f ends
// it and is returned.
func (s Scope) Each(ctx context.Context, store ScopeStore, f func(history.Entry) error) error {
	if s.byQuery {
		return store.Each(ctx, s.query, func(entry history.Entry) error {
			if s.except[entry.AttemptID] {
				return nil
			}
			return f(entry)
		})
	}
	ids, err := s.IDs(ctx, store)
	if err != nil {
		return err
	}
	for _, id := range ids {
		entry, err := store.Get(ctx, id)
		if errors.Is(err, history.ErrNotFound) {
			continue
		}
		if err != nil {
			return err
		}
		if err := f(entry); err != nil {
			return err
		}
	}
	return nil
}

// narrowed is the scope without the entries of other statuses, where that can
// be told beforehand.
func (s Scope) narrowed(statuses ...history.Status) Scope {
	if !s.byQuery {
		return s
	}
	if wanted := s.query.Filter.Statuses; len(wanted) > 0 {
		statuses = slices.DeleteFunc(slices.Clone(statuses), func(status history.Status) bool { return !slices.Contains(wanted, status) })
		if len(statuses) == 0 {
			return Scope{}
		}
	}
	s.query.Filter.Statuses = statuses
	return s
}
