package history

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"mooring/client"
)

// The statements with which version 1 wrote. They stay as they are.
const (
	begun1 = `INSERT INTO entries (attempt_id, practice, search, name_key, sandbox_key,
		platform_url, org_id, sandbox, account_id, api_key,
		name, description, bucket, folder_path, service_url, access_key_hint, access_key_hash,
		state, known_ids, owner, started_at, updated_at)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`
	finished1 = `UPDATE entries SET state = ?, connection_id = ?, etag = ?, request_id = ?,
		problem_kind = ?, problem_status = ?, problem_code = ?, problem_detail = ?, problem_request_id = ?,
		problem_op = ?, candidates = ?, search = ?, updated_at = ? WHERE attempt_id = ?`
	tested1 = `UPDATE entries SET test = ?, tested_at = ?, updated_at = ? WHERE attempt_id = ?`
)

// version1 makes a register as version 1 left it and hands it to use.
func version1(t testing.TB, use func(db *sql.DB)) (dir string) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "mooring")
	if err := os.MkdirAll(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	db, err := openWriter(filepath.Join(dir, fileName), nil)
	if err != nil {
		t.Fatal(err)
	}
	provider, err := newProvider(db)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := provider.UpTo(t.Context(), 1); err != nil {
		t.Fatal(err)
	}
	mustExec(t, db, `INSERT INTO register (id, salt) VALUES (1, x'0102030405060708')`)
	use(db)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	return dir
}

func mustExec(t testing.TB, db *sql.DB, statement string, args ...any) {
	t.Helper()
	if _, err := db.ExecContext(t.Context(), statement, args...); err != nil {
		t.Fatal(err)
	}
}

// begin1 writes an attempt as version 1 did.
func begin1(t testing.TB, db *sql.DB, e Entry) {
	t.Helper()
	known, err := encodeIDs(e.KnownIDs)
	if err != nil {
		t.Fatal(err)
	}
	mustExec(t, db, begun1, e.AttemptID, e.Place.Practice, strings.ToLower(e.Name), strings.ToLower(e.Name), e.Place.Sandbox,
		e.Place.PlatformURL, e.Place.OrgID, e.Place.Sandbox, e.AccountID, e.APIKey,
		e.Name, e.Description, e.Bucket, e.FolderPath, e.ServiceURL, e.AccessKeyHint, e.AccessKeyHash,
		Pending, known, "an-old-owner", toMillis(e.StartedAt), toMillis(e.UpdatedAt))
}

// end1 writes what came of it.
func end1(t testing.TB, db *sql.DB, e Entry) {
	t.Helper()
	candidates, err := encodeIDs(e.Candidates)
	if err != nil {
		t.Fatal(err)
	}
	p := e.Problem
	mustExec(t, db, finished1, e.State, e.ConnectionID, e.ETag, e.RequestID, formatKind(p.Kind), p.Status, p.Code, p.Detail,
		p.RequestID, p.Op, candidates, strings.ToLower(e.Name), toMillis(e.UpdatedAt), e.AttemptID)
	if e.Test != NotTested {
		mustExec(t, db, tested1, e.Test, toMillis(e.TestedAt), toMillis(e.UpdatedAt), e.AttemptID)
	}
}

