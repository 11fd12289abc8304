package account

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// barLayout puts the parts of the bar into one line. Where there is not the room,
// they give way one after the other: the word on the button Edit, the labels of the
// lists, and the width of these. The largest texts in a narrow window take a second
// line. What the register's part says besides its button is shown in what the others
// leave: it comes and goes, and changes with the time, and must move none of them.
type barLayout struct {
	accountLabel, account, sandboxLabel, sandbox fyne.CanvasObject
	edit                                         *widgets.Button
	worded                                       *widgets.Button // edit with its word, to measure; never shown
	badge, status                                fyne.CanvasObject
	trailing                                     []fyne.CanvasObject
	width                                        float32 // that it was last laid out for
	measured                                     float32 // the size of the text that worded was measured with
	twoLines                                     bool    // as it was last laid out
	turned                                       func()  // lays out what is around the bar, which has another height
}

// listLetters is the least width of a list, and listWide the most that it takes,
// in letters of the size of the text.
const (
	listLetters = 12
	listWide    = 15
	listNarrow  = 9 // where nothing else is left to give way
)

// fit is how the parts fit into a width.
type fit struct {
	editText bool
	labels   bool
	wide     bool // the lists
	twoLines bool
}

func (f fit) list() float32 {
	if f.wide {
		return listLetters * theme.TextSize()
	}
	return listNarrow * theme.TextSize()
}

func (l *barLayout) gap() float32 { return theme.Padding() }

func (l *barLayout) fit(width float32) fit {
	f := fit{editText: true, labels: true, wide: true}
	if width == 0 {
		return f // not laid out yet
	}
	for _, give := range []*bool{&f.editText, &f.labels, &f.wide} {
		if l.needs(f) <= width {
			return f
		}
		*give = false
	}
	f.twoLines = l.needs(f) > width
	return f
}

// needs is the least width of the parts in one line.
func (l *barLayout) needs(f fit) float32 {
	return l.start(f, f.list()) + l.rest(false)
}

// start is the width of what is about the account and the sandbox.
func (l *barLayout) start(f fit, list float32) float32 {
	w := 2*list + l.editWidth(f) + 2*l.gap()
	if f.labels {
		w += l.accountLabel.MinSize().Width + l.sandboxLabel.MinSize().Width
	}
	if l.badge.Visible() {
		w += l.gap() + l.badge.MinSize().Width
	}
	return w
}

// rest is the width of the status and of what trails: all of it with its notes, or its last
// part alone.
func (l *barLayout) rest(notes bool) float32 {
	w := l.gap() + l.status.MinSize().Width
	for i, o := range l.trailing {
		if notes || i == len(l.trailing)-1 {
			w += l.gap() + o.MinSize().Width
		}
	}
	return w
}

func (l *barLayout) editWidth(f fit) float32 {
	if now := theme.TextSize(); now != l.measured {
		l.measured = now
		l.worded.Refresh() // which nothing else does, since it is on no canvas
	}
	if f.editText {
		return l.worded.MinSize().Width
	}
	return l.worded.MinSize().Height
}

func (l *barLayout) lineHeight() float32 { return l.account.MinSize().Height }

// MinSize is called by Fyne.
func (l *barLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	f := l.fit(l.width)
	height := l.lineHeight()
	if f.twoLines {
		height += l.lineHeight() + l.gap()
	}
	return fyne.NewSize(l.start(fit{}, fit{}.list()), height)
}

// Layout is called by Fyne.
func (l *barLayout) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	f, gap, h := l.fit(size.Width), l.gap(), l.lineHeight()
	l.nameEdit(f.editText)
	parts.ShowIf(l.accountLabel, f.labels)
	parts.ShowIf(l.sandboxLabel, f.labels)
	spare := size.Width - l.start(f, 0)
	if !f.twoLines {
		spare -= l.rest(false)
	}
	list := min(max(spare/2, f.list()), listWide*theme.TextSize())
	notes := !f.twoLines && l.start(f, list)+l.rest(true) <= size.Width
	x, y := float32(0), float32(0)
	put := func(o fyne.CanvasObject, width float32) {
		place(o, x, y, width, h)
		x += width
	}
	if f.labels {
		put(l.accountLabel, l.accountLabel.MinSize().Width)
	}
	put(l.account, list)
	x += gap
	put(l.edit, l.editWidth(f))
	x += gap
	if f.labels {
		put(l.sandboxLabel, l.sandboxLabel.MinSize().Width)
	}
	put(l.sandbox, list)
	if l.badge.Visible() {
		x += gap
		high := l.badge.MinSize()
		place(l.badge, x, y+(h-high.Height)/2, high.Width, high.Height)
		x += high.Width
	}
	if f.twoLines {
		x, y = -gap, y+h+gap
	}
	right := size.Width
	for i := len(l.trailing) - 1; i >= 0; i-- {
		o := l.trailing[i]
		parts.ShowIf(o, notes || i == len(l.trailing)-1)
		if o.Visible() {
			width := o.MinSize().Width
			right -= width
			place(o, right, y, width, h)
			right -= gap
		}
	}
	x += gap
	place(l.status, x, y, min(l.status.MinSize().Width, right-x), h)
	if turned := f.twoLines != l.twoLines; turned {
		l.twoLines = f.twoLines
		l.turned()
	}
}

// nameEdit gives the button its word, or leaves it its sign alone.
func (l *barLayout) nameEdit(on bool) {
	text := ""
	if on {
		text = l.worded.Text
	}
	if l.edit.Text != text {
		l.edit.SetText(text)
	}
}
