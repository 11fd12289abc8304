package widgets

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
)

func TestFold(t *testing.T) {
	inside, next := NewEntry(), NewEntry()
	f := NewFold("More", container.NewVBox(inside))
	c := open(t, container.NewVBox(f, next), fyne.NewSize(300, 200))
	closed := f.MinSize()
	c.Focus(f.Head())
	c.FocusNext()
	if c.Focused() != next {
		t.Errorf("Tab goes into a closed fold: %T", c.Focused())
	}
	test.Tap(f.head)
	if !f.Opened() || f.MinSize().Height < closed.Height+inside.MinSize().Height || f.MinSize().Width != closed.Width {
		t.Errorf("opened: %v, size %v, was %v", f.Opened(), f.MinSize(), closed)
	}
	if inside.Position().Y < 0 || inside.Size().Width < 290 {
		t.Errorf("the content has %v", inside.Size())
	}
	c.Focus(f.Head())
	c.FocusNext()
	if c.Focused() != inside {
		t.Errorf("Tab does not go into an open fold: %T", c.Focused())
	}
	press(f.head, fyne.KeyLeft)
	if c.Focused() != f.Head() || f.Opened() || f.MinSize() != closed {
		t.Errorf("closed with the focus inside: it is on %T", c.Focused())
	}
	for _, step := range []struct {
		key  fyne.KeyName
		open bool
	}{{fyne.KeyRight, true}, {fyne.KeyRight, true}, {fyne.KeyLeft, false}, {fyne.KeySpace, true}, {fyne.KeyReturn, false}} {
		if press(f.head, step.key); f.Opened() != step.open {
			t.Errorf("%s: opened %v", step.key, f.Opened())
		}
	}
	if long := NewFold(strings.Repeat("Long ", 50), NewEntry()); long.MinSize().Width != closed.Width {
		t.Error("a long title makes the fold wide")
	}
}

func TestFindings(t *testing.T) {
	l := NewFindings()
	open(t, container.NewVBox(l), fyne.NewSize(400, 300))
	long := strings.Repeat("Amazon answered AccessDenied. ", 8)
	l.SetItems([]Item{{State: SignFailed, Title: "List the folder", Text: long}, {State: SignRunning, Title: "Read a file"}})
	l.Resize(fyne.NewSize(400, l.MinSize().Height))
	r := test.WidgetRenderer(l).(*listRenderer)
	shown := r.rows[0].text.shown
	if shown < 2 || strings.Contains(r.rows[0].text.texts[shown-1].Text, ellipsis) {
		t.Errorf("%d lines, the last is %q", shown, r.rows[0].text.texts[max(shown-1, 0)].Text)
	}
	for _, text := range r.rows[0].text.texts[:shown] {
		if end := text.Position().X + text.MinSize().Width; end > 400.5 {
			t.Errorf("%q ends at %v", text.Text, end)
		}
	}
	last := r.rows[0].text.texts[shown-1]
	if bottom := last.Position().Y + last.Size().Height; r.rows[1].title.texts[0].Position().Y < bottom-2 {
		t.Error("the findings overlap")
	}
	wide := l.MinSize().Height
	l.Resize(fyne.NewSize(220, 400))
	if l.MinSize().Height <= wide {
		t.Error("a narrow list is not higher")
	}
	spinner := r.rows[1].spinner
	if !spinner.running {
		t.Error("the running one does not turn")
	}
	l.SetItems(l.Items()[:1])
	if spinner.running || r.shown != 1 {
		t.Error("a shorter list keeps turning")
	}
	seen := map[fyne.Resource]Sign{}
	for s := SignWaiting; s <= SignSkipped; s++ {
		res, _ := s.icon()
		if other, ok := seen[res]; ok {
			t.Errorf("states %v and %v look the same", s, other)
		}
		seen[res] = s
	}
}

