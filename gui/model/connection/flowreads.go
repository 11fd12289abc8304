package connection

import (
	"context"
	"errors"
	"slices"
	"time"

	"mooring/client"
	"mooring/client/history"
	"mooring/client/provision"
	"mooring/gui/model"
)

// busyWait is how long another reading of the same dataflows is waited for.
const busyWait = time.Second

// flowReads is when Platform is asked for the dataflows that are looked at.
type flowReads struct {
	of *Dataflows

	away      bool                          // nobody sits in front of the window
	anew      map[string]bool               // the attempt IDs of entries of which what was read is out of date
	begun     bool                          // it is known whether Platform is to be asked
	wait      time.Duration                 // before it is
	inFlight  map[string]context.CancelFunc // what is being read, by the attempt ID of its entry
	stopTimer func()
	tried     map[string]time.Time // when Platform was last asked for those of an entry
}

// Reading reports whether Platform is being asked.
func (r *flowReads) Reading() bool { return r.inFlight[r.of.entry.AttemptID] != nil }

// MayRead reports whether Platform may be asked: nothing is being read.
func (r *flowReads) MayRead() bool { return r.of.entry.AttemptID != "" && !r.Reading() }

// NextAt is when the dataflows are read again by themselves; zero where they are not,
// or are being read.
func (r *flowReads) NextAt() time.Time {
	if r.of.entry.AttemptID == "" || r.away || r.Reading() || !r.begun {
		return time.Time{}
	}
	return r.of.now().Add(max(r.dueIn(), 0))
}

// dueIn is how long what was read is good for. Where they were read with those of all
// connections, it is not known yet what they read, and there is something to be asked.
func (r *flowReads) dueIn() time.Duration {
	attemptID := r.of.entry.AttemptID
	if r.anew[attemptID] {
		return 0
	}
	now := r.of.now()
	last := r.of.entry.Flows.ReadAt
	if slices.ContainsFunc(r.of.flows, func(f history.Dataflow) bool { return f.Path == "" }) {
		last = time.Time{}
	}
	if tried := r.tried[attemptID]; tried.After(last) {
		last = tried
	}
	if last.After(now) { // written by a clock that was wrong then
		return 0
	}
	return last.Add(provision.FlowPause).Sub(now)
}

// SetAway says whether somebody sits in front of the window: while nobody does,
// nothing is read.
func (r *flowReads) SetAway(away bool) {
	if r.away != away {
		r.away = away
		r.readAfter(0)
	}
}

// ReadAnew asks Platform for the dataflows of an entry as soon as they are looked at,
// although they may have just been read: one of them was made, changed or deleted since.
// Unless it was deleted, it comes first.
func (r *flowReads) ReadAnew(attemptID string, first client.FlowID) {
	r.giveUp(attemptID)
	r.of.first, r.of.firstOf = first, attemptID
	r.anew[attemptID] = true
	if attemptID == r.of.entry.AttemptID {
		r.of.load() // what the register knows of it is shown until then
		r.readAfter(0)
	}
}

// giveUp ends the reading of an entry, which would be older than what is about to be
// done.
func (r *flowReads) giveUp(attemptID string) {
	if cancel := r.inFlight[attemptID]; cancel != nil {
		cancel()
		delete(r.tried, attemptID)
	}
}

// readAfter reads after a while, or once it is due. What is being done to one of the
// dataflows is waited for.
func (r *flowReads) readAfter(wait time.Duration) {
	r.stopTimer()
	r.stopTimer = func() {}
	attemptID := r.of.entry.AttemptID
	if attemptID == "" || !r.begun || r.away && !r.anew[attemptID] || r.of.Acts.isAt(attemptID) {
		return
	}
	if wait = max(wait, r.dueIn()); wait <= 0 {
		r.Read()
		return
	}
	r.stopTimer = r.of.runner.After(wait, func() {
		r.of.Changed.Emit() // how long ago something was
		r.readAfter(0)
	})
}

// Read asks Platform for the dataflows, unless they are being read.
func (r *flowReads) Read() {
	if !r.MayRead() {
		return
	}
	d := r.of
	ctx, cancel := context.WithCancel(context.Background())
	entry, target, anew := d.entry, d.target(), r.anew[d.entry.AttemptID]
	delete(r.anew, entry.AttemptID)
	r.inFlight[entry.AttemptID] = cancel
	r.tried[entry.AttemptID] = d.now()
	d.Changed.Emit()
	d.runner.Go(func() func() {
		now := entry
		var flows []history.Dataflow
		link, err := d.manage.connector.Connect(ctx, target)
		if err == nil {
			now, flows, err = d.service.Read(ctx, link.Client.Dataflows(), entry.AttemptID)
		}
		return func() {
			given := ctx.Err() != nil
			cancel()
			delete(r.inFlight, entry.AttemptID)
			if err == nil {
				d.Recorded.Emit()
			}
			if anew && (given || errors.Is(err, provision.ErrBusy)) {
				r.anew[entry.AttemptID] = true // it is still to be read
			}
			switch {
			case entry.AttemptID != d.entry.AttemptID:
			case given:
				r.readAfter(0)
			default:
				r.answered(now, flows, err)
			}
		}
	})
}

// answered takes up what Platform said.
func (r *flowReads) answered(now history.Entry, flows []history.Dataflow, err error) {
	d := r.of
	d.unread = model.Problem{}
	wait := time.Duration(0)
	switch {
	case errors.Is(err, provision.ErrBusy): // which is no answer
		wait = busyWait
	case err != nil:
		d.unread = model.Explain(err)
	default:
		d.loads++ // an older look at the register says less
		d.entry = now
		d.show(flows)
	}
	r.readAfter(wait)
	d.Changed.Emit()
}
