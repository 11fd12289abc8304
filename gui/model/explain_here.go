package model

import (
	"errors"

	"mooring/client"
	"mooring/client/history"
	"mooring/client/practice"
	"mooring/client/provision"
	"mooring/client/secrets"
	"mooring/client/session"
)

// explainHere words what goes wrong on this computer.
func explainHere(err error) (Problem, bool) {
	switch {
	case errors.Is(err, session.ErrNoSecret):
		return ProblemOf("noSecret", FieldClientSecret, false), true
	case errors.Is(err, ErrTooMany):
		return ProblemOf("tooMany", FieldNone, false), true
	case errors.Is(err, secrets.ErrTooBig):
		return ProblemOf("secretTooBig", FieldClientSecret, false), true
	case errors.Is(err, secrets.ErrTimeout), errors.Is(err, secrets.ErrUnavailable):
		return ProblemOf("keyring", FieldClientSecret, false), true
	case errors.Is(err, client.ErrNoCertificate):
		return ProblemOf("authorityNone", FieldNone, false), true
	case errors.Is(err, client.ErrManyCertificates):
		return ProblemOf("authoritySeveral", FieldNone, false), true
	case errors.Is(err, client.ErrPrivateKey):
		return ProblemOf("authorityKey", FieldNone, false), true
	case errors.Is(err, client.ErrNotAuthority):
		return ProblemOf("authorityOther", FieldNone, false), true
	case errors.Is(err, client.ErrAuthorityExpired):
		return ProblemOf("authorityExpired", FieldNone, false), true
	case errors.Is(err, client.ErrAuthorityNotValid):
		return ProblemOf("authorityEarly", FieldNone, false), true
	case errors.Is(err, history.ErrNotWritable):
		return ProblemOf("registerNotWritable", FieldNone, true), true
	case errors.Is(err, history.ErrNewerVersion):
		return ProblemOf("registerNewer", FieldNone, false), true
	case errors.Is(err, practice.ErrNewerVersion):
		return ProblemOf("practiceNewer", FieldNone, false), true
	case errors.Is(err, history.ErrDamaged):
		return ProblemOf("registerDamaged", FieldNone, false), true
	case errors.Is(err, history.ErrBusy):
		return ProblemOf("registerBusy", FieldNone, true), true
	case errors.Is(err, history.ErrInProgress):
		return ProblemOf("entryInProgress", FieldNone, true), true
	case errors.Is(err, history.ErrNotFound):
		return ProblemOf("entryGone", FieldNone, false), true
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
		return ProblemOf("notRecorded", FieldNone, false), true
	case errors.As(err, &ambiguous):
		return ProblemOf("ambiguous", FieldNone, false), true
	case errors.As(err, &unknown):
		return ProblemOf("outcomeUnknown", FieldNone, false), true
	case errors.As(err, &none):
		return ProblemOf("notCreated", FieldNone, true), true
	case errors.Is(err, provision.ErrNoSandbox):
		return ProblemOf("noSandbox", FieldNone, false), true
	case errors.As(err, &missing):
		return ProblemOf("sandboxUnknown", FieldSandbox, false, "Sandbox", missing.Name), true
	case errors.As(err, &inactive):
		return ProblemOf("sandboxInactive", FieldSandbox, false, "Sandbox", inactive.Name), true
	case errors.As(err, &twin):
		return explainTwin(twin), true
	case errors.Is(err, provision.ErrNotCreated), errors.Is(err, provision.ErrNotCandidate):
		return ProblemOf("connectionGone", FieldNone, false), true
	case errors.Is(err, provision.ErrBusy):
		return ProblemOf("busy", FieldNone, true), true
	}
	return Problem{}, false
}

func explainTwin(err *provision.TwinError) Problem {
	for _, twin := range err.Twins {
		if twin.Unsettled {
			return ProblemOf("twinUnsettled", FieldNone, false, "Name", twin.Name)
		}
	}
	if len(err.Twins) > 0 && !err.Twins[0].SameName {
		return ProblemOf("twinKey", FieldAccessKey, false, "Name", err.Twins[0].Name)
	}
	return ProblemOf("twinName", FieldName, false)
}

// ErrTooMany says that more entries were to be removed at a time than can be.
var ErrTooMany = errors.New("too many entries at a time")
