package widgets

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
)

func TestFieldActionKeepsEverythingInPlace(t *testing.T) {
	for _, scale := range []float32{0.85, 1, 1.5} {
		for _, width := range []float32{240, 360, 700} {
			for _, text := range []string{"", "Swapped.", "These two look swapped, as far as can be told.", strings.Repeat("Much too long for a caption. ", 20)} {
				e := NewEntry()
				f := NewField("Access key ID", e)
				open(t, container.NewVBox(f), fyne.NewSize(width, 200))
				test.ApplyTheme(t, NewTheme().WithTextScale(scale))
				f.Refresh()
				before, at := f.MinSize(), e.Position()
				f.SetError(text)
				f.SetAction("Cut the %", func() {})
				if f.MinSize() != before || e.Position() != at {
					t.Errorf("%q at %v: the link moves something", text, width)
				}
				r := test.WidgetRenderer(f).(*fieldRenderer)
				link := f.action
				right, bottom := link.Position().X+link.Size().Width, link.Position().Y+link.Size().Height
				if right > width+linkPad+0.5 || bottom > before.Height+textHeight(18, bold)-18+0.5 || link.Position().Y < e.Size().Height {
					t.Errorf("%q at %v: link at %v, size %v, of %v", text, width, link.Position(), link.Size(), before)
				}
				for _, row := range r.caption.texts {
					if !row.Visible() || row.Position().Y+row.TextSize < link.Position().Y+2 {
						continue // a line above that of the link
					}
					if end := row.Position().X + row.MinSize().Width; end > link.Position().X+linkPad {
						t.Errorf("%q at %v: the text ends at %v, the link begins at %v", text, width, end, link.Position().X)
					}
				}
			}
		}
	}
}

// A field that keeps as many lines as its caption takes cuts none off, and has room for no
// other.
func TestWholeCaption(t *testing.T) {
	const text = "There is no active sandbox “nowhere”. There are: development-eu, development-us, production-eu, production-us, staging."
	for _, above := range []bool{false, true} {
		for _, scale := range []float32{0.85, 1.5} {
			for _, width := range []float32{240, 700} {
				f := NewField("Sandbox", NewEntry())
				f.SetAbove(above)
				f.SetCaptionLines(WholeCaption)
				open(t, container.NewVBox(f), fyne.NewSize(width, 600))
				test.ApplyTheme(t, NewTheme().WithTextScale(scale))
				f.Refresh()
				bare := f.MinSize()
				f.SetError(text)
				f.Resize(f.MinSize().Max(fyne.NewSize(width, 0)))
				r := test.WidgetRenderer(f).(*fieldRenderer)
				said, bottom := []string{}, float32(0)
				for _, o := range r.Objects() {
					for _, line := range r.caption.texts {
						if o == line && line.Visible() {
							said, bottom = append(said, line.Text), line.Position().Y+r.captionStep()
						}
					}
				}
				if got := strings.Join(said, " "); got != text {
					t.Errorf("%v wide, scale %v: %q", width, scale, got)
				}
				if bottom > f.MinSize().Height+1 {
					t.Errorf("%v wide, scale %v: the caption ends at %v, the field at %v", width, scale, bottom, f.MinSize().Height)
				}
				f.SetError("")
				if f.MinSize() != bare {
					t.Errorf("%v wide, scale %v: %v without a caption, was %v", width, scale, f.MinSize(), bare)
				}
			}
		}
	}
}

