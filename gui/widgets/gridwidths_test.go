package widgets

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
)

const exampleID, exampleETag = "7231b0c4-8e51-4b5e-b56c-48d91e056fea", `"e72edb6e-0000-0200-0000-6b085cbc0000"`

// idForms are the forms of an id, from the longest on.
func idForms(text string) []string {
	return []string{Middle(text, 8, 12), Middle(text, 8, 8), Middle(text, 8, 4)}
}

// yieldingGrid is a register as the window has it: ids shorten, dates after
// them, and the ETag goes.
func yieldingGrid() *Grid {
	var g *Grid
	dates := []string{"27 Nov 2026 17:20", "27 Nov"}
	columns := []Column{
		{Title: "Name", MinWidth: 150, Sortable: true, Fills: true},
		{Title: "Connection ID", Mono: true, Forms: idForms(exampleID)},
		{Title: "ETag", Mono: true, Forms: append(idForms(exampleETag), "")},
		{Title: "Status", Width: 150, Sortable: true},
		{Title: "Created", Sortable: true, Forms: dates},
	}
	g = NewGrid(columns, func(_, col int) Cell {
		switch form := g.Form(col); col {
		case 0:
			return Cell{Text: "Loyalty exports"}
		case 1:
			return Cell{Text: idForms(exampleID)[form]}
		case 2:
			return Cell{Text: idForms(exampleETag)[form]}
		case 3:
			return Cell{Text: "Working", ColorName: ColorNameSuccessText, Icon: iconDone}
		default:
			return Cell{Text: dates[form]}
		}
	})
	g.Yield = []int{1, 2, 1, 2, 4, 2}
	g.SetLength(3)
	g.SetSort(4, true)
	return g
}

func TestGridColumnsGiveWay(t *testing.T) {
	g := yieldingGrid()
	c := open(t, container.NewStack(g), fyne.NewSize(1200, 200))
	forms := func() []int {
		out := []int{}
		for col := range g.columns {
			out = append(out, g.Form(col))
		}
		return out
	}
	var seen [][]int
	for width := float32(1200); width > 514; width -= 2 {
		g.Resize(fyne.NewSize(width, 200))
		if now := forms(); len(seen) == 0 || !slices.Equal(seen[len(seen)-1], now) {
			seen = append(seen, now)
		}
		if g.spread() > width || g.spans[0].width < 150 {
			t.Fatalf("at a width of %v the columns take %v, the name %v", width, g.spread(), g.spans[0].width)
		}
		if g.spread() < width-2 {
			t.Fatalf("at a width of %v the columns take %v", width, g.spread())
		}
		for _, row := range g.body.rows {
			for col, text := range row.texts {
				if row.index >= 0 && strings.HasSuffix(text.Text, "…") {
					t.Fatalf("at a width of %v, column %d is cut off: %q", width, col, text.Text)
				}
			}
		}
		if g.spans[2].width == 0 && (g.header.cells[2].title.Visible() || g.body.rows[0].texts[2].Text != "") {
			t.Fatal("the column that went still shows something")
		}
	}
	want := [][]int{{0, 0, 0, 0, 0}, {0, 1, 0, 0, 0}, {0, 1, 1, 0, 0}, {0, 2, 1, 0, 0}, {0, 2, 2, 0, 0}, {0, 2, 2, 0, 1}, {0, 2, -1, 0, 1}}
	if !slices.EqualFunc(seen, want, slices.Equal) {
		t.Errorf("the columns gave way like this:\n%v\nnot\n%v", seen, want)
	}
	c.Focus(g.header)
	press(g.header, fyne.KeyRight)
	press(g.header, fyne.KeyRight)
	if g.header.column != 3 {
		t.Errorf("the arrows lead to column %d", g.header.column)
	}
}

func TestGridFormFollowsTheHand(t *testing.T) {
	g := yieldingGrid()
	open(t, container.NewStack(g), fyne.NewSize(1200, 200))
	g.setWidth(1, 110)
	if g.Form(1) != 2 || g.spans[1].width != 110 {
		t.Errorf("a narrow column of %v has form %d", g.spans[1].width, g.Form(1))
	}
	widths := g.Widths()
	if widths[1] != 110 || widths[4] != 0 {
		t.Errorf("the widths by hand are %v", widths)
	}
	again := yieldingGrid()
	open(t, container.NewStack(again), fyne.NewSize(1200, 200))
	again.SetWidths(widths)
	if !slices.Equal(again.spans, g.spans) {
		t.Errorf("after SetWidths the columns stand at %v, not %v", again.spans, g.spans)
	}
}

