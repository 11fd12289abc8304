package widgets

import (
	"image"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"mooring/gui/headless"
)

func TestCard(t *testing.T) {
	content, footer, corner := widget.NewLabel("content"), NewButton("Create", nil, nil), NewButton("Fill", nil, nil)
	c := NewCard("Title", "Subtitle", content)
	open(t, c, fyne.NewSize(390, 300))
	c.SetFooter(footer)
	c.SetCorner(corner)
	if footer.Position().Y < content.Position().Y+content.Size().Height {
		t.Error("the footer covers the content")
	}
	if bottom := footer.Position().Y + footer.Size().Height; bottom > 300 {
		t.Errorf("the footer ends at %v", bottom)
	}
	if corner.Position().Y > content.Position().Y {
		t.Error("the corner is not in the header")
	}
	c.SetFooter(nil)
	c.SetCorner(nil)
	c.SetHead("Other", "")
	shown := 0
	for _, o := range test.WidgetRenderer(c).Objects() {
		if o.Visible() {
			shown++
		}
	}
	if shown != 5 { // the surface, which is three, the title and the content
		t.Errorf("%d objects are shown", shown)
	}
}

func TestScrollCardKeepsTheBarOffTheContent(t *testing.T) {
	inner := NewEntry()
	c := NewScrollCard("Title", "", container.NewVBox(inner, widget.NewLabel("a\nb\nc\nd\ne\nf\ng\nh")))
	open(t, c, fyne.NewSize(300, 160))
	scroll := c.content.(*container.Scroll)
	if gap := scroll.Size().Width - inner.Size().Width; gap < 6 {
		t.Errorf("only %v for the bar", gap)
	}
	if right := scroll.Position().X + scroll.Size().Width; right > 300 {
		t.Errorf("the bar ends at %v", right)
	}
}

func TestCopyFieldShowsItAll(t *testing.T) {
	const id, etag = "4cb0c374-d3bb-4557-b139-5712880adc55", `"1700d77b-0000-0200-0000-5e3b41a10000"`
	const path = "/my-bucket/订单/customers/会员数据导出/customers.csv"
	for _, text := range []string{"", id, etag, etag + "xx", etag + etag + etag, path, path + path} {
		for _, width := range []float32{366, 300, 200, 140, 20} {
			f := NewCopyField("Connection ID", text, "")
			open(t, container.NewVBox(f), fyne.NewSize(width, 200))
			f.Resize(fyne.NewSize(width, f.MinSize().Height))
			f.Resize(fyne.NewSize(width, f.MinSize().Height)) // as the window settles
			if width < f.MinSize().Width {
				continue // as before it has its room
			}
			inside := f.label.MinSize()
			if inside.Width > f.label.Size().Width+0.5 || inside.Height > f.label.Size().Height+0.5 {
				t.Errorf("%q at %v: needs %v, has %v", text, width, inside, f.label.Size())
			}
			if end := f.label.Position().Y + f.label.Size().Height; end > f.Size().Height+0.5 {
				t.Errorf("%q at %v: ends at %v of %v", text, width, end, f.Size().Height)
			}
		}
	}
	f := NewCopyField("", id, "")
	open(t, f, fyne.NewSize(366, 60))
	if f.label.Wrapping != fyne.TextWrapOff {
		t.Error("an id does not fit a card in one line")
	}
}

// The tails of letters are to be seen, whatever other letters stand beside them.
func TestLettersToCopyHaveTheirTails(t *testing.T) {
	for name, show := range map[string]func(string) fyne.CanvasObject{
		"a field": func(text string) fyne.CanvasObject { return NewCopyField("", text, "") },
		"a text":  func(text string) fyne.CanvasObject { return NewCopyText(text, "") },
	} {
		for _, beside := range []string{"", "订单"} {
			pictures := make([]*image.NRGBA, 0, 2)
			for _, letters := range []string{"", "________"} { // all of which is below the line
				c := open(t, show(beside+letters), fyne.NewSize(400, 200))
				picture, _ := c.Capture().(*image.NRGBA)
				pictures = append(pictures, picture)
			}
			if n := differing(pictures[0], pictures[1]); n < 8*6 {
				t.Errorf("in %s with %q, eight underscores are %d points", name, beside, n)
			}
		}
	}
}

