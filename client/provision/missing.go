package provision

import (
	"context"
	"errors"
	"time"

	"mooring/client"
	"mooring/client/history"
)

const (
	// maxMissingChecks is how many connections that a list does not hold are
	// asked for one by one although nothing speaks against the list.
	maxMissingChecks = 50
	// recentTest is for how long a connection that worked is taken to be there.
	recentTest = 2 * time.Minute
)

// findMissing marks the entries as gone that a complete list did not hold.
//
// Every one is asked for where the list may be behind: its entry is new, was
// changed or tested just now, or is being changed. Of the others up to
// maxMissingChecks are. If one of these is there after all, the list is not the
// whole truth (rights may hide connections) and those that were not asked for
// stay as they are.
func (r *refresh) findMissing(ctx context.Context) error {
	fresh, others, err := r.missing(ctx)
	if err != nil || len(fresh)+len(others) == 0 {
		return err
	}
	sample := others[:min(len(others), maxMissingChecks)]
	rest := others[len(sample):]
	open, err := r.confirm(ctx, fresh)
	if err != nil {
		return err
	}
	unsure, err := r.confirm(ctx, sample)
	if err != nil || len(rest) == 0 {
		return err
	}
	if unsure > 0 {
		r.log.WarnContext(ctx, "the list is not believed", "missing", len(rest), "there", unsure)
		return nil
	}
	// MarkGone leaves alone what was written since the list began, such as an
	// attempt that has been settled meanwhile, but knows of no other exceptions.
	if open > 0 || len(r.present) > 0 {
		return r.markEach(ctx, rest)
	}
	gone, err := r.journal.MarkGone(ctx, r.place, r.since)
	r.out.Gone += gone
	return err
}

// missing lists the entries that stand for a connection which the list did not
// hold, those apart about which the list may be behind.
func (r *refresh) missing(ctx context.Context) (fresh, others []string, err error) {
	created := r.ofPlace(history.CreatedStatuses()...)
	var entries []history.Entry
	err = r.journal.Each(ctx, created, func(e history.Entry) error {
		if e.Place == r.place && e.State == history.Created && e.ConnectionID != "" && !r.present[e.ConnectionID] &&
			e.StartedAt.Before(r.since) && e.SeenAt.Before(r.since) {
			entries = append(entries, history.Entry{
				AttemptID: e.AttemptID, Origin: e.Origin, StartedAt: e.StartedAt, Test: e.Test, TestedAt: e.TestedAt,
			})
		}
		return nil
	})
	for _, e := range entries {
		isFresh := e.Test == history.Working && e.TestedAt.After(r.since.Add(-recentTest))
		if !isFresh && err == nil {
			isFresh, err = r.isFresh(ctx, e)
		}
		if isFresh {
			fresh = append(fresh, e.AttemptID)
		} else {
			others = append(others, e.AttemptID)
		}
	}
	return fresh, others, err
}

// confirm asks for connections that seem to be gone. It returns how many did not
// turn out to be: they are there, or could not be asked for.
func (r *refresh) confirm(ctx context.Context, attemptIDs []string) (unsure int, err error) {
	failed := 0
	for i, id := range attemptIDs {
		entry, _, err := r.reader.Read(ctx, r.platform, id)
		switch {
		case ctx.Err() != nil:
			return unsure, canceled(opConnections, ctx.Err())
		case err == nil && entry.State == history.Deleted:
			r.out.Gone++
			failed = 0
			continue
		case err == nil:
			failed = 0
		default:
			r.log.WarnContext(ctx, "cannot be told to be gone", "attempt", id, "error", err)
			if client.KindOf(err) != client.KindUnknown {
				failed++
			}
		}
		unsure++
		if failed == maxFailedLooks { // Platform is not to be asked now
			return unsure + len(attemptIDs) - i - 1, nil
		}
	}
	return unsure, nil
}

// markEach marks entries as gone one by one.
func (r *refresh) markEach(ctx context.Context, attemptIDs []string) error {
	for _, id := range attemptIDs {
		if ctx.Err() != nil {
			return canceled(opConnections, ctx.Err())
		}
		err := r.journal.MarkDeleted(ctx, id, true, history.Event{At: r.now(), Kind: history.EventGone})
		switch {
		case err == nil:
			r.out.Gone++
		case !errors.Is(err, history.ErrNotFound):
			return err
		}
	}
	return nil
}
