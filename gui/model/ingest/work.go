package ingest

import (
	"context"

	"mooring/client"
	"mooring/client/session"
	"mooring/gui/model"
)

// work is what the steps have in common: whom they ask, and until when.
type work struct {
	runner  model.Runner
	connect Connect
	target  session.Target
	base    client.ConnectionID
	bucket  string // that the connection is bound to, and the folder in it
	folder  string
	ctx     context.Context //nolint:containedctx // ends with the sheet: Close cancels what is under way
	end     context.CancelFunc
}

// ask does something with Platform in the background, and applies what came of it
// unless the sheet has been closed by then.
func ask[T any](w *work, do func(ctx context.Context, p Platform) (T, error), apply func(T, error)) {
	w.runner.Go(func() func() {
		var out T
		link, err := w.connect(w.ctx, w.target)
		if err == nil {
			out, err = do(w.ctx, link.Platform)
		}
		return func() {
			if w.ctx.Err() == nil {
				apply(out, err)
			}
		}
	})
}
