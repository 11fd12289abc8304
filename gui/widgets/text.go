package widgets

import (
	"image/color"
	"sort"
	"strings"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

const ellipsis = "…"

var (
	plain = fyne.TextStyle{}
	bold  = fyne.TextStyle{Bold: true}
	mono  = fyne.TextStyle{Monospace: true}
)

// monoFor is the style of a text to copy: letters of one width, unless some are of another
// font. Fyne makes a line as high as the font of the style, but begins it as far down as the
// tallest of its fonts needs, and with Chinese in it the tails of letters would be cut off.
func monoFor(s string) fyne.TextStyle {
	if strings.ContainsFunc(s, isForeign) {
		return plain
	}
	return mono
}

// isForeign reports whether a sign is in none of the fonts that Mooring brings along.
func isForeign(r rune) bool { return r > 0x2e7f }

func textWidth(s string, size float32, style fyne.TextStyle) float32 {
	if s == "" {
		return 0
	}
	return fyne.MeasureText(s, size, style).Width
}

func textHeight(size float32, style fyne.TextStyle) float32 {
	return fyne.MeasureText("Mg", size, style).Height
}

// truncate shortens s with an ellipsis until it fits the width.
func truncate(s string, size float32, style fyne.TextStyle, width float32) string {
	if s == "" || textWidth(s, size, style) <= width {
		return s
	}
	runes := []rune(s)
	fits := prefix(runes, func(s string) bool { return textWidth(s+ellipsis, size, style) <= width })
	return strings.TrimRightFunc(string(runes[:fits]), unicode.IsSpace) + ellipsis
}

// prefix is the length of the longest beginning that fits, which is never all.
func prefix(runes []rune, fits func(string) bool) int {
	return sort.Search(len(runes)-1, func(n int) bool { return !fits(string(runes[:n+1])) })
}

// Middle shortens an id in its middle: so many letters of its head and of its
// tail, with an ellipsis between them. What is hardly longer is left as it is.
func Middle(text string, head, tail int) string {
	runes := []rune(text)
	if len(runes) <= head+tail+1 {
		return text
	}
	return string(runes[:head]) + ellipsis + string(runes[len(runes)-tail:])
}

// wrap breaks s into at most limit lines of that width; what is too much ends in an ellipsis.
func wrap(s string, size float32, style fyne.TextStyle, width float32, limit int) []string {
	rows, _, _ := wrapAround(s, size, style, width, 0, limit)
	return rows
}

// wrapAround breaks s like wrap and finds room for something of the width tail
// at the end: in the last line, or in one more while the limit allows it.
func wrapAround(s string, size float32, style fyne.TextStyle, width, tail float32, limit int) (rows []string, tailRow int, whole bool) {
	if s == "" || limit < 1 {
		return nil, 0, s == ""
	}
	for _, paragraph := range strings.Split(s, "\n") {
		rows = append(rows, wrapParagraph(paragraph, size, style, width)...)
	}
	last := len(rows) - 1
	if last < limit && textWidth(rows[last], size, style)+tail <= width {
		return rows, last, true
	}
	if last+1 < limit {
		return rows, last + 1, true
	}
	rest := strings.Join(rows[limit-1:], " ")
	rows = append(rows[:limit-1], truncate(rest, size, style, max(width-tail, 0)))
	return rows, limit - 1, false
}

func wrapParagraph(s string, size float32, style fyne.TextStyle, width float32) []string {
	if whole := strings.TrimRight(s, " "); textWidth(whole, size, style) <= width {
		return []string{whole}
	}
	var lines []string
	line := ""
	for _, word := range breakable(s) {
		next := line + word
		if textWidth(strings.TrimRight(next, " "), size, style) <= width {
			line = next
			continue
		}
		if line != "" {
			lines = append(lines, strings.TrimRight(line, " "))
			line = ""
		}
		for textWidth(strings.TrimRight(word, " "), size, style) > width && len([]rune(word)) > 1 {
			head := fitting(word, size, style, width)
			lines = append(lines, head)
			word = word[len(head):]
		}
		line = word
	}
	return append(lines, strings.TrimRight(line, " "))
}

// fitting returns the longest start of a word, of at least one letter, that fits
// the width. Ids and addresses are broken after a sign if that leaves no more
// than a third of the line empty.
func fitting(word string, size float32, style fyne.TextStyle, width float32) string {
	runes := []rune(word)
	low := max(1, prefix(runes, func(s string) bool { return textWidth(s, size, style) <= width }))
	for cut := low; cut > low*2/3; cut-- {
		if strings.ContainsRune("-/_:,;.", runes[cut-1]) {
			return string(runes[:cut])
		}
	}
	for cut := low; cut > low/2; cut-- {
		if !isClosing(runes[cut]) && !isOpening(runes[cut-1]) {
			return string(runes[:cut])
		}
	}
	return string(runes[:low])
}

// breakable splits s after spaces and around ideographs, which need no space to break at.
// No line is to begin with what closes, or to end with what opens.
func breakable(s string) []string {
	var parts []string
	start := 0
	var last rune
	for i, r := range s {
		cut := i > start && (last == ' ' && r != ' ' ||
			(isWide(r) || isWide(last)) && r != ' ' && !isClosing(r) && !isOpening(last))
		if cut {
			parts = append(parts, s[start:i])
			start = i
		}
		last = r
	}
	return append(parts, s[start:])
}

// isWide reports whether lines may be broken beside a sign, as between ideographs.
func isWide(r rune) bool {
	return isIdeograph(r) || r > 0x2fff && unicode.IsPunct(r)
}

func isIdeograph(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana)
}

