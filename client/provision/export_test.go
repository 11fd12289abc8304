package provision

import (
	"context"

	"mooring/client"
)

// Retry has one run of a dataflow made once more.
func (f *Flows) Retry(ctx context.Context, p FlowPlatform, attemptID string, flow client.FlowID, run client.RunID) error {
	return f.retry(ctx, p, attemptID, flow, client.Run{ID: run})
}
