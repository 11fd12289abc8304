package provision

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"iter"
	"log/slog"
	"time"

	"mooring/client"
	"mooring/client/history"
)

// IngestPlatform is the part of client.Ingest and client.Dataflows that Ingest
// needs. It is bound to one organization and sandbox, those of the Place that it is
// used for. IngestOf makes one.
type IngestPlatform interface {
	CreateSourceConnection(ctx context.Context, in client.NewSourceConnection) (client.SourceConnectionID, error)
	CreateTargetConnection(ctx context.Context, in client.NewTargetConnection) (client.TargetConnectionID, error)
	CreateMappingSet(ctx context.Context, in client.NewMappingSet) (client.MappingSetID, int, error)
	CreateFlow(ctx context.Context, in client.NewFlow) (client.FlowID, error)
	UpdateFlow(ctx context.Context, id client.FlowID, etag client.ETag, change client.FlowChange) error
	DeleteFlow(ctx context.Context, id client.FlowID) error
	DeleteSourceConnection(ctx context.Context, id client.SourceConnectionID) error
	DeleteTargetConnection(ctx context.Context, id client.TargetConnectionID) error
	SourceConnectionsNamed(ctx context.Context, name string) iter.Seq2[client.SourceConnection, error]
	TargetConnectionsNamed(ctx context.Context, name string) iter.Seq2[client.TargetConnection, error]
	Flow(ctx context.Context, id client.FlowID) (client.Flow, error)
	Flows(ctx context.Context, f client.FlowFilter) iter.Seq2[client.Flow, error]
	FlowsInto(ctx context.Context, target client.TargetConnectionID) iter.Seq2[client.Flow, error]
}

// IngestOf is what Ingest needs of a client.
func IngestOf(c *client.Client) IngestPlatform {
	return struct {
		*client.Ingest
		*client.Dataflows
	}{c.Ingest(), c.Dataflows()}
}

// IngestJournal is the part of history.Journal that Ingest needs.
type IngestJournal interface {
	Get(ctx context.Context, attemptID string) (history.Entry, error)
	Flows(ctx context.Context, attemptID string) ([]history.Dataflow, error)
}

// standingEntry reads an entry whose connection is there.
func standingEntry(ctx context.Context, j IngestJournal, attemptID string) (history.Entry, error) {
	entry, err := j.Get(ctx, attemptID)
	if err == nil && (entry.State != history.Created || entry.ConnectionID == "") {
		err = ErrNotCreated
	}
	return entry, err
}

// knownFlow is what the register knows of a dataflow of an entry.
func knownFlow(ctx context.Context, j IngestJournal, attemptID string, id client.FlowID) (history.Dataflow, error) {
	flows, err := j.Flows(ctx, attemptID)
	for _, d := range flows {
		if d.ID == id {
			return d, nil
		}
	}
	if err == nil {
		err = ErrNoDataflow
	}
	return history.Dataflow{}, err
}

// IngestPlans is the part of history.Plans that Ingest needs.
type IngestPlans interface {
	Keep(ctx context.Context, attemptID string, p history.Plan, news history.PlanNews) error
	End(ctx context.Context, attemptID, mark string, news history.PlanNews) error
	Open(ctx context.Context, practice bool) ([]history.OpenPlan, error)
}

// Plan is what is to be made to bring the files of a connection into a dataset.
// What it takes to tie its pieces together is filled in on the way: the base
// connection of Source, and the ids in Flow. To the names of the source and the
// target connection a mark is added, by which they can be found again.
type Plan struct {
	Source  client.NewSourceConnection
	Target  client.NewTargetConnection
	Mapping client.NewMappingSet
	Flow    client.NewFlow
}

// Piece is one thing that is made on Platform for a Plan.
type Piece string

// The pieces, in the order in which they are made.
const (
	PieceSource  Piece = history.LeftSource
	PieceTarget  Piece = history.LeftTarget
	PieceMapping Piece = history.LeftMapping
	PieceFlow    Piece = "dataflow"
)