// isOpening reports whether a sign belongs to what follows it.
func isOpening(r rune) bool { return unicode.In(r, unicode.Ps, unicode.Pi) }

// isClosing reports whether a sign belongs to what it follows.
func isClosing(r rune) bool { return unicode.IsPunct(r) && !isOpening(r) }

// lines is a block of text of a few lines, made of canvas texts so that it costs nothing to keep.
type lines struct {
	texts []*canvas.Text
	shown int
}

func newLines(limit int) *lines {
	l := &lines{texts: make([]*canvas.Text, limit)}
	for i := range l.texts {
		l.texts[i] = canvas.NewText("", color.Transparent)
		l.texts[i].Hide()
	}
	return l
}

// grow makes texts for a block of n lines, so that many blocks need not hold as
// many as the longest could take, and reports whether there are new ones.
func (l *lines) grow(n int) bool {
	if len(l.texts) >= n {
		return false
	}
	l.texts = append(l.texts, newLines(n-len(l.texts)).texts...)
	return true
}

func (l *lines) objects() []fyne.CanvasObject {
	out := make([]fyne.CanvasObject, len(l.texts))
	for i, t := range l.texts {
		out[i] = t
	}
	return out
}

// place shows the given lines from a position on, step apart.
func (l *lines) place(rows []string, at fyne.Position, width, step, size float32, style fyne.TextStyle, c color.Color) {
	l.shown = min(len(rows), len(l.texts))
	for i, t := range l.texts {
		if i >= l.shown {
			setText(t, "", size, style, c)
			t.Hide()
			continue
		}
		setText(t, rows[i], size, style, c)
		place(t, at.AddXY(0, float32(i)*step), fyne.NewSize(width, textHeight(size, style)))
		t.Show()
	}
}

// setText changes a canvas text and draws it again only if that makes a difference.
func setText(t *canvas.Text, s string, size float32, style fyne.TextStyle, c color.Color) {
	if t.Text == s && t.TextSize == size && t.TextStyle == style && t.Color == c {
		return
	}
	t.Text, t.TextSize, t.TextStyle, t.Color = s, size, style, c
	t.Refresh()
}
