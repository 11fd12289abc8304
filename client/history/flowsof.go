package history

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"mooring/client"
)

// FlowsRead is what was read of all dataflows of one entry.
type FlowsRead struct {
	AttemptID string
	At        time.Time // when Platform was asked
	Flows     []Dataflow
}

// Flows returns what is known of the dataflows of an entry, in the order of
// their names. When that was read is in Entry.Flows.
func (j *Journal) Flows(ctx context.Context, attemptID string) ([]Dataflow, error) {
	flows, err := listFlows(ctx, j.store.reader, `(SELECT rowid FROM entries WHERE attempt_id = ?)`, attemptID)
	return flows, j.store.fail("read dataflows", err)
}

// listFlows returns the dataflows of the row that the expression tells.
func listFlows(ctx context.Context, db queryer, entry string, arg any) ([]Dataflow, error) {
	rows, err := db.QueryContext(ctx, `SELECT said FROM flows WHERE entry = `+entry, arg)
	flows, err := collect(rows, err, scanJSON[Dataflow]("a dataflow"))
	slices.SortFunc(flows, func(a, b Dataflow) int {
		return cmp.Or(strings.Compare(fold(a.Name), fold(b.Name)), cmp.Compare(a.ID, b.ID))
	})
	return flows, err
}

// KeepFlows keeps what was read of the dataflows of entries, in the place of what
// was known of them. What changed the picture goes to the audit trails: a first
// failure, a recovery, a dataflow that somebody paused or resumed. Entries that
// are not there, or of which something newer was read, are passed over, and what was done
// since to a dataflow stays. One transaction; a ctx that is done before its end stops it.
func (j *Journal) KeepFlows(ctx context.Context, read ...FlowsRead) error {
	return j.store.keepFlows(ctx, read)
}

func (s *store) keepFlows(ctx context.Context, read []FlowsRead) error {
	return s.writeMany(ctx, "keep dataflows", func(ctx context.Context, tx *transaction) error {
		for _, one := range read {
			if err := keepFlows(ctx, tx, one); err != nil {
				return err
			}
		}
		return nil
	})
}

func keepFlows(ctx context.Context, tx *transaction, read FlowsRead) error {
	e, err := getRow(ctx, tx, read.AttemptID)
	if errors.Is(err, ErrNotFound) {
		return nil
	}
	// A time that is still to come was written by a clock that was wrong then.
	if err != nil || e.Flows.ReadAt.After(read.At) && !e.Flows.ReadAt.After(tx.now()) {
		return err
	}
	before, err := listFlows(ctx, tx, `?`, e.id)
	if err != nil {
		return err
	}
	known := map[client.FlowID]Dataflow{}
	for _, d := range before {
		known[d.ID] = d
	}
	if read.Flows, err = withNews(ctx, tx, e.id, read, before); err != nil {
		return err
	}
	for _, d := range read.Flows {
		old, was := known[d.ID]
		for _, ev := range turns(old, d, was, read.At) {
			if err := addEvent(ctx, tx, e.id, ev); err != nil {
				return err
			}
		}
	}
	return writeFlows(ctx, tx, e.id, read.Flows, Summarize(read.Flows, read.At))
}

// behindBy is how long Platform's lists may lack what was just made.
const behindBy = time.Minute

// withNews is what was read, with what was done from here too late to be in it: it was
// asked for before, or Platform's list was behind. Dataflows that were made since are
// among them, those that were deleted are not, and what else was done to one stays.
func withNews(ctx context.Context, tx *transaction, rowid int64, read FlowsRead, known []Dataflow) ([]Dataflow, error) {
	rows, err := tx.QueryContext(ctx, `SELECT flow_id, kind, at > ? FROM events WHERE entry = ? AND at >= ? AND kind IN (?, ?, ?, ?, ?, ?, ?)`,
		toMillis(read.At), rowid, toMillis(read.At.Add(-behindBy)),
		EventFlowMade, EventFlowDeleted, EventFlowEdited, EventRetried, EventStarted, EventPaused, EventResumed)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	made, deleted, since := map[client.FlowID]bool{}, map[client.FlowID]bool{}, map[client.FlowID]bool{}
	for rows.Next() {
		var id client.FlowID
		var kind EventKind
		var later bool
		if err := rows.Scan(&id, &kind, &later); err != nil {
			return nil, err
		}
		made[id] = made[id] || kind == EventFlowMade
		deleted[id] = deleted[id] || kind == EventFlowDeleted // none comes back
		since[id] = since[id] || later
	}
	flows := slices.DeleteFunc(slices.Clone(read.Flows), func(d Dataflow) bool { return deleted[d.ID] })
	for _, d := range known {
		at := slices.IndexFunc(flows, func(f Dataflow) bool { return f.ID == d.ID })
		switch {
		case at >= 0 && since[d.ID]:
			flows[at] = d
		case at < 0 && made[d.ID] && !deleted[d.ID]:
			flows = append(flows, d)
		}
	}
	return flows, rows.Err()
}

