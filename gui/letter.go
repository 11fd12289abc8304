package gui

import (
	"runtime"
	"strings"
	"unicode/utf8"
)

// titled reads the title of a menu, in which an & stands before the letter that opens it
// with Alt. It is shown with that letter underlined, as menus have it everywhere but on a
// Mac, where there are none: what a language adds in brackets for its sake goes, too.
func titled(text string) (title, letter string) {
	before, after, _ := strings.Cut(text, "&")
	_, size := utf8.DecodeRuneInString(after)
	letter, after = after[:size], after[size:]
	if runtime.GOOS == "darwin" {
		if bare, bracketed := strings.CutSuffix(text, "(&"+letter+")"); bracketed {
			return bare, ""
		}
		return before + letter + after, ""
	}
	const underline = "\u0332" // combines with what it follows
	return before + letter + underline + after, strings.ToLower(letter)
}
