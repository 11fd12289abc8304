package provision

import (
	"context"

	"mooring/client/history"
)

// deleters is how many connections are deleted at a time.
const deleters = 4

// DeleteAll deletes the connections of entries as Delete does, four at a time. p and
// each are as those of TestAll; of an entry that is Deleted already each is told as if
// it had been deleted now. Entries that stand for no connection are skipped without a
// word.
//
// The error is that of ctx; what it cut short before it left is not told of.
func (s *Service) DeleteAll(ctx context.Context, attemptIDs []string, p func(history.Entry) (Platform, error), each func(history.Entry, error)) error {
	run := &eachRun{ledger: s.deleter.ledger, gate: newGate(deleters, opDelete), platform: p, deleted: true}
	run.do = func(ctx context.Context, p Platform, attemptID string) error {
		_, err := s.Delete(ctx, p, attemptID)
		return err
	}
	return run.all(ctx, attemptIDs, deleters, each)
}
