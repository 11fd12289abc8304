package widgets

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"mooring/gui/headless"
)

// everyStop is one of each widget that can have the focus.
func everyStop() []fyne.CanvasObject {
	field := NewField("Access key ID", NewEntry())
	field.SetAction("Undo", func() {})
	grid := NewGrid([]Column{{Title: "Name", Sortable: true}, {Title: "Status"}}, func(int, int) Cell { return Cell{Text: "x"} })
	grid.SetLength(2)
	states := NewMultiChoice("All states", []string{"Working"}, howMany)
	strip := NewStrip("Stop")
	strip.Show()
	tree := NewTree(func(id string) []string { return map[string][]string{"": {"folder"}}[id] },
		func(string) bool { return false }, func(id string) TreeRow { return TreeRow{Text: id} })
	return []fyne.CanvasObject{
		field, NewSecretEntry(), NewSelect([]string{"a", "b"}, nil), states, NewChoice("a", "b"),
		NewFold("More", NewEntry()), NewCopyField("ID", exampleID, "Copy"), NewCopyText("{}", "Copy"), grid, strip,
		NewTabs(Tab{Title: "Overview", Content: NewEntry()}, Tab{Title: "Files", Content: NewEntry()}),
		tree, NewButton("Save", nil, func() {}), NewPrimaryButton("Save", nil, func() {}),
	}
}

// stops goes through a sheet by Tab, once around.
func stops(t *testing.T, c fyne.Canvas, visit func(fyne.Focusable)) (n int) {
	t.Helper()
	first := c.Focused()
	if first == nil {
		t.Fatal("nothing has the focus")
	}
	for {
		visit(c.Focused())
		n++
		if c.FocusNext(); c.Focused() == first || n > 100 {
			return n
		}
	}
}

func TestEscapeClosesASheetFromEachStop(t *testing.T) {
	c := open(t, NewEntry(), fyne.NewSize(700, 1300))
	before := len(openSheets)
	s := NewSheet("Everything", container.NewVBox(everyStop()...), "Save", "Cancel", c)
	s.Show()
	count := stops(t, c, func(fyne.Focusable) {})
	if count < 15 {
		t.Fatalf("there are only %d stops", count)
	}
	s.Hide()
	for stop := range count {
		s := NewSheet("Everything", container.NewVBox(everyStop()...), "Save", "Cancel", c)
		cancelled := 0
		s.OnCancel = func() { cancelled++ }
		s.Show()
		for range stop {
			c.FocusNext()
		}
		at := fmt.Sprintf("%T", c.Focused())
		press(c.Focused(), fyne.KeyEscape)
		if s.Visible() || cancelled != 1 {
			t.Errorf("Escape on stop %d, %s, does not close the sheet", stop, at)
			s.Hide()
		}
	}
	if len(openSheets) != before {
		t.Errorf("%d sheets count as open", len(openSheets)-before)
	}
}

// What Escape is used for otherwise stays so.
func TestEscapeOfItsOwn(t *testing.T) {
	e := NewEntry()
	own := 0
	e.OnEscape = func() { own++ }
	c := open(t, NewEntry(), fyne.NewSize(600, 400))
	s := NewSheet("Sheet", e, "Save", "Cancel", c)
	s.Show()
	press(c.Focused(), fyne.KeyEscape)
	if own != 1 || !s.Visible() {
		t.Errorf("Escape was told %d times; the sheet is open: %v", own, s.Visible())
	}
	s.Hide()
}

func TestFocusIsVisible(t *testing.T) {
	headless.App(t, NewTheme()) // the widgets look for their colors as they are made
	for _, o := range everyStop() {
		c := open(t, container.NewVBox(o), fyne.NewSize(420, 60))
		look := func() *image.NRGBA {
			picture, ok := c.Capture().(*image.NRGBA)
			if !ok {
				t.Fatal("the picture is of another kind")
			}
			return picture
		}
		c.FocusNext()
		stops(t, c, func(f fyne.Focusable) {
			with := look()
			f.FocusLost()
			without := look()
			f.FocusGained()
			if n := differing(with, without); n < 40 {
				t.Errorf("the focus on %T of %T shows in %d points only", f, o, n)
			}
		})
	}
}

// An input that is wrong and has the focus shows both, by two lines: colors alone are not
// told apart by everybody.
func TestFocusOnWhatIsWrongIsVisible(t *testing.T) {
	for _, v := range []fyne.ThemeVariant{theme.VariantLight, theme.VariantDark} {
		for _, o := range []interface {
			stop
			themed
			SetInvalid(on bool)
		}{NewEntry(), NewSecretEntry(), NewSelect([]string{"a", "b"}, nil), NewMultiChoice("All states", []string{"Working"}, howMany)} {
			c := open(t, container.NewVBox(o, NewEntry()), fyne.NewSize(420, 100))
			test.ApplyTheme(t, NewTheme().ForVariant(v))
			around := func(name fyne.ThemeColorName) int { return pointsOf(t, c.Capture(), ink(o, name)) }
			o.SetInvalid(true)
			if around(theme.ColorNameError) < 1000 || around(theme.ColorNamePrimary) > 0 {
				t.Errorf("%T, variant %d: an error shows in %d points", o, v, around(theme.ColorNameError))
			}
			c.Focus(o)
			if wrong, has := around(theme.ColorNameError), around(theme.ColorNamePrimary); wrong < 400 || has < 1000 {
				t.Errorf("%T, variant %d: with the focus, an error shows in %d points and the focus in %d", o, v, wrong, has)
			}
			o.SetInvalid(false)
			if wrong, has := around(theme.ColorNameError), around(theme.ColorNamePrimary); wrong > 0 || has < 1000 {
				t.Errorf("%T, variant %d: once it is right, an error shows in %d points and the focus in %d", o, v, wrong, has)
			}
		}
	}
}

