package client

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// TellsSecret reports whether a text that everybody can read, such as a name, holds what
// is a secret beyond doubt: a secret access key, a client secret of Adobe's, a token.
func TellsSecret(text string) bool {
	if adobeInText.MatchString(text) || tokenInText.MatchString(text) {
		return true
	}
	random := func(value string) bool { return Mixed(value) && Scattered(value) && !wordy(value) }
	for _, m := range secretInText.FindAllStringSubmatch(text, -1) {
		if random(m[1]) {
			return true
		}
	}
	return slices.ContainsFunc(sessionInText.FindAllString(text, -1), random)
}

// sessionInText finds a session token.
var sessionInText = regexp.MustCompile(`[A-Za-z0-9/+]{100,}`)

// Scattered reports whether capitals and digits stand in the middle of words, as they do
// in what is random and seldom in a path of as many characters.
func Scattered(value string) bool {
	const least = 8
	return len(pieces(value)) > least
}

// wordy reports whether hardly any capital or digit stands alone: that is a title written
// without spaces.
func wordy(value string) bool {
	const most = 2
	alone := 0
	for _, piece := range pieces(value) {
		for part := range strings.FieldsFuncSeq(piece, func(r rune) bool { return strings.ContainsRune("/+=", r) }) {
			if len(part) == 1 {
				alone++
			}
		}
	}
	return alone <= most
}

// pieces splits a text before each capital and around each number that stands in the
// middle of a word.
func pieces(value string) []string {
	var all []string
	begin, before := 0, rune(0)
	for i, r := range value {
		switch {
		case unicode.IsLower(before) && unicode.IsUpper(r), unicode.IsLetter(before) && unicode.IsDigit(r), unicode.IsDigit(before) && unicode.IsLetter(r):
			all = append(all, value[begin:i])
			begin = i
		}
		before = r
	}
	return append(all, value[begin:])
}

// checkReadable is checkText of a text that everybody can read.
func checkReadable(op, field, value string, required bool) error {
	if TellsSecret(value) {
		return invalid(op, field, ReasonSecretTold)
	}
	return checkText(op, field, value, required)
}
