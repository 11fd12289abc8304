package history

import (
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// maxWords is how many words of a search count; SQLite limits how deep an
// expression goes, and someone may paste a whole page into the search field.
const maxWords = 32

// fold makes texts equal that differ in letter case or in how their accents are
// encoded only. SQLite by itself does so for ASCII alone.
func fold(s string) string {
	if isASCII(s) {
		return strings.ToLower(s)
	}
	// Bytes that are no text would keep SQLite from finding what is around them.
	s = strings.ToValidUTF8(s, "\uFFFD")
	// A Caser must not be shared between goroutines. Folding may undo the
	// normal form, hence the second normalization.
	return norm.NFKC.String(cases.Fold().String(norm.NFKC.String(s)))
}

// sortKey is what names are ordered by: letter case and accents do not count.
func sortKey(s string) string {
	if isASCII(s) {
		return strings.ToLower(s)
	}
	s = strings.Map(func(c rune) rune {
		if c >= 0x300 && c <= 0x36f { // combining accents
			return -1
		}
		return c
	}, norm.NFKD.String(s))
	return norm.NFKC.String(cases.Fold().String(s))
}

// searchText is what searching an entry looks at. No match spans two fields.
func searchText(e *Entry) string {
	return fold(strings.Join([]string{
		e.Name, e.Description, string(e.ConnectionID), string(e.ETag),
		e.Bucket, e.Place.Sandbox, e.Place.OrgID,
	}, "\n"))
}

// words are the words of a search, folded, each once.
func words(search string) []string {
	all := strings.Fields(fold(search))
	slices.Sort(all)
	all = slices.Compact(all)
	return all[:min(len(all), maxWords)]
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
