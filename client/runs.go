package client

import (
	"strings"
	"time"
)

// RunID is the id that Platform gives a run of a dataflow.
type RunID string

// BatchID is the id of a batch, which is what a run puts into a dataset.
type BatchID string

// NotTold is a figure that Platform does not know or does not say.
const NotTold int64 = -1

// Run is what Platform says of one run of a dataflow. Times that are not said
// are zero.
type Run struct {
	ID     RunID
	FlowID FlowID
	ETag   ETag
	Status RunStatus
	// Errors are what Platform gives as reasons, those of the activities that say
	// more than the run itself first.
	Errors  []RunError
	Figures Figures

	CreatedAt time.Time
	Started   time.Time
	Completed time.Time
	// WindowStart and WindowEnd bound the times of the files that the run looked for.
	WindowStart time.Time
	WindowEnd   time.Time

	Activities []Activity
	Batches    []BatchID // what it made in Catalog
}

// Activity is one of the steps of a run: fetching the files (copyActivity), and
// putting their rows into the dataset (promotionActivity).
type Activity struct {
	ID        string
	Status    RunStatus
	Errors    []RunError
	Figures   Figures
	Started   time.Time
	Completed time.Time
}

// Figures are what a run or one of its steps counted. Each of them may be NotTold.
type Figures struct {
	RowsIn, RowsOut, RowsFailed int64
	FilesIn, FilesOut           int64
	BytesIn, BytesOut           int64
}

// NoFigures are figures of which none is known.
var NoFigures = Figures{NotTold, NotTold, NotTold, NotTold, NotTold, NotTold, NotTold}

// RunError is a reason that Platform gives.
type RunError struct {
	Code    string // such as CONNECTOR-1001-500, INGEST-1212-400, MAPPER-3700-400; empty if it has none
	Message string // as answered, at most 2 KiB
	Records int64  // how many rows it is about, or NotTold
}

// RunStatus is how a run stands, in lower case and without what parts words:
// an open set.
type RunStatus string

// The statuses that were seen. Some services have other words for the same.
const (
	RunScheduled      RunStatus = "scheduled"
	RunQueued         RunStatus = "queued"
	RunInProgress     RunStatus = "inprogress"
	RunSuccess        RunStatus = "success"
	RunCompleted      RunStatus = "completed"
	RunPartialSuccess RunStatus = "partialsuccess"
	RunPartialFailure RunStatus = "partialfailure"
	RunFailed         RunStatus = "failed"
)

// ReadRunStatus reads a status in any spelling: partialSuccess, PARTIAL_SUCCESS
// and Partial success are one.
func ReadRunStatus(text string) RunStatus {
	fold := strings.NewReplacer("_", "", "-", "", " ", "")
	return RunStatus(fold.Replace(strings.ToLower(text)))
}

// Outcome is what a run came to, as people think of it.
type Outcome string

// The outcomes.
const (
	OutcomeUnknown Outcome = ""        // Platform has a word for it that is not known here
	OutcomeWaiting Outcome = "waiting" // has not begun
	OutcomeRunning Outcome = "running"
	OutcomeGood    Outcome = "good"
	OutcomePartial Outcome = "partial" // it went through, and not all rows did
	OutcomeFailed  Outcome = "failed"
)

// Ended reports whether nothing more will come of the run.
func (o Outcome) Ended() bool {
	return o == OutcomeGood || o == OutcomePartial || o == OutcomeFailed
}

// Outcome is what the status alone says.
func (s RunStatus) Outcome() Outcome {
	switch s {
	case RunScheduled, RunQueued:
		return OutcomeWaiting
	case RunInProgress:
		return OutcomeRunning
	case RunSuccess, RunCompleted:
		return OutcomeGood
	case RunPartialSuccess, RunPartialFailure:
		return OutcomePartial
	case RunFailed:
		return OutcomeFailed
	}
	return OutcomeUnknown
}

// Outcome is what the run came to. One that Platform calls a success, with
// errors or with rows that it refused, is not good (tutorial "Monitor
// dataflows": 99 of 100 rows).
func (r Run) Outcome() Outcome {
	o := r.Status.Outcome()
	if o == OutcomeGood && (len(r.Errors) > 0 || r.Figures.RowsFailed > 0) {
		return OutcomePartial
	}
	return o
}

// Retryable reports whether Platform takes the run again: one that failed, and
// one that went through and found no rows (tutorial "Retry failed dataflow runs").
func (r Run) Retryable() bool {
	switch r.Status.Outcome() {
	case OutcomeFailed:
		return true
	case OutcomeGood:
		return r.Figures.RowsIn == 0 && r.Figures.RowsOut <= 0
	}
	return false
}

// When is when the run began, or was made where that is not said.
func (r Run) When() time.Time {
	if r.Started.IsZero() {
		return r.CreatedAt
	}
	return r.Started
}

// RunFilter narrows Runs. What is empty does not filter; the rest is combined
// with AND.
type RunFilter struct {
	Flows []FlowID // any of them
	// Since leaves out what began earlier. A run that has not begun is never left out.
	Since  time.Time
	Status RunStatus
	// PageSize is the limit of one page; 100 when zero. All pages are read.
	PageSize int
}

// NewRun is Platform's answer to a run that it was asked for.
type NewRun struct {
	ID        RunID
	ETag      ETag
	RequestID string // Platform's id of the call, for support; may be empty
}

// RunWindow says which files a run takes: those that were changed within it.
type RunWindow struct {
	Start time.Time // of the run
	From  time.Time
	To    time.Time
}
