package history

import (
	"context"
	"time"

	"github.com/google/uuid"

	"mooring/client"
)

// Source is through which account a list of connections was read.
type Source struct{ AccountID, APIKey string }

// Merged counts what a merge has done.
type Merged struct{ Added, Changed, Same int }

// Merge takes up a page of the list of connections of a place, all of the S3
// source: known ones (by id, byte for byte) are brought up to date, others are
// added with the origin Elsewhere. skip are ids that belong to attempts whose
// outcome is still to be found out: they are left alone. at is when the list was
// asked for: an entry that was read or deleted after that is left alone too, for
// the list is older than what is known. One transaction; a ctx that is done
// before it begins stops it.
//
// What is different goes to the audit trail as changed, with who did it; a
// Deleted entry that is listed becomes Created with the event back. An earlier
// test tells nothing any more where keys or bucket are different. An entry that
// was not made Here, and whose account is saved no more, goes over to src; one that the
// account of src recorded at another address goes over to p.
func (j *Journal) Merge(ctx context.Context, p Place, src Source, page []client.Connection, skip map[client.ConnectionID]bool, at time.Time) (Merged, error) {
	var m Merged
	err := j.store.writeMany(ctx, "merge connections", func(ctx context.Context, tx *transaction) error {
		merge := merger{tx: tx, hash: j.HashAccessKey, place: p, src: src, at: fromMillis(toMillis(at))}
		for _, c := range page {
			if c.ID == "" || skip[c.ID] {
				continue
			}
			count, err := merge.one(ctx, c)
			if err != nil {
				return err
			}
			m.Added += count.Added
			m.Changed += count.Changed
			m.Same += count.Same
		}
		return nil
	})
	if err != nil {
		return Merged{}, err
	}
	return m, nil
}

// merger merges in a transaction.
type merger struct {
	tx    *transaction
	hash  func(accessKeyID string) string
	place Place
	src   Source
	at    time.Time
}

// one merges one connection.
func (m merger) one(ctx context.Context, c client.Connection) (Merged, error) {
	rows, err := holders(ctx, m.tx, m.place, c.ID)
	if err == nil && len(rows) == 0 {
		rows, err = m.moved(ctx, c.ID)
	}
	if err != nil {
		return Merged{}, err
	}
	if len(rows) == 0 {
		return Merged{Added: 1}, m.add(ctx, c)
	}
	changed := false
	for _, e := range rows { // more than one only where it was created twice over, as it were
		one, err := m.refresh(ctx, e, c)
		if err != nil {
			return Merged{}, err
		}
		changed = changed || one
	}
	if changed {
		return Merged{Changed: 1}, nil
	}
	return Merged{Same: 1}, nil
}

// moved takes along the entries of a connection that the same account recorded at the
// address that it had before: it has one at a time, and an ID is that of one connection.
func (m merger) moved(ctx context.Context, id client.ConnectionID) ([]*row, error) {
	if m.place.Practice {
		return nil, nil
	}
	rowids, err := m.tx.change(ctx, `UPDATE entries SET platform_url = ?
		WHERE practice = 0 AND connection_id = ? AND platform_url <> ? AND org_id = ? AND sandbox = ? AND account_id = ?
		AND state IN ('created', 'deleted')`,
		m.place.PlatformURL, id, m.place.PlatformURL, m.place.OrgID, m.place.Sandbox, m.src.AccountID)
	if err != nil || len(rowids) == 0 {
		return nil, err
	}
	return holders(ctx, m.tx, m.place, id)
}

func (m merger) add(ctx context.Context, c client.Connection) error {
	e := Entry{
		AttemptID: uuid.NewString(), Place: m.place, AccountID: m.src.AccountID, APIKey: m.src.APIKey,
		State: Created, ConnectionID: c.ID, Origin: Elsewhere,
		StartedAt: c.CreatedAt, UpdatedAt: m.tx.now(), SeenAt: m.at,
	}
	if e.StartedAt.IsZero() {
		e.StartedAt = m.at
	}
	bringUpToDate(&e, c, m.hash)
	rowid, err := insertEntry(ctx, m.tx, &e)
	if err == nil {
		err = supersede(ctx, m.tx, &row{rowid, e})
	}
	if err != nil {
		return err
	}
	return addEvent(ctx, m.tx, rowid, Event{At: m.at, Kind: EventFound})
}

