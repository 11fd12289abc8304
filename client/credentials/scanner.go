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
	kind, ok := Guess(value)
	if _, isValue := Guess(name); isValue || random(name) && !strings.Contains(name, "_") {
		return name
	}
	if !ok || kind != AccessKeyID && kind != SecretAccessKey && kind != OrgID {
		return name
	}
	words, spans := wordsOf(name)
	n := len(words)
	for n > 0 && plainWords[words[n-1]] {
		n--
	}
	of := ""
	if n > 0 {
		of = name[:spans[n-1][1]] + "_"
	}
	return of + shapedNames[kind]
}

// shapedNames are the names that what has an unmistakable shape goes by.
var shapedNames = map[ValueKind]string{AccessKeyID: "access_key_id", SecretAccessKey: "secret_access_key", OrgID: "ims_org_id"}

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
	dateTime = regexp.MustCompile(`^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?: ?(?:Z|UTC|GMT|[+-]\d\d:?\d\d))?)?`)
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
	word := s.rest[:n]
	s.rest = s.rest[n:]
	const longest = 64
	switch name := canonical(word[:cutAt(word, longest)]); {
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
	end := cutAt(s, longest)
	if option := strings.Index(s[:end], " --"); option >= 0 {
		end = option
	}
	for i, r := range s[:end] {
		if name.Len() > 0 && !wordRune(r) {
			if found := names[name.String()]; found != fieldNone {
				if after, kind, ok := separated(s[i:]); ok {
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

// closing are the quotes that values stand in.
var closing = map[rune]string{
	'"': "\"", '\'': "'", '`': "`", '“': "”", '‘': "’", '«': "»", '‹': "›", '„': "“”", '「': "」", '＂': "＂",
}

// value is what stands at a scanner after a name.
type value struct {
	texts []string
	// open says that the text ends with its word, so that more of it may follow.
	open bool
	// half says that a quote was opened and not closed.
	half bool
}

// value takes the value at the scanner, or several from a list in brackets.
func (s *scanner) value(t title) value {
	s.setter = false
	s.rest = strings.TrimLeft(s.rest, blanks)
	if closers, ok := closing[first(s.rest)]; ok {
		_, size := utf8.DecodeRuneInString(s.rest)
		end, closer := closed(s.rest[size:], closers)
		if end < 0 { // cut off: half a value would pass for a whole one
			return value{half: true}
		}
		text := s.rest[size : size+end]
		s.rest = s.rest[size+end+closer:]
		if list, ok := bracketed(text); ok {
			return value{texts: list}
		}
		return value{texts: []string{unbearer(t.field, text)}}
	}
	if strings.HasPrefix(s.rest, "[") {
		if end := strings.IndexByte(s.rest, ']'); end >= 0 {
			list, _ := bracketed(s.rest[:end+1])
			s.rest = s.rest[end+1:]
			return value{texts: list}
		}
	}
	s.rest = unbearer(t.field, s.rest)
	if n := s.known(t.field); n > 0 {
		text := s.rest[:n]
		s.rest = s.rest[n:]
		return value{texts: []string{text}}
	}
	stop := blanks + ";&|<"
	if t.field == fieldScopes || t.field == fieldUser { // these may hold spaces
		stop = ";&|<\t"
	}
	n := strings.IndexAny(s.rest, stop)
	// Without a mark between them, a name and a sentence look the same.
	if after := s.rest[max(n, 0):]; t.sep == sepSpace && n >= 0 && strings.TrimLeft(after, blanks) != "" &&
		(!secretish(t.field) || !random(s.rest[:n])) {
		s.words = true
		return value{}
	}
	if n < 0 {
		n = len(s.rest)
	}
	if secretish(t.field) && t.sep == sepEquals {
		n += within(s.rest[:n], s.rest[n:])
	}
	text := s.rest[:n]
	s.rest = s.rest[n:]
	return value{texts: []string{text}, open: true}
}

// within returns how much of what follows a secret is more of it: in a file of
// variables a secret may have marks in it that elsewhere begin another command or
// another name.
func within(secret, after string) int {
	if unmistakable(SecretAccessKey, secret) || unmistakable(ClientSecret, secret) || !strings.ContainsRune(";&|", first(after)) {
		return 0
	}
	end := strings.IndexAny(after, blanks+"<")
	if end < 0 {
		end = len(after)
	}
	for part := range strings.FieldsFuncSeq(after[:end], func(r rune) bool { return strings.ContainsRune(";&|", r) }) {
		if name := canonical(part); strings.ContainsAny(part, "=:") || setters[name] || keywords[name] {
			return 0
		}
	}
	return len(strings.TrimRight(after[:end], ";&|"))
}

// known returns the length of a value that may hold spaces and has a shape of
// its own: a time, or a region. Of one by its name and its code, only that is left.
func (s *scanner) known(f field) int {
	switch f {
	case fieldExpires:
		return len(dateTime.FindString(s.rest))
	case fieldRegion:
		if m := regionName.FindStringSubmatch(s.rest[:cutAt(s.rest, 120)]); m != nil {
			s.rest = s.rest[strings.Index(s.rest, m[1]):]
			return len(m[1])
		}
		_, length := regionAt(s.rest)
		return length
	}
	return 0
}

// closed returns where a quoted text ends, and the length of the quote there;
// -1 where nowhere. A backslash in front of a quote is part of the text.
func closed(text, closers string) (end, length int) {
	escaped := false
	for i, r := range text {
		switch {
		case escaped:
			escaped = false
		case r == '\\':
			escaped = true
		case strings.ContainsRune(closers, r):
			return i, utf8.RuneLen(r)
		}
	}
	return -1, 0
}

// bracketed takes the texts out of a list in brackets.
func bracketed(text string) ([]string, bool) {
	text = strings.TrimSpace(text)
	if !strings.HasPrefix(text, "[") || !strings.HasSuffix(text, "]") {
		return nil, false
	}
	return strings.FieldsFunc(text[1:len(text)-1], func(r rune) bool { return strings.ContainsRune(", \t\n\\\"'", r) }), true
}

// unbearer removes the word Bearer before an access token.
func unbearer(f field, value string) string {
	if rest, ok := cutBearer(value); ok && f == fieldAccessToken {
		return rest
	}
	return value
}
