package history

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"sync"
	"testing"
	"time"

	"mooring/client"
)

// manyRows is how many entries the register is to be quick with.
const manyRows = 100_000

// filled are the registers of so many entries, each made once.
var filled struct {
	sync.Mutex
	dirs map[int]string
}

// filledWith returns the folder of a register of n entries.
func filledWith(b *testing.B, n int) string {
	b.Helper()
	filled.Lock()
	defer filled.Unlock()
	if filled.dirs == nil {
		filled.dirs = map[int]string{}
	}
	if dir := filled.dirs[n]; dir != "" {
		return dir
	}
	dir, err := os.MkdirTemp("", "mooring-bench-") //nolint:usetesting // Shared by benchmarks, removed by TestMain.
	if err != nil {
		b.Fatal(err)
	}
	filled.dirs[n] = dir
	if err := fill(b.Context(), dir, n); err != nil {
		b.Fatal(err)
	}
	return dir
}

// atSizes runs a benchmark over registers of several sizes.
func atSizes(b *testing.B, f func(b *testing.B, n int)) {
	for _, n := range []int{1000, manyRows} {
		b.Run(fmt.Sprint(n), func(b *testing.B) { f(b, n) })
	}
}

// fill makes a register of n entries in one transaction: of two accounts, seven
// sandboxes, and nearly all of them working.
func fill(ctx context.Context, dir string, n int) error {
	r, err := Open(ctx, Options{Dir: dir})
	if err != nil {
		return err
	}
	if err := plant(ctx, r, n); err != nil {
		return errors.Join(err, r.Close())
	}
	return r.Close()
}

const seeds = 100

func plant(ctx context.Context, r *Register, n int) error {
	for i := range min(seeds, n) {
		e := entryNamed(fmt.Sprint("seed", i))
		e.Place.Sandbox = fmt.Sprint("sandbox-", i%7)
		e.AccountID = fmt.Sprint("account-", i%2)
		if err := r.Journal.Begin(ctx, e); err != nil {
			return err
		}
		id := client.ConnectionID("id-" + e.AttemptID)
		err := r.Journal.Finish(ctx, e.AttemptID, Outcome{State: Created, ConnectionID: id, ETag: `"etag"`})
		switch {
		case err != nil:
		case i == 0:
			err = r.Journal.MarkDeleted(ctx, e.AttemptID, true, Event{})
		case i == 1:
			err = r.Journal.RecordTest(ctx, e.AttemptID, Refused, start)
		default:
			err = r.Journal.RecordTest(ctx, e.AttemptID, Working, start)
		}
		if err != nil {
			return err
		}
	}
	_, err := r.store.writer.ExecContext(ctx, `WITH RECURSIVE n (i) AS (SELECT ? UNION ALL SELECT i + 1 FROM n WHERE i < ?)
		INSERT INTO entries (attempt_id, practice, platform_url, org_id, sandbox,
			account_id, api_key, name, description, bucket, folder_path, service_url, access_key_hint,
			access_key_hash, state, gone, test, tested_at, connection_id, etag, started_at, updated_at)
		SELECT attempt_id || i, practice, platform_url, org_id, sandbox, account_id, api_key,
			name || (i * 7919 % 100003), description, bucket,
			folder_path, service_url, access_key_hint, hex(randomblob(32)), state, gone, test, tested_at,
			lower(hex(randomblob(16))), hex(randomblob(20)), started_at + i, updated_at + i
		FROM n CROSS JOIN entries ON entries.rowid = 1 + i % ?`, min(seeds, n)+1, n, seeds)
	return err
}

