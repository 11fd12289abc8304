package widgets

import (
	"image"
	"image/color"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"mooring/gui/headless"
)

// open shows an object in a test window of that size, in Mooring's theme.
func open(t testing.TB, o fyne.CanvasObject, size fyne.Size) fyne.Canvas {
	t.Helper()
	headless.App(t, NewTheme())
	w := test.NewTempWindow(t, o)
	w.SetPadded(false)
	w.Resize(size)
	return w.Canvas()
}

func press(f fyne.Focusable, name fyne.KeyName) { f.TypedKey(&fyne.KeyEvent{Name: name}) }

func TestEntryTellsOfFocusAndKeys(t *testing.T) {
	e, other := NewEntry(), NewEntry()
	c := open(t, container.NewVBox(e, other), fyne.NewSize(200, 100))
	var lost, escaped int
	submitted := ""
	e.OnFocusLost = func() { lost++ }
	e.OnEscape = func() { escaped++ }
	e.OnSubmitted = func(s string) { submitted = s }

	c.Focus(e)
	test.Type(e, "abc") // focuses once more
	press(e, fyne.KeyReturn)
	press(e, fyne.KeyEscape)
	c.FocusNext()
	if c.Focused() != other {
		t.Errorf("Tab went to %T", c.Focused())
	}
	if lost != 1 || escaped != 1 || submitted != "abc" {
		t.Errorf("lost %d, escaped %d, submitted %q", lost, escaped, submitted)
	}
}

func TestEntryPasteIsTrimmed(t *testing.T) {
	for _, tt := range []struct{ name, clipboard, want string }{
		{"plain", "abc", "abc"},
		{"line end", "abc\n", "abc"},
		{"windows line end", "abc\r\n", "abc"},
		{"around", " \t\u00a0abc\u200b\ufeff ", "abc"},
		{"inside", "a b\r\nc\td", "a b c d"},
		{"nothing", " \n", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			test.NewTempApp(t)
			clipboard := test.NewClipboard()
			clipboard.SetContent(tt.clipboard)
			for _, e := range []interface {
				fyne.Focusable
				fyne.Shortcutable
			}{NewEntry(), NewSecretEntry()} {
				e.FocusGained()
				e.TypedShortcut(&fyne.ShortcutPaste{Clipboard: clipboard})
				got := ""
				switch e := e.(type) {
				case *Entry:
					got = e.Text
				case *SecretEntry:
					got = e.Text
				}
				if got != tt.want {
					t.Errorf("%T holds %q, want %q", e, got, tt.want)
				}
			}
		})
	}
}

func TestEntryLongTextHasNoScrollBar(t *testing.T) {
	e := NewEntry()
	open(t, e, fyne.NewSize(120, 40))
	before := e.MinSize()
	e.SetText(strings.Repeat("0123456789", 20))
	if e.MinSize() != before {
		t.Errorf("a long text changes the size from %v to %v", before, e.MinSize())
	}
	found := false
	for _, o := range test.WidgetRenderer(e).Objects() {
		if s, ok := o.(*container.Scroll); ok {
			found = true
			if s.Direction != scrollWithoutBars {
				t.Errorf("scroll direction is %v", s.Direction)
			}
			press(e, fyne.KeyEnd)
			if s.Offset.X == 0 {
				t.Error("the text does not follow the cursor")
			}
		}
	}
	if !found {
		t.Error("the text is not clipped")
	}
}

func TestSecretEntry(t *testing.T) {
	e := NewSecretEntry()
	c := open(t, e, fyne.NewSize(240, 40))
	e.SetText("s3cret")
	clipboard := test.NewClipboard()
	clipboard.SetContent("before")
	c.Focus(e)
	tryCopy := func() string {
		e.TypedShortcut(&fyne.ShortcutSelectAll{})
		e.TypedShortcut(&fyne.ShortcutCopy{Clipboard: clipboard})
		return clipboard.Content()
	}
	if e.Revealed() {
		t.Fatal("revealed at first")
	}
	if got := tryCopy(); got != "before" {
		t.Errorf("copied %q while hidden", got)
	}
	e.TypedShortcut(&fyne.ShortcutCut{Clipboard: clipboard})
	if clipboard.Content() != "before" || e.Text != "s3cret" {
		t.Error("cut while hidden")
	}
	if got := e.SelectedText(); got != "" {
		t.Errorf("selected text is %q while hidden", got)
	}

	c.FocusNext() // the eye is no stop
	if got, ok := c.Focused().(fyne.CanvasObject); ok && got == e.eye {
		t.Fatal("Tab went to the eye")
	}
	c.Focus(e)
	submitted := 0
	e.OnSubmitted = func(string) { submitted++ }
	press(e, fyne.KeyReturn)
	if submitted != 1 || e.Revealed() {
		t.Errorf("Enter submitted %d times, and revealed: %v", submitted, e.Revealed())
	}
	e.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeySpace, Modifier: fyne.KeyModifierControl})
	if !e.Revealed() {
		t.Fatal("Ctrl and Space do not reveal")
	}
	if got := tryCopy(); got != "s3cret" {
		t.Errorf("copied %q while revealed", got)
	}
	c.Unfocus() // as Fyne does where what is clicked cannot have the focus
	test.Tap(e.eye)
	if e.Revealed() || c.Focused() != e {
		t.Errorf("after the eye: revealed %v, the focus is on %T", e.Revealed(), c.Focused())
	}
	e.Disable()
	test.Tap(e.eye)
	if e.Revealed() {
		t.Error("the eye works while the entry is disabled")
	}
}

