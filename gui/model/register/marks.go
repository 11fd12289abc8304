package register

import (
	"context"
	"errors"
	"maps"
	"slices"

	"mooring/client/history"
)

// Marked reports whether something would be done with the entry of a row: that
// it is marked or, where none is, that it is the selected one.
func (t *Table) Marked(row int) bool {
	if len(t.marks) == 0 {
		return row == t.row
	}
	return row >= 0 && row < len(t.list.IDs) && t.marks[t.list.IDs[row]]
}

// MarkCount is how many entries are marked; 0 where there is a selected one at
// most.
func (t *Table) MarkCount() int { return len(t.marks) }

// MarkOne marks the entry of a row and no other. It is where the next range
// begins.
func (t *Table) MarkOne(row int) {
	t.unmark()
	t.begin(row, true)
}

// Toggle marks the entry of a row besides, or takes its mark away. It is where
// the next range begins.
func (t *Table) Toggle(row int) {
	if row >= 0 && row < len(t.list.IDs) {
		t.begin(row, !t.marks[t.list.IDs[row]])
	}
}

// begin marks the entry of a row, or takes its mark away, and lets ranges begin
// there.
func (t *Table) begin(row int, on bool) {
	if row < 0 || row >= len(t.list.IDs) {
		return
	}
	id := t.list.IDs[row]
	if on {
		t.marks[id] = true
	} else {
		delete(t.marks, id)
	}
	t.anchor, t.anchorRow = id, row
	t.Changed.Emit()
}

// MarkRange marks the entries of the rows from where the range begins to this
// one, both included, and no others.
func (t *Table) MarkRange(row int) {
	if row < 0 || row >= len(t.list.IDs) {
		return
	}
	from := min(max(t.anchorRow, 0), len(t.list.IDs)-1)
	t.unmark()
	for _, id := range t.list.IDs[min(from, row) : max(from, row)+1] {
		t.marks[id] = true
	}
	t.Changed.Emit()
}

// MarkAll marks everything that the table shows.
func (t *Table) MarkAll() {
	for _, id := range t.list.IDs {
		t.marks[id] = true
	}
	t.Changed.Emit()
}

func (t *Table) unmark() { t.marks = map[string]bool{} }

// keepMarks drops the marks of entries that are not among the rows any more.
func (t *Table) keepMarks() {
	if len(t.marks) == 0 {
		return
	}
	still := map[string]bool{}
	for _, id := range t.list.IDs {
		if t.marks[id] {
			still[id] = true
		}
	}
	maps.DeleteFunc(t.marks, func(id string, _ bool) bool { return !still[id] })
}

// Acting is what an action is about: the marked entries or, where none is, the
// selected one.
func (t *Table) Acting() Scope {
	switch {
	case len(t.marks) > 0:
		scope := make(Scope, 0, len(t.marks))
		for _, id := range t.list.IDs {
			if t.marks[id] {
				scope = append(scope, id)
			}
		}
		return scope
	case t.selected != "" && t.row >= 0:
		return Scope{t.selected}
	}
	return nil
}

// Shown is everything that the table shows, in its order.
func (t *Table) Shown() Scope { return Scope(slices.Clone(t.list.IDs)) }

// Everything hands all that the register holds of the side that is shown,
// practice or real, to then, in the order of the table.
func (t *Table) Everything(then func(Scope, error)) {
	query := t.shown
	query.Search, query.Filter = "", history.Filter{}
	t.runner.Go(func() func() {
		list, err := t.store.List(context.Background(), query)
		return func() { then(Scope(list.IDs), err) }
	})
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
