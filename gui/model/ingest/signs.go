package ingest

import (
	"strings"

	"mooring/client/credentials"
)

// quoted are the marks between which an expression has a text, with what ends it and how
// Data Prep writes both. Input methods write curly ones.
var quoted = map[rune]struct {
	closes string
	plain  rune
}{'"': {`"`, '"'}, '\'': {`'`, '\''}, '`': {"`", '`'}, '“': {"”“", '"'}, '”': {"”“", '"'}, '＂': {"＂", '"'}, '‘': {"’‘", '\''}, '’': {"’‘", '\''}, '＇': {"＇", '\''}}

// plainSigns writes an expression in ASCII where it was typed in full-width letters and
// marks. A text within it stays as it is, but for the marks around it.
func plainSigns(expression string) string {
	var b strings.Builder
	closes, plain := "", rune(0)
	for _, r := range expression {
		opens, ok := quoted[r]
		switch {
		case closes != "" && strings.ContainsRune(closes, r):
			b.WriteRune(plain)
			closes = ""
		case closes != "":
			b.WriteRune(r)
		case ok:
			b.WriteRune(opens.plain)
			closes, plain = opens.closes, opens.plain
		case r == '\u3000':
			b.WriteRune(' ')
		default:
			b.WriteString(credentials.HalfWidth(string(r)))
		}
	}
	return b.String()
}
