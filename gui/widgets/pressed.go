package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// pointed is a small button for the pointer alone. One that is a Tab stop as well is
// pressed.
type pointed struct {
	widget.BaseWidget
	tapped  func()
	held    func() // told when the pointer or the focus comes or goes; may be nil
	hovered bool
}

var (
	_ fyne.Tappable      = (*pointed)(nil)
	_ desktop.Hoverable  = (*pointed)(nil)
	_ desktop.Cursorable = (*pointed)(nil)
	_ fyne.Focusable     = (*pressed)(nil)
)

func (p *pointed) Cursor() desktop.Cursor { return desktop.PointerCursor }

func (p *pointed) MouseIn(*desktop.MouseEvent) { p.hovered = true; p.looksOther() }

// MouseMoved is all that is told of a pointer which was here when the button was hidden.
func (p *pointed) MouseMoved(e *desktop.MouseEvent) {
	if !p.hovered {
		p.MouseIn(e)
	}
}

func (p *pointed) MouseOut() { p.hovered = false; p.looksOther() }

func (p *pointed) looksOther() {
	p.Refresh()
	if p.held != nil {
		p.held()
	}
}

func (p *pointed) Tapped(e *fyne.PointEvent) {
	haste.click(e)
	if p.tapped != nil {
		p.tapped()
	}
}

// pressed is a small button that can have the focus.
type pressed struct {
	pointed
	// OnEscape is called when the Escape key is typed.
	OnEscape func()

	self    fyne.CanvasObject // the widget that this is part of
	focused bool
}

func (p *pressed) FocusGained() { p.focused = true; p.looksOther(); reveal(p.self) }

func (p *pressed) FocusLost() { p.focused = false; p.looksOther() }

func (p *pressed) TypedKey(key *fyne.KeyEvent) {
	if haste.late(key) {
		return
	}
	switch key.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		if !returns(p.self) {
			p.Tapped(nil)
		}
	case fyne.KeyEscape:
		escape(p.self, p.OnEscape)
	default:
		keyScrolls(p.self, key.Name)
	}
}

func (p *pressed) TypedRune(rune) {}
