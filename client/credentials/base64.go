package credentials

import (
	"encoding/base64"
	"strings"
	"unicode/utf8"
)

// decodeText returns what value is the base64 of, where that is text.
func decodeText(value string) (string, bool) {
	value = strings.TrimRight(trimEnds(value), "=")
	const shortest = 6
	if len(value) < shortest {
		return "", false
	}
	data, err := base64.RawStdEncoding.DecodeString(value)
	if err != nil {
		return "", false
	}
	for _, b := range data {
		if b < ' ' && b != '\n' && b != '\r' && b != '\t' || b >= utf8.RuneSelf || b == 0x7f {
			return "", false
		}
	}
	text := trimEnds(string(data))
	return text, text != ""
}

// decodeShape returns what value is the base64 of, where that is beyond doubt a
// value of the kind and value itself is none.
func decodeShape(kind ValueKind, value string) (string, bool) {
	if len(value) > maxValue || unmistakable(kind, value) {
		return "", false
	}
	text, ok := decodeText(value)
	return text, ok && unmistakable(kind, text)
}

// unmistakable reports whether value has a shape that only its kind has.
func unmistakable(kind ValueKind, value string) bool {
	switch kind {
	case OrgID, AccessKeyID, ClientSecret, AccessToken, SecretAccessKey:
		guess, ok := Guess(value)
		return ok && guess == kind
	case APIKey:
		return clientIDShape.MatchString(value)
	case SessionToken:
		return sessionShape.MatchString(value)
	}
	return false
}