// PieceState is where a piece stands.
type PieceState string

// The states of a piece. One that has not been reached is not reported.
const (
	PieceWorking   PieceState = "working"
	PieceDone      PieceState = "done"
	PieceFailed    PieceState = "failed"    // it was not made
	PieceUnknown   PieceState = "unknown"   // it may have been made, which is found out later
	PieceTakenBack PieceState = "takenBack" // it was made, and deleted again
	PieceLeft      PieceState = "left"      // it was made, and could not be deleted again
)

// Ingest makes, changes and deletes dataflows with all that belongs to them. It is
// safe for use by several goroutines.
type Ingest struct {
	journal IngestJournal
	plans   IngestPlans
	now     func() time.Time
	settle  time.Duration
	log     *slog.Logger
	*claims
}

// NewIngest makes an Ingest that reads j and writes to plans.
func NewIngest(j IngestJournal, plans IngestPlans, opts Options) *Ingest {
	c := newCore(nil, opts)
	return &Ingest{journal: j, plans: plans, now: c.now, settle: c.settle, log: c.log, claims: c.claims}
}

// planning is one plan on its way.
type planning struct {
	*Ingest
	platform  IngestPlatform
	attemptID string
	plan      history.Plan
	progress  func(Piece, PieceState)
	last      time.Time // of the last event
}

func (i *Ingest) planning(p IngestPlatform, attemptID string, plan history.Plan, progress func(Piece, PieceState)) *planning {
	if progress == nil {
		progress = func(Piece, PieceState) {}
	}
	return &planning{Ingest: i, platform: p, attemptID: attemptID, plan: plan, progress: progress, last: plan.Began}
}

// newMark is one that no other plan has.
func newMark() string {
	var b [4]byte
	_, _ = rand.Read(b[:]) // it never fails
	return hex.EncodeToString(b[:])
}

// marked is a name with the mark of a plan.
func marked(name, mark string) string { return name + " (" + mark + ")" }

// event is an event about the plan, not before the one that came before.
func (m *planning) event(kind history.EventKind, op string, cause error) history.Event {
	if now := m.now(); now.After(m.last) {
		m.last = now
	}
	ev := history.Event{At: m.last, Kind: kind, Flow: m.plan.Flow, FlowName: m.plan.Name}
	if cause != nil {
		ev.Problem = problemOf(op, cause)
	}
	return ev
}

// keep writes down where the plan stands. If that fails nothing may be sent.
func (m *planning) keep(ctx context.Context, news history.PlanNews) error {
	err := m.plans.Keep(ctx, m.attemptID, m.plan, news)
	m.tell(ctx, news, err)
	return err
}

// end writes down that nothing of the plan is open any more.
func (m *planning) end(ctx context.Context, news history.PlanNews) error {
	err := m.plans.End(ctx, m.attemptID, m.plan.Mark, news)
	m.tell(ctx, news, err)
	return err
}

// tell writes to the log what the register was told.
func (m *planning) tell(ctx context.Context, news history.PlanNews, err error) {
	args := []any{"attempt", m.attemptID, "plan", m.plan.Mark, "goal", string(m.plan.Goal), "event", string(news.Event.Kind), "flow", string(m.plan.Flow)}
	if err != nil {
		m.log.ErrorContext(ctx, "plan not recorded", append(args, "error", err)...)
		return
	}
	m.log.InfoContext(ctx, "plan recorded", args...)
}

// await is the await of all, but for one thing: not to have seen something in the one
// look that there is when ctx has ended tells nothing.
func (i *Ingest) await(ctx context.Context, patience time.Duration, look func(context.Context) (bool, error)) (bool, error) {
	seen, err := await(ctx, patience, look)
	if err == nil && !seen {
		err = ctx.Err()
	}
	return seen, err
}