// refresh brings one entry up to date and reports whether it was different.
func (m merger) refresh(ctx context.Context, e *row, c client.Connection) (changed bool, err error) {
	// A time that is still to come was written by a clock that was wrong then.
	if e.SeenAt.After(m.at) && !e.SeenAt.After(m.tx.now()) {
		return false, nil
	}
	before := e.Entry
	ev := Event{At: m.at, Kind: EventChanged, Fields: bringUpToDate(&e.Entry, c, m.hash), By: c.UpdatedBy}
	if e.State == Deleted {
		e.State, e.Gone, ev.Kind = Created, false, EventBack
	}
	if VoidsTest(ev.Fields) {
		e.forgetTest()
	}
	if err := m.goOver(ctx, e); err != nil {
		return false, err
	}
	e.SeenAt = m.at
	if !shownAlike(before, e.Entry) {
		e.UpdatedAt = m.tx.now()
		if err := updateEntry(ctx, m.tx, e); err != nil {
			return false, err
		}
	} else if _, err := m.tx.ExecContext(ctx, `UPDATE entries SET seen_at = ? WHERE rowid = ?`, toMillis(m.at), e.id); err != nil {
		return false, err
	}
	if ev.Kind == EventChanged && len(ev.Fields) == 0 {
		return false, nil
	}
	return true, addEvent(ctx, m.tx, e.id, ev)
}

// shownAlike reports whether two versions of an entry are the same but for when
// Platform was last asked.
func shownAlike(a, b Entry) bool {
	type shown struct {
		name, description, bucket, folder, url, hint, hash string
		auth                                               client.Auth
		state                                              State
		etag                                               client.ETag
		platformState, createdBy, updatedBy, createdClient string
		created, updated                                   int64
	}
	of := func(e Entry) shown {
		return shown{
			e.Name, e.Description, e.Bucket, e.FolderPath, e.ServiceURL, e.AccessKeyHint, e.AccessKeyHash,
			e.Auth, e.State, e.ETag, e.PlatformState, e.CreatedBy, e.UpdatedBy, e.CreatedClient,
			toMillis(e.PlatformCreatedAt), toMillis(e.PlatformUpdatedAt),
		}
	}
	return of(a) == of(b)
}

// goOver gives an entry of another origin the account that its place was read
// through, if its own is saved no more.
func (m merger) goOver(ctx context.Context, e *row) error {
	if e.Origin == Here || e.AccountID == m.src.AccountID {
		return nil
	}
	var saved bool
	err := m.tx.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM accounts WHERE id = ?)`, e.AccountID).Scan(&saved)
	if err != nil || saved {
		return err
	}
	e.AccountID, e.APIKey = m.src.AccountID, m.src.APIKey
	m.tx.touch(e.id)
	_, err = m.tx.ExecContext(ctx, `UPDATE entries SET account_id = ?, api_key = ? WHERE rowid = ?`, e.AccountID, e.APIKey, e.id)
	return err
}

// holders returns the entries of a place that stand for a connection, those that
// were made here first.
func holders(ctx context.Context, db queryer, p Place, id client.ConnectionID) ([]*row, error) {
	rows, err := db.QueryContext(ctx, `SELECT rowid, `+entryColumns+` FROM entries
		WHERE practice = ? AND connection_id = ? AND platform_url = ? AND org_id = ? AND sandbox = ?
		AND state IN ('created', 'deleted') ORDER BY origin = 'here' DESC, started_at, rowid`,
		p.Practice, id, p.PlatformURL, p.OrgID, p.Sandbox)
	return collect(rows, err, scanRow)
}

// MarkGone marks the Created entries of a place that a complete list, begun at
// since, did not hold: they become Deleted and Gone, with the event gone. Entries
// that began, were seen or were written to after since are left alone: the list
// may be older than they are. It returns how many there were. One transaction; a
// ctx that is done before its end stops it.
func (j *Journal) MarkGone(ctx context.Context, p Place, since time.Time) (int, error) {
	n := 0
	err := j.store.writeMany(ctx, "mark entries as gone", func(ctx context.Context, tx *transaction) error {
		at := toMillis(since)
		gone, err := tx.change(ctx, `UPDATE entries SET state = 'deleted', gone = 1, seen_at = ?, updated_at = ?
			WHERE practice = ? AND platform_url = ? AND org_id = ? AND sandbox = ? AND state = 'created'
				AND seen_at < ? AND started_at <= ? AND updated_at <= ?`,
			at, toMillis(tx.now()), p.Practice, p.PlatformURL, p.OrgID, p.Sandbox, at, at, at)
		if err != nil {
			return err
		}
		n = len(gone)
		for _, rowid := range gone {
			if err := addEvent(ctx, tx, rowid, Event{Kind: EventGone}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return 0, err
	}
	return n, nil
}
