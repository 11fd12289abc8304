package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

var (
	_ fyne.Focusable    = (*Grid)(nil)
	_ fyne.Shortcutable = (*Grid)(nil)
)

// FocusGained is called by Fyne.
func (g *Grid) FocusGained() {
	g.focused = true
	g.paintFocus()
}

// FocusLost is called by Fyne.
func (g *Grid) FocusLost() {
	g.focused = false
	g.paintFocus()
}

// paintFocus repaints what looks different with the focus, and no more.
func (g *Grid) paintFocus() {
	g.body.repaintRow(g.selected)
	g.ring.Hidden = !g.focused
	g.ring.Refresh()
}

// TypedRune is called by Fyne.
func (g *Grid) TypedRune(rune) {}

// TypedKey is called by Fyne.
func (g *Grid) TypedKey(key *fyne.KeyEvent) {
	if g.length == 0 {
		return
	}
	page := max(int((g.scroll.Size().Height-g.barRoom())/g.body.rowHeight())-1, 1)
	switch key.Name {
	case fyne.KeyUp:
		g.moveTo(g.selected - 1)
	case fyne.KeyDown:
		g.moveTo(g.selected + 1)
	case fyne.KeyPageUp:
		g.moveTo(g.selected - page)
	case fyne.KeyPageDown:
		g.moveTo(max(g.selected, 0) + page)
	case fyne.KeyHome:
		g.moveTo(0)
	case fyne.KeyEnd:
		g.moveTo(g.length - 1)
	case fyne.KeyLeft:
		g.scroll.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(40, 0)})
	case fyne.KeyRight:
		g.scroll.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(-40, 0)})
	case fyne.KeyReturn, fyne.KeyEnter:
		g.tell(g.OnActivated)
	case fyne.KeyDelete:
		g.tell(g.OnDelete)
	case desktop.KeyMenu:
		g.keyMenu()
	}
}

func (g *Grid) moveTo(row int) { g.Select(min(max(row, 0), g.length-1)) }

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

// TypedShortcut is called by Fyne. What the grid has no use for goes on to the
// window, which would not hear of it otherwise.
func (g *Grid) TypedShortcut(s fyne.Shortcut) {
	if _, ok := s.(*fyne.ShortcutCopy); ok {
		g.tell(g.OnCopy)
		return
	}
	passOn(fyne.CurrentApp().Driver().CanvasForObject(g), s)
}

func passOn(c fyne.Canvas, s fyne.Shortcut) {
	if window, ok := c.(fyne.Shortcutable); ok {
		window.TypedShortcut(s)
	}
}
