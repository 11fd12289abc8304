package practice

import (
	"errors"
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"
)

// known is a function of Data Prep, and how many arguments it takes.
type known struct {
	least, most int
	call        func(args []any) (any, error)
}

const many = 100

var (
	errNoNumber  = errors.New("it is no number")
	errNoInteger = errors.New("it is no integer")
	errNoTruth   = errors.New("it is neither true nor false")
	errNoDate    = errors.New("it is no date of this format")
)

// functions are those that are met in mappings, by their names in lower case.
var functions = func() map[string]known {
	texts := func(change func(string) string) known {
		return known{1, 1, func(args []any) (any, error) {
			if args[0] == nil {
				return nil, nil //nolint:nilnil // null stays null
			}
			return change(plain(args[0])), nil
		}}
	}
	integer := known{1, 1, func(args []any) (any, error) { return toInteger(args[0]) }}
	number := known{1, 1, func(args []any) (any, error) {
		if blank(args[0]) {
			return nil, nil //nolint:nilnil // null stays null
		}
		return toNumber(args[0])
	}}
	all := map[string]known{
		"concat": {1, many, func(args []any) (any, error) {
			var b strings.Builder
			for _, arg := range args {
				b.WriteString(plain(arg))
			}
			return b.String(), nil
		}},
		"trim":  texts(strings.TrimSpace),
		"ltrim": texts(func(s string) string { return strings.TrimLeft(s, " \t") }),
		"rtrim": texts(func(s string) string { return strings.TrimRight(s, " \t") }),
		"lower": texts(strings.ToLower), "lcase": texts(strings.ToLower),
		"upper": texts(strings.ToUpper), "ucase": texts(strings.ToUpper),
		"replacestr": {3, 3, replaceText}, "replace": {3, 3, replaceText}, "replace_str": {3, 3, replaceText}, "replace_regex": {3, 3, replacePattern},
		"substr": {2, 3, subText},
		"split": {2, 2, func(args []any) (any, error) {
			parts := strings.Split(plain(args[0]), plain(args[1]))
			list := make([]any, len(parts))
			for i, part := range parts {
				list[i] = part
			}
			return list, nil
		}},
		"iif": {3, 3, func(args []any) (any, error) {
			yes, err := truth(args[0])
			if yes {
				return args[1], err
			}
			return args[2], err
		}},
		"decode": {3, many, decodeValue},
		"coalesce": {1, many, func(args []any) (any, error) {
			for _, arg := range args {
				if arg != nil {
					return arg, nil
				}
			}
			return nil, nil //nolint:nilnil // null is a value
		}},
		"nvl":      {2, 2, ifBlank},
		"is_set":   {1, 1, func(args []any) (any, error) { return args[0] != nil, nil }},
		"is_empty": {1, 1, func(args []any) (any, error) { return blank(args[0]), nil }},
		"nullify":  {0, 0, func([]any) (any, error) { return nil, nil }}, //nolint:nilnil // null is a value
		"equals":   {2, 2, func(args []any) (any, error) { return plain(args[0]) == plain(args[1]), nil }},
		"equalsignorecase": {2, 2, func(args []any) (any, error) {
			return strings.EqualFold(plain(args[0]), plain(args[1])), nil
		}},
		"to_integer": integer, "tointeger": integer, "to_bigint": integer, "to_long": integer,
		"to_double": number, "to_float": number, "to_decimal": number,
		"date": {1, 3, parseDate}, "dformat": {2, 3, formatDate}, "format": {2, 2, formatDate},
		"now":  {0, 0, func([]any) (any, error) { return time.Now().UTC(), nil }},
		"uuid": {0, 0, func([]any) (any, error) { return uuid.NewString(), nil }},
		"guid": {0, 0, func([]any) (any, error) { return uuid.NewString(), nil }},
	}
	return all
}()

// plain is a value as text; null is an empty one.
func plain(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case string:
		return v
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	case time.Time:
		return v.Format(time.RFC3339)
	case map[string]any, []any:
		return string(encode(v))
	}
	return fmt.Sprint(v)
}

// blank reports whether there is nothing in a value.
func blank(v any) bool { return v == nil || strings.TrimSpace(plain(v)) == "" }

func equal(a, b any) bool {
	if a == nil || b == nil {
		return a == nil && b == nil
	}
	x, err := toNumber(a)
	y, also := toNumber(b)
	if err == nil && also == nil {
		return x == y
	}
	return plain(a) == plain(b)
}

func truth(v any) (bool, error) {
	switch v := v.(type) {
	case nil:
		return false, nil
	case bool:
		return v, nil
	case string:
		if v == "true" || v == "false" {
			return v == "true", nil
		}
	}
	return false, errNoTruth
}

func toNumber(v any) (float64, error) {
	switch v := v.(type) {
	case float64:
		return v, nil
	case int64:
		return float64(v), nil
	case int:
		return float64(v), nil
	case string:
		n, err := strconv.ParseFloat(strings.TrimSpace(v), 64)
		if err != nil || math.IsInf(n, 0) || math.IsNaN(n) {
			return 0, fmt.Errorf("%q: %w", v, errNoNumber)
		}
		return n, nil
	}
	return 0, errNoNumber
}

