package provision

import (
	"context"
	"errors"
	"strings"
	"time"

	"mooring/client"
	"mooring/client/history"
)

// Retry has a run of a dataflow made once more, and returns the new one.
//
// As with all actions here, what is about to be asked is on disk before it
// leaves. Cancelling ctx before that sends nothing; afterwards the outcome is
// found out and recorded whatever happens to ctx. The errors are
// *ActionUnknownError, *client.APIError where Platform refused (nothing was
// done), ErrNotCreated, ErrNoDataflow, ErrBusy, and those of the register
// (nothing was sent).
func (f *Flows) Retry(ctx context.Context, p FlowPlatform, attemptID string, flow client.FlowID, run client.RunID) (client.NewRun, error) {
	return f.retry(ctx, p, attemptID, flow, client.Run{ID: run})
}

// retry is Retry, of a run whose window may be known.
func (f *Flows) retry(ctx context.Context, p FlowPlatform, attemptID string, flow client.FlowID, run client.Run) (client.NewRun, error) {
	var made client.NewRun
	err := f.act(ctx, p, attemptID, flow, run.ID, ActionRetry, func(ctx context.Context, a *acting) (err error) {
		a.window = client.RunWindow{From: run.WindowStart, To: run.WindowEnd}
		made, err = p.RetryRun(ctx, run.ID)
		return a.made(ctx, &made, err)
	})
	return made, err
}

// RunNow has a dataflow run that is scheduled once, over the files of the window
// (see Window), and returns the run. Its errors are those of Retry.
func (f *Flows) RunNow(ctx context.Context, p FlowPlatform, attemptID string, flow client.FlowID, window client.RunWindow) (client.NewRun, error) {
	var made client.NewRun
	err := f.act(ctx, p, attemptID, flow, "", ActionStart, func(ctx context.Context, a *acting) (err error) {
		a.window = window
		made, err = p.StartRun(ctx, flow, window)
		return a.made(ctx, &made, err)
	})
	return made, err
}

// Pause switches a dataflow off. Its errors are those of Retry, and
// *ActionNotDoneError.
func (f *Flows) Pause(ctx context.Context, p FlowPlatform, attemptID string, flow client.FlowID) error {
	return f.act(ctx, p, attemptID, flow, "", ActionPause, func(ctx context.Context, a *acting) error {
		_, err := p.PauseFlow(ctx, flow)
		return a.switched(ctx, err)
	})
}

