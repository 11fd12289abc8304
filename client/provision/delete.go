package provision

import (
	"context"
	"time"

	"mooring/client"
	"mooring/client/history"
)

// deleter deletes connections.
type deleter struct{ *ledger }

// Delete deletes the connection of an entry on Platform. The entry stays, as
// Deleted. A connection that is not there any more counts as deleted; the entry
// then says that it was gone, unless an earlier deletion from here may have done
// it. An entry that is Deleted already is returned as it is.
//
// That the connection is about to be deleted is on disk before the request
// leaves. Cancelling ctx before that sends nothing; afterwards the outcome is
// found out and recorded whatever happens to ctx.
//
// The errors are *ChangeUnknownError, *NotChangedError, *ChangeNotRecordedError,
// ErrNotCreated, ErrBusy, *client.APIError where Platform refused (the
// connection is there still), and those of the register (nothing was sent).
func (d *deleter) Delete(ctx context.Context, p Platform, attemptID string) (history.Entry, error) {
	release, err := d.take(claim{attemptID: attemptID})
	if err != nil {
		return history.Entry{}, err
	}
	defer release()
	entry, err := d.standing(ctx, attemptID)
	if err != nil || entry.State == history.Deleted {
		return entry, err
	}
	trail, err := d.journal.Events(ctx, attemptID)
	if err != nil {
		return entry, err
	}
	intent, open := openIntent(trail)
	began, err := d.intend(ctx, opDelete, attemptID, history.EventDeleting, nil)
	if err != nil {
		return entry, err
	}
	err = p.DeleteConnection(ctx, entry.ConnectionID)
	switch kind := client.KindOf(err); {
	case err == nil:
		err = d.deleted(ctx, &entry, false, began)
	case isGone(err) && !d.isThere(ctx, p, entry.ConnectionID):
		err = d.deleted(ctx, &entry, !open || !isDeletion(intent), began)
	case kind.OutcomeUnknown(), kind == client.KindUnknown:
		err = d.findOutDelete(ctx, p, &entry, began, err)
	default:
		d.note(ctx, attemptID, history.Event{At: began, Kind: history.EventDeleteFailed, Problem: problemOf(opDelete, err)})
	}
	return entry, err
}

// isThere reports whether Platform holds a connection although it has said that
// it does not.
func (d *deleter) isThere(ctx context.Context, p Platform, id client.ConnectionID) bool {
	ctx, cancel := detached(ctx, lastLook)
	defer cancel()
	_, gone, err := ask(ctx, p, id)
	return err == nil && !gone
}

// deleted records that the connection is gone.
func (d *deleter) deleted(ctx context.Context, entry *history.Entry, gone bool, began time.Time) error {
	if err := d.recordGone(ctx, entry, gone, began); err != nil {
		return &ChangeNotRecordedError{AttemptID: entry.AttemptID, ConnectionID: entry.ConnectionID, Deleting: true, Err: err}
	}
	return nil
}

// findOutDelete finds out what became of a deletion whose answer was lost.
func (d *deleter) findOutDelete(ctx context.Context, p Platform, entry *history.Entry, began time.Time, cause error) error {
	_, gone, err := lookUp(ctx, p, entry.ConnectionID, d.settle, func(_ client.Connection, gone bool) bool { return gone })
	ev := history.Event{At: began, Kind: history.EventDeleteFailed, Problem: problemOf(opDelete, cause)}
	switch {
	case err != nil:
		ev.Kind = history.EventDeleteUnknown
		d.note(ctx, entry.AttemptID, ev)
		return &ChangeUnknownError{AttemptID: entry.AttemptID, Deleting: true, Err: err}
	case gone:
		return d.deleted(ctx, entry, false, began)
	}
	d.note(ctx, entry.AttemptID, ev)
	return &NotChangedError{AttemptID: entry.AttemptID, Deleting: true, Err: cause}
}
