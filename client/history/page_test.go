package history

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"mooring/client"
)

// Every filter, search, order and page gives what a plain look at all entries
// does, at a size where each way of reading them is taken.
func TestFilter(t *testing.T) {
	onlyOnce(t)
	defer func(far, few, probed int) { farAway, fewRows, probedRows = far, few, probed }(farAway, fewRows, probedRows)
	farAway, fewRows, probedRows = 20, 60, 40
	const n = 300
	r := openNew(t)
	if err := plant(t.Context(), r, n); err != nil {
		t.Fatal(err)
	}
	mergeAt(t, r, atMerge, shown("id-1"), shown("id-2"))
	practice := entryNamed("practice")
	practice.Place.Practice = true
	begin(t, r, practice)
	failed := begin(t, r, entryNamed("failed"))
	finish(t, r, failed, Outcome{State: Failed})
	begin(t, r, entryNamed("pending"))
	finish(t, r, begin(t, r, entryNamed("unknown")), Outcome{State: Unknown})
	finish(t, r, create(t, r, entryNamed("deleted"), "id"), Outcome{State: Deleted})

	all, err := r.Entries(t.Context(), Query{})
	if err != nil || len(all) != n+6 {
		t.Fatalf("%d entries, %v", len(all), err)
	}
	// What plant has made is searched by more than its entries show.
	texts := map[string]string{}
	rows, err := r.reader.QueryContext(t.Context(), `SELECT attempt_id, search FROM entries`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var id, text string
		if err := rows.Scan(&id, &text); err != nil {
			t.Fatal(err)
		}
		texts[id] = text
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	middle := all[n/2].StartedAt
	for _, f := range []Filter{
		{},
		{AccountID: "account-0"},
		{AccountID: "account-2"},
		{AccountID: "none"},
		{OrgID: home.OrgID},
		{OrgID: "other"},
		{Sandbox: "sandbox-3"},
		{Sandbox: "prod"},
		{Sandbox: "Prod"},
		{Statuses: []Status{StatusWorking}},
		{Statuses: []Status{StatusGone, StatusRefused, StatusWorking}},
		{Statuses: []Status{StatusUnknown, StatusPending, StatusFailed, StatusNotTested, StatusDeleted}},
		{Origin: Here},
		{Origin: Elsewhere},
		{Origin: Imported},
		{From: middle},
		{To: middle},
		{From: middle.Add(-time.Second), To: middle.Add(time.Second)},
		{AccountID: "account-0", OrgID: home.OrgID, Sandbox: "sandbox-3", Statuses: []Status{StatusWorking}, Origin: Here, From: middle},
	} {
		for _, search := range []string{"", "invoices", "seed99 2", "nowhere"} {
			want := 0
			for _, e := range all {
				if f.lets(e) && finds(search, texts[e.AttemptID]) {
					want++
				}
			}
			q := Query{Filter: f, Search: search}
			if got, err := r.Count(t.Context(), q); got != want || err != nil {
				t.Errorf("Count(%+v) = %d, %v; want %d", q, got, err, want)
			}
			checkPages(t, r, q, want)
		}
	}
	if _, err := r.Entries(t.Context(), Query{Filter: Filter{Statuses: []Status{"odd"}}}); !errors.Is(err, ErrInvalid) {
		t.Errorf("an odd status: %v", err)
	}
	if _, err := r.Count(t.Context(), Query{Filter: Filter{Statuses: []Status{"odd"}}}); !errors.Is(err, ErrInvalid) {
		t.Errorf("an odd status: %v", err)
	}
}

// lets is what a filter means.
func (f Filter) lets(e Entry) bool {
	return (f.AccountID == "" || e.AccountID == f.AccountID) && (f.OrgID == "" || e.Place.OrgID == f.OrgID) &&
		(f.Sandbox == "" || e.Place.Sandbox == f.Sandbox) && (f.Origin == "" || e.Origin == f.Origin) &&
		(len(f.Statuses) == 0 || slices.Contains(f.Statuses, e.Status())) &&
		(f.From.IsZero() || !e.StartedAt.Before(f.From)) && (f.To.IsZero() || e.StartedAt.Before(f.To))
}

func finds(search, text string) bool {
	for _, word := range words(search) {
		if !strings.Contains(text, word) {
			return false
		}
	}
	return true
}

// checkPages reads a selection whole and in pages, both ways and in every order.
func checkPages(t *testing.T, r *Register, q Query, n int) {
	t.Helper()
	for column := range orders {
		q.Sort, q.Descending, q.Limit, q.Offset = column, false, 0, 0
		whole, err := r.IDs(t.Context(), q)
		if err != nil || len(whole) != n {
			t.Fatalf("IDs(%+v): %d, %v; want %d", q, len(whole), err, n)
		}
		for _, offset := range []int{0, n / 3, n/2 + 1, n - 3, n + 5} {
			for _, q.Descending = range []bool{false, true} {
				q.Limit, q.Offset = 7, max(0, offset)
				want := slices.Clone(whole)
				if q.Descending {
					slices.Reverse(want)
				}
				want = want[min(q.Offset, n):min(q.Offset+q.Limit, n)]
				entries, err := r.Entries(t.Context(), q)
				if err != nil {
					t.Fatal(err)
				}
				got := []string{}
				for _, e := range entries {
					got = append(got, e.AttemptID)
				}
				if !slices.Equal(got, want) {
					t.Errorf("%+v of %d:\n%v, want\n%v", q, n, got, want)
				}
			}
		}
	}
}

// A long search ends when nobody waits for it any more.
func TestSearchIsCancelled(t *testing.T) {
	r := openNew(t)
	begin(t, r, entryNamed("x"))
	q := Query{Search: "x"}
	gone, cancel := contextDone(t)
	defer cancel()
	for name, ask := range map[string]func(context.Context) error{
		"Count":   func(ctx context.Context) error { _, err := r.Count(ctx, q); return err },
		"Entries": func(ctx context.Context) error { _, err := r.Entries(ctx, q); return err },
		"IDs":     func(ctx context.Context) error { _, err := r.IDs(ctx, q); return err },
		"Each":    func(ctx context.Context) error { return r.Each(ctx, q, func(Entry) error { return nil }) },
	} {
		if err := ask(gone); !errors.Is(err, context.Canceled) {
			t.Errorf("%s = %v", name, err)
		}
	}
	// One that never ends by itself shows that it is the statement that is ended.
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	var n int
	err := r.reader.QueryRowContext(ctx, `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n`).Scan(&n)
	if err == nil {
		t.Errorf("it counted to %d", n)
	}
	if _, err := r.Entries(t.Context(), Query{Limit: 1}); err != nil {
		t.Errorf("afterwards: %v", err)
	}
}

func TestEach(t *testing.T) {
	onlyOnce(t)
	r := openNew(t)
	const n = 3*atATime + 7
	for i := range n {
		create(t, r, entryNamed(fmt.Sprintf("e%04d", i)), client.ConnectionID(fmt.Sprint("id-", i)))
	}
	want, err := r.Entries(t.Context(), Query{Sort: ByName, Descending: true, Limit: n - 10, Offset: 3})
	if err != nil {
		t.Fatal(err)
	}
	var got []Entry
	err = r.Each(t.Context(), Query{Sort: ByName, Descending: true, Limit: n - 10, Offset: 3}, func(e Entry) error {
		if len(got) == 0 { // writers are not held up, and what is removed meanwhile is left out
			create(t, r, entryNamed("e9999"), "new")
			if err := r.Forget(t.Context(), want[len(want)-1].AttemptID); err != nil {
				t.Error(err)
			}
		}
		got = append(got, e)
		return nil
	})
	if diff := cmp.Diff(want[:len(want)-1], got); diff != "" || err != nil {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
	enough, calls := errors.New("enough"), 0
	err = r.Each(t.Context(), Query{}, func(Entry) error { calls++; return enough })
	if err != enough || calls != 1 { //nolint:errorlint // It is to be the very error.
		t.Errorf("%v after %d calls", err, calls)
	}
}
