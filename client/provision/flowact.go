package provision

import (
	"context"
	"errors"
	"strings"
	"time"

	"mooring/client"
	"mooring/client/history"
)

// retry has a run of a dataflow made once more.
//
// As with all actions here, what is about to be asked is on disk before it
// leaves. Cancelling ctx before that sends nothing; afterwards the outcome is
// found out and recorded whatever happens to ctx. The errors are
// *ActionUnknownError, *client.APIError where Platform refused (nothing was
// done), ErrNotCreated, ErrNoDataflow, ErrBusy, and those of the register
// (nothing was sent).
func (f *Flows) retry(ctx context.Context, p FlowPlatform, attemptID string, flow client.FlowID, run client.Run) error {
	return f.act(ctx, p, attemptID, flow, run.ID, ActionRetry, func(ctx context.Context, a *acting) error {
		a.window = client.RunWindow{From: run.WindowStart, To: run.WindowEnd}
		made, err := p.RetryRun(ctx, run.ID)
		return a.made(ctx, made, err)
	})
}

// RunNow has a dataflow run that is scheduled once, over the files of the window
// (see Window). Its errors are those of RetryFailed.
func (f *Flows) RunNow(ctx context.Context, p FlowPlatform, attemptID string, flow client.FlowID, window client.RunWindow) error {
	return f.act(ctx, p, attemptID, flow, "", ActionStart, func(ctx context.Context, a *acting) error {
		a.window = window
		made, err := p.StartRun(ctx, flow, window)
		return a.made(ctx, made, err)
	})
}

// Pause switches a dataflow off. Its errors are those of RunNow, and
// *ActionNotDoneError.
func (f *Flows) Pause(ctx context.Context, p FlowPlatform, attemptID string, flow client.FlowID) error {
	return f.act(ctx, p, attemptID, flow, "", ActionPause, func(ctx context.Context, a *acting) error {
		return a.switched(ctx, p.PauseFlow(ctx, flow))
	})
}

// Resume switches a dataflow on again. Its errors are those of Pause.
func (f *Flows) Resume(ctx context.Context, p FlowPlatform, attemptID string, flow client.FlowID) error {
	return f.act(ctx, p, attemptID, flow, "", ActionResume, func(ctx context.Context, a *acting) error {
		return a.switched(ctx, p.ResumeFlow(ctx, flow))
	})
}

// acting is one action on its way.
type acting struct {
	*Flows
	platform  FlowPlatform
	attemptID string
	action    Action
	flow      history.Dataflow
	run       client.RunID // that is to be made once more
	began     time.Time
	// runs are those that were there before, as far as they were read.
	runs   map[client.RunID]bool
	window client.RunWindow
}

// act does something with a dataflow that is nobody else's meanwhile.
func (f *Flows) act(ctx context.Context, p FlowPlatform, attemptID string, flow client.FlowID, run client.RunID, what Action, do func(context.Context, *acting) error) error {
	if ctx.Err() != nil {
		return canceled(string(what), ctx.Err())
	}
	release, err := f.take(claim{attemptID: attemptID, flow: flow})
	if err != nil {
		return err
	}
	defer release()
	if _, err := standingEntry(ctx, f.journal, attemptID); err != nil {
		return err
	}
	d, err := knownFlow(ctx, f.journal, attemptID, flow)
	if err != nil {
		return err
	}
	a := f.acting(p, attemptID, what, d, run)
	if err := a.intend(ctx); err != nil {
		return err
	}
	return do(ctx, a)
}

// acting is an action on a dataflow, as it is known before.
func (f *Flows) acting(p FlowPlatform, attemptID string, what Action, d history.Dataflow, run client.RunID) *acting {
	a := &acting{Flows: f, platform: p, attemptID: attemptID, action: what, flow: d, run: run, runs: map[client.RunID]bool{}}
	for _, known := range d.Runs {
		a.runs[known.Run] = true
	}
	return a
}

// event is an event about the action, not before its intent.
func (a *acting) event(kind history.EventKind, cause error) history.Event {
	at := a.now()
	if at.Before(a.began) {
		at = a.began
	}
	ev := history.Event{At: at, Kind: kind, Flow: a.flow.ID, FlowName: a.flow.Name, Run: a.run}
	if cause != nil {
		ev.Problem = problemOf(string(a.action), cause)
	}
	return ev
}

// intend writes down what is about to be asked. If that fails nothing may be sent.
func (a *acting) intend(ctx context.Context) error {
	if ctx.Err() != nil {
		return canceled(string(a.action), ctx.Err())
	}
	a.began = a.now()
	if err := a.journal.Record(ctx, a.attemptID, a.event(actionEvents[a.action].begun, nil)); err != nil {
		return err
	}
	a.log.InfoContext(ctx, "action begun", "attempt", a.attemptID, "flow", string(a.flow.ID), "action", string(a.action))
	return nil
}

