package provision

import (
	"context"
	"errors"

	"mooring/client"
	"mooring/client/history"
)

// Edit changes a dataflow whose version the user saw as etag. What others changed
// meanwhile is never written over: Platform compares the etag.
//
// That it is about to be changed is on disk before the request leaves. Cancelling
// ctx before that sends nothing; afterwards the outcome is found out and recorded
// whatever happens to ctx.
//
// The errors are *FlowConflictError, *ActionUnknownError, *ActionNotDoneError,
// *FlowNotRecordedError, *client.APIError where Platform refused (nothing was
// changed), ErrNotCreated, ErrNoDataflow, ErrBusy, and those of the register
// (nothing was sent).
func (i *Ingest) Edit(ctx context.Context, p IngestPlatform, attemptID string, flow client.FlowID, etag client.ETag, change client.FlowChange) error {
	if len(fieldsOfFlow(change)) == 0 {
		return nil
	}
	return i.edit(ctx, p, attemptID, flow, etag, change, nil)
}

// Remap is Edit with another mapping, whose set is made first. Where the change does not
// come about, the trail names the set as left: Platform has no way to delete one.
func (i *Ingest) Remap(
	ctx context.Context, p IngestPlatform, attemptID string, flow client.FlowID, etag client.ETag, change client.FlowChange, set client.NewMappingSet,
) error {
	return i.edit(ctx, p, attemptID, flow, etag, change, &set)
}

func (i *Ingest) edit(
	ctx context.Context, p IngestPlatform, attemptID string, flow client.FlowID, etag client.ETag, change client.FlowChange, set *client.NewMappingSet,
) error {
	m, release, err := i.begin(ctx, p, attemptID, flow, history.PlanChange)
	if err != nil {
		return err
	}
	defer release()
	m.plan.ETag, m.plan.Change = etag, &change
	e := &editing{planning: m}
	if e.before, err = knownFlow(ctx, i.journal, attemptID, flow); err != nil {
		return err
	}
	m.plan.Name = e.before.Name
	if set != nil {
		m.plan.Pieces = []history.PlanPiece{{Kind: string(PieceMapping), Stage: history.PieceSent}}
	}
	if err := m.keep(ctx, history.PlanNews{Event: e.event(history.EventFlowEditing, nil)}); err != nil {
		return err
	}
	if set != nil {
		if err := e.makeMapping(ctx, *set); err != nil {
			return err
		}
	}
	return e.run(ctx)
}

// makeMapping makes the mapping set that the change is about. Without it the dataflow
// stays as it is.
func (e *editing) makeMapping(ctx context.Context, set client.NewMappingSet) error {
	op, piece := opOfPiece[PieceMapping], &e.plan.Pieces[0]
	err := ctx.Err()
	if err != nil { // called off while it was written down
		err = canceled(op, err)
	} else {
		var id client.MappingSetID
		if id, piece.Version, err = e.platform.CreateMappingSet(ctx, set); err == nil {
			piece.ID, piece.Stage = string(id), history.PieceThere
			e.plan.Change.Mapping = &client.FlowMapping{ID: id, Version: piece.Version}
			err = e.keep(ctx, history.PlanNews{})
		}
	}
	if err == nil {
		return nil
	}
	lost := piece.Stage == history.PieceSent && unknown(err)
	if piece.Stage == history.PieceSent && !lost {
		piece.Stage = history.PieceGone
	}
	e.notEdited(ctx, err, nil)
	if lost {
		return &ActionNotDoneError{AttemptID: e.attemptID, Flow: e.plan.Flow, Action: ActionEdit, Err: err}
	}
	return err
}