// The ring of a link encloses its text and the line below it, and touches neither.
func TestTheRingOfALinkIsAroundIt(t *testing.T) {
	for _, scale := range []float32{1, 1.5} {
		plain, framed := NewLink("gjÅ of the connection", nil), NewLink("gjÅ", nil)
		framed.framed = true
		for _, l := range []*Link{plain, framed} {
			c := open(t, container.NewVBox(NewEntry(), container.NewHBox(l), NewEntry()), fyne.NewSize(400, 200))
			test.ApplyTheme(t, NewTheme().WithTextScale(scale))
			c.Focus(l)
			r, ok := test.WidgetRenderer(l).(*linkRenderer)
			if !ok {
				t.Fatal("it is drawn by something else")
			}
			half := r.ring.StrokeWidth / 2
			top, bottom := r.ring.Position().Y+half, r.ring.Position().Y+r.ring.Size().Height-half
			left, right := r.ring.Position().X+half, r.ring.Position().X+r.ring.Size().Width-half
			text, below := r.text.Position(), r.line.Position().Y+r.line.Size().Height
			const free = 2
			if top > text.Y-free || bottom < max(text.Y+r.text.MinSize().Height, below)+free || left > text.X-free || right < text.X+r.text.MinSize().Width+free {
				t.Errorf("%v: the ring is from %v to %v and from %v to %v, the text at %v, %v large", scale, left, right, top, bottom, text, r.text.MinSize())
			}
		}
	}
}

// pointsOf counts the points of a picture that have a color.
func pointsOf(t *testing.T, picture image.Image, c color.Color) (n int) {
	t.Helper()
	p, ok := picture.(*image.NRGBA)
	if !ok {
		t.Fatal("the picture is of another kind")
	}
	want := color.NRGBAModel.Convert(c).(color.NRGBA)
	for i := 0; i < len(p.Pix); i += 4 {
		if p.Pix[i] == want.R && p.Pix[i+1] == want.G && p.Pix[i+2] == want.B {
			n++
		}
	}
	return n
}

// differing counts the points at which two pictures differ.
func differing(a, b *image.NRGBA) (n int) {
	for i := 0; i < len(a.Pix); i += 4 {
		if !bytes.Equal(a.Pix[i:i+4], b.Pix[i:i+4]) {
			n++
		}
	}
	return n
}

func TestDangerousSheetIsSafeFirst(t *testing.T) {
	c := open(t, NewEntry(), fyne.NewSize(600, 400))
	done := 0
	ask := func(danger bool) *Sheet {
		s := NewSheet("Forget everything?", NewBadge("ALL"), "Forget", "Keep", c)
		s.SetDanger(danger)
		s.OnSubmit = func() { done++ }
		s.Show()
		return s
	}
	s := ask(true)
	if _, keep := s.Buttons(); c.Focused() != keep {
		t.Errorf("the focus is on %v", c.Focused())
	}
	press(c.Focused(), fyne.KeyReturn)
	if done != 0 || s.Visible() {
		t.Error("Enter did what is dangerous")
	}
	s = ask(true)
	c.Unfocus()
	c.OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if done != 0 {
		t.Error("Enter without a focus did what is dangerous")
	}
	s.Hide()
	s = ask(false)
	press(c.Focused(), fyne.KeyReturn)
	if done != 1 {
		t.Error("Enter did not do what is harmless")
	}
	s.Hide()
}

// A sheet on top is as it was when the one beneath it closes, and what was in front
// before both gets the focus and the keys back.
func TestSheetClosesBeneathAnother(t *testing.T) {
	page := NewEntry()
	c := open(t, page, fyne.NewSize(700, 500))
	pageKeys := 0
	c.SetOnTypedKey(func(*fyne.KeyEvent) { pageKeys++ })
	c.Focus(page)
	beneath := NewSheet("Beneath", NewEntry(), "Save", "Cancel", c)
	beneath.Show()
	user, password := NewEntry(), NewEntry()
	top := NewSheet("On top", container.NewVBox(user, password), "Save", "Cancel", c)
	top.Show()
	place := top.popup.Position()
	password.SetText("typed")
	c.Focus(password)

	beneath.Hide()
	if !top.Visible() || len(c.Overlays().List()) != 1 || top.popup.Position() != place {
		t.Errorf("the sheet on top is shown: %v, with %d overlays, at %v, not at %v", top.Visible(), len(c.Overlays().List()), top.popup.Position(), place)
	}
	if c.Focused() != password || password.Text != "typed" {
		t.Errorf("the focus is on %v, which has %q", c.Focused(), password.Text)
	}
	press(c.Focused(), fyne.KeyEscape)
	if top.Visible() || c.Focused() != page {
		t.Errorf("after Escape the sheet on top is shown: %v, and the focus is on %v", top.Visible(), c.Focused())
	}
	c.OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyF1})
	if pageKeys != 1 {
		t.Errorf("the page was told of %d keys", pageKeys)
	}
}