func TestFieldActionByKeyAndPointer(t *testing.T) {
	e, next := NewEntry(), NewEntry()
	f := NewField("Bucket", e)
	c := open(t, container.NewVBox(f, next), fyne.NewSize(360, 200))
	c.Focus(e)
	c.FocusNext()
	if c.Focused() != next {
		t.Fatalf("a link that is not there took the focus: %T", c.Focused())
	}
	taps := 0
	f.SetNotice("Taken from s3://bucket")
	f.SetAction("Undo", func() { taps++ })
	c.Focus(e)
	c.FocusNext()
	if c.Focused() != f.action {
		t.Fatalf("Tab went to %T", c.Focused())
	}
	r := test.WidgetRenderer(f.action).(*linkRenderer)
	if r.ring.Hidden || r.line.Hidden {
		t.Error("the focus is not shown")
	}
	press(f.action, fyne.KeySpace)
	press(f.action, fyne.KeyReturn)
	test.Tap(f.action)
	f.TapAction()
	if taps != 4 || f.Action() != "Undo" {
		t.Errorf("%d taps, label %q", taps, f.Action())
	}
	f.SetAction("", nil)
	if c.Focused() != e {
		t.Errorf("the link is gone, the focus on %T", c.Focused())
	}
	e.TypedRune(' ') // the letter of the Space key that pressed the link
	test.Type(e, "a b")
	if e.Text != "a b" {
		t.Errorf("text %q", e.Text)
	}
	f.TapAction()
	if taps != 4 {
		t.Error("a link that is not there was tapped")
	}
	f.action.MouseIn(nil)
	if r.line.Hidden {
		t.Error("not underlined when hovered")
	}
	f.action.MouseOut()
	f.SetAction("Undo", func() {})
	f.SetCaptionLines(0)
	if f.action.Visible() {
		t.Error("a link without room")
	}
}

func TestFieldNotice(t *testing.T) {
	e := NewEntry()
	f := NewField("Bucket", e)
	open(t, f, fyne.NewSize(360, 80))
	f.SetHelp("Optional")
	f.SetNotice("Taken from the address")
	if kind, text := f.Caption(); kind != CaptionNotice || text != "Taken from the address" || e.invalid {
		t.Errorf("caption %v %q", kind, text)
	}
	if r := test.WidgetRenderer(f).(*fieldRenderer); r.icon.Hidden {
		t.Error("no icon")
	}
	f.SetWarning("Unusual")
	if kind, _ := f.Caption(); kind != CaptionWarning {
		t.Errorf("caption %v", kind)
	}
	f.SetWarning("")
	f.SetNotice("")
	if kind, text := f.Caption(); kind != CaptionHelp || text != "Optional" {
		t.Errorf("caption %v %q after all is well", kind, text)
	}
}

func TestFieldHelp(t *testing.T) {
	secret, list := NewSecretEntry(), NewSelect([]string{"a"}, nil)
	for _, in := range []fyne.Focusable{secret, list} {
		asked := 0
		f := NewField("Access key ID", container.NewStack(in.(fyne.CanvasObject)))
		next := NewEntry()
		c := open(t, container.NewVBox(f, next), fyne.NewSize(360, 200))
		f.SetHelpTapped(func() { asked++ })
		test.Tap(f.mark)
		press(in, fyne.KeyF1)
		if asked != 2 {
			t.Errorf("%T: asked %d times", in, asked)
		}
		c.Focus(in)
		for range 3 {
			if c.FocusNext(); c.Focused() == next {
				break
			}
		}
		if c.Focused() != next {
			t.Errorf("%T: the mark is a stop of the Tab key", in)
		}
		f.SetHelpTapped(nil)
		press(in, fyne.KeyF1)
		if asked != 2 || f.mark.Visible() {
			t.Errorf("%T: help stays", in)
		}
	}
}

func TestFieldHelpMarkStaysInTheColumn(t *testing.T) {
	for _, label := range []string{"Name", "Access key ID", "Geheimer Zugriffsschlüssel", "Organisationskennungsbezeichnung", "Clé d’accès secrète de l’organisation", "秘密访问密钥标识符与名称"} {
		for _, scale := range []float32{1, 1.5} {
			for _, width := range []float32{280, 366, 700} {
				e := NewEntry()
				f := NewField(label, e)
				f.SetRequired(true)
				f.SetHelpTapped(func() {})
				open(t, container.NewVBox(f), fyne.NewSize(width, 120))
				test.ApplyTheme(t, NewTheme().WithTextScale(scale))
				f.Resize(fyne.NewSize(width, f.MinSize().Height))
				f.Refresh()
				if top := e.Position().Y; top > e.Size().Height/2 { // the label stands above the input
					if bottom := f.mark.Position().Y + f.mark.Size().Height; bottom > top {
						t.Errorf("%q at %v, %v: the mark ends at %v, and the input begins below it at %v", label, width, scale, bottom, top)
					}
					continue
				}
				if end := f.mark.Position().X + f.mark.Size().Width; end > e.Position().X {
					t.Errorf("%q at %v, %v: the mark ends at %v, the input begins at %v", label, width, scale, end, e.Position().X)
				}
				if y := f.mark.Position().Y; y < -4 || y+f.mark.Size().Height > e.Size().Height+12 {
					t.Errorf("%q at %v, %v: the mark is at %v of %v", label, width, scale, y, e.Size().Height)
				}
			}
		}
	}
}

