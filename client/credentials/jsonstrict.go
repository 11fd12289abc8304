package credentials

import (
	"regexp"
	"strings"
)

// jsonPart is what is told apart in JSON that people write: a string, a remark, a comma
// with what ends an object or a list behind it.
var jsonPart = regexp.MustCompile(`(?s)"(?:\\.|[^"\\])*"|//[^\n]*|/\*.*?\*/|#[^\n]*`)

// lastComma is a comma behind which nothing follows that it could stand before.
var lastComma = regexp.MustCompile(`"(?:\\.|[^"\\])*"|,\s*[}\]]`)

// strictJSON takes out of JSON what people and editors put in and JSON has not: remarks,
// and the comma behind a last member. A remark never holds a value that counts: who puts
// one in has switched it off.
func strictJSON(text string) string {
	text = jsonPart.ReplaceAllStringFunc(text, func(part string) string {
		if part[0] == '"' {
			return part
		}
		return " "
	})
	return lastComma.ReplaceAllStringFunc(text, func(part string) string {
		return strings.TrimPrefix(part, ",")
	})
}
