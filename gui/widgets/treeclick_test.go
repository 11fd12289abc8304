package widgets

import (
	"fmt"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
)

// A click selects at once; the second one does what the row is for, if it comes soon
// and on the same row.
func TestTreeRowsAreActivatedByADoubleClick(t *testing.T) {
	test.NewTempApp(t)
	tree := NewTree(func(id string) []string { return map[string][]string{"": {"a", "b"}}[id] },
		func(id string) bool { return id == "" }, func(id string) TreeRow { return TreeRow{Text: id} })
	now := time.Unix(0, 0)
	tree.now = func() time.Time { return now }
	var activated []string
	tree.OnActivated = func(id string) { activated = append(activated, id) }
	window := test.NewTempWindow(t, tree)
	window.Resize(fyne.NewSize(300, 200))
	row := newTreeRow()
	click := func(id string, after time.Duration) {
		now = now.Add(after)
		tree.update(id, false, row)
		test.Tap(row)
	}
	click("a", 0)
	if tree.Current() != "a" || len(activated) != 0 {
		t.Errorf("one click: %q is selected, activated %q", tree.Current(), activated)
	}
	click("a", 100*time.Millisecond)
	click("a", 100*time.Millisecond) // the third click of three is the first of the next two
	click("b", 100*time.Millisecond)
	click("b", time.Second)
	if len(activated) != 1 || activated[0] != "a" {
		t.Errorf("activated %q", activated)
	}
	if window.Canvas().Focused() != tree {
		t.Error("the keys do not go to the tree")
	}
}

// Rows that come late, above the one that the arrows have reached, do not push it out of
// sight; whoever has scrolled away meanwhile stays there.
func TestTheRowThatTheArrowsHaveReachedStaysInSight(t *testing.T) {
	test.NewTempApp(t)
	below := map[string][]string{"": {"a", "b", "c", "d", "e", "f", "g", "h"}}
	tree := NewTree(func(id string) []string { return below[id] },
		func(id string) bool { return id == "" || id == "a" }, func(id string) TreeRow { return TreeRow{Text: id} })
	window := test.NewTempWindow(t, tree)
	window.Resize(fyne.NewSize(300, 200))
	window.Canvas().Focus(tree)
	tree.OpenBranch("a")
	tree.Highlight("a")
	for tree.Current() != "d" {
		tree.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	}
	pad, high := theme.Padding(), newTreeRow().MinSize().Height
	inSight := func(rowsAbove int) bool {
		y := float32(rowsAbove)*(high+pad) - tree.offset()
		return y >= 0 && y+high <= tree.scroll.Size().Height+pad // by which Fyne counts too little
	}
	comes := func(n int) {
		for range n {
			below["a"] = append(below["a"], fmt.Sprint("a", len(below["a"])))
		}
		tree.Refresh()
		tree.Follow()
	}
	if !inSight(3) {
		t.Fatal("it is not in sight to begin with")
	}
	comes(4)
	if !inSight(7) {
		t.Errorf("scrolled to %v, the row %s is out of sight", tree.offset(), tree.Current())
	}
	tree.ScrollToTop()
	comes(2)
	if at := tree.offset(); at != 0 {
		t.Errorf("it is scrolled back to %v", at)
	}
}

// Home, End and the page keys go through the rows that can be scrolled to, into sight.
func TestTreeGoesFurtherThanARow(t *testing.T) {
	below := map[string][]string{"b": {"b1", "b2"}, "c": {"c1"}}
	for i := range 40 {
		below[""] = append(below[""], string(rune('a'+i)))
	}
	tree := NewTree(func(id string) []string { return below[id] },
		func(id string) bool { return id == "" || below[id] != nil }, func(id string) TreeRow { return TreeRow{Text: id} })
	c := open(t, tree, fyne.NewSize(300, 300))
	press(tree, fyne.KeyEnd) // also without the focus
	c.Focus(tree)
	tree.OpenBranch("b")
	last := below[""][39]
	for _, step := range []struct {
		key  fyne.KeyName
		want string
	}{
		{fyne.KeyHome, "a"},
		{fyne.KeyPageUp, "a"},
		{fyne.KeyEnd, last},
		{fyne.KeyPageDown, last},
		{fyne.KeyUp, below[""][38]},
		{fyne.KeyHome, "a"},
		{fyne.KeyDown, "b"},
		{fyne.KeyDown, "b1"},
		{fyne.KeyEnd, last},
	} {
		if press(tree, step.key); tree.Current() != step.want {
			t.Fatalf("%s leads to %q, not to %q", step.key, tree.Current(), step.want)
		}
		if bottom := tree.scroll.Content.MinSize().Height - tree.scroll.Size().Height; step.want == last && tree.scroll.Offset.Y < bottom-1 || step.want == "a" && tree.scroll.Offset.Y > 0 {
			t.Errorf("after %s %q is out of sight", step.key, step.want)
		}
	}
	press(tree, fyne.KeyHome)
	press(tree, fyne.KeyPageDown)
	if at := tree.Current(); at < "d" || at > "l" {
		t.Errorf("a page down is %q", at)
	}
	press(tree, fyne.KeyPageUp)
	if tree.Current() != "a" {
		t.Errorf("a page back is %q", tree.Current())
	}
}
