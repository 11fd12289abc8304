package client

import (
	"cmp"
	"errors"
	"html"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	// leastTail is how much of the beginning of a secret is taken out at the end of a
	// text, which is where an answer that was cut may have been cut. Less than that
	// gives nothing away.
	leastTail = 4
	// leastPart is how much of it is taken out anywhere: servers shorten what they quote.
	leastPart = 10
)

// scrubber removes the secrets of a call from what a server echoes, however it
// escapes them.
type scrubber []string

func newScrubber(secrets ...Secret) scrubber {
	var all scrubber
	for _, secret := range secrets {
		if s := secret.Reveal(); s != "" {
			all = append(all, s)
		}
	}
	// A secret that is part of another must not break the longer one up.
	slices.SortFunc(all, func(a, b string) int { return cmp.Or(cmp.Compare(len(b), len(a)), cmp.Compare(a, b)) })
	return slices.Compact(all)
}

// clean returns text without the secrets and their beginnings.
func (s scrubber) clean(text string) string {
	if len(s) == 0 {
		return text
	}
	var b strings.Builder
	done := 0 // of text
	for i := 0; i < len(text); {
		if end := s.end(text, i); end > i {
			b.WriteString(text[done:i] + redacted)
			i, done = end, end
			continue
		}
		i++
	}
	if done == 0 {
		return text
	}
	return b.String() + text[done:]
}

// end returns where a secret ends that text has at i; 0 where it has none there.
func (s scrubber) end(text string, i int) int {
	longest := 0
	for _, secret := range s {
		if text[i] != secret[0] && strings.IndexByte(`\%&`, text[i]) < 0 {
			continue
		}
		matched, end := echo(text, i, secret)
		switch {
		case matched == len(secret),
			matched >= leastTail && end == len(text),
			matched >= leastPart && len(secret) >= 2*leastTail:
			longest = max(longest, end)
		}
	}
	return longest
}

// echo returns how much of the secret text has at i, and where that ends. A secret
// may itself hold what looks like an escape, so that all ways to read on are followed.
func echo(text string, i int, secret string) (matched, end int) {
	ends := []int{i}
	for matched < len(secret) {
		_, size := utf8.DecodeRuneInString(secret[matched:])
		var next []int
		for _, at := range ends {
			next = appendEchoes(next, text, at, secret[matched:matched+size])
		}
		if len(next) == 0 {
			break
		}
		slices.Sort(next)
		matched, ends = matched+size, slices.Compact(next)
	}
	return matched, ends[len(ends)-1]
}

// appendEchoes adds where a character may end that text has at i, as it is or
// escaped: for JSON, once or inside of a JSON text; for an address, once or twice;
// for HTML or XML.
func appendEchoes(ends []int, text string, i int, plain string) []int {
	if strings.HasPrefix(text[i:], plain) {
		ends = append(ends, i+len(plain))
	}
	if i == len(text) {
		return ends
	}
	var escaped []int
	switch text[i] {
	case '\\':
		escaped = []int{backslashEcho(text[i:], plain)}
	case '%':
		escaped = []int{percentEcho(text[i:], plain, "%"), percentEcho(text[i:], plain, "%25")}
	case '&':
		escaped = []int{entityEcho(text[i:], plain)}
	}
	for _, n := range escaped {
		if n > 0 {
			ends = append(ends, i+n)
		}
	}
	return ends
}

// entityEcho is how long a character is that HTML or XML escapes; 0 for another one.
func entityEcho(text, plain string) int {
	const longest = 10 // &#1114111;
	end := strings.IndexByte(text[:min(len(text), longest)], ';') + 1
	if html.UnescapeString(text[:end]) != plain {
		return 0
	}
	return end
}

// backslashEcho is how long a character is that JSON escapes; 0 for another one.
func backslashEcho(text, plain string) int {
	slashes := len(text) - len(strings.TrimLeft(text, `\`))
	rest := text[slashes:]
	const digits = 4
	switch {
	case plain == `\`:
		if slashes%2 == 0 && slashes <= 8 { // all of them stand for one
			return slashes
		}
		if slashes > 1 {
			return 2
		}
	case strings.HasPrefix(rest, plain):
		return slashes + len(plain)
	}
	if len(rest) > digits && rest[0] == 'u' {
		if code, err := strconv.ParseUint(rest[1:1+digits], 16, 16); err == nil && string(rune(code)) == plain {
			return slashes + 1 + digits
		}
	}
	return 0
}

// percentEcho is how long a character is that an address escapes byte by byte, with
// the sign that begins each; 0 for another one.
func percentEcho(text, plain, sign string) int {
	rest := text
	for i := range len(plain) {
		digits, ok := strings.CutPrefix(rest, sign)
		if !ok || !isHexByte(digits, plain[i]) {
			return 0
		}
		rest = digits[2:]
	}
	return len(text) - len(rest)
}

// isHexByte reports whether text begins with the two digits of a byte.
func isHexByte(text string, want byte) bool {
	if len(text) < 2 {
		return false
	}
	code, err := strconv.ParseUint(text[:2], 16, 8)
	return err == nil && byte(code) == want
}

// text returns at most limit bytes of text, without secrets and fit to be shown.
func (s scrubber) text(text string, limit int) string {
	text = strings.ToValidUTF8(s.clean(text), "\ufffd")
	text = strings.TrimSpace(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' && r != '\t' {
			return ' '
		}
		return r
	}, text))
	return shorten(text, limit)
}

// shorten returns text, or where it is longer than limit bytes as much of its
// beginning as fits with an ellipsis behind it.
func shorten(text string, limit int) string {
	const more = "…"
	if len(text) <= limit {
		return text
	}
	cut := limit - len(more)
	for cut > 0 && !utf8.RuneStart(text[cut]) {
		cut--
	}
	return text[:cut] + more
}

// short returns a text of one line: a code, a title, an id.
func (s scrubber) short(text string) string {
	return strings.Join(strings.Fields(s.text(text, maxShort)), " ")
}

// scrubbed returns err, or where its text holds a secret an error that has the
// rest of the text and no way to the original.
func scrubbed(err error, secrets ...Secret) error {
	if text := err.Error(); newScrubber(secrets...).clean(text) != text {
		return errors.New(newScrubber(secrets...).text(text, maxDetail))
	}
	return err
}
