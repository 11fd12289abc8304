package model

import (
	"errors"
	"slices"

	"mooring/client"
	"mooring/client/provision"
)

// explainPlan words what came of making, changing or deleting a dataflow with what
// belongs to it.
func explainPlan(err error) (Problem, bool) {
	var none *provision.NotMadeError
	var lost *provision.ActionUnknownError
	switch {
	case errors.As(err, &none):
		return explainNotMade(none), true
	case is[*provision.PlanUnknownError](err):
		return NewProblem("planUnknown"), true
	case is[*provision.FlowNotRecordedError](err):
		return NewProblem("flowNotRecorded"), true
	case is[*provision.FlowConflictError](err):
		problem := NewProblem("flowConflict")
		problem.Effect = T("problem.nothingChanged")
		return problem, true
	case errors.As(err, &lost) && lost.Action == provision.ActionDelete:
		return NewProblem("flowDeleteLost"), true
	case errors.As(err, &lost) && lost.Action == provision.ActionEdit:
		return NewProblem("switchLost"), true
	}
	return Problem{}, false
}

// explainNotMade words why there is no dataflow, and what is left of it.
func explainNotMade(err *provision.NotMadeError) Problem {
	problem := explain(err.Err)
	if client.KindOf(err.Err).OutcomeUnknown() { // which was found out
		problem = NewProblem("planNotMade")
	}
	switch {
	case len(err.Left) == 0:
		problem.Effect = T("problem.takenBack")
	case slices.Equal(err.Left, []provision.Piece{provision.PieceMapping}):
		problem.Effect = T("problem.leftMapping")
	default:
		problem.Effect = T("problem.leftMore")
	}
	return problem
}
