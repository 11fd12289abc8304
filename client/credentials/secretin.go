package credentials

import (
	"strings"
	"unicode"

	"mooring/client"
)

// SecretIn tells which secret stands in a text that is to be shown and kept, such as a
// name or a folder: alone, or as a word of it. ok is false where each word might be
// anything else.
func SecretIn(text string) (kind ValueKind, ok bool) {
	for word := range strings.FieldsFuncSeq(text, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("/+_.-", r)
	}) {
		if kind, ok := secretOf(strings.Trim(word, "_.-")); ok {
			return kind, true
		}
	}
	return PlainText, false
}

func secretOf(word string) (kind ValueKind, ok bool) {
	switch kind, ok := Guess(word); kind {
	case SecretAccessKey:
		return kind, ok && (!strings.Contains(word, "/") || client.Scattered(word))
	case ClientSecret, AccessToken:
		return kind, ok
	}
	if sessionShape.MatchString(word) && client.Mixed(word) && client.Scattered(word) {
		return SessionToken, true
	}
	return PlainText, false
}