// Where it lacks the room the button says less before a text wraps, and a text that
// wraps does so in the middle: the quote that ends an etag does not stand alone.
func TestCopyFieldWrapsNoQuoteAway(t *testing.T) {
	const etag = `"1700d77b-0000-0200-0000-5e3b41a10000"`
	f := NewCopyField("ETag", etag, "Copier")
	open(t, container.NewVBox(f), fyne.NewSize(600, 200))
	for width := float32(500); width >= 190; width-- {
		f.Resize(fyne.NewSize(width, f.MinSize().Height))
		f.Resize(fyne.NewSize(width, f.MinSize().Height))
		rows := 1
		if f.label.Wrapping == fyne.TextWrapBreak {
			room := f.label.Size().Width - 2*theme.InnerPadding()
			perRow := int(room / textWidth("0", theme.Size(f.label.SizeName), mono))
			if rows = (len(etag) + perRow - 1) / perRow; len(etag)%perRow != 0 && len(etag)%perRow < perRow/2 {
				t.Errorf("at %v the last of %d rows of %d letters has %d", width, rows, perRow, len(etag)%perRow)
			}
		}
		if rows > 1 && f.button.Text != "" {
			t.Errorf("at %v it wraps beside a button that says %q", width, f.button.Text)
		}
		if end := f.label.Position().X + f.label.Size().Width; end > f.button.Position().X+0.5 {
			t.Errorf("at %v the text ends at %v, the button begins at %v", width, end, f.button.Position().X)
		}
	}
	if f.button.Text != "" {
		t.Error("it has not been narrow")
	}
	f.Resize(fyne.NewSize(500, 80))
	if f.button.Text != "Copier" {
		t.Errorf("with room the button says %q", f.button.Text)
	}
}

func TestCopyFieldCopies(t *testing.T) {
	f := NewCopyField("ETag", "", "Copy")
	c := open(t, f, fyne.NewSize(366, 60))
	told := ""
	f.OnCopy = func(s string) { told = s }
	if !f.button.Disabled() {
		t.Error("nothing to copy, yet the button is enabled")
	}
	f.SetText(`"etag"`)
	c.Focus(f.button)
	press(f.button, fyne.KeyReturn)
	if got := fyne.CurrentApp().Clipboard().Content(); got != `"etag"` || told != got || f.Text() != got {
		t.Errorf("clipboard %q, told %q", got, told)
	}
}

func TestBanner(t *testing.T) {
	b := NewBanner(BannerWarning, "Practice Platform: nothing leaves this computer.")
	open(t, container.NewVBox(b), fyne.NewSize(900, 200))
	plain := b.MinSize()
	taps := 0
	b.SetAction("Connect", func() { taps++ })
	test.Tap(b.Action())
	b.SetAction("Leave", func() { taps += 10 })
	test.Tap(b.Action())
	if taps != 11 || b.Action().Text != "Leave" {
		t.Errorf("taps %d, label %q", taps, b.Action().Text)
	}
	for _, kind := range []BannerKind{BannerInfo, BannerWarning, BannerDanger, BannerProduction} {
		b.kind = kind
		b.Refresh()
	}
	b.Resize(fyne.NewSize(150, 40))
	if b.MinSize().Height <= plain.Height {
		t.Error("a narrow banner does not grow")
	}
}

// In a narrow banner the buttons stand below its text, which is whole.
func TestANarrowBannerIsNotCutShort(t *testing.T) {
	const text = "Un tableau de connexions reste à terminer. Créées : 1, restantes : 12."
	b := NewBanner(BannerWarning, text)
	b.SetAction("Continuer…", nil)
	b.SetLater("Plus tard", nil)
	open(t, container.NewWithoutLayout(b), fyne.NewSize(900, 200))
	for _, c := range []struct {
		width float32
		below bool
	}{{280, true}, {320, true}, {800, false}} {
		b.Resize(fyne.NewSize(c.width, 40))
		b.Resize(fyne.NewSize(c.width, b.MinSize().Height))
		rows, _, room, below := test.WidgetRenderer(b).(*bannerRenderer).rows(c.width)
		if got := strings.Join(rows, " "); got != text || below != c.below {
			t.Errorf("%v wide: %q, the buttons are below it: %v", c.width, got, below)
		}
		foot := b.Action().Position().Y + b.Action().Size().Height
		if foot > b.Size().Height || b.Later().Position().X < 0 || below && room < c.width/2 {
			t.Errorf("%v wide: the buttons end at %v of %v, the text has %v", c.width, foot, b.Size().Height, room)
		}
		if taken := float32(len(rows)) * theme.TextSize() * 1.3; below && b.Action().Position().Y < taken {
			t.Errorf("%v wide: the buttons are at %v, on %v of text", c.width, b.Action().Position().Y, taken)
		}
	}
}

