package widgets

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

func newTestGrid(rows int) (*Grid, *int) {
	asked := 0
	g := NewGrid([]Column{
		{Title: "Name", Width: 100, Sortable: true},
		{Title: "ID", Width: 200, MinWidth: 80, Mono: true, Sortable: true},
		{Title: "Note"},
	}, func(row, col int) Cell {
		asked++
		return Cell{Text: fmt.Sprintf("r%dc%d", row, col)}
	})
	g.SetLength(rows)
	return g, &asked
}

// rowsInSight returns the first texts of the rows that can be seen, from top to bottom.
func rowsInSight(g *Grid) []string {
	var rows []*gridRow
	for _, r := range g.body.rows {
		if r.index >= 0 && r.box.Visible() {
			rows = append(rows, r)
		}
	}
	slices.SortFunc(rows, func(a, b *gridRow) int { return a.index - b.index })
	var out []string
	for _, r := range rows {
		out = append(out, r.texts[0].Text)
	}
	return out
}

func TestGridShowsOnlyRowsInSight(t *testing.T) {
	for _, n := range []int{0, 1, 5, 1000, 1_000_000} {
		g, asked := newTestGrid(n)
		open(t, g, fyne.NewSize(500, 300))
		if got := len(rowsInSight(g)); got != min(n, int(g.scroll.Size().Height/g.body.rowHeight())+1) {
			t.Errorf("%d rows: %d in sight", n, got)
		}
		if *asked > 200 {
			t.Errorf("%d rows: %d cells were asked for", n, *asked)
		}
		if n == 0 {
			continue
		}
		*asked = 0
		g.ScrollTo(n - 1)
		rows := rowsInSight(g)
		if last := rows[len(rows)-1]; last != fmt.Sprintf("r%dc0", n-1) {
			t.Errorf("%d rows: the last in sight is %s", n, last)
		}
		// The last row must be whole, and the rows a row apart, even where float32 is coarse.
		top := float32(n-1)*g.body.rowHeight() - g.scroll.Offset.Y
		if n > 10 && top+g.body.rowHeight() > g.scroll.Size().Height+0.01 {
			t.Errorf("%d rows: the last is cut off", n)
		}
		for _, r := range g.body.rows {
			if r.index > 0 && r.box.Position().Y != float32(float64(r.index)*float64(g.body.rowHeight())) {
				t.Errorf("row %d is at %v", r.index, r.box.Position().Y)
			}
		}
		if *asked > 60 {
			t.Errorf("%d rows: a jump asked for %d cells", n, *asked)
		}
	}
}

func TestGridScrollAsksOnlyForNewRows(t *testing.T) {
	g, asked := newTestGrid(1000)
	open(t, g, fyne.NewSize(500, 300))
	*asked = 0
	g.scroll.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -g.body.rowHeight()*3)})
	if *asked > 3*4 {
		t.Errorf("three rows on: %d cells were asked for", *asked)
	}
	if got := rowsInSight(g)[0]; got != "r3c0" {
		t.Errorf("first in sight is %s", got)
	}
}

// A held key deletes once.
func TestGridDeletesOncePerPress(t *testing.T) {
	g, _ := newTestGrid(9)
	open(t, g, fyne.NewSize(500, 300))
	deleted := 0
	g.OnDelete = func(int) { deleted++ }
	g.Select(2)
	key := &fyne.KeyEvent{Name: fyne.KeyDelete}
	for want := 1; want <= 2; want++ {
		g.body.KeyDown(key)
		for range 5 {
			g.TypedKey(key)
		}
		g.body.KeyUp(key)
		if deleted != want {
			t.Errorf("%d are deleted by press %d", deleted, want)
		}
	}
}

