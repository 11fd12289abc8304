package history

import (
	"time"

	"mooring/client"
)

// Plan is what is being done about a dataflow in several requests, such as making
// what it takes to bring data in. The register holds it from before the first
// request leaves until nothing of it is open, so that after a crash it is known
// what there may be on Platform. It holds nothing of what is in the customer's
// files.
type Plan struct {
	// Mark tells plans apart. It is short and random, and part of the names of
	// what is made, so that this can be found again.
	Mark  string        `json:"mark"`
	Goal  PlanGoal      `json:"goal"`
	Began time.Time     `json:"began"`
	Flow  client.FlowID `json:"flow,omitempty"` // empty until it is made
	Name  string        `json:"name"`           // of the dataflow
	// Pieces are what belongs to the dataflow, in the order in which it is made.
	Pieces []PlanPiece `json:"pieces,omitempty"`
	// Wanted is the dataflow as it is to become, of a plan to make it.
	Wanted Dataflow `json:"wanted,omitzero"`
	// Change is what a plan to change it makes different of its version ETag.
	ETag   client.ETag        `json:"etag,omitempty"`
	Change *client.FlowChange `json:"change,omitempty"`
	// Told says that the trail tells already that there is no dataflow: only what
	// is left of it is still to go.
	Told bool `json:"told,omitempty"`
}

// PlanGoal is what a plan is for.
type PlanGoal string

// The goals.
const (
	PlanMake   PlanGoal = "make"   // a dataflow and what it needs
	PlanUnmake PlanGoal = "unmake" // what was made for a dataflow that is not there
	PlanChange PlanGoal = "change"
	PlanDelete PlanGoal = "delete" // a dataflow, and then what belonged to it
)

// PlanPiece is one thing on Platform that belongs to a plan.
type PlanPiece struct {
	Kind    string     `json:"kind"`
	Name    string     `json:"name,omitempty"`
	ID      string     `json:"id,omitempty"`
	Version int        `json:"version,omitempty"` // of a mapping set
	Stage   PieceStage `json:"stage,omitempty"`
}

// PieceStage is what is known of a piece.
type PieceStage string

// The stages of a piece.
const (
	PieceWaiting PieceStage = ""     // nothing was sent
	PieceSent    PieceStage = "sent" // the request that makes it may have left
	PieceThere   PieceStage = "there"
	PieceGone    PieceStage = "gone" // deleted, or provably not made, or somebody else's by now
)
