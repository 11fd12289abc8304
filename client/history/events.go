package history

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"mooring/client"
)

// EventKind says what happened to an entry.
type EventKind string

// The kinds of events. Those that end in -ing are written before a request
// leaves; the one after it says how it ended.
const (
	EventAttempted     EventKind = "attempted" // by Begin
	EventCreated       EventKind = "created"   // by Finish, also when a lost answer was found out
	EventFailed        EventKind = "failed"
	EventUnknown       EventKind = "unknown"
	EventTested        EventKind = "tested"       // Test holds the result
	EventTestFailed    EventKind = "testFailed"   // the test itself could not be made; Problem says why
	EventUpdating      EventKind = "updating"     // Fields names what is to be changed
	EventUpdated       EventKind = "updated"      // Fields names what was changed
	EventUpdateFailed  EventKind = "updateFailed" // nothing was changed
	EventUpdateUnknown EventKind = "updateUnknown"
	EventDeleting      EventKind = "deleting"
	EventDeleted       EventKind = "deleted"
	EventDeleteFailed  EventKind = "deleteFailed"
	EventDeleteUnknown EventKind = "deleteUnknown"
	EventFound         EventKind = "found"   // a refresh saw it for the first time
	EventChanged       EventKind = "changed" // a refresh found it changed by somebody else; Fields names what
	EventGone          EventKind = "gone"    // a refresh did not find it any more
	EventBack          EventKind = "back"    // a refresh found it again; Fields names what is different
	EventImported      EventKind = "imported"
)

// The kinds of events that are about a dataflow, whose id and name they hold.
const (
	EventRetrying      EventKind = "retrying" // Run is to be made once more
	EventRetried       EventKind = "retried"  // Run is the new one
	EventRetryFailed   EventKind = "retryFailed"
	EventRetryUnknown  EventKind = "retryUnknown"
	EventStarting      EventKind = "starting"
	EventStarted       EventKind = "started" // Run is the new one
	EventStartFailed   EventKind = "startFailed"
	EventStartUnknown  EventKind = "startUnknown"
	EventPausing       EventKind = "pausing"
	EventPaused        EventKind = "paused"
	EventPauseFailed   EventKind = "pauseFailed"
	EventPauseUnknown  EventKind = "pauseUnknown"
	EventResuming      EventKind = "resuming"
	EventResumed       EventKind = "resumed"
	EventResumeFailed  EventKind = "resumeFailed"
	EventResumeUnknown EventKind = "resumeUnknown"

	EventFlowMaking        EventKind = "flowMaking" // and what it needs; it has no id yet
	EventFlowMade          EventKind = "flowMade"
	EventFlowMakeFailed    EventKind = "flowMakeFailed" // there is none, and what was made for it was taken back but for what EventFlowLeft names
	EventFlowMakeUnknown   EventKind = "flowMakeUnknown"
	EventFlowEditing       EventKind = "flowEditing" // Fields names what is to be changed
	EventFlowEdited        EventKind = "flowEdited"
	EventFlowEditFailed    EventKind = "flowEditFailed"
	EventFlowEditUnknown   EventKind = "flowEditUnknown"
	EventFlowDeleting      EventKind = "flowDeleting" // and what belongs to it
	EventFlowDeleted       EventKind = "flowDeleted"
	EventFlowDeleteFailed  EventKind = "flowDeleteFailed"
	EventFlowDeleteUnknown EventKind = "flowDeleteUnknown"
	EventFlowLeft          EventKind = "flowLeft"   // Fields names what is still on Platform of a dataflow that is not
	EventFlowTidied        EventKind = "flowTidied" // what was left was deleted after all

	EventFlowFailing   EventKind = "flowFailing"   // its runs fail since then; Problem says why, Run is the last one
	EventFlowRecovered EventKind = "flowRecovered" // Run went through again
	EventFlowPaused    EventKind = "flowPaused"    // somebody else switched it off; By, where it is known
	EventFlowResumed   EventKind = "flowResumed"   // somebody else switched it on again
)

// The names that Event.Fields uses.
const (
	ChangedName        = "name"
	ChangedDescription = "description"
	ChangedKeys        = "keys"
	ChangedBucket      = "bucket"
	ChangedFolder      = "folder"
	ChangedServiceURL  = "serviceUrl"
	ChangedState       = "state"
	ChangedETag        = "etag"
	ChangedSchedule    = "schedule" // of a dataflow
	ChangedMapping     = "mapping"  // of a dataflow

	LeftSource  = "sourceConnection"
	LeftTarget  = "targetConnection"
	LeftMapping = "mappingSet" // Platform has no way to delete one
)

// Event is one line of an entry's audit trail. It holds no secret.
type Event struct {
	At      time.Time // UTC, millisecond precision; when it is recorded if zero
	Kind    EventKind
	Fields  []string
	Test    TestResult
	Problem Problem
	// By is who did it, as Platform says (updatedBy), where it was somebody else.
	By string
	// Flow, FlowName and Run are the dataflow and the run that it is about, if any.
	Flow     client.FlowID
	FlowName string
	Run      client.RunID
}

// keptTests is how many tests the audit trail of an entry holds. Of more than
// that the oldest that only repeats the result before it is dropped, so that a
// connection tested every hour for a year keeps its latest tests and every
// change of the result, and its trail stays a page of the file or two.
const keptTests = 200