func TestGridKeys(t *testing.T) {
	g, _ := newTestGrid(100)
	c := open(t, g, fyne.NewSize(500, 300))
	var selected, activated, copied, deleted, menus []int
	g.OnSelected = func(r int) { selected = append(selected, r) }
	g.OnActivated = func(r int) { activated = append(activated, r) }
	g.OnCopy = func(r int) { copied = append(copied, r) }
	g.OnDelete = func(r int) { deleted = append(deleted, r) }
	g.OnMenu = func(r int, _ fyne.Position) { menus = append(menus, r) }
	c.Focus(g.body)
	press(g.body, fyne.KeyReturn) // nothing selected: nothing happens
	page := int(g.scroll.Size().Height/g.body.rowHeight()) - 1
	for _, step := range []struct {
		key  fyne.KeyName
		want int
	}{
		{fyne.KeyDown, 0},
		{fyne.KeyDown, 1},
		{fyne.KeyUp, 0},
		{fyne.KeyUp, 0},
		{fyne.KeyPageDown, page},
		{fyne.KeyEnd, 99},
		{fyne.KeyDown, 99},
		{fyne.KeyPageUp, 99 - page},
		{fyne.KeyHome, 0},
		{fyne.KeyPageUp, 0},
		{fyne.KeyDown, 1},
	} {
		press(g.body, step.key)
		if g.Selected() != step.want {
			t.Fatalf("%s: row %d, want %d", step.key, g.Selected(), step.want)
		}
		if g.body.visible(step.want) == nil {
			t.Errorf("%s: row %d is out of sight", step.key, step.want)
		}
	}
	press(g.body, fyne.KeyReturn)
	press(g.body, fyne.KeyDelete)
	press(g.body, desktop.KeyMenu)
	g.TypedShortcut(&fyne.ShortcutCopy{Clipboard: test.NewClipboard()})
	for name, got := range map[string][]int{"activated": activated, "copied": copied, "deleted": deleted, "menus": menus} {
		if !slices.Equal(got, []int{1}) {
			t.Errorf("%s: %v", name, got)
		}
	}
	if want := []int{0, 1, 0, page, 99, 99 - page, 0, 1}; !slices.Equal(selected, want) {
		t.Errorf("told of %v, want %v", selected, want)
	}
}

// listener is a canvas that takes shortcuts, as that of a real window does.
type listener struct {
	fyne.Canvas
	heard []fyne.Shortcut
}

func (l *listener) TypedShortcut(s fyne.Shortcut) { l.heard = append(l.heard, s) }

func TestOtherShortcutsArePassedOn(t *testing.T) {
	l := &listener{}
	find := &desktop.CustomShortcut{KeyName: fyne.KeyF, Modifier: fyne.KeyModifierControl}
	passOn(l, find)
	if len(l.heard) != 1 {
		t.Error("the window does not hear of its shortcut")
	}
	passOn(nil, find)
	g, _ := newTestGrid(1)
	open(t, g, fyne.NewSize(300, 200))
	g.TypedShortcut(find) // the test canvas takes none
}

func TestGridMouse(t *testing.T) {
	g, _ := newTestGrid(100)
	c := open(t, container.NewStack(g), fyne.NewSize(500, 300))
	activated, menu := -1, -1
	g.OnActivated = func(r int) { activated = r }
	g.OnMenu = func(r int, _ fyne.Position) { menu = r }
	at := func(row int) fyne.Position { return fyne.NewPos(20, (float32(row)+0.5)*g.body.rowHeight()) }

	g.body.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at(2)}, Button: desktop.MouseButtonPrimary})
	if g.Selected() != 2 || c.Focused() != g.body {
		t.Errorf("selected %d, focus on %T", g.Selected(), c.Focused())
	}
	g.body.DoubleTapped(&fyne.PointEvent{Position: at(3)})
	g.body.TappedSecondary(&fyne.PointEvent{Position: at(4)})
	if activated != 3 || menu != 4 || g.Selected() != 4 {
		t.Errorf("activated %d, menu %d, selected %d", activated, menu, g.Selected())
	}
	test.MoveMouse(c, fyne.NewPos(40, g.header.Size().Height+g.body.rowHeight()*1.5))
	if g.body.hovered != 1 {
		t.Errorf("hovered %d", g.body.hovered)
	}
	g.SetLength(2)
	if g.Selected() != -1 {
		t.Error("the selection survives its row")
	}
	activated = -1
	g.body.DoubleTapped(&fyne.PointEvent{Position: at(50)})
	if activated != -1 {
		t.Error("a double click below the rows activates one")
	}
}

