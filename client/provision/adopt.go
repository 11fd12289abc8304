package provision

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"mooring/client"
	"mooring/client/history"
)

// Adopt settles an attempt for which several connections were found with the
// one that the user picked.
func (f *finder) Adopt(ctx context.Context, p Platform, attemptID string, id client.ConnectionID) (Result, error) {
	release, err := f.take(claim{attemptID: attemptID})
	if err != nil {
		return Result{}, err
	}
	defer release()
	entry, err := f.open(ctx, attemptID)
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
	if err := f.hold(ctx, &entry, c); err != nil {
		return resultOf(entry), fmt.Errorf("adopt %s: %w", id, err)
	}
	return resultOf(entry), nil
}

// lookOnce looks once for the connection of an attempt, and reports whether the
// entry is settled now. Platform's errors come as *OutcomeUnknownError.
func (f *finder) lookOnce(ctx context.Context, p Platform, entry *history.Entry) (settled bool, err error) {
	// It may have been settled since.
	if now, err := f.journal.Get(ctx, entry.AttemptID); err == nil && isSettled(now) {
		*entry = now
		return true, nil
	}
	found, err := f.candidates(ctx, p, *entry)
	switch {
	case err != nil:
		return false, err
	case len(found) == 0:
		return false, nil
	case len(found) == 1:
		return f.adopt(ctx, p, entry, found[0])
	}
	outcome := unknownOutcome(entry.Problem)
	for _, c := range found {
		outcome.Candidates = append(outcome.Candidates, c.ID)
	}
	if err := f.recorder.record(ctx, entry, outcome); err != nil {
		return false, err
	}
	if isSettled(*entry) {
		return true, nil
	}
	return false, &AmbiguousError{AttemptID: entry.AttemptID, Candidates: found}
}

// candidates lists the connections that the attempt may have made.
func (f *finder) candidates(ctx context.Context, p Platform, entry history.Entry) ([]client.Connection, error) {
	var found []client.Connection
	for c, err := range p.Connections(ctx, sameName(entry.Name)) {
		if err != nil {
			return nil, &OutcomeUnknownError{AttemptID: entry.AttemptID, Err: err}
		}
		if !matches(entry, c, f.journal.HashAccessKey, byTheirClock(p, entry.StartedAt, f.now())) {
			continue
		}
		held, err := f.journal.KnownConnection(ctx, entry.Place, c.ID)
		if err != nil {
			return nil, err
		}
		if !held && !slices.ContainsFunc(found, func(f client.Connection) bool { return f.ID == c.ID }) {
			found = append(found, c)
		}
	}
	return found, nil
}

// matches reports whether c may be what the attempt made, which began at a time of
// Platform's clock. What Platform leaves out or masks speaks neither for nor against it.
func matches(entry history.Entry, c client.Connection, hash func(accessKeyID string) string, began time.Time) bool {
	switch {
	case slices.Contains(entry.KnownIDs, c.ID),
		c.CreatedClient != "" && entry.APIKey != "" && c.CreatedClient != entry.APIKey,
		entry.AccessKeyHash != "" && c.WholeAccessKeyID() != "" && !isKey(c, entry.AccessKeyHash, hash),
		!c.CreatedAt.IsZero() && c.CreatedAt.Before(began.Add(-clockSlack)):
		return false
	}
	return true
}

// errListedOnly is a connection that a list shows and that Platform denies when it
// is asked for: it is on its way in or out, or hidden by rights. It is not known
// to be there, and just as little that nothing was created.
var errListedOnly = errors.New("it is in the list, and not to be found by itself")

// adopt settles the attempt with the connection that it made. A list may lag
// behind, so the connection itself is asked for, also for its etag; if that
// does not work the list is believed.
func (f *finder) adopt(ctx context.Context, p Platform, entry *history.Entry, c client.Connection) (settled bool, err error) {
	now, err := p.Connection(ctx, c.ID)
	switch {
	case isGone(err):
		return false, &OutcomeUnknownError{AttemptID: entry.AttemptID, Err: fmt.Errorf("%s: %w: %w", c.ID, errListedOnly, err)}
	case err == nil:
		c.ETag = now.ETag
	}
	err = f.hold(ctx, entry, c)
	if errors.Is(err, ErrNotCandidate) {
		return false, nil
	}
	return isSettled(*entry), err
}

// hold records that the connection is the attempt's own, unless another entry
// has come to hold it: then it is ErrNotCandidate.
func (f *finder) hold(ctx context.Context, entry *history.Entry, c client.Connection) error {
	f.adopting.Lock()
	defer f.adopting.Unlock()
	ctx, cancel := detached(ctx, recordTimeout)
	defer cancel()
	held, err := f.journal.KnownConnection(ctx, entry.Place, c.ID)
	if err != nil {
		return err
	}
	if held {
		// By this very attempt, perhaps.
		if now, err := f.journal.Get(ctx, entry.AttemptID); err == nil && now.ConnectionID == c.ID {
			*entry = now
			return nil
		}
		return ErrNotCandidate
	}
	return f.recorder.record(ctx, entry, createdOutcome(client.Created{ID: c.ID, ETag: c.ETag}))
}
