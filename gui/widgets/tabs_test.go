package widgets

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
)

func TestTabs(t *testing.T) {
	contents := []*Entry{NewEntry(), NewEntry(), NewEntry()}
	tabs := NewTabs(Tab{Title: "Overview", Content: contents[0]}, Tab{Title: "Files", Content: contents[1]}, Tab{Title: "History", Content: contents[2]})
	c := open(t, tabs, fyne.NewSize(400, 200))
	var told []int
	tabs.OnSelected = func(index int) { told = append(told, index) }
	shown := func(want int) {
		t.Helper()
		for i, content := range contents {
			if content.Visible() != (i == want) {
				t.Errorf("content %d is visible: %v, while tab %d is selected", i, content.Visible(), want)
			}
		}
		if tabs.head.chosen != want {
			t.Errorf("tab %d is selected, not %d", tabs.head.chosen, want)
		}
	}
	shown(0)
	c.FocusNext()
	if c.Focused() != tabs.Head() {
		t.Fatalf("Tab leads to %T", c.Focused())
	}
	for _, step := range []struct {
		key  fyne.KeyName
		want int
	}{{fyne.KeyLeft, 0}, {fyne.KeyRight, 1}, {fyne.KeyEnd, 2}, {fyne.KeyRight, 2}, {fyne.KeyHome, 0}, {fyne.KeyRight, 1}} {
		press(c.Focused(), step.key)
		shown(step.want)
	}
	c.FocusNext()
	if c.Focused() != contents[1] {
		t.Errorf("Tab leads from the titles to %T", c.Focused())
	}
	if len(told) != 4 {
		t.Errorf("was told of %v", told)
	}
	at := tabs.head.places[2]
	test.TapAt(tabs.head, fyne.NewPos(at.x+at.width/2, 8))
	shown(2)
	tabs.Select(0)
	tabs.Select(7)
	shown(0)
	if len(told) != 5 {
		t.Errorf("was told of %v", told)
	}
	tabs.SetAttention(1, true)
	if r, ok := test.WidgetRenderer(tabs.head).(*tabsHeadRenderer); !ok || !r.dots[1].Visible() || r.dots[0].Visible() {
		t.Error("the dot is not where it belongs")
	}
}

// Titles are cut off where there is no room, and never overlap.
func TestTabsInANarrowPlace(t *testing.T) {
	tabs := NewTabs(Tab{Title: "Vue d’ensemble"}, Tab{Title: "Flux de données", Attention: true}, Tab{Title: "Fichiers"}, Tab{Title: "Historique"})
	open(t, tabs, fyne.NewSize(500, 100))
	r, ok := test.WidgetRenderer(tabs.head).(*tabsHeadRenderer)
	if !ok {
		t.Fatal("no renderer")
	}
	for width := float32(500); width >= 200; width -= 7 {
		tabs.head.Resize(fyne.NewSize(width, 40))
		end := float32(0)
		for i, title := range r.titles {
			if title.Position().X < end {
				t.Fatalf("at %v, title %d begins at %v, where the one before it ends at %v", width, i, title.Position().X, end)
			}
			end = title.Position().X + title.Size().Width
		}
		if end > width+0.5 {
			t.Fatalf("at %v, the titles end at %v", width, end)
		}
	}
}

// A tab that goes while the pointer is over it leaves no mark behind.
func TestTabsThatGo(t *testing.T) {
	tabs := NewTabs(Tab{Title: "Overview"}, Tab{Title: "Files"}, Tab{Title: "History"})
	open(t, tabs, fyne.NewSize(400, 200))
	wash := test.WidgetRenderer(tabs.head).(*tabsHeadRenderer).wash
	last := tabs.head.places[2]
	tabs.head.MouseIn(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(last.x+1, 1)}})
	if wash.Hidden {
		t.Fatal("the pointer leaves no mark")
	}
	tabs.SetTabs(Tab{Title: "Overview"}, Tab{Title: "History"})
	if !wash.Hidden {
		t.Errorf("there is a mark at %v", wash.Position())
	}
}
