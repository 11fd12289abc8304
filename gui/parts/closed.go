package parts

import (
	"maps"
	"regexp"
	"unicode"
	"unicode/utf8"
)

// In Chinese, room is left beside Latin letters and digits and none between ideographs.
// A sentence cannot know which of them a value begins or ends with: “在 {{.Org}} 的沙盒” is
// right of Acme, and of 练习版 only without the first space.

// seam is put where a value begins or ends with an ideograph; it is not in any sentence.
const seam = "\u2060"

var seams = regexp.MustCompile(`(\p{Han}) ` + seam + `|` + seam + ` (\p{Han})|` + seam)

// seamed marks the ends of the values that are ideographs.
func seamed(args map[string]any) map[string]any {
	out := maps.Clone(args)
	for name, value := range args {
		text, ok := value.(string)
		if !ok || text == "" {
			continue
		}
		if first, _ := utf8.DecodeRuneInString(text); unicode.Is(unicode.Han, first) {
			text = seam + text
		}
		if last, _ := utf8.DecodeLastRuneInString(text); unicode.Is(unicode.Han, last) {
			text += seam
		}
		out[name] = text
	}
	return out
}

// closed takes out the room between the ideographs of a sentence and those of its values.
func closed(sentence string) string { return seams.ReplaceAllString(sentence, "$1$2") }
