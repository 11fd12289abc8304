package connection

import (
	"mooring/client"
	"mooring/client/history"
	"mooring/gui/model"
)

// Conflict is what somebody else changed, in EditConflict; nil otherwise.
func (e *Editing) Conflict() *Conflict { return e.conflict }

// Overwrite sends the change again, over the version that the user has seen in
// EditConflict.
func (e *Editing) Overwrite() {
	if e.phase != EditConflict || !e.conflict.CanOverwrite() {
		return
	}
	e.seen, e.conflict = seenConnection(e.conflict.Current), nil
	e.send()
}

// KeepTheirs leaves the connection as somebody else left it. What was typed stays,
// to be sent on top of that or to be given up; the register takes the connection as
// it is now.
func (e *Editing) KeepTheirs() {
	if e.phase != EditConflict || e.conflict == nil {
		return
	}
	theirs := seenConnection(e.conflict.Current).knowing(e.seen)
	e.phase, e.problem, e.conflict, e.change = EditOpen, model.Problem{}, nil, client.Change{}
	e.take(theirs)
	e.read(func(done) {
		if e.phase == EditOpen && e.problem.Empty() {
			e.problem = model.NewProblem("keptTheirs")
		}
	})
}

// LookAgain asks Platform what it holds now, in EditUnknown.
func (e *Editing) LookAgain() {
	if e.phase != EditUnknown {
		return
	}
	before := e.seen
	e.read(func(d done) {
		if d.err == nil && e.phase == EditOpen {
			e.compare(before, d)
		}
	})
}

// compare tells from the connection as it is now whether a change was made
// whose answer got lost.
func (e *Editing) compare(before Seen, d done) {
	mine := before.with(e.change)
	now := seenConnection(d.current).knowing(mine)
	// Of keys only the id shows: whether another secret was taken cannot be told.
	shows := mine != before
	switch {
	case now.ETag == before.ETag:
		e.problem = model.NewProblem("changeNotMade")
	case shows && now == mine.at(now.ETag):
		e.phase, e.test, e.testErr = EditDone, history.NotTested, nil
	default:
		e.seen = before
		e.phase = EditConflict
		e.conflict = &Conflict{Current: d.current, seen: before, mine: e.change}
	}
}