func TestSelectKeys(t *testing.T) {
	s := NewSelect([]string{"a", "b"}, nil)
	s.PlaceHolder = "Choose"
	c := open(t, container.NewVBox(s, NewEntry()), fyne.NewSize(240, 200))
	escaped := 0
	s.OnEscape = func() { escaped++ }
	c.Focus(s)
	press(s, fyne.KeyEscape)
	press(s, fyne.KeyReturn)
	if c.Overlays().Top() == nil {
		t.Error("Enter does not open the list")
	}
	press(c.Focused(), fyne.KeyEscape)
	if s.list != nil || c.Focused() != s {
		t.Errorf("Escape leaves the list open: %v, the focus is on %T", s.list != nil, c.Focused())
	}
	c.FocusNext()
	if c.Focused() == s || escaped != 1 {
		t.Errorf("the focus is on %T, escaped %d", c.Focused(), escaped)
	}
	if got, want := s.MinSize().Height, NewEntry().MinSize().Height; got < want-1 || got > want+1 {
		t.Errorf("the select is %v high, an entry %v", got, want)
	}
}

// Every focused entry shows where the next letter goes, an empty one and a hidden one too.
func TestTheCaretIsVisible(t *testing.T) {
	for _, v := range []fyne.ThemeVariant{theme.VariantLight, theme.VariantDark} {
		plain, hidden, hiddenFull, wrong, placed := NewEntry(), NewSecretEntry(), NewSecretEntry(), NewEntry(), NewEntry()
		hiddenFull.SetText("secret")
		wrong.SetInvalid(true)
		placed.SetPlaceHolder("Loyalty exports")
		for i, e := range []stop{plain, hidden, hiddenFull, wrong, placed} {
			c := open(t, container.NewVBox(e, NewEntry()), fyne.NewSize(300, 100))
			test.ApplyTheme(t, NewTheme().ForVariant(v))
			c.Focus(e)
			picture, ok := c.Capture().(*image.NRGBA)
			if !ok {
				t.Fatal("the picture is of another kind")
			}
			const ring = 5
			inside := image.Rect(ring, ring, 300-ring, int(e.Size().Height)-ring)
			caret := color.NRGBAModel.Convert(NewTheme().ForVariant(v).Color(theme.ColorNamePrimary, v)).(color.NRGBA)
			n := 0
			for y := inside.Min.Y; y < inside.Max.Y; y++ {
				for x := inside.Min.X; x < inside.Max.X; x++ {
					if picture.NRGBAAt(x, y) == caret {
						n++
					}
				}
			}
			if n < 15 {
				t.Errorf("variant %d, entry %d: the caret is %d points", v, i, n)
			}
		}
	}
}

// However a drop-down is opened by key, what is chosen is marked, the arrows go on from
// there, and Esc leaves what is around it alone.
func TestSelectOpensAtWhatIsChosen(t *testing.T) {
	for _, key := range []fyne.KeyName{fyne.KeyDown, fyne.KeyUp, fyne.KeyReturn, fyne.KeySpace} {
		s := NewSelect([]string{"a", "b", "c", "d"}, nil)
		c := open(t, NewEntry(), fyne.NewSize(600, 400))
		sheet := NewSheet("Sheet", s, "Save", "Cancel", c)
		sheet.Show()
		s.SetSelectedIndex(2)
		c.Focus(s)
		press(s, key)
		if s.list == nil || c.Focused() != s.list || s.list.at != 2 || s.Selected != "c" {
			t.Fatalf("%s opens no list at what is chosen, the focus is on %T", key, c.Focused())
		}
		press(c.Focused(), fyne.KeyUp)
		if s.list.at != 1 {
			t.Errorf("%s: the arrows begin elsewhere: at %d", key, s.list.at)
		}
		press(c.Focused(), fyne.KeyEscape)
		if s.list != nil || c.Focused() != s || !sheet.Visible() || s.Selected != "c" {
			t.Errorf("%s: after Esc %q is chosen, the sheet is there: %v", key, s.Selected, sheet.Visible())
		}
		sheet.Hide()
	}
}

