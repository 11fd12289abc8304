package register

import "maps"

// Marks are the entries that something is to be done with. They go by entry: rows
// that move take their marks along. Where none is marked, it is the selected one.
type Marks struct {
	rows    *rows
	changed func()

	marked map[string]bool
	// anchor is where a range begins, and anchorRow where it was seen last.
	anchor    string
	anchorRow int
}

func newMarks(rows *rows, changed func()) *Marks {
	return &Marks{rows: rows, changed: changed, marked: map[string]bool{}}
}

// Has reports whether something would be done with the entry of a row: that it is
// marked or, where none is, that it is the selected one.
func (m *Marks) Has(row int) bool {
	if len(m.marked) == 0 {
		return row == m.rows.at
	}
	return m.rows.has(row) && m.marked[m.rows.ids[row]]
}

// Count is how many entries are marked; 0 where there is a selected one at most.
func (m *Marks) Count() int { return len(m.marked) }

// only is the entry that is marked where just one is, or "".
func (m *Marks) only() string {
	if len(m.marked) != 1 {
		return ""
	}
	for id := range m.marked {
		return id
	}
	return ""
}

// Cursor is the row that keys move from, or -1.
func (m *Marks) Cursor() int { return m.rows.at }

// selected is the row of the only entry that is marked or, where none or several are, that
// of the cursor.
func (m *Marks) selected() int {
	if only := m.only(); only != "" && only != m.rows.selected {
		return m.rows.find(only)
	}
	return m.rows.at
}

// release lets go of all marks. What is selected stays so.
func (m *Marks) release() {
	if only := m.only(); only != "" {
		m.rows.choose(only)
	}
	m.clear()
}

// Drop takes the marks of entries away.
func (m *Marks) Drop(scope Scope) {
	for _, id := range scope {
		delete(m.marked, id)
	}
	m.changed()
}

// One marks the entry of a row and no other. It is where the next range begins.
func (m *Marks) One(row int) {
	m.clear()
	m.begin(row, true)
}

// Toggle marks the entry of a row besides, or takes its mark away. It is where
// the next range begins.
func (m *Marks) Toggle(row int) {
	if m.rows.has(row) {
		m.begin(row, !m.marked[m.rows.ids[row]])
	}
}

// begin marks the entry of a row, or takes its mark away, and lets ranges begin
// there.
func (m *Marks) begin(row int, on bool) {
	if !m.rows.has(row) {
		return
	}
	id := m.rows.ids[row]
	if on {
		m.marked[id] = true
	} else {
		delete(m.marked, id)
	}
	m.anchor, m.anchorRow = id, row
	m.changed()
}

// Range marks the entries of the rows from where the range begins to this one,
// both included, and no others.
func (m *Marks) Range(row int) {
	if !m.rows.has(row) {
		return
	}
	from := min(max(m.anchorRow, 0), len(m.rows.ids)-1)
	m.clear()
	for _, id := range m.rows.ids[min(from, row) : max(from, row)+1] {
		m.marked[id] = true
	}
	m.changed()
}

// All marks everything that the table shows.
func (m *Marks) All() {
	for _, id := range m.rows.ids {
		m.marked[id] = true
	}
	m.changed()
}

func (m *Marks) clear() { m.marked = map[string]bool{} }

// keep follows a change of the rows: entries that are not among them any more lose
// their marks.
func (m *Marks) keep() {
	if at := m.rows.find(m.anchor); at >= 0 {
		m.anchorRow = at
	}
	if len(m.marked) == 0 {
		return
	}
	still := map[string]bool{}
	for _, id := range m.rows.ids {
		if m.marked[id] {
			still[id] = true
		}
	}
	maps.DeleteFunc(m.marked, func(id string, _ bool) bool { return !still[id] })
}

// Scope is what an action is about: the marked entries or, where none is, the
// selected one.
func (m *Marks) Scope() Scope {
	switch {
	case len(m.marked) > 0:
		scope := make(Scope, 0, len(m.marked))
		for _, id := range m.rows.ids {
			if m.marked[id] {
				scope = append(scope, id)
			}
		}
		return scope
	case m.rows.at >= 0:
		return Scope{m.rows.selected}
	}
	return nil
}
