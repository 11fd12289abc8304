package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

var (
	_ fyne.Focusable    = (*gridBody)(nil)
	_ fyne.Shortcutable = (*gridBody)(nil)
	_ desktop.Keyable   = (*gridBody)(nil)
)

// keyDown is the key of a Grid that is held down.
type keyDown struct {
	name  fyne.KeyName
	spent bool // it has done its work, and only repeats
}

// Rows is the Tab stop of the rows. That of the header comes before it.
func (g *Grid) Rows() fyne.Focusable { return g.body }

// PartOf is the Grid that the rows belong to.
func (b *gridBody) PartOf() fyne.CanvasObject { return b.grid }

// FocusGained is called by Fyne.
func (b *gridBody) FocusGained() {
	b.grid.focused = true
	b.grid.paintFocus()
}

// FocusLost is called by Fyne.
func (b *gridBody) FocusLost() {
	b.grid.focused = false
	b.grid.paintFocus()
}

// KeyDown is called by Fyne when a key is pressed, but not as it repeats.
func (b *gridBody) KeyDown(key *fyne.KeyEvent) { b.grid.down = keyDown{name: key.Name} }

// KeyUp is called by Fyne.
func (b *gridBody) KeyUp(*fyne.KeyEvent) { b.grid.down = keyDown{} }

// TypedRune is called by Fyne.
func (b *gridBody) TypedRune(rune) {}

// TypedKey is called by Fyne.
func (b *gridBody) TypedKey(key *fyne.KeyEvent) { b.grid.TypedKey(key) }

// TypedShortcut is called by Fyne.
func (b *gridBody) TypedShortcut(s fyne.Shortcut) { b.grid.TypedShortcut(s) }

// paintFocus repaints what looks different with the focus, and no more.
func (g *Grid) paintFocus() {
	g.repaintMarks()
	g.ring.show(g.focused)
}

// TypedKey does what a key is for while the rows have the focus.
func (g *Grid) TypedKey(key *fyne.KeyEvent) {
	if key.Name == fyne.KeyEscape {
		escape(g, nil)
		return
	}
	if g.length == 0 {
		return
	}
	if to, ok := g.step(key.Name); ok {
		how := g.howFor(heldKeys() & fyne.KeyModifierShift)
		g.mark(to, how)
		return
	}
	switch key.Name {
	case fyne.KeyLeft:
		g.scroll.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(40, 0)})
	case fyne.KeyRight:
		g.scroll.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(-40, 0)})
	case fyne.KeyReturn, fyne.KeyEnter:
		g.tell(g.OnActivated)
	case fyne.KeyDelete:
		// The next row is selected then: a key that is held must not go through them all.
		if repeats := g.down.name == key.Name && g.down.spent; !repeats {
			g.down.spent = true
			g.tell(g.OnDelete)
		}
	case fyne.KeySpace:
		g.toggleSelected()
	case desktop.KeyMenu:
		g.keyMenu()
	}
}

// step is the row that a key leads to from the selected one, if it leads to any.
func (g *Grid) step(key fyne.KeyName) (row int, ok bool) {
	page := max(int((g.scroll.Size().Height-g.lowRoom())/g.body.rowHeight())-1, 1)
	return rowFor(key, g.selected, page, g.length)
}

func (g *Grid) tell(f func(row int)) {
	if f != nil && g.selected >= 0 {
		f(g.selected)
	}
}

// keyMenu opens the menu of the selected row just below it.
func (g *Grid) keyMenu() {
	if g.OnMenu == nil || g.selected < 0 {
		return
	}
	g.ScrollTo(g.selected)
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(g.scroll)
	y := float32(g.selected+1)*g.body.rowHeight() - g.scroll.Offset.Y
	g.OnMenu(g.selected, at.AddXY(gridCellPad, y))
}

// TypedShortcut does what a shortcut is for while the rows have the focus. What the grid
// has no use for goes on to the window, which would not hear of it otherwise.
func (g *Grid) TypedShortcut(s fyne.Shortcut) {
	if _, ok := s.(*fyne.ShortcutCopy); ok {
		g.tell(g.OnCopy)
		return
	}
	if g.markShortcut(s) {
		return
	}
	passOn(canvasOf(g), s)
}

func passOn(c fyne.Canvas, s fyne.Shortcut) {
	if window, ok := c.(fyne.Shortcutable); ok {
		window.TypedShortcut(s)
	}
}
