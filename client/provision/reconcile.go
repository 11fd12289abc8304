package provision

import (
	"context"
	"errors"
	"sync"
	"time"

	"mooring/client"
	"mooring/client/history"
)

const (
	// maxPause is the longest pause between two looks at Platform.
	maxPause = 15 * time.Second
	// maxFailedLooks is after how many failed looks in a row Platform counts as
	// out of reach; each has been repeated by the client already.
	maxFailedLooks = 4
	// lastLook is how long an attempt that is being cancelled may still look.
	lastLook = 10 * time.Second
)

// finder finds out what became of attempts whose outcome is not known.
type finder struct {
	*core
	recorder *recorder

	// adopting lets one attempt at a time look whether a connection is held by
	// another one and take it.
	adopting sync.Mutex
}

// Reconcile finds out what became of an attempt that is Unknown, or Pending and
// left behind. A found connection is adopted; if none turns up in time the
// entry is Failed, which is no error: the Result says so. One that is listed to
// the end, and denied when it is asked for, leaves the entry Unknown. An entry
// that is settled already is returned as it is.
//
// An attempt that is being worked on is waited for: what the app looks up by itself is
// no reason to refuse whoever asks for the same.
//
// The errors are *OutcomeUnknownError where Platform cannot be asked or ctx
// ends, *AmbiguousError where the user must choose, *NotRecordedError, and those
// of the register.
func (f *finder) Reconcile(ctx context.Context, p Platform, attemptID string) (Result, error) {
	release, err := f.await(ctx, claim{attemptID: attemptID})
	if err != nil {
		return Result{}, &OutcomeUnknownError{AttemptID: attemptID, Err: err}
	}
	defer release()
	entry, err := f.open(ctx, attemptID)
	if err != nil || isSettled(entry) {
		return resultOf(entry), err
	}
	patience := f.patience(entry)
	if entry.State == history.Pending {
		// Nobody works on it any more, so pending is no longer true.
		err := f.recorder.record(ctx, &entry, unknownOutcome(history.Problem{Kind: client.KindInterrupted, Op: opCreate}))
		if err != nil || isSettled(entry) {
			return resultOf(entry), err
		}
	}
	err = f.findOut(ctx, p, &entry, patience)
	return resultOf(entry), err
}

// ReconcileRemoved is Reconcile of an attempt that may have been removed from the
// register since: its entry is put back first, so that a connection that it made is
// found and recorded.
func (f *finder) ReconcileRemoved(ctx context.Context, p Platform, entry history.Entry) (Result, error) {
	_, err := f.journal.Get(ctx, entry.AttemptID)
	if errors.Is(err, history.ErrNotFound) {
		err = f.journal.Begin(ctx, entry)
	}
	if err != nil && !errors.Is(err, history.ErrDuplicate) { // put back by somebody else meanwhile
		return Result{}, err
	}
	return f.Reconcile(ctx, p, entry.AttemptID)
}

// ReconcileAll reconciles what earlier runs of the app left unsettled, of the
// practice Platform or of the real one, and what this run could not record. p
// gives the Platform of an entry. each is told of every entry, in turn. The
// error is that of the register, or of ctx.
func (f *finder) ReconcileAll(ctx context.Context, p func(history.Entry) (Platform, error), practice bool, each func(Result, error)) error {
	entries, err := f.journal.Unsettled(ctx, practice)
	if err != nil {
		return err
	}
	for _, entry := range append(entries, f.recorder.waiting(practice, entries)...) {
		if err := ctx.Err(); err != nil {
			return err
		}
		result := resultOf(entry)
		platform, err := p(entry)
		if err == nil {
			var found Result
			if found, err = f.Reconcile(ctx, platform, entry.AttemptID); found.Entry.AttemptID != "" {
				result = found
			}
		}
		if each != nil {
			each(result, err)
		}
	}
	return ctx.Err()
}

// open reads an entry that the caller has claimed.
func (f *finder) open(ctx context.Context, attemptID string) (history.Entry, error) {
	if entry, err := f.recorder.retry(ctx, attemptID); err != nil {
		return entry, err
	}
	return f.journal.Get(ctx, attemptID)
}

// patience is how long a connection of the entry may still turn up. It counts
// from when the request was given up, and never from later than now: a clock
// that was set back must not keep an entry open for days. When the request of a
// run that died was sent is not known: a new token, waits and a suspended
// computer may lie between the journal and it. It gets the whole time.
func (f *finder) patience(entry history.Entry) time.Duration {
	if entry.State == history.Pending {
		return f.settle
	}
	given, now := entry.UpdatedAt, f.now()
	if given.After(now) {
		given = now
	}
	return max(0, given.Add(f.settle).Sub(now))
}

// findOutNow finds out the outcome of a request that has just been given up. If
// the user has cancelled meanwhile there is one look and no waiting.
func (f *finder) findOutNow(ctx context.Context, p Platform, entry *history.Entry) error {
	if ctx.Err() == nil {
		return f.findOut(ctx, p, entry, f.settle)
	}
	cause := ctx.Err()
	ctx, cancel := detached(ctx, lastLook)
	defer cancel()
	settled, err := f.lookOnce(ctx, p, entry)
	if err == nil && !settled {
		err = &OutcomeUnknownError{AttemptID: entry.AttemptID, Err: cause}
	}
	return err
}

// findOut looks again and again until the entry is settled. Without an error it
// is: Created, or Failed if nothing has turned up when patience ends.
func (f *finder) findOut(ctx context.Context, p Platform, entry *history.Entry, patience time.Duration) error {
	// Measured by the running time of this process, not by the clock on the
	// wall, which may be set while this goes on.
	end := time.Now().Add(patience)
	failed := 0
	for pause := time.Second; ; pause = min(2*pause, maxPause) {
		left := time.Until(end)
		settled, err := f.lookOnce(ctx, p, entry)
		if settled || isFinal(err) {
			return err
		}
		switch {
		case err == nil && left <= 0: // as it was before the look
			return f.recorder.record(ctx, entry, failedOutcome(entry.Problem))
		case err == nil || errors.Is(err, errListedOnly):
			failed = 0
		default:
			failed++
		}
		if left <= 0 || failed == maxFailedLooks {
			return err
		}
		if err := client.Wait(ctx, min(pause, max(left, time.Millisecond))); err != nil {
			return &OutcomeUnknownError{AttemptID: entry.AttemptID, Err: err}
		}
	}
}

// isFinal reports whether looking again is of no use: only what hinders a
// request on its way, or Platform for a moment, passes.
func isFinal(err error) bool {
	if err == nil {
		return false
	}
	var unknown *OutcomeUnknownError
	if !errors.As(err, &unknown) {
		return true
	}
	return !passes(err) && !errors.Is(err, errListedOnly)
}

// passes reports whether what err says may be over in a moment.
func passes(err error) bool {
	switch client.KindOf(err) {
	case client.KindUnreachable, client.KindInterrupted, client.KindNotPlatform,
		client.KindUnavailable, client.KindRateLimited:
		return true
	}
	return false
}

func isSettled(entry history.Entry) bool {
	return entry.State != history.Pending && entry.State != history.Unknown
}

func resultOf(entry history.Entry) Result { return Result{Entry: entry, Test: entry.Test} }
