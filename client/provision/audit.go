package provision

import (
	"context"
	"strings"
	"time"

	"mooring/client/history"
)

// stamp is now, but not before what has happened already: the trail is read in
// the order of its times, and a clock that was set back must not put an outcome
// before its intent.
func (l *ledger) stamp(after time.Time) time.Time {
	if now := l.now(); now.After(after) {
		return now
	}
	return after
}

// intend writes down what is about to be asked of Platform, and returns when. If
// that fails nothing may be sent.
func (l *ledger) intend(ctx context.Context, op, attemptID string, kind history.EventKind, fields []string) (time.Time, error) {
	if ctx.Err() != nil {
		return time.Time{}, canceled(op, ctx.Err())
	}
	at := l.now()
	trail, err := l.journal.Events(ctx, attemptID)
	if err == nil {
		if last, ok := newest(trail); ok {
			at = l.stamp(last.At)
		}
		err = l.journal.Record(ctx, attemptID, history.Event{At: at, Kind: kind, Fields: fields})
	}
	if err == nil {
		l.log.InfoContext(ctx, "change begun", "attempt", attemptID, "event", string(kind), "fields", strings.Join(fields, " "))
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
func (l *ledger) note(ctx context.Context, attemptID string, ev history.Event) {
	ctx, cancel := detached(ctx, recordTimeout)
	defer cancel()
	ev.At = l.stamp(ev.At)
	l.log.InfoContext(ctx, "noted", "attempt", attemptID, "event", string(ev.Kind),
		"kind", ev.Problem.Kind.String(), "code", ev.Problem.Code)
	if err := l.journal.Record(ctx, attemptID, ev); err != nil {
		l.log.ErrorContext(ctx, "event not recorded", "attempt", attemptID, "event", string(ev.Kind), "error", err)
	}
}

// newest returns the newest event of a trail that tells of a change; ok is false
// if there is none. Tests change nothing, and neither does what is about a
// dataflow.
func newest(trail []history.Event) (ev history.Event, ok bool) {
	for _, ev := range trail {
		if ev.Flow != "" || ev.FlowName != "" { // one that is being made has no id yet
			continue
		}
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