// begin begins to do something about a dataflow that is there.
func (i *Ingest) begin(ctx context.Context, p IngestPlatform, attemptID string, flow client.FlowID, goal history.PlanGoal) (*planning, func(), error) {
	if ctx.Err() != nil {
		return nil, nil, canceled(string(goal), ctx.Err())
	}
	plan := history.Plan{Mark: newMark(), Goal: goal, Began: i.now().UTC(), Flow: flow}
	var releases []func()
	release := func() {
		for _, r := range releases {
			r()
		}
	}
	for _, what := range []claim{{attemptID: attemptID, flow: flow}, {attemptID: attemptID, plan: plan.Mark}} {
		r, err := i.take(what)
		if err != nil {
			release()
			return nil, nil, err
		}
		releases = append(releases, r)
	}
	if _, err := standingEntry(ctx, i.journal, attemptID); err != nil {
		release()
		return nil, nil, err
	}
	return i.planning(p, attemptID, plan, nil), release, nil
}

// fieldsOfFlow are the names of what a change makes different.
func fieldsOfFlow(change client.FlowChange) (fields []string) {
	for _, f := range []struct {
		name    string
		changes bool
	}{
		{history.ChangedName, change.Name != nil},
		{history.ChangedDescription, change.Description != nil},
		{history.ChangedSchedule, change.Start != nil || change.Frequency != nil || change.Interval != nil},
		{history.ChangedMapping, change.Mapping != nil},
	} {
		if f.changes {
			fields = append(fields, f.name)
		}
	}
	return fields
}

// editing is one change of a dataflow on its way.
type editing struct {
	*planning
	before history.Dataflow
}

func (e *editing) event(kind history.EventKind, cause error) history.Event {
	ev := e.planning.event(kind, opUpdateFlow, cause)
	ev.Fields = fieldsOfFlow(*e.plan.Change)
	if e.unmapped() {
		ev.Fields = append(ev.Fields, history.ChangedMapping)
	}
	return ev
}

// unmapped reports whether the mapping set of the change is not known to be there: the
// change cannot have left.
func (e *editing) unmapped() bool { return len(e.plan.Pieces) > 0 && e.plan.Change.Mapping == nil }

func (e *editing) run(ctx context.Context) error {
	err := ctx.Err()
	if err != nil { // called off while it was written down
		err = canceled(opUpdateFlow, err)
	} else {
		err = e.platform.UpdateFlow(ctx, e.plan.Flow, e.plan.ETag, *e.plan.Change)
	}
	switch {
	case err == nil:
		look, cancel := detached(ctx, lastLook)
		defer cancel()
		now, seen := e.platform.Flow(look, e.plan.Flow)
		if seen != nil || now.ETag == "" || now.ETag == e.plan.ETag { // it cannot be asked, or is behind: the change is believed
			now = client.Flow{}
		}
		return e.edited(ctx, now)
	case client.KindOf(err) == client.KindConflict:
		look, cancel := detached(ctx, lastLook)
		defer cancel()
		now, seen := e.platform.Flow(look, e.plan.Flow)
		if seen != nil { // the refusal alone is told
			e.notEdited(ctx, err, nil)
			return err
		}
		return e.conflict(ctx, now, err)
	case !unknown(err):
		e.notEdited(ctx, err, nil)
		return err
	}
	return e.findOut(ctx, err)
}

// findOut finds out what became of a change whose answer was lost.
func (e *editing) findOut(ctx context.Context, cause error) error {
	var now client.Flow
	gone := false
	changed, err := e.await(ctx, min(e.settle, changePatience), func(ctx context.Context) (bool, error) {
		var err error
		now, err = e.platform.Flow(ctx, e.plan.Flow)
		gone = isGone(err)
		if gone {
			err = nil
		}
		return gone || now.ETag != "" && now.ETag != e.plan.ETag, err
	})
	if err == nil && !gone && now.ETag == "" { // Platform is at it, and has no version to tell by
		err = cause
	}
	switch {
	case err != nil:
		ctx, cancel := detached(ctx, recordTimeout)
		defer cancel()
		_ = e.keep(ctx, history.PlanNews{Event: e.event(history.EventFlowEditUnknown, cause)}) // it stays open, as it is on disk
		return &ActionUnknownError{AttemptID: e.attemptID, Flow: e.plan.Flow, Action: ActionEdit, Err: err}
	case gone:
		err := &client.APIError{Kind: client.KindNotFound, Op: opUpdateFlow, Err: cause}
		e.notEdited(ctx, err, nil)
		return err
	case !changed:
		e.notEdited(ctx, cause, nil)
		return &ActionNotDoneError{AttemptID: e.attemptID, Flow: e.plan.Flow, Action: ActionEdit, Err: cause}
	case isChanged(now, *e.plan.Change):
		return e.edited(ctx, now)
	}
	return e.conflict(ctx, now, cause)
}

