package provision

import (
	"context"
	"errors"

	"mooring/client"
	"mooring/client/history"
)

// Settle finds out what became of actions that an earlier run of the app has
// begun and not ended, of the practice Platform or of the real one. p gives the
// Platform of an entry. each, which may be nil, is told of every one of them. The
// error is that of the register, or of ctx.
func (f *Flows) Settle(ctx context.Context, p func(history.Entry) (FlowPlatform, error), practice bool, each func(history.Begun, error)) error {
	begun, err := f.journal.BegunActions(ctx, practice)
	if err != nil {
		return err
	}
	return settleEach(ctx, begun, func(b history.Begun) error { return f.settleOne(ctx, p, b) }, each)
}

// settleEach settles one after the other, and tells of each but of those that this run
// of the app has begun. The error is that of ctx.
func settleEach[T any](ctx context.Context, open []T, settle func(T) error, each func(T, error)) error {
	for _, one := range open {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err := settle(one); each != nil && !errors.Is(err, ErrBusy) {
			each(one, err)
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
	d, err := knownFlow(ctx, f.journal, b.Entry.AttemptID, b.Event.Flow)
	if errors.Is(err, ErrNoDataflow) {
		d, err = history.Dataflow{ID: b.Event.Flow, Name: b.Event.FlowName}, nil
	}
	if err != nil {
		return err
	}
	a := f.acting(platform, b.Entry.AttemptID, "", d, b.Event.Run)
	a.began = b.Event.At
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
		a.ran(ctx, run)
	case found == perhaps:
		a.ended(ctx, actionEvents[a.action].unknown, lost)
	default:
		a.ended(ctx, actionEvents[a.action].failed, lost)
	}
	return nil
}
