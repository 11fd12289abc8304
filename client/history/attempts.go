package history

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	sqlite3 "modernc.org/sqlite/lib"
)

// Begin writes an attempt as Pending, before its request is sent. When it
// returns nil the entry survives a power cut; when it returns an error nothing
// may be sent. State and Origin of e are set here, StartedAt where it is
// zero. Its audit trail begins.
//
// A ctx that is done before writing starts stops it; after that Begin ends by
// itself within seconds.
func (j *Journal) Begin(ctx context.Context, e Entry) error {
	const op = "begin attempt"
	if e.AttemptID == "" {
		return fmt.Errorf("%s: %w: no attempt id", op, ErrInvalid)
	}
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("%s: %w", op, err)
	}
	if err := j.store.inPlace(); err != nil {
		return fmt.Errorf("%s: %w", op, err)
	}
	e = newAttempt(e, j.store.now())
	before := j.underWay.has(e.AttemptID)
	j.underWay.set(e.AttemptID, true) // before others can read of it
	err := j.store.write(ctx, op, func(ctx context.Context, tx *transaction) error {
		rowid, err := insertEntry(ctx, tx, &e)
		if err != nil {
			return err
		}
		return addEvent(ctx, tx, rowid, Event{At: e.StartedAt, Kind: EventAttempted})
	})
	if err != nil {
		j.underWay.set(e.AttemptID, before)
	}
	if isCode(err, sqlite3.SQLITE_CONSTRAINT_UNIQUE) {
		return fmt.Errorf("%s %s: %w", op, e.AttemptID, ErrDuplicate)
	}
	return err
}

// newAttempt is what an entry says before its request is sent: what it sets out
// with, and nothing of what comes of it.
func newAttempt(e Entry, now time.Time) Entry {
	if e.StartedAt.IsZero() {
		e.StartedAt = now
	}
	return Entry{
		AttemptID: e.AttemptID, Place: e.Place, AccountID: e.AccountID, APIKey: e.APIKey,
		Name: e.Name, Description: e.Description, Auth: byRole(e.Auth), Bucket: e.Bucket, FolderPath: e.FolderPath, ServiceURL: e.ServiceURL,
		AccessKeyHint: e.AccessKeyHint, AccessKeyHash: e.AccessKeyHash,
		State: Pending, KnownIDs: e.KnownIDs, Origin: Here,
		StartedAt: e.StartedAt, UpdatedAt: now,
	}
}

// Finish records how an attempt ended; when it returns nil the outcome survives
// a power cut. It does so even if ctx is cancelled already: to lose an outcome
// is worse than a moment's delay.
//
// What is known is never taken back: a Created or Deleted entry refuses a lesser
// outcome or another connection id with ErrSettled. The same outcome again is no
// error, and so is a newer etag of the same connection. An attempt that is not
// in the register is ErrNotFound.
//
// The outcome is added to the audit trail. Where a refresh has added the
// connection of a Created attempt already, that entry becomes part of this one.
func (j *Journal) Finish(ctx context.Context, attemptID string, o Outcome) error {
	const op = "finish attempt"
	switch o.State {
	case Created:
		if o.ConnectionID == "" {
			return fmt.Errorf("%s: %w: created without an id", op, ErrInvalid)
		}
	case Failed, Unknown, Deleted:
	default:
		return fmt.Errorf("%s: %w: state %q", op, ErrInvalid, o.State)
	}
	err := j.store.write(ctx, op, func(ctx context.Context, tx *transaction) error {
		e, err := getRow(ctx, tx, attemptID)
		if err != nil {
			return err
		}
		before := e.Entry
		if err := e.settle(o); err != nil {
			return err
		}
		if e.State == Created {
			if err := takeOver(ctx, tx, e); err != nil {
				return err
			}
		}
		if err := supersede(ctx, tx, e); err != nil {
			return err
		}
		e.UpdatedAt = tx.now()
		if err := updateEntry(ctx, tx, e); err != nil {
			return err
		}
		if e.State == before.State && e.Problem == before.Problem {
			return nil // the same again is no news
		}
		return addEvent(ctx, tx, e.id, Event{At: e.UpdatedAt, Kind: endings[e.State], Problem: e.Problem})
	})
	if err == nil {
		j.underWay.set(attemptID, false)
	}
	return err
}

