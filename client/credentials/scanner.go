package credentials

import (
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

// next goes to the next name that is known, and past it and its separator.
func (s *scanner) next() (field, separator, bool) {
	for {
		lead := len(s.rest) - len(strings.TrimLeft(s.rest, noise+"<"))
		s.rest = s.rest[lead:]
		if s.rest == "" {
			return fieldNone, sepEnd, false
		}
		const variable = "env:" // $Env:NAME of PowerShell
		if len(s.rest) > len(variable) && strings.EqualFold(s.rest[:len(variable)], variable) {
			s.rest = s.rest[len(variable):]
		}
		if f, rest, sep := label(s.rest); f != fieldNone {
			if sep == sepSpace && s.setter {
				sep = sepEquals
			}
			if !s.words || sep >= sepMark {
				s.rest = rest
				return f, sep, true
			}
		}
		s.pass()
	}
}

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

// label returns the field whose name s begins with, the longest one, and what
// follows its separator.
func label(s string) (f field, rest string, sep separator) {
	const longest = 96 // bytes
	var name strings.Builder
	for i, r := range s[:cutAt(s, longest)] {
		if name.Len() > 0 && !wordRune(r) {
			if found := names[name.String()]; found != fieldNone {
				if after, kind, ok := separated(s[i:]); ok {
					f, rest, sep = found, after, kind
				}
			}
			if strings.ContainsRune("=:：＝\n", r) {
				return f, rest, sep
			}
		}
		writeCanonical(&name, r)
		if !prefixes[name.String()] {
			return f, rest, sep
		}
	}
	if found := names[name.String()]; found != fieldNone && len(s) <= longest {
		return found, "", sepEnd
	}
	return f, rest, sep
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

// values takes the value at the scanner, or several from a list in brackets.
func (s *scanner) values(f field, sep separator) []string {
	s.setter = false
	s.rest = strings.TrimLeft(s.rest, blanks)
	if closers, ok := closing[first(s.rest)]; ok {
		_, size := utf8.DecodeRuneInString(s.rest)
		end := strings.IndexAny(s.rest[size:], closers)
		if end < 0 { // cut off: half a value would pass for a whole one
			s.rest = ""
			return nil
		}
		value := s.rest[size : size+end]
		_, closer := utf8.DecodeRuneInString(s.rest[size+end:])
		s.rest = s.rest[size+end+closer:]
		return []string{unbearer(f, value)}
	}
	if strings.HasPrefix(s.rest, "[") {
		if end := strings.IndexByte(s.rest, ']'); end >= 0 {
			list := s.rest[1:end]
			s.rest = s.rest[end+1:]
			return strings.FieldsFunc(list, func(r rune) bool { return strings.ContainsRune(", \t\"'", r) })
		}
	}
	s.rest = unbearer(f, s.rest)
	stop := blanks + ";&|<"
	if f == fieldScopes || f == fieldUser { // these may hold spaces
		stop = ";&|<\t"
	}
	n := strings.IndexAny(s.rest, stop)
	// Without a mark between them, a name and a sentence look the same.
	if sep == sepSpace && n >= 0 && strings.TrimLeft(s.rest[n:], blanks) != "" {
		s.words = true
		return nil
	}
	if n < 0 {
		n = len(s.rest)
	}
	value := s.rest[:n]
	s.rest = s.rest[n:]
	return []string{value}
}

// unbearer removes the word Bearer before an access token.
func unbearer(f field, value string) string {
	if rest, ok := cutBearer(value); ok && f == fieldAccessToken {
		return rest
	}
	return value
}