// Resume switches a dataflow on again. Its errors are those of Pause.
func (f *Flows) Resume(ctx context.Context, p FlowPlatform, attemptID string, flow client.FlowID) error {
	return f.act(ctx, p, attemptID, flow, "", ActionResume, func(ctx context.Context, a *acting) error {
		_, err := p.ResumeFlow(ctx, flow)
		return a.switched(ctx, err)
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
	if _, err := f.standing(ctx, attemptID); err != nil {
		return err
	}
	d, err := f.dataflow(ctx, attemptID, flow)
	if err != nil {
		return err
	}
	a := &acting{Flows: f, platform: p, attemptID: attemptID, action: what, flow: d, run: run, runs: map[client.RunID]bool{}}
	for _, known := range d.Runs {
		a.runs[known.Run] = true
	}
	if err := a.intend(ctx); err != nil {
		return err
	}
	return do(ctx, a)
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

// done writes down that it was done, and what the dataflow is like now.
func (a *acting) done(ctx context.Context) {
	ctx, cancel := detached(ctx, recordTimeout)
	defer cancel()
	kind := actionEvents[a.action].done
	a.log.InfoContext(ctx, "action ended", "attempt", a.attemptID, "flow", string(a.flow.ID), "event", string(kind))
	if err := a.journal.AmendFlow(ctx, a.attemptID, a.flow, a.event(kind, nil)); err != nil {
		a.log.ErrorContext(ctx, "action not recorded", "attempt", a.attemptID, "event", string(kind), "error", err)
	}
}

// unknown reports whether an error leaves open what was done.
func unknown(err error) bool {
	kind := client.KindOf(err)
	return kind.OutcomeUnknown() || kind == client.KindUnknown
}

// made ends the making of a run.
func (a *acting) made(ctx context.Context, made *client.NewRun, err error) error {
	switch {
	case err == nil:
		a.add(client.Run{ID: made.ID, FlowID: a.flow.ID, Status: client.RunScheduled, Figures: client.NoFigures, CreatedAt: a.now()})
		a.done(ctx)
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
	*made = client.NewRun{ID: run.ID, ETag: run.ETag}
	a.add(run)
	a.done(ctx)
	return nil
}

// add takes up the new run.
func (a *acting) add(run client.Run) {
	a.flow.TakeUp([]client.Run{run}, false)
	a.run = run.ID
}

// finding is what came of looking for a run.
type finding int

// The findings.
const (
	nowhere finding = iota
	perhaps         // there is one that cannot be told from one of the schedule
	surely
)

// findRun looks for the run that a request has made whose answer was lost.
func (a *acting) findRun(ctx context.Context) (run client.Run, found finding, err error) {
	err = a.lookUp(ctx, func(ctx context.Context) (bool, error) {
		var err error
		run, found, err = a.newRun(ctx)
		return found == surely, err
	})
	return run, found, err
}

// newRun looks once for a run that was not there before and is what was asked for:
// by the window of its files where both tell it, or else because the schedule has
// made none meanwhile.
func (a *acting) newRun(ctx context.Context) (client.Run, finding, error) {
	var fresh []client.Run
	for run, err := range a.platform.Runs(ctx, client.RunFilter{Flows: []client.FlowID{a.flow.ID}}) {
		if err != nil {
			return client.Run{}, nowhere, err
		}
		if run.CreatedAt.Before(a.began.Add(-lookBack)) || len(fresh) == mostRuns {
			break
		}
		if !a.runs[run.ID] {
			fresh = append(fresh, run)
		}
	}
	from, to := a.wanted()
	var told, silent []client.Run
	for _, run := range fresh {
		switch {
		case run.WindowEnd.IsZero() || to.IsZero():
			silent = append(silent, run)
		case near(run.WindowStart, from) && near(run.WindowEnd, to):
			told = append(told, run)
		}
	}
	switch {
	case len(told) > 0:
		return told[0], surely, nil
	case len(silent) == 1 && !a.due():
		return silent[0], surely, nil
	case len(silent) > 0:
		return client.Run{}, perhaps, nil
	}
	return client.Run{}, nowhere, nil
}

// lookBack is how far the clock of this computer may be from Platform's.
const lookBack = 5 * time.Minute

// wanted is the window of the run that was asked for, where it is known.
func (a *acting) wanted() (from, to time.Time) {
	if !a.window.To.IsZero() {
		return a.window.From, a.window.To
	}
	if a.flow.Last.ID == a.run {
		return a.flow.Last.WindowStart, a.flow.Last.WindowEnd
	}
	return time.Time{}, time.Time{}
}

func near(a, b time.Time) bool { return a.Sub(b).Abs() < 2*time.Second }

// due reports whether the schedule may have made a run since the action began.
func (a *acting) due() bool {
	next := a.flow.Schedule.Next(a.began.Add(-lookBack))
	return a.flow.State == "enabled" && !next.IsZero() && !next.After(a.now().Add(lookBack))
}

// switched ends pausing or resuming.
func (a *acting) switched(ctx context.Context, err error) error {
	want := map[Action]string{ActionPause: "disabled", ActionResume: "enabled"}[a.action]
	switch {
	case err == nil:
		a.flow.State = want
		a.done(ctx)
		return nil
	case inStateAlready(err) && a.isIn(ctx, want):
		// A colleague, or a click before, was faster: it is as it was wanted.
		a.flow.State = want
		a.done(ctx)
		return nil
	case !unknown(err):
		a.ended(ctx, actionEvents[a.action].failed, err)
		return err
	}
	var now client.Flow
	cause := a.lookUp(ctx, func(ctx context.Context) (bool, error) {
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
	a.flow.State = want
	a.done(ctx)
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

// lookUp looks again and again until it is seen, or has not been for so long that
// it will not. If ctx has ended there is one look and no waiting.
func (a *acting) lookUp(ctx context.Context, seen func(context.Context) (bool, error)) error {
	end := time.Now().Add(min(a.settle, changePatience))
	for pause := time.Second; ctx.Err() == nil; pause *= 2 {
		left := time.Until(end)
		ok, err := seen(ctx)
		if ok && err == nil || left <= 0 && err == nil {
			return nil
		}
		if err != nil && (left <= 0 || !passes(err)) && ctx.Err() == nil {
			return err
		}
		_ = client.Wait(ctx, min(pause, max(left, time.Millisecond))) // its error is that of ctx
	}
	ctx, cancel := detached(ctx, lastLook)
	defer cancel()
	_, err := seen(ctx)
	return err
}

// Settle finds out what became of actions that an earlier run of the app has
// begun and not ended, of the practice Platform or of the real one. p gives the
// Platform of an entry. each, which may be nil, is told of every one of them. The
// error is that of the register, or of ctx.
func (f *Flows) Settle(ctx context.Context, p func(history.Entry) (FlowPlatform, error), practice bool, each func(history.Begun, error)) error {
	begun, err := f.journal.BegunActions(ctx, practice)
	if err != nil {
		return err
	}
	for _, b := range begun {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		err := f.settleOne(ctx, p, b)
		if errors.Is(err, ErrBusy) { // begun by this run
			continue
		}
		if each != nil {
			each(b, err)
		}
	}
	return ctx.Err()
}

func (f *Flows) settleOne(ctx context.Context, p func(history.Entry) (FlowPlatform, error), b history.Begun) error {
	release, err := f.take(claim{attemptID: b.Entry.AttemptID, flow: b.Event.Flow})
	if err != nil {
		return err
	}
	defer release()
	platform, err := p(b.Entry)
	if err != nil {
		return err
	}
	d, err := f.dataflow(ctx, b.Entry.AttemptID, b.Event.Flow)
	if errors.Is(err, ErrNoDataflow) {
		d, err = history.Dataflow{ID: b.Event.Flow, Name: b.Event.FlowName}, nil
	}
	if err != nil {
		return err
	}
	a := &acting{
		Flows: f, platform: platform, attemptID: b.Entry.AttemptID, flow: d, run: b.Event.Run, began: b.Event.At,
		runs: map[client.RunID]bool{},
	}
	for _, known := range d.Runs {
		a.runs[known.Run] = true
	}
	for action, events := range actionEvents {
		if events.begun == b.Event.Kind {
			a.action = action
		}
	}
	return a.settled(ctx)
}

// settled finds out what came of an action of an earlier run.
func (a *acting) settled(ctx context.Context) error {
	lost := &client.APIError{Kind: client.KindInterrupted, Op: string(a.action)}
	// What was under way when the app died may still be carried out.
	if wait := a.began.Add(a.settle).Sub(a.now()); wait > 0 && wait <= a.settle {
		if err := client.Wait(ctx, wait); err != nil {
			return err
		}
	}
	if a.action == ActionPause || a.action == ActionResume {
		err := a.switched(ctx, lost)
		if _, found := errors.AsType[*ActionNotDoneError](err); found {
			return nil
		}
		return err
	}
	run, found, err := a.findRun(ctx)
	switch {
	case err != nil:
		return err
	case found == surely:
		a.add(run)
		a.done(ctx)
	case found == perhaps:
		a.ended(ctx, actionEvents[a.action].unknown, lost)
	default:
		a.ended(ctx, actionEvents[a.action].failed, lost)
	}
	return nil
}
