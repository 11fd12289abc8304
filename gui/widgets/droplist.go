package widgets

import (
	"strings"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// dropList is what a Select with many options opens: a list as high as there is
// room for, which scrolls along with the keys and finds what is typed.
type dropList struct {
	widget.BaseWidget

	of    *Select
	on    fyne.Canvas
	list  *widget.List
	popup *widget.PopUp
	at    int    // the option that is marked
	typed string // what is looked for
}

// tooLong reports whether so many options are more than a menu of half the window has room for.
func tooLong(options int, s *Select, c fyne.Canvas) bool {
	return float32(options)*s.MinSize().Height > c.Size().Height/2
}

func newDropList(of *Select, on fyne.Canvas) *dropList {
	d := &dropList{of: of, on: on, at: max(of.SelectedIndex(), 0)}
	d.list = widget.NewList(func() int { return len(of.Options) }, d.newRow, d.setRow)
	d.list.HideSeparators = true
	d.list.OnSelected = func(at widget.ListItemID) { d.choose(at) }
	d.ExtendBaseWidget(d)
	return d
}

// newRow is a mark with a text on it.
func (d *dropList) newRow() fyne.CanvasObject {
	mark := &canvas.Rectangle{CornerRadius: measure(d.of, theme.SizeNameSelectionRadius)}
	return container.NewStack(mark, widget.NewLabel(""))
}

func (d *dropList) setRow(at widget.ListItemID, row fyne.CanvasObject) {
	parts := row.(*fyne.Container).Objects //nolint:forcetypeassert // made by newRow
	if mark, ok := parts[0].(*canvas.Rectangle); ok {
		mark.FillColor = ink(d.of, theme.ColorNameHover)
		mark.Hidden = at != d.at
		mark.Refresh()
	}
	if label, ok := parts[1].(*widget.Label); ok && at < len(d.of.Options) {
		label.SetText(d.of.Options[at])
	}
}

// show opens the list at its Select, where there is more room: below or above.
func (d *dropList) show() {
	const edge = 8
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(d.of)
	size, window := d.of.Size(), d.on.Size()
	frame := measure(d.of, theme.SizeNameInnerPadding)
	width := size.Width
	for _, option := range d.of.Options {
		width = max(width, textWidth(option, measure(d.of, theme.SizeNameText), fyne.TextStyle{})+4*frame)
	}
	width = min(width, window.Width-2*edge)
	below, above := window.Height-at.Y-size.Height-edge, at.Y-edge
	wanted := float32(len(d.of.Options)) * (d.newRow().MinSize().Height + measure(d.of, theme.SizeNamePadding))
	height := min(wanted+frame, max(below, above))
	top := at.Y + size.Height
	if below < above {
		top = at.Y - height
	}
	d.popup = widget.NewPopUp(d, d.on)
	d.popup.ShowAtPosition(fyne.NewPos(max(edge, min(at.X, window.Width-width-edge)), top))
	d.popup.Resize(fyne.NewSize(width, height))
	d.on.Focus(d)
	d.list.ScrollTo(d.at)
}

// choose takes an option and closes the list.
func (d *dropList) choose(at int) {
	d.hide()
	d.of.SetSelectedIndex(at)
}

func (d *dropList) hide() {
	d.popup.Hide()
	d.on.Focus(d.of)
}

// mark moves the mark, and the list with it.
func (d *dropList) mark(at int) {
	d.at = min(max(at, 0), len(d.of.Options)-1)
	d.list.ScrollTo(d.at)
	d.list.Refresh()
}

// FocusGained is called by Fyne.
func (d *dropList) FocusGained() {}

// FocusLost is called by Fyne.
func (d *dropList) FocusLost() {}

// dropListPage is how far the page keys go.
const dropListPage = 8

// TypedKey is called by Fyne.
func (d *dropList) TypedKey(key *fyne.KeyEvent) {
	if to, moves := d.to(key.Name); moves {
		d.typed = "" // what is typed next is looked for anew
		d.mark(to)
		return
	}
	switch key.Name {
	case fyne.KeyBackspace:
		d.typed = ""
	case fyne.KeySpace:
		if d.typed == "" { // else it is a letter of what is looked for
			d.choose(d.at)
		}
	case fyne.KeyReturn, fyne.KeyEnter:
		d.choose(d.at)
	case fyne.KeyEscape, fyne.KeyTab:
		d.hide()
	}
}

// to is where a key moves the mark, if it does.
func (d *dropList) to(key fyne.KeyName) (at int, moves bool) {
	switch key {
	case fyne.KeyDown:
		return d.at + 1, true
	case fyne.KeyUp:
		return d.at - 1, true
	case fyne.KeyPageDown:
		return d.at + dropListPage, true
	case fyne.KeyPageUp:
		return d.at - dropListPage, true
	case fyne.KeyHome:
		return 0, true
	case fyne.KeyEnd:
		return len(d.of.Options) - 1, true
	}
	return 0, false
}

// TypedRune is called by Fyne: it marks the first option with a word that begins
// with what was typed. Where there is none, the search begins anew.
func (d *dropList) TypedRune(r rune) {
	if r == ' ' && d.typed == "" || unicode.IsControl(r) {
		return
	}
	for _, look := range []string{d.typed + string(r), string(r)} {
		if at := indexOfWord(d.of.Options, look); at >= 0 {
			d.typed = look
			d.mark(at)
			return
		}
	}
	d.typed = ""
}

// indexOfWord is the first option in which a word begins with part, whatever the case.
func indexOfWord(options []string, part string) int {
	part = strings.ToLower(part)
	for i, option := range options {
		option = strings.ToLower(option)
		before := ' '
		for at, r := range option {
			// Chinese writes no spaces: a word may begin with each character.
			begins := !unicode.IsLetter(before) || unicode.Is(unicode.Han, r)
			if begins && strings.HasPrefix(option[at:], part) {
				return i
			}
			before = r
		}
	}
	return -1
}

// CreateRenderer is called by Fyne.
func (d *dropList) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(d.list) }