// everyKind are entries as version 1 could hold them, by name.
func everyKind() []Entry {
	at := func(minutes int) time.Time {
		return start.UTC().Truncate(time.Millisecond).Add(time.Duration(minutes) * time.Minute)
	}
	var entries []Entry
	for i, e := range []Entry{
		{Name: "pending", State: Pending},
		{Name: "created", State: Created, ConnectionID: "id-1", ETag: `"1"`, RequestID: "r"},
		{Name: "working", State: Created, ConnectionID: "id-2", ETag: `"2"`, Test: Working, TestedAt: at(90)},
		{Name: "refused", State: Created, ConnectionID: "id-3", Test: Refused, TestedAt: at(91)},
		{Name: "failed", State: Failed, Problem: Problem{Kind: client.KindRejected, Status: 400, Code: "c", Detail: odd, RequestID: "r", Op: "o"}},
		{Name: "unknown", State: Unknown, Problem: Problem{Kind: client.KindInterrupted}, Candidates: []client.ConnectionID{"a", "b"}},
		{Name: "deleted", State: Deleted, ConnectionID: "id-4", ETag: `"4"`, Test: Working, TestedAt: at(92)},
		{Name: "practice", State: Created, ConnectionID: "id-1", Place: Place{Practice: true}},
	} {
		e.AttemptID, e.Origin = "attempt-"+e.Name, Here
		e.Description, e.Bucket, e.AccessKeyHint, e.AccessKeyHash = odd, "acme", "AKIA…MPLE", "hash"
		e.AccountID, e.APIKey, e.KnownIDs = "account-1", "key", []client.ConnectionID{"x"}
		if !e.Place.Practice {
			e.Place = home
		}
		e.StartedAt, e.UpdatedAt = at(i), at(100+i)
		entries = append(entries, e)
	}
	return entries
}