// ended writes down how it ended. It is not what the user waits for: where it
// cannot be written, the log says so, and Settle makes up for it.
func (a *acting) ended(ctx context.Context, kind history.EventKind, cause error) {
	ctx, cancel := detached(ctx, recordTimeout)
	defer cancel()
	a.log.InfoContext(ctx, "action ended", "attempt", a.attemptID, "flow", string(a.flow.ID), "event", string(kind))
	if err := a.journal.Record(ctx, a.attemptID, a.event(kind, cause)); err != nil {
		a.log.ErrorContext(ctx, "action not recorded", "attempt", a.attemptID, "event", string(kind), "error", err)
	}
}

// done writes down that it was done, and what that has changed of the dataflow, of which
// others may have read more meanwhile.
func (a *acting) done(ctx context.Context, change func(*history.Dataflow)) {
	ctx, cancel := detached(ctx, recordTimeout)
	defer cancel()
	kind := actionEvents[a.action].done
	a.log.InfoContext(ctx, "action ended", "attempt", a.attemptID, "flow", string(a.flow.ID), "event", string(kind))
	if err := a.journal.AmendFlow(ctx, a.attemptID, a.flow, change, a.event(kind, nil)); err != nil {
		a.log.ErrorContext(ctx, "action not recorded", "attempt", a.attemptID, "event", string(kind), "error", err)
	}
}

// unknown reports whether an error leaves open what was done.
func unknown(err error) bool {
	kind := client.KindOf(err)
	return kind.OutcomeUnknown() || kind == client.KindUnknown
}

// made ends the making of a run.
func (a *acting) made(ctx context.Context, made client.RunID, err error) error {
	switch {
	case err == nil:
		a.ran(ctx, client.Run{
			ID: made, FlowID: a.flow.ID, Status: client.RunScheduled, Figures: client.NoFigures, CreatedAt: a.now(),
			WindowStart: a.window.From, WindowEnd: a.window.To,
		})
		return nil
	case !unknown(err):
		a.ended(ctx, actionEvents[a.action].failed, err)
		return err
	}
	run, found, cause := a.findRun(ctx)
	if found != surely {
		// It may be made yet: to call that "not done" would have the same files read
		// twice over.
		a.ended(ctx, actionEvents[a.action].unknown, err)
		if cause == nil {
			cause = err
		}
		return &ActionUnknownError{AttemptID: a.attemptID, Flow: a.flow.ID, Action: a.action, Err: cause}
	}
	a.ran(ctx, run)
	return nil
}

// ran writes down that there is a new run.
func (a *acting) ran(ctx context.Context, run client.Run) {
	before := a.run
	a.run = run.ID
	a.done(ctx, func(d *history.Dataflow) {
		d.TakeUp([]client.Run{run}, false)
		d.TriedAgain(before)
	})
}

// switched ends pausing or resuming.
func (a *acting) switched(ctx context.Context, err error) error {
	want := map[Action]string{ActionPause: "disabled", ActionResume: "enabled"}[a.action]
	change := func(d *history.Dataflow) { d.State = want }
	switch {
	case err == nil, inStateAlready(err) && a.isIn(ctx, want): // a colleague, or a click before, was faster
		a.done(ctx, change)
		return nil
	case !unknown(err):
		a.ended(ctx, actionEvents[a.action].failed, err)
		return err
	}
	var now client.Flow
	_, cause := await(ctx, min(a.settle, changePatience), func(ctx context.Context) (bool, error) {
		var err error
		now, err = a.platform.Flow(ctx, a.flow.ID)
		return now.State == want, err
	})
	switch {
	case cause != nil:
		a.ended(ctx, actionEvents[a.action].unknown, err)
		return &ActionUnknownError{AttemptID: a.attemptID, Flow: a.flow.ID, Action: a.action, Err: cause}
	case now.State != want:
		a.ended(ctx, actionEvents[a.action].failed, err)
		return &ActionNotDoneError{AttemptID: a.attemptID, Flow: a.flow.ID, Action: a.action, Err: err}
	}
	a.done(ctx, change)
	return nil
}

// inStateAlready reports whether Platform refuses because a dataflow is in the state
// that was asked for, or just changing.
func inStateAlready(err error) bool {
	refusal, ok := errors.AsType[*client.APIError](err)
	return ok && strings.HasSuffix(refusal.Code, "1422-400")
}

// isIn looks once whether the dataflow is in a state.
func (a *acting) isIn(ctx context.Context, state string) bool {
	ctx, cancel := detached(ctx, lastLook)
	defer cancel()
	now, err := a.platform.Flow(ctx, a.flow.ID)
	return err == nil && now.State == state
}