func TestMiddle(t *testing.T) {
	for _, tt := range []struct {
		text       string
		head, tail int
		want       string
	}{
		{exampleID, 8, 12, "7231b0c4…48d91e056fea"},
		{exampleID, 8, 4, "7231b0c4…6fea"},
		{exampleETag, 9, 5, `"e72edb6e…0000"`},
		{"12345", 2, 2, "12345"},
		{"123456", 2, 2, "12…56"},
		{"世界你好世界", 1, 2, "世…世界"},
		{"", 8, 4, ""},
	} {
		if got := Middle(tt.text, tt.head, tt.tail); got != tt.want {
			t.Errorf("Middle(%q, %d, %d) is %q, not %q", tt.text, tt.head, tt.tail, got, tt.want)
		}
	}
}

// A column gives way as soon as the one that fills the rest has less than is said for it, and
// where nothing is said, once that has no more than its least.
func TestGridFillingColumnHasItsRoom(t *testing.T) {
	long := strings.Repeat("Working, no dataflows ", 2)
	g := NewGrid([]Column{
		{Title: "Name", Fills: true, Width: 220, MinWidth: 100},
		{Title: "Status", Forms: []string{long, "Working"}},
		{Title: "ETag", Forms: []string{exampleETag, ""}},
	}, func(int, int) Cell { return Cell{} })
	g.Yield, g.Room = []int{1, 2}, []float32{350}
	open(t, container.NewStack(g), fyne.NewSize(1200, 200))
	gone := false
	for width := float32(1200); width > 460; width-- {
		g.Resize(fyne.NewSize(width, 200))
		name := g.spans[0].width
		if name < 350 && g.Form(1) == 0 {
			t.Fatalf("at a width of %v the name has %v, and the status its longest form", width, name)
		}
		if now := g.Form(2) == -1; now && !gone {
			gone = true
			if before := name - textWidth(exampleETag, measure(g, theme.SizeNameText), plain) - 2*gridCellPad; before > 101 {
				t.Errorf("the ETag goes at a width of %v, where the name had %v", width, before)
			}
		}
	}
	if !gone {
		t.Error("the ETag never goes")
	}
}

// dragBorder drags the border at the right of a column.
func dragBorder(g *Grid, col int, by float32) {
	at := fyne.NewPos(g.spans[col].x+g.spans[col].width, 10)
	g.header.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at}, Button: desktop.MouseButtonPrimary})
	for _, part := range []float32{0.5, 1} {
		g.header.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: at.AddXY(by*part, 0)}})
	}
	g.header.DragEnd()
}

// A border goes where it is dragged, on either side of the column that fills the rest, and
// no other border moves.
func TestGridBorderFollowsTheHand(t *testing.T) {
	for col := range 4 {
		g := yieldingGrid()
		g.Room = []float32{400, 400, 400, 400, 400}
		open(t, container.NewStack(g), fyne.NewSize(900, 200))
		told := 0
		g.OnWidthsChanged = func([]float32) { told++ }
		for _, by := range []float32{24, -40} {
			want := slices.Clone(g.spans)
			want[col].width += by
			want[col+1].x += by
			want[col+1].width -= by
			if dragBorder(g, col, by); !slices.Equal(g.spans, want) {
				t.Errorf("border %d dragged by %v: %v, want %v", col, by, g.spans, want)
			}
		}
		dragBorder(g, col, 1000)
		if g.spread() != 898 || g.spans[col+1].width != g.columns[col+1].least() {
			t.Errorf("border %d dragged far: %v", col, g.spans)
		}
		if told != 3 {
			t.Errorf("border %d: told %d times", col, told)
		}
	}
}

// What was set by hand gives way only where there is no room else.
func TestGridKeepsWhatWasSetByHand(t *testing.T) {
	g := yieldingGrid()
	g.Room = []float32{400, 400, 400, 400, 400}
	open(t, container.NewStack(g), fyne.NewSize(900, 200))
	dragBorder(g, 0, -60)
	id := g.spans[1].width
	g.Resize(fyne.NewSize(880, 200))
	if g.spans[1].width != id {
		t.Errorf("the column that was set to %v has %v", id, g.spans[1].width)
	}
	for width := float32(880); width > 520; width -= 10 {
		if g.Resize(fyne.NewSize(width, 200)); g.spread() > width {
			t.Fatalf("at a width of %v the columns take %v", width, g.spread())
		}
	}
}

// A column that comes into sight later has no width of its own yet.
func TestGridWidthsNotSet(t *testing.T) {
	g := NewGrid([]Column{{Title: "Name", Fills: true}, {Title: "Sandbox", Width: 96}, {Title: "Status", Forms: []string{"Working"}}},
		func(int, int) Cell { return Cell{} })
	open(t, container.NewStack(g), fyne.NewSize(600, 200))
	g.SetWidths([]float32{0, 0, 0})
	if got := g.Widths(); got[0] != gridDefaultWidth || got[1] != 96 || got[2] != 0 {
		t.Errorf("widths %v", got)
	}
}