// writeFlows writes the dataflows of an entry and their sum.
func writeFlows(ctx context.Context, tx *transaction, rowid int64, flows []Dataflow, s FlowSummary) error {
	if _, err := tx.ExecContext(ctx, `DELETE FROM flows WHERE entry = ?`, rowid); err != nil {
		return err
	}
	for _, d := range flows {
		said, err := json.Marshal(d)
		if err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, `INSERT INTO flows (entry, flow_id, said) VALUES (?, ?, ?)
			ON CONFLICT DO UPDATE SET said = excluded.said`, rowid, d.ID, string(said))
		if err != nil {
			return err
		}
	}
	tx.touch(rowid)
	_, err := tx.ExecContext(ctx, `UPDATE entries SET flow_status = ?, flows = ?, flows_failing = ?, failing_since = ?,
		last_file_at = ?, flows_read_at = ?, reading = 0 WHERE rowid = ?`,
		s.Status, s.Count, s.Failing, toMillis(s.FailingSince), toMillis(s.LastFile), toMillis(s.ReadAt), rowid)
	return err
}

// AmendFlow takes up what was just done to a dataflow of an entry, and adds ev to
// the audit trail: change does the same to what is known of it by now, or to d where
// nothing is. When Platform was last asked for all of them stays. It does so even if
// ctx is cancelled already. ErrNotFound if there is no entry.
func (j *Journal) AmendFlow(ctx context.Context, attemptID string, d Dataflow, change func(*Dataflow), ev Event) error {
	const op = "amend dataflow"
	if err := ev.checkIfAny(); err != nil {
		return fmt.Errorf("%s: %w", op, err)
	}
	return j.store.write(ctx, op, func(ctx context.Context, tx *transaction) error {
		e, err := getRow(ctx, tx, attemptID)
		if err != nil {
			return err
		}
		flows, err := listFlows(ctx, tx, `?`, e.id)
		if err != nil {
			return err
		}
		flows = amended(flows, d, change)
		if err := writeFlows(ctx, tx, e.id, flows, Summarize(flows, e.Flows.ReadAt)); err != nil {
			return err
		}
		return addEventIfAny(ctx, tx, e.id, ev)
	})
}

// amended returns the dataflows with a change done to one of them, which is d where it is
// not among them.
func amended(flows []Dataflow, d Dataflow, change func(*Dataflow)) []Dataflow {
	i := slices.IndexFunc(flows, func(known Dataflow) bool { return known.ID == d.ID })
	if i < 0 {
		i, flows = len(flows), append(flows, d)
	}
	if change != nil {
		change(&flows[i])
	}
	return flows
}

// Begun is something that was to be asked of Platform about a dataflow, and of
// which the trail does not tell how it ended.
type Begun struct {
	Entry Entry
	Event Event // EventRetrying, EventStarting, EventPausing or EventResuming
}

// BegunActions returns what earlier runs of the app have begun and not ended, the
// oldest first. What this run has just begun is among them, too.
func (j *Journal) BegunActions(ctx context.Context, practice bool) ([]Begun, error) {
	const op = "list what was begun"
	rows, err := j.store.reader.QueryContext(ctx, `SELECT e.attempt_id, b.at, b.kind, b.flow_id, b.flow_name, b.run_id
		FROM events b JOIN entries e ON e.rowid = b.entry
		WHERE b.kind IN ('retrying', 'starting', 'pausing', 'resuming') AND e.practice = ? AND NOT EXISTS (
			SELECT 1 FROM events n WHERE n.entry = b.entry AND n.flow_id = b.flow_id AND n.id > b.id AND n.kind IN (
				'retrying', 'retried', 'retryFailed', 'retryUnknown', 'starting', 'started', 'startFailed', 'startUnknown',
				'pausing', 'paused', 'pauseFailed', 'pauseUnknown', 'resuming', 'resumed', 'resumeFailed', 'resumeUnknown'))
		ORDER BY b.at, b.id`, practice)
	all, err := collect(rows, err, func(r scanner) (b Begun, err error) {
		var at int64
		err = r.Scan(&b.Entry.AttemptID, &at, &b.Event.Kind, &b.Event.Flow, &b.Event.FlowName, &b.Event.Run)
		b.Event.At = fromMillis(at)
		return b, err
	})
	if err != nil {
		return nil, j.store.fail(op, err)
	}
	for i := range all {
		if all[i].Entry, err = j.Get(ctx, all[i].Entry.AttemptID); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// turns are the events that tell how the picture of a dataflow has changed. One
// that was not known before is told of only where it fails.
func turns(before, now Dataflow, known bool, at time.Time) []Event {
	event := func(kind EventKind, at time.Time) Event {
		return Event{At: at, Kind: kind, Flow: now.ID, FlowName: now.Name}
	}
	var events []Event
	failing, failed := now.Status() == FlowsFailing, known && before.Failed > 0
	switch {
	case failing && !failed:
		ev := event(EventFlowFailing, orLater(now.FailingSince, at))
		ev.Run = now.Last.ID
		ev.Problem = Problem{Kind: client.KindRejected, Code: now.Last.Cause.Code, Detail: now.Last.Cause.Message, Op: "Run"}
		events = append(events, ev)
	case failed && now.Failed == 0 && len(now.Runs) > 0:
		ev := event(EventFlowRecovered, at)
		for _, run := range now.Runs {
			if run.Outcome.Ended() {
				ev.Run, ev.At = run.Run, orLater(run.At, at)
				break
			}
		}
		events = append(events, ev)
	}
	if paused, was := now.Status() == FlowsPaused, before.Status() == FlowsPaused; known && paused != was {
		kind := EventFlowResumed
		if paused {
			kind = EventFlowPaused
		}
		ev := event(kind, at)
		ev.By = now.UpdatedBy
		events = append(events, ev)
	}
	return events
}
