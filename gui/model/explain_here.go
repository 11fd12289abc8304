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
	{err: history.ErrNotWritable, name: "registerNotWritable"},
	{err: history.ErrNewerVersion, name: "registerNewer"},
	{err: practice.ErrNewerVersion, name: "practiceNewer"},
	{err: history.ErrDamaged, name: "registerDamaged"},
	{err: history.ErrBusy, name: "registerBusy"},
	{err: history.ErrInProgress, name: "entryInProgress"},
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
			return NewProblem(h.name).In(h.field), true
		}
	}
	return Problem{}, false
}

// explainLeftOut words why nothing in a file with certificates is trusted.
func explainLeftOut(left *client.LeftOutError) Problem {
	name := Printable(left.Name())
	switch {
	case errors.Is(left, client.ErrAuthorityExpired):
		return NewProblem("authorityExpired", "Name", name, "Until", Day{left.Certificate.NotAfter})
	case errors.Is(left, client.ErrAuthorityNotValid):
		return NewProblem("authorityEarly", "Name", name, "From", Day{left.Certificate.NotBefore})
	default:
		return NewProblem("authorityOther", "Name", name)
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
		return NewProblem("notRecorded"), true
	case errors.As(err, &ambiguous):
		return NewProblem("ambiguous"), true
	case errors.As(err, &unknown):
		return NewProblem("outcomeUnknown"), true
	case errors.As(err, &none):
		return NewProblem("notCreated"), true
	case errors.Is(err, provision.ErrNoSandbox):
		return NewProblem("noSandbox"), true
	case errors.As(err, &missing):
		return NewProblem("sandboxUnknown", "Sandbox", missing.Name).In(FieldSandbox), true
	case errors.As(err, &inactive):
		return NewProblem("sandboxInactive", "Sandbox", inactive.Name).In(FieldSandbox), true
	case errors.As(err, &twin):
		return explainTwin(twin), true
	case errors.Is(err, provision.ErrNotCreated), errors.Is(err, provision.ErrNotCandidate):
		return NewProblem("connectionGone"), true
	case errors.Is(err, provision.ErrNoKeys):
		return NewProblem("roleNoKeys"), true
	case errors.Is(err, provision.ErrBusy):
		return NewProblem("busy"), true
	}
	return Problem{}, false
}

func explainTwin(err *provision.TwinError) Problem {
	for _, twin := range err.Twins {
		if twin.Unsettled {
			return NewProblem("twinUnsettled", "Name", twin.Name)
		}
	}
	if len(err.Twins) > 0 && !err.Twins[0].SameName {
		return NewProblem("twinKey", "Name", err.Twins[0].Name).In(FieldAccessKey)
	}
	return NewProblem("twinName").In(FieldName)
}

// ErrTooMany says that more entries were to be removed at a time than can be.
var ErrTooMany = errors.New("too many entries at a time")
