package connection

import (
	"cmp"
	"context"
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

	flowReads

	runner  model.Runner
	store   FlowStore
	service FlowReader
	manage  *Manage
	now     func() time.Time

	entry  history.Entry // whose dataflows are looked at; none without an AttemptID
	target func() session.Target
	flows  []history.Dataflow
	known  bool // flows were read from the register
	unread model.Problem
	loads  int // counts them; the answer of an older one is ignored

	first   client.FlowID // comes before all others of its entry, since it was just made or changed
	firstOf string        // the attempt ID of that entry
}

// NewDataflows makes a Dataflows that looks at no connection.
func NewDataflows(runner model.Runner, store FlowStore, service FlowReader, manage *Manage) *Dataflows {
	d := &Dataflows{
		Changed: model.NewSignal(runner), Recorded: model.NewSignal(runner),
		runner: runner, store: store, service: service, manage: manage, now: time.Now,
	}
	d.flowReads = flowReads{
		of: d, anew: map[string]bool{}, inFlight: map[string]context.CancelFunc{}, stopTimer: func() {}, tried: map[string]time.Time{},
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

// ReadAt is when Platform was last asked; zero if never.
func (d *Dataflows) ReadAt() time.Time { return d.entry.Flows.ReadAt }

// Problem is why the dataflows could not be read.
func (d *Dataflows) Problem() model.Problem { return d.unread }

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