func TestCopyText(t *testing.T) {
	text := NewCopyText("", "Copy policy")
	next := NewEntry()
	c := open(t, container.NewVBox(text, next), fyne.NewSize(400, 400))
	var told []string
	text.OnCopy = func(s string) { told = append(told, s) }
	text.Copy()
	if len(told) != 0 || !text.Button().Disabled() {
		t.Error("nothing can be copied")
	}
	text.SetText(policyExample)
	c.Focus(text.Button())
	press(text.Button(), fyne.KeyReturn)
	if got := fyne.CurrentApp().Clipboard().Content(); got != policyExample {
		t.Errorf("clipboard %q", got)
	}

	c.FocusNext()
	if c.Focused() != text.view {
		t.Fatalf("Tab went to %T", c.Focused())
	}
	clipboard := test.NewClipboard()
	clipboard.SetContent("before")
	test.Type(text.view, "xyz")
	for _, key := range []fyne.KeyName{fyne.KeyBackspace, fyne.KeyDelete, fyne.KeyReturn, fyne.KeyTab, fyne.KeySpace} {
		press(text.view, key)
	}
	for _, s := range []fyne.Shortcut{
		&fyne.ShortcutSelectAll{}, &fyne.ShortcutPaste{Clipboard: clipboard}, &fyne.ShortcutCut{Clipboard: clipboard},
		&fyne.ShortcutUndo{}, &fyne.ShortcutRedo{},
		&desktop.CustomShortcut{KeyName: fyne.KeyBackspace, Modifier: fyne.KeyModifierControl},
		&desktop.CustomShortcut{KeyName: fyne.KeyDelete, Modifier: fyne.KeyModifierControl},
	} {
		text.view.TypedShortcut(s)
	}
	text.view.TappedSecondary(&fyne.PointEvent{})
	if text.Text() != policyExample || clipboard.Content() != "before" || c.Overlays().Top() != nil {
		t.Errorf("the text was changed to %q", text.Text())
	}
	text.view.TypedShortcut(&fyne.ShortcutCopy{Clipboard: clipboard})
	if clipboard.Content() != policyExample {
		t.Errorf("copied %q", clipboard.Content())
	}
	press(text.view, fyne.KeyHome)
	press(text.view, fyne.KeyPageUp)
	text.view.KeyDown(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	press(text.view, fyne.KeyRight)
	text.view.TypedShortcut(&fyne.ShortcutCopy{Clipboard: clipboard})
	if clipboard.Content() != "{" || len(told) != 3 {
		t.Errorf("copied %q of the selection, told %d times", clipboard.Content(), len(told))
	}
	c.FocusNext()
	if c.Focused() != next {
		t.Errorf("Tab stays in the box: %T", c.Focused())
	}
	height := text.MinSize().Height
	text.SetRows(3)
	if text.MinSize().Height >= height {
		t.Error("fewer rows are as high")
	}
	before := text.MinSize()
	text.SetText(strings.Repeat(policyExample, 30))
	if text.MinSize() != before {
		t.Error("a long text makes the box larger")
	}
	// The test canvas takes no shortcuts of a window.
	text.view.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyS, Modifier: fyne.KeyModifierControl})
}

func TestChoice(t *testing.T) {
	var told []int
	choice := NewChoice("One", "Two", "Three")
	choice.OnChanged = func(i int) { told = append(told, i) }
	c := open(t, container.NewVBox(choice, NewEntry()), fyne.NewSize(300, 200))
	if choice.Selected() != 0 {
		t.Fatalf("selected %d at first", choice.Selected())
	}
	c.Focus(choice)
	for _, key := range []fyne.KeyName{fyne.KeyUp, fyne.KeyDown, fyne.KeyDown, fyne.KeyDown, fyne.KeyUp, fyne.KeyEnd, fyne.KeyHome} {
		press(choice, key)
	}
	if want := []int{1, 2, 1, 2, 0}; !slices.Equal(told, want) {
		t.Errorf("told %v, want %v", told, want)
	}
	r := test.WidgetRenderer(choice).(*choiceRenderer)
	if r.rows[0].wash.Hidden || r.rows[0].wash.StrokeWidth == 0 || !r.rows[1].wash.Hidden || r.rows[0].dot.Hidden {
		t.Error("the ring is not around the selected option")
	}
	c.Unfocus()
	if !r.rows[0].wash.Hidden {
		t.Error("a ring without the focus")
	}
	middle := r.rows[2].option.texts[0].Position().AddXY(2, 2)
	choice.Tapped(&fyne.PointEvent{Position: middle})
	if choice.Selected() != 2 || c.Focused() != choice {
		t.Errorf("tapped: %d", choice.Selected())
	}
	choice.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: middle}})
	if choice.hovered != 2 {
		t.Errorf("hovered %d", choice.hovered)
	}
	choice.MouseOut()
}

func TestSheetKeysReachNewInputs(t *testing.T) {
	c := open(t, NewEntry(), fyne.NewSize(700, 900))
	choice, text := NewChoice("a", "b"), NewCopyText("text", "Copy")
	fold, field := NewFold("More", NewEntry()), NewField("Name", NewEntry())
	field.SetAction("Undo", func() {})
	strip, filter := NewStrip("Stop"), NewMultiChoice("All", []string{"One"}, howMany)
	strip.Show()
	submits, cancels := 0, 0
	s := NewSheet("Which?", container.NewVBox(choice, text, fold, field, strip, filter), "Yes", "No", c)
	s.OnSubmit = func() { submits++ }
	s.OnCancel = func() { cancels++ }
	for _, f := range []fyne.Focusable{choice, text.view, text.Button(), fold.head, field.action, strip.button, filter} {
		s.Show()
		if c.Focused() != choice {
			t.Fatalf("focus is on %T", c.Focused())
		}
		press(choice, fyne.KeyEnter)
		press(f, fyne.KeyEscape)
		if s.Visible() {
			t.Errorf("%T: Escape does not close the sheet", f)
			s.Hide()
		}
	}
	if submits != 7 || cancels != 7 {
		t.Errorf("%d submits, %d cancels", submits, cancels)
	}
	s.Show()
	before := s.popup.Size()
	fold.Open()
	s.Fit()
	if s.popup.Size().Height <= before.Height {
		t.Error("the sheet does not grow with its content")
	}
}
