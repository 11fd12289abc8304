package client

import (
	"context"
	"iter"
	"slices"
	"strconv"
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
	Status RunStatus
	// Errors are what Platform gives as reasons. Those of its steps come first: fetching
	// the files (copyActivity), and putting their rows into the dataset
	// (promotionActivity). They say more than the run itself.
	Errors  []RunError
	Figures Figures

	CreatedAt time.Time
	Started   time.Time
	Completed time.Time
	// WindowStart and WindowEnd bound the times of the files that the run looked for.
	WindowStart time.Time
	WindowEnd   time.Time

	Batches []BatchID // what it made in Catalog
}

// Figures are what a run counted. Each of them may be NotTold.
type Figures struct {
	RowsIn, RowsOut, RowsFailed int64
	FilesIn, BytesIn            int64
}

// NoFigures are figures of which none is known.
var NoFigures = Figures{NotTold, NotTold, NotTold, NotTold, NotTold}

// RunError is a reason that Platform gives.
type RunError struct {
	Code    string // such as CONNECTOR-1001-500, INGEST-1212-400, MAPPER-3700-400; empty if it has none
	Message string // as answered, at most 2 KiB
}

// AboutRows reports whether the reason is about what is in the rows, so that its
// message may quote them. Those that only count rows are not.
func (e RunError) AboutRows() bool {
	counts := strings.HasPrefix(e.Code, "INGEST-12")
	return strings.HasPrefix(e.Code, "MAPPER-") || strings.HasPrefix(e.Code, "INGEST-") && !counts
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

// readRunStatus reads a status in any spelling: partialSuccess, PARTIAL_SUCCESS
// and Partial success are one.
func readRunStatus(text string) RunStatus {
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

// Cause is the reason that says most of why rows, or the whole run, did not go
// through: what was wrong with the data before how much of it was, and both
// before which step it stopped at. It is zero where Platform gives none.
func (r Run) Cause() RunError {
	var best RunError
	least := 4
	for _, e := range r.Errors {
		rank := 0
		switch {
		case strings.HasPrefix(e.Code, "INGEST-1211-"), strings.HasPrefix(e.Code, "INGEST-1212-"):
			rank = 1 // how many rows
		case strings.HasPrefix(e.Code, "CONNECTOR-"):
			rank = 2 // which step
		case e.Code == "":
			rank = 3
		}
		if rank < least {
			best, least = e, rank
		}
	}
	return best
}

// When is when the run began, or was made where that is not said.
func (r Run) When() time.Time {
	if r.Started.IsZero() {
		return r.CreatedAt
	}
	return r.Started
}

// RunFilter narrows Runs.
type RunFilter struct {
	Flows []FlowID // any of them
	// Since leaves out what began earlier, and what has not begun; zero leaves
	// out nothing.
	Since time.Time
}

// Runs returns the runs that f lets through, page by page as they are taken:
// the newest first, of each 40 dataflows of the filter. An error ends the
// sequence and is its last pair.
func (d *Dataflows) Runs(ctx context.Context, f RunFilter) iter.Seq2[Run, error] {
	for _, id := range f.Flows {
		if err := checkID(opRuns, "ID", string(id)); err != nil {
			return failed[Run](err)
		}
	}
	return func(yield func(Run, error) bool) {
		for some := range slices.Chunk(f.Flows, atOnce) {
			these := f
			these.Flows = some
			for found, err := range runList(these).all(ctx, d.client) {
				if !yield(found, err) || err != nil {
					return
				}
			}
		}
	}
}

// runList is the list of the runs that f lets through.
func runList(f RunFilter) listing[Run] {
	ids := textsOf(f.Flows)
	q := listQuery{orderBy: "-createdAt"}
	q.equals("flowId", ids...)
	if !f.Since.IsZero() {
		// It is compared with >, and f means "not earlier".
		since := strconv.FormatInt(f.Since.UnixMilli()-1, 10)
		q.conditions = append(q.conditions, condition{"metrics.durationSummary.startedAtUTC", ">", []string{since}})
	}
	return listing[Run]{
		op: opRuns, path: runsPath, query: q, read: readRun,
		admits: func(found Run) bool {
			return contains(ids, string(found.FlowID)) &&
				(f.Since.IsZero() || !found.Started.IsZero() && !found.Started.Before(f.Since.Truncate(time.Millisecond)))
		},
	}
}

// Run returns what Platform says of one run.
func (d *Dataflows) Run(ctx context.Context, id RunID) (Run, error) {
	return getOne(ctx, d.client, opRun, runsPath, string(id), readRun)
}
