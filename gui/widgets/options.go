package widgets

import (
	"strings"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// optionOwner is the drop-down that a list of options belongs to.
type optionOwner interface {
	fyne.CanvasObject
	fyne.Focusable
	// texts are the options.
	texts() []string
	// taken reports whether an option is chosen.
	taken(index int) bool
	// take is a press on an option. It closes the list where one is enough.
	take(index int)
	// close takes the list away.
	close()
}

// optionList is what a drop-down opens: a layer over the whole window, so that a
// click beside the options closes it, which Fyne's pop-up does not tell of. It
// scrolls along with the keys and finds what is typed.
type optionList struct {
	widget.BaseWidget
	owner  optionOwner
	many   bool // with a box before each option
	canvas fyne.Canvas
	rows   *optionRows
	scroll *container.Scroll
	at     int    // the option that is marked
	typed  string // what is looked for
}

var (
	_ fyne.Focusable         = (*optionList)(nil)
	_ fyne.Tappable          = (*optionList)(nil)
	_ fyne.SecondaryTappable = (*optionList)(nil)
)

func newOptionList(owner optionOwner, c fyne.Canvas) *optionList {
	_, many := owner.(*MultiChoice)
	d := &optionList{owner: owner, many: many, canvas: c}
	for i := range owner.texts() {
		if owner.taken(i) {
			d.at = i
			break
		}
	}
	d.rows = newOptionRows(d)
	d.scroll = container.NewVScroll(d.rows)
	d.ExtendBaseWidget(d)
	return d
}

func (d *optionList) show() {
	d.canvas.Overlays().Add(d)
	d.Resize(d.canvas.Size())
	d.canvas.Focus(d)
	d.mark(d.at)
}

// mark moves the mark, and scrolls it into sight.
func (d *optionList) mark(at int) {
	d.at = min(max(at, 0), len(d.owner.texts())-1)
	scrollToRow(d.scroll, d.at, d.rows.rowHeight(), d.scroll.Size().Height)
	d.rows.placeMark()
}

// Tapped closes the list. Beside its rows it gives the focus back, which Fyne has taken.
func (d *optionList) Tapped(e *fyne.PointEvent) {
	at, size := d.scroll.Position(), d.scroll.Size()
	if e.Position.X >= at.X && e.Position.X < at.X+size.Width && e.Position.Y >= at.Y && e.Position.Y < at.Y+size.Height {
		d.canvas.Focus(d)
		return
	}
	d.owner.close()
}

// TappedSecondary closes the list, too.
func (d *optionList) TappedSecondary(e *fyne.PointEvent) { d.Tapped(e) }

// FocusGained is called by Fyne.
func (d *optionList) FocusGained() {}

// FocusLost is called by Fyne.
func (d *optionList) FocusLost() {}

// AcceptsTab keeps the focus here: Tab closes the list.
func (d *optionList) AcceptsTab() bool { return true }

// optionPage is how far the page keys go.
const optionPage = 8

// TypedKey is called by Fyne.
func (d *optionList) TypedKey(key *fyne.KeyEvent) {
	if to, moves := rowFor(key.Name, d.at, optionPage, len(d.owner.texts())); moves {
		d.typed = "" // what is typed next is looked for anew
		d.mark(to)
		return
	}
	switch key.Name {
	case fyne.KeyBackspace:
		d.typed = ""
	case fyne.KeySpace:
		if d.typed == "" { // else it is a letter of what is looked for
			d.owner.take(d.at)
		}
	case fyne.KeyReturn, fyne.KeyEnter:
		d.owner.take(d.at)
	case fyne.KeyEscape, fyne.KeyTab:
		d.owner.close()
	}
}

// TypedRune is called by Fyne: it marks the option that begins with what was typed or,
// where none does, one with a word that does. Where there is none, the search begins
// anew; a letter that is typed again leads to the next one. The key for a space comes
// before its letter: the one that opens the list does not search.
func (d *optionList) TypedRune(r rune) {
	if r == ' ' && d.typed == "" || unicode.IsControl(r) {
		return
	}
	options, letter := d.owner.texts(), string(r)
	if at := optionFor(options, d.typed+letter, 0); at >= 0 {
		d.typed += letter
		d.mark(at)
		return
	}
	from := 0
	if strings.EqualFold(d.typed, letter) {
		from = d.at + 1
	}
	if at := optionFor(options, letter, from); at >= 0 {
		d.typed = letter
		d.mark(at)
		return
	}
	d.typed = ""
}

// optionFor is the first option from one on, round and round, that begins with a text,
// whatever the case, or else the first with a word that does; -1 where there is none.
func optionFor(options []string, text string, from int) int {
	text = strings.ToLower(text)
	for _, begins := range []func(option, text string) bool{strings.HasPrefix, hasWord} {
		for i := range options {
			if at := (from + i) % len(options); begins(strings.ToLower(options[at]), text) {
				return at
			}
		}
	}
	return -1
}

// hasWord reports whether a word of an option begins with a text.
func hasWord(option, text string) bool {
	before := ' '
	for at, r := range option {
		// Chinese writes no spaces: a word may begin with each character.
		begins := !unicode.IsLetter(before) || unicode.Is(unicode.Han, r)
		if begins && strings.HasPrefix(option[at:], text) {
			return true
		}
		before = r
	}
	return false
}
