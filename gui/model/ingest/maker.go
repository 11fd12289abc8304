package ingest

import (
	"context"

	"mooring/client"
	"mooring/client/provision"
)

// Plan is what is to be made.
type Plan = provision.Plan

// Maker makes, changes and deletes dataflows with what belongs to them, as
// provision.Ingest does, and tells where the pieces stand.
type Maker interface {
	Start(ctx context.Context, p *client.Client, attemptID string, plan Plan, progress func(piece, state string)) (client.FlowID, error)
	// Edit makes the mapping set first, where there is one.
	Edit(ctx context.Context, p *client.Client, attemptID string, flow client.FlowID, etag client.ETag, change client.FlowChange, mapping *client.NewMappingSet) error
	Delete(ctx context.Context, p *client.Client, attemptID string, flow client.FlowID) error
}

// The pieces of a plan, as they are told.
const (
	pieceSource  = string(provision.PieceSource)
	pieceTarget  = string(provision.PieceTarget)
	pieceMapping = string(provision.PieceMapping)
	pieceFlow    = string(provision.PieceFlow)
)
