package credentials

import (
	"regexp"
	"slices"
	"strings"

	"mooring/client"
)

// readLines reads lines of names and values: variables as shells, PowerShell,
// cmd and other programs set them, and labels with values from a page, beside
// each other or one above the other.
func readLines(text string) (reading, bool) {
	l := lineReader{page: newPage(pairLines(text)), is: reading{format: FormatText}, group: group{series: true}}
	for {
		line, ok := l.page.next()
		if !ok {
			break
		}
		switch {
		case line == "" || comment(line) && (len(l.waiting) == 0 || !likeSecret(line)):
		case l.read(line):
			l.waited = 0
		default:
			l.fillWaiting(line)
		}
	}
	l.group.encoded = clusterSecret.MatchString(text) && !strings.Contains(text, "stringData:")
	l.is.groups = []group{l.group}
	return l.is, true
}

// clusterSecret finds the secret of a cluster, whose data are in base64.
var clusterSecret = regexp.MustCompile(`(?m)^kind:[ \t]*["']?Secret["']?[ \t]*$`)

func comment(line string) bool {
	for _, mark := range []string{"#", ";", "::", "-- ", "<!--", "<?"} {
		if strings.HasPrefix(line, mark) {
			return true
		}
	}
	if strings.HasPrefix(line, "//") {
		return !unmistakable(SecretAccessKey, line) // one of 4,096 begins like that
	}
	return len(line) > 4 && strings.EqualFold(line[:4], "rem ")
}

// likeSecret reports whether a line that begins as a remark does is the secret
// that a label above it waits for.
func likeSecret(line string) bool {
	const shortest = 20
	return len(line) >= shortest && strings.HasPrefix(line, "//") && pieceShape.MatchString(line) && client.Mixed(line)
}

type lineReader struct {
	page  *page
	is    reading
	group group
	// waiting are the labels whose values must follow on lines of their own.
	waiting []title
	// waited counts the lines since, which may be the captions of buttons.
	waited int
}

// read takes what one line holds, and reports whether it was a name at least.
func (l *lineReader) read(line string) bool {
	s := scanner{rest: line}
	named := false
	for {
		t, ok := s.next()
		if !ok {
			return named
		}
		if t.sep == sepEnd || s.rest == "" || block.MatchString(s.rest) {
			if !named && !s.words {
				const most = 8
				if len(l.waiting) < most {
					l.waiting = append(l.waiting, t)
				}
				return true
			}
			return named
		}
		if l.values(&s, t) {
			named = true
			l.waiting = nil
		}
	}
}

// block is what YAML has in place of a text that follows on lines of its own.
var block = regexp.MustCompile(`^[|>][-+]?\d?$`)

// values takes the value after a name, or the values of a list.
func (l *lineReader) values(s *scanner, t title) bool {
	v := s.value(t)
	if v.half {
		return l.quoted(s, t)
	}
	switch {
	case len(v.texts) > 1:
		return l.take(t, named{name: t.name, list: v.texts})
	case len(v.texts) == 0:
		return false
	}
	n := named{name: t.name, text: v.texts[0]}
	if t.field == fieldRegion && t.sep != sepEquals && otherRegion(s.rest, n.text) {
		return false // nobody can tell which is meant
	}
	t.last = closes(trimEnds(s.rest), v.open)
	switch {
	case secretish(t.field) && (t.sep != sepSpace || plausible(t.field, n.text)):
		n.text, s.rest, n.joined, n.broken = l.page.wrapped(t.field, n.text, s.rest)
	case t.field == fieldScopes:
		n.text += l.page.listed(n.text)
	}
	return l.take(t, n)
}

// closes reports whether what follows a value shows that there is no more of it:
// nothing, a remark, another label, the end of an element or of a row, or after quotes
// what stands between values.
func closes(after string, open bool) bool {
	if t, _ := label(after); t.field != fieldNone && t.sep >= sepMark {
		return true
	}
	return strings.Trim(after, "| ") == "" || comment(after) || strings.HasPrefix(after, "</") || !open && strings.ContainsRune(",;})", first(after))
}

// quoted takes a text whose closing quote stands on a later line. Where there is
// none, the text is cut off.
func (l *lineReader) quoted(s *scanner, t title) bool {
	closers := closing[first(s.rest)]
	quote := len(string(first(s.rest)))
	text := s.rest[quote:]
	s.rest = ""
	for at := l.page.at; at < len(l.page.lines) && at < l.page.at+maxPieces && len(text) < maxValue; at++ {
		line := l.page.lines[at]
		end, closer := closed(line, closers)
		if end < 0 {
			text += "\n" + line
			continue
		}
		text += "\n" + line[:end]
		pieces := strings.Fields(text)
		for i, piece := range pieces {
			pieces[i] = strings.TrimRight(piece, lineEnding)
		}
		value, ok := joined(kindOf(t.field), pieces, true)
		switch {
		case ok || secretish(t.field):
		case t.field == fieldScopes:
			value, ok = text, true
		default:
			return false
		}
		l.page.at = at + 1
		s.rest = line[end+closer:]
		return l.take(t, named{name: t.name, text: value, joined: ok && secretish(t.field), broken: !ok})
	}
	return false
}

