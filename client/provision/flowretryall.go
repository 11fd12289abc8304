package provision

import (
	"context"
	"slices"
	"time"

	"mooring/client"
	"mooring/client/history"
)

// mostRetries is how many runs RetryFailed has made at a time.
const mostRetries = 200

// RetryFailed has each run of a dataflow made once more that failed since the last
// one that went through, or was left behind by it, the oldest first: a run takes only
// the files of its own time, so that those of the earlier ones stay unread if only the
// last one is tried again (Adobe's knowledge base, KA-20214). Those that were tried
// again from here already, or whose time another run has covered, are left out.
//
// progress, which may be nil, is told how many have been asked for, of how many.
// The error is what stopped it: *ActionUnknownError, *client.APIError of reading or
// where Platform refused, ErrNotCreated, ErrNoDataflow, ErrBusy, and those of the
// register. The runs that were made until then stay.
func (f *Flows) RetryFailed(ctx context.Context, p FlowPlatform, attemptID string, flow client.FlowID, progress func(done, of int)) error {
	if progress == nil {
		progress = func(int, int) {}
	}
	d, err := knownFlow(ctx, f.journal, attemptID, flow)
	if err != nil || d.Failed == 0 && len(d.LeftBehind()) == 0 {
		return err
	}
	retried, err := f.retried(ctx, attemptID, flow)
	if err != nil {
		return err
	}
	runs, err := failedRuns(ctx, p, d, retried)
	if err != nil {
		return err
	}
	progress(0, len(runs))
	for i, run := range runs {
		if err := f.retry(ctx, p, attemptID, flow, run); err != nil {
			return err
		}
		progress(i+1, len(runs))
	}
	return nil
}

// retried are the runs of a dataflow that were tried again from here, or may have
// been: the new one stands for them, and may not tell its time yet.
func (f *Flows) retried(ctx context.Context, attemptID string, flow client.FlowID) (map[client.RunID]bool, error) {
	trail, err := f.journal.Events(ctx, attemptID)
	if err != nil {
		return nil, err
	}
	retried := map[client.RunID]bool{}
	var run client.RunID
	for _, ev := range slices.Backward(trail) { // the oldest first
		if ev.Flow != flow {
			continue
		}
		switch ev.Kind {
		case history.EventRetrying:
			run = ev.Run
		case history.EventRetried, history.EventRetryUnknown:
			retried[run] = true
		}
	}
	return retried, nil
}

// failedRuns reads the runs that have failed since the last one that did not, or were
// left behind, and that no other run has made up for, the oldest first.
func failedRuns(ctx context.Context, p FlowPlatform, d history.Dataflow, retried map[client.RunID]bool) ([]client.Run, error) {
	type window struct{ from, to time.Time }
	covered := map[window]bool{}
	var failed []client.Run
	behind, from := unread(d)
	for run, err := range p.Runs(ctx, client.RunFilter{Flows: []client.FlowID{d.ID}}) {
		if err != nil {
			return nil, err
		}
		if run.When().Before(from.Add(-longestQueue)) || len(failed) == mostRetries {
			break
		}
		w := window{run.WindowStart, run.WindowEnd}
		if run.Outcome() != client.OutcomeFailed {
			covered[w] = covered[w] || !w.to.IsZero()
			continue
		}
		since := d.Failed > 0 && !run.When().Before(d.FailingSince)
		if (since || behind[run.ID]) && !retried[run.ID] && (w.to.IsZero() || !covered[w]) {
			failed = append(failed, run)
			covered[w] = !w.to.IsZero() // it is tried again once
		}
	}
	slices.Reverse(failed)
	return failed, nil
}

// unread are the runs that were left behind, and from when on the runs are to be read to
// find them and those that have failed since.
func unread(d history.Dataflow) (behind map[client.RunID]bool, from time.Time) {
	behind, from = map[client.RunID]bool{}, d.FailingSince
	for _, mark := range d.LeftBehind() {
		behind[mark.Run] = true
		if from.IsZero() || mark.At.Before(from) {
			from = mark.At
		}
	}
	return behind, from
}
