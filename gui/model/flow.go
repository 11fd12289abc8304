package model

import (
	"cmp"
	"slices"
	"time"

	"mooring/client"
	"mooring/client/history"
)

// FlowHelp is something that can be done about a dataflow.
type FlowHelp string

// What can be done.
const (
	HelpKeys   FlowHelp = "keys"   // give the connection other keys
	HelpRows   FlowHelp = "rows"   // look at the rows that were refused
	HelpRetry  FlowHelp = "retry"  // have the last run made once more
	HelpStart  FlowHelp = "start"  // have it run now
	HelpPause  FlowHelp = "pause"  // switch it off
	HelpResume FlowHelp = "resume" // switch it on again
)

// FlowTold is a dataflow in words.
type FlowTold struct {
	Status history.FlowStatus
	Where  []Text // how often it runs, and from where to where, as far as it is known
	// Again says that it failed, and that a run is under way for which something was done.
	Again bool
	// Mapped says that something was wrong in the last run, and that the mapping is another
	// one since.
	Mapped bool
	// Behind says that files were left unread, although it does not fail any more.
	Behind bool
	// Head says what is wrong, in a few words; empty where nothing is.
	Head Text
	// Lines say how it stands.
	Lines []Text
	// Figures are what the last run counted, each by itself.
	Figures []Text
	// Problem explains what is wrong, and what to do about it.
	Problem Problem
	// Helps is what can be done: what helps first comes first.
	Helps []FlowHelp
}

// FlowSince is what was last done that the last run may not know of; zero for never.
type FlowSince struct {
	// Mended is when its connection got other keys, or another try was made.
	Mended time.Time
	// Changed is when its connection was changed, by whomever: it need not be the keys.
	Changed time.Time
	// Mapped is when it got another mapping.
	Mapped time.Time
}

// TellFlow puts a dataflow into words, as of a moment.
func TellFlow(d history.Dataflow, since FlowSince, now time.Time) FlowTold {
	problem, fix := ExplainRun(d.Last)
	told := FlowTold{Status: d.Status()}
	for _, text := range []Text{Often(d.Schedule, now), pathOf(d)} {
		if !text.Empty() {
			told.Where = append(told.Where, text)
		}
	}
	switch told.Status {
	case history.FlowsFailing:
		told.Problem = problem
		told.Head, told.Lines = failing(d, problem, fix, now)
		if told.Again = d.UnderWay() && since.Mended.After(began(d.Last)); told.Again {
			told.Head = T("flow.tryingAgain", "At", lately(d.Runs[0].At, now))
		}
	case history.FlowsPartial, history.FlowsUnknown:
		told.Problem, told.Head = problem, problem.Title
		told.Lines = append(told.Lines, lastRun(d, now))
	case history.FlowsPaused:
		told.Problem = problem
		told.Head, told.Lines = paused(d, problem, fix, now)
	case history.FlowsWaiting:
		told.Lines = append(told.Lines, first(d, now))
	default:
		told.Lines = append(told.Lines, lastRun(d, now))
	}
	told.tellSince(since, fix, began(d.Last))
	told.tellBehind(d, now)
	told.Lines = append(told.Lines, besides(d, told.Status, now)...)
	if told.Again { // what it does now is what one waits for
		slices.Reverse(told.Lines)
	}
	if d.Last.Outcome != client.OutcomeFailed {
		told.Figures = figures(d.Last)
	}
	told.Helps = helps(d, told.Status, told.Again, fix)
	return told
}

// tellSince tells what was done since the last run, which that does not know of.
func (f *FlowTold) tellSince(since FlowSince, fix Fix, last time.Time) {
	f.Mapped = fix != FixKeys && !f.Problem.Empty() && since.Mapped.After(last)
	switch {
	case f.Again:
	case fix == FixKeys && since.Changed.After(last): // they need not be those in use
		f.Head = T("flow.changedSince")
	case f.Mapped:
		f.Head = T("flow.mappedSince")
		f.Lines = slices.Insert(f.Lines, 0, T("flow.nextTells"))
	}
}

// tellBehind tells of runs that left files unread, where the others do not tell of failure.
func (f *FlowTold) tellBehind(d history.Dataflow, now time.Time) {
	left := d.LeftBehind()
	if len(left) == 0 || d.Fails() {
		return
	}
	f.Behind = true
	if f.Head.Empty() {
		f.Head = T("flow.behind")
	}
	f.Lines = append(f.Lines, leftBehind(left, now))
}

// leftBehind says which runs left files unread.
func leftBehind(runs []history.Mark, now time.Time) Text {
	at := lately(runs[len(runs)-1].At, now)
	if len(runs) == 1 {
		return T("flow.behindOne", "At", at)
	}
	return T("flow.behindSome", "Count", len(runs), "At", at)
}

// besides is what is told of a dataflow whatever came of its last run: a state that is
// none of the usual ones, what is under way, and when it runs next.
func besides(d history.Dataflow, status history.FlowStatus, now time.Time) (lines []Text) {
	idle := status == history.FlowsPaused || status == history.FlowsWaiting
	if d.State != "" && d.State != "enabled" && status != history.FlowsPaused {
		lines = append(lines, T("flow.state", "State", d.State))
	}
	next := d.Schedule.Next(now)
	switch {
	case d.UnderWay() && len(d.Runs) > 1 && !d.Runs[1].Outcome.Ended() && d.Runs[1].Outcome != client.OutcomeUnknown:
		lines = append(lines, T("flow.severalUnderWay"))
	case d.UnderWay():
		lines = append(lines, underWay(d.Runs[0], now))
	case !idle && !next.IsZero():
		lines = append(lines, T("flow.next", "At", lately(next, now)))
	}
	return lines
}

