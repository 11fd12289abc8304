package credentials

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

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
	if kindOf(t.field) == ServiceURL && strings.HasPrefix(s.rest, "<http") { // as mails and chats write it
		s.rest = s.rest[1:]
	}
	s.rest = unbearer(t.field, s.rest)
	if n := s.known(t.field); n > 0 {
		text := s.rest[:n]
		s.rest = s.rest[n:]
		return value{texts: []string{text}}
	}
	return s.bare(t)
}

// spacedEnd is valueEnd of a value that may hold spaces.
func spacedEnd(text string) int {
	n := valueEnd(text, ";&|<\t")
	if next := nextName.FindStringIndex(text); next != nil && (n < 0 || next[0] < n) {
		return next[0]
	}
	return n
}

// nextName is the name of the value after one that may hold spaces.
var nextName = regexp.MustCompile(`[ \t]+-{0,2}[A-Za-z_][A-Za-z0-9_.-]*[=:]`)

// angled is a placeholder that is no markup.
var angled = regexp.MustCompile(`(?i)^<(?:sensitive|hidden|masked|redacted|removed|[a-z]+(?:[ _-][a-z]+)+)>`)

// bare takes a value without quotes, of which only what follows says where it ends.
func (s *scanner) bare(t title) value {
	if m := angled.FindString(s.rest); m != "" {
		s.rest = s.rest[len(m):]
		return value{texts: []string{m}}
	}
	n := valueEnd(s.rest, blanks+";&|<")
	if t.field == fieldScopes || t.field == fieldUser {
		n = spacedEnd(s.rest)
	}
	// Without a mark between them, a name and a sentence look the same.
	if after := s.rest[max(n, 0):]; t.sep == sepSpace && n >= 0 && strings.TrimLeft(after, blanks) != "" &&
		(!secretish(t.field) || !random(s.rest[:n])) {
		s.words = true
		return value{}
	}
	if n < 0 {
		n = len(s.rest)
	}
	if strings.HasPrefix(s.rest[n:], "<%") {
		n = wordEnd(s.rest[n:]) + n
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
	const longest = 256 // of what is searched
	after = after[:cutAt(after, longest)]
	end := strings.IndexAny(after, blanks+"<")
	if end < 0 {
		end = len(after)
	}
	for part := range strings.FieldsFuncSeq(after[:end], func(r rune) bool { return strings.ContainsRune(";&|", r) }) {
		if name := Canonical(part); strings.ContainsAny(part, "=:") || setters[name] || keywords[name] {
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
