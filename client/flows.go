package client

import "time"

// FlowID is the id that Platform gives a dataflow.
type FlowID string

// Flow is what Platform says of one dataflow. Times that are not said are zero.
type Flow struct {
	ID          FlowID
	ETag        ETag
	Name        string
	Description string
	State       string // in lower case: enabled, disabled, draft, … : an open set
	SourceIDs   []SourceConnectionID
	TargetIDs   []TargetConnectionID
	// BaseIDs and SpecIDs are the base connections and the specifications of its
	// sources, as far as the flow itself says them.
	BaseIDs  []ConnectionID
	SpecIDs  []string
	Schedule Schedule
	// ErrorDiagnostics says that Platform keeps the rows that it refuses.
	ErrorDiagnostics bool
	// AllowedErrors is how many percent of the rows may be refused before a run
	// fails; 0 where it is not said.
	AllowedErrors float64
	LastRun       RunSummary
	CreatedAt     time.Time
	UpdatedAt     time.Time
	CreatedBy     string
	UpdatedBy     string
}

// Enabled reports whether the dataflow runs.
func (f Flow) Enabled() bool { return f.State == "enabled" }

// Paused reports whether the dataflow was switched off.
func (f Flow) Paused() bool { return f.State == "disabled" }

// RunSummary is what a dataflow says of its last run.
type RunSummary struct {
	ID        RunID // empty where it has not run
	Status    RunStatus
	Started   time.Time
	Completed time.Time
}

// FlowFilter narrows Flows. Those of several sources are asked for together.
type FlowFilter struct {
	// Sources are those whose dataflows are wanted; none of them stands for all
	// dataflows of the sandbox that read Amazon S3.
	Sources []SourceConnectionID
}
