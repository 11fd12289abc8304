package history

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"time"

	sqlite3 "modernc.org/sqlite/lib"
)

// Begin writes an attempt as Pending, before its request is sent. When it
// returns nil the entry survives a power cut; when it returns an error nothing
// may be sent. Owner and State of e are set here, StartedAt where it is zero.
//
// A ctx that is done before writing starts stops it; after that Begin ends by
// itself within seconds.
func (r *Register) Begin(ctx context.Context, e Entry) error {
	const op = "begin attempt"
	if e.AttemptID == "" {
		return fmt.Errorf("%s: %w: no attempt id", op, ErrInvalid)
	}
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("%s: %w", op, err)
	}
	if err := r.inPlace(); err != nil {
		return fmt.Errorf("%s: %w", op, err)
	}
	now := r.now()
	e.State, e.Owner, e.UpdatedAt = Pending, r.owner, now
	if e.StartedAt.IsZero() {
		e.StartedAt = now
	}
	known, err := encodeIDs(e.KnownIDs)
	if err != nil {
		return fmt.Errorf("%s: %w", op, err)
	}
	err = r.write(ctx, op, func(ctx context.Context, tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO entries (attempt_id, practice, search, name_key, sandbox_key,
			platform_url, org_id, sandbox, account_id, api_key,
			name, description, bucket, folder_path, service_url, access_key_hint, access_key_hash,
			state, known_ids, owner, started_at, updated_at)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
			e.AttemptID, e.Place.Practice, searchText(&e), sortKey(e.Name), sortKey(e.Place.Sandbox),
			e.Place.PlatformURL, e.Place.OrgID, e.Place.Sandbox, e.AccountID, e.APIKey,
			e.Name, e.Description, e.Bucket, e.FolderPath, e.ServiceURL, e.AccessKeyHint, e.AccessKeyHash,
			e.State, known, e.Owner, toMillis(e.StartedAt), toMillis(e.UpdatedAt))
		return err
	})
	if isCode(err, sqlite3.SQLITE_CONSTRAINT_UNIQUE) {
		return fmt.Errorf("%s %s: %w", op, e.AttemptID, ErrDuplicate)
	}
	return err
}

// inPlace makes sure that what is written can be found again: on Unix the file
// can be moved or removed while it is open, and SQLite would not notice.
func (r *Register) inPlace() error {
	info, err := os.Stat(r.path)
	if err != nil {
		return fmt.Errorf("%s: %w: moved away while open: %w", r.path, ErrNotWritable, err)
	}
	if !os.SameFile(info, r.file) {
		return fmt.Errorf("%s: %w: replaced while open", r.path, ErrNotWritable)
	}
	return nil
}

// Finish records how an attempt ended; when it returns nil the outcome survives
// a power cut. It does so even if ctx is cancelled already: to lose an outcome
// is worse than a moment's delay.
//
// What is known is never taken back: a Created or Deleted entry refuses a lesser
// outcome or another connection id with ErrSettled. The same outcome again is no
// error, and so is a newer etag of the same connection. An attempt that is not
// in the register is ErrNotFound.
func (r *Register) Finish(ctx context.Context, attemptID string, o Outcome) error {
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
	return r.write(ctx, op, func(ctx context.Context, tx *sql.Tx) error {
		e, err := getEntry(ctx, tx, attemptID)
		if err != nil {
			return err
		}
		if err := e.settle(o); err != nil {
			return err
		}
		candidates, err := encodeIDs(e.Candidates)
		if err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, `UPDATE entries SET state = ?, connection_id = ?, etag = ?, request_id = ?,
			problem_kind = ?, problem_status = ?, problem_code = ?, problem_detail = ?, problem_request_id = ?,
			problem_op = ?, candidates = ?, search = ?, updated_at = ? WHERE attempt_id = ?`,
			e.State, e.ConnectionID, e.ETag, e.RequestID,
			formatKind(e.Problem.Kind), e.Problem.Status, e.Problem.Code, e.Problem.Detail, e.Problem.RequestID,
			e.Problem.Op, candidates, searchText(&e), toMillis(r.now()), attemptID)
		return err
	})
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
		o.ConnectionID = orElse(o.ConnectionID, e.ConnectionID)
		o.ETag = orElse(o.ETag, e.ETag)
		o.RequestID = orElse(o.RequestID, e.RequestID)
	}
	e.State, e.ConnectionID, e.ETag, e.RequestID = o.State, o.ConnectionID, o.ETag, o.RequestID
	e.Problem, e.Candidates = o.Problem, o.Candidates
	return nil
}

func orElse[T ~string](value, other T) T {
	if value == "" {
		return other
	}
	return value
}

// RecordTest records whether Platform could reach the bucket, and when.
func (r *Register) RecordTest(ctx context.Context, attemptID string, result TestResult, at time.Time) error {
	const op = "record test"
	if result != NotTested && result != Working && result != Refused {
		return fmt.Errorf("%s: %w: result %q", op, ErrInvalid, result)
	}
	return r.write(ctx, op, func(ctx context.Context, tx *sql.Tx) error {
		done, err := tx.ExecContext(ctx, `UPDATE entries SET test = ?, tested_at = ?, updated_at = ? WHERE attempt_id = ?`,
			result, toMillis(at), toMillis(r.now()), attemptID)
		if err != nil {
			return err
		}
		n, err := done.RowsAffected()
		if err == nil && n == 0 {
			err = fmt.Errorf("%w: %s", ErrNotFound, attemptID)
		}
		return err
	})
}

// Forget removes an entry from this computer; Platform keeps what it holds. An
// attempt that a running copy of the app is still at is ErrInProgress, since its
// outcome would have nowhere to go. Forgetting what is not there is no error.
func (r *Register) Forget(ctx context.Context, attemptID string) error {
	const op = "forget entry"
	err := r.write(ctx, op, func(ctx context.Context, tx *sql.Tx) error {
		e, err := getEntry(ctx, tx, attemptID)
		if errors.Is(err, ErrNotFound) {
			return nil
		}
		if err != nil {
			return err
		}
		if e.State == Pending && r.isRunning(e.Owner) {
			return fmt.Errorf("%w: %s", ErrInProgress, attemptID)
		}
		_, err = tx.ExecContext(ctx, `DELETE FROM entries WHERE attempt_id = ?`, attemptID)
		return err
	})
	if err == nil {
		// Best effort: the entry is also in the log until the log is folded in.
		_, _ = r.writer.ExecContext(context.WithoutCancel(ctx), `PRAGMA wal_checkpoint(TRUNCATE)`)
	}
	return err
}