// isChanged reports whether a dataflow is as a change makes it.
func isChanged(now client.Flow, change client.FlowChange) bool {
	return is(now.Name, change.Name) && is(now.Description, change.Description) &&
		is(now.Schedule.Frequency, change.Frequency) && is(now.Schedule.Interval, change.Interval) &&
		is(now.Mapping, change.Mapping) && (change.Start == nil || now.Schedule.Start.Unix() == change.Start.Unix())
}

func is[T comparable](now T, wanted *T) bool { return wanted == nil || now == *wanted }

// edited records that the dataflow was changed. now is what Platform says of it,
// zero where that is not known.
func (e *editing) edited(ctx context.Context, now client.Flow) error {
	change := e.apply
	if now.ID != "" {
		change = func(d *history.Dataflow) { takeFlow(d, now) }
	}
	ctx, cancel := detached(ctx, recordTimeout)
	defer cancel()
	if err := e.end(ctx, history.PlanNews{Event: e.event(history.EventFlowEdited, nil), Made: &e.before, Change: change}); err != nil {
		return &FlowNotRecordedError{AttemptID: e.attemptID, Flow: e.plan.Flow, Err: err}
	}
	return nil
}

// apply does to d what the change does to the dataflow.
func (e *editing) apply(d *history.Dataflow) {
	change := e.plan.Change
	replace(&d.Name, change.Name)
	replace(&d.Schedule.Frequency, change.Frequency)
	replace(&d.Schedule.Interval, change.Interval)
	replace(&d.Schedule.Start, change.Start)
}

func replace[T any](to, value *T) {
	if value != nil {
		*to = *value
	}
}

// conflict takes up what somebody else has done.
func (e *editing) conflict(ctx context.Context, now client.Flow, cause error) error {
	e.notEdited(ctx, cause, func(d *history.Dataflow) { takeFlow(d, now) })
	return &FlowConflictError{AttemptID: e.attemptID, Current: now, Err: cause}
}

// notEdited records that the dataflow was not changed, and what else has changed of it,
// nil where that is not known. What cannot be recorded is in the log, and is settled at the next
// start.
func (e *editing) notEdited(ctx context.Context, cause error, change func(*history.Dataflow)) {
	ctx, cancel := detached(ctx, recordTimeout)
	defer cancel()
	news := history.PlanNews{Event: e.event(history.EventFlowEditFailed, cause), Change: change}
	if change != nil {
		news.Made = &e.before
	}
	if left, _ := e.left(); len(left) > 0 { // of a change: its mapping set
		news.More = e.planning.event(history.EventFlowLeft, "", nil)
		news.More.Fields = []string{history.LeftMapping}
	}
	_ = e.end(ctx, news)
}

// settleEdit finds out what came of a change of an earlier run.
func (m *planning) settleEdit(ctx context.Context) error {
	e := &editing{planning: m}
	var err error
	if e.before, err = knownFlow(ctx, m.journal, m.attemptID, m.plan.Flow); errors.Is(err, ErrNoDataflow) {
		e.before, err = history.Dataflow{ID: m.plan.Flow, Name: m.plan.Name}, nil
	}
	if err != nil {
		return err
	}
	if e.unmapped() {
		e.notEdited(ctx, &client.APIError{Kind: client.KindInterrupted, Op: opOfPiece[PieceMapping]}, nil)
		return nil
	}
	err = e.findOut(ctx, &client.APIError{Kind: client.KindInterrupted, Op: opUpdateFlow})
	var lost *ActionUnknownError
	var unrecorded *FlowNotRecordedError
	if errors.As(err, &lost) || errors.As(err, &unrecorded) {
		return err
	}
	return nil // what came of it is in the trail
}