// Events returns the audit trail of an entry, newest first. There is none of an
// entry that the register does not hold.
func (j *Journal) Events(ctx context.Context, attemptID string) ([]Event, error) {
	events, err := listEvents(ctx, j.store.reader, `(SELECT rowid FROM entries WHERE attempt_id = ?)`, attemptID)
	return events, j.store.fail("list events", err)
}

// listEvents returns the events of the row that the expression tells.
func listEvents(ctx context.Context, db queryer, entry string, arg any) ([]Event, error) {
	rows, err := db.QueryContext(ctx, `SELECT at, kind, fields, test, problem_kind, problem_status, problem_code,
		problem_detail, problem_request_id, problem_op, problem_page, made_by, flow_id, flow_name, run_id
		FROM events WHERE entry = `+entry+` ORDER BY at DESC, id DESC`, arg)
	return collect(rows, err, scanEvent)
}

func scanEvent(r scanner) (e Event, err error) {
	var at int64
	var fields, kind string
	err = r.Scan(&at, &e.Kind, &fields, &e.Test, &kind, &e.Problem.Status, &e.Problem.Code,
		&e.Problem.Detail, &e.Problem.RequestID, &e.Problem.Op, &e.Problem.Page, &e.By, &e.Flow, &e.FlowName, &e.Run)
	if err != nil {
		return e, err
	}
	e.At, e.Problem.Kind = fromMillis(at), parseKind(kind)
	if fields != "[]" { // as nearly always
		if err := json.Unmarshal([]byte(fields), &e.Fields); err != nil {
			return e, fmt.Errorf("fields of an event: %w", err)
		}
	}
	return e, nil
}

// Record adds an event to an entry's audit trail and nothing else. When it
// returns nil the event survives a power cut; it does so even if ctx is
// cancelled already. ErrNotFound if there is no entry.
func (j *Journal) Record(ctx context.Context, attemptID string, ev Event) error {
	const op = "record event"
	if err := ev.check(); err != nil {
		return fmt.Errorf("%s: %w", op, err)
	}
	return j.store.write(ctx, op, func(ctx context.Context, tx *transaction) error {
		e, err := getRow(ctx, tx, attemptID)
		if err != nil {
			return err
		}
		return addEvent(ctx, tx, e.id, ev)
	})
}

func (ev Event) check() error {
	if ev.Kind == "" {
		return fmt.Errorf("%w: an event of no kind", ErrInvalid)
	}
	if !ev.Test.valid() {
		return fmt.Errorf("%w: result %q", ErrInvalid, ev.Test)
	}
	return nil
}

func (t TestResult) valid() bool { return t == NotTested || t == Working || t == Refused }

// addEvent adds an event to the trail of a row.
func addEvent(ctx context.Context, tx *transaction, rowid int64, ev Event) error {
	if ev.At.IsZero() {
		ev.At = tx.now()
	}
	fields := []byte("[]")
	if len(ev.Fields) > 0 {
		var err error
		if fields, err = json.Marshal(ev.Fields); err != nil {
			return err
		}
	}
	_, err := tx.ExecContext(ctx, `INSERT INTO events (entry, at, kind, fields, test, problem_kind, problem_status,
		problem_code, problem_detail, problem_request_id, problem_op, problem_page, made_by, flow_id, flow_name, run_id)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		rowid, toMillis(ev.At), ev.Kind, string(fields), ev.Test, formatKind(ev.Problem.Kind), ev.Problem.Status,
		ev.Problem.Code, ev.Problem.Detail, ev.Problem.RequestID, ev.Problem.Op, ev.Problem.Page, ev.By, ev.Flow, ev.FlowName, ev.Run)
	if err == nil && (ev.Kind == EventFlowFailing || ev.Kind == EventFlowRecovered) {
		err = dropTurns(ctx, tx, rowid)
	}
	if err == nil && (ev.Kind == EventTested || ev.Kind == EventTestFailed) {
		err = dropTests(ctx, tx, rowid)
	}
	return err
}

// keptTurns is how many failures and recoveries of dataflows the audit trail of
// an entry holds; of more than that the oldest are dropped.
const keptTurns = 200

// dropTurns keeps the failures and recoveries in the trail of a row to keptTurns.
func dropTurns(ctx context.Context, tx *transaction, rowid int64) error {
	_, err := tx.ExecContext(ctx, `DELETE FROM events WHERE id IN (
			SELECT id FROM events WHERE entry = ? AND kind IN ('flowFailing', 'flowRecovered')
			ORDER BY at DESC, id DESC LIMIT -1 OFFSET ?)`, rowid, keptTurns)
	return err
}

// dropTests keeps the tests in the trail of a row to keptTests.
func dropTests(ctx context.Context, tx *transaction, rowid int64) error {
	_, err := tx.ExecContext(ctx, `WITH tests AS (
			SELECT id, kind || test AS result, lag(kind || test) OVER trail AS before, row_number() OVER trail AS nth
			FROM events WHERE entry = ? AND kind IN ('tested', 'testFailed') WINDOW trail AS (ORDER BY at, id))
		DELETE FROM events WHERE id IN (
			SELECT id FROM tests ORDER BY result = before DESC, nth LIMIT max(0, (SELECT count(*) FROM tests) - ?))`,
		rowid, keptTests)
	return err
}
