package connection

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"time"

	"mooring/client"
	"mooring/client/history"
	"mooring/client/provision"
	"mooring/client/session"
	"mooring/gui/model"
)

// FlowStore reads what is known of the dataflows of an entry; *history.Journal is
// one.
type FlowStore interface {
	Flows(ctx context.Context, attemptID string) ([]history.Dataflow, error)
}

// FlowReader reads dataflows, and has Platform do something with them;
// *provision.Flows is one.
type FlowReader interface {
	Read(ctx context.Context, p provision.FlowPlatform, attemptID string) (history.Entry, []history.Dataflow, error)
	RetryFailed(ctx context.Context, p provision.FlowPlatform, attemptID string, flow client.FlowID, progress func(done, of int)) error
	RunNow(ctx context.Context, p provision.FlowPlatform, attemptID string, flow client.FlowID, window client.RunWindow) error
	Pause(ctx context.Context, p provision.FlowPlatform, attemptID string, flow client.FlowID) error
	Resume(ctx context.Context, p provision.FlowPlatform, attemptID string, flow client.FlowID) error
}

// lookWait is how long another connection must be looked at before its dataflows
// are read: who runs through the register asks Platform nothing.
const lookWait = 300 * time.Millisecond

// busyWait is how long another reading of the same dataflows is waited for.
const busyWait = time.Second

// Dataflows are those of the connection at hand. While they are looked at, they are
// read again once they are older than a minute, and never more often. A late result
// counts for the connection that it is about, whichever is looked at by then.
type Dataflows struct {
	// Changed tells that anything of them has changed.
	Changed *model.Signal
	// Recorded tells that the register holds something new.
	Recorded *model.Signal
	// Acts is what they are asked to do.
	Acts *FlowActs
	// Any are those of any connection.
	Any *AnyFlows

	runner  model.Runner
	store   FlowStore
	service FlowReader
	manage  *Manage
	now     func() time.Time

	entry  history.Entry // whose dataflows are looked at; none without an AttemptID
	target func() session.Target
	away   bool // nobody sits in front of the window
	flows  []history.Dataflow
	known  bool // flows were read from the register
	unread model.Problem
	loads  int // counts them; the answer of an older one is ignored

	first     client.FlowID                 // comes before all others of its entry, since it was just made or changed
	firstOf   string                        // the attempt ID of that entry
	anew      string                        // the attempt ID of an entry of which what was read is out of date
	begun     bool                          // it is known whether Platform is to be asked
	wait      time.Duration                 // before it is
	inFlight  map[string]context.CancelFunc // what is being read, by the attempt ID of its entry
	stopTimer func()
	tried     map[string]time.Time // when Platform was last asked for those of an entry
}

// NewDataflows makes a Dataflows that looks at no connection.
func NewDataflows(runner model.Runner, store FlowStore, service FlowReader, manage *Manage) *Dataflows {
	d := &Dataflows{
		Changed: model.NewSignal(runner), Recorded: model.NewSignal(runner),
		runner: runner, store: store, service: service, manage: manage, now: time.Now,
		inFlight: map[string]context.CancelFunc{}, stopTimer: func() {}, tried: map[string]time.Time{},
	}
	d.Acts = &FlowActs{of: d, tried: map[client.FlowID]time.Time{}}
	d.Any = &AnyFlows{recorded: d.Recorded, runner: runner, store: store, service: service, manage: manage}
	manage.Changed.Listen(d.Changed.Emit)
	manage.Recorded.Listen(d.load)
	return d
}

// Flows are the dataflows, as far as they are known: that which was just made or changed
// comes first, then those that failed when they were first looked at, and each keeps its
// place for as long as they are.
func (d *Dataflows) Flows() []history.Dataflow { return d.flows }

// Known reports whether Flows are what the register knows: until then there is
// nothing to be said of them.
func (d *Dataflows) Known() bool { return d.known }

// Reading reports whether Platform is being asked.
func (d *Dataflows) Reading() bool { return d.inFlight[d.entry.AttemptID] != nil }

// ReadAt is when Platform was last asked; zero if never.
func (d *Dataflows) ReadAt() time.Time { return d.entry.Flows.ReadAt }

// Problem is why the dataflows could not be read.
func (d *Dataflows) Problem() model.Problem { return d.unread }

// giveUp ends the reading of an entry, which would be older than what is about to be
// done.
func (d *Dataflows) giveUp(attemptID string) {
	if cancel := d.inFlight[attemptID]; cancel != nil {
		d.stopTimer()
		cancel()
		delete(d.tried, attemptID)
	}
}

// Look says that the dataflows of an entry are looked at, and how to sign in for
// it. They are read where that is due.
func (d *Dataflows) Look(entry history.Entry, target func() session.Target) {
	before := d.entry
	d.entry, d.target = entry, target
	if entry.AttemptID != d.firstOf {
		d.first, d.firstOf = "", ""
	}
	switch {
	case before.AttemptID != entry.AttemptID:
		d.stopTimer()
		d.flows, d.known, d.unread = nil, false, model.Problem{}
		d.begun, d.wait = false, 0
		if before.AttemptID != "" {
			d.wait = lookWait
		}
		d.load() // which says whether there is something to be asked
		d.Changed.Emit()
	case !before.Flows.ReadAt.Equal(entry.Flows.ReadAt), !before.UpdatedAt.Equal(entry.UpdatedAt):
		d.load()
	}
}

// LookAway says that no dataflows are looked at any more. What is being read is still
// recorded: who comes back within a minute finds it.
func (d *Dataflows) LookAway() {
	if d.entry.AttemptID == "" {
		return
	}
	d.stopTimer()
	d.entry, d.flows, d.known, d.unread = history.Entry{}, nil, false, model.Problem{}
}

