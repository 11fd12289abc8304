package credentials

import "strings"

// Within returns the one value that is beyond doubt of a kind and stands among other
// words or marks in a text: AKIAIOSFODNN7EXAMPLE (active).
func Within(kind ValueKind, text string) (value string, ok bool) {
	const marks = "/+=_.-" // that are part of values
	for word := range strings.FieldsFuncSeq(text, func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9') && !strings.ContainsRune(marks, r)
	}) {
		word = strings.Trim(word, "_.-")
		switch {
		case !unmistakable(kind, word):
		case value != "" && value != word:
			return "", false
		default:
			value = word
		}
	}
	return value, value != "" && value != text
}