func TestGridSort(t *testing.T) {
	g, _ := newTestGrid(10)
	open(t, g, fyne.NewSize(500, 300))
	var told []string
	g.OnSort = func(col int, desc bool) { told = append(told, fmt.Sprint(col, desc)) }
	click := func(x float32) { g.header.Tapped(&fyne.PointEvent{Position: fyne.NewPos(x, 10)}) }
	click(50)
	click(50)
	click(150)
	click(400) // not sortable
	click(100) // a divider
	if want := []string{"0 false", "0 true", "1 false"}; !slices.Equal(told, want) {
		t.Errorf("told %v, want %v", told, want)
	}
	g.SetSort(0, true)
	if col, desc := g.Sort(); col != 0 || !desc || len(told) != 3 {
		t.Errorf("sort %d %v", col, desc)
	}
	if g.header.cells[0].arrow.Hidden || !g.header.cells[1].arrow.Hidden {
		t.Error("the arrow is in the wrong place")
	}
	g.header.FocusGained()
	press(g.header, fyne.KeyRight)
	press(g.header, fyne.KeyReturn)
	if col, _ := g.Sort(); col != 1 {
		t.Error("the keyboard does not sort")
	}
}

func TestGridWidths(t *testing.T) {
	g, _ := newTestGrid(10)
	c := open(t, g, fyne.NewSize(500, 300))
	var told [][]float32
	g.OnWidthsChanged = func(w []float32) { told = append(told, w) }
	if last := g.spans[2]; last.x+last.width != c.Size().Width-2 {
		t.Errorf("the last column ends at %v", last.x+last.width)
	}
	drag := func(from, by float32) {
		ev := fyne.PointEvent{Position: fyne.NewPos(from, 10)}
		g.header.MouseDown(&desktop.MouseEvent{PointEvent: ev, Button: desktop.MouseButtonPrimary})
		for _, part := range []float32{0.5, 1} {
			g.header.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(from+by*part, 10)}})
		}
		g.header.DragEnd()
	}
	drag(100, 40)
	drag(340, -1000)
	drag(30, 50) // no divider there
	if got := g.Widths(); !slices.Equal(got[:2], []float32{140, 80}) || len(told) != 2 {
		t.Errorf("widths %v, told %v", got, told)
	}
	g.SetWidths([]float32{300, 300, 300})
	g.SetWidths([]float32{1})
	if got := g.Widths(); !slices.Equal(got, []float32{300, 300, 300}) {
		t.Errorf("widths %v", got)
	}
	g.scroll.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(-100, 0)})
	if g.header.Position().X != -g.scroll.Offset.X || g.scroll.Offset.X == 0 {
		t.Errorf("the header is at %v, the rows at %v", g.header.Position().X, -g.scroll.Offset.X)
	}
	g.SetColumns([]Column{{Title: "Nom"}, {Title: "Identifiant"}, {Title: "Note"}})
	if got := g.Widths(); !slices.Equal(got, []float32{300, 300, 300}) || g.header.cells[0].title.Text != "Nom" {
		t.Errorf("after new titles: widths %v, title %q", got, g.header.cells[0].title.Text)
	}
	g.SetColumns([]Column{{Title: "One"}})
	if len(g.body.rows[0].texts) != 1 || len(g.header.cells) != 1 {
		t.Error("the rows keep the old columns")
	}
	g.header.FocusGained()
	g.header.TypedRune('+')
	if got := g.Widths()[0]; got <= 300 {
		t.Errorf("plus: width %v", got)
	}
}

func TestGridCells(t *testing.T) {
	test.NewTempApp(t)
	cells := []Cell{{Text: "a very long name that cannot fit"}, {Text: "id"}, {Text: "ok", ColorName: ColorNameSuccessText, Icon: theme.ConfirmIcon()}}
	g := NewGrid([]Column{{Title: "Name", Width: 90}, {Title: "ID", Mono: true}, {Title: "Status"}}, func(row, col int) Cell {
		if row == 1 {
			return Cell{Pending: true, Text: "must not be seen"}
		}
		return cells[col]
	})
	g.Placeholder = "Loading"
	g.SetLength(2)
	open(t, g, fyne.NewSize(400, 200))
	r := g.body.visible(0)
	if got := r.texts[0].Text; got == cells[0].Text || []rune(got)[len([]rune(got))-1] != '…' {
		t.Errorf("the long text is %q", got)
	}
	if end := r.texts[0].Position().X + r.texts[0].Size().Width; end > 90 {
		t.Errorf("the long text ends at %v", end)
	}
	if !r.texts[1].TextStyle.Monospace || r.icons[2] == nil || !r.icons[2].Visible() || r.texts[2].Color != colors[ColorNameSuccessText].light && r.texts[2].Color != colors[ColorNameSuccessText].dark {
		t.Error("style, icon or color is missing")
	}
	pending := g.body.visible(1)
	if pending.texts[0].Text != "Loading" || pending.texts[1].Text != "" {
		t.Errorf("pending row shows %q %q", pending.texts[0].Text, pending.texts[1].Text)
	}
	cells[1].Text, cells[2].Icon = "new", nil
	g.Refresh()
	if r.texts[1].Text != "new" || r.icons[2].Visible() {
		t.Error("the row was not refreshed")
	}
}

