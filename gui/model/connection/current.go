package connection

import (
	"context"
	"errors"
	"slices"
	"time"

	"mooring/client"
	"mooring/client/history"
	"mooring/gui/model"
)

// Store reads an entry and its audit trail; *history.Journal is one.
type Store interface {
	Get(ctx context.Context, attemptID string) (history.Entry, error)
	Events(ctx context.Context, attemptID string) ([]history.Event, error)
}

// Current is the connection at hand: its entry in the register as it is now, what
// was done to it when, and what is being done or went wrong with it. A late result
// counts for the entry that it is about, whichever is at hand by then.
type Current struct {
	// Changed tells that anything of it has changed.
	Changed *model.Signal
	// Gone tells that the register does not have the entry any more.
	Gone model.Event[history.Entry]

	acts

	runner model.Runner
	store  Store
	manage *Manage

	entry    history.Entry
	opened   bool
	events   []history.Event
	loaded   bool
	unread   model.Problem // why the entry could not be read anew
	stopLoad context.CancelFunc
}

// NewCurrent makes a Current that has no connection at hand.
func NewCurrent(runner model.Runner, store Store, manage *Manage) *Current {
	c := &Current{Changed: model.NewSignal(runner), runner: runner, store: store, manage: manage}
	c.current = c
	manage.Changed.Listen(c.Changed.Emit)
	manage.Recorded.Listen(c.Reload)
	return c
}

// Entry is the entry at hand; its AttemptID is empty if there is none.
func (c *Current) Entry() history.Entry { return c.entry }

// Events is the trail of the entry, newest first; empty until it has been read.
func (c *Current) Events() []history.Event { return c.events }

// KeysChangedAt is when the connection is known to have got other keys; zero for
// never. Of its last change Platform's clock tells, as it does of runs.
func (c *Current) KeysChangedAt() time.Time {
	at, _ := c.changedIn(func(fields []string) bool { return slices.Contains(fields, history.ChangedKeys) })
	return at
}

// ChangedAt is when anything was changed last that may be why data flows, or does not;
// zero for never. A name and a description are not. Where a change is not in the trail,
// there is no telling what it was.
func (c *Current) ChangedAt() time.Time {
	at, known := c.changedIn(matters)
	if updated := c.entry.PlatformUpdatedAt; !known && !updated.Equal(c.entry.PlatformCreatedAt) {
		return updated
	}
	return at
}

// MappedAt is when a dataflow got another mapping from here; zero for never.
func (c *Current) MappedAt(flow client.FlowID) time.Time {
	for _, event := range c.events {
		if event.Flow == flow && event.Kind == history.EventFlowEdited && slices.Contains(event.Fields, history.ChangedMapping) {
			return event.At
		}
	}
	return time.Time{}
}

// matters reports whether a change of these fields may be why data flows, or does not. A
// version that is another one with the name tells no more than the name.
func matters(fields []string) bool {
	named := false
	for _, field := range fields {
		switch field {
		case history.ChangedName, history.ChangedDescription:
			named = true
		case history.ChangedETag:
		default:
			return true
		}
	}
	return !named
}

// changedIn is when fields were last changed that count, and whether any change is known.
// Of the last change Platform's clock tells.
func (c *Current) changedIn(count func(fields []string) bool) (at time.Time, known bool) {
	last := true
	for _, event := range c.events {
		switch event.Kind {
		case history.EventUpdated, history.EventChanged, history.EventBack:
		default:
			continue
		}
		switch {
		case !count(event.Fields):
			last = false
		case last && !c.entry.PlatformUpdatedAt.IsZero():
			return c.entry.PlatformUpdatedAt, true
		default:
			return event.At, true
		}
	}
	return time.Time{}, !last
}

// Loaded reports whether Events has been read.
func (c *Current) Loaded() bool { return c.loaded }

// Problem is what is wrong with the entry at hand, or with what was done to it
// last, or why it could not be read.
func (c *Current) Problem() model.Problem {
	switch {
	case c.entry.AttemptID == "" || c.Doing() != DoingNothing:
		return model.Problem{}
	case c.about.AttemptID == c.entry.AttemptID && !c.trouble.Empty() && !hasNews(c.about, c.entry):
		return c.trouble
	case !c.unread.Empty():
		return c.unread
	case c.entry.State == history.Created && c.entry.Test == history.Refused:
		return model.ExplainRefused(c.entry, false)
	case c.entry.State == history.Created, c.entry.State == history.Deleted:
		return model.Problem{}
	}
	return model.ExplainRecorded(c.entry)
}

// Show puts an entry at hand as it is given, and reads it and its trail anew. Who
// runs through the rows of the register leaves no reads behind: a read that has not
// ended is given up.
func (c *Current) Show(entry history.Entry) {
	if entry.AttemptID != c.entry.AttemptID {
		c.events, c.loaded = nil, false
	}
	c.entry, c.unread = entry, model.Problem{}
	c.Changed.Emit()
	c.Reload()
}

// Open shows an entry because the user wants to look at it.
func (c *Current) Open(entry history.Entry) {
	c.opened = true
	c.Show(entry)
}

// Opened reports whether the user looks at the entry at hand, and not at an attempt,
// which may have made it.
func (c *Current) Opened() bool { return c.opened }

// PutBehind says that the user turns to an attempt. The entry stays at hand.
func (c *Current) PutBehind() {
	if c.opened {
		c.opened = false
		c.Changed.Emit()
	}
}

// Follow takes notice of an entry that was read anew: the one at hand is read again,
// with its trail, where it has changed.
func (c *Current) Follow(entry history.Entry) {
	if c.entry.AttemptID == entry.AttemptID && (hasNews(c.entry, entry) || !c.entry.UpdatedAt.Equal(entry.UpdatedAt) || c.entry.ETag != entry.ETag) {
		c.Reload()
	}
}

// Clear puts the connection away.
func (c *Current) Clear() {
	c.stopReading()
	c.entry, c.events, c.loaded, c.unread = history.Entry{}, nil, false, model.Problem{}
	c.Changed.Emit()
}

// Reload reads the entry and its trail again. What is shown stays until the answer
// is there.
func (c *Current) Reload() {
	c.stopReading()
	attemptID := c.entry.AttemptID
	if attemptID == "" {
		return
	}
	ctx, stop := context.WithCancel(context.Background())
	c.stopLoad = stop
	c.runner.Go(func() func() {
		if ctx.Err() != nil {
			return nil
		}
		entry, err := c.store.Get(ctx, attemptID)
		var events []history.Event
		if err == nil {
			events, err = c.store.Events(ctx, attemptID)
		}
		return func() {
			if ctx.Err() == nil {
				stop()
				c.arrived(entry, events, err)
			}
		}
	})
}

func (c *Current) stopReading() {
	if c.stopLoad != nil {
		c.stopLoad()
		c.stopLoad = nil
	}
}

func (c *Current) arrived(entry history.Entry, events []history.Event, err error) {
	switch {
	case errors.Is(err, history.ErrNotFound):
		gone := c.entry
		c.opened = false
		c.Clear()
		c.Gone.Emit(gone)
		return
	case err != nil:
		c.unread = model.Explain(err)
	default:
		c.entry, c.events, c.loaded, c.unread = entry, events, true, model.Problem{}
	}
	c.Changed.Emit()
}

// hasNews reports whether an entry says anything else than before of how its
// connection is.
func hasNews(before, now history.Entry) bool {
	return before.State != now.State || before.ConnectionID != now.ConnectionID || before.Test != now.Test ||
		len(before.Candidates) != len(now.Candidates)
}
