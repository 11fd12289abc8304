package credentials

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// separator is what stands between a name and its value.
type separator int

const (
	sepEnd    separator = iota // nothing: the value is on another line, or missing
	sepSpace                   // only white space, as in a piece of a page
	sepMark                    // a colon, a comma, a tab
	sepEquals                  // an equals sign, or the space after setx NAME
)

// scanner finds names and values in one line, in whatever language of a shell
// or a page the line is.
type scanner struct {
	rest string
	// words says that something other than a shell's keyword was passed over.
	words bool
	// setter says that the last word takes a name and, after a space, a value.
	setter bool
}

// setters take "NAME value"; keywords are other words in front of a name.
var (
	setters  = map[string]bool{"set": true, "setx": true, "setenv": true, "env": true}
	keywords = map[string]bool{
		"": true, "export": true, "declare": true, "typeset": true, "const": true, "let": true, "var": true,
		"local": true, "readonly": true, "arg": true, "aws": true, "configure": true, "ps": true, "curl": true,
		"h": true, "header": true, "e": true, "x": true, "gx": true, "ux": true, "d": true, "ps1": true,
		"environmentsetenvironmentvariable": true, "systemenvironmentsetenvironmentvariable": true,
	}
)

const (
	blanks = " \t\u00a0\u3000\u202f\u2007"
	// noise stands in front of names.
	noise = blanks + ";&|,{('\"“”‘’«»‹›$>#*•·-–—?[`"
	// ends end a word that is no name.
	ends = blanks + ";&|,{('\"“”‘’«»<>?["
)

// title is a name as it stands in a line, and what it stands for.
type title struct {
	name  string
	field field
	sep   separator
	// variable says that the name is of one word, as in a file of variables.
	variable bool
	// last says that nothing follows its value on the line.
	last bool
}

// next goes to the next name that is known, and past it and its separator.
func (s *scanner) next() (title, bool) {
	for {
		lead := len(s.rest) - len(strings.TrimLeft(s.rest, noise+"<"))
		if strings.HasSuffix(s.rest[:lead], "--") && lead < len(s.rest) {
			s.setter = true // an option takes its value after a space
		}
		mark := s.rest[:lead]
		s.rest = s.rest[lead:]
		if s.rest == "" {
			return title{}, false
		}
		const variable = "env:" // $Env:NAME of PowerShell
		if len(s.rest) > len(variable) && strings.EqualFold(s.rest[:len(variable)], variable) {
			s.rest = s.rest[len(variable):]
		}
		t, rest := label(s.rest)
		if t.field == fieldNone {
			t, rest = affixed(s.rest)
		}
		if t.field != fieldNone {
			if t.sep == sepSpace && s.setter {
				t.sep = sepEquals
			}
			if !s.words || t.sep >= sepMark && !t.ofPage(mark) {
				s.rest = rest
				return t, true
			}
		}
		s.pass()
	}
}

// ofPage reports whether a region behind that mark is one in an address: Amazon's pages
// name the one that they are shown for.
func (t title) ofPage(mark string) bool {
	return t.field == fieldRegion && (strings.HasSuffix(mark, "?") || strings.HasSuffix(mark, "&"))
}

// affixed returns the name that s begins with where a known one is only a part
// of it: then it takes an equals sign or a colon, or a word such as setx before
// it, to tell it from any word.
func affixed(s string) (title, string) {
	name := identifier.FindString(s)
	if name == "" {
		return title{}, s
	}
	rest, sep, ok := separated(s[len(name):])
	if !ok || sep < sepMark && !strings.ContainsAny(name, "_.") {
		return title{}, s
	}
	m := meaningOf(name)
	if after := strings.TrimLeft(s[len(name):], "\"' "); m.field == fieldNone && (sep == sepEquals || strings.HasPrefix(after, ":")) {
		name = shapedName(name, rest)
		m = meaningOf(name)
	}
	if m.field == fieldNone && name == "key" && strings.HasPrefix(strings.TrimLeft(s[len(name):], quotes+blanks), "=>") {
		m.field = fieldAnyKey
	}
	if m.field == fieldNone {
		return title{}, s
	}
	return title{name: name, field: m.field, sep: sep, variable: true}, rest
}

// shapedName returns a name for what stands after one that says nothing, where
// that is an access key id, a secret or an organization beyond doubt: LOYALTY_KEY=AKIA….
func shapedName(name, rest string) string {
	value := strings.Trim(rest[:cutAt(rest, 60)], quotes)
	if end := strings.IndexAny(value, blanks+quotes+";,&"); end >= 0 {
		value = value[:end]
	}
	f := shapeField(value)
	if _, isValue := Guess(name); isValue || random(name) && !strings.Contains(name, "_") {
		return name
	}
	if f != fieldKeyID && f != fieldSecretKey && f != fieldOrgID {
		return name
	}
	words, spans := wordsOf(name)
	from, to := 0, len(words)
	for to > 0 && plainWords[words[to-1]] {
		to--
	}
	for to == len(words) && from < to-1 && plainWords[words[from]] {
		from++ // KEY_PROD, key1
	}
	of := ""
	if from < to {
		of = name[spans[from][0]:spans[to-1][1]] + "_"
	}
	return of + shapeNames[f]
}

