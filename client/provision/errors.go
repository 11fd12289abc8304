package provision

import (
	"errors"
	"fmt"
	"strings"

	"mooring/client"
	"mooring/client/history"
)

var (
	// ErrBusy is an attempt, or a name, that is being worked on already: by this
	// copy of the app or, for a pending entry, by another one that runs.
	ErrBusy = errors.New("it is being worked on already")
	// ErrNotCreated is a test of an entry that stands for no connection.
	ErrNotCreated = errors.New("the entry stands for no connection")
	// ErrNotCandidate is a connection that cannot be what an attempt made: it is
	// none of the candidates, or another entry holds it.
	ErrNotCandidate = errors.New("the connection cannot be the one of this attempt")
)

// SandboxMissingError is a sandbox that the organization does not have, or that
// the credential does not see.
type SandboxMissingError struct {
	Name      string
	Available []client.Sandbox
}

// Error names the sandbox.
func (e *SandboxMissingError) Error() string {
	names := make([]string, 0, len(e.Available))
	for _, sandbox := range e.Available {
		names = append(names, sandbox.Name)
	}
	return fmt.Sprintf("there is no sandbox %q, only: %s", e.Name, strings.Join(names, ", "))
}

// SandboxInactiveError is a sandbox that cannot be used now.
type SandboxInactiveError struct {
	Name  string
	State string // such as resetting
}

// Error names the sandbox and its state.
func (e *SandboxInactiveError) Error() string {
	return fmt.Sprintf("the sandbox %q is not active but %s", e.Name, e.State)
}

// TwinError says that nothing was sent because connections that look the same
// exist, or may exist.
type TwinError struct {
	// Twins has at least one, those that matter most first.
	Twins []Twin
}

// Error says how many there are.
func (e *TwinError) Error() string {
	if len(e.Twins) > 0 && e.Twins[0].Unsettled {
		return "an attempt for the same connection is unsettled: " + e.Twins[0].AttemptID
	}
	return fmt.Sprintf("%d connections look the same", len(e.Twins))
}

// OutcomeUnknownError says that the request has left, that it is not known what
// it did, and that this could not be found out now.
type OutcomeUnknownError struct {
	AttemptID string
	Err       error // why it could not be found out
}

// Error says so.
func (e *OutcomeUnknownError) Error() string {
	return fmt.Sprintf("attempt %s: outcome unknown: %v", e.AttemptID, e.Err)
}

// Unwrap returns the cause.
func (e *OutcomeUnknownError) Unwrap() error { return e.Err }

// NotCreatedError says that an outcome that was unknown at first has been found
// out: Platform holds nothing of the attempt, and it is safe to try again.
type NotCreatedError struct {
	AttemptID string
	Err       error // what the request itself ended with
}

// Error says so.
func (e *NotCreatedError) Error() string {
	return fmt.Sprintf("attempt %s: nothing was created: %v", e.AttemptID, e.Err)
}

// Unwrap returns what the request itself ended with.
func (e *NotCreatedError) Unwrap() error { return e.Err }

// AmbiguousError says that several connections may be the one of the attempt,
// so that the user must choose.
type AmbiguousError struct {
	AttemptID  string
	Candidates []client.Connection
}

// Error says how many there are.
func (e *AmbiguousError) Error() string {
	return fmt.Sprintf("attempt %s: %d connections may be its own", e.AttemptID, len(e.Candidates))
}

// NotRecordedError says that Platform holds the connection but the register
// could not be told. The entry stays as it was, to be reconciled later.
//
// It does not unwrap to its cause: the same cause before a request means that
// nothing was sent, and the two must never be mistaken for each other.
type NotRecordedError struct {
	AttemptID    string
	ConnectionID client.ConnectionID
	ETag         client.ETag
	Err          error
}

// Error says so, with the id.
func (e *NotRecordedError) Error() string {
	return fmt.Sprintf("attempt %s: connection %s was created and is not recorded: %v", e.AttemptID, e.ConnectionID, e.Err)
}

func canceled(err error) *client.APIError {
	return &client.APIError{Kind: client.KindCanceled, Op: opCreate, Err: err}
}

// opCreate is what errors of client call the creating request.
const opCreate = "CreateConnection"

// problemOf is what the register keeps of err. An error of another package has
// a cause whose text may say anything, so its text is not kept.
func problemOf(err error) history.Problem {
	var api *client.APIError
	if !errors.As(err, &api) {
		return history.Problem{Kind: client.KindOf(err), Op: opCreate}
	}
	detail := api.Detail
	if detail == "" {
		detail = api.Title
	}
	return history.Problem{
		Kind: api.Kind, Status: api.Status, Code: api.Code, Detail: detail, RequestID: api.RequestID, Op: api.Op,
	}
}