// whole is a number as an integer where it is one.
func whole(n float64) any {
	if n == math.Trunc(n) && math.Abs(n) < 1<<53 {
		return int64(n)
	}
	return n
}

func toInteger(v any) (any, error) {
	if blank(v) {
		return nil, nil //nolint:nilnil // null stays null
	}
	n, err := toNumber(v)
	if err != nil {
		return nil, err
	}
	if n != math.Trunc(n) || math.Abs(n) > 1<<53 {
		return nil, fmt.Errorf("%s: %w", plain(v), errNoInteger)
	}
	return int64(n), nil
}

func replaceText(args []any) (any, error) {
	return strings.ReplaceAll(plain(args[0]), plain(args[1]), plain(args[2])), nil
}

func replacePattern(args []any) (any, error) {
	pattern, err := regexp.Compile(plain(args[1]))
	if err != nil {
		return nil, fmt.Errorf("the pattern: %w", err)
	}
	return pattern.ReplaceAllString(plain(args[0]), plain(args[2])), nil
}

// subText is a part of a text: from where, and how long at most.
func subText(args []any) (any, error) {
	text := []rune(plain(args[0]))
	from, err := toNumber(args[1])
	if err != nil {
		return nil, err
	}
	first := min(max(int(from), 0), len(text))
	last := len(text)
	if len(args) == 3 {
		length, err := toNumber(args[2])
		if err != nil {
			return nil, err
		}
		last = min(first+max(int(min(length, float64(len(text)))), 0), len(text))
	}
	return string(text[first:last]), nil
}

// decodeValue compares the first argument with every second one, and takes what
// follows the first that is equal; a last one is for all others.
func decodeValue(args []any) (any, error) {
	rest := args[1:]
	for ; len(rest) >= 2; rest = rest[2:] {
		if equal(args[0], rest[0]) {
			return rest[1], nil
		}
	}
	if len(rest) == 1 {
		return rest[0], nil
	}
	return nil, nil //nolint:nilnil // null is a value
}

func ifBlank(args []any) (any, error) {
	if blank(args[0]) {
		return args[1], nil
	}
	return args[0], nil
}

// parseDate reads a date of a format; where it cannot, it takes the third argument.
func parseDate(args []any) (any, error) {
	if blank(args[0]) {
		return nil, nil //nolint:nilnil // null stays null
	}
	text := strings.TrimSpace(plain(args[0]))
	layouts := isoLayouts
	if len(args) > 1 {
		layouts = []string{layoutOf(plain(args[1]))}
	}
	for _, layout := range layouts {
		if t, err := time.Parse(layout, text); err == nil {
			return t.UTC(), nil
		}
	}
	if rest := args[min(len(args), 2):]; len(rest) > 0 {
		return rest[0], nil
	}
	return nil, errNoDate
}

// isoLayouts are the dates that are read without a format.
var isoLayouts = []string{time.RFC3339Nano, "2006-01-02T15:04:05", "2006-01-02T15:04:05Z0700", time.DateOnly}

func formatDate(args []any) (any, error) {
	if blank(args[0]) {
		return nil, nil //nolint:nilnil // null stays null
	}
	t, ok := args[0].(time.Time)
	if !ok {
		parsed, err := parseDate(args[:1])
		if err != nil {
			return nil, err
		}
		t, _ = parsed.(time.Time)
	}
	return t.Format(layoutOf(plain(args[1]))), nil
}

// dateLetters are the letters of Java's date formats, and what Go has for them.
var dateLetters = map[string]string{
	"yyyy": "2006", "uuuu": "2006", "yy": "06", "y": "2006", "MMMM": "January", "MMM": "Jan", "MM": "01", "M": "1", "dd": "02", "d": "2",
	"EEEE": "Monday", "EEE": "Mon", "HH": "15", "H": "15", "hh": "03", "h": "3", "mm": "04", "m": "4", "ss": "05", "s": "5",
	"a": "PM", "XXX": "Z07:00", "XX": "Z0700", "X": "Z07", "Z": "-0700", "z": "MST",
}

// layoutOf turns a date format of Java into one of Go.
func layoutOf(format string) string {
	var b strings.Builder
	for i := 0; i < len(format); {
		c := format[i]
		if c == '\'' {
			text, rest, _ := strings.Cut(format[i+1:], "'")
			b.WriteString(text)
			i = len(format) - len(rest)
			continue
		}
		end := i
		for end < len(format) && format[end] == c {
			end++
		}
		if layout, ok := dateLetters[format[i:end]]; ok {
			b.WriteString(layout)
			i = end
			continue
		}
		if c == 'S' { // of a second
			b.WriteString(strings.Repeat("0", end-i))
			i = end
			continue
		}
		_, size := utf8.DecodeRuneInString(format[i:])
		b.WriteString(format[i : i+size])
		i += size
	}
	return b.String()
}
