package provision

import (
	"context"
	"errors"
	"fmt"

	"mooring/client"
	"mooring/client/history"
)

// tester asks Platform whether it reaches the buckets of connections.
type tester struct {
	*ledger
	reader *reader
}

// Test asks Platform whether it reaches the bucket of a created connection, and
// records the answer, or why there was none. Where Platform passes on why Amazon
// let it not in (APIError.StoreCode) the result is Refused and the error says why;
// any other result together with an error was not recorded. A connection that
// turns out to be gone makes the entry Deleted; the error is that of Platform then.
func (t *tester) Test(ctx context.Context, p Platform, attemptID string) (history.TestResult, error) {
	return t.one(ctx, p, attemptID, func(error) bool { return true })
}

// one is Test, but notes why a test could not be made only if that is worth it.
func (t *tester) one(ctx context.Context, p Platform, attemptID string, worth func(error) bool) (history.TestResult, error) {
	release, err := t.take(claim{attemptID: attemptID})
	if err != nil {
		return history.NotTested, err
	}
	defer release()
	entry, err := t.standing(ctx, attemptID)
	if err == nil && entry.State != history.Created {
		err = ErrNotCreated
	}
	if err != nil {
		return history.NotTested, fmt.Errorf("test attempt %s: %w", attemptID, err)
	}
	result, err := t.test(ctx, p, &entry)
	if result == history.NotTested && err != nil && worth(err) {
		t.notTested(ctx, p, &entry, err)
	}
	return result, err
}

func (t *tester) test(ctx context.Context, p Platform, entry *history.Entry) (history.TestResult, error) {
	works, refusal := p.TestConnection(ctx, entry.ConnectionID)
	if refusal != nil && !ByStore(refusal) {
		return history.NotTested, refusal
	}
	result, at := history.Refused, t.now()
	if works {
		result = history.Working
	}
	entry.Test, entry.TestedAt = result, at
	ctx, cancel := detached(ctx, recordTimeout)
	defer cancel()
	if err := t.journal.RecordTest(ctx, entry.AttemptID, result, at); err != nil {
		return result, fmt.Errorf("record the test: %w", err)
	}
	return result, refusal
}

// last is the last step of an attempt: it asks whether Platform reaches the bucket.
func (t *tester) last(ctx context.Context, p Platform, result *Result, progress Progress) {
	if ctx.Err() != nil || result.Entry.State != history.Created {
		progress(StepTest, Skipped)
		return
	}
	progress(StepTest, Running)
	result.Test, result.TestErr = t.test(ctx, p, &result.Entry)
	if result.Test == history.NotTested && result.TestErr != nil {
		t.notTested(ctx, p, &result.Entry, result.TestErr)
	}
	switch {
	case result.TestErr != nil && ctx.Err() != nil:
		result.TestErr = nil
		progress(StepTest, Skipped)
	case result.TestErr != nil || result.Test == history.Refused:
		progress(StepTest, Warned)
	default:
		progress(StepTest, Done)
	}
}

// ByStore reports whether err passes on that Amazon did not let Platform in, or why Platform
// could not reach the account.
func ByStore(err error) bool {
	api, ok := errors.AsType[*client.APIError](err)
	return ok && (api.StoreCode() != "" || api.TestedFalse())
}

// notTested notes why a test could not be made, unless the user called it off.
func (t *tester) notTested(ctx context.Context, p Platform, entry *history.Entry, cause error) {
	if ctx.Err() != nil {
		return
	}
	t.note(ctx, entry.AttemptID, history.Event{Kind: history.EventTestFailed, Problem: problemOf(opTest, cause)})
	if !isGone(cause) {
		return
	}
	if _, err := t.reader.read(ctx, p, entry); err != nil {
		t.log.WarnContext(ctx, "a connection that cannot be found", "attempt", entry.AttemptID, "error", err)
	}
}
