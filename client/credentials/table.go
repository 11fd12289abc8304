package credentials

import (
	"encoding/csv"
	"errors"
	"slices"
	"strings"
)

// readTable reads a table with a header: accessKeys.csv, credentials.csv, the
// export of a password manager, whichever list separator the spreadsheet that
// saved it last had, or the rows of a page copied with tabs.
func readTable(text string) (reading, bool) {
	if rows, separator := namesDown(text); rows != nil {
		return readColumns(rows, separator)
	}
	header, rest, separator := tableHeader(text)
	if header == nil {
		return reading{}, false
	}
	is := reading{format: FormatCSV, known: true, sure: true}
	for _, row := range tableRows(rest, separator) {
		g := group{table: true}
		for i, cell := range row {
			if i >= len(header) || repeats(header[i], cell) {
				continue
			}
			g.add(header[i], cell)
			is.groups = append(is.groups, readWithin("", cell)...)
			g.around = append(g.around, places(cell)...)
		}
		is.groups = append(is.groups, g)
	}
	return is, true
}

// places are the lines of a cell that say where a bucket is, as in the note to a password.
func places(cell string) (found []named) {
	if !strings.ContainsAny(cell, ":=") || len(cell) > maxValue {
		return nil
	}
	is, _ := readLines(lineEnds.Replace(cell))
	for _, n := range is.groups[0].values {
		if f := fieldOf(n.name); slices.Contains(lent, f) || f == fieldServiceURL {
			found = append(found, n)
		}
	}
	return found
}

// tableRows reads the rows. A row of nothing but a piece goes on where the row
// before it was broken off.
func tableRows(text string, separator rune) [][]string {
	var all [][]string
	rows := csvReader(text, separator)
	const most = 10_000
	for range most {
		row, err := rows.Read()
		var damaged *csv.ParseError
		switch {
		case errors.As(err, &damaged):
			continue // the reader goes on with the next line
		case err != nil:
			return all
		}
		if n := len(all); n > 0 && len(row) == 1 && pieceShape.MatchString(row[0]) {
			if last := all[n-1]; len(last) > 1 && len(last[len(last)-1]) < maxValue {
				last[len(last)-1] += "\n" + row[0]
				continue
			}
		}
		if !ruled(row) {
			all = append(all, row)
		}
	}
	return all
}

// ruled reports whether a row is a line under the header and no more.
func ruled(row []string) bool {
	return strings.Trim(strings.Join(row, ""), "-:=+| \t") == ""
}

// repeats reports whether a cell repeats the header above it.
func repeats(header, cell string) bool {
	f := fieldOf(header)
	return f != fieldNone && f != fieldUser && Canonical(cell) == Canonical(header) && !IsPlaceholder(trimEnds(cell))
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
func tableHeader(text string) (header []string, rest string, separator rune) {
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
			if err == nil && isHeader(row) {
				return row, rest, separator
			}
		}
		if rest == "" {
			break
		}
	}
	return nil, "", 0
}

// isPair reports whether a row is a name and its value, which may hold a known word as
// my-secret-key does, in a table with a value in each row.
func isPair(row []string) bool {
	var cells []string
	for _, cell := range row {
		if cell = trimEnds(cell); cell != "" {
			cells = append(cells, cell)
		}
	}
	return len(cells) == 2 && fieldOf(cells[0]) != fieldNone && fieldOf(cells[1]) == fieldNone
}

// isHeader reports whether a row is a header: it needs the key id or the
// password of a user, and nothing that is a value.
func isHeader(row []string) bool {
	const most = 64 // a credential report has 22
	if len(row) < 2 || len(row) > most || isPair(row) {
		return false
	}
	known, telling := 0, false
	for _, cell := range row {
		for word := range strings.FieldsSeq(trimEnds(cell)) {
			if _, isValue := Guess(strings.Trim(word, quotes+"()[],.:")); isValue { // alone, in a command or in a sentence
				return false
			}
		}
		switch meaningOf(cell).field {
		case fieldKeyID, fieldPassword, fieldSecretKey:
			telling = true
			known++
		case fieldNone:
			// IAM's credential report has no keys; to say so is better than to
			// call it unknown.
			if name := Canonical(cell); name == "accesskey1active" || name == "passwordenabled" {
				telling = true
				known++
			}
		default:
			known++
		}
	}
	return telling && known >= 2
}
