package history

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"mooring/client"
)

// odd holds what careless code changes: quotes, markup, line ends, a NUL, an
// accent in two encodings, and bytes that are no text at all.
const odd = "\"quo'te\" <b>&amp; \r\n\t\x00 é e\u0301 数据 \xff\xfe %_\\ "

func TestAttemptIsKeptAsItIs(t *testing.T) {
	r := openNew(t)
	e := Entry{
		AttemptID: "attempt", AccountID: "account" + odd, APIKey: "key" + odd,
		Place: Place{PlatformURL: "url" + odd, OrgID: "org" + odd, Sandbox: "sandbox" + odd},
		Name:  odd, Description: odd, Bucket: odd, FolderPath: odd, ServiceURL: odd,
		AccessKeyHint: "AKIA…MPLE", AccessKeyHash: "hash",
		KnownIDs: []client.ConnectionID{"a", `b"<&>`},
	}
	ignored := e
	ignored.State, ignored.ConnectionID, ignored.Test = Created, "id", Working
	begin(t, r, ignored)

	want := e
	want.State, want.Origin = Pending, Here
	want.StartedAt = time.Date(2026, 3, 14, 13, 9, 26, 535_000_000, time.UTC)
	want.UpdatedAt = want.StartedAt
	if diff := cmp.Diff(want, get(t, r, "attempt")); diff != "" {
		t.Errorf("begun (-want +got):\n%s", diff)
	}

	o := Outcome{
		State: Unknown, RequestID: "request" + odd,
		Problem:    Problem{Kind: client.KindUnavailable, Status: 503, Code: odd, Detail: odd, RequestID: odd, Op: "CreateConnection", Page: true},
		Candidates: []client.ConnectionID{"c", "d"},
	}
	finish(t, r, "attempt", o)
	want.State, want.RequestID, want.Problem, want.Candidates = o.State, o.RequestID, o.Problem, o.Candidates
	if diff := cmp.Diff(want, get(t, r, "attempt")); diff != "" {
		t.Errorf("unknown (-want +got):\n%s", diff)
	}

	finish(t, r, "attempt", Outcome{State: Created, ConnectionID: "id" + odd, ETag: `"1700d77b"` + odd, RequestID: "again"})
	at := start.Add(time.Hour)
	if err := r.Journal.RecordTest(t.Context(), "attempt", Refused, at); err != nil {
		t.Fatal(err)
	}
	want.State, want.ConnectionID, want.ETag, want.RequestID = Created, "id"+odd, `"1700d77b"`+odd, "again"
	want.Problem, want.Candidates = Problem{}, nil
	want.Test, want.TestedAt = Refused, at.UTC().Truncate(time.Millisecond)
	if diff := cmp.Diff(want, get(t, r, "attempt")); diff != "" {
		t.Errorf("created (-want +got):\n%s", diff)
	}
}

func TestBeginKeepsItsStart(t *testing.T) {
	r := openNew(t)
	e := entryNamed("x")
	e.StartedAt = start.Add(-time.Hour)
	begin(t, r, e)
	got := get(t, r, e.AttemptID)
	if !got.StartedAt.Equal(e.StartedAt.Truncate(time.Millisecond)) || !got.UpdatedAt.After(got.StartedAt) {
		t.Errorf("started %s, updated %s", got.StartedAt, got.UpdatedAt)
	}
}

