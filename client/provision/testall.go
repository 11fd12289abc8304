package provision

import (
	"context"

	"mooring/client/history"
)

// testers is how many connections are tested at a time.
const testers = 4

// TestAll tests the connections of entries, four at a time. p gives the Platform
// of an entry; each is told of every entry, in turn, in the order in which they
// end. Neither is ever called by two goroutines at the same time, and each is
// called by that of the caller. Entries that stand for no connection are skipped
// without a word.
//
// Where Platform has too many requests, all tests rest for as long as it says,
// then go on one at a time for a while. If that is longer than two minutes, what
// is left is not asked for any more and each is told why.
//
// The error is that of ctx; what it cut short is not told of.
func (s *Service) TestAll(ctx context.Context, attemptIDs []string, p func(history.Entry) (Platform, error), each func(history.Entry, error)) error {
	run := &eachRun{ledger: s.tester.ledger, gate: newGate(testers, opTest), platform: p}
	run.do = func(ctx context.Context, p Platform, attemptID string) error {
		_, err := s.one(ctx, p, attemptID, func(err error) bool {
			_, throttled := throttledBy(err) // it may be made again
			return !throttled
		})
		if ByStore(err) {
			return nil // that is the result of the test, which the entry has
		}
		return err
	}
	run.putOff = func(ctx context.Context, attemptID string, err error) {
		s.tester.note(ctx, attemptID, history.Event{Kind: history.EventTestFailed, Problem: problemOf(opTest, err)})
	}
	return run.all(ctx, attemptIDs, testers, each)
}