// lately is a moment that is told as briefly as it can be.
func lately(at, now time.Time) Lately { return Lately{at, now} }

// everies are how often a dataflow runs that does so every one, or every so many,
// minutes, hours and so on.
var everies = map[client.Frequency]struct{ one, several string }{
	client.ByMinute: {"flow.every.minute", "flow.every.minutes"},
	client.ByHour:   {"flow.every.hour", "flow.every.hours"},
	client.ByDay:    {"flow.every.day", "flow.every.days"},
	client.ByWeek:   {"flow.every.week", "flow.every.weeks"},
}

// Often says how often a dataflow runs, a daily one by the time of day of its next run: the
// clocks may have changed since the first. A word of Adobe's that is not known here is
// shown as it is.
func Often(s client.Schedule, now time.Time) Text {
	n := max(s.Interval, 1)
	every, known := everies[s.Frequency]
	switch {
	case s.Once():
		return T("flow.once")
	case s.Frequency == "":
		return Text{}
	case !known:
		return T("flow.often", "Word", string(s.Frequency))
	case n > 1:
		return T(every.several, "Count", n)
	case s.Frequency == client.ByDay && !s.Start.IsZero():
		return T("flow.daily", "At", s.Next(now).Local().Format("15:04"))
	}
	return T(every.one)
}

// pathOf says from where to where a dataflow brings files.
func pathOf(d history.Dataflow) Text {
	dataset := cmp.Or(d.DatasetName, string(d.Dataset))
	switch {
	case d.Path != "" && dataset != "":
		return T("flow.path", "Path", d.Path, "Dataset", dataset)
	case d.Path != "":
		return T("flow.from", "Path", d.Path)
	case dataset != "":
		return T("flow.into", "Dataset", dataset)
	}
	return Text{}
}

// failing says since when a dataflow fails. That the keys are why is said only where
// Amazon said so.
func failing(d history.Dataflow, problem Problem, fix Fix, now time.Time) (head Text, lines []Text) {
	head = problem.Title
	since := now.Sub(d.FailingSince)
	long := d.Failed > 1 && !d.FailingSince.IsZero() && since >= time.Hour
	switch byAmazon := fix == FixKeys && keyRules[storeRules[d.Last.Cause.StoreCode()].name]; {
	case byAmazon && long:
		head = T("flow.keysRefusedFor", "Span", Span(since))
	case byAmazon:
		head = T("flow.keysRefused")
	}
	switch {
	case d.Failed <= 1:
		lines = append(lines, T("flow.failedOne", "At", lately(began(d.Last), now)))
	case d.AtLeast:
		lines = append(lines, T("flow.failedAtLeast", "Count", d.Failed, "At", lately(d.FailingSince, now)))
	case !d.LastFile.IsZero():
		lines = append(lines, T("flow.failedSince", "Count", d.Failed, "At", lately(d.FailingSince, now)))
	default:
		lines = append(lines, T("flow.failed", "Count", d.Failed, "At", lately(d.FailingSince, now)))
	}
	return head, lines
}

// paused says of a dataflow that is paused what is wrong with it, which a pause does not
// mend.
func paused(d history.Dataflow, problem Problem, fix Fix, now time.Time) (head Text, lines []Text) {
	head, lines = problem.Title, []Text{T("flow.paused")}
	switch {
	case d.Fails():
		var since []Text
		head, since = failing(d, problem, fix, now)
		lines = append(lines, since...)
	case d.Last.ID != "":
		lines = append(lines, lastRun(d, now))
	}
	return head, lines
}

// first says when a dataflow that has not run yet does so first.
func first(d history.Dataflow, now time.Time) Text {
	if next := d.Schedule.Next(now); !next.IsZero() {
		return T("flow.neverRunNext", "At", lately(next, now))
	}
	return T("flow.neverRun")
}

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
	return T("flow.running", "At", lately(run.At, now))
}

// lastRun says when the last run was, and what became of its rows.
func lastRun(d history.Dataflow, now time.Time) Text {
	run := d.Last
	if run.ID == "" {
		return first(d, now)
	}
	at, f := lately(began(run), now), run.Figures
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

// helps are what can be done about a dataflow, what helps first before the rest.
func helps(d history.Dataflow, status history.FlowStatus, again bool, fix Fix) []FlowHelp {
	var all []FlowHelp
	add := func(help FlowHelp, when bool) {
		if when {
			all = append(all, help)
		}
	}
	enabled := d.State == "enabled"
	ended := enabled && !d.UnderWay()
	failing := d.Fails()
	refused := (d.LeftOut() || failing && fix == FixRows) && len(d.Last.Batches) > 0
	// While it is being tried again there is no telling what the keys are worth.
	add(HelpKeys, failing && fix == FixKeys && !again)
	add(HelpRows, refused)
	if status == history.FlowsPaused {
		return append(all, HelpResume)
	}
	add(HelpRetry, ended && canRetry(d))
	add(HelpStart, d.Schedule.Once() && ended && !failing)
	add(HelpPause, enabled && (!d.Schedule.Once() || status == history.FlowsWaiting))
	return all
}

// canRetry says whether there is a run to be tried again.
func canRetry(d history.Dataflow) bool {
	if d.Fails() {
		return d.Last.Retryable
	}
	return len(d.LeftBehind()) > 0
}

// TellMark says of one run when it was and what came of it.
func TellMark(run history.Mark, now time.Time) Text {
	at := lately(run.At, now)
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
