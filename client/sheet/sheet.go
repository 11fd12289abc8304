// Package sheet reads a table: what a spreadsheet saved as CSV with any separator, or
// what was copied from one. It works on text only and knows neither what the columns
// mean nor what may stand in them. What it reads may be secret, so none of its errors
// holds anything of it.
package sheet

import (
	"errors"
	"regexp"
	"slices"
	"strings"
)

// The limits of a table.
const (
	MaxSize = 16 << 20 // bytes of text
	MaxRows = 10_000
)

// Why a text is no table.
var (
	// ErrEmpty is the answer to nothing, or to headings without a row.
	ErrEmpty = errors.New("sheet: there is no row in it")
	// ErrTooLarge is the answer to more than MaxSize bytes or MaxRows rows.
	ErrTooLarge = errors.New("sheet: it is too large")
	// ErrNoHeading is the answer to a text without a row of known headings.
	ErrNoHeading = errors.New("sheet: it has no row of known headings")
	// ErrWorkbook is a file in a spreadsheet's own format, and ErrNotText any other
	// that is no text: for whoever decodes a file before it is read.
	ErrWorkbook = errors.New("sheet: it is a workbook and not CSV")
	ErrNotText  = errors.New("sheet: it is no text")
)

// Table is a table as it was read.
type Table struct {
	// Heading is the cells of its first row; nil where it has none and the order of
	// its columns was taken for granted.
	Heading []string
	Rows    []Row
}

// Row is one row of a Table.
type Row struct {
	Number int // as a spreadsheet counts it, from 1, whatever lines its cells have
	Cells  []string
}

// Headings tell a table from other text.
type Headings struct {
	// Known reports whether a cell heads a column that is wanted.
	Known func(cell string) bool
	// Bare reports whether a row that comes first is one of a table without headings.
	Bare func(cells []string) bool
}

// Read reads a table whose line ends are \n. It finds out by itself what parts the
// cells: that under which most headings are known.
func Read(text string, headings Headings) (Table, error) {
	if len(text) > MaxSize {
		return Table{}, ErrTooLarge
	}
	if strings.TrimSpace(text) == "" {
		return Table{}, ErrEmpty
	}
	text = withoutSep(text)
	separator, heading, ok := layout(text, headings)
	if !ok {
		return Table{}, ErrNoHeading
	}
	var t Table
	r := reader{text: text, separator: separator}
	for number := 0; ; number++ {
		row, ok := r.next()
		switch {
		case !ok && len(t.Rows) == 0:
			return t, ErrEmpty
		case !ok:
			return t, nil
		case number < heading || empty(row.Cells):
			continue
		case number == heading:
			t.Heading = row.Cells
			continue
		case t.Heading != nil && slices.Equal(row.Cells, t.Heading):
			continue // of a table that was put below another one
		case len(t.Rows) == MaxRows:
			return Table{}, ErrTooLarge
		}
		t.Rows = append(t.Rows, row)
	}
}

// separators are what parts cells, those that are likelier first.
const separators = "\t;,|，；^~"

// layout finds what parts the cells, and the number of the row with the headings,
// which is -1 where the table has none.
func layout(text string, headings Headings) (separator rune, heading int, ok bool) {
	const within = 6 // rows: a title, empty ones
	most := 0
	for _, s := range separators {
		r := reader{text: text, separator: s}
		for number := range within {
			row, more := r.next()
			if !more {
				break
			}
			known := 0
			for _, cell := range row.Cells {
				if headings.Known(cell) {
					known++
				}
			}
			if len(row.Cells) > 1 && known > most {
				most, separator, heading = known, s, number
			}
		}
	}
	const enough = 2
	if most >= enough {
		return separator, heading, true
	}
	for _, s := range separators {
		r := reader{text: text, separator: s}
		if row, more := r.next(); more && headings.Bare != nil && headings.Bare(row.Cells) {
			return s, -1, true
		}
	}
	return 0, 0, false
}

// sepLine tells Excel what parts the cells. It is no row to Excel.
var sepLine = regexp.MustCompile(`(?i)^sep=.\n`)

func withoutSep(text string) string { return text[len(sepLine.FindString(text)):] }

// empty reports whether a row has nothing in its cells, or is a line below headings.
func empty(cells []string) bool {
	return !slices.ContainsFunc(cells, func(cell string) bool { return strings.Trim(cell, "-:=+ \t\n") != "" })
}
