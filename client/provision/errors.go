package provision

import (
	"cmp"
	"errors"
	"fmt"
	"strings"

	"mooring/client"
	"mooring/client/history"
)

var (
	// ErrBusy is an attempt, or a name, that is being worked on already.
	ErrBusy = errors.New("it is being worked on already")
	// ErrNotCreated is an entry that stands for no connection, and was to be
	// tested, read, changed or deleted.
	ErrNotCreated = errors.New("the entry stands for no connection")
	// ErrNoKeys is a connection by role that was to get other keys: it has none.
	ErrNoKeys = errors.New("the connection is by role and has no keys")
	// ErrNoSandbox is a credential that Platform lists no sandbox for: signing in
	// works, and everything else will be forbidden.
	ErrNoSandbox = errors.New("the credential has been given no sandbox")
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
	Err          error
}

// Error says so, with the id.
func (e *NotRecordedError) Error() string {
	return fmt.Sprintf("attempt %s: connection %s was created and is not recorded: %v", e.AttemptID, e.ConnectionID, e.Err)
}

// ConflictError says that a connection was changed by somebody else since it was
// read, and that nothing of it was written over. Of a request whose answer was
// lost and that was about nothing but keys, which do not show, it cannot be told
// whose keys hold now; to send them again settles that.
type ConflictError struct {
	AttemptID string
	// Current is the connection as Platform holds it now; its ETag lets the user
	// overwrite it knowingly.
	Current client.Connection
	Err     error // Platform's answer; nil where this was seen before anything was sent
}

// Error says so.
func (e *ConflictError) Error() string {
	return fmt.Sprintf("attempt %s: connection %s was changed meanwhile: %v", e.AttemptID, e.Current.ID, e.Err)
}

// Unwrap returns Platform's answer.
func (e *ConflictError) Unwrap() error { return e.Err }

// ChangeUnknownError says that a request to change or delete a connection left,
// that its answer got lost, and that Platform could not be asked what it did.
// Service.Read finds it out later.
type ChangeUnknownError struct {
	AttemptID string
	Deleting  bool  // the request was to delete the connection
	Err       error // why it could not be found out
}

// Error says so.
func (e *ChangeUnknownError) Error() string {
	return fmt.Sprintf("attempt %s: outcome of %s unknown: %v", e.AttemptID, changeName(e.Deleting), e.Err)
}

// Unwrap returns the cause.
func (e *ChangeUnknownError) Unwrap() error { return e.Err }

// NotChangedError says that the outcome of a request to change or delete a
// connection, unknown at first, has been found out: Platform holds the
// connection as it was, and it is safe to try again.
type NotChangedError struct {
	AttemptID string
	Deleting  bool  // the request was to delete the connection
	Err       error // what the request itself ended with
}

// Error says so.
func (e *NotChangedError) Error() string {
	return fmt.Sprintf("attempt %s: nothing came of %s: %v", e.AttemptID, changeName(e.Deleting), e.Err)
}

// Unwrap returns what the request itself ended with.
func (e *NotChangedError) Unwrap() error { return e.Err }

// ChangeNotRecordedError says that Platform has changed or deleted the
// connection but that the register could not be told. Service.Read makes up for
// it later.
//
// It does not unwrap to its cause, for the same reason as NotRecordedError.
type ChangeNotRecordedError struct {
	AttemptID    string
	ConnectionID client.ConnectionID
	Deleting     bool // the connection was deleted
	Err          error
}

// Error says so, with the id.
func (e *ChangeNotRecordedError) Error() string {
	return fmt.Sprintf("attempt %s: %s of connection %s took effect and is not recorded: %v",
		e.AttemptID, changeName(e.Deleting), e.ConnectionID, e.Err)
}

// IsOpen reports whether Platform has to be looked at before anything else is done with a
// connection: it is not known what a request to change or delete it did, or what it did
// is not in the register.
func IsOpen(err error) bool {
	_, unknown := errors.AsType[*ChangeUnknownError](err)
	_, unrecorded := errors.AsType[*ChangeNotRecordedError](err)
	return unknown || unrecorded
}

func changeName(deleting bool) string {
	if deleting {
		return "the deletion"
	}
	return "the change"
}

// NotReadyError is a connection that cannot be changed yet because Platform has
// given it no version (etag), as while it is initializing. Nothing was sent.
type NotReadyError struct {
	AttemptID string
	State     string // as Platform says, such as initializing; may be empty
}

// Error says so, with the state.
func (e *NotReadyError) Error() string {
	return fmt.Sprintf("attempt %s: the connection has no version yet, its state is %q", e.AttemptID, e.State)
}

func canceled(op string, err error) *client.APIError {
	return &client.APIError{Kind: client.KindCanceled, Op: op, Err: err}
}

// What errors of client call the requests.
const (
	opCreate      = "CreateConnection"
	opUpdate      = "UpdateConnection"
	opDelete      = "DeleteConnection"
	opConnections = "Connections"
	opTest        = "TestConnection"
)

// problemOf is what the register keeps of the error that op ended with. An error
// of another package has a cause whose text may say anything, so its text is not
// kept.
func problemOf(op string, err error) history.Problem {
	var api *client.APIError
	if !errors.As(err, &api) {
		return history.Problem{Kind: client.KindOf(err), Op: op}
	}
	return history.Problem{
		Kind: api.Kind, Status: api.Status, Code: api.Code, Detail: cmp.Or(api.Detail, api.Title),
		RequestID: api.RequestID, Op: api.Op, Page: api.Page,
	}
}
