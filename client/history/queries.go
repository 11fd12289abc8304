package history

import (
	"context"
	"database/sql"
	"errors"
	"strings"

	"mooring/client"
)

// queryer is a database or a transaction.
type queryer interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// Get returns an entry, or ErrNotFound.
func (r *Register) Get(ctx context.Context, attemptID string) (Entry, error) {
	e, err := getEntry(ctx, r.reader, attemptID)
	return e, r.fail("get entry", err)
}

func getEntry(ctx context.Context, db queryer, attemptID string) (Entry, error) {
	r, err := getRow(ctx, db, attemptID)
	if err != nil {
		return Entry{}, err
	}
	return r.Entry, nil
}

// Unsettled returns the entries whose outcome is to be found out, oldest first:
// the Unknown ones, and the Pending ones of copies of the app that run no more.
func (r *Register) Unsettled(ctx context.Context, practice bool) ([]Entry, error) {
	all, err := listEntries(ctx, r.reader,
		`practice = ? AND state IN ('pending', 'unknown') ORDER BY started_at, rowid`, practice)
	if err != nil {
		return nil, r.fail("list unsettled entries", err)
	}
	running := map[string]bool{}
	var unsettled []Entry
	for _, e := range all {
		if e.State == Pending {
			alive, asked := running[e.Owner]
			if !asked {
				alive = r.isRunning(e.Owner)
				running[e.Owner] = alive
			}
			if alive {
				continue
			}
		}
		unsettled = append(unsettled, e)
	}
	if len(running) > 0 {
		r.trySweepRunning()
	}
	// An owner may have finished its attempt and gone between the two looks.
	return r.stillUnsettled(ctx, unsettled)
}

// stillUnsettled reads the entries again and keeps those that are unsettled yet.
func (r *Register) stillUnsettled(ctx context.Context, entries []Entry) ([]Entry, error) {
	var still []Entry
	for _, e := range entries {
		now, err := getEntry(ctx, r.reader, e.AttemptID)
		if errors.Is(err, ErrNotFound) {
			continue
		}
		if err != nil {
			return nil, r.fail("list unsettled entries", err)
		}
		if now.State == Pending || now.State == Unknown {
			still = append(still, now)
		}
	}
	return still, nil
}

// Twins returns the entries of the place that have this name or this access key
// and stand for a connection that exists or may exist, newest first. An empty
// name or hash matches nothing.
func (r *Register) Twins(ctx context.Context, p Place, name, accessKeyHash string) ([]Entry, error) {
	entries, err := listEntries(ctx, r.reader, `practice = ? AND platform_url = ? AND org_id = ? AND sandbox = ?
		AND state IN ('created', 'unknown', 'pending')
		AND rowid IN (
			SELECT rowid FROM entries WHERE practice = ? AND name_key = ? AND name = ? AND name <> ''
			UNION SELECT rowid FROM entries WHERE access_key_hash = ? AND access_key_hash <> '')
		ORDER BY started_at DESC, rowid DESC`,
		p.Practice, p.PlatformURL, p.OrgID, p.Sandbox, p.Practice, sortKey(name), name, accessKeyHash)
	return entries, r.fail("look for twins", err)
}

// KnownConnection reports whether some attempt of the place holds this id
// already. Only entries that were made Here count: a connection that a refresh
// has found, or that was imported, may well be what an attempt of unknown outcome
// has made, and Finish lets the attempt take it over.
func (r *Register) KnownConnection(ctx context.Context, p Place, id client.ConnectionID) (bool, error) {
	if id == "" {
		return false, nil
	}
	var known bool
	err := r.reader.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM entries
		WHERE practice = ? AND connection_id = ? AND platform_url = ? AND org_id = ? AND sandbox = ?
			AND origin = 'here')`,
		p.Practice, id, p.PlatformURL, p.OrgID, p.Sandbox).Scan(&known)
	return known, r.fail("look for a connection", err)
}

func listEntries(ctx context.Context, db queryer, clause string, args ...any) ([]Entry, error) {
	rows, err := db.QueryContext(ctx, strings.Join([]string{`SELECT`, entryColumns, `FROM entries WHERE`, clause}, " "), args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var entries []Entry
	for rows.Next() {
		e, err := scanEntry(rows)
		if err != nil {
			return nil, err
		}
		entries = append(entries, e)
	}
	return entries, rows.Err()
}