// endings are the events by which an attempt ends.
var endings = map[State]EventKind{
	Created: EventCreated, Failed: EventFailed, Unknown: EventUnknown, Deleted: EventDeleted,
}

// takeOver makes an attempt the one entry of the connection that it made. A
// refresh that was faster than the journal has added the connection as found:
// that entry gives way, and leaves its trail and what it knows.
func takeOver(ctx context.Context, tx *transaction, e *row) error {
	others, err := holders(ctx, tx, e.Place, e.ConnectionID)
	if err != nil {
		return err
	}
	for _, other := range others {
		if other.id == e.id || other.Origin == Here {
			continue
		}
		if other.SeenAt.After(e.SeenAt) {
			e.PlatformState, e.CreatedBy, e.UpdatedBy, e.CreatedClient = other.PlatformState, other.CreatedBy, other.UpdatedBy, other.CreatedClient
			e.PlatformCreatedAt, e.PlatformUpdatedAt, e.SeenAt = other.PlatformCreatedAt, other.PlatformUpdatedAt, other.SeenAt
		}
		if other.TestedAt.After(e.TestedAt) {
			e.Test, e.TestedAt = other.Test, other.TestedAt
		}
		flows, err := listFlows(ctx, tx, `?`, other.id)
		if err != nil {
			return err
		}
		if err := writeFlows(ctx, tx, e.id, flows, other.Flows); err != nil {
			return err
		}
		e.Flows = other.Flows
		for _, move := range []string{`UPDATE events SET entry = ? WHERE entry = ?`, `UPDATE plans SET entry = ? WHERE entry = ?`} {
			if _, err := tx.ExecContext(ctx, move, e.id, other.id); err != nil {
				return err
			}
		}
		if err := tx.remove(ctx, other.id); err != nil {
			return err
		}
	}
	return nil
}

// settle applies an outcome to the entry, or returns ErrSettled.
func (e *Entry) settle(o Outcome) error {
	refused := fmt.Errorf("%w: %s is %s, not %s", ErrSettled, e.AttemptID, e.State, o.State)
	known := e.State == Created || e.State == Deleted // and so has an id
	switch {
	case e.State == Deleted && o.State != Deleted,
		e.State == Created && o.State != Created && o.State != Deleted,
		known && o.ConnectionID != "" && e.ConnectionID != "" && o.ConnectionID != e.ConnectionID:
		return refused
	}
	if known { // what the outcome does not say again stays
		o.ConnectionID = cmp.Or(o.ConnectionID, e.ConnectionID)
		o.ETag = cmp.Or(o.ETag, e.ETag)
		o.RequestID = cmp.Or(o.RequestID, e.RequestID)
	}
	e.State, e.ConnectionID, e.ETag, e.RequestID = o.State, o.ConnectionID, o.ETag, o.RequestID
	e.Problem, e.Candidates = o.Problem, o.Candidates
	return nil
}

// RecordTest records whether Platform could reach the bucket, and when, and adds
// it to the audit trail. NotTested takes back what was recorded, without a word.
func (j *Journal) RecordTest(ctx context.Context, attemptID string, result TestResult, at time.Time) error {
	const op = "record test"
	if !result.valid() {
		return fmt.Errorf("%s: %w: result %q", op, ErrInvalid, result)
	}
	return j.store.write(ctx, op, func(ctx context.Context, tx *transaction) error {
		var rowid int64
		err := tx.QueryRowContext(ctx, `UPDATE entries SET test = ?, tested_at = ?, updated_at = ? WHERE attempt_id = ?
			RETURNING rowid`, result, toMillis(at), toMillis(tx.now()), attemptID).Scan(&rowid)
		if errors.Is(err, sql.ErrNoRows) {
			return fmt.Errorf("%w: %s", ErrNotFound, attemptID)
		}
		tx.touch(rowid)
		if err != nil || result == NotTested {
			return err
		}
		return addEvent(ctx, tx, rowid, Event{At: at, Kind: EventTested, Test: result})
	})
}
