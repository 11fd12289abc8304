package model

import (
	"cmp"
	"slices"
	"time"

	"mooring/client"
	"mooring/client/history"
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
			told.Head = T("flow.tryingAgain", "At", Lately{d.Runs[0].At, now})
		}
	case history.FlowsPartial, history.FlowsUnknown:
		told.Problem, told.Head = problem, problem.Title
		told.Lines = append(told.Lines, lastRun(d, now))
	case history.FlowsPaused:
		told.Problem = problem
		told.Head, told.Lines = paused(d, problem, fix, now)
	case history.FlowsWaiting:
		if !d.UnderWay() { // else it runs for the first time, of which besides tells
			told.Lines = append(told.Lines, first(d, now))
		}
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
	at := Lately{runs[len(runs)-1].At, now}
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
		lines = append(lines, T("flow.next", "At", Lately{next, now}))
	}
	return lines
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
		lines = append(lines, T("flow.failedOne", "At", Lately{began(d.Last), now}))
	case d.AtLeast:
		lines = append(lines, T("flow.failedAtLeast", "Count", d.Failed, "At", Lately{d.FailingSince, now}))
	case !d.LastFile.IsZero():
		lines = append(lines, T("flow.failedSince", "Count", d.Failed, "At", Lately{d.FailingSince, now}))
	default:
		lines = append(lines, T("flow.failed", "Count", d.Failed, "At", Lately{d.FailingSince, now}))
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
		return T("flow.neverRunNext", "At", Lately{next, now})
	}
	return T("flow.neverRun")
}
