package credentials

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"mooring/client"
)

// Clean returns a pasted value without the dirt around it, and names the dirt.
// It never changes a character inside the value, but for full-width characters
// in what is written in ASCII only, for what cannot be seen in a text, and for escapes,
// base64 and invisible characters out of which a value comes that can be nothing else;
// and where something may as well belong to the value, it stays. What is wrong with the rest is for the form to say.
//
// Cleaning a cleaned value changes nothing. Undo is to put pasted back.
func Clean(kind ValueKind, pasted string) (value string, dirt []Dirt) {
	if len(pasted) > MaxSize {
		return pasted, nil
	}
	c := cleaner{kind: kind, value: pasted}
	// Real dirt is two or three layers deep. What has more is something else,
	// and stays as it is.
	const layers = 24
	for range layers {
		if !c.pass() {
			slices.Sort(c.dirt)
			return c.value, slices.Compact(c.dirt)
		}
	}
	return pasted, nil
}

// trimEnds returns text without white space and invisible characters around it.
func trimEnds(text string) string {
	return strings.TrimFunc(text, func(r rune) bool { return outside(r) >= 0 })
}

type cleaner struct {
	kind  ValueKind
	value string
	dirt  []Dirt
}

// pass removes one layer of each sort and reports whether there was any.
func (c *cleaner) pass() bool {
	before := c.value
	c.trim()
	if c.kind == PlainText {
		c.bare()
	}
	if c.value == "" || c.kind == PlainText {
		return c.value != before
	}
	c.unquote()
	if c.kind == FolderPath {
		return c.value != before
	}
	c.unname()
	c.bearer()
	c.reveal()
	c.join()
	c.fold()
	c.shell()
	c.decode()
	return c.value != before
}

func (c *cleaner) found(d Dirt) { c.dirt = append(c.dirt, d) }

// outside returns the kind of dirt that r is at either end of any value, or -1.
func outside(r rune) Dirt {
	switch r {
	case '\n', '\r', '\v', '\f', '\u0085', '\u2028', '\u2029':
		return DirtLineEnd
	case ' ', '\t':
		return DirtSpace
	case '\u00a0', '\u202f', '\u2007':
		return DirtNoBreakSpace
	case '\ufeff':
		return DirtByteOrderMark
	case '\u00ad', '\u034f', '\u061c', '\u180e', '\u200b', '\u200c', '\u200d', '\u200e', '\u200f',
		'\u2060', '\u2061', '\u2062', '\u2063', '\u2064':
		return DirtInvisible
	}
	switch {
	case r >= '\u202a' && r <= '\u202e', r >= '\u2066' && r <= '\u2069', r != utf8.RuneError && unicode.IsControl(r):
		return DirtInvisible
	case unicode.IsSpace(r):
		return DirtSpace
	}
	return -1
}

func (c *cleaner) trim() {
	trimmed := trimEnds(c.value)
	if len(trimmed) == len(c.value) {
		return
	}
	start := len(c.value) - len(strings.TrimLeftFunc(c.value, func(r rune) bool { return outside(r) >= 0 }))
	for _, part := range []string{c.value[:start], c.value[start+len(trimmed):]} {
		for _, r := range part {
			c.found(outside(r))
		}
	}
	// As many entries as characters would only be sorted and thrown away.
	slices.Sort(c.dirt)
	c.dirt = slices.Compact(c.dirt)
	c.value = trimmed
}

// bare takes out of a text what nobody can see: it would pass for another text, or be shown
// in another order than it is written in. What joins letters, or parts them, stays: words
// of some languages and many emoji are written with it.
func (c *cleaner) bare() {
	if !utf8.ValidString(c.value) {
		return // there is no telling what it is
	}
	c.value = strings.Map(func(r rune) rune {
		d := outside(r)
		if d != DirtInvisible && d != DirtByteOrderMark || r == '\u200c' || r == '\u200d' {
			return r
		}
		c.found(d)
		return -1
	}, c.value)
}

// fold writes full-width letters, digits and marks in ASCII, and typographic hyphens,
// for what is an id or an address. A secret is touched only where one comes of it beyond doubt.
func (c *cleaner) fold() {
	folded := HalfWidth(plainMarks.Replace(c.value))
	switch c.kind {
	case OrgID, APIKey, SandboxName, AccessKeyID, BucketName, ServiceURL:
	case ClientSecret, AccessToken, SecretAccessKey, SessionToken:
		if !fits(c.kind, folded) {
			return
		}
	default:
		return
	}
	if folded != c.value && utf8.ValidString(c.value) {
		c.found(DirtFullWidth)
		c.value = folded
	}
}

// plainMarks are what word processors make of hyphens, and input methods of dots.
var plainMarks = strings.NewReplacer("‐", "-", "‑", "-", "‒", "-", "–", "-", "—", "-", "―", "-", "−", "-", "。", ".", "｡", ".")

// HalfWidth writes the full-width letters, digits and marks of a text in ASCII.
func HalfWidth(text string) string {
	return strings.Map(func(r rune) rune {
		if r >= '！' && r <= '～' { // in the order of ASCII, from its first mark to its last
			return r - '！' + '!'
		}
		return r
	}, text)
}

const quotes = "\"'`´“”„‟‘’‚‛«»‹›「」『』〝〞＂＇"

// unquote removes quotes, which no value but a folder's name may hold: there
// only a pair of them goes.
func (c *cleaner) unquote() {
	if c.kind == FolderPath {
		r, size := utf8.DecodeRuneInString(c.value)
		partners, ok := closing[r]
		end, endSize := utf8.DecodeLastRuneInString(c.value)
		if ok && len(c.value) > size+endSize && strings.ContainsRune(partners, end) {
			inner := c.value[size : len(c.value)-endSize]
			if !strings.ContainsAny(inner, partners) {
				c.value = inner
				c.found(DirtQuotes)
			}
		}
		return
	}
	if trimmed := strings.Trim(c.value, quotes); trimmed != c.value {
		c.value = trimmed
		c.found(DirtQuotes)
	}
}