// A letter opens the list at what begins with it.
func TestSelectByLetter(t *testing.T) {
	s := NewSelect([]string{"Of the north", "Delimited", "north", "dev", "dev-eu"}, nil)
	c := open(t, container.NewVBox(s, NewEntry()), fyne.NewSize(240, 300))
	c.Focus(s)
	s.TypedRune('x')
	s.TypedRune(' ')
	if s.list != nil {
		t.Fatal("a letter that nothing begins with opens the list")
	}
	for i, step := range []struct {
		r    rune
		want int
	}{{'n', 2}, {'n', 2}, {'t', 0}, {'d', 1}, {'d', 3}, {'d', 4}, {'d', 1}, {'e', 1}, {'v', 3}} {
		c.Focused().TypedRune(step.r)
		if s.list == nil || s.list.at != step.want {
			t.Fatalf("letter %d, %c: the list is at %+v, want %d", i, step.r, s.list, step.want)
		}
	}
	press(c.Focused(), fyne.KeyReturn)
	if s.Selected != "dev" {
		t.Errorf("chosen is %q", s.Selected)
	}
}

func TestSelectByList(t *testing.T) {
	var told []string
	s := NewSelect([]string{"prod", "dev-eu", "dev-us", "stage", "巴黎 (eu-west-3)"}, func(option string) { told = append(told, option) })
	c := open(t, container.NewVBox(s, NewEntry()), fyne.NewSize(240, 300))
	c.Focus(s)
	at := func(want int) {
		t.Helper()
		if s.list == nil || c.Focused() != s.list || s.list.at != want {
			t.Fatalf("the list is at %v, want %d", s.list, want)
		}
	}
	press(s, fyne.KeySpace)
	c.Focused().TypedRune(' ') // the letter that comes after the key
	at(0)
	for _, step := range []struct {
		key  fyne.KeyName
		want int
	}{{fyne.KeyUp, 0}, {fyne.KeyDown, 1}, {fyne.KeyEnd, 4}, {fyne.KeyDown, 4}, {fyne.KeyPageUp, 0}, {fyne.KeyPageDown, 4}, {fyne.KeyHome, 0}} {
		press(s.list, step.key)
		at(step.want)
	}
	for _, typed := range []struct {
		r    rune
		want int
	}{{'s', 3}, {'d', 1}, {'e', 1}, {'巴', 4}, {'x', 4}, {'u', 2}} {
		s.list.TypedRune(typed.r)
		at(typed.want)
	}
	press(s.list, fyne.KeyReturn)
	if s.list != nil || s.Selected != "dev-us" || c.Focused() != s || len(told) != 1 {
		t.Errorf("chosen is %q, told %v, the focus is on %T", s.Selected, told, c.Focused())
	}
	test.Tap(s)
	at(2) // what is chosen
	row := fyne.CurrentApp().Driver().AbsolutePositionForObject(s.list.rows).AddXY(30, s.list.rows.rowHeight()*3+4)
	test.TapCanvas(c, row)
	if s.list != nil || s.Selected != "stage" || c.Focused() != s {
		t.Errorf("a click chose %q; the list is open: %v", s.Selected, s.list != nil)
	}
	test.Tap(s)
	press(s.list, fyne.KeyTab)
	if s.list != nil || c.Overlays().Top() != nil {
		t.Error("Tab leaves the list open")
	}
}

func TestButtonKeepsFocusWhenPressedByKey(t *testing.T) {
	taps := 0
	b := NewPrimaryButton("Create", nil, func() { taps++ })
	c := open(t, container.NewVBox(b), fyne.NewSize(200, 60))
	c.Focus(b)
	press(b, fyne.KeySpace)
	press(b, fyne.KeyReturn)
	if taps != 2 || c.Focused() != b {
		t.Errorf("taps %d, focus %v", taps, c.Focused())
	}
	b.Disable()
	press(b, fyne.KeyReturn)
	if taps != 2 {
		t.Error("a disabled button was pressed")
	}
}

