package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// Mark says what a row that a person points at means for the marks, which the
// caller of a Grid keeps.
type Mark int

// Ways to mark.
const (
	// MarkOne marks only this row. It becomes the anchor of the next MarkRange.
	MarkOne Mark = iota
	// MarkToggle marks this row as well, or no longer. It becomes the anchor.
	MarkToggle
	// MarkRange marks all rows from the anchor to this one, and no others. The anchor stays.
	MarkRange
)

// repaintMarks paints the rows in sight again, without asking for their cells.
func (g *Grid) repaintMarks() {
	for _, r := range g.body.rows {
		if r.index >= 0 {
			r.paint()
		}
	}
}

// marked reports whether a row is painted as selected.
func (g *Grid) marked(row int) bool {
	if g.Marked == nil {
		return row == g.selected
	}
	return g.Marked(row)
}

// mark selects a row and tells how it was pointed at.
func (g *Grid) mark(row int, how Mark) {
	g.Select(row)
	if g.OnMark == nil || row < 0 {
		return
	}
	g.OnMark(row, how)
	g.repaintMarks()
}

// howFor is what the keys that are held make of a click or a step: Shift before
// Ctrl, as file managers have it.
func (g *Grid) howFor(held fyne.KeyModifier) Mark {
	switch {
	case g.OnMark == nil:
		return MarkOne
	case held&fyne.KeyModifierShift != 0:
		return MarkRange
	case held&fyne.KeyModifierShortcutDefault != 0:
		return MarkToggle
	}
	return MarkOne
}

// heldKeys are the modifiers that are held down: Shift may have been pressed before
// the grid had the focus.
var heldKeys = func() fyne.KeyModifier {
	if d, ok := fyne.CurrentApp().Driver().(desktop.Driver); ok {
		return d.CurrentKeyModifiers()
	}
	return 0
}

// markShortcut does what keys with Ctrl do to the marks and reports whether it
// did: with the arrows only the selected row moves, on to where Ctrl+Space
// marks it; with Shift besides, the range grows.
func (g *Grid) markShortcut(s fyne.Shortcut) bool {
	if _, all := s.(*fyne.ShortcutSelectAll); all && g.OnMarkAll != nil {
		g.OnMarkAll()
		g.repaintMarks()
		return true
	}
	keys, ok := s.(*desktop.CustomShortcut)
	if !ok || g.OnMark == nil || g.length == 0 {
		return false
	}
	const ctrl, shift = fyne.KeyModifierShortcutDefault, fyne.KeyModifierShift
	to, moves := g.step(keys.KeyName)
	switch {
	case keys.KeyName == fyne.KeySpace && keys.Modifier|ctrl == fyne.KeyModifierControl|ctrl:
		g.toggleSelected() // Command+Space never comes, so Ctrl does on a Mac as well
	case moves && keys.Modifier == ctrl:
		g.Select(to)
	case moves && keys.Modifier == ctrl|shift:
		g.mark(to, MarkRange)
	default:
		return false
	}
	return true
}

func (g *Grid) toggleSelected() {
	if g.OnMark != nil && g.selected >= 0 {
		g.mark(g.selected, MarkToggle)
	}
}

// click is a press of the pointer on a row.
type click struct {
	row  int
	held fyne.KeyModifier
}

// plain reports whether a second click after this one activates the row.
func (c click) plain(next click) bool {
	const marking = fyne.KeyModifierShift | fyne.KeyModifierShortcutDefault
	return c.row == next.row && (c.held|next.held)&marking == 0
}
