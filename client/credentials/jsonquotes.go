package credentials

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// scriptPart is what is told apart in a dictionary of Python's or an object in a script: a
// remark, a string in either quotes and what marks its kind, a time, a word.
var scriptPart = regexp.MustCompile(`(?s)//[^\n]*|/\*.*?\*/|#[^\n]*|[bru]?(?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')|datetime\.datetime\([^()]*(?:\([^()]*\)[^()]*)?\)|[A-Za-z_$][A-Za-z0-9_$]*`)

// constants are Python's words for what JSON knows.
var constants = map[string]string{"True": "true", "False": "false", "None": "null", "true": "true", "false": "false", "null": "null"}

// scriptJSON writes what Python prints of a dictionary, or what stands in a script, as JSON:
// strings and names in its quotes, without remarks.
func scriptJSON(text string) string {
	return scriptPart.ReplaceAllStringFunc(text, func(part string) string {
		if constant, ok := constants[part]; ok {
			return constant
		}
		switch {
		case part[0] == '/', part[0] == '#':
			return " "
		case strings.HasPrefix(part, "datetime."):
			return pythonTime(part)
		}
		at := strings.IndexAny(part, `"'`)
		if at < 0 {
			return `"` + part + `"`
		}
		if part = part[at:]; part[0] == '"' {
			return part
		}
		return `"` + quotedAnew.Replace(part[1:len(part)-1]) + `"`
	})
}

// quotedAnew makes what stands between single quotes what stands between double ones.
var quotedAnew = strings.NewReplacer(`\\`, `\\`, `\'`, `'`, `\"`, `\"`, `"`, `\"`, "\n", `\n`, "\t", `\t`)

var (
	pythonNumbers = regexp.MustCompile(`^datetime\.datetime\(([0-9, ]+?)(?:,\s*tzinfo=(.*))?\)$`)
	pythonUTC     = regexp.MustCompile(`^(?:tzutc\(\)|datetime\.timezone\.utc|zoneinfo\.ZoneInfo\(.*UTC.*\))$`)
)

// pythonTime writes a time that Python prints as JSON has it, or null where it is not known
// which one it is.
func pythonTime(text string) string {
	m := pythonNumbers.FindStringSubmatch(text)
	if m == nil || !pythonUTC.MatchString(m[2]) {
		return "null"
	}
	var at [6]int // from the year to the second
	for i, number := range strings.Split(m[1], ",") {
		if i < len(at) {
			at[i], _ = strconv.Atoi(strings.TrimSpace(number))
		}
	}
	return fmt.Sprintf(`"%04d-%02d-%02dT%02d:%02d:%02dZ"`, at[0], at[1], at[2], at[3], at[4], at[5])
}