func TestFieldCaptionNeverMovesAnything(t *testing.T) {
	e := NewEntry()
	f := NewField("Access key ID", e)
	open(t, container.NewVBox(f), fyne.NewSize(360, 120))
	before, at := f.MinSize(), e.Position()
	for _, step := range []struct {
		do   func()
		kind CaptionKind
		text string
	}{
		{func() {}, CaptionHelp, ""},
		{func() { f.SetHelp("20 characters") }, CaptionHelp, "20 characters"},
		{func() { f.SetWarning("Unusual") }, CaptionWarning, "Unusual"},
		{func() { f.SetError(strings.Repeat("Much too long for any caption. ", 20)) }, CaptionError, strings.Repeat("Much too long for any caption. ", 20)},
		{func() { f.SetError("") }, CaptionWarning, "Unusual"},
		{func() { f.SetWarning("") }, CaptionHelp, "20 characters"},
	} {
		step.do()
		if kind, text := f.Caption(); kind != step.kind || text != step.text {
			t.Errorf("caption is %v %q, want %v %q", kind, text, step.kind, step.text)
		}
		if f.MinSize() != before || e.Position() != at {
			t.Errorf("caption %q moves something", step.text)
		}
		if e.invalid != (step.kind == CaptionError) {
			t.Errorf("caption %q: invalid is %v", step.text, e.invalid)
		}
	}
}

func TestFieldFiveFitACard(t *testing.T) {
	headless.App(t, NewTheme())
	box := container.NewVBox()
	for range 5 {
		f := NewField("Organization ID", NewEntry())
		f.SetRequired(true)
		box.Add(f)
	}
	card := NewCard("Experience Platform", "Where the connection is made", box)
	if m := card.MinSize(); m.Width > 390 || m.Height > 430 {
		t.Errorf("a card with five fields is %v", m)
	}
}

func TestAlignFields(t *testing.T) {
	short, long := NewEntry(), NewEntry()
	a, b := NewField("Name", short), NewField("Secret access key", long)
	open(t, container.NewVBox(a, b), fyne.NewSize(400, 200))
	AlignFields(a, b)
	if short.Position().X != long.Position().X || short.Position().X == 0 {
		t.Errorf("inputs at %v and %v", short.Position(), long.Position())
	}
	a.SetAbove(true)
	if short.Position().X != 0 || short.Position().Y == 0 {
		t.Errorf("label above: input at %v", short.Position())
	}
}

func TestWrap(t *testing.T) {
	test.NewTempApp(t)
	plain := fyne.TextStyle{}
	width := textWidth("eight letters", 12, plain)
	for _, tt := range []struct {
		name, text string
		limit      int
		want       []string
	}{
		{"empty", "", 2, nil},
		{"fits", "eight", 2, []string{"eight"}},
		{"two lines", "eight letters twice", 2, []string{"eight letters", "twice"}},
		{"line end", "one\ntwo", 2, []string{"one", "two"}},
		{"too much", "eight letters eight letters eight letters", 1, []string{"eight lette…"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := wrap(tt.text, 12, plain, width, tt.limit)
			if strings.Join(got, "|") != strings.Join(tt.want, "|") {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
	for _, text := range []string{strings.Repeat("x", 400), strings.Repeat("连接已经创建。", 40), strings.Repeat("clé d’accès ", 40)} {
		for _, row := range wrap(text, 12, plain, width, 50) {
			if got := textWidth(row, 12, plain); got > width+0.5 {
				t.Errorf("row %q is %v wide, room %v", row, got, width)
			}
		}
	}
	for _, width := range []float32{0, 1, -5, 3} {
		wrap("some text 文字", 12, plain, width, 2) // must end
		truncate("some text 文字", 12, plain, width)
	}
}

func FuzzWrap(f *testing.F) {
	f.Add("some words", float32(40), 2)
	f.Add("连接已经创建。", float32(20), 1)
	f.Fuzz(func(t *testing.T, s string, width float32, limit int) {
		if len(s) > 200 || limit > 20 {
			t.Skip()
		}
		if got := wrap(s, 12, fyne.TextStyle{}, width, limit); len(got) > max(limit, 0) {
			t.Errorf("%d rows, limit %d", len(got), limit)
		}
	})
}

// A click on a field that is half hidden scrolls once the button is up: Fyne would
// let it go over something else, and the field would lose the focus again.
func TestNothingScrollsWhileTheButtonIsDown(t *testing.T) {
	for name, field := range map[string]interface {
		fyne.CanvasObject
		desktop.Mouseable
	}{"entry": NewEntry(), "secret": NewSecretEntry()} {
		rows := container.NewVBox()
		for range 10 {
			rows.Add(NewEntry())
		}
		rows.Add(field)
		page := newFollower(rows)
		window := test.NewWindow(page)
		window.Resize(fyne.NewSize(300, 200))
		press := &desktop.MouseEvent{Button: desktop.MouseButtonPrimary}
		field.MouseDown(press)
		if window.Canvas().Focused() != field.(fyne.Focusable) || page.Offset.Y != 0 {
			t.Errorf("%s: pressed: focus %T, scrolled by %v", name, window.Canvas().Focused(), page.Offset.Y)
		}
		field.MouseUp(press)
		if page.Offset.Y == 0 {
			t.Errorf("%s: let go: it is not shown", name)
		}
		window.Close()
	}
}