// fillWaiting gives a line to the first label that waits and that it suits.
func (l *lineReader) fillWaiting(line string) {
	if l.fillList(line) {
		return
	}
	for _, i := range l.suitable(line) {
		t := l.waiting[i]
		n := named{name: t.name, text: unbearer(t.field, line)}
		if secretish(t.field) {
			word, tail, _ := strings.Cut(n.text, " ")
			if !plausible(t.field, word) && !l.below(word) {
				continue
			}
			at := l.page.at
			var rest string
			n.text, rest, n.joined, n.broken = l.page.wrapped(t.field, word, tail)
			if trimEnds(rest) != "" { // a sentence
				l.page.at = at
				continue
			}
		}
		t.sep = sepEnd
		if l.below(n.text) {
			t.sep, t.last = sepMark, true
		}
		if l.take(t, n) {
			l.waiting = slices.Delete(slices.Clone(l.waiting), i, i+1)
			l.waited = 0
			return
		}
	}
	const patience = 4
	if l.waited++; l.waited > patience {
		l.waiting, l.waited = nil, 0
	}
}

// suitable returns which of the labels that wait to try a line on: first those of which it
// can only be the value, whatever captions stand between a label and its value.
func (l *lineReader) suitable(line string) []int {
	word, _, _ := strings.Cut(line, " ")
	var sure, maybe []int
	for i, t := range l.waiting {
		if unmistakable(kindOf(t.field), word) {
			sure = append(sure, i)
		} else {
			maybe = append(maybe, i)
		}
	}
	return append(sure, maybe...)
}

// below reports whether a line stands right below the only label that waits and
// is no caption of a button: then it may be a value of any shape.
func (l *lineReader) below(line string) bool {
	return len(l.waiting) == 1 && l.waited == 0 && strings.ContainsAny(line, "0123456789")
}

// fillList gives the items of a list, as YAML has it, to the label above it.
func (l *lineReader) fillList(line string) bool {
	item, ok := strings.CutPrefix(line, "- ")
	if !ok || len(l.waiting) != 1 {
		return false
	}
	const most = 100
	var items []string
	for ok && len(items) < most {
		items = append(items, strings.Trim(trimEnds(item), quotes))
		if l.page.at == len(l.page.lines) {
			break
		}
		if item, ok = strings.CutPrefix(trimEnds(l.page.lines[l.page.at]), "- "); ok {
			l.page.at++
		}
	}
	t := l.waiting[0]
	l.waiting = nil
	l.group.values = append(l.group.values, named{name: t.name, list: items})
	return true
}

// take adds a value to the group where it can be one.
func (l *lineReader) take(t title, n named) bool {
	if t.sep == sepEquals {
		l.is.format = FormatEnvironment
	}
	if n.broken || n.list != nil {
		l.group.values = append(l.group.values, n)
		return true
	}
	value, _ := Clean(kindOf(t.field), n.text)
	if value == "" || fieldOf(value) != fieldNone && !t.holds(value) {
		return false
	}
	if t.sep != sepEquals && !IsPlaceholder(value) && !plausible(t.field, value) && !t.alone(value) {
		return false
	}
	l.group.values = append(l.group.values, n)
	return true
}

// holds reports whether a value that is called as something else is, is one nevertheless:
// minio-user after "name=" or alone after "name:".
func (t title) holds(value string) bool {
	switch {
	case t.field == fieldUser || IsPlaceholder(value):
		return true
	case Canonical(value) == Canonical(t.name):
		return false
	}
	return t.sep == sepEquals || strings.ContainsAny(value, "-_0123456789") && t.alone(value)
}

// alone reports whether a value that has not the shape of Amazon's is one
// nevertheless: a single word after "name:", with nothing behind it.
func (t title) alone(value string) bool {
	if t.sep != sepMark || !t.last || strings.ContainsAny(value, blanks) || strings.HasSuffix(value, ".") {
		return false
	}
	switch t.field {
	case fieldKeyID:
		return len(value) >= 3 && len(value) <= 128
	case fieldSecretKey:
		return len(value) >= 8
	}
	return t.variable && t.field != fieldAnySecret && t.field != fieldAnyToken
}

// plausible tells a value from the words of a sentence.
func plausible(f field, value string) bool {
	switch f {
	case fieldScopes, fieldUser, fieldExpires:
		return true
	case fieldRegion:
		return regionLike(value)
	case fieldPort:
		return portShape.MatchString(plainWord(value))
	}
	if strings.ContainsAny(value, blanks) {
		return false
	}
	switch f {
	case fieldOrgID:
		return accountShape.MatchString(value)
	case fieldClientID:
		return anyClientIDShape.MatchString(value) && strings.ContainsAny(value, "0123456789")
	case fieldKeyID:
		return client.MayBeAmazonKeyID(value)
	case fieldSecretKey, fieldClientSecret, fieldAnySecret, fieldSessionToken, fieldAccessToken, fieldAnyToken:
		const shortest = 16
		return len(value) >= shortest && strings.ContainsAny(value, "0123456789") &&
			!client.IsAmazonKeyID(value) && !accountShape.MatchString(value)
	case fieldSandbox:
		return sandboxShape.MatchString(value)
	case fieldServiceURL, fieldAnyURL:
		return storeAddress(value) != ""
	}
	return true
}
