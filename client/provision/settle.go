package provision

import (
	"context"
	"fmt"
	"slices"

	"mooring/client"
	"mooring/client/history"
)

// Adopt settles an attempt for which several connections were found with the
// one that the user picked.
func (s *Service) Adopt(ctx context.Context, p Platform, attemptID string, id client.ConnectionID) (Result, error) {
	release, err := s.take(claim{attemptID: attemptID})
	if err != nil {
		return Result{}, err
	}
	defer release()
	entry, err := s.open(ctx, attemptID)
	if err != nil {
		return resultOf(entry), err
	}
	if isSettled(entry) {
		if entry.ConnectionID != id {
			err = fmt.Errorf("adopt %s: %w", id, history.ErrSettled)
		}
		return resultOf(entry), err
	}
	if len(entry.Candidates) > 0 && !slices.Contains(entry.Candidates, id) {
		return resultOf(entry), fmt.Errorf("adopt %s: %w", id, ErrNotCandidate)
	}
	c, err := p.Connection(ctx, id)
	if err != nil {
		return resultOf(entry), err
	}
	c.ID = id
	if err := s.hold(ctx, &entry, c); err != nil {
		return resultOf(entry), fmt.Errorf("adopt %s: %w", id, err)
	}
	return resultOf(entry), nil
}

// Test asks Platform whether it reaches the bucket of a created connection, and
// records the answer. A result together with an error was not recorded.
func (s *Service) Test(ctx context.Context, p Platform, attemptID string) (history.TestResult, error) {
	if _, err := s.retryRecord(ctx, attemptID); err != nil {
		return history.NotTested, err
	}
	entry, err := s.journal.Get(ctx, attemptID)
	if err != nil {
		return history.NotTested, err
	}
	if entry.State != history.Created {
		return history.NotTested, fmt.Errorf("test attempt %s: %w", attemptID, ErrNotCreated)
	}
	return s.test(ctx, p, &entry)
}

func (s *Service) test(ctx context.Context, p Platform, entry *history.Entry) (history.TestResult, error) {
	works, err := p.TestConnection(ctx, entry.ConnectionID)
	if err != nil {
		return history.NotTested, err
	}
	result, at := history.Refused, s.now()
	if works {
		result = history.Working
	}
	entry.Test, entry.TestedAt = result, at
	ctx, cancel := detached(ctx, recordTimeout)
	defer cancel()
	if err := s.journal.RecordTest(ctx, entry.AttemptID, result, at); err != nil {
		return result, fmt.Errorf("record the test: %w", err)
	}
	return result, nil
}
