package widgets

import (
	"fmt"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"github.com/google/go-cmp/cmp"

	"mooring/gui/headless"
)

// marker keeps the marks of a grid, as its caller does.
type marker struct {
	grid   *Grid
	marked map[int]bool
	anchor int
	told   []string
}

func newMarker(g *Grid) *marker {
	m := &marker{grid: g, marked: map[int]bool{}}
	g.Marked = func(row int) bool { return m.marked[row] }
	g.OnMark = m.mark
	g.OnMarkAll = func() {
		m.told = append(m.told, "all")
		for row := range g.Length() {
			m.marked[row] = true
		}
	}
	return m
}

func (m *marker) mark(row int, how Mark) {
	m.told = append(m.told, fmt.Sprint([]string{"one ", "toggle ", "range "}[how], row))
	switch how {
	case MarkOne:
		m.anchor, m.marked = row, map[int]bool{row: true}
	case MarkToggle:
		m.anchor, m.marked[row] = row, !m.marked[row]
	case MarkRange:
		m.marked = map[int]bool{}
		for i := min(m.anchor, row); i <= max(m.anchor, row); i++ {
			m.marked[i] = true
		}
	}
}

// painted returns the rows that look selected, and those with a bar.
func (m *marker) painted() (rows, bars []int) {
	for _, r := range m.grid.body.rows {
		if r.index < 0 {
			continue
		}
		if fill := r.wash.FillColor; r.wash.Visible() && (fill == ink(m.grid, ColorNameSelectedRow) || fill == ink(m.grid, ColorNameSelectedRowIdle)) {
			rows = append(rows, r.index)
		}
		if r.bar.Visible() {
			bars = append(bars, r.index)
		}
	}
	slices.Sort(rows)
	return rows, bars
}

func (m *marker) expect(t *testing.T, what string, told []string, rows []int, bar int) {
	t.Helper()
	gotRows, bars := m.painted()
	if diff := cmp.Diff(told, m.told); diff != "" {
		t.Errorf("%s: told (-want +got):\n%s", what, diff)
	}
	if !slices.Equal(gotRows, rows) || !slices.Equal(bars, []int{bar}) || m.grid.Selected() != bar {
		t.Errorf("%s: rows %v are painted, bars %v, selected %d; want %v and %d", what, gotRows, bars, m.grid.Selected(), rows, bar)
	}
	m.told = nil
}

const (
	holdShift = fyne.KeyModifierShift
	holdCtrl  = fyne.KeyModifierShortcutDefault
)

func clickRow(g *Grid, row int, held fyne.KeyModifier) fyne.Position {
	at := fyne.NewPos(20, (float32(row)+0.5)*g.body.rowHeight())
	g.body.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at}, Button: desktop.MouseButtonPrimary, Modifier: held})
	return at
}

func TestGridMarksByMouse(t *testing.T) {
	g, asked := newTestGrid(100)
	m := newMarker(g)
	c := open(t, g, fyne.NewSize(500, 400))
	var menus, activated []int
	g.OnMenu = func(row int, _ fyne.Position) { menus = append(menus, row) }
	g.OnActivated = func(row int) { activated = append(activated, row) }
	click := func(row int, held fyne.KeyModifier) {
		g.body.Tapped(&fyne.PointEvent{Position: clickRow(g, row, held)})
	}
	menu := func(row int) {
		at := fyne.PointEvent{Position: fyne.NewPos(20, (float32(row)+0.5)*g.body.rowHeight())}
		g.body.MouseDown(&desktop.MouseEvent{PointEvent: at, Button: desktop.MouseButtonSecondary})
		g.body.TappedSecondary(&at)
	}
	*asked = 0
	click(2, 0)
	m.expect(t, "click", []string{"one 2"}, []int{2}, 2)
	click(5, holdShift)
	m.expect(t, "Shift+click", []string{"range 5"}, []int{2, 3, 4, 5}, 5)
	click(7, holdCtrl)
	m.expect(t, "Ctrl+click", []string{"toggle 7"}, []int{2, 3, 4, 5, 7}, 7)
	click(3, holdCtrl)
	m.expect(t, "Ctrl+click once more", []string{"toggle 3"}, []int{2, 4, 5, 7}, 3)
	click(1, holdShift|holdCtrl)
	m.expect(t, "Ctrl+Shift+click", []string{"range 1"}, []int{1, 2, 3}, 1)
	menu(3)
	m.expect(t, "secondary click on a marked row", nil, []int{1, 2, 3}, 3)
	menu(6)
	m.expect(t, "secondary click on another row", []string{"one 6"}, []int{6}, 6)
	click(6, 0)
	m.expect(t, "click on the selected row", []string{"one 6"}, []int{6}, 6)
	if *asked != 0 {
		t.Errorf("%d cells were asked for to paint marks", *asked)
	}
	if !slices.Equal(menus, []int{3, 6}) || c.Focused() != g.body {
		t.Errorf("menus of %v, focus on %T", menus, c.Focused())
	}
	for _, two := range []struct {
		first, second int
		held          fyne.KeyModifier
		want          []int
	}{
		{2, 2, 0, []int{2}},
		{2, 4, 0, nil}, // quick clicks on two rows
		{2, 2, holdCtrl, nil},
		{2, 2, holdShift, nil},
	} {
		activated = nil
		clickRow(g, two.first, two.held)
		g.body.DoubleTapped(&fyne.PointEvent{Position: clickRow(g, two.second, two.held)})
		if !slices.Equal(activated, two.want) {
			t.Errorf("%v: activated %v", two, activated)
		}
	}
	// A finger presses nothing before it taps.
	m.told = nil
	g.body.Tapped(&fyne.PointEvent{Position: fyne.NewPos(20, 5)})
	m.expect(t, "tap", []string{"one 0"}, []int{0}, 0)
	m.told = nil
	click(4, 0)
	m.marked[8] = true
	g.repaintMarks()
	m.expect(t, "repaintMarks", []string{"one 4"}, []int{4, 8}, 4)
	g.Select(9)
	m.expect(t, "Select", nil, []int{4, 8}, 9)
}

