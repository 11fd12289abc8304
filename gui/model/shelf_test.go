package model_test

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"mooring/client/history"
	"mooring/gui/model"
	"mooring/gui/model/register"
)

// shelf is a register in memory that notes what it is asked, and may be slow.
type shelf struct {
	entries  []history.Entry
	facets   []history.Facet
	settings map[string]string
	version  int64

	queries []history.Query // of Entries
	listed  []history.Query // of IDs
	skip    map[string]bool // entries that ForgetAll leaves
	imports [][]history.Entry
	// slow, if set, is called by Count before it answers.
	slow func(ctx context.Context, q history.Query) error
}

func newShelf(n int) *shelf {
	s := &shelf{settings: map[string]string{}, skip: map[string]bool{}}
	for i := range n {
		s.entries = append(s.entries, history.Entry{
			AttemptID: fmt.Sprintf("attempt-%06d", i), Name: fmt.Sprintf("Connection %06d", i), State: history.Created,
			StartedAt: time.Date(2026, 1, 1, 0, 0, i, 0, time.UTC),
		})
	}
	return s
}

func (s *shelf) selected(q history.Query) []history.Entry {
	var found []history.Entry
	for _, e := range s.entries {
		if e.Place.Practice == q.Practice && strings.Contains(strings.ToLower(e.Name), strings.ToLower(q.Search)) && fits(e, q.Filter) {
			found = append(found, e)
		}
	}
	slices.SortFunc(found, func(a, b history.Entry) int {
		order := a.StartedAt.Compare(b.StartedAt)
		if q.Sort == history.ByName {
			order = cmp.Compare(a.Name, b.Name)
		}
		if q.Descending {
			order = -order
		}
		return order
	})
	found = found[min(q.Offset, len(found)):]
	if q.Limit > 0 {
		found = found[:min(q.Limit, len(found))]
	}
	return found
}

func fits(e history.Entry, f history.Filter) bool {
	return (f.Sandbox == "" || f.Sandbox == e.Place.Sandbox) &&
		(f.OrgID == "" || f.OrgID == e.Place.OrgID) &&
		(len(f.Statuses) == 0 || slices.Contains(f.Statuses, statusOf(e))) &&
		(f.From.IsZero() || !e.StartedAt.Before(f.From)) && (f.To.IsZero() || e.StartedAt.Before(f.To))
}

func statusOf(e history.Entry) history.Status {
	switch {
	case e.State == history.Created && e.Test == history.Working:
		return history.StatusWorking
	case e.State == history.Created && e.Test == history.Refused:
		return history.StatusRefused
	case e.State == history.Created:
		return history.StatusNotTested
	}
	return history.Status(e.State)
}

func (s *shelf) Entries(_ context.Context, q history.Query) ([]history.Entry, error) {
	s.queries = append(s.queries, q)
	return s.selected(q), nil
}

func (s *shelf) Count(ctx context.Context, q history.Query) (int, error) {
	if s.slow != nil {
		if err := s.slow(ctx, q); err != nil {
			return 0, err
		}
	}
	return len(s.selected(q)), ctx.Err()
}

func (s *shelf) IDs(_ context.Context, q history.Query) ([]string, error) {
	s.listed = append(s.listed, q)
	var ids []string
	for _, e := range s.selected(q) {
		ids = append(ids, e.AttemptID)
	}
	return ids, nil
}

func (s *shelf) Each(_ context.Context, q history.Query, f func(history.Entry) error) error {
	for _, e := range s.selected(q) {
		if err := f(e); err != nil {
			return err
		}
	}
	return nil
}

func (s *shelf) Get(_ context.Context, id string) (history.Entry, error) {
	for _, e := range s.entries {
		if e.AttemptID == id {
			return e, nil
		}
	}
	return history.Entry{}, history.ErrNotFound
}

func (s *shelf) Facets(context.Context, bool) ([]history.Facet, error) { return s.facets, nil }

func (s *shelf) ForgetAll(_ context.Context, ids []string) (history.Forgotten, int, error) {
	var gone history.Forgotten
	skipped := 0
	for _, id := range ids {
		i := slices.IndexFunc(s.entries, func(e history.Entry) bool { return e.AttemptID == id })
		switch {
		case i < 0:
		case s.skip[id]:
			skipped++
		default:
			gone.Entries = append(gone.Entries, s.entries[i])
			s.entries = slices.Delete(s.entries, i, i+1)
		}
	}
	return gone, skipped, nil
}

func (s *shelf) Restore(_ context.Context, f history.Forgotten) error {
	s.entries = append(s.entries, f.Entries...)
	return nil
}

func (s *shelf) DataVersion(context.Context) (int64, error) { return s.version, nil }

func (s *shelf) Setting(_ context.Context, key string) (string, error) { return s.settings[key], nil }

func (s *shelf) SetSetting(_ context.Context, key, value string) error {
	s.settings[key] = value
	return nil
}

func (s *shelf) Import(_ context.Context, entries []history.Entry, _ time.Time) (history.ImportResult, error) {
	s.imports = append(s.imports, slices.Clone(entries))
	return history.ImportResult{Added: len(entries)}, nil
}

// tableOf is a table over a shelf, sorted by name.
func tableOf(s *shelf) *register.Table {
	table := register.NewTable(&model.Inline{}, s)
	table.SortBy(history.ByName, false)
	return table
}

// acting lists the numbers of the entries that something would be done with.
func acting(t interface{ Helper() }, s *shelf, scope register.Scope) []string {
	t.Helper()
	ids, err := scope.IDs(context.Background(), s)
	if err != nil {
		return []string{err.Error()}
	}
	for i, id := range ids {
		ids[i] = strings.TrimLeft(strings.TrimPrefix(id, "attempt-"), "0")
	}
	return ids
}
