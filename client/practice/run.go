package practice

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"
)

var errNoRun = errors.New("no such run")

// run is one run of a dataflow. What comes of it is settled when it is made; how
// far it is, the clock tells.
type run struct {
	ID     string
	ETag   string
	FlowID string
	Batch  string // into which it puts the rows
	MadeAt time.Time
	Begun  time.Time
	Done   time.Time
	From   time.Time // the files that were changed
	To     time.Time // between these are read
	outcome

	seq     int64
	now     time.Time // as of when it is looked at
	dialect dialect   // in which it is looked at
}

// The statuses of runs.
const (
	runScheduled  = "scheduled"
	runInProgress = "inProgress"
	runSuccess    = "success"
	runPartial    = "partialSuccess"
	runFailed     = "failed"
)

func (r *run) status() string {
	switch {
	case r.now.Before(r.Begun):
		return runScheduled
	case r.now.Before(r.Done):
		return runInProgress
	case r.Trouble != troubleNone:
		return runFailed
	case r.refusedRows() > 0:
		return runPartial
	}
	return runSuccess
}

// ended reports whether nothing more comes of the run.
func (r *run) ended() bool { return !r.now.Before(r.Done) }

// newRun makes a run of a dataflow. All that looks like chance comes of its id, so
// that two processes make the same one.
func newRun(f Dataflow, id string, at, from, to time.Time, came outcome) run {
	sum := sha256.Sum256([]byte(id))
	begun, takes := at.Add(5*time.Second+time.Duration(sum[0]%15)*time.Second), 40*time.Second+time.Duration(sum[1])*250*time.Millisecond
	if f.CreatedClient == APIKey && f.Backfill && !at.After(f.StartsAt) {
		begun, takes = at.Add(2*time.Second), 8*time.Second // somebody is waiting for it
	}
	return run{
		ID: id, FlowID: f.ID, Batch: batchID(at, sum), ETag: etagOf(f.Sandbox, uuid.NewSHA1(uuid.NameSpaceOID, sum[:]), at), MadeAt: at,
		Begun: begun, Done: begun.Add(takes), From: from, To: to, outcome: came,
	}
}

// dueRunID is the id of the run of a dataflow that was due at a time.
func dueRunID(flowID string, at time.Time) string {
	return uuid.NewSHA1(uuid.NameSpaceOID, fmt.Appendf(nil, "%s@%d", flowID, at.UnixMilli())).String()
}

// batchID looks as those of Platform: 26 characters that begin with the time.
func batchID(at time.Time, sum [32]byte) string {
	const digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
	var b strings.Builder
	for shift := 45; shift >= 0; shift -= 5 {
		b.WriteByte(digits[at.UnixMilli()>>shift&31])
	}
	for _, c := range sum[2:18] {
		b.WriteByte(digits[c&31])
	}
	return b.String()
}

const runColumns = `runs.seq, runs.id, runs.etag, flow_id, batch, made_ms, begun_ms, done_ms, from_ms, to_ms, outcome`

// scanRun reads one row of runColumns, as of now.
func (s flowStore) scanRun(row scanner) (run, error) {
	r := run{now: s.now()}
	var made, begun, done, from, to int64
	var came string
	err := row.Scan(&r.seq, &r.ID, &r.ETag, &r.FlowID, &r.Batch, &made, &begun, &done, &from, &to, &came)
	if errors.Is(err, sql.ErrNoRows) {
		return r, errNoRun
	}
	if err == nil {
		err = json.Unmarshal([]byte(came), &r.outcome)
	}
	if err != nil {
		return r, fmt.Errorf("read the run: %w", err)
	}
	r.MadeAt, r.Begun, r.Done = time.UnixMilli(made), time.UnixMilli(begun), time.UnixMilli(done)
	r.From, r.To = time.UnixMilli(from), time.UnixMilli(to)
	return r, nil
}

func insertRuns(ctx context.Context, tx *sql.Tx, runs ...run) error {
	add, err := tx.PrepareContext(ctx, `INSERT OR IGNORE INTO runs
		(id, etag, flow_id, batch, made_ms, begun_ms, done_ms, from_ms, to_ms, outcome) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`)
	if err != nil {
		return fmt.Errorf("insert the run: %w", err)
	}
	defer func() { _ = add.Close() }()
	for _, r := range runs {
		_, err := add.ExecContext(ctx, r.ID, r.ETag, r.FlowID, r.Batch, r.MadeAt.UnixMilli(), r.Begun.UnixMilli(), r.Done.UnixMilli(),
			r.From.UnixMilli(), r.To.UnixMilli(), string(encode(r.outcome)))
		if err != nil {
			return fmt.Errorf("insert the run: %w", err)
		}
	}
	return nil
}

// run returns a run of a sandbox by its id, or by that of its batch.
func (s flowStore) run(ctx context.Context, org, sandbox, column, value string) (run, error) {
	if err := s.catchUp(ctx, org, sandbox); err != nil {
		return run{}, err
	}
	return s.scanRun(s.db.QueryRowContext(ctx, `SELECT `+runColumns+` FROM runs JOIN flows ON flows.id = flow_id
		WHERE org = ? AND sandbox = ? AND runs.`+column+` = ?`, org, sandbox, value))
}

// runs returns what is asked for of the runs of a sandbox. Of a hundred thousand
// only those are read that the conditions name by dataflow or by time.
func (s flowStore) runs(ctx context.Context, org, sandbox string, ask asked, match func(run) bool) ([]run, error) {
	if err := s.catchUp(ctx, org, sandbox); err != nil {
		return nil, err
	}
	query := `SELECT ` + runColumns + ` FROM runs JOIN flows ON flows.id = flow_id WHERE org = ? AND sandbox = ?`
	args := []any{org, sandbox}
	for _, cond := range ask.conditions {
		switch {
		case cond.field == fieldFlow:
			query += ` AND flow_id IN (?` + strings.Repeat(", ?", len(cond.values)-1) + `)`
			for _, id := range cond.values {
				args = append(args, id)
			}
		case cond.field == fieldStarted && cond.op == ">":
			query += ` AND begun_ms > ?`
			args = append(args, cond.number)
		}
	}
	switch {
	case ask.by.field == "":
		query += ` AND runs.seq > ? ORDER BY runs.seq`
		args = append(args, ask.seq())
	case ask.after == nil:
		query += ` ORDER BY made_ms` + ask.by.direction() + `, runs.seq`
	default:
		at, err := strconv.ParseInt(ask.after.Key, 10, 64)
		if err != nil {
			return nil, invalidValue("continuationToken", ask.after.Key)
		}
		beyond := map[bool]string{true: "<", false: ">"}[ask.by.desc]
		//nolint:gosec // G202: nothing of this is input
		query += ` AND (made_ms ` + beyond + ` ? OR made_ms = ? AND runs.seq > ?) ORDER BY made_ms` + ask.by.direction() + `, runs.seq`
		args = append(args, at, at, ask.seq())
	}
	rows, err := s.db.QueryContext(ctx, query, args...)
	return collect(rows, err, s.scanRun, ask.limit, func(r run) bool {
		r.dialect = dialectIn(sandbox)
		return match(r)
	})
}

// lastRun returns the last run of a dataflow that has ended; errNoRun if none has.
func (s flowStore) lastRun(ctx context.Context, flowID string) (run, error) {
	return s.scanRun(s.db.QueryRowContext(ctx,
		`SELECT `+runColumns+` FROM runs WHERE flow_id = ? AND done_ms <= ? ORDER BY seq DESC LIMIT 1`, flowID, s.now().UnixMilli()))
}