func TestGridMarksByKey(t *testing.T) {
	g, _ := newTestGrid(6)
	m := newMarker(g)
	c := open(t, g, fyne.NewSize(500, 400))
	c.Focus(g.body)
	held := fyne.KeyModifier(0)
	before := heldKeys
	heldKeys = func() fyne.KeyModifier { return held }
	t.Cleanup(func() { heldKeys = before })
	shift := func(key fyne.KeyName) {
		held = fyne.KeyModifierShift
		press(g.body, key)
		held = 0
	}
	ctrl := func(key fyne.KeyName, more fyne.KeyModifier) {
		g.TypedShortcut(&desktop.CustomShortcut{KeyName: key, Modifier: holdCtrl | more})
	}
	press(g.body, fyne.KeySpace) // nothing is selected
	press(g.body, fyne.KeyDown)
	press(g.body, fyne.KeyDown)
	m.expect(t, "Down, Down", []string{"one 0", "one 1"}, []int{1}, 1)
	shift(fyne.KeyDown)
	shift(fyne.KeyDown)
	m.expect(t, "Shift+Down twice", []string{"range 2", "range 3"}, []int{1, 2, 3}, 3)
	shift(fyne.KeyUp)
	m.expect(t, "Shift+Up", []string{"range 2"}, []int{1, 2}, 2)
	shift(fyne.KeyHome)
	m.expect(t, "Shift+Home", []string{"range 0"}, []int{0, 1}, 0)
	shift(fyne.KeyPageDown)
	m.expect(t, "Shift+PageDown", []string{"range 5"}, []int{1, 2, 3, 4, 5}, 5)
	shift(fyne.KeyPageUp)
	m.expect(t, "Shift+PageUp", []string{"range 0"}, []int{0, 1}, 0)
	shift(fyne.KeyEnd)
	m.expect(t, "Shift+End", []string{"range 5"}, []int{1, 2, 3, 4, 5}, 5)
	press(g.body, fyne.KeyEnd)
	m.expect(t, "End where it was", []string{"one 5"}, []int{5}, 5)
	ctrl(fyne.KeyUp, 0)
	ctrl(fyne.KeyUp, 0)
	m.expect(t, "Ctrl+Up twice", nil, []int{5}, 3)
	ctrl(fyne.KeySpace, 0)
	m.expect(t, "Ctrl+Space", []string{"toggle 3"}, []int{3, 5}, 3)
	press(g.body, fyne.KeySpace)
	m.expect(t, "Space", []string{"toggle 3"}, []int{5}, 3)
	ctrl(fyne.KeyHome, fyne.KeyModifierShift)
	m.expect(t, "Ctrl+Shift+Home", []string{"range 0"}, []int{0, 1, 2, 3}, 0)
	g.TypedShortcut(&fyne.ShortcutSelectAll{})
	m.expect(t, "Ctrl+A", []string{"all"}, []int{0, 1, 2, 3, 4, 5}, 0)
	ctrl(fyne.KeyF, 0)
	m.expect(t, "Ctrl+F", nil, []int{0, 1, 2, 3, 4, 5}, 0)
}

// TestGridWithoutMarks holds a grid whose caller keeps none to one row, whatever is held.
func TestGridWithoutMarks(t *testing.T) {
	g, _ := newTestGrid(10)
	c := open(t, g, fyne.NewSize(500, 400))
	c.Focus(g.body)
	clickRow(g, 2, 0)
	clickRow(g, 4, holdShift)
	clickRow(g, 6, holdCtrl)
	g.TypedShortcut(&fyne.ShortcutSelectAll{})
	g.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyDown, Modifier: holdCtrl})
	press(g.body, fyne.KeySpace)
	m := &marker{grid: g}
	if rows, bars := m.painted(); !slices.Equal(rows, []int{6}) || bars != nil || g.Selected() != 6 {
		t.Errorf("rows %v, bars %v, selected %d", rows, bars, g.Selected())
	}
}

func TestGridMarksFollowFocusAndTheme(t *testing.T) {
	g, _ := newTestGrid(10)
	m := newMarker(g)
	c := open(t, g, fyne.NewSize(500, 400))
	clickRow(g, 1, 0)
	clickRow(g, 3, holdCtrl)
	if fill := g.body.visible(1).wash.FillColor; fill != ink(g, ColorNameSelectedRow) {
		t.Errorf("a marked row is %v", fill)
	}
	c.Unfocus()
	for _, row := range []int{1, 3} {
		if fill := g.body.visible(row).wash.FillColor; fill != ink(g, ColorNameSelectedRowIdle) {
			t.Errorf("row %d is %v without the focus", row, fill)
		}
	}
	for _, v := range []fyne.ThemeVariant{theme.VariantDark, theme.VariantLight} {
		headless.App(t, NewTheme().ForVariant(v))
		g.Refresh()
		p := paletteFor(v)
		if got := g.body.visible(3).bar.FillColor; got != p[theme.ColorNamePrimary] {
			t.Errorf("the bar is %v", got)
		}
		if got := g.body.visible(1).wash.FillColor; got != p[ColorNameSelectedRowIdle] {
			t.Errorf("the row is %v", got)
		}
	}
	g.SetLength(2)
	if rows, bars := m.painted(); !slices.Equal(rows, []int{1}) || bars != nil {
		t.Errorf("of two rows, %v are painted, bars %v", rows, bars)
	}
}