// unname removes the name of the value in front of it, where one value follows
// and no more: what holds several is for Read.
func (c *cleaner) unname() {
	if c.kind == ServiceURL && fits(ServiceURL, c.value) {
		return
	}
	const longest = 160 // of what stands before the value
	s := scanner{rest: c.value[:cutAt(c.value, longest)]}
	t, ok := s.next()
	if !ok || s.words {
		return
	}
	used := cutAt(c.value, longest) - len(s.rest)
	rest := trimEnds(c.value[used:])
	if !t.names(c.kind, c.value[:used]) {
		if _, ok := whole(c.kind, rest); !fits(c.kind, rest) && !fitsAny(rest) && !ok {
			return
		}
	}
	bare := rest
	if after, ok := cutBearer(rest); ok {
		bare = after
	}
	if _, ok := whole(c.kind, bare); bare == "" || strings.ContainsFunc(bare, unicode.IsSpace) && !ok || fieldOf(bare) != fieldNone {
		return
	}
	c.value = rest
	c.found(DirtName)
}

// names reports whether what stands in front of a value is beyond doubt a name of it. A
// secret may begin with pass: but has no space behind that.
func (t title) names(kind ValueKind, before string) bool {
	named := t.sep == sepEquals || t.sep == sepMark && strings.ContainsAny(before, ":：\t")
	return named && (kindOf(t.field) == kind || strings.ContainsAny(before, blanks))
}

func fitsAny(value string) bool {
	_, ok := Guess(value)
	return ok
}

// cutBearer removes the word Bearer and what separates it from a token.
func cutBearer(value string) (string, bool) {
	const word = "bearer"
	if len(value) <= len(word) || !strings.EqualFold(value[:len(word)], word) {
		return value, false
	}
	rest := strings.TrimLeftFunc(value[len(word):], func(r rune) bool { return r == ':' || unicode.IsSpace(r) })
	if rest == "" || len(rest) == len(value)-len(word) {
		return value, false
	}
	return rest, true
}

func (c *cleaner) bearer() {
	if rest, ok := cutBearer(c.value); ok && c.kind == AccessToken {
		c.value = rest
		c.found(DirtBearer)
	}
}

// reveal removes invisible characters inside a value, which chats and text processors put
// in where a line may break, where a value comes of it beyond doubt: nobody can find them.
func (c *cleaner) reveal() {
	if c.kind == OrgID || len(c.value) > maxValue { // an organization is offered to be put right
		return
	}
	if text := visible(c.value); text != c.value && unmistakable(c.kind, text) {
		c.value = text
		c.found(DirtInvisible)
	}
}

// visible returns a text without invisible characters.
func visible(text string) string {
	return strings.Map(func(r rune) rune {
		if d := outside(r); d == DirtInvisible || d == DirtByteOrderMark {
			return -1
		}
		return r
	}, text)
}

// join puts a secret or a token together that was broken over lines. An entry
// of one line makes a space of each line end.
func (c *cleaner) join() {
	if value, ok := whole(c.kind, c.value); ok {
		c.value = value
		c.found(DirtJoined)
	}
}

// whole returns the value that was broken into pieces with white space between
// them, where it is beyond doubt that they belong together.
func whole(kind ValueKind, text string) (string, bool) {
	pieces := strings.Fields(text)
	if len(pieces) < 2 || len(pieces) > maxPieces || len(text) > maxValue {
		return "", false
	}
	value, ok := joined(kind, pieces, false)
	if ok && (kind == AccessToken || kind == SessionToken) {
		n, broken := unwrapToken(pieces[0], pieces[1:])
		ok = n == len(pieces)-1 && !broken
	}
	return value, ok
}

// decode takes a value out of escapes or out of base64, where what comes out of it is
// beyond doubt a value of the kind.
func (c *cleaner) decode() {
	if text, ok := unescapeShape(c.kind, c.value); ok {
		c.value = text
		c.found(DirtEscaped)
	}
	if text, ok := decodeShape(c.kind, c.value); ok {
		c.value = text
		c.found(DirtEncoded)
	}
}

const (
	openers = "([{<=:,;" + quotes
	closers = ")]}>%,;.|\\*" + quotes
)

// shell removes characters around a value that cannot belong to it. It does so
// only where the value as it is has not the shape of its kind, and the rest
// has: anything else would be guessing.
func (c *cleaner) shell() {
	if fits(c.kind, c.value) {
		return
	}
	core := strings.TrimLeft(c.value, openers+blanks)
	start := len(c.value) - len(core)
	core = strings.TrimRight(core, closers+blanks)
	const most = 8
	if core == c.value || len(c.value)-len(core) > most || !fits(c.kind, core) {
		return
	}
	head, tail := c.value[:start], c.value[start+len(core):]
	braced := strings.ContainsAny(head, "{<") || strings.ContainsAny(tail, "}>")
	if braced && wording.MatchString(core) && !client.IsAmazonKeyID(core) {
		return // a placeholder, such as {API_KEY}
	}
	for _, r := range head + tail {
		c.found(shellDirt(r))
	}
	c.value = core
}

func shellDirt(r rune) Dirt {
	switch {
	case strings.ContainsRune("{}<>", r):
		return DirtBraces
	case r == '%':
		return DirtPercent
	case strings.ContainsRune(quotes, r):
		return DirtQuotes
	case outside(r) >= 0:
		return outside(r)
	}
	return DirtStray
}
