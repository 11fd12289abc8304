package provision

import (
	"context"
	"time"

	"mooring/client"
	"mooring/client/history"
)

// Start makes all that a plan asks for, in the order of the pieces, and returns the
// dataflow. What was made is taken back where one of them cannot be made.
//
// Each piece is in the register before its request leaves. Cancelling ctx before
// the dataflow has been asked for takes back what was made; after that it is made,
// and recorded, whatever happens to ctx. progress, which may be nil, is told where
// the pieces stand, by the goroutine of the caller.
//
// The errors are *NotMadeError, which wraps why and names what could not be taken
// back, *PlanUnknownError, *FlowNotRecordedError, ErrNotCreated, ErrBusy, and those
// of the register (nothing was sent).
func (i *Ingest) Start(ctx context.Context, p IngestPlatform, attemptID string, plan Plan, progress func(Piece, PieceState)) (client.FlowID, error) {
	if ctx.Err() != nil {
		return "", canceled(opCreateFlow, ctx.Err())
	}
	release, err := i.take(claim{attemptID: attemptID, name: plan.Flow.Name})
	if err != nil {
		return "", err
	}
	defer release()
	entry, err := standingEntry(ctx, i.journal, attemptID)
	if err != nil {
		return "", err
	}
	m := i.planning(p, attemptID, newPlan(plan, i.now().UTC()), progress)
	release, err = i.take(claim{attemptID: attemptID, plan: m.plan.Mark})
	if err != nil {
		return "", err
	}
	defer release()
	plan.Source.Base = entry.ConnectionID
	plan.Source.Name, plan.Target.Name = m.plan.Pieces[0].Name, m.plan.Pieces[1].Name
	return (&making{planning: m, wanted: plan}).run(ctx)
}

// newPlan is what is kept of a plan.
func newPlan(plan Plan, began time.Time) history.Plan {
	mark := newMark()
	return history.Plan{
		Mark: mark, Goal: history.PlanMake, Began: began, Name: plan.Flow.Name,
		Pieces: []history.PlanPiece{
			{Kind: string(PieceSource), Name: marked(plan.Source.Name, mark)},
			{Kind: string(PieceTarget), Name: marked(plan.Target.Name, mark)},
			{Kind: string(PieceMapping)},
			{Kind: string(PieceFlow), Name: plan.Flow.Name},
		},
		Wanted: history.Dataflow{
			Name: plan.Flow.Name, State: "enabled", Path: plan.Source.Path, Dataset: plan.Target.Dataset,
			Schedule: client.Schedule{
				Frequency: plan.Flow.Frequency, Interval: plan.Flow.Interval, Start: plan.Flow.Start.UTC(), Backfill: plan.Flow.Backfill,
			},
		},
	}
}

// making is the making of a dataflow, piece by piece.
type making struct {
	*planning
	wanted Plan // empty where what an earlier run has sent is only looked for
}

// run makes one piece after the other.
func (m *making) run(ctx context.Context) (client.FlowID, error) {
	news := history.PlanNews{Event: m.event(history.EventFlowMaking, "", nil)}
	for k := range m.plan.Pieces {
		piece := &m.plan.Pieces[k]
		kind := Piece(piece.Kind)
		piece.Stage = history.PieceSent
		if err := m.keep(ctx, news); err != nil {
			if k == 0 {
				return "", err
			}
			piece.Stage = history.PieceWaiting
			return "", m.notMade(ctx, kind, err)
		}
		news = history.PlanNews{}
		m.progress(kind, PieceWorking)
		err := ctx.Err()
		if err != nil { // called off while it was written down
			err = canceled(opOfPiece[kind], err)
		} else {
			err = m.send(ctx, piece)
		}
		if err != nil && unknown(err) {
			found, cause := m.find(ctx, k, m.settle)
			switch {
			case cause != nil:
				return "", m.unknown(ctx, kind, err, cause)
			case found:
				err = nil
			}
		}
		if err != nil {
			if kind != PieceMapping || !unknown(err) { // one that may be there cannot be looked for
				piece.Stage = history.PieceGone
			}
			m.progress(kind, PieceFailed)
			return "", m.notMade(ctx, kind, err)
		}
		piece.Stage = history.PieceThere
		m.progress(kind, PieceDone)
	}
	return m.plan.Flow, m.made(ctx)
}

// opOfPiece are the requests that make the pieces.
var opOfPiece = map[Piece]string{
	PieceSource: "CreateSourceConnection", PieceTarget: "CreateTargetConnection", PieceMapping: "CreateMappingSet", PieceFlow: opCreateFlow,
}

