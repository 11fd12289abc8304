package credentials

import (
	"strings"
)

// readLines reads lines of names and values: variables as shells, PowerShell,
// cmd and other programs set them, and labels with values from a page, beside
// each other or one above the other.
func readLines(text string) *collector {
	l := lines{collector: newCollector(FormatText), record: newRecord("")}
	for line := range strings.SplitSeq(text, "\n") {
		line = trimEnds(line)
		switch {
		case line == "" || comment(line):
		case l.read(line):
			l.waited = 0
		default:
			l.fillWaiting(line)
		}
	}
	l.collector.add(l.record)
	return l.collector
}

func comment(line string) bool {
	for _, mark := range []string{"#", "//", ";", "::", "-- ", "<!--", "<?"} {
		if strings.HasPrefix(line, mark) {
			return true
		}
	}
	return len(line) > 4 && strings.EqualFold(line[:4], "rem ")
}

type lines struct {
	collector *collector
	record    *record
	// waiting are the labels whose values must follow on lines of their own.
	waiting []field
	// waited counts the lines since, which may be the captions of buttons.
	waited int
}

// read takes what one line holds, and reports whether it was a name at least.
func (l *lines) read(line string) bool {
	s := scanner{rest: line}
	named := false
	for {
		f, sep, ok := s.next()
		if !ok {
			return named
		}
		if sep == sepEnd {
			if !named && !s.words {
				const most = 8
				if len(l.waiting) < most {
					l.waiting = append(l.waiting, f)
				}
				return true
			}
			return named
		}
		for _, value := range s.values(f, sep) {
			if l.take(f, value, sep) {
				named = true
				l.waiting = nil
			}
		}
	}
}

// fillWaiting gives a line to the first label that waits and that it suits.
func (l *lines) fillWaiting(line string) {
	for i, f := range l.waiting {
		if l.take(f, unbearer(f, line), sepEnd) {
			l.waiting = append(l.waiting[:i:i], l.waiting[i+1:]...)
			l.waited = 0
			return
		}
	}
	const patience = 4
	if l.waited++; l.waited > patience {
		l.waiting, l.waited = nil, 0
	}
}

// take adds a value to the record, or to a new one where this one has another
// value of the field already.
func (l *lines) take(f field, raw string, sep separator) bool {
	value, _ := Clean(kindOf(f), raw)
	if value == "" || fieldOf(value) != fieldNone && f != fieldUser && !IsPlaceholder(value) {
		return false
	}
	if sep != sepEquals && !IsPlaceholder(value) && !plausible(f, value) {
		return false
	}
	if sep == sepEquals {
		l.collector.found.Format = FormatEnvironment
	}
	switch f {
	case fieldKeyID, fieldSecretKey, fieldClientID:
		if now := l.record.first(f); now != "" && now != value {
			l.collector.add(l.record)
			l.record = newRecord("")
		}
	case fieldUser:
		if l.record.label == "" {
			l.record.label = value
		}
	}
	l.record.add(f, value)
	return true
}

// plausible tells a value from the words of a sentence.
func plausible(f field, value string) bool {
	if f == fieldScopes || f == fieldUser || f == fieldExpires {
		return true
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
		return anyKeyIDShape.MatchString(value)
	case fieldSecretKey, fieldClientSecret, fieldAnySecret, fieldSessionToken, fieldAccessToken, fieldAnyToken:
		const shortest = 16
		return len(value) >= shortest && strings.ContainsAny(value, "0123456789")
	case fieldSandbox:
		return sandboxShape.MatchString(value)
	}
	return true
}

// readShapes looks for values that need no name: exactly one access key id and
// exactly one secret, or the parts of one Adobe credential. With more of them it
// would have to guess which belongs to which.
func readShapes(text string) *collector {
	seen := map[field][]string{}
	split := func(r rune) bool {
		return r <= ' ' || strings.ContainsRune(",;:\"'`()[]{}<>|“”‘’«»\u00a0\u3000\ufeff\u200b", r)
	}
	for line := range strings.SplitSeq(text, "\n") {
		if comment(trimEnds(line)) {
			continue
		}
		for token := range strings.FieldsFuncSeq(line, split) {
			token = strings.TrimRight(token, ".!?")
			f := shapeField(token)
			if values := seen[f]; f != fieldNone && (len(values) == 0 || values[0] != token) {
				seen[f] = append(values, token)
			}
		}
	}
	c := newCollector(FormatText)
	r := newRecord("")
	for f, values := range seen {
		if len(values) == 1 {
			r.add(f, values[0])
		}
	}
	if r.has(fieldKeyID) != r.has(fieldSecretKey) {
		delete(r.values, fieldSecretKey)
	}
	if !strings.HasPrefix(r.first(fieldKeyID), "ASIA") {
		delete(r.values, fieldSessionToken)
	}
	if len(r.values[fieldClientID]) > 0 && !r.has(fieldOrgID, fieldClientSecret) {
		delete(r.values, fieldClientID) // 32 hexadecimal digits may be anything
	}
	c.add(r)
	return c
}

func shapeField(token string) field {
	kind, ok := Guess(token)
	switch {
	case !ok && clientIDShape.MatchString(token):
		return fieldClientID
	case !ok && sessionShape.MatchString(token):
		return fieldSessionToken
	case !ok:
		return fieldNone
	}
	switch kind {
	case OrgID:
		return fieldOrgID
	case AccessKeyID:
		return fieldKeyID
	case SecretAccessKey:
		return fieldSecretKey
	case ClientSecret:
		return fieldClientSecret
	}
	return fieldNone
}
