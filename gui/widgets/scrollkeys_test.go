package widgets

import (
	"strconv"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"mooring/gui/headless"
)

// longSheet is a sheet of more lines than it has room for, below what may have the focus.
func longSheet(t *testing.T, first ...fyne.CanvasObject) *Sheet {
	t.Helper()
	headless.App(t, NewTheme())
	w := test.NewTempWindow(t, widget.NewLabel(""))
	w.Resize(fyne.NewSize(960, 640))
	rows := container.NewVBox(first...)
	for range 60 {
		rows.Add(widget.NewLabel("Ctrl+Shift+S"))
	}
	s := NewSheet("Keyboard shortcuts", rows, "Close", "", w.Canvas())
	s.Show()
	t.Cleanup(s.Hide)
	return s
}

// What is below the edge of a sheet is reached by keys, whatever has the focus.
func TestKeysScrollASheet(t *testing.T) {
	first := map[string]func() fyne.CanvasObject{
		"button": func() fyne.CanvasObject { return NewButton("Copy", nil, nil) },
		"link":   func() fyne.CanvasObject { return NewLink("More", nil) },
		"fold":   func() fyne.CanvasObject { return NewFold("More", widget.NewLabel("")) },
		"entry":  func() fyne.CanvasObject { return NewEntry() },
		"select": func() fyne.CanvasObject { return NewSelect([]string{"one", "two"}, nil) },
		"choice": func() fyne.CanvasObject { return NewChoice("one", "two") },
	}
	for name, makeIt := range first {
		t.Run(name, func(t *testing.T) {
			s := longSheet(t, makeIt())
			if s.canvas.Focused() == nil {
				t.Fatal("nothing has the focus")
			}
			s.wantKeysScroll(t, s.canvas.Focused().TypedKey, fyne.KeyPageDown, fyne.KeyPageUp)
		})
	}
	for _, nothing := range []bool{false, true} {
		name := map[bool]string{false: "the button that closes it", true: "nothing"}[nothing]
		t.Run(name, func(t *testing.T) {
			s := longSheet(t)
			typed := s.canvas.Focused().TypedKey
			if nothing {
				s.canvas.Unfocus()
				typed = s.canvas.OnTypedKey()
			}
			s.wantKeysScroll(t, typed, fyne.KeyPageDown, fyne.KeyPageUp, fyne.KeyDown, fyne.KeyUp, fyne.KeyEnd, fyne.KeyHome)
		})
	}
}

// wantKeysScroll types keys, of which each first one scrolls down and each second one
// up to the top again.
func (s *Sheet) wantKeysScroll(t *testing.T, typed func(*fyne.KeyEvent), keys ...fyne.KeyName) {
	t.Helper()
	scroll := s.body.content
	for i, key := range keys {
		typed(&fyne.KeyEvent{Name: key})
		if down := i%2 == 0; down != (scroll.Offset.Y > 0) {
			t.Errorf("after %s it is scrolled by %v", key, scroll.Offset.Y)
		}
	}
	for range 60 {
		typed(&fyne.KeyEvent{Name: fyne.KeyPageDown})
	}
	if most := scroll.Content.Size().Height - scroll.Size().Height; scroll.Offset.Y != most {
		t.Errorf("Page Down ends at %v, the end is at %v", scroll.Offset.Y, most)
	}
}

// Nothing is pressed that is out of sight: the focus goes along with what keys scroll, and
// after the wheel, Enter leads back first.
func TestEnterPressesNothingUnseen(t *testing.T) {
	pressed := ""
	var all []fyne.CanvasObject
	for i := range 40 {
		name := strconv.Itoa(i)
		if i%2 == 0 {
			all = append(all, NewButton(name, nil, func() { pressed = name }), widget.NewLabel(name))
			continue
		}
		all = append(all, NewLink(name, func() { pressed = name }), widget.NewLabel(name))
	}
	s := longSheet(t, all...)
	scroll := s.body.content
	for _, key := range []fyne.KeyName{fyne.KeyPageDown, fyne.KeyPageDown, fyne.KeyPageUp, fyne.KeyHome} {
		s.canvas.Focused().TypedKey(&fyne.KeyEvent{Name: key})
		at := scroll.Offset.Y
		o, _ := s.canvas.Focused().(fyne.CanvasObject)
		if !InSight(o) {
			t.Fatalf("after %s the focus is out of sight", key)
		}
		pressed = ""
		s.canvas.Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
		if pressed == "" || scroll.Offset.Y != at {
			t.Errorf("after %s Enter pressed %q, and it is scrolled from %v to %v", key, pressed, at, scroll.Offset.Y)
		}
	}
	for i, o := range []fyne.CanvasObject{all[0], all[2]} { // the second is a link
		f, _ := o.(fyne.Focusable)
		s.canvas.Focus(f)
		scroll.ScrollToBottom()
		pressed = ""
		f.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
		if pressed != "" || !InSight(o) {
			t.Errorf("out of sight, %q was pressed; it is in sight: %v", pressed, InSight(o))
		}
		if f.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn}); pressed != strconv.Itoa(i) {
			t.Errorf("in sight, %q was pressed", pressed)
		}
	}
}

// Where everything is in sight, Page Down goes to the end of a field as it does elsewhere.
func TestPageDownInAField(t *testing.T) {
	headless.App(t, NewTheme())
	e := NewEntry()
	w := test.NewTempWindow(t, e)
	e.SetText("Loyalty")
	w.Canvas().Focus(e)
	e.TypedKey(&fyne.KeyEvent{Name: fyne.KeyPageDown})
	if e.CursorColumn != len("Loyalty") {
		t.Errorf("the cursor is at %d", e.CursorColumn)
	}
}

// A text that does not fit into its box is a stop of the Tab key, which keys scroll; one
// that fits is none.
func TestKeysScrollWhatIsToBeRead(t *testing.T) {
	headless.App(t, NewTheme())
	text := widget.NewLabel("")
	text.Wrapping = fyne.TextWrapWord
	r, before := NewReading(text), NewButton("Sign in", nil, nil)
	w := test.NewTempWindow(t, container.NewBorder(before, nil, nil, nil, r))
	w.Resize(fyne.NewSize(300, 200))
	w.Canvas().Focus(before)
	w.Canvas().FocusNext()
	if w.Canvas().Focused() != before {
		t.Error("Tab stops at what is in sight")
	}
	text.SetText(strings.Repeat("A secure connection could not be established. ", 20))
	w.Canvas().FocusNext()
	if w.Canvas().Focused() != r {
		t.Fatal("Tab does not stop at it")
	}
	for _, way := range []struct {
		key  fyne.KeyName
		down bool
	}{{fyne.KeyPageDown, true}, {fyne.KeyHome, false}, {fyne.KeyEnd, true}, {fyne.KeyPageUp, true}} {
		r.TypedKey(&fyne.KeyEvent{Name: way.key})
		if way.down != (r.scroll.Offset.Y > 0) {
			t.Errorf("after %s it is scrolled by %v", way.key, r.scroll.Offset.Y)
		}
	}
}
