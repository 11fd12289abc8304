package provision

import (
	"context"
	"errors"
	"sync"

	"golang.org/x/sync/errgroup"

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
	run := &testRun{tester: s.tester, platform: p, gate: newGate(testers, opTest), results: make(chan tested)}
	defer context.AfterFunc(ctx, run.gate.wake)()
	go run.all(ctx, attemptIDs)
	for t := range run.results {
		if each != nil {
			each(t.entry, t.err)
		}
	}
	return ctx.Err()
}

// tested is what came of one test.
type tested struct {
	entry history.Entry
	err   error
}

// testRun is one run of TestAll.
type testRun struct {
	tester   *tester
	results  chan tested
	gate     *gate
	platform func(history.Entry) (Platform, error)
	asking   sync.Mutex // one goroutine at a time asks for a platform
}

// all tests each of the entries once, and closes results.
func (r *testRun) all(ctx context.Context, attemptIDs []string) {
	defer close(r.results)
	var tests errgroup.Group
	tests.SetLimit(testers)
	given := map[string]bool{}
	for _, id := range attemptIDs {
		if given[id] || ctx.Err() != nil {
			continue
		}
		given[id] = true
		tests.Go(func() error {
			if t, tell := r.test(ctx, id); tell && (t.err == nil || ctx.Err() == nil) {
				r.results <- t
			}
			return nil // each result has its own
		})
	}
	_ = tests.Wait()
}

// test tests one entry, again if Platform puts it off. tell is false if the
// entry is to be skipped.
func (r *testRun) test(ctx context.Context, id string) (t tested, tell bool) {
	entry, err := r.tester.journal.Get(ctx, id)
	switch {
	case errors.Is(err, history.ErrNotFound):
		return tested{}, false
	case err != nil:
		return tested{history.Entry{AttemptID: id}, err}, true
	case entry.State != history.Created:
		return tested{}, false
	}
	for round := 1; ; round++ {
		if err := r.gate.enter(ctx); err != nil {
			return tested{entry, err}, true
		}
		err := r.once(ctx, entry)
		pause, throttled := throttledBy(err)
		r.gate.leave(throttled, pause)
		if !throttled || round == maxRounds || pause > longestRest {
			if throttled {
				r.tester.note(ctx, id, history.Event{Kind: history.EventTestFailed, Problem: problemOf(opTest, err)})
			}
			if now, again := r.tester.journal.Get(context.WithoutCancel(ctx), id); again == nil {
				entry = now
			}
			return tested{entry, err}, true
		}
	}
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
