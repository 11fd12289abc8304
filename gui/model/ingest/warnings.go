package ingest

import (
	"maps"
	"regexp"
	"slices"
	"strings"

	"mooring/client"
	"mooring/gui/model"
)

// Level says how much a Warning weighs.
type Level int

// The levels.
const (
	Note  Level = iota // good to know
	Warn               // harm is likely
	Fatal              // cannot be brought in like this: Next says so
)

// Warning is something that is told before it does harm.
type Warning struct {
	Level Level
	Text  model.Text
}

// hinders is the text of the first fatal warning.
func hinders(all []Warning) model.Text {
	for _, w := range all {
		if w.Level == Fatal {
			return w.Text
		}
	}
	return model.Text{}
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

// seenColumns is how many columns a preview shows at most.
const seenColumns = 200

// sampleWarnings are about the beginning of a file.
func sampleWarnings(format client.FileFormat, name string, seen client.Preview) []Warning {
	if len(seen.Columns) == 0 {
		return []Warning{{Fatal, model.T("ingest.warn.empty", "Name", name)}}
	}
	var all []Warning
	add := func(level Level, text model.Text) { all = append(all, Warning{level, text}) }
	if len(seen.Rows) == 0 {
		add(Note, model.T("browse.noRows"))
	}
	if format.Type != typeDelimited {
		add(Warn, model.T("ingest.warn.xdm"))
		return all
	}
	switch first := seen.Columns[0].Name; {
	case wide(first):
		add(Fatal, model.T("ingest.warn.utf16"))
		return all
	case hasMark(first):
		add(Note, model.T("ingest.warn.bom", "Column", withoutMark(first)))
	}
	if format.Encoding == latin1Name && misread(seen) {
		add(Warn, model.T("ingest.warn.encoding"))
	}
	if len(seen.Columns) >= seenColumns {
		add(Note, model.T("ingest.warn.wide", "Count", seenColumns))
	}
	if value := dataInHeader(seen.Columns); value != "" {
		add(Warn, model.T("ingest.warn.header", "Value", value))
	}
	if column := twice(seen.Columns); column != "" {
		add(Warn, model.T("ingest.warn.twice", "Column", column))
	}
	if nameless(seen.Columns) {
		add(Warn, model.T("ingest.warn.nameless"))
	}
	if row := torn(seen.Rows); row > 0 {
		add(Warn, model.T("ingest.warn.torn", "Row", row))
	}
	if len(seen.Columns) == 1 {
		add(Note, model.T("ingest.warn.oneColumn"))
	}
	return all
}

// wide reports whether a text was written with two bytes for each letter, as some
// programs call "Unicode": read as anything else it begins with a mark that is none.
func wide(name string) bool {
	return strings.HasPrefix(name, "ÿþ") || strings.HasPrefix(name, "þÿ") || strings.HasPrefix(name, "\ufffd\ufffd")
}

// otherScript is text of an encoding that Platform does not read, such as GBK, read as one
// of Western Europe: no language there has so many signs beyond ASCII in a row.
var otherScript = regexp.MustCompile(`[\x{80}-\x{ff}]{4}`)

// misread reports whether text of another script was taken for that of Western Europe.
func misread(seen client.Preview) bool {
	return slices.ContainsFunc(seen.Columns, func(c client.FileColumn) bool { return otherScript.MatchString(c.Name) }) ||
		slices.ContainsFunc(seen.Rows, func(row []string) bool { return slices.ContainsFunc(row, otherScript.MatchString) })
}

// dataShape is what a number, a date or an address looks like, and no name of a column.
var dataShape = regexp.MustCompile(`^(-?\d+([.,]\d+)?|\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}.*|[^@\s]+@[^@\s]+\.\w+)$`)

// dataInHeader is a value in the place of the names, where there are two or more.
func dataInHeader(columns []client.FileColumn) string {
	value, n := "", 0
	for _, column := range columns {
		if dataShape.MatchString(strings.TrimSpace(column.Name)) {
			if n == 0 {
				value = column.Name
			}
			n++
		}
	}
	if n >= 2 || n == 1 && len(columns) <= 2 {
		return value
	}
	return ""
}

// twice is the name of a column that another has as well.
func twice(columns []client.FileColumn) string {
	seen := map[string]bool{}
	for _, column := range columns {
		if seen[column.Name] && column.Name != "" {
			return column.Name
		}
		seen[column.Name] = true
	}
	return ""
}

func nameless(columns []client.FileColumn) bool {
	return slices.ContainsFunc(columns, func(c client.FileColumn) bool { return strings.TrimSpace(withoutMark(c.Name)) == "" })
}

// torn is the number of a row in which a quotation has no end: a line that ends within
// quotes was taken for two rows.
func torn(rows [][]string) int {
	for i, row := range rows {
		for _, cell := range row {
			if strings.HasPrefix(cell, `"`) && strings.Count(cell, `"`)%2 == 1 {
				return i + 1
			}
		}
	}
	return 0
}

// headerWarnings tell of a file whose columns are not those of the first.
func headerWarnings(first, other client.Preview, name string) []Warning {
	same := slices.EqualFunc(first.Columns, other.Columns, func(a, b client.FileColumn) bool {
		return withoutMark(a.Name) == withoutMark(b.Name)
	})
	switch {
	case len(other.Columns) == 0:
		return []Warning{{Warn, model.T("ingest.warn.alsoEmpty", "Name", name)}}
	case !same:
		return []Warning{{Warn, model.T("ingest.warn.otherHeader", "Name", name)}}
	}
	return nil
}
