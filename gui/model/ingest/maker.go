package ingest

import (
	"context"

	"mooring/client"
)

// Plan is what is to be made.
type Plan struct {
	Source  client.NewSourceConnection
	Target  client.NewTargetConnection
	Mapping client.NewMappingSet
	Flow    client.NewFlow
}

// Maker makes, changes and deletes dataflows with what belongs to them, and writes down
// what it is about to send.
type Maker interface {
	Start(ctx context.Context, p *client.Client, attemptID string, plan Plan, progress func(piece, state string)) (client.FlowID, error)
	Edit(ctx context.Context, p *client.Client, attemptID string, flow client.FlowID, etag client.ETag, change client.FlowChange) error
	Delete(ctx context.Context, p *client.Client, attemptID string, flow client.FlowID) error
}
