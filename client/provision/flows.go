package provision

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"log/slog"
	"time"

	"mooring/client"
	"mooring/client/history"
)

// FlowPlatform is the part of client.Dataflows that Flows needs. It is bound to one
// organization and sandbox, those of the Place that it is used for.
type FlowPlatform interface {
	SourceConnections(ctx context.Context, base client.ConnectionID) iter.Seq2[client.SourceConnection, error]
	TargetConnections(ctx context.Context, ids []client.TargetConnectionID) iter.Seq2[client.TargetConnection, error]
	Flows(ctx context.Context, f client.FlowFilter) iter.Seq2[client.Flow, error]
	Flow(ctx context.Context, id client.FlowID) (client.Flow, error)
	Runs(ctx context.Context, f client.RunFilter) iter.Seq2[client.Run, error]
	Dataset(ctx context.Context, id client.DatasetID) (client.Dataset, error)
	RetryRun(ctx context.Context, id client.RunID) (client.RunID, error)
	StartRun(ctx context.Context, id client.FlowID, window client.RunWindow) (client.RunID, error)
	PauseFlow(ctx context.Context, id client.FlowID) error
	ResumeFlow(ctx context.Context, id client.FlowID) error
	clocked
}

// FlowJournal is the part of history.Journal that Flows needs.
type FlowJournal interface {
	Get(ctx context.Context, attemptID string) (history.Entry, error)
	Record(ctx context.Context, attemptID string, ev history.Event) error
	Events(ctx context.Context, attemptID string) ([]history.Event, error)
	Flows(ctx context.Context, attemptID string) ([]history.Dataflow, error)
	KeepFlows(ctx context.Context, read ...history.FlowsRead) error
	BeginReading(p history.Place, at time.Time) *history.Reading
	AmendFlow(ctx context.Context, attemptID string, d history.Dataflow, change func(*history.Dataflow), ev history.Event) error
	BegunActions(ctx context.Context, practice bool) ([]history.Begun, error)
}

// FlowPause is how long dataflows that were read are good for: nothing is polled
// more often than that, unless the user asks for it.
const FlowPause = time.Minute

// Flows reads the dataflows of connections into the register, and has Platform
// run, pause and resume them. It is safe for use by several goroutines.
type Flows struct {
	journal FlowJournal
	now     func() time.Time
	settle  time.Duration
	log     *slog.Logger
	*claims
}

// NewFlows makes a Flows that writes to j.
func NewFlows(j FlowJournal, opts Options) *Flows {
	c := newCore(nil, opts)
	return &Flows{journal: j, now: c.now, settle: c.settle, log: c.log, claims: c.claims}
}

// ErrNoDataflow is a dataflow that the register does not know of its entry.
var ErrNoDataflow = errors.New("the entry has no such dataflow")

// Action is what a dataflow can be asked to do.
type Action string

// The actions.
const (
	ActionRetry  Action = "retry"  // a run, once more
	ActionStart  Action = "start"  // a run, now
	ActionPause  Action = "pause"  // run no more
	ActionResume Action = "resume" // run again
	ActionEdit   Action = "edit"
	ActionDelete Action = "delete"
)

// actionEvents are the events that tell of an action: before it leaves, and how
// it ended.
var actionEvents = map[Action]struct{ begun, done, failed, unknown history.EventKind }{
	ActionRetry:  {history.EventRetrying, history.EventRetried, history.EventRetryFailed, history.EventRetryUnknown},
	ActionStart:  {history.EventStarting, history.EventStarted, history.EventStartFailed, history.EventStartUnknown},
	ActionPause:  {history.EventPausing, history.EventPaused, history.EventPauseFailed, history.EventPauseUnknown},
	ActionResume: {history.EventResuming, history.EventResumed, history.EventResumeFailed, history.EventResumeUnknown},
}

// ActionUnknownError says that what a dataflow was asked to do has left, that its
// answer got lost, and that it could not be found out what it did. A run that it
// made shows when the dataflows are read again.
type ActionUnknownError struct {
	AttemptID string
	Flow      client.FlowID
	Action    Action
	Err       error // why it could not be found out
}

// Error says so.
func (e *ActionUnknownError) Error() string {
	return fmt.Sprintf("attempt %s: outcome of %s of dataflow %s unknown: %v", e.AttemptID, e.Action, e.Flow, e.Err)
}

// Unwrap returns the cause.
func (e *ActionUnknownError) Unwrap() error { return e.Err }

// ActionNotDoneError says that what came of an action, unknown at first, has been
// found out: nothing did, and it is safe to try again.
type ActionNotDoneError struct {
	AttemptID string
	Flow      client.FlowID
	Action    Action
	Err       error // what the request itself ended with
}

// Error says so.
func (e *ActionNotDoneError) Error() string {
	return fmt.Sprintf("attempt %s: nothing came of %s of dataflow %s: %v", e.AttemptID, e.Action, e.Flow, e.Err)
}

// Unwrap returns what the request itself ended with.
func (e *ActionNotDoneError) Unwrap() error { return e.Err }
