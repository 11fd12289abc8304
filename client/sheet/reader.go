package sheet

import (
	"strings"
	"unicode/utf8"
)

// reader reads the rows of a table as RFC 4180 has them, and forgives what people
// do to them: one quotation mark too many spoils its own cell, and not all that
// follows, as it would in a reader that looks for its fellow to the end of the file.
type reader struct {
	text      string // what is left
	separator rune
	number    int // of rows that were read
}

// next reads a row; ok is false at the end.
func (r *reader) next() (row Row, ok bool) {
	if r.text == "" {
		return Row{}, false
	}
	r.number++
	row.Number = r.number
	for {
		cell, more := r.cell()
		row.Cells = append(row.Cells, plain(cell))
		if !more {
			row.Cells = r.unwrapped(row.Cells)
			return row, true
		}
	}
}

// unwrapped are the cells of a row that is a single cell: a spreadsheet that takes another
// sign for the separator opens rows so, and puts those with quotation marks in more of them.
func (r *reader) unwrapped(cells []string) []string {
	if !strings.ContainsRune(cells[0], r.separator) || strings.Contains(cells[0], "\n") || !empty(cells[1:]) {
		return cells
	}
	inner := reader{text: cells[0], separator: r.separator}
	row, _ := inner.next()
	return row.Cells
}

// cell reads a cell and what ends it. more says that another one follows in the row.
func (r *reader) cell() (cell string, more bool) {
	lead := len(r.text) - len(strings.TrimLeft(r.text, " \u00a0\u3000"))
	if strings.HasPrefix(r.text[lead:], `"`) {
		if cell, after, ok := r.quoted(r.text[lead+1:]); ok {
			r.text = after
			return cell, r.end()
		}
	}
	n := strings.IndexFunc(r.text, func(c rune) bool { return c == r.separator || c == '\n' })
	if n < 0 {
		n = len(r.text)
	}
	cell, r.text = r.text[:n], r.text[n:]
	return cell, r.end()
}

// end takes what ends a cell, and reports whether another one follows.
func (r *reader) end() (more bool) {
	end, size := utf8.DecodeRuneInString(r.text)
	r.text = r.text[size:]
	return size > 0 && end == r.separator
}

// maxCell is more than anybody writes into one cell.
const maxCell = 64 << 10

// quoted reads what stands between quotation marks, in a text that begins after the
// first of them. ok is false where the first one has no fellow: there is none, or a
// mark comes on a later line that can only begin another cell.
func (r *reader) quoted(text string) (cell, after string, ok bool) {
	var b strings.Builder
	for b.Len() < maxCell {
		n := strings.IndexByte(text, '"')
		if n < 0 {
			return "", "", false
		}
		b.WriteString(text[:n])
		text = text[n+1:]
		switch rest := strings.TrimLeft(text, " \u00a0\u3000"); {
		case strings.HasPrefix(text, `"`):
			b.WriteByte('"')
			text = text[1:]
		case rest == "", rest[0] == '\n', strings.HasPrefix(rest, string(r.separator)):
			return b.String(), rest, true
		case strings.Contains(b.String(), "\n"):
			return "", "", false
		default: // one that should have been doubled
			b.WriteByte('"')
		}
	}
	return "", "", false
}

// plain takes off what spreadsheets put around a value to keep it a text: ="…", and
// the apostrophe before what would be a formula, as Mooring's own tables have it.
func plain(cell string) string {
	cell = strings.TrimSpace(cell)
	if inner, ok := strings.CutPrefix(cell, `="`); ok && strings.HasSuffix(inner, `"`) {
		return strings.TrimSuffix(inner, `"`)
	}
	if inner, ok := strings.CutPrefix(cell, "'"); ok && strings.IndexAny(inner, formula) == 0 {
		return inner
	}
	return cell
}

const formula = "=+-@＝＋－＠"
