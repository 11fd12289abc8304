package widgets

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Item is one row of a List.
type Item struct {
	State Sign
	Title string
	// Text explains below the title, in as many lines as it takes; may be "".
	Text string
	// Tail is a small text at the end of the title's line, such as a time; may be "".
	Tail string
	// Icon is shown in place of the sign; may be nil.
	Icon fyne.Resource
	// ColorName is that of Icon or of the dot; "" for a quiet one.
	ColorName fyne.ThemeColorName
}

// List shows what was done, was found, happened or is known, one below the other: a
// sign, a title, and below it a text that wraps. Its height depends on the texts
// and on its width.
type List struct {
	widget.BaseWidget
	asText

	items []Item
	kind  listKind
}

type listKind int

const (
	findings listKind = iota
	steps             // keep their height whatever becomes of them
	events            // have a line from one row to the next, and small texts
	facts             // have no sign, and their titles in a column of their own
)

// NewFindings returns a list of what was looked at and what came of it.
func NewFindings() *List { return newList(findings) }

// NewSteps returns a list of steps. Its height depends on the titles and the
// width only: nothing moves while they are done.
func NewSteps() *List { return newList(steps) }

// NewHistory returns a list of what happened one after the other.
func NewHistory() *List { return newList(events) }

// NewFacts returns a list of what is known, titles with their values. The titles are a
// column, or stand above the values where there is little room.
func NewFacts() *List { return newList(facts) }

func newList(kind listKind) *List {
	l := &List{kind: kind}
	l.ExtendBaseWidget(l)
	return l
}

// SetItems replaces the rows. What stays the same is not drawn again.
func (l *List) SetItems(items []Item) {
	if slices.Equal(l.items, items) {
		return
	}
	l.items = slices.Clone(items)
	l.Refresh()
}

// Items returns what is shown.
func (l *List) Items() []Item { return slices.Clone(l.items) }

const (
	listWidth      = 420 // until it is known
	listNarrow     = 300 // below it, a tail or a fact stands below the title
	listTitleLines = 4
	listTextLines  = 12
	stepTitleLines = 2
	factTitleLines = 3
	factTextLines  = 20
	factTitleShare = 0.4 // of the width, at most
)

// listSizes are the measures of a list at a width.
type listSizes struct {
	title, text, tail float32 // sizes of letters
	step, under       float32 // from one line to the next: of the title, of the text
	side, pad, gap    float32 // of the sign, of the theme, from one row to the next
	x, room           float32 // of the text, and of the title unless it has a column
	column            float32 // of the titles of facts
	stacked           bool
}

func (l *List) sizes(width float32) listSizes {
	s := listSizes{
		title: measure(l, theme.SizeNameText), tail: measure(l, theme.SizeNameCaptionText),
		side: measure(l, theme.SizeNameInlineIcon), pad: measure(l, theme.SizeNamePadding),
		stacked: width < listNarrow && l.kind != steps,
	}
	s.text = s.title
	if l.kind == events {
		s.text = s.tail
	}
	s.step, s.under, s.gap = s.title*1.3, s.text*1.3, s.pad*1.5
	s.x = s.side + s.gap
	if l.kind == facts {
		s.gap = s.pad
		s.stacked = s.stacked || l.breaksWords(width, s)
		s.x, s.column = l.factColumn(width, s)
	}
	s.room = max(width-s.x, 40)
	return s
}

// factColumn is where the texts of facts begin, and how wide their titles may be.
func (l *List) factColumn(width float32, s listSizes) (x, column float32) {
	if s.stacked {
		return 0, width
	}
	for _, item := range l.items {
		column = max(column, textWidth(item.Title, s.title, plain))
	}
	column = min(column, width*factTitleShare)
	return column + s.pad*2, column
}

// breaksWords reports whether a title of facts has a word that is wider than their column may be.
func (l *List) breaksWords(width float32, s listSizes) bool {
	for _, item := range l.items {
		for word := range strings.FieldsSeq(item.Title) {
			if textWidth(word, s.title, plain) > width*factTitleShare {
				return true
			}
		}
	}
	return false
}

// listLines is a row as its lines.
type listLines struct {
	title, tail, text []string
	tailAt            int // the line of the title that the tail stands in
	height            float32
}

func (l *List) lines(item Item, s listSizes) listLines {
	style := l.titleStyle(item)
	var out listLines
	room := s.room
	switch {
	case l.kind == facts:
		out.title = wrap(item.Title, s.title, plain, s.column, factTitleLines)
		out.text = wrap(item.Text, s.text, plain, s.room, factTextLines)
		titles, texts := float32(len(out.title))*s.step, float32(max(len(out.text), 1))*s.under
		if out.height = max(titles, texts); s.stacked {
			out.height = titles + texts
		}
		return out
	case l.kind == steps:
		// Measured bold, as it is while the step runs, so that nothing moves when it
		// does. The tail gets what the last line leaves.
		out.title = wrap(item.Title, s.title, bold, room, stepTitleLines)
		out.tailAt = max(len(out.title)-1, 0)
		if len(out.title) > 0 {
			room -= textWidth(out.title[out.tailAt], s.title, bold) + s.pad
		}
		if item.Tail != "" {
			out.tail = []string{truncate(item.Tail, s.tail, plain, max(room, 0))}
		}
	case s.stacked:
		out.tail = wrap(item.Tail, s.tail, plain, room, 2)
		out.title = wrap(item.Title, s.title, style, room, listTitleLines)
	default:
		if item.Tail != "" { // which takes no more than half the line
			out.tail = []string{truncate(item.Tail, s.tail, plain, room/2)}
			room -= textWidth(out.tail[0], s.tail, plain) + s.pad*2
		}
		out.title = wrap(item.Title, s.title, style, room, listTitleLines)
	}
	out.text = wrap(item.Text, s.text, plain, s.room, listTextLines)
	out.height = float32(max(len(out.title), 1))*s.step + float32(len(out.text))*s.under
	if s.stacked {
		out.height += float32(len(out.tail)) * s.tail * 1.3
	}
	out.height = max(out.height, s.side)
	return out
}

// titleStyle is bold for what runs, and for the head of a text.
func (l *List) titleStyle(item Item) fyne.TextStyle {
	if item.State == SignRunning || item.Text != "" && !item.State.quiet() && l.kind != events {
		return bold
	}
	return plain
}
