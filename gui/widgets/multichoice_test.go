package widgets

import (
	"fmt"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
)

func howMany(n int) string { return fmt.Sprint(n, " chosen") }

// textOf is what the button of a drop-down shows.
func textOf(m *MultiChoice) string { return m.AccessibilityLabel() }

func openMultiChoice(t *testing.T, n int) (*MultiChoice, *Entry, fyne.Canvas, *[][]int) {
	t.Helper()
	options := make([]string, n)
	for i := range options {
		options[i] = fmt.Sprint("State ", i)
	}
	m := NewMultiChoice("All states", options, howMany)
	told := &[][]int{}
	m.OnChanged = func(chosen []int) { *told = append(*told, chosen) }
	next := NewEntry()
	c := open(t, container.NewVBox(m, next), fyne.NewSize(300, 260))
	return m, next, c, told
}

func TestMultiChoiceShowsWhatIsChosen(t *testing.T) {
	m, _, _, told := openMultiChoice(t, 3)
	least := m.MinSize()
	for _, c := range []struct {
		chosen []int
		want   string
	}{
		{nil, "All states"}, {[]int{1}, "State 1"}, {[]int{2, 0}, "2 chosen"}, {[]int{7, -1, 2}, "State 2"}, {[]int{9}, "All states"},
	} {
		m.SetChosen(c.chosen)
		if textOf(m) != c.want || m.Selected != "" && m.Selected != c.want {
			t.Errorf("%v: shows %q, want %q", c.chosen, textOf(m), c.want)
		}
		if m.MinSize() != least {
			t.Errorf("%v: the button changes its size", c.chosen)
		}
	}
	m.SetChosen(nil)
	if textOf(m) != "All states" || len(*told) != 0 {
		t.Errorf("shows %q, told %v", textOf(m), *told)
	}
}

func TestMultiChoiceByKey(t *testing.T) {
	m, next, c, told := openMultiChoice(t, 3)
	c.Focus(m)
	for _, key := range []fyne.KeyName{fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter, fyne.KeyDown} {
		press(m, key)
		if m.list == nil {
			t.Fatalf("%s does not open the list", key)
		}
		list := m.list
		list.TypedRune(' ') // the letter that comes after the key
		press(list, fyne.KeyEscape)
		if m.list != nil || c.Overlays().Top() != nil || c.Focused() != m || !m.focused {
			t.Fatalf("%s, Escape: open %v, focus on %T", key, m.list != nil, c.Focused())
		}
	}
	if len(*told) != 0 {
		t.Fatalf("opening chose %v", *told)
	}
	m.open()
	list := m.list
	if c.Focused() != list || list.at != 0 || !m.taken(0) {
		t.Error("the list does not begin with all")
	}
	for _, step := range []struct {
		key  fyne.KeyName
		want int
	}{
		{fyne.KeyUp, 0}, {fyne.KeyDown, 1}, {fyne.KeyEnd, 3}, {fyne.KeyDown, 3}, {fyne.KeyHome, 0}, {fyne.KeyDown, 1}, {fyne.KeyDown, 2},
	} {
		press(list, step.key)
		if list.at != step.want {
			t.Errorf("%s: on row %d, want %d", step.key, list.at, step.want)
		}
	}
	press(list, fyne.KeySpace)
	press(list, fyne.KeyDown)
	press(list, fyne.KeyReturn)
	if m.taken(0) || !m.taken(2) || !m.taken(3) || m.list == nil || textOf(m) != "2 chosen" {
		t.Errorf("shows %q, open %v", textOf(m), m.list != nil)
	}
	press(list, fyne.KeySpace)
	press(list, fyne.KeyHome)
	press(list, fyne.KeySpace)
	press(list, fyne.KeySpace) // all stay all
	if want := [][]int{{1}, {1, 2}, {1}, nil, nil}; !slices.EqualFunc(*told, want, slices.Equal) || !m.taken(0) || m.taken(2) {
		t.Errorf("told %v, want %v", *told, want)
	}
	m.close()
	c.FocusNext()
	if c.Focused() != next {
		t.Errorf("Tab goes to %T", c.Focused())
	}
}

func TestMultiChoiceByMouse(t *testing.T) {
	m, _, c, told := openMultiChoice(t, 3)
	test.Tap(m)
	if m.list == nil {
		t.Fatal("a click does not open the list")
	}
	rows := m.list.rows
	beside := fyne.CurrentApp().Driver().AbsolutePositionForObject(rows).AddXY(rows.Size().Width-2, rows.rowHeight()*2+4)
	test.TapCanvas(c, beside) // not on the text of the option
	if want := [][]int{{1}}; !slices.EqualFunc(*told, want, slices.Equal) || c.Focused() != m.list || m.list.at != 2 {
		t.Errorf("told %v, focus on %T", *told, c.Focused())
	}
	c.Unfocus()
	test.TapCanvas(c, m.list.scroll.Position().AddXY(1, m.list.scroll.Size().Height-0.5))
	if m.list == nil {
		t.Error("a click on the list closes it")
	}
	test.TapCanvas(c, fyne.NewPos(299, 259))
	if m.list != nil || c.Focused() != m {
		t.Errorf("a click beside the list: open %v, focus on %T", m.list != nil, c.Focused())
	}
	test.Tap(m)
	m.Disable()
	test.Tap(m)
	if m.list != nil {
		t.Error("a disabled one is open")
	}
	m.Enable()
	test.Tap(m)
	m.Hide()
	if m.list != nil || c.Overlays().Top() != nil {
		t.Error("the list outlives its button")
	}
}

func TestMultiChoiceListFits(t *testing.T) {
	m, _, _, _ := openMultiChoice(t, 40)
	m.open()
	inside := func() {
		t.Helper()
		r := test.WidgetRenderer(m.list).(*optionListRenderer)
		end := r.surface.Position().Add(r.surface.Size())
		if at := r.surface.Position(); at.X < 0 || at.Y < 0 || end.X > 300 || end.Y > 260 {
			t.Errorf("the list is from %v to %v", at, end)
		}
		button := fyne.CurrentApp().Driver().AbsolutePositionForObject(m)
		if r.surface.Position().Y < button.Y+m.Size().Height && end.Y > button.Y {
			t.Error("the list is over its button")
		}
	}
	inside()
	list := m.list
	for _, key := range []fyne.KeyName{fyne.KeyEnd, fyne.KeyUp, fyne.KeyHome} {
		press(list, key)
		top := float32(list.at)*list.rows.rowHeight() - list.scroll.Offset.Y
		if top < -0.5 || top+list.rows.rowHeight() > list.scroll.Size().Height+0.5 {
			t.Errorf("%s: row %d is out of sight", key, list.at)
		}
	}
	m.close()
	m.Move(fyne.NewPos(0, 220))
	m.open()
	inside()
}