func TestAlignedFieldsFollowLabelsAndTextSize(t *testing.T) {
	short, long := NewEntry(), NewEntry()
	a, b := NewField("Name", short), NewField("Key", long)
	box := container.NewVBox(a, b)
	open(t, box, fyne.NewSize(700, 200))
	AlignFields(a, b)
	at := short.Position().X
	b.label = "Secret access key"
	b.realign()
	if short.Position().X <= at || short.Position().X != long.Position().X {
		t.Errorf("a longer label: inputs at %v and %v", short.Position().X, long.Position().X)
	}
	at = short.Position().X
	test.ApplyTheme(t, NewTheme().WithTextScale(1.5))
	box.Refresh()
	if short.Position().X <= at || short.Position().X != long.Position().X {
		t.Errorf("larger texts: inputs at %v and %v", short.Position().X, long.Position().X)
	}
}

func TestThemeTextScale(t *testing.T) {
	plain := NewTheme()
	for _, tt := range []struct{ ask, want float32 }{{1, 1}, {1.25, 1.25}, {0.1, 0.85}, {-1, 0.85}, {9, 1.5}} {
		scaled := plain.WithTextScale(tt.ask)
		for _, both := range []*Theme{
			scaled, scaled.ForVariant(theme.VariantDark), plain.ForVariant(theme.VariantDark).WithTextScale(tt.ask),
		} {
			if both.scale != tt.want {
				t.Errorf("asked for %v: %v", tt.ask, both.scale)
			}
			for name := range scaledSizes {
				if got, want := both.Size(name), plain.Size(name)*tt.want; got != want {
					t.Errorf("%s at %v: %v, want %v", name, tt.ask, got, want)
				}
			}
			if both.Size(theme.SizeNamePadding) != plain.Size(theme.SizeNamePadding) {
				t.Error("the padding grows")
			}
		}
	}
	dark := plain.ForVariant(theme.VariantDark).WithTextScale(1.2)
	if dark.Color(ColorNameCard, theme.VariantLight) != plain.Color(ColorNameCard, theme.VariantDark) {
		t.Error("a scaled theme loses its variant")
	}
	if plain.scale != 1 {
		t.Error("the theme itself was changed")
	}
}

func TestWrapAround(t *testing.T) {
	test.NewTempApp(t)
	plain := fyne.TextStyle{}
	width := textWidth("eight letters", 12, plain)
	for _, tt := range []struct {
		name, text string
		tail       float32
		limit      int
		want       []string
		row        int
		whole      bool
	}{
		{"empty", "", 10, 2, nil, 0, true},
		{"no room", "x", 10, 0, nil, 0, false},
		{"beside", "eight", 20, 2, []string{"eight"}, 0, true},
		{"below", "eight letters", 20, 2, []string{"eight letters"}, 1, true},
		{"no tail", "eight letters", 0, 1, []string{"eight letters"}, 0, true},
		{"beside the second", "eight letters twice", 20, 2, []string{"eight letters", "twice"}, 1, true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, row, whole := wrapAround(tt.text, 12, plain, width, tt.tail, tt.limit)
			if strings.Join(got, "|") != strings.Join(tt.want, "|") || row != tt.row || whole != tt.whole {
				t.Errorf("got %q, %d, %v", got, row, whole)
			}
		})
	}
	got, row, whole := wrapAround("eight letters eight letters eight letters", 12, plain, width, 30, 2)
	if len(got) != 2 || row != 1 || whole || textWidth(got[1], 12, plain) > width-30 {
		t.Errorf("too much: %q, %d, %v", got, row, whole)
	}
}
