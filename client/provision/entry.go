package provision

import (
	"context"
	"time"

	"mooring/client"
	"mooring/client/history"
)

// standing reads an entry that the caller has claimed and that stands for a
// connection: of those that were created and of those that are deleted.
func (s *Service) standing(ctx context.Context, attemptID string) (history.Entry, error) {
	if entry, err := s.retryRecord(ctx, attemptID); err != nil {
		return entry, err
	}
	entry, err := s.journal.Get(ctx, attemptID)
	if err == nil && (entry.ConnectionID == "" || (entry.State != history.Created && entry.State != history.Deleted)) {
		err = ErrNotCreated
	}
	return entry, err
}

// amend brings the entry up to date with ev, which happens now, or at the time
// that it has if that is later. If the register cannot be told entry is what it
// should say.
func (s *Service) amend(ctx context.Context, entry *history.Entry, a history.Amendment, ev history.Event) error {
	ctx, cancel := detached(ctx, recordTimeout)
	defer cancel()
	ev.At = s.stamp(ev.At)
	err := s.journal.Amend(ctx, entry.AttemptID, a, ev)
	if err == nil {
		err = s.reload(ctx, entry)
	}
	if err != nil {
		a.Apply(entry, s.journal.HashAccessKey, s.now())
		s.log.ErrorContext(ctx, "change not recorded", "attempt", entry.AttemptID, "event", string(ev.Kind), "error", err)
		return err
	}
	s.log.InfoContext(ctx, "change recorded", "attempt", entry.AttemptID, "event", string(ev.Kind))
	return nil
}

// merge brings the entry up to date with what Platform shows. What differs was
// done by somebody else, and the register's trail says so. at is when Platform
// was asked: what has been recorded since is newer.
func (s *Service) merge(ctx context.Context, entry *history.Entry, c client.Connection, at time.Time) error {
	ctx, cancel := detached(ctx, recordTimeout)
	defer cancel()
	c = completed(c, connectionOf(*entry))
	source := history.Source{AccountID: entry.AccountID, APIKey: entry.APIKey}
	if at.Before(entry.SeenAt) { // by a clock that has been set back since
		at = entry.SeenAt
	}
	if _, err := s.journal.Merge(ctx, entry.Place, source, []client.Connection{c}, nil, at); err != nil {
		return err
	}
	return s.reload(ctx, entry)
}

// recordGone records that Platform does not hold the connection any more; gone says
// that it was not deleted from here, and after what came before.
func (s *Service) recordGone(ctx context.Context, entry *history.Entry, gone bool, after time.Time) error {
	if entry.State == history.Deleted {
		return nil
	}
	ctx, cancel := detached(ctx, recordTimeout)
	defer cancel()
	ev := history.Event{At: s.stamp(after), Kind: history.EventDeleted}
	if gone {
		ev.Kind = history.EventGone
	}
	err := s.journal.MarkDeleted(ctx, entry.AttemptID, gone, ev)
	if err == nil {
		err = s.reload(ctx, entry)
	}
	if err != nil {
		entry.State, entry.Gone = history.Deleted, gone
		s.log.ErrorContext(ctx, "deletion not recorded", "attempt", entry.AttemptID, "error", err)
		return err
	}
	s.log.InfoContext(ctx, "deletion recorded", "attempt", entry.AttemptID, "gone", gone)
	return nil
}

// reload reads the entry anew.
func (s *Service) reload(ctx context.Context, entry *history.Entry) error {
	now, err := s.journal.Get(ctx, entry.AttemptID)
	if err == nil {
		*entry = now
	}
	return err
}
