package batch

import (
	"mooring/client/history"
)

// resume goes on with the batch that has most of the lines: of several that were cut
// short and have as many, with the one that was begun last. It returns that batch, or
// one without an ID where none has any of them.
func (t *table) resume(before []history.Batch, accounts book, hash func(string) string) (found history.Batch) {
	var best map[*line]*history.BatchRow
	for i := range before {
		if rows := t.match(&before[i], hash); len(rows) > len(best) {
			best, found = rows, before[i]
		}
	}
	for l, row := range best {
		said := l.plain
		l.resume(row, accounts)
		if l.plain != said {
			t.changes++
		}
	}
	return found
}

// match finds the rows of a batch among the lines. What the file says comes first: two
// rows may have been mended into one another.
func (t *table) match(before *history.Batch, hash func(string) string) map[*line]*history.BatchRow {
	type identity struct {
		place     history.Place
		name, key string
	}
	bySource, byName := map[string][]*history.BatchRow{}, map[identity][]*history.BatchRow{}
	for i := range before.Rows {
		row := &before.Rows[i]
		bySource[row.Source] = append(bySource[row.Source], row)
		if !row.Removed() { // of which the name is not known any more
			id := identity{row.Entry.Place, row.Entry.Name, row.Entry.AccessKeyHash}
			byName[id] = append(byName[id], row)
		}
	}
	found, used := map[*line]*history.BatchRow{}, map[*history.BatchRow]bool{}
	take := func(l *line, rows []*history.BatchRow) {
		for _, row := range rows {
			if !used[row] {
				found[l], used[row] = row, true
				return
			}
		}
	}
	for _, l := range t.lines {
		take(l, bySource[l.source])
	}
	for _, l := range t.lines {
		if found[l] == nil {
			take(l, byName[identity{l.place(), l.plain[Name], l.keyHash(hash)}])
		}
	}
	return found
}
