package practice

import (
	"cmp"
	"fmt"
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// reading is how a file is to be read.
type reading struct {
	kind, delimiter, compression string
	preview                      bool
	determine                    bool // Platform is to find out how
}

// parseReading reads the query of a file. Its names are those of the tutorials;
// those of the reference, in upper case, are taken too.
func parseReading(q url.Values) (reading, *refusal) {
	how := reading{
		kind:        strings.ToLower(cmp.Or(q.Get("fileType"), q.Get("FileType"))),
		delimiter:   cmp.Or(q.Get("columnDelimiter"), ","),
		compression: cmp.Or(q.Get("compressionType"), q.Get("CompressionType")),
	}
	if raw := q.Get("determineProperties"); raw != "" {
		determine, err := strconv.ParseBool(raw)
		if err != nil {
			return how, invalidValue("determineProperties", raw)
		}
		how.determine = determine
	}
	if how.determine {
		for name := range q {
			if slices.Contains([]string{"filetype", "columndelimiter", "compressiontype", "encoding"}, strings.ToLower(name)) {
				return how, provider("1374-400", "The query parameter determineProperties cannot be used together with %s.", name)
			}
		}
		how.preview = true
		return how, nil
	}
	if how.kind == "" {
		return how, missingQuery("fileType")
	}
	for _, v := range []struct {
		field, value string
		allowed      []string
	}{
		{"fileType", how.kind, []string{"delimited", "json", "parquet"}},
		{"compressionType", how.compression, []string{"", "bzip2", "gzip", "deflate", "zipDeflate", "tarGzip", "tar"}},
		{"encoding", q.Get("encoding"), []string{"", "UTF-8", "ISO-8859-1"}},
	} {
		if !slices.Contains(v.allowed, v.value) {
			return how, invalidValue(v.field, v.value)
		}
	}
	if how.delimiter == `\t` { // as the tutorial spells it
		how.delimiter = "\t"
	}
	if utf8.RuneCountInString(how.delimiter) != 1 {
		return how, invalidValue("columnDelimiter", how.delimiter)
	}
	if raw := q.Get("preview"); raw != "" {
		preview, err := strconv.ParseBool(raw)
		if err != nil {
			return how, invalidValue("preview", raw)
		}
		how.preview = preview
	}
	return how, nil
}

// determined is the answer for a file of which Platform finds out how it is read
// (tutorial "Data Landing Zone"). That it cannot tell of a file without an ending is
// an assumption.
func (f *storedFile) determined(name string) (any, *refusal) {
	if f.size() == 0 || path.Ext(name) == "" {
		return nil, provider("1375-400", "The properties of the file could not be determined. Please enter properties manually.")
	}
	properties := fields{"fileType": f.kind}
	if f.delimiter != "" {
		properties["columnDelimiter"] = f.delimiter
	}
	if f.compression != "" {
		properties["compressionType"] = f.compression
	}
	if out, ok := f.shown(reading{kind: f.kind, delimiter: f.delimiter, preview: true}).(fields); ok {
		return out.with(fields{"properties": properties}), nil
	}
	return fields{"properties": properties, "format": "flat", "schema": fields{"columns": f.columns}, "data": []fields{}}, nil
}

// shown is the answer for a file. A file of which no rows are known, and every
// file without preview, shows its columns (tutorial "Explore cloud storage"). A
// preview of JSON (tutorials on sources that answer JSON) is another one than that
// of a table (tutorial "Data Landing Zone").
func (f *storedFile) shown(how reading) any {
	columns, rows := f.table(how.delimiter)
	if !how.preview || len(rows) == 0 {
		return columns
	}
	data := make([]map[string]any, 0, len(rows))
	for _, row := range rows {
		values := make(map[string]any, len(row))
		for i, value := range row {
			values[columns[i].Name] = value
		}
		data = append(data, values)
	}
	if f.kind == "json" {
		properties := fields{}
		for _, c := range columns {
			properties[c.Name] = fields{"type": strings.ToLower(c.Type)}
		}
		return fields{"format": "hierarchical", "schema": fields{"type": "object", "properties": properties}, "data": data}
	}
	list := make([]fields, 0, len(columns))
	for _, c := range columns {
		kind := strings.ToLower(c.Type)
		list = append(list, fields{"name": c.Name, "type": kind, "xdm": fields{"type": kind}})
	}
	return fields{"format": "flat", "schema": fields{"columns": list}, "data": data}
}

// table is what is in a file, as it is read with a delimiter; an empty one is a
// comma.
func (f *storedFile) table(delimiter string) ([]column, [][]any) {
	if f.kind == "delimited" && cmp.Or(delimiter, ",") != f.delimiter {
		return f.unparted()
	}
	return f.columns, f.rows
}

// unparted is a delimited file that is read with another delimiter than its own:
// one column that holds everything.
func (f *storedFile) unparted() ([]column, [][]any) {
	names := make([]string, 0, len(f.columns))
	for _, c := range f.columns {
		names = append(names, c.Name)
	}
	rows := make([][]any, 0, len(f.rows))
	for _, row := range f.rows {
		values := make([]string, 0, len(row))
		for _, value := range row {
			values = append(values, fmt.Sprint(value))
		}
		rows = append(rows, []any{strings.Join(values, f.delimiter)})
	}
	return []column{{strings.Join(names, f.delimiter), "String"}}, rows
}
