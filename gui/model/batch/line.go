package batch

import (
	"fmt"
	"slices"

	"mooring/client/history"
	"mooring/client/session"
	"mooring/gui/model"
)

// line is what is kept of a row.
type line struct {
	number int
	source string // tells it again when its file is read anew

	cells
	filled bool // its sandbox is the chosen one, as long as that is chosen
	broken bool // its name stood on several lines, which are one now
	folded bool // its description did
	longer bool // it has more cells than there are headings
	wide   bool // and there is something in them

	target session.Target // where it goes, as far as its checks found out
	like   likeness       // what stands above it in the table
	said   verdict        // what came of its rehearsal or creation

	accepted []string // the doubts that the user has seen to

	entry    *history.Entry    // nil while there is none
	removed  *history.BatchRow // what is left of its entry where that was removed from the list
	replaced string            // the attempt that failed before the line was changed
}

// failed is the attempt that failed, whose place the next one takes; "" without any.
func (l *line) failed() string {
	if l.entry != nil && l.entry.State == history.Failed {
		return l.entry.AttemptID
	}
	return l.replaced
}

// likeness is what is like a line among those above it.
type likeness struct {
	name int // the line with the same name in the same place; 0 for none
	keys int // one with the same key, bucket and folder there
}

// verdict is what Platform, Amazon or the register say of a line.
type verdict struct {
	given   bool
	state   State
	text    model.Text
	problem model.Problem
}

func troubled(state State, problem model.Problem) verdict {
	text := problem.Title
	if state == Wrong && !problem.Cause.Empty() {
		text = problem.Cause
	}
	return verdict{given: true, state: state, text: text, problem: problem}
}

// state is where the line stands.
func (l *line) state() State {
	switch {
	case l.said.given && l.said.state >= Creating:
		return l.said.state
	case l.refused:
		return Wrong
	case l.said.given && (l.said.state == Wrong || l.said.state == Twin):
		return l.said.state
	case l.like.name > 0:
		return Twin
	case (l.odd || l.like.keys > 0 || l.said.given && l.said.state == Doubtful) && !l.seenTo():
		return Doubtful
	}
	return Ready
}

// wanted reports whether Create makes the line: one that is right or, if these are
// wanted as well, that looks odd.
func (l *line) wanted(doubtful bool) bool {
	state := l.state()
	return state == Ready || doubtful && state == Doubtful
}

// doubts is all that looks odd.
func (l *line) doubts() []string {
	var all []string
	for _, c := range Columns() {
		if note := l.notes[c]; note.Level == model.Warning {
			all = append(all, fmt.Sprint(c, note.Text))
		}
	}
	if l.like.keys > 0 {
		all = append(all, fmt.Sprint(l.like.keys))
	}
	if l.said.given && l.said.state == Doubtful {
		all = append(all, fmt.Sprint(l.said.text))
	}
	return all
}

// seenTo reports whether the user has said that all that looks odd is right.
func (l *line) seenTo() bool {
	return l.accepted != nil && !slices.ContainsFunc(l.doubts(), func(doubt string) bool { return !slices.Contains(l.accepted, doubt) })
}

// flawed reports whether something is wrong with the connection that was made of it.
func (l *line) flawed() bool { return l.state() == Created && l.said.given && !l.said.problem.Empty() }

// settled reports whether there is nothing to be changed of it any more.
func (l *line) settled() bool {
	switch l.state() {
	case Creating, Created, Unknown:
		return true
	}
	return false
}

// text says why it is in its state.
func (l *line) text() model.Text {
	state := l.state()
	switch {
	case l.said.given && l.said.state == state && !l.said.text.Empty():
		return l.said.text
	case state == Wrong && l.longer:
		return model.T("batch.wide")
	case state == Wrong, state == Doubtful && l.odd:
		return l.worst()
	case state == Twin:
		return model.T("batch.twin", "Line", l.like.name)
	case state == Doubtful && l.like.keys > 0:
		return model.T("batch.sameKeys", "Line", l.like.keys)
	}
	return model.Text{}
}

// row is the line as it is shown.
func (l *line) row() Row {
	row := Row{Line: l.number, State: l.state(), Text: l.text(), Cells: make(map[Column]Cell, columnCount)}
	if l.entry != nil {
		row.Entry = *l.entry
	}
	if l.said.given && l.said.state == row.State {
		row.Problem = l.said.problem
	}
	for _, c := range Columns() {
		row.Cells[c] = Cell{Value: l.value(c), Verdict: l.notes[c]}
	}
	return row
}

// place is where it goes.
func (l *line) place() history.Place { return session.PlaceOf(l.target.Account) }
