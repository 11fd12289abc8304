package handover

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"slices"
	"strings"
	"unicode"

	utf16 "golang.org/x/text/encoding/unicode"
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

// asUTF8 reads a text without its byte order mark, which some editors put in front, and
// in UTF-8 where the mark says that it is in UTF-16, as some shells write all that passes
// through them.
func asUTF8(r io.Reader) *bufio.Reader {
	b := bufio.NewReaderSize(r, 4<<10)
	mark, _ := b.Peek(3)
	switch {
	case string(mark) == "\ufeff":
		_, _ = b.Discard(3)
	case bytes.HasPrefix(mark, []byte("\xff\xfe")), bytes.HasPrefix(mark, []byte("\xfe\xff")):
		return bufio.NewReaderSize(utf16.UTF16(utf16.BigEndian, utf16.ExpectBOM).NewDecoder().Reader(b), 4<<10)
	}
	return b
}
