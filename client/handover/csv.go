package handover

import (
	"bufio"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"
	"time"
	"unicode"
)

var errWidth = errors.New("handover: a row has not as many cells as there are columns")

// WriteCSV writes a table for a spreadsheet, row by row as they come: UTF-8 with
// a byte order mark, without which Excel takes it for the system's code page, and
// lines that end with CRLF (RFC 4180). Every row must have as many cells as there
// are columns. An error of the sequence ends it and is returned.
//
// separator parts the cells: a spreadsheet looks for the one of its country, a
// comma or a semicolon.
func WriteCSV(w io.Writer, separator rune, columns []string, rows iter.Seq2[[]string, error]) error {
	out := bufio.NewWriterSize(w, 64<<10)
	// A bufio.Writer keeps its first error for Flush, as a csv.Writer does for Error.
	_, _ = out.WriteString("\ufeff")
	table := csv.NewWriter(out)
	table.UseCRLF, table.Comma = true, separator
	other := ';'
	if separator == other {
		other = ','
	}
	cells := make([]string, len(columns))
	write := func(row []string) error {
		if len(row) != len(columns) {
			return errWidth
		}
		for i, cell := range row {
			cells[i] = harmless(cell, other)
		}
		if err := table.Write(cells); err != nil {
			return fmt.Errorf("handover: write: %w", err)
		}
		return nil
	}
	if err := write(columns); err != nil {
		return err
	}
	for row, err := range rows {
		if err == nil {
			err = write(row)
		}
		if err != nil {
			return err
		}
	}
	table.Flush()
	if err := errors.Join(table.Error(), out.Flush()); err != nil {
		return fmt.Errorf("handover: write: %w", err)
	}
	return nil
}

// Time is how a time is written in a cell: that of the clock on the wall here, as a
// spreadsheet of any language takes for a time and as sorts as it is. The zero time is
// empty.
func Time(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Local().Format(time.DateTime)
}

// formula holds what a spreadsheet takes for the beginning of a formula, in the
// full width of Chinese and Japanese keyboards as well.
const formula = "=+-@＝＋－＠"

// oneBreak makes all line breaks one sign, which is written as CRLF: a csv.Writer
// would drop a CR alone.
var oneBreak = strings.NewReplacer("\r\n", "\n", "\r", "\n")

// harmless puts an apostrophe before what a spreadsheet would compute. Names come
// from whoever may make a connection on Platform, and a formula could start
// programs or send the table elsewhere. The apostrophe is what people type for "this
// is text"; the other ways do not hold: quotation marks do not stop a formula, and
// a space or tab in front is cut off by some programs (OWASP, "CSV Injection").
//
// It is put only where it is needed, since it becomes part of the value for
// every other reader. An etag begins with a quotation mark and stays as it is.
//
// A program set to another language parts cells at the other separator, and then
// begins a cell after each of them, or after a line break in a cell. What is not seen
// does not keep a cell from beginning.
func harmless(cell string, other rune) string {
	if !strings.ContainsAny(cell, formula+lineBreaks) {
		return cell
	}
	cell = oneBreak.Replace(cell)
	var b strings.Builder
	begins := true
	for i, r := range cell {
		if begins && strings.ContainsRune(formula, r) || i == 0 && strings.ContainsRune(lineBreaks, r) {
			b.WriteByte('\'')
		}
		b.WriteRune(r)
		switch {
		case r == other || strings.ContainsRune(lineBreaks, r):
			begins = true
		case r == '"': // which is doubled, and in the midst of a line stands for nothing
			begins = begins && i > 0
		case unicode.IsPrint(r) && !unicode.IsSpace(r):
			begins = false
		}
	}
	return b.String()
}
