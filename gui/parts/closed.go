package parts

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// In Chinese, room is left beside Latin letters and digits and none between ideographs.
// A sentence cannot know which of them a value begins or ends with: “在 {{.Org}} 的沙盒” is
// right of Acme, and of 练习版 only without the first space.

// closeBefore is the sentence before a value, without room between ideographs.
func closeBefore(before, value string) string {
	if closed, ok := strings.CutSuffix(before, " "); ok && endsWide(closed) && beginsWide(value) {
		return closed
	}
	return before
}

// closeAfter is the sentence after a value, without room between ideographs.
func closeAfter(value, rest string) string {
	if closed, ok := strings.CutPrefix(rest, " "); ok && endsWide(value) && beginsWide(closed) {
		return closed
	}
	return rest
}

func beginsWide(s string) bool {
	first, _ := utf8.DecodeRuneInString(s)
	return unicode.Is(unicode.Han, first)
}

func endsWide(s string) bool {
	last, _ := utf8.DecodeLastRuneInString(s)
	return unicode.Is(unicode.Han, last)
}
