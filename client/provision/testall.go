package provision

import (
	"context"
	"errors"
	"sync"

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
	run := &testRun{tester: s.tester, platform: p, gate: newGate(testers, opTest)}
	defer context.AfterFunc(ctx, run.gate.wake)()
	ids := distinct(attemptIDs)
	return all(ctx, len(ids), testers, func(i int) tested {
		t := run.test(ctx, ids[i])
		t.skip = t.skip || t.err != nil && ctx.Err() != nil
		return t
	}, func(_ int, t tested) {
		if !t.skip && each != nil {
			each(t.entry, t.err)
		}
	})
}

// distinct are the ids, each once and in their order.
func distinct(ids []string) []string {
	seen := map[string]bool{}
	var out []string
	for _, id := range ids {
		if !seen[id] {
			seen[id] = true
			out = append(out, id)
		}
	}
	return out
}

// tested is what came of one test.
type tested struct {
	entry history.Entry
	err   error
	skip  bool // nobody is told of it
}

// testRun is one run of TestAll.
type testRun struct {
	tester   *tester
	gate     *gate
	platform func(history.Entry) (Platform, error)
	asking   sync.Mutex // one goroutine at a time asks for a platform
}

// test tests one entry, again if Platform puts it off.
func (r *testRun) test(ctx context.Context, id string) tested {
	entry, err := r.tester.journal.Get(ctx, id)
	switch {
	case errors.Is(err, history.ErrNotFound):
		return tested{skip: true}
	case err != nil:
		return tested{entry: history.Entry{AttemptID: id}, err: err}
	case entry.State != history.Created:
		return tested{skip: true}
	}
	throttled, err := r.gate.pass(ctx, func() error { return r.once(ctx, entry) })
	if throttled {
		r.tester.note(ctx, id, history.Event{Kind: history.EventTestFailed, Problem: problemOf(opTest, err)})
	}
	if now, again := r.tester.journal.Get(context.WithoutCancel(ctx), id); again == nil {
		entry = now
	}
	return tested{entry: entry, err: err}
}

// once makes one test.
func (r *testRun) once(ctx context.Context, entry history.Entry) error {
	r.asking.Lock()
	platform, err := r.platform(entry)
	r.asking.Unlock()
	if err != nil {
		return err
	}
	_, err = r.tester.one(ctx, platform, entry.AttemptID, func(err error) bool {
		_, throttled := throttledBy(err) // it may be made again
		return !throttled
	})
	if ByStore(err) {
		return nil // that is the result of the test, which the entry has
	}
	return err
}