func TestBeginRefuses(t *testing.T) {
	r := openNew(t)
	e := entryNamed("x")
	begin(t, r, e)
	finish(t, r, e.AttemptID, Outcome{State: Created, ConnectionID: "id"})
	if err := r.Journal.Begin(t.Context(), e); !errors.Is(err, ErrDuplicate) {
		t.Errorf("the same again: %v, want ErrDuplicate", err)
	}
	if got := get(t, r, e.AttemptID); got.State != Created {
		t.Errorf("it is %s now", got.State)
	}
	if err := r.Journal.Begin(t.Context(), Entry{}); !errors.Is(err, ErrInvalid) {
		t.Errorf("no id: %v, want ErrInvalid", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	e = entryNamed("cancelled")
	if err := r.Journal.Begin(ctx, e); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	if _, err := r.Journal.Get(t.Context(), e.AttemptID); !errors.Is(err, ErrNotFound) {
		t.Errorf("a cancelled Begin wrote: %v", err)
	}
}

func TestFinishTransitions(t *testing.T) {
	made := Outcome{State: Created, ConnectionID: "id", ETag: `"1"`, RequestID: "r"}
	failed, unknown, deleted := Outcome{State: Failed}, Outcome{State: Unknown}, Outcome{State: Deleted}
	ok := error(nil)
	for _, test := range []struct {
		name   string
		before []Outcome
		o      Outcome
		want   error
		state  State
		etag   client.ETag
	}{
		{"pending created", nil, made, ok, Created, `"1"`},
		{"pending failed", nil, failed, ok, Failed, ""},
		{"pending unknown", nil, unknown, ok, Unknown, ""},
		{"unknown created", []Outcome{unknown}, made, ok, Created, `"1"`},
		{"unknown failed", []Outcome{unknown}, failed, ok, Failed, ""},
		{"unknown unknown", []Outcome{unknown}, unknown, ok, Unknown, ""},
		{"failed created after all", []Outcome{failed}, made, ok, Created, `"1"`},
		{"created again", []Outcome{made}, made, ok, Created, `"1"`},
		{"created without etag again", []Outcome{made}, Outcome{State: Created, ConnectionID: "id"}, ok, Created, `"1"`},
		{"created with a newer etag", []Outcome{made}, Outcome{State: Created, ConnectionID: "id", ETag: `"2"`}, ok, Created, `"2"`},
		{"created as another", []Outcome{made}, Outcome{State: Created, ConnectionID: "other"}, ErrSettled, Created, `"1"`},
		{"created failed", []Outcome{made}, failed, ErrSettled, Created, `"1"`},
		{"created unknown", []Outcome{made}, unknown, ErrSettled, Created, `"1"`},
		{"created deleted", []Outcome{made}, deleted, ok, Deleted, `"1"`},
		{"created deleted by id", []Outcome{made}, Outcome{State: Deleted, ConnectionID: "id"}, ok, Deleted, `"1"`},
		{"another deleted", []Outcome{made}, Outcome{State: Deleted, ConnectionID: "other"}, ErrSettled, Created, `"1"`},
		{"deleted again", []Outcome{made, deleted}, deleted, ok, Deleted, `"1"`},
		{"deleted created", []Outcome{made, deleted}, made, ErrSettled, Deleted, `"1"`},
		{"deleted failed", []Outcome{made, deleted}, failed, ErrSettled, Deleted, `"1"`},
		{"deleted unknown", []Outcome{made, deleted}, unknown, ErrSettled, Deleted, `"1"`},
		{"to pending", nil, Outcome{State: Pending}, ErrInvalid, Pending, ""},
		{"to nothing", nil, Outcome{}, ErrInvalid, Pending, ""},
		{"created without id", nil, Outcome{State: Created}, ErrInvalid, Pending, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := openNew(t)
			id := begin(t, r, entryNamed("x"))
			for _, o := range test.before {
				finish(t, r, id, o)
			}
			before := get(t, r, id)
			err := r.Journal.Finish(t.Context(), id, test.o)
			if !errors.Is(err, test.want) {
				t.Fatalf("Finish = %v, want %v", err, test.want)
			}
			got := get(t, r, id)
			if got.State != test.state || got.ETag != test.etag {
				t.Errorf("%s %s, want %s %s", got.State, got.ETag, test.state, test.etag)
			}
			if err != nil && !cmp.Equal(before, got) {
				t.Errorf("refused, but changed: %s", cmp.Diff(before, got))
			}
			if (got.State == Created || got.State == Deleted) && got.ConnectionID != "id" {
				t.Errorf("connection %q", got.ConnectionID)
			}
		})
	}
}

func TestFinishOutlivesItsContext(t *testing.T) {
	r := openNew(t)
	id := begin(t, r, entryNamed("x"))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := r.Journal.Finish(ctx, id, Outcome{State: Created, ConnectionID: "id"}); err != nil {
		t.Fatal(err)
	}
	if e := get(t, r, id); e.State != Created {
		t.Errorf("it is %s", e.State)
	}
}

func TestBusy(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "mooring")
	r := openWith(t, Options{Dir: dir, pragma: map[string]string{"busy_timeout": "20"}})
	id := begin(t, r, entryNamed("x"))
	other := openAt(t, dir)
	tx, err := other.store.writer.BeginTx(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := r.Journal.Begin(t.Context(), entryNamed("y")); !errors.Is(err, ErrBusy) {
		t.Errorf("Begin = %v, want ErrBusy", err)
	}
	if err := r.Journal.Finish(t.Context(), id, Outcome{State: Failed}); !errors.Is(err, ErrBusy) {
		t.Errorf("Finish = %v, want ErrBusy", err)
	}
	get(t, r, id) // reading does not wait
	if err := tx.Rollback(); err != nil {
		t.Fatal(err)
	}
	finish(t, r, id, Outcome{State: Failed})
}

func TestUnknownAttempt(t *testing.T) {
	r := openNew(t)
	if _, err := r.Journal.Get(t.Context(), "none"); !errors.Is(err, ErrNotFound) {
		t.Errorf("Get = %v", err)
	}
	if err := r.Journal.Finish(t.Context(), "none", Outcome{State: Failed}); !errors.Is(err, ErrNotFound) {
		t.Errorf("Finish = %v", err)
	}
	if err := r.Journal.RecordTest(t.Context(), "none", Working, start); !errors.Is(err, ErrNotFound) {
		t.Errorf("RecordTest = %v", err)
	}
	if f, skipped, err := r.Entries.Forget(t.Context(), []string{"none"}); len(f.Entries) != 0 || skipped != 0 || err != nil {
		t.Errorf("Forget = %v, %d, %v", f, skipped, err)
	}
}

func TestRecordTestRefuses(t *testing.T) {
	r := openNew(t)
	id := begin(t, r, entryNamed("x"))
	if err := r.Journal.RecordTest(t.Context(), id, "perhaps", start); !errors.Is(err, ErrInvalid) {
		t.Errorf("RecordTest = %v, want ErrInvalid", err)
	}
	if err := r.Journal.RecordTest(t.Context(), id, NotTested, time.Time{}); err != nil {
		t.Errorf("RecordTest = %v", err)
	}
	if e := get(t, r, id); !e.TestedAt.IsZero() {
		t.Errorf("tested at %s", e.TestedAt)
	}
}

// What was forgotten is not in any file any more.
func TestForgottenInFile(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "mooring")
	r := openAt(t, dir)
	kept := create(t, r, entryNamed("kept"), "id-1")
	e := entryNamed("xyzzy-forgotten")
	create(t, r, e, "id-2")
	if _, _, err := r.Entries.Forget(t.Context(), []string{e.AttemptID}); err != nil {
		t.Fatal(err)
	}
	if _, err := r.Journal.Get(t.Context(), e.AttemptID); !errors.Is(err, ErrNotFound) {
		t.Errorf("Get = %v", err)
	}
	get(t, r, kept)
	for _, f := range filesOf(r.Path())[:2] {
		if strings.Contains(string(read(t, f)), "xyzzy-forgotten") {
			t.Errorf("%s still holds it", f)
		}
	}
}

