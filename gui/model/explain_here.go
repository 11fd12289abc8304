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

// here are the errors that Mooring finds by itself, on this computer or before it asks
// Platform, with what they are called.
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
	{err: history.ErrNotFolder, name: "registerNotFolder"},
	{err: history.ErrNotWritable, name: "registerNotWritable"},
	{err: history.ErrNewerVersion, name: "registerNewer"},
	{err: practice.ErrNewerVersion, name: "practiceNewer"},
	{err: history.ErrDamaged, name: "registerDamaged"},
	{err: history.ErrBusy, name: "registerBusy"},
	{err: history.ErrInProgress, name: "entryInProgress"},
	{err: history.ErrNotFound, name: "entryGone"},
	{err: provision.ErrNoSandbox, name: "noSandbox"},
	{err: provision.ErrNotCreated, name: "connectionGone"},
	{err: provision.ErrNotCandidate, name: "connectionGone"},
	{err: provision.ErrNoKeys, name: "roleNoKeys"},
	{err: provision.ErrBusy, name: "busy"},
	{err: provision.ErrNoDataflow, name: "flowGone"},
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
	switch {
	case is[*provision.NotRecordedError](err):
		return NewProblem("notRecorded"), true
	case is[*provision.AmbiguousError](err):
		return NewProblem("ambiguous"), true
	case is[*provision.OutcomeUnknownError](err):
		return NewProblem("outcomeUnknown"), true
	case is[*provision.NotCreatedError](err):
		return NewProblem("notCreated"), true
	case errors.As(err, &missing):
		return NewProblem("sandboxUnknown", "Sandbox", missing.Name).In(FieldSandbox), true
	case errors.As(err, &inactive):
		return NewProblem("sandboxInactive", "Sandbox", inactive.Name).In(FieldSandbox), true
	case errors.As(err, &twin):
		return explainTwin(twin), true
	}
	return Problem{}, false
}

// is reports whether an error is one of a type, or wraps one.
func is[E error](err error) bool {
	_, ok := errors.AsType[E](err)
	return ok
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
