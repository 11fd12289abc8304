package provision

import (
	"context"
	"errors"
	"net/http"
	"strings"
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

// stamp is now, but not before what has happened already: the trail is read in
// the order of its times, and a clock that was set back must not put an outcome
// before its intent.
func (s *Service) stamp(after time.Time) time.Time {
	if now := s.now(); now.After(after) {
		return now
	}
	return after
}

// intend writes down what is about to be asked of Platform, and returns when. If
// that fails nothing may be sent.
func (s *Service) intend(ctx context.Context, op, attemptID string, kind history.EventKind, fields []string) (time.Time, error) {
	if ctx.Err() != nil {
		return time.Time{}, canceled(op, ctx.Err())
	}
	at := s.now()
	trail, err := s.journal.Events(ctx, attemptID)
	if err == nil {
		if last, ok := newest(trail); ok {
			at = s.stamp(last.At)
		}
		err = s.journal.Record(ctx, attemptID, history.Event{At: at, Kind: kind, Fields: fields})
	}
	if err == nil {
		s.log.InfoContext(ctx, "change begun", "attempt", attemptID, "event", string(kind), "fields", strings.Join(fields, " "))
		return at, nil
	}
	if ctx.Err() != nil {
		err = canceled(op, ctx.Err())
	}
	return time.Time{}, err
}

// note adds to the audit trail how an operation ended that has changed nothing
// that the entry says. The trail is not what the user waits for: if it cannot be
// written the log says so, and Read settles later what is left open in it. The
// event happens now, or at the time that it has if that is later.
func (s *Service) note(ctx context.Context, attemptID string, ev history.Event) {
	ctx, cancel := detached(ctx, recordTimeout)
	defer cancel()
	ev.At = s.stamp(ev.At)
	s.log.InfoContext(ctx, "noted", "attempt", attemptID, "event", string(ev.Kind),
		"kind", ev.Problem.Kind.String(), "code", ev.Problem.Code)
	if err := s.journal.Record(ctx, attemptID, ev); err != nil {
		s.log.ErrorContext(ctx, "event not recorded", "attempt", attemptID, "event", string(ev.Kind), "error", err)
	}
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
		err = s.again(ctx, entry)
	}
	if err != nil {
		s.resemble(entry, a)
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
	return s.again(ctx, entry)
}

// dead records that Platform does not hold the connection any more; gone says
// that it was not deleted from here, and after what came before.
func (s *Service) dead(ctx context.Context, entry *history.Entry, gone bool, after time.Time) error {
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
		err = s.again(ctx, entry)
	}
	if err != nil {
		entry.State, entry.Gone = history.Deleted, gone
		s.log.ErrorContext(ctx, "deletion not recorded", "attempt", entry.AttemptID, "error", err)
		return err
	}
	s.log.InfoContext(ctx, "deletion recorded", "attempt", entry.AttemptID, "gone", gone)
	return nil
}

// again reads the entry anew.
func (s *Service) again(ctx context.Context, entry *history.Entry) error {
	now, err := s.journal.Get(ctx, entry.AttemptID)
	if err == nil {
		*entry = now
	}
	return err
}

// newest returns the newest event of a trail that tells of a change; ok is false
// if there is none. Tests change nothing.
func newest(trail []history.Event) (ev history.Event, ok bool) {
	for _, ev := range trail {
		switch ev.Kind {
		case history.EventTested, history.EventTestFailed, history.EventAttempted, history.EventUnknown, history.EventFailed:
		default:
			return ev, true
		}
	}
	return history.Event{}, false
}

// openIntent returns the newest event of a trail if it is a change or deletion
// that has left and whose outcome is not known: its answer was lost, or the app
// died meanwhile.
func openIntent(trail []history.Event) (history.Event, bool) {
	ev, _ := newest(trail)
	switch ev.Kind {
	case history.EventUpdating, history.EventUpdateUnknown, history.EventDeleting, history.EventDeleteUnknown:
		return ev, true
	}
	return history.Event{}, false
}

// isDeletion reports whether an open intent is to delete.
func isDeletion(intent history.Event) bool {
	return intent.Kind == history.EventDeleting || intent.Kind == history.EventDeleteUnknown
}

// isGone reports whether err is Platform's word that it does not hold the
// connection. Not every 404 is: a sandbox that cannot be found (FLOW-2101) or a
// proxy's own 404 say nothing of the connection. Adobe documents FLOW-1101 and
// FLOW-1439; an answer with no item in it is the third way to say so.
func isGone(err error) bool {
	var api *client.APIError
	if !errors.As(err, &api) || api.Kind != client.KindNotFound {
		return false
	}
	return strings.HasPrefix(api.Code, "FLOW-1101-") || strings.HasPrefix(api.Code, "FLOW-1439-") ||
		(api.Code == "" && api.Status == http.StatusOK)
}

// changePatience is how long a request to change or delete whose answer was lost
// is waited for. It is short: what comes of it later is harmless, because a
// second change is refused by its etag and a second deletion finds nothing, and
// the next refresh sees it.
const changePatience = 8 * time.Second

// lookUp asks Platform for the connection again and again until seen takes what
// it says, or it has not for so long that it will not. gone is that Platform
// does not hold it. If ctx has ended there is one look and no waiting.
func (s *Service) lookUp(ctx context.Context, p Platform, id client.ConnectionID, seen func(c client.Connection, gone bool) bool) (c client.Connection, gone bool, err error) {
	end := time.Now().Add(min(s.settle, changePatience))
	for pause := time.Second; ctx.Err() == nil; pause *= 2 {
		left := time.Until(end)
		c, gone, err = ask(ctx, p, id)
		if err == nil && (left <= 0 || seen(c, gone)) {
			return c, gone, nil
		}
		if err != nil && (left <= 0 || !passes(err)) && ctx.Err() == nil {
			return c, gone, err
		}
		_ = client.Wait(ctx, min(pause, max(left, time.Millisecond))) // its error is that of ctx
	}
	ctx, cancel := detached(ctx, lastLook)
	defer cancel()
	return ask(ctx, p, id)
}

// ask asks Platform once for the connection. That it is gone is no error.
func ask(ctx context.Context, p Platform, id client.ConnectionID) (c client.Connection, gone bool, err error) {
	c, err = p.Connection(ctx, id)
	if isGone(err) {
		return client.Connection{}, true, nil
	}
	if err == nil {
		c.ID = id // however Platform spells it
	}
	return c, false, err
}
