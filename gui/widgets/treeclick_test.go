package widgets

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
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
