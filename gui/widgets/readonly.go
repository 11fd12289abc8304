package widgets

import (
	"cmp"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// readOnly is an entry of several lines whose text can be walked through,
// selected and copied, but not changed. Fyne's disabled entry has pale letters
// and cannot be reached by keyboard, and its label takes Escape for itself.
type readOnly struct {
	widget.Entry
	copied  func(text string)
	focused bool
}

func newReadOnly(copied func(string)) *readOnly {
	e := &readOnly{copied: copied}
	e.MultiLine = true
	e.Wrapping, e.Scroll = fyne.TextWrapOff, fyne.ScrollBoth
	e.ExtendBaseWidget(e)
	return e
}

// AcceptsTab lets the Tab key leave the box.
func (e *readOnly) AcceptsTab() bool { return false }

func (e *readOnly) FocusGained() { e.focused = true; e.Entry.FocusGained(); reveal(e) }

func (e *readOnly) FocusLost() { e.focused = false; e.Entry.FocusLost() }

func (e *readOnly) TypedRune(rune) {}

func (e *readOnly) TypedKey(key *fyne.KeyEvent) {
	switch key.Name {
	case fyne.KeyUp, fyne.KeyDown, fyne.KeyLeft, fyne.KeyRight,
		fyne.KeyHome, fyne.KeyEnd, fyne.KeyPageUp, fyne.KeyPageDown:
		e.Entry.TypedKey(key)
	case fyne.KeyEscape:
		escape(e, nil)
	}
}

// TypedShortcut is called by Fyne. With nothing selected, all is copied.
func (e *readOnly) TypedShortcut(s fyne.Shortcut) {
	switch s := s.(type) {
	case *fyne.ShortcutCopy:
		text := cmp.Or(e.SelectedText(), e.Text)
		if text != "" && s.Clipboard != nil {
			s.Clipboard.SetContent(text)
			e.copied(text)
		}
	case *fyne.ShortcutSelectAll:
		e.Entry.TypedShortcut(s)
	case *fyne.ShortcutCut, *fyne.ShortcutPaste, *fyne.ShortcutUndo, *fyne.ShortcutRedo:
	case *desktop.CustomShortcut:
		switch s.KeyName {
		case fyne.KeyLeft, fyne.KeyRight:
			e.Entry.TypedShortcut(s)
		case fyne.KeyBackspace, fyne.KeyDelete:
		default:
			passOn(canvasOf(e), s)
		}
	default:
		passOn(canvasOf(e), s)
	}
}

// TappedSecondary is called by Fyne, whose menu offers to paste.
func (e *readOnly) TappedSecondary(*fyne.PointEvent) {}

func (e *readOnly) CreateRenderer() fyne.WidgetRenderer {
	return newRinged(withoutBorder(e.Entry.CreateRenderer()), e, theme.SizeNameInputRadius, func() border {
		return inputLook(false, e.focused, false)
	})
}
