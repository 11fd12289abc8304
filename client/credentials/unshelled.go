package credentials

import (
	"regexp"
	"strings"
)

var (
	// curl begins a command in any shell.
	curl = regexp.MustCompile(`(?m)^[ \t]*(?:[$>#%] )?curl(?:\.exe)?[ \t]`)
	// caret is how cmd writes what means something to it.
	caret = regexp.MustCompile(`\^(.|\n)`)
	// jsonMember is where a member of JSON begins.
	jsonMember = regexp.MustCompile(`([{,])[ \t]*"`)
)

// unshelled writes a command with what it sends on lines of their own, without what only
// its shell needs.
func unshelled(text string) string {
	if !curl.MatchString(text) {
		return text
	}
	if strings.Contains(text, "^\n") || strings.Contains(text, `^"`) || strings.Contains(text, "^&") {
		text = caret.ReplaceAllString(text, "$1")
	}
	return jsonMember.ReplaceAllString(strings.ReplaceAll(text, `\"`, `"`), "$1\n\"")
}