func TestSteps(t *testing.T) {
	l := NewSteps()
	items := []Item{{Title: "One"}, {Title: "Two"}, {Title: "Three"}}
	l.SetItems(items)
	open(t, container.NewVBox(l), fyne.NewSize(300, 200))
	before := l.MinSize()
	r := test.WidgetRenderer(l).(*listRenderer)
	for _, s := range []Sign{SignWaiting, SignRunning, SignDone, SignWarned, SignFailed, SignSkipped} {
		items[1].State, items[1].Tail = s, "why"
		l.SetItems(items)
		if l.MinSize() != before {
			t.Errorf("state %v changes the height", s)
		}
		if turns := r.rows[1].spinner != nil && r.rows[1].spinner.running; turns != (s == SignRunning) {
			t.Errorf("state %v: spinner runs: %v", s, turns)
		}
	}
}

func TestSpinnerStopsWhenIdle(t *testing.T) {
	s := newSpinner()
	open(t, s, fyne.NewSize(20, 20))
	r := test.WidgetRenderer(s).(*spinnerRenderer)
	if r.animated {
		t.Error("turns at first")
	}
	s.set(true)
	if !r.animated {
		t.Error("does not turn")
	}
	other, _ := test.WidgetRenderer(newSpinner()).(*spinnerRenderer)
	pictures, frames := map[float32]bool{}, 0
	const perSecond = 60
	start := time.UnixMilli(0)
	for i := range int(spinnerSteps * spinnerStep.Seconds() * perSecond) {
		was := r.arc.StartAngle
		now := start.Add(time.Duration(i) * time.Second / perSecond)
		r.tick(now)
		other.tick(now)
		pictures[r.arc.StartAngle] = true
		if r.arc.StartAngle != was {
			frames++
		}
		if other.arc.StartAngle != r.arc.StartAngle {
			t.Fatal("two spinners turn one after the other")
		}
	}
	if frames > spinnerSteps {
		t.Errorf("%d frames for a turn", frames)
	}
	if len(pictures) != spinnerSteps {
		t.Errorf("%d pictures a turn", len(pictures))
	}
	r.step, r.early = 0, true
	s.Refresh()
	r.tick(start.Add(spinnerStep / 2))
	if !r.arc.Hidden {
		t.Error("what takes but a moment shows it")
	}
	r.tick(start.Add(spinnerStep))
	if r.arc.Hidden || r.track.Hidden {
		t.Error("what takes longer does not show it")
	}
	s.set(false)
	if r.animated || !r.arc.Hidden {
		t.Error("turns on")
	}
}

func TestToast(t *testing.T) {
	var waiting []func()
	cancelled := 0
	toast := NewToast(func(d time.Duration, f func()) func() {
		if d != toastTime {
			t.Errorf("shown for %v", d)
		}
		waiting = append(waiting, f)
		return func() { cancelled++ }
	})
	below := NewButton("Below", nil, nil)
	taps := 0
	below.OnTapped = func() { taps++ }
	c := open(t, container.NewStack(below, toast), fyne.NewSize(300, 200))
	c.Focus(below)
	toast.Say("Copied")
	toast.Say("Copied again")
	if toast.Text() != "Copied again" || cancelled != 1 || len(waiting) != 2 {
		t.Errorf("text %q, cancelled %d, waiting %d", toast.Text(), cancelled, len(waiting))
	}
	if c.Focused() != below {
		t.Error("the toast took the focus")
	}
	r := test.WidgetRenderer(toast).(*toastRenderer)
	test.TapCanvas(c, r.plate.Position().AddXY(5, 5))
	if taps != 1 {
		t.Error("the toast took the click")
	}
	waiting[1]()
	if toast.Text() != "" || r.plate.Visible() {
		t.Error("the toast stays")
	}
	toast.Say("")
	if len(waiting) != 2 || toast.MinSize() != fyne.NewSize(0, 0) {
		t.Error("nothing was said, yet something happened")
	}
}

