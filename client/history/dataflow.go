package history

import (
	"time"

	"mooring/client"
)

// Dataflow is what is kept of a dataflow that reads an entry's connection, as it
// was read from Platform. It holds nothing of what is in the customer's files.
type Dataflow struct {
	ID    client.FlowID `json:"id"`
	Name  string        `json:"name,omitempty"`
	State string        `json:"state,omitempty"` // in lower case, an open set

	Path        string           `json:"path,omitempty"` // what it reads
	Dataset     client.DatasetID `json:"dataset,omitempty"`
	DatasetName string           `json:"datasetName,omitempty"` // empty where Catalog did not tell it

	Schedule  client.Schedule `json:"schedule,omitzero"`
	UpdatedBy string          `json:"updatedBy,omitempty"`

	// Runs are the last ones, the newest first, 20 at most.
	Runs []Mark `json:"runs,omitempty"`
	// Last is all there is to say of the newest of them that has ended; its ID is
	// empty where none has.
	Last LastRun `json:"last,omitzero"`
	// Failed is how many runs failed since the last one that did not, one that was
	// tried again counted once, and FailingSince when the first of them began. They may
	// be more than Runs; and where the last one that did not was not read, AtLeast says
	// that it may have begun earlier. FailedTo is the latest Mark.Window among them.
	Failed       int       `json:"failed,omitempty"`
	FailingSince time.Time `json:"failingSince,omitzero"`
	FailedTo     time.Time `json:"failedTo,omitzero"`
	AtLeast      bool      `json:"atLeast,omitempty"`
	// Behind are the runs that failed and whose time no other run has covered, the
	// newest first, also where a later run went through: that one read the files of its
	// own time only. Those that are still under way are among them; runs that do not tell
	// their time are not. See LeftBehind and Pending.
	Behind []Mark `json:"behind,omitempty"`
	// LastFile is when a run last put something into the dataset.
	LastFile time.Time `json:"lastFile,omitzero"`
}

// Mark is one run in a strip of them.
type Mark struct {
	Run     client.RunID   `json:"run"`
	Outcome client.Outcome `json:"outcome,omitempty"`
	At      time.Time      `json:"at,omitzero"`
	// Window is until when files may have been put there that it takes. One that is
	// tried again has the same.
	Window  time.Time `json:"window,omitzero"`
	Rows    int64     `json:"rows"`    // that went in, or client.NotTold
	Refused int64     `json:"refused"` // or client.NotTold
	// Again says of one in Behind that another run was asked for in its place.
	Again bool `json:"again,omitempty"`
}

// LastRun is what is kept of the last run of a dataflow that has ended.
type LastRun struct {
	ID      client.RunID   `json:"id"`
	Outcome client.Outcome `json:"outcome,omitempty"`
	// Status is Platform's own word, for those that are not known here.
	Status    client.RunStatus `json:"status,omitempty"`
	Figures   client.Figures   `json:"figures"`
	Made      time.Time        `json:"made,omitzero"`
	Started   time.Time        `json:"started,omitzero"`
	Completed time.Time        `json:"completed,omitzero"`
	// Window is what the files' times had to lie in.
	WindowStart time.Time `json:"windowStart,omitzero"`
	WindowEnd   time.Time `json:"windowEnd,omitzero"`
	// Cause is the reason that says most, zero where Platform gives none.
	Cause     client.RunError `json:"cause,omitzero"`
	Retryable bool            `json:"retryable,omitempty"`
	// Batches are what it made, for the rows that were refused.
	Batches []client.BatchID `json:"batches,omitempty"`
}

// Took is how long the run took, or 0 where that is not known.
func (r LastRun) Took() time.Duration {
	if r.Started.IsZero() || r.Completed.Before(r.Started) {
		return 0
	}
	return r.Completed.Sub(r.Started)
}

// FlowStatus is how a dataflow stands, or all of those that read a connection.
type FlowStatus string

// The statuses of dataflows.
const (
	FlowsNotRead FlowStatus = ""        // Platform has not been asked
	FlowsNone    FlowStatus = "none"    // there is no dataflow
	FlowsFailing FlowStatus = "failing" // the last run failed
	FlowsPartial FlowStatus = "partial" // the last run left rows out
	FlowsBehind  FlowStatus = "behind"  // the last run went through, and earlier ones left files unread
	FlowsUnknown FlowStatus = "unknown" // Platform has a word for it that is not known here
	FlowsWorking FlowStatus = "working"
	FlowsWaiting FlowStatus = "waiting" // has not run yet
	FlowsPaused  FlowStatus = "paused"
)

