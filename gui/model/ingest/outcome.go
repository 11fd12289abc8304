package ingest

import (
	"errors"

	"mooring/client/provision"
)

// phaseOf is where something stands that has ended with an error, or without.
func phaseOf(err error) Phase {
	var action *provision.ActionUnknownError
	var plan *provision.PlanUnknownError
	var unrecorded *provision.FlowNotRecordedError
	switch {
	case err == nil:
		return PhaseDone
	case conflictOf(err) != nil:
		return PhaseConflict
	case errors.As(err, &action), errors.As(err, &plan), errors.As(err, &unrecorded):
		return PhaseUnknown
	}
	return PhaseOpen
}

// conflictOf is the conflict that an error tells of, or nil.
func conflictOf(err error) *provision.FlowConflictError {
	var conflict *provision.FlowConflictError
	errors.As(err, &conflict)
	return conflict
}
