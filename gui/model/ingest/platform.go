package ingest

import (
	"context"
	"encoding/json"
	"iter"

	"mooring/client"
	"mooring/client/session"
)

// Platform is what the steps ask Platform. All that is made there goes through a Maker.
type Platform interface {
	Explore(ctx context.Context, id client.ConnectionID, path string) ([]client.Object, error)
	Preview(ctx context.Context, id client.ConnectionID, path string, format client.FileFormat) (client.Preview, error)
	Determine(ctx context.Context, id client.ConnectionID, path string) (client.FileFormat, client.Preview, error)
	Datasets(ctx context.Context) iter.Seq2[client.Dataset, error]
	Schema(ctx context.Context, ref client.SchemaRef) (client.Schema, error)
	ValidateMappings(ctx context.Context, in client.NewMappingSet) ([]client.MappingFault, error)
	PreviewMappings(ctx context.Context, in client.NewMappingSet, row map[string]string) (json.RawMessage, []client.MappingFault, error)
	ValidateExpression(ctx context.Context, expression string) (bool, error)

	Flow(ctx context.Context, id client.FlowID) (client.Flow, error)
	SourceConnection(ctx context.Context, id client.SourceConnectionID) (client.SourceConnection, error)
	TargetConnections(ctx context.Context, ids []client.TargetConnectionID) iter.Seq2[client.TargetConnection, error]
	Dataset(ctx context.Context, id client.DatasetID) (client.Dataset, error)
	MappingSet(ctx context.Context, id client.MappingSetID) (client.NewMappingSet, int, error)
}

// calls are those of a client, of all its parts.
type calls struct {
	*client.Client
	*client.Ingest
	*client.Dataflows
}

// Dataflows and Ingest are parts of the client already.
var _ Platform = calls{}

// Link is a signed-in way to Platform, for what asks and for what makes.
type Link struct {
	Platform Platform
	Client   *client.Client
}

// Connect signs in and returns the way to Platform.
type Connect func(ctx context.Context, target session.Target) (Link, error)

// Through makes the Connect of sessions.
func Through(sessions *session.Sessions) Connect {
	return func(ctx context.Context, target session.Target) (Link, error) {
		link, err := sessions.Connect(ctx, target)
		if err != nil {
			return Link{}, err
		}
		return Link{Platform: calls{link.Client, link.Client.Ingest(), link.Client.Dataflows()}, Client: link.Client}, nil
	}
}