// flowStatuses are all of them, the worst first.
var flowStatuses = []FlowStatus{
	FlowsFailing, FlowsUnknown, FlowsPartial, FlowsBehind, FlowsWorking, FlowsWaiting, FlowsPaused, FlowsNone, FlowsNotRead,
}

// NeedsAttention reports whether data has not arrived that somebody can help in.
func (s FlowStatus) NeedsAttention() bool {
	return s == FlowsFailing || s == FlowsPartial || s == FlowsBehind
}

// Status is how the dataflow stands: by the last run that has ended, whatever is
// under way, and by those that left files unread.
func (d Dataflow) Status() FlowStatus {
	if d.State == "disabled" || d.State == "disabling" {
		return FlowsPaused
	}
	return d.ended()
}

// ended is how the dataflow stands, whether or not it is paused.
func (d Dataflow) ended() FlowStatus {
	status := d.lastEnded()
	if status == FlowsWorking && len(d.LeftBehind()) > 0 {
		return FlowsBehind
	}
	return status
}

// lastEnded is how the dataflow stands by the last run that has ended.
func (d Dataflow) lastEnded() FlowStatus {
	for _, run := range d.Runs {
		if status, ended := statusOf(run.Outcome); ended {
			return status
		}
	}
	if d.Last.ID != "" { // all that are kept are still under way
		status, _ := statusOf(d.Last.Outcome)
		return status
	}
	return FlowsWaiting
}

// statusOf is how a dataflow stands by a run, and whether that has ended.
func statusOf(run client.Outcome) (status FlowStatus, ended bool) {
	switch run {
	case client.OutcomeFailed:
		return FlowsFailing, true
	case client.OutcomePartial:
		return FlowsPartial, true
	case client.OutcomeGood:
		return FlowsWorking, true
	case client.OutcomeUnknown:
		return FlowsUnknown, true
	}
	return FlowsWaiting, false
}

// LeftOut reports whether the last run that has ended left rows out. To pause a
// dataflow brings none of them in.
func (d Dataflow) LeftOut() bool { return d.ended() == FlowsPartial }

// Fails reports whether the last run that has ended failed. To pause a dataflow lets
// nobody in who is refused.
func (d Dataflow) Fails() bool { return d.ended() == FlowsFailing }

// UnderWay reports whether a run is waiting or running.
func (d Dataflow) UnderWay() bool {
	return len(d.Runs) > 0 && (d.Runs[0].Outcome == client.OutcomeWaiting || d.Runs[0].Outcome == client.OutcomeRunning)
}

// FlowSummary is how the dataflows of an entry stand together.
type FlowSummary struct {
	Status  FlowStatus // the worst of them
	Count   int
	Failing int // how many of Count; none where all that failed are paused
	Paused  int // how many of Count, counted whenever an entry is read
	// FailingSince is when the first of the failing ones began to.
	FailingSince time.Time
	// LastFile is when something was last put into a dataset.
	LastFile time.Time
	ReadAt   time.Time // when Platform was asked; zero if never
}

// Summarize sums dataflows up that were read at a time.
func Summarize(flows []Dataflow, readAt time.Time) FlowSummary {
	s := FlowSummary{Status: FlowsNone, Count: len(flows), ReadAt: readAt}
	paused := FlowsPaused
	for _, d := range flows {
		status := d.Status()
		if ended := d.ended(); status == FlowsPaused && ended.NeedsAttention() && rankOfFlows[ended] < rankOfFlows[paused] {
			paused = ended // until a better run
		}
		if rankOfFlows[status] < rankOfFlows[s.Status] {
			s.Status = status
		}
		if status == FlowsFailing {
			s.Failing++
			if !d.FailingSince.IsZero() && (s.FailingSince.IsZero() || d.FailingSince.Before(s.FailingSince)) {
				s.FailingSince = d.FailingSince
			}
		}
		if d.LastFile.After(s.LastFile) {
			s.LastFile = d.LastFile
		}
	}
	// What somebody has paused does not hide what goes wrong in those that run.
	if rankOfFlows[s.Status] > rankOfFlows[FlowsBehind] && paused.NeedsAttention() {
		s.Status = paused
	}
	return s
}

// rankOfFlows are the places of the statuses in their order.
var rankOfFlows = placesIn(flowStatuses)
