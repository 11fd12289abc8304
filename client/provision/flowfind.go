package provision

import (
	"context"
	"time"

	"mooring/client"
)

// finding is what came of looking for a run.
type finding int

// The findings.
const (
	nowhere finding = iota
	perhaps         // there is one that cannot be told from one of the schedule
	surely
)

// findRun looks for the run that a request has made whose answer was lost.
func (a *acting) findRun(ctx context.Context) (run client.Run, found finding, err error) {
	_, err = await(ctx, min(a.settle, changePatience), func(ctx context.Context) (bool, error) {
		var err error
		run, found, err = a.newRun(ctx)
		return found == surely, err
	})
	return run, found, err
}

// newRun looks once for a run that was not there before and is what was asked for:
// by the window of its files where both tell it, or else because the schedule has
// made none meanwhile.
func (a *acting) newRun(ctx context.Context) (client.Run, finding, error) {
	fresh, err := a.freshRuns(ctx)
	if err != nil {
		return client.Run{}, nowhere, err
	}
	from, to := a.wanted()
	var told, silent []client.Run
	for _, run := range fresh {
		switch {
		case run.WindowEnd.IsZero() || to.IsZero():
			silent = append(silent, run)
		case near(run.WindowStart, from) && near(run.WindowEnd, to):
			told = append(told, run)
		}
	}
	switch {
	case len(told) > 0:
		return told[0], surely, nil
	case len(silent) == 1 && !a.due():
		return silent[0], surely, nil
	case len(silent) > 0:
		return client.Run{}, perhaps, nil
	}
	return client.Run{}, nowhere, nil
}

// freshRuns are the runs that were not there before, the newest first.
func (a *acting) freshRuns(ctx context.Context) (fresh []client.Run, err error) {
	for run, err := range a.platform.Runs(ctx, client.RunFilter{Flows: []client.FlowID{a.flow.ID}}) {
		if err != nil {
			return nil, err
		}
		// Now that it has answered, its clock is known.
		since := byTheirClock(a.platform, a.began, a.now()).Add(-lookBack)
		if run.CreatedAt.Before(since) || len(fresh) == mostRuns {
			break
		}
		if !a.runs[run.ID] && run.ID != a.run {
			fresh = append(fresh, run)
		}
	}
	return fresh, nil
}

// lookBack is how far two clocks may differ although neither is said to be wrong.
const lookBack = 5 * time.Minute

// wanted is the window of the run that was asked for, where it is known.
func (a *acting) wanted() (from, to time.Time) {
	if !a.window.To.IsZero() {
		return a.window.From, a.window.To
	}
	if a.flow.Last.ID == a.run {
		return a.flow.Last.WindowStart, a.flow.Last.WindowEnd
	}
	return time.Time{}, time.Time{}
}

func near(a, b time.Time) bool { return a.Sub(b).Abs() < 2*time.Second }

// due reports whether the schedule may have made a run since the action began.
func (a *acting) due() bool {
	next := a.flow.Schedule.Next(byTheirClock(a.platform, a.began, a.now()).Add(-lookBack))
	return a.flow.State == "enabled" && !next.IsZero() && !next.After(byTheirClock(a.platform, a.now(), a.now()).Add(lookBack))
}
