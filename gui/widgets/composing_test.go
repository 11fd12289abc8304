package widgets

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
)

// composer presses keys and gives texts as macOS does: each key first, and then
// what the input method makes of it.
type composer struct {
	window    fyne.Window
	submitted int
	escaped   int
	first     *Entry
	second    *Entry
}

func newComposer(t *testing.T) *composer {
	t.Helper()
	before := keysComeFirst
	keysComeFirst, composing = true, composition{}
	t.Cleanup(func() { keysComeFirst, composing = before, composition{} })
	c := &composer{first: NewEntry(), second: NewEntry()}
	for _, e := range []*Entry{c.first, c.second} {
		e.OnSubmitted = func(string) { c.submitted++ }
		e.OnEscape = func() { c.escaped++ }
	}
	c.window = test.NewTempWindow(t, container.NewVBox(c.first, c.second))
	c.window.Canvas().Focus(c.first)
	return c
}

func (c *composer) press(keys ...fyne.KeyName) {
	for _, key := range keys {
		focused := c.window.Canvas().Focused()
		if tabbable, ok := focused.(fyne.Tabbable); key == fyne.KeyTab && (!ok || !tabbable.AcceptsTab()) {
			c.window.Canvas().FocusNext()
			continue
		}
		focused.TypedKey(&fyne.KeyEvent{Name: key})
	}
}

func (c *composer) text(text string) {
	for _, r := range text {
		c.window.Canvas().Focused().TypedRune(r)
	}
}

// plain types letters that the input method passes on.
func (c *composer) plain(letters ...fyne.KeyName) {
	for _, letter := range letters {
		c.press(letter)
		c.text(string(letter))
	}
}

func TestComposingKeepsItsKeys(t *testing.T) {
	c := newComposer(t)
	c.plain("O", "K")
	c.press("N", "I", fyne.KeyBackspace, fyne.KeyLeft, fyne.KeyHome, fyne.KeyTab, fyne.KeyReturn)
	c.text("n")
	if c.first.Text != "OKn" || c.submitted != 0 || c.first.CursorColumn != 3 || c.window.Canvas().Focused() != c.first {
		t.Errorf("after a composition: %q, the cursor at %d, %d submits, the focus on %v", c.first.Text, c.first.CursorColumn, c.submitted, c.window.Canvas().Focused())
	}
	c.press("N", "I", fyne.KeyEscape)
	if c.escaped != 0 {
		t.Error("Escape that drops a composition did more")
	}
	c.press("N", "I", "H", "A", "O", fyne.KeySpace)
	c.text("你好")
	c.press(fyne.KeyReturn)
	if c.first.Text != "OKn你好" || c.submitted != 1 {
		t.Errorf("after it is composed, Enter submits %d times %q", c.submitted, c.first.Text)
	}
	c.press(fyne.KeyEscape, fyne.KeyBackspace, fyne.KeyTab)
	if c.escaped != 1 || c.first.Text != "OKn你" || c.window.Canvas().Focused() != c.second {
		t.Errorf("after it is composed, Escape, BackSpace and Tab do not what they do: %d, %q", c.escaped, c.first.Text)
	}
}

// Some input methods give a character when the first letter of the next one comes.
func TestComposingGoesOnAfterACharacter(t *testing.T) {
	c := newComposer(t)
	c.press("K", "H", "K", "G", "W")
	c.text("中")
	c.press(fyne.KeyReturn)
	if c.submitted != 0 {
		t.Error("Enter submitted while a letter was being composed")
	}
	c.press(fyne.KeyReturn)
	if c.submitted != 1 {
		t.Error("a second Enter did not submit")
	}
}

// A composition begun in one entry ends in whichever has the focus then.
func TestComposingFollowsTheFocus(t *testing.T) {
	c := newComposer(t)
	c.press("N", "I")
	c.window.Canvas().Focus(c.second)
	c.press(fyne.KeyReturn)
	if c.submitted != 0 {
		t.Error("Enter submitted another entry while something was being composed")
	}
}

func TestTypingWithoutAnInputMethod(t *testing.T) {
	c := newComposer(t)
	c.plain("A", "B")
	c.press("Ж") // a key that has another letter on it
	c.text("ж")
	c.press(fyne.KeyReturn)
	if c.submitted != 1 || c.first.Text != "ABж" {
		t.Errorf("plain typing submitted %d times %q", c.submitted, c.first.Text)
	}
}
