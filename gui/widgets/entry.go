package widgets

import (
	"image/color"
	"strings"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// scrollWithoutBars is none of Fyne's directions on purpose: the entry still
// clips a long text and follows the cursor, but shows no bars over it.
const scrollWithoutBars = fyne.ScrollDirection(99)

// entryEdge keeps a long text from running into the right border.
const entryEdge = 7

// Entry is a single-line entry that tells when it loses the focus, trims what
// is pasted and shows no scroll bar under a long text.
type Entry struct {
	widget.Entry

	// OnFocusLost is called when the entry loses the focus.
	OnFocusLost func()
	// OnEscape is called when the Escape key is typed.
	OnEscape func()
	// OnHelp is called when F1 is typed.
	OnHelp func()
	// OnDown is called when the Down arrow is typed, which leads from a search to what it found.
	OnDown func()
	// OnPaste is called with what is to be pasted, before it is trimmed. If it
	// returns true, it has dealt with it and nothing is pasted.
	OnPaste func(text string) bool

	self             fyne.CanvasObject // the widget that this is part of
	focused, invalid bool
	pressed          bool // the mouse button is down on it
	fresh            bool // nothing was typed since it got the focus
}

// NewEntry returns an empty entry.
func NewEntry() *Entry {
	e := &Entry{}
	e.setup(e)
	e.ExtendBaseWidget(e)
	return e
}

func (e *Entry) setup(self fyne.CanvasObject) {
	e.self = self
	e.Wrapping = fyne.TextWrapOff
	e.Scroll = scrollWithoutBars
	edge := canvas.NewRectangle(color.Transparent)
	edge.SetMinSize(fyne.NewSize(entryEdge, 0))
	e.ActionItem = edge
}

// SetInvalid draws the border in the color of errors, or back again.
func (e *Entry) SetInvalid(on bool) { update(e, &e.invalid, on) }

// CreateRenderer is called by Fyne.
func (e *Entry) CreateRenderer() fyne.WidgetRenderer {
	r := newRinged(withoutBorder(e.Entry.CreateRenderer()), e, theme.SizeNameInputRadius, func() border {
		return inputLook(e.invalid, e.focused, e.Disabled())
	})
	r.over = newWheel(e.self)
	return r
}

// FocusGained is called by Fyne.
func (e *Entry) FocusGained() {
	e.focused, e.fresh = true, true
	e.Entry.FocusGained()
	if !e.pressed {
		reveal(e.self)
	}
}

// MouseDown is called by Fyne, which gives the focus with it. Nothing scrolls while
// the button is down: it would be let go over something else.
func (e *Entry) MouseDown(event *desktop.MouseEvent) {
	e.pressed = true
	e.Entry.MouseDown(event)
}

// MouseUp is called by Fyne.
func (e *Entry) MouseUp(event *desktop.MouseEvent) {
	e.pressed = false
	e.Entry.MouseUp(event)
	if e.focused {
		reveal(e.self)
	}
}

// FocusLost is called by Fyne.
func (e *Entry) FocusLost() {
	e.pressed = false
	e.focused = false
	e.Entry.FocusLost()
	if e.OnFocusLost != nil {
		e.OnFocusLost()
	}
}

// TypedKey is called by Fyne.
func (e *Entry) TypedKey(key *fyne.KeyEvent) {
	if haste.late(key) {
		return
	}
	e.fresh = false
	if keysComeFirst && composing.key(key.Name) {
		return
	}
	switch key.Name {
	case fyne.KeyEscape:
		escape(e.self, e.OnEscape)
	case fyne.KeyReturn, fyne.KeyEnter:
		if !e.Disabled() {
			submit(e.self, e.Text, e.OnSubmitted)
		}
	case fyne.KeyF1:
		if e.OnHelp != nil {
			e.OnHelp()
		}
	case fyne.KeyDown:
		if e.OnDown != nil {
			e.OnDown()
			return
		}
		e.Entry.TypedKey(key)
	case fyne.KeyPageUp, fyne.KeyPageDown:
		if !keyScrolls(e.self, key.Name) { // else as Home and End
			e.Entry.TypedKey(key)
		}
	default:
		e.Entry.TypedKey(key)
	}
}

// TypedRune is called by Fyne. The Space key is first told as a key and then as
// a letter: where it pressed a button that moved the focus here, the letter is
// no text. What is typed here comes as a key first, so nothing else is lost.
func (e *Entry) TypedRune(r rune) {
	late := e.fresh && r == ' '
	e.fresh = false
	if keysComeFirst {
		composing.rune(r)
	}
	if !late {
		e.Entry.TypedRune(r)
	}
}

// TypedShortcut is called by Fyne. What is pasted loses the white space around
// it, which is copied along so easily.
func (e *Entry) TypedShortcut(s fyne.Shortcut) {
	if paste, ok := s.(*fyne.ShortcutPaste); ok && paste.Clipboard != nil {
		if e.OnPaste != nil && e.OnPaste(paste.Clipboard.Content()) {
			return
		}
		s = &fyne.ShortcutPaste{Clipboard: trimmedClipboard{paste.Clipboard}, Secondary: paste.Secondary}
	}
	e.Entry.TypedShortcut(s)
}

// SetConcealed shows the text as dots, which cannot be copied, or shows it again.
func (e *Entry) SetConcealed(on bool) { update(e, &e.Password, on) }

// SelectedText is called by Fyne. It gives nothing while the text is hidden.
func (e *Entry) SelectedText() string {
	if e.Password {
		return ""
	}
	return e.Entry.SelectedText()
}

func (e *Entry) children() []fyne.CanvasObject { return []fyne.CanvasObject{e.ActionItem} }

func (e *Entry) help() *func() { return &e.OnHelp }

// trimmedClipboard gives the text of a clipboard without white space and
// invisible marks around it, and with line ends within made spaces.
type trimmedClipboard struct{ fyne.Clipboard }

func (c trimmedClipboard) Content() string {
	text := strings.TrimFunc(c.Clipboard.Content(), func(r rune) bool {
		return unicode.IsSpace(r) || unicode.Is(unicode.Cf, r)
	})
	return strings.NewReplacer("\r\n", " ", "\r", " ", "\n", " ", "\t", " ").Replace(text)
}
