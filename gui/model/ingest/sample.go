package ingest

import (
	"slices"

	"mooring/client"
	"mooring/gui/model"
)

// sample is what was read of the files: their columns and the first rows.
type sample struct {
	format  client.FileFormat
	columns []client.FileColumn
	rows    [][]string
}

// place is where a pair stands: at its column, or behind all of them.
func (s sample) place(p Pair) int {
	if p.Kind == client.MappingAttribute {
		if at := s.column(p.Source); at >= 0 {
			return at
		}
	}
	return len(s.columns)
}

func (s sample) column(name string) int {
	return slices.IndexFunc(s.columns, func(c client.FileColumn) bool { return c.Name == name })
}

// troubles are what would go wrong with a pair, as its first values show. What an
// expression makes of them Data Prep tells.
func (s sample) troubles(p Pair) []Trouble {
	if p.Kind == client.MappingStatic {
		return troublesOf(p.Source, []string{p.Source}, p.Field)
	}
	at := s.column(p.Source)
	switch {
	case p.Kind != client.MappingAttribute || s.format.Type != typeDelimited:
		return nil
	case at < 0 && len(s.columns) > 0 && len(s.columns) < seenColumns:
		return []Trouble{{Text: model.T("ingest.trouble.noColumn", "Column", p.Source)}}
	case at < 0:
		return nil
	}
	values := make([]string, 0, len(s.rows))
	for _, row := range s.rows {
		if at < len(row) {
			values = append(values, row[at])
		}
	}
	return troublesOf(p.Source, values, p.Field)
}

// firstRows are the first rows, each value by its column.
func (s sample) firstRows() []map[string]string {
	var all []map[string]string
	for _, row := range s.rows[:min(len(s.rows), triedRows)] {
		values := map[string]string{}
		for i, column := range s.columns {
			if i < len(row) && column.Name != "" {
				values[column.Name] = row[i]
			}
		}
		all = append(all, values)
	}
	return all
}
