package model

import (
	"strings"
	"unicode"
)

// invisible are characters that web pages and editors add around what people
// copy: no-break space, zero-width characters, byte order mark.
const invisible = "\u00a0\u200b\u200c\u200d\u2060\ufeff"

func isEdgeDirt(r rune) bool {
	return unicode.IsSpace(r) || unicode.IsControl(r) || strings.ContainsRune(invisible, r)
}

// Clean removes what surrounds a pasted value and is never part of it.
func Clean(value string) string { return strings.TrimFunc(value, isEdgeDirt) }

// inside reports whether a cleaned value still holds white space, control or
// invisible characters.
func inside(value string) bool { return strings.IndexFunc(value, isEdgeDirt) >= 0 }

func isASCII(value string) bool {
	return strings.IndexFunc(value, func(r rune) bool { return r > unicode.MaxASCII }) < 0
}
