package credentials

import (
	"regexp"
	"strings"
)

// page is a text of lines that are read one after the other.
type page struct {
	lines []string
	at    int // the line after the one that is read
}

func newPage(text string) *page { return &page{lines: strings.Split(text, "\n")} }

// next returns the next line, without what is around it.
func (p *page) next() (string, bool) {
	if p.at == len(p.lines) {
		return "", false
	}
	p.at++
	return trimEnds(p.lines[p.at-1]), true
}

// lineEnding is what shells put where a line goes on, and programs between the
// parts of a text.
const lineEnding = " \t\\`^"

// wrapped joins the beginning of a value, of which tail follows on its line,
// with those of the words and lines after it that are more of it, and goes past
// these. broken means that a part of it would be missing.
func (p *page) wrapped(f field, first, tail string) (value, rest string, joined, broken bool) {
	if !secretish(f) {
		return first, tail, false, false
	}
	first = strings.TrimRight(first, lineEnding)
	if strings.Trim(tail, lineEnding+`+.;,"'`) == "" {
		tail = "" // only what says that the text goes on
	}
	words, afterWord := bareWords(tail)
	b := behind{lead: leadOf(strings.TrimLeft(afterWord, blanks))}
	b.add(words, p.at)
	if strings.Trim(afterWord, lineEnding+`;,"'`) == "" { // else the value ends on its line
		p.collect(&b)
	}
	n, broken := unwrap(f, first, b.pieces)
	if n == len(b.pieces) && leftover(b.lead) && !complete(f, first) {
		broken = true
	}
	if n == 0 {
		return first, tail, false, broken
	}
	p.at = b.ends[n-1]
	if n < len(words) {
		rest = strings.Join(words[n:], " ") + " " + afterWord
	}
	return first + strings.Join(b.pieces[:n], ""), rest, true, broken
}

// behind is what stands behind the beginning of a value.
type behind struct {
	// pieces are words that may be more of it, and ends the line after each.
	pieces []string
	ends   []int
	// lead is what the text after them begins with, where that may be more of it.
	lead string
}

func (b *behind) add(words []string, end int) {
	b.pieces = append(b.pieces, words...)
	for range words {
		b.ends = append(b.ends, end)
	}
}

// maxPieces is more than any value is broken into.
const maxPieces = 400

// collect takes the words of the lines that follow.
func (p *page) collect(b *behind) {
	for at := p.at; at < len(p.lines) && len(b.pieces) < maxPieces; at++ {
		line := strings.Trim(trimEnds(p.lines[at]), "> \t")
		if line == "" {
			continue
		}
		words, last := pieceWords(line)
		b.add(words, at+1)
		if len(words) == 0 {
			b.lead = leadOf(line)
		}
		if last {
			return
		}
	}
}

// leadShape is what a text begins with that may be a piece.
var leadShape = regexp.MustCompile(`^[A-Za-z0-9+/_.-]+={0,2}`)

// leadOf returns what a text begins with where it may be a piece and is no name
// of what follows.
func leadOf(text string) string {
	lead := leadShape.FindString(text)
	after := text[len(lead):]
	if strings.HasPrefix(after, ":") || strings.HasPrefix(strings.TrimLeft(after, blanks), "=") ||
		strings.HasSuffix(lead, "=") && after != "" && !strings.ContainsRune("<%\"'`),; ", first(after)) {
		return ""
	}
	return lead
}

// bareWords splits the words off the beginning of a text that may be pieces.
func bareWords(text string) (words []string, rest string) {
	for len(words) < maxPieces {
		trimmed := strings.TrimLeft(text, blanks)
		end := strings.IndexAny(trimmed, blanks)
		if end < 0 {
			end = len(trimmed)
		}
		if element := strings.IndexByte(trimmed[:end], '<'); element > 0 {
			end = element
		}
		word := strings.TrimRight(trimmed[:end], `"';,%`)
		if !pieceShape.MatchString(word) || fieldOf(word) != fieldNone {
			return words, trimmed
		}
		words = append(words, word)
		text = trimmed[end:]
	}
	return words, text
}

// pieceWords returns the words of a line that may be more of a value from the
// line before: it holds no name, no header and no remark. last says that no more
// can follow, as after the end of an element.
func pieceWords(line string) (words []string, last bool) {
	if comment(line) || fieldOf(line) != fieldNone {
		return nil, true
	}
	if t, _ := label(line); t.field != fieldNone {
		return nil, true
	}
	if before, _, found := strings.Cut(line, "<"); found && before != "" {
		line, last = before, true
	}
	line = strings.TrimRight(line, lineEnding+"%")
	for word := range strings.FieldsSeq(line) {
		if word == "+" || word == "." { // of a program that joins texts
			continue
		}
		word = strings.Trim(word, "\"'();,")
		if !pieceShape.MatchString(word) {
			return nil, true
		}
		words = append(words, word)
	}
	return words, last || len(words) == 0
}
