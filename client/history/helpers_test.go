package history

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"
	"time"

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
	if err := r.Begin(t.Context(), e); err != nil {
		t.Fatalf("Begin: %v", err)
	}
	return e.AttemptID
}

func finish(t testing.TB, r *Register, id string, o Outcome) {
	t.Helper()
	if err := r.Finish(t.Context(), id, o); err != nil {
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
	e, err := r.Get(t.Context(), id)
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

// checkTallies compares what the triggers keep with what there is.
func checkTallies(t testing.TB, r *Register) {
	t.Helper()
	var wrong int
	err := r.reader.QueryRowContext(t.Context(), `SELECT count(*) FROM (
		SELECT facet, rank, n FROM tallies EXCEPT SELECT facet, status, count(*) FROM entries GROUP BY facet, status
		UNION ALL SELECT facet, rank, 1 FROM entries WHERE rank <> status
		UNION ALL SELECT facet, status, 1 FROM entries e WHERE NOT EXISTS (SELECT 1 FROM facets f WHERE f.id = e.facet
			AND f.practice = e.practice AND f.account_id = e.account_id AND f.org_id = e.org_id
			AND f.sandbox = e.sandbox AND f.origin = e.origin)
		UNION ALL SELECT id, 0, 0 FROM facets WHERE id NOT IN (SELECT facet FROM entries))`).Scan(&wrong)
	if wrong != 0 || err != nil {
		t.Errorf("%d tallies or facets are wrong, %v", wrong, err)
	}
	var total, entries int
	err = r.reader.QueryRowContext(t.Context(), `SELECT coalesce((SELECT sum(n) FROM tallies), 0), (SELECT count(*) FROM entries)`).Scan(&total, &entries)
	if total != entries || err != nil {
		t.Errorf("the tallies say %d, there are %d entries, %v", total, entries, err)
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
