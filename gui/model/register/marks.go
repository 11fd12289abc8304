package register

import (
	"context"
	"errors"
	"maps"
	"slices"

	"mooring/client/history"
	"mooring/gui/model"
)

// markLimit bounds how many entries a range marks one by one. All of them at
// once are marked as a query, whatever their number.
const markLimit = 100_000

// marks are the entries that the user has marked, beside the selected one. They
// go by attempt id, so that they survive another order and a reload.
type marks struct {
	ids   []string // in the order in which they were marked
	known map[string]bool
	// all says that everything that the table shows is marked, but for except.
	all    bool
	except map[string]bool
}

func (m *marks) has(id string) bool {
	if m.all {
		return !m.except[id]
	}
	return m.known[id]
}

func (m *marks) set(id string, on bool) {
	switch {
	case id == "" || m.has(id) == on:
	case m.all && on:
		delete(m.except, id)
	case m.all:
		if m.except == nil {
			m.except = map[string]bool{}
		}
		m.except[id] = true
	case on:
		if m.known == nil {
			m.known = map[string]bool{}
		}
		m.known[id] = true
		m.ids = append(m.ids, id)
	default:
		delete(m.known, id)
		m.ids = slices.DeleteFunc(m.ids, func(other string) bool { return other == id })
	}
}

// keep drops the marks of entries that are not among still.
func (m *marks) keep(still map[string]bool) {
	m.ids = slices.DeleteFunc(m.ids, func(id string) bool { return !still[id] })
	maps.DeleteFunc(m.known, func(id string, _ bool) bool { return !still[id] })
}

// Marked reports whether something would be done with the entry of a row: that
// it is marked or, where none is, that it is the selected one.
func (t *Table) Marked(row int) bool {
	if t.MarkCount() == 0 {
		return row == t.row
	}
	entry, ok := t.Row(row)
	return ok && t.marks.has(entry.AttemptID)
}

// MarkCount is how many entries are marked; 0 where there is a selected one at
// most.
func (t *Table) MarkCount() int {
	if t.marks.all {
		return max(t.count-len(t.marks.except), 0)
	}
	return len(t.marks.ids)
}

// MarkOne marks the entry of a row and no other. It is where the next range
// begins.
func (t *Table) MarkOne(row int) {
	entry, _ := t.Row(row)
	t.unmark()
	t.marks.set(entry.AttemptID, true)
	t.anchor, t.anchorRow = entry.AttemptID, row
	t.Changed.Emit()
}

// Toggle marks the entry of a row besides, or takes its mark away. It is where
// the next range begins.
func (t *Table) Toggle(row int) {
	entry, ok := t.Row(row)
	if !ok {
		return
	}
	t.marks.set(entry.AttemptID, !t.marks.has(entry.AttemptID))
	t.anchor, t.anchorRow = entry.AttemptID, row
	t.ranging++
	t.Changed.Emit()
}

// MarkRange marks the entries of the rows from where the range begins to this
// one, both included, and no others: at most markLimit of them, those that are
// nearest to its beginning.
func (t *Table) MarkRange(row int) {
	if row < 0 || row >= t.count {
		return
	}
	from := min(max(t.anchorRow, 0), t.count-1)
	first, last := min(from, row), max(from, row)
	t.unmark()
	if first == 0 && last == t.count-1 && t.count > 1 {
		t.marks.all = true
		t.Changed.Emit()
		return
	}
	if last-first >= markLimit {
		first, last = max(first, from-markLimit+1), min(last, from+markLimit-1)
	}
	if ids, ok := t.idsAtHand(first, last); ok {
		t.markAll(ids)
		return
	}
	query := t.shown
	query.Offset, query.Limit = first, last-first+1
	round := t.ranging
	t.runner.Go(func() func() {
		ids, err := t.store.IDs(context.Background(), query)
		return func() {
			switch {
			case round != t.ranging:
			case err != nil:
				t.problem = model.Explain(err)
				t.Changed.Emit()
			default:
				t.markAll(ids)
			}
		}
	})
}

func (t *Table) markAll(ids []string) {
	for _, id := range ids {
		t.marks.set(id, true)
	}
	t.Changed.Emit()
}

// idsAtHand lists the attempt ids of rows, unless some of them would have to be
// fetched.
func (t *Table) idsAtHand(first, last int) ([]string, bool) {
	ids := make([]string, 0, last-first+1)
	for row := first; row <= last; row++ {
		entries := t.pages[row/pageRows]
		if row%pageRows >= len(entries) {
			return nil, false
		}
		ids = append(ids, entries[row%pageRows].AttemptID)
	}
	return ids, true
}

// MarkAll marks everything that the table shows, and what comes to be shown
// until something else is marked.
func (t *Table) MarkAll() {
	if t.count == 0 {
		return
	}
	t.unmark()
	t.marks.all = true
	t.Changed.Emit()
}

// unmark drops the marks, and those of a range that has not been read yet.
func (t *Table) unmark() {
	t.marks = marks{}
	t.ranging++
}

// Acting is what an action is about: the marked entries or, where none is, the
// selected one.
func (t *Table) Acting() Scope {
	scope := Scope{Count: t.MarkCount(), query: t.all(), rows: t.count}
	switch {
	case t.marks.all && scope.Count > 0:
		scope.byQuery, scope.except = true, maps.Clone(t.marks.except)
	case scope.Count > 0:
		scope.ids = slices.Clone(t.marks.ids)
	case t.selected != "" && t.row >= 0:
		scope.Count, scope.ids = 1, []string{t.selected}
	}
	return scope
}

// Shown is everything that the table shows, in its order.
func (t *Table) Shown() Scope {
	return Scope{Count: t.count, byQuery: true, query: t.all(), rows: t.count}
}

// Everything hands all that the register holds of the side that is shown,
// practice or real, to then, in the order of the table.
func (t *Table) Everything(then func(Scope, error)) {
	query := t.all()
	query.Search, query.Filter = "", history.Filter{}
	t.runner.Go(func() func() {
		count, err := t.store.Count(context.Background(), query)
		return func() { then(Scope{Count: count, byQuery: true, query: query, rows: count}, err) }
	})
}

// all is the query of what is shown, without the bounds of a page.
func (t *Table) all() history.Query {
	query := t.shown
	query.Limit, query.Offset = 0, 0
	return query
}

// errEnough ends a Gather that has reached its limit.
var errEnough = errors.New("enough entries")

// Gather reads the entries of a scope, at most limit of them, and hands them to
// then in the order of the table.
func (t *Table) Gather(scope Scope, limit int, then func([]history.Entry, error)) {
	t.runner.Go(func() func() {
		var entries []history.Entry
		err := scope.Each(context.Background(), t.store, func(entry history.Entry) error {
			if len(entries) == limit {
				return errEnough
			}
			entries = append(entries, entry)
			return nil
		})
		if errors.Is(err, errEnough) {
			err = nil
		}
		return func() { then(entries, err) }
	})
}
