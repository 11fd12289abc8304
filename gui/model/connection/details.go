package connection

import (
	"context"
	"errors"

	"mooring/client/history"
	"mooring/gui/model"
)

// TrailStore reads an entry and its audit trail; *history.Register is one.
type TrailStore interface {
	Get(ctx context.Context, attemptID string) (history.Entry, error)
	Events(ctx context.Context, attemptID string) ([]history.Event, error)
}

// Details is all that the register knows of one entry: the entry as it is now,
// and what was done to it when.
type Details struct {
	// OnChange is called when the entry, its trail or the problem has changed.
	OnChange func()
	// OnEntry is called before OnChange when the entry has been read anew.
	OnEntry func(history.Entry)
	// OnGone is called when the register does not have the entry any more.
	OnGone func()

	runner model.Runner
	store  TrailStore

	entry   history.Entry
	events  []history.Event
	loaded  bool
	problem model.Problem
	load    int // answers to older loads are ignored
}

// NewDetails makes a Details that shows nothing.
func NewDetails(runner model.Runner, store TrailStore) *Details {
	return &Details{runner: runner, store: store}
}

// Entry is the entry that is shown; its AttemptID is empty if none is.
func (d *Details) Entry() history.Entry { return d.entry }

// Events is the trail of the entry, newest first; empty until it has been read.
func (d *Details) Events() []history.Event { return d.events }

// Loaded reports whether Events has been read.
func (d *Details) Loaded() bool { return d.loaded }

// Problem is why the entry could not be read anew; empty if it could.
func (d *Details) Problem() model.Problem { return d.problem }

// Show shows an entry as it is given, and reads it and its trail anew.
func (d *Details) Show(entry history.Entry) {
	if entry.AttemptID != d.entry.AttemptID {
		d.events, d.loaded = nil, false
	}
	d.entry, d.problem = entry, model.Problem{}
	d.changed()
	d.Reload()
}

// Clear shows nothing.
func (d *Details) Clear() {
	d.load++
	d.entry, d.events, d.loaded, d.problem = history.Entry{}, nil, false, model.Problem{}
	d.changed()
}

// Reload reads the entry and its trail again. What is shown stays until the
// answer is there.
func (d *Details) Reload() {
	if d.entry.AttemptID == "" {
		return
	}
	d.load++
	load, attemptID := d.load, d.entry.AttemptID
	d.runner.Go(func() func() {
		ctx := context.Background()
		entry, err := d.store.Get(ctx, attemptID)
		var events []history.Event
		if err == nil {
			events, err = d.store.Events(ctx, attemptID)
		}
		return func() {
			if load == d.load {
				d.arrived(entry, events, err)
			}
		}
	})
}

func (d *Details) arrived(entry history.Entry, events []history.Event, err error) {
	switch {
	case errors.Is(err, history.ErrNotFound):
		d.Clear()
		if d.OnGone != nil {
			d.OnGone()
		}
		return
	case err != nil:
		d.problem = model.Explain(err)
	default:
		d.entry, d.events, d.loaded, d.problem = entry, events, true, model.Problem{}
		if d.OnEntry != nil {
			d.OnEntry(entry)
		}
	}
	d.changed()
}

func (d *Details) changed() {
	if d.OnChange != nil {
		d.OnChange()
	}
}