func TestVersion1IsMigrated(t *testing.T) {
	entries := everyKind()
	dir := version1(t, func(db *sql.DB) {
		for _, e := range entries {
			begin1(t, db, e)
			if e.State != Pending {
				end1(t, db, e)
			}
		}
		mustExec(t, db, `INSERT INTO accounts VALUES ('account-1', 'label', 'org', 'key', 'prod', '', 0, '', '', 5)`)
		mustExec(t, db, `INSERT INTO settings VALUES ('language', 'fr')`)
	})
	for range 2 { // the second time it is of this version
		r := openAt(t, dir)
		if r.Notice() != nil {
			t.Fatalf("notice %+v", r.Notice())
		}
		for _, e := range entries {
			if diff := cmp.Diff(e, get(t, r, e.AttemptID)); diff != "" {
				t.Errorf("%s (-want +got):\n%s", e.Name, diff)
			}
		}
		checkIndex(t, r)
		at := func(when time.Time, kind EventKind) Event { return Event{At: when, Kind: kind} }
		for _, e := range entries {
			want := []Event{at(e.StartedAt, EventAttempted)}
			switch e.Name {
			case "created", "practice":
				want = append(want, at(e.UpdatedAt, EventCreated))
			case "working", "refused":
				want = append(want, at(e.StartedAt, EventCreated), Event{At: e.TestedAt, Kind: EventTested, Test: e.Test})
			case "failed":
				want = append(want, Event{At: e.UpdatedAt, Kind: EventFailed, Problem: e.Problem})
			case "unknown":
				want = append(want, Event{At: e.UpdatedAt, Kind: EventUnknown, Problem: e.Problem})
			case "deleted":
				want = append(want, at(e.StartedAt, EventCreated), Event{At: e.TestedAt, Kind: EventTested, Test: e.Test},
					at(e.UpdatedAt, EventDeleted))
			}
			if diff := cmp.Diff(want, trail(t, r, e.AttemptID)); diff != "" {
				t.Errorf("trail of %s (-want +got):\n%s", e.Name, diff)
			}
		}
		accounts, err := r.Accounts.List(t.Context())
		if len(accounts) != 1 || accounts[0].Label != "label" || err != nil {
			t.Errorf("accounts %+v, %v", accounts, err)
		}
		if language, err := r.Settings.Get(t.Context(), "language"); language != "fr" || err != nil {
			t.Errorf("language %q, %v", language, err)
		}
		if hash := r.Journal.HashAccessKey("x"); hash != (&Journal{salt: []byte{1, 2, 3, 4, 5, 6, 7, 8}}).HashAccessKey("x") {
			t.Error("the salt is another one")
		}
		byStatus, err := selected(t.Context(), r, Query{Sort: ByStatus})
		want := []string{"unknown", "pending", "failed", "refused", "created", "working", "deleted"}
		if diff := cmp.Diff(want, names(byStatus)); diff != "" || err != nil {
			t.Errorf("by status, %v (-want +got):\n%s", err, diff)
		}
		if err := r.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// plant1 makes n entries of version 1 in one transaction.
func plant1(ctx context.Context, db *sql.DB, n int) error {
	_, err := db.ExecContext(ctx, `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
		INSERT INTO entries (attempt_id, practice, search, name_key, sandbox_key, platform_url, org_id, sandbox,
			account_id, api_key, name, description, bucket, folder_path, service_url, access_key_hint,
			access_key_hash, state, connection_id, etag, test, tested_at, owner, started_at, updated_at)
		SELECT 'attempt-' || i, 0, 'invoices of ' || i || hex(randomblob(80)), 'name ' || (i * 7919 % 100003),
			'sandbox' || i % 7, 'https://platform.adobe.io', '5C1328435BF324E90A49402A@AdobeOrg', 'sandbox' || i % 7,
			'account-' || i % 2, 'api-key', 'name ' || i, 'Invoices of ' || i, 'acme-invoices', 'in/',
			'https://s3.eu-west-3.amazonaws.com/', 'AKIA…MPLE', hex(randomblob(32)), 'created',
			lower(hex(randomblob(16))), hex(randomblob(20)), 'working', 1700000000000 + i, 'owner', 1700000000000 + i, 1700000000000 + i
		FROM n`, n)
	return err
}

// A crash in the middle of a migration leaves a register of version 1.
func TestCrashWhileMigrating(t *testing.T) {
	const n = 5000
	dir := version1(t, func(db *sql.DB) {
		if err := plant1(t.Context(), db, n); err != nil {
			t.Fatal(err)
		}
	})
	path := filepath.Join(dir, fileName)
	cmd := process(t, "open", dir)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	// The log grows long before the transaction commits.
	look := time.NewTicker(time.Millisecond)
	defer look.Stop()
	deadline := time.After(time.Minute)
	for {
		if info, err := os.Stat(path + "-wal"); err == nil && info.Size() > 1<<20 {
			break
		}
		select {
		case <-look.C:
		case <-deadline:
			t.Fatal("the log does not grow")
		}
	}
	kill(t, cmd)
	version, err := (location{dir: dir, path: path}).inspect(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if version != 1 {
		t.Skip("it was done before it was killed: this machine is too fast for the test")
	}
	r := openAt(t, dir)
	if r.Notice() != nil {
		t.Fatalf("a crash was taken for damage: %+v", r.Notice())
	}
	if count, err := count(t.Context(), r, Query{}); count != n || err != nil {
		t.Errorf("%d entries, %v", count, err)
	}
	checkIndex(t, r)
	if got := trail(t, r, "attempt-7"); len(got) != 3 {
		t.Errorf("trail %+v", got)
	}
}

func TestMigrationStops(t *testing.T) {
	dir := version1(t, func(db *sql.DB) {
		if err := plant1(t.Context(), db, 5000); err != nil {
			t.Fatal(err)
		}
	})
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	if r, err := Open(ctx, Options{Dir: dir}); err == nil {
		_ = r.Close()
		t.Skip("it was done before it was cancelled: this machine is too fast for the test")
	} else if !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("Open = %v", err)
	}
	r := openAt(t, dir)
	if n, err := count(t.Context(), r, Query{}); r.Notice() != nil || n != 5000 || err != nil {
		t.Errorf("notice %+v, %d entries, %v", r.Notice(), n, err)
	}
}

func BenchmarkMigrate(b *testing.B) {
	atSizes(b, func(b *testing.B, n int) {
		for b.Loop() {
			b.StopTimer()
			dir := version1(b, func(db *sql.DB) {
				if err := plant1(b.Context(), db, n); err != nil {
					b.Fatal(err)
				}
			})
			b.StartTimer()
			r, err := Open(b.Context(), Options{Dir: dir})
			if err != nil {
				b.Fatal(err)
			}
			if err := r.Close(); err != nil {
				b.Fatal(err)
			}
		}
	})
}
