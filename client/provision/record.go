package provision

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"mooring/client"
	"mooring/client/history"
)

// recordTimeout is more than the register ever takes; it only keeps a failing
// disk from holding the attempt for ever.
const recordTimeout = 20 * time.Second

// detached is a context for what has to be done although ctx may have ended.
func detached(ctx context.Context, limit time.Duration) (context.Context, context.CancelFunc) {
	return context.WithTimeout(context.WithoutCancel(ctx), limit)
}

// recorder writes down how attempts end, and keeps what the register would not
// take for another try.
type recorder struct {
	*core

	mu   sync.Mutex
	kept map[string]unrecorded // by attempt
}

// unrecorded is an outcome that the register would not take.
type unrecorded struct {
	entry   history.Entry
	outcome history.Outcome
}

// record writes an outcome down and applies it to entry. Where the register has
// been told otherwise meanwhile, entry becomes what stands there. Where it cannot
// be told, entry is what it should say, and the outcome is kept for another try.
func (r *recorder) record(ctx context.Context, entry *history.Entry, o history.Outcome) error {
	ctx, cancel := detached(ctx, recordTimeout)
	defer cancel()
	err := r.journal.Finish(ctx, entry.AttemptID, o)
	if err == nil || errors.Is(err, history.ErrSettled) {
		r.mu.Lock()
		delete(r.kept, entry.AttemptID)
		r.mu.Unlock()
		return r.reread(ctx, entry, o, err)
	}
	apply(entry, o)
	r.mu.Lock()
	r.kept[entry.AttemptID] = unrecorded{*entry, o}
	r.mu.Unlock()
	r.log.ErrorContext(ctx, "outcome not recorded", "attempt", entry.AttemptID, "state", string(o.State), "error", err)
	if o.State == history.Created {
		return &NotRecordedError{AttemptID: entry.AttemptID, ConnectionID: o.ConnectionID, Err: err}
	}
	return fmt.Errorf("record that the attempt is %s: %w", o.State, err)
}

// reread takes what the register says now. settled is the error of a Finish
// that came too late, if it did.
func (r *recorder) reread(ctx context.Context, entry *history.Entry, o history.Outcome, settled error) error {
	now, err := r.journal.Get(ctx, entry.AttemptID)
	switch {
	case err == nil:
		*entry = now
	case settled != nil:
		return settled
	default: // it is recorded, and only the look at it failed
		apply(entry, o)
		now = *entry
	}
	if settled != nil && o.State == history.Created && now.ConnectionID != o.ConnectionID {
		apply(entry, o)
		return &NotRecordedError{AttemptID: entry.AttemptID, ConnectionID: o.ConnectionID, Err: settled}
	}
	r.log.InfoContext(ctx, "attempt recorded", "attempt", now.AttemptID, "state", string(now.State),
		"connection", string(now.ConnectionID), "kind", now.Problem.Kind.String(), "code", now.Problem.Code)
	return nil
}

// retry writes down an outcome that the register would not take before.
// With an error comes the entry as it should be.
func (r *recorder) retry(ctx context.Context, attemptID string) (history.Entry, error) {
	r.mu.Lock()
	kept, ok := r.kept[attemptID]
	r.mu.Unlock()
	if !ok {
		return history.Entry{}, nil
	}
	err := r.record(ctx, &kept.entry, kept.outcome)
	if errors.Is(err, history.ErrNotFound) { // forgotten by the user
		r.mu.Lock()
		delete(r.kept, attemptID)
		r.mu.Unlock()
	}
	return kept.entry, err
}

// waiting lists the entries whose outcome this run could not record, without
// those that are in the list already.
func (r *recorder) waiting(practice bool, listed []history.Entry) []history.Entry {
	r.mu.Lock()
	defer r.mu.Unlock()
	seen := map[string]bool{}
	for _, e := range listed {
		seen[e.AttemptID] = true
	}
	var entries []history.Entry
	for id, one := range r.kept {
		if one.entry.Place.Practice == practice && !seen[id] {
			entries = append(entries, one.entry)
		}
	}
	return entries
}

// apply does to entry what the register does.
func apply(entry *history.Entry, o history.Outcome) {
	entry.State, entry.ConnectionID, entry.ETag = o.State, o.ConnectionID, o.ETag
	entry.RequestID, entry.Problem, entry.Candidates = o.RequestID, o.Problem, o.Candidates
}

func createdOutcome(c client.Created) history.Outcome {
	return history.Outcome{State: history.Created, ConnectionID: c.ID, ETag: c.ETag, RequestID: c.RequestID}
}

func failedOutcome(p history.Problem) history.Outcome {
	return history.Outcome{State: history.Failed, Problem: p, RequestID: p.RequestID}
}

func unknownOutcome(p history.Problem) history.Outcome {
	return history.Outcome{State: history.Unknown, Problem: p, RequestID: p.RequestID}
}
