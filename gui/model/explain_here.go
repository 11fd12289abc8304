package model

import (
	"errors"

	"mooring/client/history"
	"mooring/client/practice"
	"mooring/client/provision"
	"mooring/client/secrets"
)

// explainHere words what goes wrong on this computer.
func explainHere(err error) (Problem, bool) {
	switch {
	case errors.Is(err, ErrNoSecret):
		return problemOf("noSecret", FieldClientSecret, false), true
	case errors.Is(err, ErrTooMany):
		return problemOf("tooMany", FieldNone, false), true
	case errors.Is(err, secrets.ErrTooBig):
		return problemOf("secretTooBig", FieldClientSecret, false), true
	case errors.Is(err, secrets.ErrTimeout), errors.Is(err, secrets.ErrUnavailable):
		return problemOf("keyring", FieldClientSecret, false), true
	case errors.Is(err, history.ErrNotWritable):
		return problemOf("registerNotWritable", FieldNone, true), true
	case errors.Is(err, history.ErrNewerVersion):
		return problemOf("registerNewer", FieldNone, false), true
	case errors.Is(err, practice.ErrNewerVersion):
		return problemOf("practiceNewer", FieldNone, false), true
	case errors.Is(err, history.ErrInUse):
		return problemOf("registerInUse", FieldNone, false), true
	case errors.Is(err, history.ErrDamaged):
		return problemOf("registerDamaged", FieldNone, false), true
	case errors.Is(err, history.ErrBusy):
		return problemOf("registerBusy", FieldNone, true), true
	case errors.Is(err, history.ErrInProgress):
		return problemOf("entryInProgress", FieldNone, true), true
	case errors.Is(err, history.ErrNotFound):
		return problemOf("entryGone", FieldNone, false), true
	}
	return Problem{}, false
}

// explainProvision words what Mooring itself found before or after a request.
func explainProvision(err error) (Problem, bool) {
	var missing *provision.SandboxMissingError
	var inactive *provision.SandboxInactiveError
	var twin *provision.TwinError
	var unrecorded *provision.NotRecordedError
	var ambiguous *provision.AmbiguousError
	var unknown *provision.OutcomeUnknownError
	var none *provision.NotCreatedError
	switch {
	case errors.As(err, &unrecorded):
		return problemOf("notRecorded", FieldNone, false), true
	case errors.As(err, &ambiguous):
		return problemOf("ambiguous", FieldNone, false), true
	case errors.As(err, &unknown):
		return problemOf("outcomeUnknown", FieldNone, false), true
	case errors.As(err, &none):
		return problemOf("notCreated", FieldNone, true), true
	case errors.As(err, &missing):
		return problemOf("sandboxUnknown", FieldSandbox, false, "Sandbox", missing.Name), true
	case errors.As(err, &inactive):
		return problemOf("sandboxInactive", FieldSandbox, false, "Sandbox", inactive.Name), true
	case errors.As(err, &twin):
		return explainTwin(twin), true
	case errors.Is(err, provision.ErrNotCreated), errors.Is(err, provision.ErrNotCandidate):
		return problemOf("connectionGone", FieldNone, false), true
	case errors.Is(err, provision.ErrBusy):
		return problemOf("busy", FieldNone, true), true
	}
	return Problem{}, false
}

func explainTwin(err *provision.TwinError) Problem {
	for _, twin := range err.Twins {
		if twin.Unsettled {
			return problemOf("twinUnsettled", FieldNone, false, "Name", twin.Name)
		}
	}
	if len(err.Twins) > 0 && !err.Twins[0].SameName {
		return problemOf("twinKey", FieldAccessKey, false, "Name", err.Twins[0].Name)
	}
	return problemOf("twinName", FieldName, false)
}
