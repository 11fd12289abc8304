package provision

import (
	"context"
	"errors"
	"fmt"

	"mooring/client"
	"mooring/client/history"
)

// Test asks Platform whether it reaches the bucket of a created connection, and
// records the answer, or why there was none. Where Platform passes on why Amazon
// let it not in (APIError.StoreCode) the result is Refused and the error says why;
// any other result together with an error was not recorded. A connection that
// turns out to be gone makes the entry Deleted; the error is that of Platform then.
func (s *Service) Test(ctx context.Context, p Platform, attemptID string) (history.TestResult, error) {
	return s.testStanding(ctx, p, attemptID, func(error) bool { return true })
}

// testStanding is Test, but notes why a test could not be made only if that is
// worth it.
func (s *Service) testStanding(ctx context.Context, p Platform, attemptID string, worth func(error) bool) (history.TestResult, error) {
	release, err := s.take(claim{attemptID: attemptID})
	if err != nil {
		return history.NotTested, err
	}
	defer release()
	entry, err := s.standing(ctx, attemptID)
	if err == nil && entry.State != history.Created {
		err = ErrNotCreated
	}
	if err != nil {
		return history.NotTested, fmt.Errorf("test attempt %s: %w", attemptID, err)
	}
	result, err := s.test(ctx, p, &entry)
	if result == history.NotTested && err != nil && worth(err) {
		s.notTested(ctx, p, &entry, err)
	}
	return result, err
}

func (s *Service) test(ctx context.Context, p Platform, entry *history.Entry) (history.TestResult, error) {
	works, refusal := p.TestConnection(ctx, entry.ConnectionID)
	if refusal != nil && !ByStore(refusal) {
		return history.NotTested, refusal
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
	return result, refusal
}

// ByStore reports whether err passes on that Amazon did not let Platform in.
func ByStore(err error) bool {
	api, ok := errors.AsType[*client.APIError](err)
	return ok && api.StoreCode() != ""
}

// notTested notes why a test could not be made, unless the user called it off.
func (s *Service) notTested(ctx context.Context, p Platform, entry *history.Entry, cause error) {
	if ctx.Err() != nil {
		return
	}
	s.note(ctx, entry.AttemptID, history.Event{Kind: history.EventTestFailed, Problem: problemOf(opTest, cause)})
	if !isGone(cause) {
		return
	}
	if _, err := s.read(ctx, p, entry); err != nil {
		s.log.WarnContext(ctx, "a connection that cannot be found", "attempt", entry.AttemptID, "error", err)
	}
}
