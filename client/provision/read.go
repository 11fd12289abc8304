package provision

import (
	"context"
	"slices"
	"time"

	"mooring/client"
	"mooring/client/history"
)

// reader brings entries up to date with Platform, one by one.
type reader struct{ *ledger }

// Read reads the connection of an entry from Platform and brings the entry up to
// date. A connection that Platform does not hold any more makes the entry
// Deleted, which is no error; one that is there again makes it Created.
//
// It also settles what a crash or a lost answer has left open: a change or
// deletion that left and whose outcome was never recorded. Where nothing has
// come of it so far, that is only said once Options.Settle has passed.
//
// The errors are ErrNotCreated, ErrBusy, those of Platform.Connection, and those
// of the register. A sandbox that cannot be found is an error and does not make
// the connection gone.
func (r *reader) Read(ctx context.Context, p Platform, attemptID string) (history.Entry, client.Connection, error) {
	release, err := r.take(claim{attemptID: attemptID})
	if err != nil {
		return history.Entry{}, client.Connection{}, err
	}
	defer release()
	entry, err := r.standing(ctx, attemptID)
	if err != nil {
		return entry, client.Connection{}, err
	}
	c, err := r.read(ctx, p, &entry)
	return entry, c, err
}

// read is Read of an entry that the caller has claimed.
func (r *reader) read(ctx context.Context, p Platform, entry *history.Entry) (client.Connection, error) {
	asked := r.now()
	c, gone, err := ask(ctx, p, entry.ConnectionID)
	if err != nil {
		return client.Connection{}, err
	}
	trail, err := r.journal.Events(ctx, entry.AttemptID)
	if err != nil {
		return c, err
	}
	intent, open := openIntent(trail)
	switch {
	case gone:
		return client.Connection{}, r.recordGone(ctx, entry, !open || !isDeletion(intent), intent.At)
	case !open:
		return c, r.merge(ctx, entry, c, asked)
	case isDeletion(intent):
		r.settleDeletion(ctx, *entry, intent)
		return c, r.merge(ctx, entry, c, asked)
	case c.ETag == "": // Platform is at it: what comes of it can be told by the next version
		return c, nil
	}
	return c, r.settleUpdate(ctx, entry, c, intent, asked)
}

// isOver reports whether nothing can come of an open intent any more: it left as
// long ago as its effect may take. A clock that was set back does not keep it
// open for ever, since then it counts as over.
func (r *reader) isOver(intent history.Event) bool {
	age := r.now().Sub(intent.At)
	return age < 0 || age >= r.settle
}

// lost is the problem of a request whose answer never came.
func lost(op string) history.Problem { return history.Problem{Kind: client.KindInterrupted, Op: op} }

// settleDeletion says how a deletion ended whose connection is there still.
func (r *reader) settleDeletion(ctx context.Context, entry history.Entry, intent history.Event) {
	if r.isOver(intent) {
		r.note(ctx, entry.AttemptID, history.Event{At: intent.At, Kind: history.EventDeleteFailed, Problem: lost(opDelete)})
	}
}

// settleUpdate finds out what came of a change from how the connection differs
// now from what the register knew before. The change itself is not kept, only
// the names of its fields: it holds keys.
func (r *reader) settleUpdate(ctx context.Context, entry *history.Entry, c client.Connection, intent history.Event, asked time.Time) error {
	if c.ETag == entry.ETag {
		if r.isOver(intent) {
			r.note(ctx, entry.AttemptID, history.Event{
				At: intent.At, Kind: history.EventUpdateFailed, Fields: intent.Fields, Problem: lost(opUpdate),
			})
		}
		return r.merge(ctx, entry, c, asked)
	}
	differing := history.Differing(*entry, c, r.journal.HashAccessKey)
	// Platform does a change wholly or not at all.
	missing, visible := false, false
	for _, field := range intent.Fields {
		differs := slices.Contains(differing, field)
		visible = visible || differs
		missing = missing || (!differs && field != history.ChangedKeys)
	}
	others := slices.DeleteFunc(differing, func(f string) bool { return slices.Contains(intent.Fields, f) })
	switch {
	case missing:
		// Undone, or written over since: either way nothing of it is left.
		r.note(ctx, entry.AttemptID, history.Event{
			At: intent.At, Kind: history.EventUpdateFailed, Fields: intent.Fields, Problem: lost(opUpdate),
		})
		return r.merge(ctx, entry, c, asked)
	case !visible:
		return r.perhapsNewKeys(ctx, entry, c, history.Event{
			At: intent.At, Kind: history.EventChanged, Fields: append(others, history.ChangedETag), By: c.UpdatedBy,
		})
	}
	err := r.amend(ctx, entry, history.Amendment{Connection: completed(c, connectionOf(*entry)), ForgetTest: history.VoidsTest(intent.Fields)},
		history.Event{At: intent.At, Kind: history.EventUpdated, Fields: intent.Fields})
	if err == nil && len(others) > 0 {
		r.note(ctx, entry.AttemptID, history.Event{At: intent.At, Kind: history.EventChanged, Fields: others, By: c.UpdatedBy})
	}
	return err
}

// perhapsNewKeys records a new version of which it cannot be told whether the
// keys in it are those that were sent: keys do not show. The change counts as
// unknown, and the trail goes on with what was found, so that it is not asked
// again what nobody can tell.
func (r *reader) perhapsNewKeys(ctx context.Context, entry *history.Entry, c client.Connection, found history.Event) error {
	r.note(ctx, entry.AttemptID, history.Event{
		At: found.At, Kind: history.EventUpdateUnknown, Fields: []string{history.ChangedKeys}, Problem: lost(opUpdate),
	})
	return r.amend(ctx, entry, history.Amendment{Connection: completed(c, connectionOf(*entry)), ForgetTest: true}, found)
}
