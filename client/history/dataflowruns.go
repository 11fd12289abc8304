package history

import (
	"cmp"
	"slices"
	"time"

	"mooring/client"
)

// keptRuns is how many runs are kept of a dataflow.
const keptRuns = 20

// TakeUp brings what is known of a dataflow up to date with runs that were read,
// in any order. What was known of runs that are not among them stays. all says
// that Platform has no older ones.
func (d *Dataflow) TakeUp(runs []client.Run, all bool) {
	if len(runs) == 0 {
		return
	}
	before := *d
	read := map[client.RunID]bool{}
	var marks []Mark
	for _, run := range runs {
		if read[run.ID] {
			continue
		}
		read[run.ID] = true
		marks = append(marks, markOf(run))
		if at := run.Completed; run.Outcome().Ended() && run.Outcome() != client.OutcomeFailed && brought(run.Figures) {
			d.LastFile = latest(d.LastFile, orLater(at, run.When()))
		}
	}
	for _, mark := range before.Runs {
		if !read[mark.Run] {
			marks = append(marks, mark)
		}
	}
	slices.SortStableFunc(marks, func(a, b Mark) int { return b.At.Compare(a.At) })
	d.countFailed(before, marks, all)
	d.fallBehind(before.Behind, marks)
	if last := slices.IndexFunc(marks, func(m Mark) bool { return m.Outcome.Ended() || m.Outcome == client.OutcomeUnknown }); last >= 0 {
		if i := slices.IndexFunc(runs, func(run client.Run) bool { return run.ID == marks[last].Run }); i >= 0 {
			d.Last = lastRunOf(runs[i])
		}
	}
	d.Runs = slices.Clip(marks[:min(len(marks), keptRuns)])
}

// countFailed counts the runs that failed since the last one that did not, in
// marks that are the newest first. Those before the oldest mark are in what was
// counted before.
func (d *Dataflow) countFailed(before Dataflow, marks []Mark, all bool) {
	d.Failed, d.FailingSince, d.FailedTo, d.AtLeast = 0, time.Time{}, time.Time{}, false
	if !slices.ContainsFunc(marks, func(m Mark) bool { _, ended := statusOf(m.Outcome); return ended }) {
		d.Failed, d.FailingSince, d.FailedTo, d.AtLeast = before.Failed, before.FailingSince, before.FailedTo, before.AtLeast
		return // all are under way, as after many were tried again
	}
	newest, older := before.newestFailed(), before.Failed
	tried := map[time.Time]bool{}
	for _, mark := range marks {
		switch {
		case mark.Outcome == client.OutcomeFailed:
			d.FailingSince, d.FailedTo = mark.At, latest(d.FailedTo, mark.Window)
			if tried[mark.Window] {
				continue // it was tried again
			}
			tried[mark.Window] = !mark.Window.IsZero()
			d.Failed++
			if before.counted(mark, newest) {
				older--
			}
		case mark.Outcome.Ended() || mark.Outcome == client.OutcomeUnknown:
			return
		}
	}
	if d.Failed == 0 {
		return
	}
	// No end in sight: it goes on in what is not kept any more, or nobody knows.
	d.AtLeast = !all && (before.Failed == 0 || before.AtLeast)
	if older > 0 && before.FailingSince.Before(d.FailingSince) {
		d.Failed += older
		d.FailingSince = before.FailingSince
	}
	d.FailedTo = latest(d.FailedTo, before.FailedTo)
}

// counted reports whether a run that failed, or the one that it tries again, is among
// those that were counted, of which the newest began at that time.
func (d Dataflow) counted(mark Mark, newest time.Time) bool {
	if !mark.Window.IsZero() && !d.FailedTo.IsZero() {
		return d.Failed > 0 && !mark.Window.After(d.FailedTo)
	}
	return !mark.At.After(newest)
}

// newestFailed is when the newest of the runs that failed began. Where all that are
// kept are under way, as after many were tried again, it is the last one that ended.
func (d Dataflow) newestFailed() time.Time {
	for _, mark := range d.Runs {
		if mark.Outcome == client.OutcomeFailed {
			return mark.At
		}
	}
	if d.Last.Outcome == client.OutcomeFailed {
		return orLater(d.Last.Started, d.Last.Made)
	}
	return time.Time{}
}

// brought reports whether a run put something into the dataset, as far as is told.
func brought(f client.Figures) bool {
	return cmp.Or(f.RowsOut, f.RowsIn, f.FilesIn) != 0
}

func markOf(run client.Run) Mark {
	return Mark{Run: run.ID, Outcome: run.Outcome(), At: run.When(), Window: run.WindowEnd, Rows: run.Figures.RowsOut, Refused: run.Figures.RowsFailed}
}

// lastRunOf is what is kept of a run. A message that may quote the customer's
// rows is not.
func lastRunOf(run client.Run) LastRun {
	cause := run.Cause()
	if cause.AboutRows() {
		cause.Message = ""
	}
	return LastRun{
		ID: run.ID, Outcome: run.Outcome(), Status: run.Status, Figures: run.Figures,
		Made: run.CreatedAt, Started: run.Started, Completed: run.Completed,
		WindowStart: run.WindowStart, WindowEnd: run.WindowEnd,
		Cause: cause, Retryable: run.Retryable(), Batches: run.Batches,
	}
}

func latest(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}

func orLater(at, other time.Time) time.Time {
	if at.IsZero() {
		return other
	}
	return at
}