// send sends the request that makes a piece.
func (m *making) send(ctx context.Context, piece *history.PlanPiece) error {
	switch Piece(piece.Kind) {
	case PieceSource:
		id, err := m.platform.CreateSourceConnection(ctx, m.wanted.Source)
		piece.ID = string(id)
		return err
	case PieceTarget:
		id, err := m.platform.CreateTargetConnection(ctx, m.wanted.Target)
		piece.ID = string(id)
		return err
	case PieceMapping:
		id, version, err := m.platform.CreateMappingSet(ctx, m.wanted.Mapping)
		piece.ID, piece.Version = string(id), version
		return err
	}
	flow := m.wanted.Flow
	flow.Source, flow.Target = client.SourceConnectionID(m.plan.Pieces[0].ID), client.TargetConnectionID(m.plan.Pieces[1].ID)
	flow.MappingSet, flow.MappingVersion = client.MappingSetID(m.plan.Pieces[2].ID), m.plan.Pieces[2].Version
	id, err := m.platform.CreateFlow(ctx, flow)
	piece.ID, m.plan.Flow = string(id), id
	return err
}

// find looks for a piece whose request has left and whose answer was lost: by the
// mark in its name, and the dataflow by its source connection, which no other has.
// A mapping set has neither, and is not found. Without an error it is known
// whether the piece is there.
func (m *making) find(ctx context.Context, k int, patience time.Duration) (bool, error) {
	piece := &m.plan.Pieces[k]
	kind := Piece(piece.Kind)
	if kind == PieceMapping {
		return false, nil
	}
	found, err := m.await(ctx, patience, func(ctx context.Context) (bool, error) {
		id, err := m.look(ctx, kind, piece.Name)
		piece.ID = id
		return id != "", err
	})
	if err == nil && found && kind == PieceFlow {
		m.plan.Flow = client.FlowID(piece.ID)
	}
	return found, err
}

// look looks once for a piece, and returns its id.
func (m *making) look(ctx context.Context, kind Piece, name string) (string, error) {
	switch kind {
	case PieceSource:
		for found, err := range m.platform.SourceConnectionsNamed(ctx, name) {
			return string(found.ID), err
		}
	case PieceTarget:
		for found, err := range m.platform.TargetConnectionsNamed(ctx, name) {
			return string(found.ID), err
		}
	case PieceFlow:
		source := client.SourceConnectionID(m.plan.Pieces[0].ID)
		for found, err := range m.platform.Flows(ctx, client.FlowFilter{Sources: []client.SourceConnectionID{source}}) {
			return string(found.ID), err
		}
	}
	return "", nil
}

// made records that all is there.
func (m *making) made(ctx context.Context) error {
	ctx, cancel := detached(ctx, recordTimeout)
	defer cancel()
	made := m.plan.Wanted
	made.ID = m.plan.Flow
	if err := m.end(ctx, history.PlanNews{Event: m.event(history.EventFlowMade, "", nil), Made: &made}); err != nil {
		return &FlowNotRecordedError{AttemptID: m.attemptID, Flow: m.plan.Flow, Err: err}
	}
	return nil
}

// unknown records that it could not be found out whether a piece is there. Nothing
// more is done until Settle has.
func (m *making) unknown(ctx context.Context, kind Piece, sent, cause error) error {
	m.progress(kind, PieceUnknown)
	ctx, cancel := detached(ctx, recordTimeout)
	defer cancel()
	// The plan is on disk as it is; the log says where the trail could not be written.
	_ = m.keep(ctx, history.PlanNews{Event: m.event(history.EventFlowMakeUnknown, opOfPiece[kind], sent)})
	return &PlanUnknownError{AttemptID: m.attemptID, Mark: m.plan.Mark, Piece: kind, Err: cause}
}

// notMade takes back what was made, records that, and says why there is no
// dataflow.
func (m *making) notMade(ctx context.Context, kind Piece, cause error) error {
	ctx = context.WithoutCancel(ctx)
	m.plan.Goal = history.PlanUnmake
	// Where the register cannot be told, it knows what there may be all the same.
	_ = m.keep(ctx, history.PlanNews{})
	m.takeBack(ctx, false)
	left := m.over(ctx, m.event(history.EventFlowMakeFailed, opOfPiece[kind], cause))
	return &NotMadeError{AttemptID: m.attemptID, Piece: kind, Left: left, Err: cause}
}

// over records that there is no dataflow, and returns what is left of it. What can
// still be deleted is kept in mind.
func (m *planning) over(ctx context.Context, ev history.Event) []Piece {
	ctx, cancel := detached(ctx, recordTimeout)
	defer cancel()
	left, open := m.left()
	news := history.PlanNews{Event: ev}
	if len(left) > 0 {
		news.More = m.event(history.EventFlowLeft, "", nil)
		for _, piece := range left {
			news.More.Fields = append(news.More.Fields, string(piece))
		}
	}
	m.plan.Told = true
	// What could not be recorded is in the log, and is settled at the next start.
	if open {
		_ = m.keep(ctx, news)
	} else {
		_ = m.end(ctx, news)
	}
	return left
}

// left are the pieces that are, or may be, on Platform without a dataflow; open
// says that some of them can be deleted.
func (m *planning) left() (left []Piece, open bool) {
	for _, piece := range m.plan.Pieces {
		if kind := Piece(piece.Kind); kind != PieceFlow && (piece.Stage == history.PieceThere || piece.Stage == history.PieceSent) {
			left = append(left, kind)
			open = open || kind != PieceMapping
		}
	}
	return left, open
}
