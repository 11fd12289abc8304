package history

import (
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