// SetAway says whether somebody sits in front of the window: while nobody does,
// nothing is read.
func (d *Dataflows) SetAway(away bool) {
	if d.away == away {
		return
	}
	d.away = away
	d.stopTimer()
	if !away && d.begun {
		d.readAfter(0)
	}
}

// Stop gives up all that is being read.
func (d *Dataflows) Stop() {
	d.LookAway()
	for _, cancel := range d.inFlight {
		cancel()
	}
}

// load reads what the register knows.
func (d *Dataflows) load() {
	attemptID := d.entry.AttemptID
	if attemptID == "" {
		return
	}
	d.loads++
	load := d.loads
	d.runner.Go(func() func() {
		flows, err := d.store.Flows(context.Background(), attemptID)
		return func() {
			if load == d.loads && attemptID == d.entry.AttemptID {
				d.take(flows, err)
			}
		}
	})
}

func (d *Dataflows) take(flows []history.Dataflow, err error) {
	if err != nil {
		d.unread = model.Explain(err)
	} else {
		d.show(flows)
	}
	if !d.begun {
		d.begun = true
		d.readAfter(d.wait)
	}
	d.Changed.Emit()
}

// show takes up dataflows. Those that are shown keep their places, and others come
// after them: nothing moves away from under the pointer. What was just made or changed is
// what one wants to see, though, and comes first.
func (d *Dataflows) show(flows []history.Dataflow) {
	places := make(map[client.FlowID]int, len(d.flows))
	for i, f := range d.flows {
		places[f.ID] = i + 1
	}
	if d.first != "" {
		places[d.first] = -1
	}
	place := func(f history.Dataflow) int { return cmp.Or(places[f.ID], len(d.flows)+1) }
	flows = worstFirst(flows)
	slices.SortStableFunc(flows, func(a, b history.Dataflow) int { return place(a) - place(b) })
	d.flows, d.known = flows, true
}

// worstFirst puts the dataflows that want something done first; the others stay in
// the order of their names.
func worstFirst(flows []history.Dataflow) []history.Dataflow {
	rank := func(f history.Dataflow) int {
		switch f.Status() {
		case history.FlowsFailing:
			return 0
		case history.FlowsUnknown:
			return 1
		case history.FlowsPartial:
			return 2
		case history.FlowsBehind:
			return 3
		}
		return 4
	}
	out := slices.Clone(flows)
	slices.SortStableFunc(out, func(a, b history.Dataflow) int { return rank(a) - rank(b) })
	return out
}

// MayRead reports whether Platform may be asked: nothing is being read.
func (d *Dataflows) MayRead() bool { return d.entry.AttemptID != "" && !d.Reading() }

// NextAt is when the dataflows are read again by themselves; zero where they are not,
// or are being read.
func (d *Dataflows) NextAt() time.Time {
	if d.entry.AttemptID == "" || d.away || d.Reading() || !d.begun {
		return time.Time{}
	}
	return d.now().Add(max(d.dueIn(), 0))
}

// dueIn is how long what was read is good for. Where they were read with those of all
// connections, it is not known yet what they read, and there is something to be asked.
func (d *Dataflows) dueIn() time.Duration {
	if d.anew == d.entry.AttemptID {
		return 0
	}
	now := d.now()
	last := d.entry.Flows.ReadAt
	if slices.ContainsFunc(d.flows, func(f history.Dataflow) bool { return f.Path == "" }) {
		last = time.Time{}
	}
	if tried := d.tried[d.entry.AttemptID]; tried.After(last) {
		last = tried
	}
	if last.After(now) { // written by a clock that was wrong then
		return 0
	}
	return last.Add(provision.FlowPause).Sub(now)
}

// ReadAnew asks Platform for the dataflows of an entry as soon as they are looked at,
// although they may have just been read: one of them was made, changed or deleted since.
// Unless it was deleted, it comes first.
func (d *Dataflows) ReadAnew(attemptID string, first client.FlowID) {
	d.giveUp(attemptID)
	d.first, d.firstOf = first, attemptID
	d.anew = attemptID
	if d.begun && attemptID == d.entry.AttemptID {
		d.load() // what the register knows of it is shown until then
		d.readAfter(0)
	}
}

// readAfter reads after a while, or once it is due.
func (d *Dataflows) readAfter(wait time.Duration) {
	d.stopTimer()
	d.stopTimer = func() {}
	if d.entry.AttemptID == "" || d.away && d.anew != d.entry.AttemptID {
		return
	}
	if wait = max(wait, d.dueIn()); wait <= 0 {
		d.Read()
		return
	}
	d.stopTimer = d.runner.After(wait, func() {
		d.Changed.Emit() // how long ago something was
		d.readAfter(0)
	})
}

// Read asks Platform for the dataflows, unless they are being read.
func (d *Dataflows) Read() {
	if !d.MayRead() {
		return
	}
	ctx, cancel := context.WithCancel(context.Background())
	entry, target, anew := d.entry, d.target(), d.anew
	d.anew = ""
	d.inFlight[entry.AttemptID] = cancel
	d.tried[entry.AttemptID] = d.now()
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
			delete(d.inFlight, entry.AttemptID)
			if err == nil {
				d.Recorded.Emit()
			}
			if busy := errors.Is(err, provision.ErrBusy); (busy || given) && anew == entry.AttemptID && d.anew == "" {
				d.anew = anew // it is still to be read
			}
			switch {
			case entry.AttemptID != d.entry.AttemptID:
			case given:
				d.readAfter(0)
			default:
				d.read(now, flows, err)
			}
		}
	})
}

// read takes up what Platform said.
func (d *Dataflows) read(now history.Entry, flows []history.Dataflow, err error) {
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
	d.readAfter(wait)
	d.Changed.Emit()
}
