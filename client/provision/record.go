package provision

import (
	"context"
	"errors"
	"fmt"
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

// record writes an outcome down and applies it to entry. Where the register
// has been told otherwise meanwhile, entry becomes what stands there. Where it cannot be told, entry is what it should say, and
// the outcome is kept for another try.
func (s *Service) record(ctx context.Context, entry *history.Entry, o history.Outcome) error {
	ctx, cancel := detached(ctx, recordTimeout)
	defer cancel()
	err := s.journal.Finish(ctx, entry.AttemptID, o)
	if err == nil || errors.Is(err, history.ErrSettled) {
		s.mu.Lock()
		delete(s.unrecorded, entry.AttemptID)
		s.mu.Unlock()
		return s.reread(ctx, entry, o, err)
	}
	apply(entry, o)
	s.mu.Lock()
	s.unrecorded[entry.AttemptID] = unrecorded{*entry, o}
	s.mu.Unlock()
	s.log.ErrorContext(ctx, "outcome not recorded", "attempt", entry.AttemptID, "state", string(o.State), "error", err)
	if o.State == history.Created {
		return &NotRecordedError{AttemptID: entry.AttemptID, ConnectionID: o.ConnectionID, ETag: o.ETag, Err: err}
	}
	return fmt.Errorf("record that the attempt is %s: %w", o.State, err)
}

// reread takes what the register says now. settled is the error of a Finish
// that came too late, if it did.
func (s *Service) reread(ctx context.Context, entry *history.Entry, o history.Outcome, settled error) error {
	now, err := s.journal.Get(ctx, entry.AttemptID)
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
		return &NotRecordedError{AttemptID: entry.AttemptID, ConnectionID: o.ConnectionID, ETag: o.ETag, Err: settled}
	}
	s.log.InfoContext(ctx, "attempt recorded", "attempt", now.AttemptID, "state", string(now.State),
		"connection", string(now.ConnectionID), "kind", now.Problem.Kind.String(), "code", now.Problem.Code)
	return nil
}

// retryRecord writes down an outcome that the register would not take before.
// With an error comes the entry as it should be.
func (s *Service) retryRecord(ctx context.Context, attemptID string) (history.Entry, error) {
	s.mu.Lock()
	kept, ok := s.unrecorded[attemptID]
	s.mu.Unlock()
	if !ok {
		return history.Entry{}, nil
	}
	err := s.record(ctx, &kept.entry, kept.outcome)
	if errors.Is(err, history.ErrNotFound) { // forgotten by the user
		s.mu.Lock()
		delete(s.unrecorded, attemptID)
		s.mu.Unlock()
	}
	return kept.entry, err
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
