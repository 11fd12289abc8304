package ingest

import (
	"errors"

	"mooring/client"
	"mooring/client/provision"
)

// phaseOf is where something stands that has ended with an error, or without.
func phaseOf(err error) Phase {
	var unknown *provision.ActionUnknownError
	switch {
	case err == nil:
		return PhaseDone
	case errors.As(err, &unknown):
		return PhaseUnknown
	}
	return PhaseOpen
}

// conflictOf is the dataflow as somebody else left it.
func conflictOf(error) (client.Flow, bool) { return client.Flow{}, false }