// plainWords are the last words of names for the two halves of a key.
var plainWords = map[string]bool{
	"key": true, "id": true, "secret": true, "access": true, "user": true, "username": true, "password": true, "pass": true,
	"login": true, "value": true, "token": true, "pw": true, "pwd": true, "public": true, "private": true,
	"org": true, "organization": true, "organisation": true, "default": true,
}

var (
	// identifier is a name of one word, which may be a path.
	identifier = regexp.MustCompile(`^[A-Za-z_/][A-Za-z0-9_./-]{2,200}`)
	// dateTime is a time as tools write it.
	dateTime = regexp.MustCompile(`^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?: ?(?:Z|UTC|GMT|[+-]\d\d:?\d\d))?)?|^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d [A-Z0-9+-]+`)
	// regionName is a region as the console writes it, before its code.
	regionName = regexp.MustCompile(`^[\pL .-]+\([\pL .-]+\)[ \x{a0}]*(?:[-–][ ]*)?([a-z]{2,4}(?:-[a-z]+)+-\d)`)
)

// pass goes to the end of the next word.
func (s *scanner) pass() {
	n := strings.IndexAny(s.rest, ends)
	if n < 0 {
		n = len(s.rest)
	}
	if n == 0 {
		_, n = utf8.DecodeRuneInString(s.rest)
	}
	if option, value, _ := strings.Cut(s.rest[:n], "="); n < maxPiece && strings.Contains(strings.TrimRight(value, "="), "=") {
		n = len(option) + 1 // --from-literal=NAME=value
	}
	word := s.rest[:n]
	s.rest = s.rest[n:]
	const longest = 64
	switch name := Canonical(word[:cutAt(word, longest)]); {
	case setters[name]:
		s.setter = true
	case keywords[name] && len(word) < longest, strings.Contains(word, ":\\"): // the last is a prompt of Windows
	default:
		s.setter = false
		s.words = true
	}
}

// label returns the name that s begins with, the longest one that is known, and
// what follows its separator.
func label(s string) (t title, rest string) {
	const longest = 96 // bytes
	var name strings.Builder
	length := 0 // of the name that was found, so that what separates it is read from its end
	end := cutAt(s, longest)
	if option := strings.Index(s[:end], " --"); option >= 0 {
		end = option
	}
	for i, r := range s[:end] {
		if name.Len() > 0 && !wordRune(r) {
			if found := names[name.String()]; found != fieldNone && name.Len() > length {
				if after, kind, ok := separated(s[i:]); ok {
					length = name.Len()
					t, rest = title{name: s[:i], field: found, sep: kind, variable: !strings.ContainsAny(s[:i], blanks)}, after
				}
			}
			if strings.ContainsRune("=:：＝\n", r) {
				return t, rest
			}
		}
		writeCanonical(&name, r)
		if !prefixes[name.String()] {
			return t, rest
		}
	}
	if found := names[name.String()]; found != fieldNone && len(s) <= longest {
		return title{name: s, field: found, sep: sepEnd}, ""
	}
	return t, rest
}

// wordRune reports whether r continues a name without a gap.
func wordRune(r rune) bool {
	return r == '_' || r == '-' || unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r)
}

// separated reads the separator at the beginning of s, after what closes a
// name: its quotes, a remark in brackets such as [None].
func separated(s string) (rest string, sep separator, ok bool) {
	s = strings.TrimLeft(s, "\"'”’)]")
	rest = strings.TrimLeft(s, blanks)
	for _, pair := range []string{"()", "[]", "（）"} {
		opening, size := utf8.DecodeRuneInString(pair)
		if !strings.HasPrefix(rest, string(opening)) {
			continue
		}
		const longest = 60
		end := strings.Index(rest[:cutAt(rest, longest)], pair[size:])
		if end < 0 {
			continue
		}
		after := strings.TrimLeft(rest[end+len(pair)-size:], blanks)
		if after == "" || strings.ContainsAny(after[:1], ":=\n") || strings.HasPrefix(after, "：") {
			s, rest = after, after
		}
	}
	gap := s[:len(s)-len(rest)]
	switch {
	case rest == "":
		return "", sepEnd, true
	case strings.HasPrefix(rest, "\n"):
		return rest, sepEnd, true
	case strings.ContainsRune("=＝", first(rest)):
		return strings.TrimLeft(strings.TrimLeft(rest, "=＝>"), blanks), sepEquals, true
	case strings.HasPrefix(rest, ":="):
		return strings.TrimLeft(rest[2:], blanks), sepEquals, true
	case strings.HasPrefix(rest, "::"): // [Environment]::Set… of PowerShell
		return "", sepEnd, false
	case strings.ContainsRune(":：,;|>→", first(rest)):
		_, size := utf8.DecodeRuneInString(rest)
		return strings.TrimLeft(rest[size:], blanks), sepMark, true
	case strings.Contains(gap, "\t"):
		return rest, sepMark, true
	case gap != "":
		return rest, sepSpace, true
	}
	return "", sepEnd, false
}

func first(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}
