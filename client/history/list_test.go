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

// Every filter and search, in every order, gives what a plain look at all entries
// does.
func TestFilter(t *testing.T) {
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

	all, err := selected(t.Context(), r, Query{})
	if err != nil || len(all) != n+6 {
		t.Fatalf("%d entries, %v", len(all), err)
	}
	attention := 0
	for _, e := range all {
		if e.Status().NeedsAttention() {
			attention++
		}
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
		{Statuses: AttentionStatuses()},
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
				if f.means(e) && finds(search, e) {
					want++
				}
			}
			for _, q := range []Query{{Filter: f, Search: search}, {Filter: f, Search: search, Sort: ByName, Descending: true}} {
				got, err := r.Entries.List(t.Context(), q)
				if err != nil || len(got.IDs) != want || got.All != len(all) || got.Attention != attention {
					t.Errorf("List(%+v) = %d of %d, %d want attention, %v; want %d of %d, %d",
						q, len(got.IDs), got.All, got.Attention, err, want, len(all), attention)
				}
			}
		}
	}
}

// means is what a filter means.
func (f Filter) means(e Entry) bool {
	return (f.AccountID == "" || e.AccountID == f.AccountID) && (f.OrgID == "" || e.Place.OrgID == f.OrgID) &&
		(f.Sandbox == "" || e.Place.Sandbox == f.Sandbox) && (f.Origin == "" || e.Origin == f.Origin) &&
		(len(f.Statuses) == 0 || slices.Contains(f.Statuses, e.Status())) &&
		(f.From.IsZero() || !e.StartedAt.Before(f.From)) && (f.To.IsZero() || e.StartedAt.Before(f.To))
}

func finds(search string, e Entry) bool {
	for word := range strings.FieldsSeq(search) {
		texts := []string{e.Name, e.Description, e.Bucket, e.Place.Sandbox}
		if len(word) >= idLetters {
			texts = append(texts, string(e.ConnectionID), string(e.ETag), e.Place.OrgID)
		}
		if !slices.ContainsFunc(texts, func(text string) bool { return strings.Contains(strings.ToLower(text), word) }) {
			return false
		}
	}
	return true
}

// A search that nobody waits for any more ends.
func TestSearchIsCancelled(t *testing.T) {
	r := openNew(t)
	begin(t, r, entryNamed("x"))
	q := Query{Search: "x"}
	gone, cancel := contextDone(t)
	defer cancel()
	for _, warm := range []bool{false, true} {
		for name, ask := range map[string]func(context.Context) error{
			"List":    func(ctx context.Context) error { _, err := r.Entries.List(ctx, q); return err },
			"Entries": func(ctx context.Context) error { _, err := r.Entries.Read(ctx, []string{"x"}); return err },
			"Each":    func(ctx context.Context) error { return r.Entries.Each(ctx, q, func(Entry) error { return nil }) },
		} {
			if err := ask(gone); !errors.Is(err, context.Canceled) {
				t.Errorf("%s = %v, warm %v", name, err, warm)
			}
		}
		if n, err := count(t.Context(), r, q); n != 1 || err != nil {
			t.Errorf("afterwards: %d, %v", n, err)
		}
	}
}

// Who types a word fast cancels one search after the other: what the first has begun to
// read is there for the last.
func TestIndexIsReadOnceByWhoTypesFast(t *testing.T) {
	r := openNew(t)
	begin(t, r, entryNamed("x"))
	gone, cancel := contextDone(t)
	defer cancel()
	if _, err := r.Entries.List(gone, Query{Search: "x"}); !errors.Is(err, context.Canceled) {
		t.Errorf("List = %v", err)
	}
	r.store.index.Lock()
	defer r.store.index.Unlock()
	if x := &r.store.index; !x.read || !x.worded {
		t.Errorf("read %v, with texts %v", x.read, x.worded)
	}
}

// A look at the register does not wait for whoever writes to it.
func TestReadersDoNotWaitForAWriter(t *testing.T) {
	r := openNew(t)
	id := begin(t, r, entryNamed("x"))
	err := r.store.write(t.Context(), "long write", func(ctx context.Context, tx *transaction) error {
		if _, err := tx.ExecContext(ctx, `UPDATE entries SET name = 'y'`); err != nil {
			return err
		}
		for _, ask := range []func() error{
			func() error { _, err := r.Entries.List(ctx, Query{Search: "x"}); return err },
			func() error { _, err := r.Entries.Read(ctx, []string{id}); return err },
			func() error { _, err := r.Journal.Get(ctx, id); return err },
			func() error { _, err := r.Journal.Unsettled(ctx, false); return err },
		} {
			if err := ask(); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}

func TestEntries(t *testing.T) {
	r := openNew(t)
	a, b := begin(t, r, entryNamed("a")), begin(t, r, entryNamed("b"))
	got, err := r.Entries.Read(t.Context(), []string{b, "none", a, b})
	if diff := cmp.Diff([]string{"b", "a", "b"}, names(got)); diff != "" || err != nil {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
	if got, err := r.Entries.Read(t.Context(), nil); len(got) != 0 || err != nil {
		t.Errorf("of none: %v, %v", names(got), err)
	}
}

func TestEach(t *testing.T) {
	onlyOnce(t)
	r := openNew(t)
	const n = 3*atATime + 7
	for i := range n {
		create(t, r, entryNamed(fmt.Sprintf("e%04d", i)), client.ConnectionID(fmt.Sprint("id-", i)))
	}
	q := Query{Sort: ByName, Descending: true}
	want, err := selected(t.Context(), r, q)
	if err != nil {
		t.Fatal(err)
	}
	var got []Entry
	err = r.Entries.Each(t.Context(), q, func(e Entry) error {
		if len(got) == 0 { // writers are not held up, and what is removed meanwhile is left out
			create(t, r, entryNamed("e9999"), "new")
			if _, _, err := r.Entries.Forget(t.Context(), []string{want[len(want)-1].AttemptID}); err != nil {
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
	err = r.Entries.Each(t.Context(), Query{}, func(Entry) error { calls++; return enough })
	if err != enough || calls != 1 { //nolint:errorlint // It is to be the very error.
		t.Errorf("%v after %d calls", err, calls)
	}
}
