package credentials

import (
	"encoding/csv"
	"errors"
	"io"
	"strings"
)

// readTable reads a table with a header: accessKeys.csv, credentials.csv,
// whichever list separator the spreadsheet that saved it last had, or the rows
// of a page copied with tabs.
func readTable(text string) *collector {
	header, rest, separator := tableHeader(text)
	if header == nil {
		return nil
	}
	c := newCollector(FormatCSV)
	c.known, c.sure = true, true
	rows := csvReader(rest, separator)
	const most = 10_000
	for range most {
		row, err := rows.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		var damaged *csv.ParseError
		if errors.As(err, &damaged) {
			continue // the reader goes on with the next line
		}
		if err != nil {
			break
		}
		c.row(header, row)
	}
	return c
}

func csvReader(text string, separator rune) *csv.Reader {
	r := csv.NewReader(strings.NewReader(text))
	r.Comma = separator
	r.FieldsPerRecord = -1
	r.LazyQuotes = true
	r.TrimLeadingSpace = separator != '\t'
	return r
}

// tableHeader looks for a header with a known column in the first lines. A
// single column is none: that is a label above its value.
func tableHeader(text string) (header []field, rest string, separator rune) {
	const within = 5 // lines: Excel's "sep=;", a title, empty ones
	rest = text
	for range within {
		var line string
		line, rest, _ = strings.Cut(rest, "\n")
		for _, separator := range ",;\t|" {
			if !strings.ContainsRune(line, separator) {
				continue
			}
			row, err := csvReader(line, separator).Read()
			if err != nil {
				continue
			}
			if header := columns(row); header != nil {
				return header, rest, separator
			}
		}
		if rest == "" {
			break
		}
	}
	return nil, "", 0
}

// columns returns the field of each column, or nil if the row is no header: it
// needs the key id or the password of a user, and nothing that is a value.
func columns(row []string) []field {
	const most = 64 // a credential report has 22
	if len(row) < 2 || len(row) > most {
		return nil
	}
	header := make([]field, len(row))
	known, telling := 0, false
	for i, cell := range row {
		if _, isValue := Guess(trimEnds(cell)); isValue {
			return nil
		}
		header[i] = fieldOf(cell)
		switch header[i] {
		case fieldKeyID, fieldPassword, fieldSecretKey:
			telling = true
			known++
		case fieldNone:
			// IAM's credential report has no keys; to say so is better than to
			// call it unknown.
			if name := canonical(cell); name == "accesskey1active" || name == "passwordenabled" {
				telling = true
				known++
			}
		default:
			known++
		}
	}
	if !telling || known < 2 {
		return nil
	}
	return header
}

// row reads one row. One that repeats the header, or is empty, adds nothing.
func (c *collector) row(header []field, row []string) {
	r := newRecord("")
	for i, cell := range row {
		if i >= len(header) || header[i] == fieldNone || fieldOf(cell) == header[i] && header[i] != fieldUser && !IsPlaceholder(trimEnds(cell)) {
			continue
		}
		r.add(header[i], cell)
	}
	r.label = r.first(fieldUser)
	// Without a key there is at most a password of the console. A page that
	// shows both has the secret in the column that is called so.
	if !r.has(fieldKeyID, fieldSecretKey) && r.has(fieldPassword) {
		c.skip(r.label, ReasonPassword)
		return
	}
	c.add(r)
}
