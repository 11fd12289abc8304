package client

import (
	"bytes"
	"encoding/json"
	"errors"
	"maps"
	"slices"
	"strings"
	"unicode"
)

// The most that is kept of a preview. It is there to be looked at.
const (
	maxRows    = 100
	maxColumns = 200
	maxCell    = 256 // bytes
)

var errNoPreview = errors.New("the answer is no preview of a file")

// FileColumn is a column of a file.
type FileColumn struct{ Name, Type string }

// Preview is the beginning of a file: at most 100 rows of 200 columns, each
// value a line of at most 256 bytes.
type Preview struct {
	Columns []FileColumn
	// Rows are the first rows, one text for each column; empty where Platform
	// answers with columns only.
	Rows [][]string
}

// readPreview reads the three answers that Adobe shows: an array of columns
// (tutorial "Explore cloud storage"); schema.columns with the rows in data
// (tutorial "Data Landing Zone"); and, of nested files, a JSON Schema in schema
// (the tutorials on sources that answer JSON). Of others it takes what it can.
func readPreview(body []byte) (Preview, *APIError) {
	v, e := decodeJSON(body)
	if e != nil {
		return Preview{}, e
	}
	switch v := v.(type) {
	case []any:
		if columns := readColumns(v); len(columns) > 0 {
			return tabulate(columns, nil), nil
		}
		return tabulate(nil, v), nil
	case map[string]any:
		schema := object(v).object("schema")
		list, _ := schema["columns"].([]any)
		columns := readColumns(list)
		if len(columns) == 0 {
			columns = readProperties(schema.object("properties"))
		}
		return tabulate(columns, rowsOf(v)), nil
	}
	return Preview{}, &APIError{Kind: KindNotPlatform, Err: errNoPreview}
}

// rowsOf returns the rows beside a schema; a nested file may be one object.
func rowsOf(o object) []any {
	switch data := o["data"].(type) {
	case []any:
		return data
	case map[string]any:
		return []any{data}
	}
	return nil
}

// readColumns reads a list of columns; one without a name and a type makes it
// none, since rows may have a member "name" too.
func readColumns(list []any) []FileColumn {
	columns := make([]FileColumn, 0, min(len(list), maxColumns))
	for _, item := range list[:min(len(list), maxColumns)] {
		m, _ := item.(map[string]any)
		name, named := m["name"].(string)
		value, typed := m["type"] // null where Platform cannot tell
		kind, _ := value.(string)
		if !named || !typed {
			return nil
		}
		columns = append(columns, FileColumn{name, kind})
	}
	return columns
}

// readProperties reads the top of a JSON Schema. Its members have no order, so
// that they come in that of their names.
func readProperties(properties object) []FileColumn {
	names := slices.Sorted(maps.Keys(properties))
	columns := make([]FileColumn, 0, min(len(names), maxColumns))
	for _, name := range names[:min(len(names), maxColumns)] {
		columns = append(columns, FileColumn{name, properties.object(name).text("type")})
	}
	return columns
}

// tabulate puts the first rows under the columns, or under those that the rows
// themselves have, and makes all of it fit to be shown.
func tabulate(columns []FileColumn, list []any) Preview {
	list = list[:min(len(list), maxRows)]
	if len(columns) == 0 {
		columns = columnsOf(list)
	}
	var out Preview
	for _, column := range columns {
		out.Columns = append(out.Columns, FileColumn{line(column.Name), line(column.Type)})
	}
	if len(columns) == 0 {
		return out
	}
	for _, item := range list {
		row := make([]string, len(columns))
		switch item := item.(type) {
		case map[string]any:
			for i, column := range columns {
				row[i] = cell(item[column.Name])
			}
		case []any:
			for i := range min(len(item), len(row)) {
				row[i] = cell(item[i])
			}
		default:
			row[0] = cell(item)
		}
		out.Rows = append(out.Rows, row)
	}
	return out
}

// columnsOf returns the members that the rows have, in the order of their
// names, or columns without a name for rows that are arrays or single values.
func columnsOf(list []any) []FileColumn {
	names, width := map[string]bool{}, 0
	for _, item := range list {
		switch item := item.(type) {
		case map[string]any:
			for name := range item {
				names[name] = true
			}
		case []any:
			width = max(width, len(item))
		default:
			width = max(width, 1)
		}
	}
	columns := make([]FileColumn, 0, min(len(names), maxColumns))
	for _, name := range slices.Sorted(maps.Keys(names)) {
		columns = append(columns, FileColumn{Name: name})
	}
	for len(columns) < width && len(columns) < maxColumns {
		columns = append(columns, FileColumn{})
	}
	return columns[:min(len(columns), maxColumns)]
}

// cell returns a value as one short line of plain text.
func cell(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case string:
		return line(v)
	case json.Number:
		return line(v.String())
	}
	return line(asJSON(v))
}

// asJSON returns a value that came out of JSON as JSON again.
func asJSON(v any) string {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return ""
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// line makes a text fit to be shown in one line, and cuts it where it is long.
func line(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == '\u2028' || r == '\u2029' {
			return ' '
		}
		return r
	}, shorten(text, maxCell))
}
