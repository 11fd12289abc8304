// Package provision holds the use cases. It makes a connection exactly once,
// writes down every attempt before its request leaves, and finds out afterwards
// what became of an attempt whose outcome is not known. It changes, deletes and
// tests connections under the same rules, and keeps the register up to date with
// what others do on Platform.
package provision

import (
	"context"
	"iter"
	"log/slog"
	"time"

	"mooring/client"
	"mooring/client/history"
)

// Step is one named step of an attempt.
type Step int

// The steps, in their order.
const (
	StepKeys    Step = iota // what was typed can be right
	StepSignIn              // a token was given
	StepSandbox             // the sandbox exists and is active
	StepTwin                // there is no connection like this yet
	StepCreate              // Platform made the connection, and it is recorded
	StepTest                // Platform reaches the bucket
)

// StepState is where a step stands.
type StepState int

// The states of a step.
const (
	Waiting StepState = iota // it has not been reached, and is not reported
	Running
	Done
	Warned  // it did not hold, and that does not stop the attempt
	Failed  // it ended the attempt
	Skipped // it was left out
)

// Progress is told where the steps stand. It is called by the goroutine of the
// attempt, which waits for it.
type Progress func(Step, StepState)

// Platform is the part of client.Client that this package needs. It is bound
// to one organization and sandbox, those of the Place that it is used for.
type Platform interface {
	CreateConnection(ctx context.Context, in client.NewConnection) (client.Created, error)
	Connection(ctx context.Context, id client.ConnectionID) (client.Connection, error)
	Connections(ctx context.Context, f client.Filter) iter.Seq2[client.Connection, error]
	TestConnection(ctx context.Context, id client.ConnectionID) (bool, error)
	UpdateConnection(ctx context.Context, id client.ConnectionID, etag client.ETag, change client.Change) (client.Created, error)
	DeleteConnection(ctx context.Context, id client.ConnectionID) error
	Sandboxes(ctx context.Context) ([]client.Sandbox, error)
	clocked
}

// Journal is the part of history.Journal that this package needs.
type Journal interface {
	Begin(ctx context.Context, e history.Entry) error
	Finish(ctx context.Context, attemptID string, o history.Outcome) error
	RecordTest(ctx context.Context, attemptID string, result history.TestResult, at time.Time) error
	Get(ctx context.Context, attemptID string) (history.Entry, error)
	Unsettled(ctx context.Context, practice bool) ([]history.Entry, error)
	Twins(ctx context.Context, p history.Place, name, accessKeyHash string) ([]history.Entry, error)
	KnownConnection(ctx context.Context, p history.Place, id client.ConnectionID) (bool, error)
	HashAccessKey(id string) string

	Record(ctx context.Context, attemptID string, ev history.Event) error
	Events(ctx context.Context, attemptID string) ([]history.Event, error)
	Amend(ctx context.Context, attemptID string, a history.Amendment, ev history.Event) error
	MarkDeleted(ctx context.Context, attemptID string, gone bool, ev history.Event) error
	Merge(ctx context.Context, p history.Place, src history.Source, page []client.Connection, skip map[client.ConnectionID]bool, at time.Time) (history.Merged, error)
	MarkGone(ctx context.Context, p history.Place, since time.Time) (int, error)
	Each(ctx context.Context, q history.Query, f func(history.Entry) error) error
}

// Request asks for one connection.
type Request struct {
	Place      history.Place
	AccountID  string
	APIKey     string
	Connection client.NewConnection
	// AllowTwin says that the user has seen the connections that look the same
	// and wants another one. It does not pass over a twin that is Unsettled.
	AllowTwin bool
	// AllowSameKey does the same for those that have the key alone, and another
	// name: a table may well hold several connections of one key.
	AllowSameKey bool
	// AttemptID is what the attempt is to be called, for who has to know it before;
	// a new one when empty.
	AttemptID string

	turns *gate // of a batch: how many are sent at a time
}

// Result is what came of a use case.
type Result struct {
	// Entry is the register's entry; its AttemptID is empty if nothing was
	// written. With a NotRecordedError it says what the register should say.
	Entry history.Entry
	// Throttled is how often Platform asked Create to wait before it made the
	// connection, and Found says that its answer was lost and the connection was
	// found on Platform.
	Throttled int
	Found     bool
	// Test is what Platform said when it was asked to reach the bucket.
	Test history.TestResult
	// TestErr is why that could not be asked or recorded. The connection exists
	// all the same.
	TestErr error
}

// Options sets a Service up. All of it may be left out.
type Options struct {
	// Now is the clock for what is written down; time.Now when nil.
	Now func() time.Time
	// Settle is how long after a request was given up its effect may still turn
	// up; defaultSettle when zero. Nothing found until then means that nothing was
	// created.
	Settle time.Duration
	// Logger gets a line per attempt, without secrets; nil for none.
	Logger *slog.Logger
}

const (
	// listLag is for how long a list of Platform may not show yet what was made,
	// changed or deleted just before. Adobe promises nothing; what an entry has
	// been through in this time is asked for connection by connection.
	listLag = 2 * time.Minute
	// gatewayLimit is how long Adobe's gateway waits for a service: a request that
	// this side has given up may be carried out until then.
	gatewayLimit = time.Minute
	// defaultSettle is how long nothing found does not yet mean that there is
	// nothing. Were it shorter than a list may lag, an attempt would be called
	// failed, and safe to repeat, whose connection shows up a moment later.
	defaultSettle = gatewayLimit + listLag
)

// Service runs the use cases, each of which is a method of the part that it is made
// of. It is safe for use by several goroutines, and keeps nothing of a request once
// its attempt has ended.
type Service struct {
	*core
	*maker
	*finder
	*reader
	*updater
	*deleter
	*tester
}

// New makes a Service that writes to j.
func New(j Journal, opts Options) *Service {
	c := newCore(j, opts)
	recorder := &recorder{core: c, kept: map[string]unrecorded{}}
	ledger := &ledger{core: c, recorder: recorder}
	reader := &reader{ledger: ledger}
	finder := &finder{core: c, recorder: recorder}
	tester := &tester{ledger: ledger, reader: reader}
	return &Service{
		core:    c,
		maker:   &maker{core: c, recorder: recorder, finder: finder, tester: tester},
		finder:  finder,
		reader:  reader,
		updater: &updater{ledger: ledger, reader: reader, tester: tester},
		deleter: &deleter{ledger: ledger},
		tester:  tester,
	}
}
