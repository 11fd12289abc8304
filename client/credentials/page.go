package credentials

import (
	"regexp"
	"strings"

	"mooring/client"
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
	if strings.Trim(tail, lineEnding+`+.;,"'`) == "" {
		tail = "" // only what says that the text goes on
	}
	begin := strings.Trim(first, lineEnding+`"'();,`)
	words, after := bareWords(tail)
	var b behind
	b.add(words, p.at, after)
	if strings.Trim(after, lineEnding+`|;,"'`) == "" { // else the value ends on its line
		p.collect(&b)
	}
	n, broken := unwrap(f, begin, b.pieces)
	if n == len(b.pieces) && leftover(b.lead) && !complete(f, begin) {
		broken = true
	}
	if n == 0 {
		return strings.TrimRight(first, lineEnding), tail, false, broken
	}
	p.at = b.ends[n-1]
	return begin + strings.Join(b.pieces[:n], ""), b.after(n), true, broken
}

// behind is what stands behind the beginning of a value.
type behind struct {
	// pieces are words that may be more of it, and ends the line after each.
	pieces []string
	ends   []int
	// tails is what follows the pieces of a line, by the number of the last.
	tails map[int]string
	// lead is what the text after them begins with, where that may be more of it.
	lead string
}

// add takes the words of a line, and what follows them there.
func (b *behind) add(words []string, end int, tail string) {
	b.pieces = append(b.pieces, words...)
	for range words {
		b.ends = append(b.ends, end)
	}
	if b.tails == nil {
		b.tails = map[int]string{}
	}
	if len(words) > 0 {
		b.tails[len(b.pieces)] = tail
	}
	b.lead = leadOf(strings.TrimLeft(tail, blanks))
}

// after returns what follows the first n pieces on the line of the last of them.
func (b *behind) after(n int) string {
	var words []string
	for n < len(b.pieces) && b.ends[n] == b.ends[n-1] {
		if _, ends := b.tails[n]; ends {
			break
		}
		words = append(words, b.pieces[n])
		n++
	}
	return strings.TrimLeft(strings.Join(words, " ")+" "+b.tails[n], " ")
}

// maxPiece is longer than a word that is more of a value.
const maxPiece = 4 << 10

// maxPieces is more than any value is broken into.
const maxPieces = 400

// collect takes the words of the lines that follow.
func (p *page) collect(b *behind) {
	for at := p.at; at < len(p.lines) && len(b.pieces) < maxPieces; at++ {
		line := strings.Trim(trimEnds(p.lines[at]), "> \t")
		if line == "" {
			continue
		}
		words, tail := pieceWords(line)
		b.add(words, at+1, tail)
		if len(words) == 0 {
			b.lead = leadOf(line)
		}
		if tail != "" || len(words) == 0 {
			return
		}
	}
}

// listLine is a line of nothing but words with commas between them.
var listLine = regexp.MustCompile(`^[A-Za-z0-9_.-]+(?:,[ ]*[A-Za-z0-9_.-]+)*,?$`)

// listed returns what follows a list that goes on after the comma at its end.
func (p *page) listed(list string) string {
	var more strings.Builder
	for strings.HasSuffix(list, ",") && p.at < len(p.lines) {
		list = trimEnds(p.lines[p.at])
		if !listLine.MatchString(list) {
			break
		}
		more.WriteString(list)
		p.at++
	}
	return more.String()
}

// leadShape is what a text begins with that may be a piece.
var leadShape = regexp.MustCompile(`^[A-Za-z0-9+/_.-]+={0,2}`)

// leadOf returns what a text begins with where it may be a piece and is no name
// of what follows.
func leadOf(text string) string {
	lead := leadShape.FindString(text)
	after := text[len(lead):]
	name := strings.TrimSuffix(lead, "=")
	switch {
	case strings.HasPrefix(after, ":"), strings.HasPrefix(strings.TrimLeft(after, blanks), "="):
		return ""
	case name == lead || strings.HasSuffix(name, "="), after == "":
		return lead
	case identifier.FindString(name) == name && (!client.Mixed(name) || strings.Contains(name, "_") || meaningOf(name).field != fieldNone):
		return ""
	}
	return lead
}

// wordEnd returns where the first word of a text ends: at a blank, or before an
// element of a page.
func wordEnd(text string) int {
	end := strings.IndexAny(text, blanks)
	if end < 0 {
		end = len(text)
	}
	if element := strings.IndexByte(text[:end], '<'); element > 0 {
		return element
	}
	return end
}

// bareWords splits the words off the beginning of a text that may be pieces.
func bareWords(text string) (words []string, rest string) {
	for len(words) < maxPieces {
		trimmed := strings.TrimLeft(text, blanks)
		end := wordEnd(trimmed[:cutAt(trimmed, maxPiece)])
		word := strings.TrimRight(trimmed[:end], `"';,%`)
		if !pieceShape.MatchString(word) || fieldOf(word) != fieldNone {
			return words, trimmed
		}
		words = append(words, word)
		text = trimmed[end:]
	}
	return words, text
}

// pieceWords returns the words that a line begins with that may be more of a
// value from the line before, and what follows them: a line that begins with a
// name, a header or a remark has none.
func pieceWords(line string) (words []string, tail string) {
	if comment(line) && !likeSecret(line) || fieldOf(line) != fieldNone {
		return nil, ""
	}
	if t, _ := label(line); t.field != fieldNone {
		return nil, ""
	}
	line = strings.TrimRight(line, lineEnding+"%")
	for line != "" {
		end := wordEnd(line)
		word := strings.Trim(line[:end], "\"'();,")
		switch {
		case strings.Trim(word, "+-|") == "" || word == ".": // of a program that joins texts, of a table
		case !pieceShape.MatchString(word) || fieldOf(word) != fieldNone:
			return words, line
		default:
			words = append(words, word)
		}
		line = strings.TrimLeft(line[end:], blanks)
	}
	return words, ""
}
