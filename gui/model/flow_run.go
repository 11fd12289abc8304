package model

import (
	"time"

	"mooring/client"
	"mooring/client/history"
)

// began is when a run began, or was made where that is not said.
func began(run history.LastRun) time.Time {
	if run.Started.IsZero() {
		return run.Made
	}
	return run.Started
}

func underWay(run history.Mark, now time.Time) Text {
	if run.Outcome == client.OutcomeWaiting {
		return T("flow.waiting")
	}
	return T("flow.running", "At", Lately{run.At, now})
}

// lastRun says when the last run was, and what became of its rows.
func lastRun(d history.Dataflow, now time.Time) Text {
	run := d.Last
	if run.ID == "" {
		return first(d, now)
	}
	at, f := Lately{began(run), now}, run.Figures
	switch {
	case run.Outcome == client.OutcomeFailed:
		return T("flow.lastFailed", "At", at)
	case f.RowsFailed == 1 && f.RowsIn > 0:
		return T("flow.lastPartlyOne", "At", at, "Out", int(f.RowsIn-1), "In", int(f.RowsIn))
	case f.RowsFailed > 1 && f.RowsIn > 0:
		return T("flow.lastPartly", "At", at, "Out", int(f.RowsIn-f.RowsFailed), "In", int(f.RowsIn), "Refused", int(f.RowsFailed))
	case f.RowsIn > 0 && f.RowsOut >= 0 && f.RowsOut < f.RowsIn:
		return T("flow.lastSome", "At", at, "Out", int(f.RowsOut), "In", int(f.RowsIn))
	case f.RowsOut == 1:
		return T("flow.lastRow", "At", at)
	case f.RowsOut > 1:
		return T("flow.lastRows", "At", at, "Count", int(f.RowsOut))
	case f.RowsOut == 0 || f.RowsIn == 0:
		return T("flow.lastNothing", "At", at)
	}
	return T("flow.last", "At", at)
}

// figures are what a run counted besides its rows, as far as that is told.
func figures(run history.LastRun) []Text {
	var all []Text
	switch n := run.Figures.FilesIn; {
	case n == 1:
		all = append(all, T("flow.file"))
	case n == 0 && run.ID != "":
		all = append(all, T("flow.filesNone"))
	case n > 0 && run.ID != "":
		all = append(all, T("flow.files", "Count", int(n)))
	}
	if n := run.Figures.BytesIn; n > 0 {
		all = append(all, T("flow.bytes", "Size", Bytes(n)))
	}
	if took := run.Took(); took > 0 {
		all = append(all, T("flow.took", "Span", Span(took)))
	}
	if n := run.Figures.FilesIn; n > maxBatchFiles {
		all = append(all, T("flow.tooManyFiles", "Count", maxBatchFiles))
	}
	return all
}

// maxBatchFiles is how many files Adobe's guardrails let into one run.
const maxBatchFiles = 1500

// TellMark says of one run when it was and what came of it.
func TellMark(run history.Mark, now time.Time) Text {
	at := Lately{run.At, now}
	switch {
	case run.Outcome == client.OutcomeFailed:
		return T("flow.markFailed", "At", at)
	case run.Outcome == client.OutcomeRunning:
		return T("flow.markRunning", "At", at)
	case run.Outcome == client.OutcomeWaiting:
		return T("flow.markWaiting", "At", at)
	case run.Outcome == client.OutcomeUnknown:
		return T("flow.markUnknown", "At", at)
	case run.Refused == 1:
		return T("flow.markPartlyOne", "At", at)
	case run.Refused > 1:
		return T("flow.markPartly", "At", at, "Count", int(run.Refused))
	case run.Outcome == client.OutcomePartial:
		return T("flow.markPart", "At", at)
	case run.Rows == 1:
		return T("flow.markRow", "At", at)
	case run.Rows > 1:
		return T("flow.markRows", "At", at, "Count", int(run.Rows))
	case run.Rows == 0:
		return T("flow.markNothing", "At", at)
	}
	return T("flow.mark", "At", at)
}
