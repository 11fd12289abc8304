package history

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"

	"mooring/client"
)

// start is a clock time with milliseconds, in a zone that is not UTC.
var start = time.Date(2026, 3, 14, 15, 9, 26, 535_897_932, time.FixedZone("", 2*60*60))

var home = Place{PlatformURL: "https://platform.adobe.io", OrgID: "5C1328435BF324E90A49402A@AdobeOrg", Sandbox: "prod"}

// openAt opens the register in dir until the test ends.
func openAt(t testing.TB, dir string) *Register {
	t.Helper()
	return openWith(t, Options{Dir: dir})
}

func openWith(t testing.TB, opts Options) *Register {
	t.Helper()
	if opts.Now == nil {
		opts.Now = func() time.Time { return start }
	}
	r, err := Open(t.Context(), opts)
	if err != nil {
		t.Fatalf("Open: %v", err)
	}
	t.Cleanup(func() {
		if err := r.Close(); err != nil {
			t.Errorf("Close: %v", err)
		}
	})
	return r
}

func openNew(t testing.TB) *Register {
	t.Helper()
	return openAt(t, filepath.Join(t.TempDir(), "mooring"))
}

// entryNamed is an entry ready for Begin.
func entryNamed(name string) Entry {
	return Entry{
		AttemptID: uuid.NewString(), Place: home, AccountID: "account-1", APIKey: "api-key-1",
		Name: name, Description: "Invoices of " + name, Bucket: "acme-" + name, FolderPath: "in/",
		ServiceURL: "https://s3.eu-west-3.amazonaws.com/", AccessKeyHint: "AKIA…MPLE", AccessKeyHash: "hash-1",
	}
}

func begin(t testing.TB, r *Register, e Entry) string {
	t.Helper()
	if err := r.Journal.Begin(t.Context(), e); err != nil {
		t.Fatalf("Begin: %v", err)
	}
	return e.AttemptID
}

func finish(t testing.TB, r *Register, id string, o Outcome) {
	t.Helper()
	if err := r.Journal.Finish(t.Context(), id, o); err != nil {
		t.Fatalf("Finish: %v", err)
	}
}

// create begins and finishes an entry.
func create(t testing.TB, r *Register, e Entry, id client.ConnectionID) string {
	t.Helper()
	begin(t, r, e)
	finish(t, r, e.AttemptID, Outcome{State: Created, ConnectionID: id, ETag: client.ETag(fmt.Sprintf("%q", id))})
	return e.AttemptID
}

func get(t testing.TB, r *Register, id string) Entry {
	t.Helper()
	e, err := r.Journal.Get(t.Context(), id)
	if err != nil {
		t.Fatalf("Get: %v", err)
	}
	return e
}

func names(entries []Entry) []string {
	list := []string{}
	for _, e := range entries {
		list = append(list, e.Name)
	}
	return list
}

// contextDone is a context that has ended.
func contextDone(t testing.TB) (context.Context, context.CancelFunc) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	return ctx, cancel
}

// selected is what a query finds, entry by entry.
func selected(ctx context.Context, r *Register, q Query) ([]Entry, error) {
	var entries []Entry
	err := r.Entries.Each(ctx, q, func(e Entry) error { entries = append(entries, e); return nil })
	return entries, err
}

// count is how many entries a query finds.
func count(ctx context.Context, r *Register, q Query) (int, error) {
	found, err := r.Entries.List(ctx, q)
	return len(found.IDs), err
}

// checkIndex compares what is held in memory with what is in the file. What is changed
// then is followed with texts where it was without, and without where it was with.
func checkIndex(t testing.TB, r *Register) {
	t.Helper()
	r.store.index.Lock()
	defer r.store.index.Unlock()
	held := &r.store.index
	var sorted []Column
	for _, column := range columns {
		if held.worded || !byText(column) {
			sorted = append(sorted, column)
		}
	}
	load := func(x *index, worded bool) {
		if err := x.load(t.Context(), r.store.reader, worded); err != nil {
			t.Fatal(err)
		}
		for _, column := range sorted {
			x.ordered(column)
		}
		x.side(false)
		x.side(true)
	}
	var fresh index
	load(held, held.worded)
	load(&fresh, held.worded)
	type whole struct {
		indexed
		traits   traits
		id, text string
	}
	all := func(x *index) (list []whole) {
		for i := range x.rows {
			e := x.rows[i]
			w := whole{indexed: e, traits: x.traits[e.traits], id: x.id(&e)}
			if x.worded {
				w.text = x.text(&e)
			}
			w.indexed.id, w.words, w.indexed.traits = 0, 0, 0 // another one's are elsewhere
			list = append(list, w)
		}
		return list
	}
	if diff := cmp.Diff(all(&fresh), all(held), cmp.AllowUnexported(whole{}, indexed{}, traits{})); diff != "" {
		t.Errorf("the index (-file +memory):\n%s", diff)
	}
	for _, column := range sorted {
		if diff := cmp.Diff(fresh.ordered(column), held.ordered(column)); diff != "" {
			t.Errorf("ordered by %s (-file +memory):\n%s", column, diff)
		}
	}
	for _, practice := range []bool{false, true} {
		if a, b := fresh.side(practice), held.side(practice); a.all != b.all || a.attention != b.attention || len(a.facets) != len(b.facets) {
			t.Errorf("there are %+v, in memory %+v", a, b)
		}
	}
	sorted = columns[len(columns)-1:]
	if worded := held.worded; worded {
		held.read = false
		load(held, false)
	} else {
		sorted = columns
		load(held, true)
	}
}

// onlyOnce leaves a long test to the run without the race detector, which finds
// nothing in what one goroutine does and makes SQLite many times slower.
func onlyOnce(t *testing.T) {
	t.Helper()
	if testing.Short() {
		t.Skip("one goroutine, many queries: nothing for the race detector, for which -short is meant")
	}
}
