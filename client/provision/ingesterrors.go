package provision

import (
	"fmt"

	"mooring/client"
)

// What errors of client call the requests about dataflows.
const (
	opCreateFlow = "CreateFlow"
	opUpdateFlow = "UpdateFlow"
	opDeleteFlow = "DeleteFlow"
)

// NotMadeError says that a piece of a plan could not be made, that there is no
// dataflow, and that what had been made for it was taken back.
type NotMadeError struct {
	AttemptID string
	Piece     Piece
	// Left are the pieces that are still on Platform: a mapping set, which Platform
	// has no way to delete, and what could not be deleted. The latter is tried again
	// at the next start.
	Left []Piece
	Err  error
}

// Error says so.
func (e *NotMadeError) Error() string {
	return fmt.Sprintf("attempt %s: %s was not made, left are %v: %v", e.AttemptID, e.Piece, e.Left, e.Err)
}

// Unwrap returns why.
func (e *NotMadeError) Unwrap() error { return e.Err }

// PlanUnknownError says that the request for a piece has left, that its answer got
// lost, and that it could not be found out whether the piece is there. Nothing more
// was sent. Settle finds it out.
type PlanUnknownError struct {
	AttemptID string
	Mark      string // of the plan
	Piece     Piece
	Err       error // why it could not be found out
}

// Error says so.
func (e *PlanUnknownError) Error() string {
	return fmt.Sprintf("attempt %s: whether plan %s has its %s is unknown: %v", e.AttemptID, e.Mark, e.Piece, e.Err)
}

// Unwrap returns the cause.
func (e *PlanUnknownError) Unwrap() error { return e.Err }

// FlowNotRecordedError says that Platform has made, changed or deleted the dataflow
// but that the register could not be told. Settle makes up for it.
//
// It does not unwrap to its cause, for the same reason as NotRecordedError.
type FlowNotRecordedError struct {
	AttemptID string
	Flow      client.FlowID
	Err       error
}

// Error says so, with the id.
func (e *FlowNotRecordedError) Error() string {
	return fmt.Sprintf("attempt %s: what was done to dataflow %s is not recorded: %v", e.AttemptID, e.Flow, e.Err)
}

// FlowConflictError says that a dataflow was changed by somebody else since it was
// read, and that nothing of it was written over.
type FlowConflictError struct {
	AttemptID string
	// Current is the dataflow as Platform holds it now; its ETag lets the user
	// overwrite it knowingly.
	Current client.Flow
	Err     error // Platform's answer
}

// Error says so.
func (e *FlowConflictError) Error() string {
	return fmt.Sprintf("attempt %s: dataflow %s was changed meanwhile: %v", e.AttemptID, e.Current.ID, e.Err)
}

// Unwrap returns Platform's answer.
func (e *FlowConflictError) Unwrap() error { return e.Err }
