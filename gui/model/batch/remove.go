package batch

import (
	"slices"
	"time"
)

// Removal is a row that was taken out of a table, as Remove found it.
type Removal struct {
	// Line is that of the row in its file.
	Line int

	line  *line
	at    int
	round int
	// followed is how often the rows had followed another choice by then.
	followed int
	// id is that of its batch, if that was begun.
	id       string
	begun    time.Time
	practice bool
	// last is the table that went with its last row.
	last *whole
}

// whole is a table apart from its rows.
type whole struct {
	table table
	name  string
	phase Phase
}

// Remove takes a row out of the table, unless it is settled: what became of that is to
// be seen. With the last one the table goes.
func (b *Batch) Remove(row int) Removal {
	if b.busy() || row < 0 || row >= b.Len() || b.lines[row].settled() {
		return Removal{}
	}
	l := b.lines[row]
	r := Removal{Line: l.number, line: l, at: row, round: b.round, followed: b.followed, id: b.id, begun: b.begun, practice: b.checked.Practice}
	b.lines = slices.Delete(slices.Clone(b.lines), row, row+1)
	b.changes++
	b.compare()
	b.ended = Ending{}
	if b.Len() == 0 {
		r.last = &whole{*b.table, b.name, b.phase}
		b.Clear()
		return r
	}
	b.keepOn(b.lines, b.checked.Practice)
	b.tidy()
	b.Changed.Emit()
	return r
}

// PutBack puts a row that was removed back where it was, and returns where that is; -1
// where its table is not open any more, or something is under way.
func (b *Batch) PutBack(r Removal) int {
	switch {
	case r.line == nil || b.busy():
		return -1
	case b.round == r.round:
	case r.last != nil && b.round == r.round+1 && b.phase == Empty:
		*b.table, b.name, b.phase = r.last.table, r.last.name, r.last.phase
	default:
		return -1
	}
	at := min(r.at, b.Len())
	b.lines = slices.Insert(slices.Clone(b.lines), at, r.line)
	b.changes--
	if b.followed != r.followed {
		r.line.recheck(b.book())
	}
	b.Follow()
	b.compare()
	b.ended = Ending{}
	if b.id == "" && r.practice == b.checked.Practice { // nothing was left of it without this row
		b.id, b.begun = r.id, r.begun
	}
	b.keepOn(b.lines, b.checked.Practice)
	b.Changed.Emit()
	return at
}
