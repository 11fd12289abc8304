package provision

import (
	"context"
	"errors"
	"slices"

	"mooring/client"
	"mooring/client/history"
)

// Settle finds out what became of plans that an earlier run of the app has left
// open, of the practice Platform or of the real one. A dataflow that was made is
// taken up. One that was not is not made any more: what was made for it is taken
// back. p gives the Platform of an entry. each, which may be nil, is told of every
// plan as it was found, and why it is still open, if it is. The error is that of
// the register, or of ctx.
func (i *Ingest) Settle(ctx context.Context, p func(history.Entry) (IngestPlatform, error), practice bool, each func(history.OpenPlan, error)) error {
	open, err := i.plans.Open(ctx, practice)
	if err != nil {
		return err
	}
	return settleEach(ctx, open, func(one history.OpenPlan) error { return i.settleOne(ctx, p, one) }, each)
}

func (i *Ingest) settleOne(ctx context.Context, p func(history.Entry) (IngestPlatform, error), one history.OpenPlan) error {
	id := one.Entry.AttemptID
	release, err := i.take(claim{attemptID: id, plan: one.Plan.Mark})
	if err != nil {
		return err
	}
	defer release()
	// It may have come to its end since the plans were listed.
	again, err := i.plans.Open(ctx, one.Entry.Place.Practice)
	if err != nil {
		return err
	}
	n := slices.IndexFunc(again, func(o history.OpenPlan) bool {
		return o.Entry.AttemptID == id && o.Plan.Mark == one.Plan.Mark
	})
	if n < 0 {
		return ErrBusy
	}
	platform, err := p(one.Entry)
	if err != nil {
		return err
	}
	m := i.planning(platform, id, again[n].Plan, nil)
	switch m.plan.Goal {
	case history.PlanMake:
		return m.settleMake(ctx)
	case history.PlanChange:
		return m.settleEdit(ctx)
	case history.PlanDelete:
		return m.settleDelete(ctx)
	}
	if m.plan.Told {
		return m.tidy(ctx)
	}
	return m.settleUnmake(ctx)
}

// settleMake finds out how far the making of a dataflow has come.
func (m *planning) settleMake(ctx context.Context) error {
	earlier := &making{planning: m}
	lost := &client.APIError{Kind: client.KindInterrupted, Op: opCreateFlow}
	for k := range m.plan.Pieces {
		piece := &m.plan.Pieces[k]
		if piece.Stage != history.PieceSent {
			continue
		}
		lost.Op = opOfPiece[Piece(piece.Kind)]
		found, err := earlier.find(ctx, k, m.settle)
		switch {
		case err != nil:
			return err
		case found && Piece(piece.Kind) == PieceFlow:
			return earlier.made(ctx)
		case found:
			piece.Stage = history.PieceThere
		case Piece(piece.Kind) != PieceMapping:
			piece.Stage = history.PieceGone
		}
	}
	return m.settleUnmake(ctx)
}

// settleUnmake takes back what was made for a dataflow that is not there.
func (m *planning) settleUnmake(ctx context.Context) error {
	m.plan.Goal = history.PlanUnmake
	if err := m.keep(ctx, history.PlanNews{}); err != nil {
		return err
	}
	m.takeBack(ctx, true)
	m.over(ctx, m.event(history.EventFlowMakeFailed, opCreateFlow, &client.APIError{Kind: client.KindInterrupted, Op: opCreateFlow}))
	return nil
}

// settleDelete finds out what came of a deletion of an earlier run. One that was
// not carried out is not asked for again: that is for the user to decide.
func (m *planning) settleDelete(ctx context.Context) error {
	err := m.findOutDelete(ctx, &client.APIError{Kind: client.KindInterrupted, Op: opDeleteFlow})
	if _, notDone := errors.AsType[*ActionNotDoneError](err); notDone {
		return nil // the trail tells
	}
	return err
}