func TestSheet(t *testing.T) {
	outside := NewEntry()
	c := open(t, container.NewVBox(outside), fyne.NewSize(700, 500))
	c.Focus(outside)
	name, choice, secret := NewEntry(), NewSelect([]string{"a"}, nil), NewSecretEntry()
	own := 0
	secret.OnSubmitted = func(string) { own++ }
	s := NewSheet("Connect", container.NewVBox(NewField("Name", name), container.NewHBox(choice), secret), "Save", "Cancel", c)
	submits, cancels := 0, 0
	s.OnSubmit = func() { submits++ }
	s.OnCancel = func() { cancels++ }
	s.Show()
	s.Show()
	if c.Focused() != name || !s.Visible() {
		t.Fatalf("focus is on %T", c.Focused())
	}
	press(name, fyne.KeyReturn)
	press(secret, fyne.KeyReturn)
	if submits != 1 || own != 1 || !s.Visible() {
		t.Errorf("submits %d, own %d", submits, own)
	}
	s.SetBusy(true)
	press(name, fyne.KeyReturn)
	test.Tap(s.body.submit)
	if submits != 1 || !s.busy || !s.body.spinner.running {
		t.Error("submitted while busy")
	}
	s.SetError("Adobe does not know this client.")
	s.SetBusy(false)
	s.SetSubmitEnabled(false)
	press(name, fyne.KeyReturn)
	if submits != 1 || !s.body.submit.Disabled() {
		t.Error("submitted while disabled")
	}
	s.SetSubmitEnabled(true)
	test.Tap(s.body.submit)
	if submits != 2 {
		t.Error("the button does not submit")
	}
	press(choice, fyne.KeyEscape)
	if cancels != 1 || s.Visible() || c.Overlays().Top() != nil {
		t.Error("Escape does not cancel")
	}
	if c.Focused() != outside {
		t.Errorf("focus went to %T", c.Focused())
	}
	s.Hide()

	s.Show() // once more, and by keys of the window
	c.Unfocus()
	c.OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyEnter})
	c.OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if submits != 3 || cancels != 2 || s.Visible() {
		t.Errorf("submits %d, cancels %d", submits, cancels)
	}
}

func TestSheetFitsSmallWindows(t *testing.T) {
	box := container.NewVBox()
	for range 20 {
		box.Add(NewEntry())
	}
	c := open(t, widget.NewLabel(""), fyne.NewSize(420, 300))
	s := NewSheet("Tall", box, "Save", "Cancel", c)
	s.SetIntro("An introduction that is rather long, so that it takes two lines or three of them.")
	s.Resize(fyne.NewSize(2000, 2000))
	s.Show()
	if size := s.popup.Size(); size.Width > 420 || size.Height > 300 {
		t.Errorf("the sheet is %v", size)
	}
	if b := s.body.submit; b.Position().Y+b.Size().Height > s.body.Size().Height {
		t.Error("the button is out of sight")
	}
}

func TestWidgetsFollowTheTheme(t *testing.T) {
	card := NewCard("T", "S", NewBanner(BannerInfo, "x"))
	open(t, card, fyne.NewSize(300, 200))
	r := test.WidgetRenderer(card).(*cardRenderer)
	for _, v := range []fyne.ThemeVariant{theme.VariantDark, theme.VariantLight} {
		headless.App(t, NewTheme().ForVariant(v))
		card.Refresh()
		if got, want := r.surface.fill, paletteFor(v)[ColorNameCard]; got != want {
			t.Errorf("surface %v, want %v", got, want)
		}
		if got, want := test.WidgetRenderer(card.heading).(*cardHeadingRenderer).title.texts[0].Color, paletteFor(v)[theme.ColorNameForeground]; got != want {
			t.Errorf("title %v, want %v", got, want)
		}
	}
}
