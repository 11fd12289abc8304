package handover

import (
	"bufio"
	"errors"
	"io"
	"slices"
	"strings"
	"unicode"
)

// ErrTable is a table, which an export may be as well.
var ErrTable = errors.New("handover: a table, and no JSON")

// isTable reports whether a text begins with a line of several cells, of which each has
// a word, as the headings of a table have.
func isTable(r *bufio.Reader) bool {
	begin, _ := r.Peek(r.Buffered()) // an error that Peek meets would be lost
	line, _, _ := strings.Cut(string(begin), "\n")
	if strings.ContainsFunc(line, func(r rune) bool { return unicode.IsControl(r) && r != '\t' && r != '\r' }) {
		return false // no text at all
	}
	if strings.HasPrefix(strings.TrimSpace(line), "{") || strings.HasPrefix(strings.TrimSpace(line), "[") {
		return false
	}
	for _, separator := range []string{",", ";", "\t"} {
		cells := strings.Split(line, separator)
		empty := slices.ContainsFunc(cells, func(cell string) bool { return strings.TrimSpace(cell) == "" || strings.HasPrefix(cell, " ") })
		if len(cells) > 1 && !empty {
			return true
		}
	}
	return false
}

// withoutBOM drops a byte order mark, which some editors put in front.
func withoutBOM(r io.Reader) *bufio.Reader {
	b := bufio.NewReaderSize(r, 4<<10)
	if mark, _ := b.Peek(3); string(mark) == "\ufeff" {
		_, _ = b.Discard(3)
	}
	return b
}
