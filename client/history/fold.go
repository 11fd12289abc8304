package history

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// maxWords is how many words of a search count: someone may paste a whole page
// into the search field.
const maxWords = 32

// fold makes texts equal that people take for the same: letter case, accents, the
// width of letters, ligatures and the shape of apostrophes do not count. What is
// searched and what names are ordered by is folded.
func fold(s string) string {
	if isASCII(s) {
		return strings.ToLower(s)
	}
	// What is no text would keep what is around it from being found.
	s = strings.ToValidUTF8(s, "\uFFFD")
	s = strings.ReplaceAll(s, "´", "'") // which Unicode takes for a space with an accent
	// A Caser must not be shared between goroutines. Folding may bring accents
	// back, which is why it comes before they are taken off.
	s = norm.NFKD.String(cases.Fold().String(norm.NFKC.String(s)))
	var b strings.Builder
	b.Grow(len(s))
	for _, c := range s {
		switch alike, ok := lookalikes[c]; {
		case ok:
			b.WriteString(alike)
		case c >= utf8.RuneSelf && isAccent(c):
		default:
			b.WriteRune(c)
		}
	}
	return norm.NFKC.String(b.String())
}

// isAccent reports whether a combining mark is one of those that European
// scripts put on their letters, or a vowel that Hebrew and Arabic may leave out. Those
// of other scripts are letters in their own right.
func isAccent(c rune) bool {
	return c >= 0x300 && c <= 0x36f || c >= 0x1ab0 && c <= 0x1aff || c >= 0x1dc0 && c <= 0x1dff ||
		c >= 0x591 && c <= 0x5bd || c == 0x5c1 || c == 0x5c2 || c >= 0x64b && c <= 0x652
}

// lookalikes are what Unicode keeps apart and a keyboard does not have: letters
// with a stroke or without their dot, ligatures, and typographic signs.
var lookalikes = map[rune]string{
	'æ': "ae", 'œ': "oe", 'ø': "o", 'đ': "d", 'ð': "d", 'þ': "th", 'ł': "l", 'ħ': "h", 'ŧ': "t", 'ı': "i", 'ȷ': "j",
	'ĸ': "k", 'ŋ': "n", 'ƀ': "b", 'ɓ': "b", 'ƈ': "c", 'ɖ': "d", 'ɗ': "d", 'ƒ': "f", 'ɠ': "g", 'ǥ': "g", 'ɨ': "i", 'ƙ': "k",
	'ƚ': "l", 'ɫ': "l", 'ɲ': "n", 'ɵ': "o", 'ƥ': "p", 'ɍ': "r", 'ƭ': "t", 'ʉ': "u", 'ʋ': "v", 'ƴ': "y", 'ɏ': "y", 'ƶ': "z",
	'ə': "e", 'ɛ': "e", 'ɔ': "o", 'ȼ': "c", 'ⱥ': "a", 'ɇ': "e", 'ɉ': "j", 'ⱦ': "t", 'ⱡ': "l", 'ꝁ': "k", 'ꞓ': "c",
	'‘': "'", '’': "'", '‚': "'", '‛': "'", 'ʼ': "'", 'ʹ': "'", 'ʻ': "'", '′': "'", '‹': "'", '›': "'",
	'“': `"`, '”': `"`, '„': `"`, '‟': `"`, '«': `"`, '»': `"`,
	'‐': "-", '‑': "-", '‒': "-", '–': "-", '—': "-", '―': "-", '−': "-", '⁃': "-",
	'ʾ': "'", 'ʿ': "'", 'ʽ': "'", '׳': "'", '״': `"`, 'ʺ': `"`, 'ˮ': `"`, // of Arabic in Latin letters, of Hebrew
	'×': "x", '⁄': "/", '·': "", '‧': "", '\u0640': "", // col·lecció; what only makes an Arabic word longer
	'\u00ad': "", '\u200b': "", '\u200c': "", '\u200d': "", '\u200e': "", '\u200f': "", '\u2060': "", '\ufe0e': "", '\ufe0f': "", '\ufeff': "",
}

// words are the words of a search, folded, each once.
func words(search string) []string {
	all := strings.FieldsFunc(fold(search), unicode.IsSpace)
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