func TestKindsSurviveTheFile(t *testing.T) {
	seen := map[string]bool{}
	for k := client.KindUnknown; k <= client.KindUnavailable+3; k++ {
		s := formatKind(k)
		if seen[s] {
			t.Errorf("%q twice", s)
		}
		seen[s] = true
		if got := parseKind(s); got != k {
			t.Errorf("%d is read as %d", k, got)
		}
		if k <= client.KindUnavailable && int(k) >= len(storedKinds) {
			t.Errorf("%s has no name in the file", k)
		}
	}
	if got := parseKind("of a later version"); got != client.KindUnknown {
		t.Errorf("got %v", got)
	}
}

func TestHintAccessKey(t *testing.T) {
	for id, want := range map[string]string{
		"":                     "",
		"AKIAIOSFODNN7EXAMPLE": "AKIA…MPLE",
		"ASIAIOSFODNN7EXAMPLE": "ASIA…MPLE",
		"minioadmin-1":         "mini…in-1",
		"short":                "…",
		"elevenchars":          "…",
		"日本語のアクセスキーです":         "日本語の…キーです",
		"wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY": "…", // a secret access key in the wrong field
		strings.Repeat("A", 128):                   "AAAA…AAAA",
	} {
		if got := HintAccessKey(id); got != want {
			t.Errorf("HintAccessKey(%q) = %q, want %q", id, got, want)
		}
	}
}

func TestHashAccessKey(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "mooring")
	r := openAt(t, dir)
	hash := r.Journal.HashAccessKey("AKIAIOSFODNN7EXAMPLE")
	if len(hash) != 64 || hash == r.Journal.HashAccessKey("AKIAIOSFODNN7EXAMPLF") || r.Journal.HashAccessKey("") != "" {
		t.Errorf("hash %q", hash)
	}
	if other := openNew(t).Journal.HashAccessKey("AKIAIOSFODNN7EXAMPLE"); other == hash {
		t.Error("two registers have the same salt")
	}
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	if again := openAt(t, dir).Journal.HashAccessKey("AKIAIOSFODNN7EXAMPLE"); again != hash {
		t.Error("the salt does not last")
	}
}
