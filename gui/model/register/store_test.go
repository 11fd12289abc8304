package register_test

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"mooring/client/history"
	"mooring/gui/model/modeltest"
	"mooring/gui/model/register"
)

// store is a register in memory that can fail, and that counts what it is asked.
type store struct {
	entries  []history.Entry
	imports  [][]history.Entry
	skip     map[string]bool // entries that Forget leaves
	fails    error           // what every reading of entries returns
	unlisted error           // what every list of them returns
	asked    int             // how often anything was read
	largest  int             // number of entries that were asked for at once
}

func newStore(n int) *store {
	s := &store{skip: map[string]bool{}}
	for i := range n {
		s.entries = append(s.entries, history.Entry{
			AttemptID: fmt.Sprintf("attempt-%06d", i), Name: fmt.Sprintf("Connection %06d", i), State: history.Created,
			StartedAt: time.Date(2026, 1, 1, 0, 0, i, 0, time.UTC),
		})
	}
	return s
}

func (s *store) List(ctx context.Context, q history.Query) (history.List, error) {
	s.asked++
	var list history.List
	var found []history.Entry
	facets := map[history.Facet]bool{}
	for _, e := range s.entries {
		if e.Place.Practice != q.Practice {
			continue
		}
		list.All++
		if e.Status().NeedsAttention() {
			list.Attention++
		}
		facets[history.Facet{AccountID: e.AccountID, OrgID: e.Place.OrgID, Sandbox: e.Place.Sandbox}] = true
		if strings.Contains(strings.ToLower(e.Name), strings.ToLower(q.Search)) && fits(e, q.Filter) {
			found = append(found, e)
		}
	}
	for f := range facets {
		list.Facets = append(list.Facets, f)
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
	for _, e := range found {
		list.IDs = append(list.IDs, e.AttemptID)
	}
	return list, cmp.Or(s.unlisted, ctx.Err())
}

func fits(e history.Entry, f history.Filter) bool {
	return (f.Sandbox == "" || f.Sandbox == e.Place.Sandbox) &&
		(f.OrgID == "" || f.OrgID == e.Place.OrgID) &&
		(len(f.Statuses) == 0 || slices.Contains(f.Statuses, e.Status())) &&
		(f.From.IsZero() || !e.StartedAt.Before(f.From)) && (f.To.IsZero() || e.StartedAt.Before(f.To))
}

func (s *store) Read(_ context.Context, ids []string) ([]history.Entry, error) {
	s.asked++
	s.largest = max(s.largest, len(ids))
	if s.fails != nil {
		return nil, s.fails
	}
	at := map[string]history.Entry{}
	for _, e := range s.entries {
		at[e.AttemptID] = e
	}
	var entries []history.Entry
	for _, id := range ids {
		if e, ok := at[id]; ok {
			entries = append(entries, e)
		}
	}
	return entries, nil
}

func (s *store) Get(ctx context.Context, id string) (history.Entry, error) {
	found, err := s.Read(ctx, []string{id})
	if err == nil && len(found) == 0 {
		err = history.ErrNotFound
	}
	if err != nil {
		return history.Entry{}, err
	}
	return found[0], nil
}

func (s *store) Forget(_ context.Context, ids []string) (gone history.Forgotten, skipped int, err error) {
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

func (s *store) Restore(_ context.Context, f history.Forgotten) error {
	s.entries = append(s.entries, f.Entries...)
	return nil
}

// settings are some in memory.
type settings map[string]string

func (s settings) Get(_ context.Context, key string) (string, error) { return s[key], nil }

func (s settings) Set(_ context.Context, key, value string) error {
	s[key] = value
	return nil
}

func (s *store) Import(_ context.Context, entries []history.Entry, _ time.Time) (history.ImportResult, error) {
	s.imports = append(s.imports, slices.Clone(entries))
	return history.ImportResult{Added: len(entries)}, nil
}

// tableOf is a table over a store, sorted by name and loaded.
func tableOf(r *modeltest.Shuffled, s *store) *register.Table {
	table := register.NewTable(r, s)
	table.SortBy(history.ByName, false)
	r.Settle()
	return table
}

// inEachOrder runs a test under runners that end their work in different orders,
// each with a table of n entries of its own.
func inEachOrder(t *testing.T, n int, test func(t *testing.T, r *modeltest.Shuffled, s *store, table *register.Table)) {
	t.Helper()
	modeltest.EachOrder(t, func(t *testing.T, r *modeltest.Shuffled) {
		s := newStore(n)
		test(t, r, s, tableOf(r, s))
	})
}

// click is what a grid tells of a press on a row with no key held.
func click(table *register.Table, row int) {
	table.Select(row)
	table.Marks.One(row)
}

// numbers are those of the entries that something would be done with.
func numbers(scope register.Scope) []string {
	var short []string
	for _, id := range scope {
		short = append(short, strings.TrimLeft(strings.TrimPrefix(id, "attempt-"), "0"))
	}
	return short
}

var errDisk = errors.New("the disk does not answer")
