package provision

import (
	"context"

	"mooring/client"
	"mooring/client/history"
)

// Delete deletes a dataflow, and then its source and its target connection unless
// another dataflow uses them. Its mapping set stays, since Platform has no way to
// delete one. A dataflow that is not there any more counts as deleted.
//
// That it is about to be deleted is on disk before the request leaves. Cancelling
// ctx before that sends nothing; afterwards the outcome is found out and recorded
// whatever happens to ctx. What could not be deleted with the dataflow is in the
// trail, and is tried again at the next start; that is no error.
//
// The errors are *ActionUnknownError, *ActionNotDoneError, *FlowNotRecordedError,
// *client.APIError where Platform refused (the dataflow is there still) or could
// not be asked what belongs to it, ErrNotCreated, ErrNoDataflow, ErrBusy, and those
// of the register (nothing was sent).
func (i *Ingest) Delete(ctx context.Context, p IngestPlatform, attemptID string, flow client.FlowID) error {
	m, release, err := i.begin(ctx, p, attemptID, flow, history.PlanDelete)
	if err != nil {
		return err
	}
	defer release()
	d, err := knownFlow(ctx, i.journal, attemptID, flow)
	if err != nil {
		return err
	}
	m.plan.Name = d.Name
	now, err := p.Flow(ctx, flow)
	if err != nil && !isGone(err) {
		return err
	}
	for _, id := range now.SourceIDs {
		m.plan.Pieces = append(m.plan.Pieces, history.PlanPiece{Kind: string(PieceSource), ID: string(id), Stage: history.PieceThere})
	}
	for _, id := range now.TargetIDs {
		m.plan.Pieces = append(m.plan.Pieces, history.PlanPiece{Kind: string(PieceTarget), ID: string(id), Stage: history.PieceThere})
	}
	if err := m.keep(ctx, history.PlanNews{Event: m.event(history.EventFlowDeleting, "", nil)}); err != nil {
		return err
	}
	return m.delete(ctx)
}

func (m *planning) delete(ctx context.Context) error {
	err := ctx.Err()
	if err != nil { // called off while it was written down
		err = canceled(opDeleteFlow, err)
	} else {
		err = m.platform.DeleteFlow(ctx, m.plan.Flow)
	}
	switch {
	case err == nil, isGone(err):
		return m.deleted(ctx)
	case !unknown(err):
		m.notDeleted(ctx, err)
		return err
	}
	return m.findOutDelete(ctx, err)
}

// findOutDelete finds out what became of a deletion whose answer was lost. It waits
// for as long as it may still be carried out: what belongs to a dataflow that goes
// after that would be forgotten.
func (m *planning) findOutDelete(ctx context.Context, cause error) error {
	gone, err := m.await(ctx, min(m.settle, gatewayLimit), func(ctx context.Context) (bool, error) {
		_, err := m.platform.Flow(ctx, m.plan.Flow)
		if isGone(err) {
			return true, nil
		}
		return false, err
	})
	switch {
	case err != nil:
		ctx, cancel := detached(ctx, recordTimeout)
		defer cancel()
		_ = m.keep(ctx, history.PlanNews{Event: m.event(history.EventFlowDeleteUnknown, opDeleteFlow, cause)}) // it stays open, as it is on disk
		return &ActionUnknownError{AttemptID: m.attemptID, Flow: m.plan.Flow, Action: ActionDelete, Err: err}
	case gone:
		return m.deleted(ctx)
	}
	m.notDeleted(ctx, cause)
	return &ActionNotDoneError{AttemptID: m.attemptID, Flow: m.plan.Flow, Action: ActionDelete, Err: cause}
}

// deleted records that the dataflow is gone, and deletes what belonged to it.
func (m *planning) deleted(ctx context.Context) error {
	ctx = context.WithoutCancel(ctx)
	m.plan.Goal, m.plan.Told = history.PlanUnmake, true
	if err := m.keep(ctx, history.PlanNews{Event: m.event(history.EventFlowDeleted, "", nil), Gone: m.plan.Flow}); err != nil {
		return &FlowNotRecordedError{AttemptID: m.attemptID, Flow: m.plan.Flow, Err: err}
	}
	m.takeBack(ctx, true)
	m.over(ctx, history.Event{})
	return nil
}

// notDeleted records that the dataflow is there still.
func (m *planning) notDeleted(ctx context.Context, cause error) {
	ctx, cancel := detached(ctx, recordTimeout)
	defer cancel()
	// What cannot be recorded is in the log, and is settled at the next start.
	_ = m.end(ctx, history.PlanNews{Event: m.event(history.EventFlowDeleteFailed, opDeleteFlow, cause)})
}

// tidy tries once more to delete what is left of a dataflow that is not there.
func (m *planning) tidy(ctx context.Context) error {
	before, _ := m.left()
	m.takeBack(ctx, true)
	ctx, cancel := detached(ctx, recordTimeout)
	defer cancel()
	switch left, open := m.left(); {
	case !open:
		return m.end(ctx, history.PlanNews{Event: m.event(history.EventFlowTidied, "", nil)})
	case len(left) < len(before):
		return m.keep(ctx, history.PlanNews{})
	}
	return nil
}