func TestGridEmpty(t *testing.T) {
	g, _ := newTestGrid(0)
	note := widget.NewLabel(strings.Repeat("No connections yet. ", 12))
	note.Wrapping = fyne.TextWrapWord
	g.SetEmpty(note)
	open(t, g, fyne.NewSize(500, 300))
	left, right := note.Position().X, note.Position().X+note.Size().Width
	if !note.Visible() || left < 0 || right > 500 || note.Size().Height < 2*fyne.MeasureText("N", theme.TextSize(), note.TextStyle).Height || note.Position().Y < g.header.Size().Height {
		t.Errorf("the note is at %v, %v large, visible: %v", note.Position(), note.Size(), note.Visible())
	}
	press(g.body, fyne.KeyDown)
	g.Select(0)
	if g.Selected() != -1 {
		t.Error("an empty grid has a selection")
	}
	g.SetLength(1)
	if note.Visible() {
		t.Error("the note stays")
	}
}

func TestGridFocusIsSeen(t *testing.T) {
	g, _ := newTestGrid(3)
	c := open(t, g, fyne.NewSize(500, 300))
	g.Select(1)
	idle := g.body.visible(1).wash.FillColor
	if g.ring.top.Visible() {
		t.Error("a ring without the focus")
	}
	c.Focus(g.body)
	if !g.ring.top.Visible() || g.body.visible(1).wash.FillColor == idle {
		t.Error("the focus cannot be seen")
	}
	g.ScrollTo(-1)
	g.Select(-1)
	if g.Selected() != -1 || g.body.visible(1).wash.Visible() {
		t.Error("the selection cannot be dropped")
	}
}

// TestRowTextsStandOnOneLine holds fonts of different height to one line of pixels.
func TestRowTextsStandOnOneLine(t *testing.T) {
	g, _ := newTestGrid(3)
	c := open(t, g, fyne.NewSize(500, 300))
	for _, scale := range []float32{1, 1.25, 1.5, 2} {
		c.(interface{ SetScale(scale float32) }).SetScale(scale)
		g.Refresh()
		base := func(row *gridRow, col int) float64 {
			text := row.texts[col]
			top := (row.box.Position().Y + text.Position().Y) * scale
			return math.Round(float64(top)) + math.Ceil(float64(baselineOf(text.TextSize, text.TextStyle)*scale))
		}
		for _, row := range g.body.rows[:3] {
			if a, b := base(row, 0), base(row, 1); a != b {
				t.Errorf("at %v the letters of row %d stand at %v and %v", scale, row.index, a, b)
			}
		}
	}
}

func BenchmarkGridScroll(b *testing.B) {
	for _, n := range []int{1000, 100_000, 1_000_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			test.NewTempApp(b)
			fyne.CurrentApp().Settings().SetTheme(NewTheme())
			g, _ := newTestGrid(n)
			w := test.NewTempWindow(b, g)
			w.Resize(fyne.NewSize(1180, 300))
			down := &fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -30)}
			b.ReportAllocs()
			for b.Loop() {
				g.scroll.Scrolled(down)
				if g.scroll.Offset.Y+g.scroll.Size().Height >= float32(n)*g.body.rowHeight()-1 {
					g.ScrollTo(0)
				}
			}
		})
	}
}

func BenchmarkGridJump(b *testing.B) {
	for _, n := range []int{1000, 100_000, 1_000_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			test.NewTempApp(b)
			fyne.CurrentApp().Settings().SetTheme(NewTheme())
			g, _ := newTestGrid(n)
			w := test.NewTempWindow(b, g)
			w.Resize(fyne.NewSize(1180, 300))
			row := 0
			b.ReportAllocs()
			for b.Loop() {
				row = (row + n/2 + 7) % n
				g.ScrollTo(row)
			}
		})
	}
}
