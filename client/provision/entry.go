package provision

import (
	"context"
	"time"

	"mooring/client"
	"mooring/client/history"
)

// ledger keeps the entries of connections that exist, and their audit trails.
type ledger struct {
	*core
	recorder *recorder
}

// standing reads an entry that the caller has claimed and that stands for a
// connection: of those that were created and of those that are deleted.
func (l *ledger) standing(ctx context.Context, attemptID string) (history.Entry, error) {
	if entry, err := l.recorder.retry(ctx, attemptID); err != nil {
		return entry, err
	}
	entry, err := l.journal.Get(ctx, attemptID)
	if err == nil && (entry.ConnectionID == "" || (entry.State != history.Created && entry.State != history.Deleted)) {
		err = ErrNotCreated
	}
	return entry, err
}

// amend brings the entry up to date with ev, which happens now, or at the time
// that it has if that is later. If the register cannot be told entry is what it
// should say.
func (l *ledger) amend(ctx context.Context, entry *history.Entry, a history.Amendment, ev history.Event) error {
	ctx, cancel := detached(ctx, recordTimeout)
	defer cancel()
	ev.At = l.stamp(ev.At)
	err := l.journal.Amend(ctx, entry.AttemptID, a, ev)
	if err == nil {
		err = l.reload(ctx, entry)
	}
	if err != nil {
		a.Apply(entry, l.journal.HashAccessKey, l.now())
		l.log.ErrorContext(ctx, "change not recorded", "attempt", entry.AttemptID, "event", string(ev.Kind), "error", err)
		return err
	}
	l.log.InfoContext(ctx, "change recorded", "attempt", entry.AttemptID, "event", string(ev.Kind))
	return nil
}

// merge brings the entry up to date with what Platform shows. What differs was
// done by somebody else, and the register's trail says so. at is when Platform
// was asked: what has been recorded since is newer.
func (l *ledger) merge(ctx context.Context, entry *history.Entry, c client.Connection, at time.Time) error {
	ctx, cancel := detached(ctx, recordTimeout)
	defer cancel()
	c = completed(c, connectionOf(*entry))
	source := history.Source{AccountID: entry.AccountID, APIKey: entry.APIKey}
	if at.Before(entry.SeenAt) { // by a clock that has been set back since
		at = entry.SeenAt
	}
	if _, err := l.journal.Merge(ctx, entry.Place, source, []client.Connection{c}, nil, at); err != nil {
		return err
	}
	return l.reload(ctx, entry)
}

// recordGone records that Platform does not hold the connection any more; gone says
// that it was not deleted from here, and after what came before.
func (l *ledger) recordGone(ctx context.Context, entry *history.Entry, gone bool, after time.Time) error {
	if entry.State == history.Deleted {
		return nil
	}
	ctx, cancel := detached(ctx, recordTimeout)
	defer cancel()
	ev := history.Event{At: l.stamp(after), Kind: history.EventDeleted}
	if gone {
		ev.Kind = history.EventGone
	}
	err := l.journal.MarkDeleted(ctx, entry.AttemptID, gone, ev)
	if err == nil {
		err = l.reload(ctx, entry)
	}
	if err != nil {
		entry.State, entry.Gone = history.Deleted, gone
		l.log.ErrorContext(ctx, "deletion not recorded", "attempt", entry.AttemptID, "error", err)
		return err
	}
	l.log.InfoContext(ctx, "deletion recorded", "attempt", entry.AttemptID, "gone", gone)
	return nil
}

// reload reads the entry anew.
func (l *ledger) reload(ctx context.Context, entry *history.Entry) error {
	now, err := l.journal.Get(ctx, entry.AttemptID)
	if err == nil {
		*entry = now
	}
	return err
}
