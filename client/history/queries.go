package history

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"slices"

	"mooring/client"
)

// queryer is a database or a transaction.
type queryer interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// Unsettled returns the entries whose outcome is to be found out, oldest first:
// the Unknown ones, and the Pending ones that an earlier run of the app left.
func (j *Journal) Unsettled(ctx context.Context, practice bool) ([]Entry, error) {
	entries, err := listEntries(ctx, j.store.reader,
		`entries WHERE practice = ? AND state IN ('pending', 'unknown') ORDER BY started_at, rowid`, practice)
	entries = slices.DeleteFunc(entries, func(e Entry) bool { return e.State == Pending && j.underWay.has(e.AttemptID) })
	return entries, j.store.fail("list unsettled entries", err)
}

// Twins returns the entries of the place that have this name or this access key
// and stand for a connection that exists or may exist, newest first. An empty
// name or hash matches nothing.
func (j *Journal) Twins(ctx context.Context, p Place, name, accessKeyHash string) ([]Entry, error) {
	entries, err := listEntries(ctx, j.store.reader, `entries WHERE practice = ? AND platform_url = ? AND org_id = ? AND sandbox = ?
		AND state IN ('created', 'unknown', 'pending')
		AND rowid IN (
			SELECT rowid FROM entries WHERE name = ? AND name <> ''
			UNION SELECT rowid FROM entries WHERE access_key_hash = ? AND access_key_hash <> '')
		ORDER BY started_at DESC, rowid DESC`,
		p.Practice, p.PlatformURL, p.OrgID, p.Sandbox, name, accessKeyHash)
	return entries, j.store.fail("look for twins", err)
}

// KnownConnection reports whether some attempt of the place holds this id
// already. Only entries that were made Here count: a connection that a refresh
// has found, or that was imported, may well be what an attempt of unknown outcome
// has made, and Finish lets the attempt take it over.
func (j *Journal) KnownConnection(ctx context.Context, p Place, id client.ConnectionID) (bool, error) {
	if id == "" {
		return false, nil
	}
	var known bool
	err := j.store.reader.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM entries
		WHERE practice = ? AND connection_id = ? AND platform_url = ? AND org_id = ? AND sandbox = ?
			AND origin = 'here')`,
		p.Practice, id, p.PlatformURL, p.OrgID, p.Sandbox).Scan(&known)
	return known, j.store.fail("look for a connection", err)
}

// listEntries returns the entries that a FROM clause, and what follows it, selects.
func listEntries(ctx context.Context, db queryer, from string, args ...any) ([]Entry, error) {
	rows, err := db.QueryContext(ctx, `SELECT `+entryColumns+` FROM `+from, args...)
	return collect(rows, err, func(r scanner) (Entry, error) { return scanEntry(r) })
}

// collect reads the rows of a query; err is why there are none.
func collect[T any](rows *sql.Rows, err error, read func(scanner) (T, error)) ([]T, error) {
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []T
	for rows.Next() {
		one, err := read(rows)
		if err != nil {
			return nil, err
		}
		all = append(all, one)
	}
	return all, rows.Err()
}

// scanOne reads a row of one column.
func scanOne[T any](r scanner) (one T, err error) {
	err = r.Scan(&one)
	return one, err
}

// scanJSON reads a row of one column that is JSON; what is what it tells of.
func scanJSON[T any](what string) func(scanner) (T, error) {
	return func(r scanner) (one T, err error) {
		said, err := scanOne[[]byte](r)
		if err != nil {
			return one, err
		}
		if err := json.Unmarshal(said, &one); err != nil {
			return one, fmt.Errorf("%s: %w", what, err)
		}
		return one, nil
	}
}
