package history

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"mooring/client"
)

const manyRows = 100_000

var many struct {
	sync.Once
	dir string
	err error
}

// manyEntries returns the folder of a register of 100,000 entries, made once.
func manyEntries(b *testing.B) string {
	b.Helper()
	many.Do(func() {
		if many.dir, many.err = os.MkdirTemp("", "mooring-bench-"); many.err == nil { //nolint:usetesting // Shared by benchmarks, removed by TestMain.
			many.err = fill(b.Context(), filepath.Join(many.dir, "mooring"), manyRows)
		}
	})
	if many.err != nil {
		b.Fatal(many.err)
	}
	return filepath.Join(many.dir, "mooring")
}

// fill makes a register of n created entries in one transaction.
func fill(ctx context.Context, dir string, n int) error {
	r, err := Open(ctx, Options{Dir: dir})
	if err != nil {
		return err
	}
	seed := entryNamed("seed")
	if err := r.Begin(ctx, seed); err != nil {
		return err
	}
	if err := r.Finish(ctx, seed.AttemptID, Outcome{State: Created, ConnectionID: "id", ETag: `"etag"`}); err != nil {
		return err
	}
	_, err = r.writer.ExecContext(ctx, `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
		INSERT INTO entries (attempt_id, practice, search, name_key, sandbox_key, platform_url, org_id, sandbox,
			account_id, api_key, name, description, bucket, folder_path, service_url, access_key_hint,
			access_key_hash, state, connection_id, etag, owner, started_at, updated_at)
		SELECT attempt_id || i, practice, search || i || hex(randomblob(8)), name_key || (i * 7919 % 100003),
			sandbox_key || i % 7, platform_url, org_id, sandbox, account_id, api_key, name || i, description, bucket,
			folder_path, service_url, access_key_hint, hex(randomblob(32)), 'created', hex(randomblob(16)),
			hex(randomblob(20)), owner, started_at + i, updated_at + i
		FROM entries, n WHERE entries.attempt_id = ?`, n-1, seed.AttemptID)
	if err != nil {
		return err
	}
	return r.Close()
}

func BenchmarkOpen(b *testing.B) {
	dir := manyEntries(b)
	info, err := os.Stat(filepath.Join(dir, fileName))
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		r, err := Open(b.Context(), Options{Dir: dir})
		if err != nil {
			b.Fatal(err)
		}
		if _, err := r.Entries(b.Context(), Query{Descending: true, Limit: 100}); err != nil {
			b.Fatal(err)
		}
		if err := r.Close(); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(info.Size())/(1<<20), "MiB")
}

func BenchmarkQuickCheck(b *testing.B) {
	for _, n := range []int{1000, 10_000, manyRows} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			dir := filepath.Join(b.TempDir(), "mooring")
			if err := fill(b.Context(), dir, n); err != nil {
				b.Fatal(err)
			}
			path := filepath.Join(dir, fileName)
			info, err := os.Stat(path)
			if err != nil {
				b.Fatal(err)
			}
			for b.Loop() {
				db, err := openUntouched(path)
				if err != nil {
					b.Fatal(err)
				}
				if _, err := inspectDatabase(b.Context(), db, true); err != nil {
					b.Fatal(err)
				}
				if err := db.Close(); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(info.Size())/(1<<20), "MiB")
		})
	}
}

func BenchmarkEntries(b *testing.B) {
	r, err := Open(b.Context(), Options{Dir: manyEntries(b)})
	if err != nil {
		b.Fatal(err)
	}
	defer r.Close() //nolint:errcheck // A benchmark.
	for _, bench := range []struct {
		name  string
		query Query
	}{
		{"all", Query{}},
		{"page by start", Query{Limit: 200}},
		{"page by name", Query{Sort: ByName, Limit: 200}},
		{"page by name, last", Query{Sort: ByName, Limit: 200, Offset: manyRows - 200}},
		{"page by status", Query{Sort: ByStatus, Descending: true, Limit: 200}},
		{"all by name", Query{Sort: ByName}},
		{"search, few found", Query{Search: "INVOICES 99999"}},
		{"search, none found", Query{Search: "nowhere"}},
		{"search, page of all", Query{Search: "invoices", Sort: ByName, Limit: 200}},
	} {
		b.Run(bench.name, func(b *testing.B) {
			for b.Loop() {
				if _, err := r.Entries(b.Context(), bench.query); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	b.Run("count", func(b *testing.B) {
		for b.Loop() {
			if _, err := r.Count(b.Context(), Query{}); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("count search", func(b *testing.B) {
		for b.Loop() {
			if _, err := r.Count(b.Context(), Query{Search: "invoices 7"}); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("data version", func(b *testing.B) {
		for b.Loop() {
			if _, err := r.DataVersion(b.Context()); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func BenchmarkAttempt(b *testing.B) {
	for _, n := range []int{1, manyRows} {
		b.Run(fmt.Sprintf("begin and finish, %d rows", n), func(b *testing.B) {
			dir := filepath.Join(b.TempDir(), "mooring")
			if err := fill(b.Context(), dir, n); err != nil {
				b.Fatal(err)
			}
			r, err := Open(b.Context(), Options{Dir: dir})
			if err != nil {
				b.Fatal(err)
			}
			defer r.Close() //nolint:errcheck // A benchmark.
			for b.Loop() {
				id := begin(b, r, entryNamed("x"))
				finish(b, r, id, Outcome{State: Created, ConnectionID: client.ConnectionID(id), ETag: `"1"`})
			}
		})
	}
}

// BenchmarkCommit is the floor under BenchmarkAttempt: two bare commits with the
// same driver and settings.
func BenchmarkCommit(b *testing.B) {
	path := filepath.Join(b.TempDir(), "bare.db")
	db, err := openWriter(path, nil)
	if err != nil {
		b.Fatal(err)
	}
	defer db.Close() //nolint:errcheck // A benchmark.
	if _, err := db.ExecContext(b.Context(), `CREATE TABLE t (at INTEGER, note TEXT)`); err != nil {
		b.Fatal(err)
	}
	insert := func(tx *sql.Tx) error {
		_, err := tx.ExecContext(b.Context(), `INSERT INTO t VALUES (?, ?)`, time.Now().UnixMilli(), "x")
		return err
	}
	for b.Loop() {
		for range 2 {
			tx, err := db.BeginTx(b.Context(), nil)
			if err != nil {
				b.Fatal(err)
			}
			if err := insert(tx); err != nil {
				b.Fatal(err)
			}
			if err := tx.Commit(); err != nil {
				b.Fatal(err)
			}
		}
	}
}
