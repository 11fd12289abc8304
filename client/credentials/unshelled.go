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
	// mcAlias and mcHost are how MinIO's client is told of a store: a command, a variable.
	mcAlias = regexp.MustCompile(`(?m)\bmc(?:li)?(?:\.exe)?[ \t]+(?:alias[ \t]+set|config[ \t]+host[ \t]+add)[ \t]+\S+` + argument(`https?://[\w:/.-]+`) + argument(`[^\s"'-][^\s"']*`) + argument(`[^\s"']+`) + `(?:[ \t;&|]|$)`)
	mcHost  = regexp.MustCompile(`\bMC_HOST_\w+[ \t]*[=:][ \t]*["']?(https?://)([^\s:@"']+):([^\s:@"']+)(?::([^\s@"']*))?@([\w:.-]+)`)
	// section is how .NET parts the words of a name.
	section = regexp.MustCompile(`(?m)^[ \t]*[A-Za-z]\w*(?::[A-Za-z]\w*)+[ \t]*=`)
)

// argument finds one of a command, in quotes or without: all of it, or nothing.
func argument(shape string) string {
	return `[ \t]+(?:"(` + shape + `)"|'(` + shape + `)'|(` + shape + `))`
}

// unshelled writes a command with what it sends on lines of their own, without what only
// its shell needs.
func unshelled(text string) string {
	text = mcAlias.ReplaceAllString(text, "\nendpoint='$1$2$3'\naccess_key='$4$5$6'\nsecret_key='$7$8$9'\n")
	text = mcHost.ReplaceAllString(text, "\nendpoint='$1$5'\naccess_key='$2'\nsecret_key='$3'\nsession_token='$4'\n")
	text = section.ReplaceAllStringFunc(text, func(name string) string { return strings.ReplaceAll(name, ":", "__") })
	if !curl.MatchString(text) {
		return text
	}
	if strings.Contains(text, "^\n") || strings.Contains(text, `^"`) || strings.Contains(text, "^&") {
		text = caret.ReplaceAllString(text, "$1")
	}
	return jsonMember.ReplaceAllString(strings.ReplaceAll(text, `\"`, `"`), "$1\n\"")
}
