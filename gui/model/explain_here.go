package model

import (
	"errors"

	"mooring/client"
	"mooring/client/history"
	"mooring/client/practice"
	"mooring/client/provision"
	"mooring/client/secrets"
	"mooring/client/session"
	"mooring/client/sheet"
)

// here are the errors of this computer, with what they are called.
var here = []struct {
	err   error
	name  string
	field Field
	again bool
}{
	{err: session.ErrNoSecret, name: "noSecret", field: FieldClientSecret},
	{err: session.ErrElsewhere, name: "otherServer"},
	{err: ErrTooMany, name: "tooMany"},
	{err: secrets.ErrTooBig, name: "secretTooBig", field: FieldClientSecret},
	{err: secrets.ErrTimeout, name: "keyring", field: FieldClientSecret},
	{err: secrets.ErrUnavailable, name: "keyring", field: FieldClientSecret},
	{err: client.ErrNoCertificate, name: "authorityNone"},
	{err: client.ErrTooManyCertificates, name: "authorityMany"},
	{err: client.ErrPrivateKey, name: "authorityKey"},
	{err: client.ErrCertificatePassword, name: "authorityLocked"},
	{err: history.ErrNotWritable, name: "registerNotWritable", again: true},
	{err: history.ErrNewerVersion, name: "registerNewer"},
	{err: practice.ErrNewerVersion, name: "practiceNewer"},
	{err: history.ErrDamaged, name: "registerDamaged"},
	{err: history.ErrBusy, name: "registerBusy", again: true},
	{err: history.ErrInProgress, name: "entryInProgress", again: true},
	{err: history.ErrNotFound, name: "entryGone"},
	{err: sheet.ErrEmpty, name: "tableEmpty"},
	{err: sheet.ErrTooLarge, name: "tableLarge"},
	{err: sheet.ErrNoHeading, name: "tableHeading"},
	{err: sheet.ErrWorkbook, name: "tableWorkbook"},
	{err: sheet.ErrNotText, name: "tableOther"},
}

// explainHere words what goes wrong on this computer.
func explainHere(err error) (Problem, bool) {
	var left *client.LeftOutError
	if errors.As(err, &left) && left.Certificate != nil {
		return explainLeftOut(left), true
	}
	for _, h := range here {
		if errors.Is(err, h.err) {
			return ProblemOf(h.name, h.field, h.again), true
		}
	}
	return Problem{}, false
}

// explainLeftOut words why nothing in a file with certificates is trusted.
func explainLeftOut(left *client.LeftOutError) Problem {
	name := Printable(left.Name())
	switch {
	case errors.Is(left, client.ErrAuthorityExpired):
		return ProblemOf("authorityExpired", FieldNone, false, "Name", name, "Until", Day{left.Certificate.NotAfter})
	case errors.Is(left, client.ErrAuthorityNotValid):
		return ProblemOf("authorityEarly", FieldNone, false, "Name", name, "From", Day{left.Certificate.NotBefore})
	default:
		return ProblemOf("authorityOther", FieldNone, false, "Name", name)
	}
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
	case errors.Is(err, provision.ErrNoKeys):
		return ProblemOf("roleNoKeys", FieldNone, false), true
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