func BenchmarkOpen(b *testing.B) {
	atSizes(b, func(b *testing.B, n int) {
		dir := filledWith(b, n)
		info, err := os.Stat(filepath.Join(dir, fileName))
		if err != nil {
			b.Fatal(err)
		}
		for b.Loop() {
			r, err := Open(b.Context(), Options{Dir: dir})
			if err != nil {
				b.Fatal(err)
			}
			if _, err := r.Entries.List(b.Context(), Query{Descending: true}); err != nil {
				b.Fatal(err)
			}
			if err := r.Close(); err != nil {
				b.Fatal(err)
			}
		}
		b.ReportMetric(float64(info.Size())/(1<<20), "MiB")
	})
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

// BenchmarkList is what the window asks for: at every key that is pressed in the
// search, at every filter and every order.
func BenchmarkList(b *testing.B) {
	atSizes(b, func(b *testing.B, n int) {
		r, err := Open(b.Context(), Options{Dir: filledWith(b, n)})
		if err != nil {
			b.Fatal(err)
		}
		defer r.Close() //nolint:errcheck // A benchmark.
		for _, what := range []struct {
			name  string
			query Query
		}{
			{"all", Query{}},
			{"of an account", Query{Filter: Filter{AccountID: "account-1"}}},
			{"gone or refused", Query{Filter: Filter{Statuses: []Status{StatusGone, StatusRefused}}}},
			{"of a time", Query{Filter: Filter{From: time.Now().Add(-time.Hour), To: time.Now().Add(time.Minute)}}},
			{"one letter", Query{Search: "i"}},
			{"a frequent word", Query{Search: "invoices"}},
			{"a rare word", Query{Search: "INVOICES seed7777"}},
			{"no such word", Query{Search: "nowhere"}},
			{"accents", Query{Search: "Écóle l’été"}},
			{"two Chinese characters", Query{Search: "数据"}},
			{"a rarer word in a sandbox", Query{Search: "seed77", Filter: Filter{Sandbox: "sandbox-0"}}},
		} {
			b.Run(what.name, func(b *testing.B) {
				for _, column := range columns {
					what.query.Sort = column
					if _, err := r.Entries.List(b.Context(), what.query); err != nil { // which sorts
						b.Fatal(err)
					}
				}
				b.ReportAllocs()
				for i := 0; b.Loop(); i++ {
					what.query.Sort = columns[i%len(columns)]
					if _, err := r.Entries.List(b.Context(), what.query); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
		b.Run("after another order", func(b *testing.B) {
			for i := 0; b.Loop(); i++ {
				clear(r.store.index.orders)
				if _, err := r.Entries.List(b.Context(), Query{Sort: columns[i%len(columns)]}); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run("page", func(b *testing.B) {
			list, err := r.Entries.List(b.Context(), Query{Sort: ByName})
			if err != nil {
				b.Fatal(err)
			}
			for i := 0; b.Loop(); i++ {
				at := i * 48271 % (n - 100)
				if _, err := r.Entries.Read(b.Context(), list.IDs[at:at+100]); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run("each", func(b *testing.B) {
			for b.Loop() {
				if err := r.Entries.Each(b.Context(), Query{Sort: ByName}, func(Entry) error { return nil }); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run("the first letter", func(b *testing.B) {
			for b.Loop() {
				b.StopTimer()
				r.store.index = index{}
				if _, err := r.Entries.List(b.Context(), Query{}); err != nil {
					b.Fatal(err)
				}
				b.StartTimer()
				if _, err := r.Entries.List(b.Context(), Query{Search: "i"}); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run("memory", func(b *testing.B) {
			for b.Loop() {
				var before, after runtime.MemStats
				r.store.index = index{}
				runtime.GC()
				runtime.ReadMemStats(&before)
				if _, err := r.Entries.List(b.Context(), Query{}); err != nil {
					b.Fatal(err)
				}
				runtime.GC()
				runtime.ReadMemStats(&after)
				b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc)/(1<<20), "MiB")
			}
		})
	})
}

// BenchmarkMerge is a refresh of 5,000 connections in pages of 100: the first,
// which adds them, and the next, which finds them as they were.
func BenchmarkMerge(b *testing.B) {
	for _, n := range []int{0, manyRows} {
		b.Run(fmt.Sprintf("beside %d rows", n), func(b *testing.B) {
			r, err := Open(b.Context(), Options{Dir: b.TempDir()})
			if err != nil {
				b.Fatal(err)
			}
			defer r.Close() //nolint:errcheck // A benchmark.
			if n > 0 {
				if err := plant(b.Context(), r, n); err != nil {
					b.Fatal(err)
				}
			}
			var list []client.Connection
			for i := range 5000 {
				list = append(list, shown(client.ConnectionID(fmt.Sprintf("%08d-0000-4000-8000-000000000000", i))))
			}
			pass := func() {
				at := time.Now()
				for page := range slices.Chunk(list, 100) {
					if _, err := r.Journal.Merge(b.Context(), home, through, page, nil, at); err != nil {
						b.Fatal(err)
					}
				}
				if _, err := r.Journal.MarkGone(b.Context(), home, at); err != nil {
					b.Fatal(err)
				}
			}
			begun := time.Now()
			pass()
			first := time.Since(begun)
			for b.Loop() {
				pass()
			}
			b.ReportMetric(float64(first.Milliseconds()), "first-ms/op")
		})
	}
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
