package practice

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"
)

// keptRuns is how many runs of a dataflow are kept: a week of those that run
// every hour.
const keptRuns = 168

// catchUp makes the runs of a sandbox that have become due since somebody looked.
// Nothing works in the background: a run is what the clock, the keys and the files
// make of it, whenever that is asked for.
func (s flowStore) catchUp(ctx context.Context, org, sandbox string) error {
	now := s.now()
	const due = ` FROM flows WHERE org = ? AND sandbox = ? AND next_ms > 0 AND next_ms <= ? AND state = 'enabled'`
	var n int
	if err := s.db.QueryRowContext(ctx, `SELECT count(*)`+due, org, sandbox, now.UnixMilli()).Scan(&n); err != nil {
		return fmt.Errorf("look for what is due: %w", err)
	}
	if n == 0 {
		return nil
	}
	return s.transact(ctx, func(ctx context.Context, tx *sql.Tx) error {
		rows, err := tx.QueryContext(ctx, `SELECT `+flowColumns+due+` ORDER BY next_ms, seq`, org, sandbox, now.UnixMilli())
		flows, err := collect(rows, err, scanFlow, 0, nil)
		if err != nil {
			return err
		}
		for _, f := range flows {
			if err := s.catchUpFlow(ctx, tx, f, now); err != nil {
				return err
			}
		}
		return nil
	})
}

// catchUpFlow makes the runs of one dataflow until now.
func (s flowStore) catchUpFlow(ctx context.Context, tx *sql.Tx, f Dataflow, now time.Time) error {
	source, err := s.source(ctx, tx, f)
	if err != nil {
		return err
	}
	period := f.period()
	at := f.NextAt
	if period > 0 {
		if missed := now.Sub(at) / period; missed >= keptRuns {
			at = at.Add((missed - keptRuns + 1) * period) // what would be forgotten at once is not made
		}
	}
	var runs []run
	f.NextAt = time.Time{}
	for !at.After(now) {
		runs = append(runs, newRun(f, dueRunID(f.ID, at), at, at.Add(-max(period, time.Hour)), at, f.freshOf(source.read(at), at)))
		if period == 0 {
			break
		}
		at = at.Add(period)
		f.NextAt = at
	}
	if err := insertRuns(ctx, tx, runs...); err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, `UPDATE flows SET next_ms = ? WHERE seq = ?`, millis(f.NextAt), f.seq); err != nil {
		return fmt.Errorf("update the dataflow: %w", err)
	}
	return forgetRuns(ctx, tx, f.ID)
}

// forgetRuns deletes the oldest runs of a dataflow.
func forgetRuns(ctx context.Context, tx *sql.Tx, flowID string) error {
	_, err := tx.ExecContext(ctx, `DELETE FROM runs WHERE flow_id = ?1 AND seq <=
		(SELECT seq FROM runs WHERE flow_id = ?1 ORDER BY seq DESC LIMIT 1 OFFSET ?2)`, flowID, keptRuns)
	if err != nil {
		return fmt.Errorf("forget old runs: %w", err)
	}
	return nil
}

// runNow makes a run of a dataflow that somebody asks for. Whatever check returns
// as an error is returned.
func (s flowStore) runNow(
	ctx context.Context, org, sandbox, flowID, id string, from, to time.Time, check func(Dataflow) error,
) (run, error) {
	if err := s.catchUp(ctx, org, sandbox); err != nil {
		return run{}, err
	}
	var made run
	err := s.transact(ctx, func(ctx context.Context, tx *sql.Tx) error {
		f, err := scanFlow(tx.QueryRowContext(ctx, flowQuery, org, sandbox, flowID))
		if err != nil {
			return err
		}
		if err := check(f); err != nil {
			return err
		}
		source, err := s.source(ctx, tx, f)
		if err != nil {
			return err
		}
		now := s.now()
		made = newRun(f, id, now, from, to, source.read(now))
		if err := insertRuns(ctx, tx, made); err != nil {
			return err
		}
		return forgetRuns(ctx, tx, flowID)
	})
	return made, err
}

// flowSource is what a dataflow reads: the keys that let it in, and the files.
type flowSource struct {
	conn  Connection
	gone  bool // the base connection
	found outcome
}

// source looks at the keys and the files of a dataflow. A source that is none of
// S3 has no base connection here; its keys work.
func (s flowStore) source(ctx context.Context, tx *sql.Tx, f Dataflow) (flowSource, error) {
	var source flowSource
	if f.SpecID != s3SpecID {
		source.found = outcome{Files: 1, Rows: 12, Bytes: 480}
		return source, nil
	}
	conn, err := s.scan(tx.QueryRowContext(ctx, getQuery, f.OrgID, f.Sandbox, f.ConnectionID))
	if errors.Is(err, errNoConnection) {
		source.gone = true
		return source, nil
	}
	if err != nil {
		return source, err
	}
	through, err := mappingStore(s).pipeOf(ctx, tx, f)
	if err != nil {
		return source, err
	}
	source.conn, source.found = conn, f.read(conn, through)
	return source, nil
}

// freshOf is what a run that is due at a time finds of what there is. Of a dataflow
// that was made here all files are older than it: its first run takes them, unless
// it is not to, and there are never any others. Those of others find new files
// under the same names each time.
func (f *Dataflow) freshOf(found outcome, at time.Time) outcome {
	if f.CreatedClient != APIKey || found.Trouble == troubleKeys || found.Trouble == troubleDenied || found.Trouble == troubleGone {
		return found
	}
	if f.Backfill && at.Equal(f.StartsAt) {
		return found
	}
	return outcome{}
}

// read is what comes of reading at a time.
func (source flowSource) read(at time.Time) outcome {
	switch {
	case source.gone:
		return outcome{Trouble: troubleGone}
	case source.conn.KeysEndedAt.IsZero() || at.Before(source.conn.KeysEndedAt):
	default:
		return outcome{Trouble: troubleKeys}
	}
	if source.conn.keepsRoleOut() {
		return outcome{Trouble: troubleDenied}
	}
	switch keyShows(source.conn.AccessKeyID) {
	case AccessKeyRefused, AccessKeyWrong:
		return outcome{Trouble: troubleKeys}
	case AccessKeyNoPermission:
		return outcome{Trouble: troubleDenied}
	}
	return source.found
}
