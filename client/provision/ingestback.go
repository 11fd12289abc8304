package provision

import (
	"context"
	"errors"
	"time"

	"mooring/client"
	"mooring/client/history"
)

// errInUse is a piece that another dataflow uses by now.
var errInUse = errors.New("another dataflow uses it")

// takingBack is how long it may take to delete one piece.
const takingBack = 2 * time.Minute

// takeBack deletes the source and the target connection of a plan without a
// dataflow, the last that was made first. careful has it look before whether
// another dataflow uses them by now: they are that one's then.
func (m *planning) takeBack(ctx context.Context, careful bool) {
	for k := len(m.plan.Pieces) - 1; k >= 0; k-- {
		piece := &m.plan.Pieces[k]
		kind := Piece(piece.Kind)
		switch {
		case kind == PieceFlow || piece.Stage == history.PieceGone || piece.Stage == history.PieceWaiting:
			continue
		case kind == PieceMapping:
			m.progress(kind, PieceLeft)
			continue
		case piece.ID == "": // it may be there, and was not found
			continue
		}
		err := m.deletePiece(ctx, kind, piece.ID, careful)
		if err != nil && !errors.Is(err, errInUse) {
			m.log.WarnContext(ctx, "not taken back", "attempt", m.attemptID, "plan", m.plan.Mark, "piece", piece.Kind, "error", err)
			m.progress(kind, PieceLeft)
			continue
		}
		piece.Stage = history.PieceGone
		m.progress(kind, PieceTakenBack)
	}
}

// deletePiece deletes one piece. To delete it again does no harm, so that it is
// tried again where something may be over in a moment.
func (m *planning) deletePiece(ctx context.Context, kind Piece, id string, careful bool) error {
	ctx, cancel := context.WithTimeout(ctx, takingBack)
	defer cancel()
	_, err := m.await(ctx, changePatience, func(ctx context.Context) (bool, error) {
		if careful {
			if used, err := m.inUse(ctx, kind, id); err != nil {
				return false, err
			} else if used {
				return false, errInUse
			}
		}
		var err error
		if kind == PieceSource {
			err = m.platform.DeleteSourceConnection(ctx, client.SourceConnectionID(id))
		} else {
			err = m.platform.DeleteTargetConnection(ctx, client.TargetConnectionID(id))
		}
		if isGone(err) {
			err = nil
		}
		return err == nil, err
	})
	return err
}

// inUse reports whether a dataflow other than the plan's uses a piece.
func (m *planning) inUse(ctx context.Context, kind Piece, id string) (bool, error) {
	flows := m.platform.FlowsInto(ctx, client.TargetConnectionID(id))
	if kind == PieceSource {
		flows = m.platform.Flows(ctx, client.FlowFilter{Sources: []client.SourceConnectionID{client.SourceConnectionID(id)}})
	}
	for flow, err := range flows {
		if err != nil {
			return false, err
		}
		if m.plan.Flow == "" || flow.ID != m.plan.Flow {
			return true, nil
		}
	}
	return false, nil
}
