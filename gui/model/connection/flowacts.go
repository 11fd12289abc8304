package connection

import (
	"context"
	"time"

	"mooring/client"
	"mooring/client/history"
	"mooring/client/provision"
	"mooring/gui/model"
)

// flowAction is something that a dataflow of an entry was asked to do.
type flowAction struct {
	attemptID string
	flow      client.FlowID
	action    provision.Action
}

// FlowActs is what dataflows of the connection that is looked at are asked to do, one
// thing at a time. What came of it is told with its dataflow only, whichever is looked
// at by then.
type FlowActs struct {
	of *Dataflows

	about     flowAction // what is under way, or was last
	acting    bool
	done, all int           // of the runs that are being tried again
	trouble   model.Problem // what came of it, where it went wrong
	// tried is when dataflows were last asked to try again what failed.
	tried map[client.FlowID]time.Time
}

// TriedAt is when a dataflow was last asked to try again what failed; zero for never, as
// far as this run of the app goes.
func (a *FlowActs) TriedAt(flow client.FlowID) time.Time { return a.tried[flow] }

// Doing is what a dataflow is being asked to do; "" for nothing.
func (a *FlowActs) Doing(flow client.FlowID) provision.Action {
	if a.acting && a.isAbout(flow) {
		return a.about.action
	}
	return ""
}

// Trouble is why a dataflow did not do what it was asked to last.
func (a *FlowActs) Trouble(flow client.FlowID) model.Problem {
	if !a.acting && a.isAbout(flow) {
		return a.trouble
	}
	return model.Problem{}
}

func (a *FlowActs) isAbout(flow client.FlowID) bool {
	return a.about.flow == flow && a.about.attemptID == a.of.entry.AttemptID
}

// isAt reports whether one of the dataflows of an entry is being asked to do something.
func (a *FlowActs) isAt(attemptID string) bool { return a.acting && a.about.attemptID == attemptID }

// Progress is how many runs have been tried again, of how many; 0 of 0 where that is
// not known.
func (a *FlowActs) Progress() (done, of int) { return a.done, a.all }

// Cancel asks what is under way to stop. What has left is not taken back.
func (a *FlowActs) Cancel() {
	if a.acting {
		a.of.manage.Cancel()
	}
}

// Retry has the runs of a dataflow made once more that failed since the last one that
// went through: each of them reads the files of its own time only.
func (a *FlowActs) Retry(flow history.Dataflow) {
	a.act(provision.ActionRetry, flow, func(ctx context.Context, p *client.Client, attemptID string) error {
		return a.of.service.RetryFailed(ctx, p.Dataflows(), attemptID, flow.ID, a.tell)
	})
}

// tell is called by work in the background with how far it is.
func (a *FlowActs) tell(done, of int) {
	a.of.runner.Apply(func() {
		if a.acting {
			a.done, a.all = done, of
			a.of.Changed.Emit()
		}
	})
}

// RunNow has a dataflow run that is scheduled once.
func (a *FlowActs) RunNow(flow history.Dataflow) {
	window := provision.Window(flow, a.of.now())
	a.act(provision.ActionStart, flow, func(ctx context.Context, p *client.Client, attemptID string) error {
		return a.of.service.RunNow(ctx, p.Dataflows(), attemptID, flow.ID, window)
	})
}

// Pause switches a dataflow off.
func (a *FlowActs) Pause(flow history.Dataflow) {
	a.act(provision.ActionPause, flow, func(ctx context.Context, p *client.Client, attemptID string) error {
		return a.of.service.Pause(ctx, p.Dataflows(), attemptID, flow.ID)
	})
}

// Resume switches a dataflow on again.
func (a *FlowActs) Resume(flow history.Dataflow) {
	a.act(provision.ActionResume, flow, func(ctx context.Context, p *client.Client, attemptID string) error {
		return a.of.service.Resume(ctx, p.Dataflows(), attemptID, flow.ID)
	})
}

// act asks a dataflow to do something, unless something is under way. What is being
// read meanwhile is given up: it would be older.
func (a *FlowActs) act(action provision.Action, flow history.Dataflow, do func(context.Context, *client.Client, string) error) {
	if a.of.manage.Busy() || a.of.entry.AttemptID == "" {
		return
	}
	attemptID := a.of.entry.AttemptID
	a.of.giveUp(attemptID)
	a.about, a.acting, a.trouble = flowAction{attemptID, flow.ID, action}, true, model.Problem{}
	a.done, a.all = 0, 0
	a.of.Changed.Emit()
	a.of.manage.begin(a.of.target(), func(ended done) {
		a.acting, a.trouble = false, model.Explain(ended.err)
		if action == provision.ActionRetry && ended.err == nil {
			a.tried[flow.ID] = a.of.now()
		}
		if attemptID == a.of.entry.AttemptID {
			a.of.readAfter(0)
		}
		a.of.Changed.Emit()
	}, func(ctx context.Context, p *client.Client) done {
		return done{err: do(ctx, p, attemptID)}
	})
}
