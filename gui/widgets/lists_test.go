package widgets

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"mooring/gui/headless"
)

// shownTexts returns the lines that can be seen, joined.
func shownTexts(l *lines) string {
	var out []string
	for _, t := range l.texts {
		if t.Visible() {
			out = append(out, t.Text)
		}
	}
	return strings.Join(out, "|")
}

func bottomOf(t *canvas.Text) float32 { return t.Position().Y + t.Size().Height }

// settle gives a widget the height that it needs at a width, as a box does.
func settle(o fyne.CanvasObject, width float32) {
	for range 2 {
		o.Resize(fyne.NewSize(width, o.MinSize().Height))
	}
}

func TestFacts(t *testing.T) {
	const id = "4cb0c374-d3bb-4557-b139-5712880adc55"
	f := NewFacts()
	open(t, container.NewVBox(f), fyne.NewSize(400, 300))
	f.SetItems([]Item{
		{Title: "Name", Text: "Loyalty exports"},
		{Title: "Connection ID", Text: strings.Repeat(id+"-", 3)},
		{Title: "Note", Text: strings.Repeat("Ask the data team. ", 12)},
		{Title: "Nothing"},
	})
	settle(f, 400)
	r := test.WidgetRenderer(f).(*listRenderer)
	if got := shownTexts(r.rows[0].text); got != "Loyalty exports" {
		t.Errorf("shows %q", got)
	}
	at := func(i int) float32 { return r.rows[i].text.texts[0].Position().X }
	if labelled := textWidth("Connection ID", 14, fyne.TextStyle{}); at(0) != at(1) || at(0) != at(2) || at(0) < labelled {
		t.Errorf("the values begin at %v, %v and %v", at(0), at(1), at(2))
	}
	for i, row := range r.rows {
		for _, text := range slices.Concat(row.title.texts, row.text.texts) {
			if end := text.Position().X + text.MinSize().Width; text.Visible() && end > 400.5 {
				t.Errorf("%q ends at %v", text.Text, end)
			}
		}
		if i > 0 {
			above := r.rows[i-1].text
			if row.title.texts[0].Position().Y < bottomOf(above.texts[above.shown-1])-3 {
				t.Errorf("row %d overlaps the one above", i)
			}
		}
		if row.icon != nil || row.dot.Visible() {
			t.Errorf("row %d has a sign", i)
		}
	}
	if got := strings.ReplaceAll(shownTexts(r.rows[1].text), "|", ""); got != strings.Repeat(id+"-", 3) {
		t.Errorf("the id is shown as %q", got)
	}
	if first := r.rows[1].text.texts[0].Text; !strings.HasSuffix(first, "-") {
		t.Errorf("the id is broken at %q", first)
	}
}

func TestFactsAreUsedAgain(t *testing.T) {
	f := NewFacts()
	open(t, container.NewVBox(f), fyne.NewSize(400, 300))
	f.SetItems([]Item{{Title: "Name", Text: "One"}, {Title: "ID", Text: "1"}})
	settle(f, 400)
	r := test.WidgetRenderer(f).(*listRenderer)
	before := slices.Clone(r.Objects())
	height := f.MinSize().Height
	f.SetItems([]Item{{Title: "Name", Text: "Two"}, {Title: "ID", Text: "2"}})
	if !slices.Equal(before, r.Objects()) || f.MinSize().Height != height {
		t.Error("other facts of the same kind are drawn anew")
	}
	if got := shownTexts(r.rows[0].text) + shownTexts(r.rows[1].text); got != "Two2" {
		t.Errorf("shows %q", got)
	}
	f.SetItems([]Item{{Title: "Name", Text: "Three"}})
	if slices.Contains(r.Objects(), fyne.CanvasObject(r.rows[1].text.texts[0])) || f.MinSize().Height >= height {
		t.Error("the second fact stays")
	}
	f.SetItems([]Item{{Title: "Name", Text: "Four"}, {Title: "ID", Text: "4"}})
	if got := shownTexts(r.rows[1].text); got != "4" {
		t.Errorf("the second fact comes back as %q", got)
	}
}

func TestFactsStackWhenNarrow(t *testing.T) {
	f := NewFacts()
	open(t, container.NewVBox(f), fyne.NewSize(400, 300))
	f.SetItems([]Item{{Title: "Connection ID", Text: "4cb0c374-d3bb-4557-b139-5712880adc55"}})
	settle(f, 299)
	r := test.WidgetRenderer(f).(*listRenderer)
	label, value := r.rows[0].title.texts[0], r.rows[0].text.texts[0]
	if value.Position().X != 0 || value.Position().Y < bottomOf(label)-3 {
		t.Errorf("at 299 the value is at %v, the label at %v", value.Position(), label.Position())
	}
	settle(f, 300)
	if value.Position().X == 0 || value.Position().Y > bottomOf(label) {
		t.Errorf("at 300 the value is at %v", value.Position())
	}
}

// In large letters a title would come apart in the midst of a word.
func TestFactsStackRatherThanBreakAWord(t *testing.T) {
	f := NewFacts()
	open(t, container.NewVBox(f), fyne.NewSize(400, 300))
	f.SetItems([]Item{{Title: "State on Platform", Text: "Enabled"}, {Title: "Organization of the whole company", Text: "Luma"}})
	settle(f, 300)
	r := test.WidgetRenderer(f).(*listRenderer)
	if got := shownTexts(r.rows[1].title); r.rows[1].text.texts[0].Position().X == 0 || !strings.Contains(got, "Organization") {
		t.Errorf("words that fit stand in the way of two columns: %q", got)
	}
	f.SetItems([]Item{{Title: "State on Platform", Text: "Enabled"}, {Title: "Organisationszugehörigkeit", Text: "Luma"}})
	settle(f, 300)
	if got := shownTexts(r.rows[1].title); got != "Organisationszugehörigkeit" || r.rows[1].text.texts[0].Position().X != 0 {
		t.Errorf("%q is broken", got)
	}
}

func manyHappenings(n int) []Item {
	out := make([]Item, n)
	for i := range out {
		out[i] = Item{
			State: SignDot, Tail: fmt.Sprintf("22 Nov %02d:%02d", i/60%24, i%60), Title: fmt.Sprintf("Change %d was made", i),
			Text: "Amazon answered AccessDenied: the policy of this user lacks s3:ListBucket for the bucket.", ColorName: theme.ColorNamePrimary,
		}
	}
	return out
}

func TestTimeline(t *testing.T) {
	line := NewHistory()
	open(t, container.NewVBox(line), fyne.NewSize(400, 300))
	long := strings.Repeat("The keys were changed to others. ", 4)
	items := []Item{
		{State: SignDot, Tail: "22 Nov 01:20", Title: "Created", Icon: iconDone, ColorName: theme.ColorNameSuccess},
		{State: SignDot, Tail: "23 Nov 09:02", Title: long, Text: strings.Repeat("By somebody else. ", 8)},
		{State: SignDot, Title: "Removed"},
	}
	line.SetItems(items)
	settle(line, 400)
	r := test.WidgetRenderer(line).(*listRenderer)
	for i, row := range r.rows {
		for _, l := range []*lines{row.title, row.tail, row.text} {
			for _, text := range l.texts[:l.shown] {
				if end := text.Position().X + text.MinSize().Width; end > 400.5 {
					t.Errorf("%q ends at %v", text.Text, end)
				}
				if bottom := bottomOf(text); bottom > line.MinSize().Height+3 || i == 0 && bottom > r.rows[1].title.texts[0].Position().Y+3 {
					t.Errorf("%q ends at %v, below its place", text.Text, bottom)
				}
			}
		}
	}
	first := r.rows[1].title.texts[0]
	if when := r.rows[1].tail.texts[0]; first.Position().X+first.MinSize().Width > when.Position().X {
		t.Errorf("%q is over %q", first.Text, when.Text)
	}
	if r.rows[0].dot.Visible() || !r.rows[0].icon.Visible() || !r.rows[1].dot.Visible() || r.rows[1].icon != nil {
		t.Error("a dot and an icon are mixed up")
	}
	if r.rows[1].rail.Hidden || !r.rows[2].rail.Hidden {
		t.Error("the line does not end with the last item")
	}
	height := line.MinSize().Height
	settle(line, 220)
	if line.MinSize().Height <= height {
		t.Error("a narrow timeline is not higher")
	}
	if when := r.rows[0].tail.texts[0]; when.Position().Y < bottomOf(r.rows[0].title.texts[0])-3 {
		t.Error("in a narrow timeline the time is not below")
	}

	objects := len(r.Objects())
	line.SetItems(items[2:])
	if len(r.Objects()) >= objects || shownTexts(r.rows[0].title) != "Removed" || !r.rows[0].dot.Visible() || r.rows[0].icon.Visible() || !r.rows[0].rail.Hidden {
		t.Error("the first row keeps what it showed")
	}
	line.SetItems(items)
	if !r.rows[0].icon.Visible() || r.rows[0].dot.Visible() || len(line.Items()) != 3 {
		t.Error("the first row does not come back")
	}
	line.SetItems(nil)
	if line.MinSize().Height != 0 || len(r.Objects()) != 0 {
		t.Errorf("an empty timeline is %v high", line.MinSize().Height)
	}
}

func TestTimelineFollowsTheTheme(t *testing.T) {
	line := NewHistory()
	open(t, container.NewVBox(line), fyne.NewSize(400, 300))
	line.SetItems([]Item{{State: SignDot, Title: "Created", ColorName: theme.ColorNameSuccess}, {State: SignDot, Title: "Tested"}})
	settle(line, 400)
	r := test.WidgetRenderer(line).(*listRenderer)
	for _, v := range []fyne.ThemeVariant{theme.VariantDark, theme.VariantLight} {
		headless.App(t, NewTheme().ForVariant(v))
		line.Refresh()
		p := paletteFor(v)
		if r.rows[0].dot.FillColor != p[theme.ColorNameSuccess] || r.rows[1].dot.FillColor != p[theme.ColorNameInputBorder] ||
			r.rows[0].title.texts[0].Color != p[theme.ColorNameForeground] {
			t.Errorf("variant %v: dot %v, text %v", v, r.rows[0].dot.FillColor, r.rows[0].title.texts[0].Color)
		}
	}
}

// TestTimelineHoldsNoMoreThanItNeeds keeps hundreds of items from being thousands of hidden texts.
func TestTimelineHoldsNoMoreThanItNeeds(t *testing.T) {
	line := NewHistory()
	open(t, container.NewVScroll(line), fyne.NewSize(400, 300))
	line.SetItems(manyHappenings(500))
	settle(line, 400)
	r := test.WidgetRenderer(line).(*listRenderer)
	if got := len(r.Objects()); got > 500*6 {
		t.Errorf("%d objects for 500 items", got)
	}
	before := r.rows[7].lines
	line.SetItems(append(manyHappenings(500), Item{State: SignDot, Title: "One more"}))
	if &before.text[0] != &r.rows[7].lines.text[0] {
		t.Error("one item more breaks the lines of all again")
	}
}

func BenchmarkTimeline(b *testing.B) {
	for _, n := range []int{50, 500} {
		for name, run := range map[string]func(*List, []Item, int){
			"first": func(_ *List, items []Item, i int) {
				line := NewHistory()
				items[0].Title = fmt.Sprint("Run ", i)
				line.SetItems(items)
				settle(line, 400)
			},
			"one more": func(line *List, items []Item, i int) {
				items[len(items)-1].Title = fmt.Sprint("Run ", i)
				line.SetItems(items)
				settle(line, 400)
			},
			"other width": func(line *List, items []Item, i int) {
				line.SetItems(items)
				settle(line, 400+float32(i%2))
			},
			"size": func(line *List, _ []Item, _ int) { line.MinSize() },
		} {
			b.Run(fmt.Sprint(name, "/", n), func(b *testing.B) {
				test.NewTempApp(b)
				fyne.CurrentApp().Settings().SetTheme(NewTheme())
				line := NewHistory()
				w := test.NewTempWindow(b, container.NewVScroll(line))
				w.Resize(fyne.NewSize(400, 300))
				items := manyHappenings(n)
				line.SetItems(items)
				settle(line, 400)
				i := 0
				b.ReportAllocs()
				for b.Loop() {
					i++
					run(line, items, i)
				}
			})
		}
	}
}

func TestStrip(t *testing.T) {
	s := NewStrip("Stop")
	below := NewEntry()
	box := container.NewVBox(s, below)
	c := open(t, box, fyne.NewSize(400, 200))
	if s.Visible() || below.Position().Y != 0 {
		t.Error("shown before Show")
	}
	stops, dismissed := 0, 0
	s.OnStop = func() { stops++ }
	s.OnDismiss = func() { dismissed++ }
	s.SetText(strings.Repeat("Removing connections from Adobe. ", 10))
	s.SetProgress(0, 0)
	s.Show()
	box.Refresh() // as the next frame does
	r := test.WidgetRenderer(s).(*stripRenderer)
	height := s.MinSize().Height
	if jump := below.Position().Y; jump > height+theme.Padding() {
		t.Errorf("what is below moves by %v, the strip is %v high", jump, height)
	}
	if !s.spinner.running || r.track.Visible() || s.button.Text != "Stop" {
		t.Error("an unknown total shows a bar, or does not turn")
	}
	if end := r.text.Position().X + r.text.MinSize().Width; end > s.button.Position().X || !strings.HasSuffix(r.text.Text, ellipsis) {
		t.Errorf("the text ends at %v, the button begins at %v", end, s.button.Position().X)
	}
	for _, p := range []struct {
		done, total int
		part        float32
	}{{0, 4, 0}, {1, 4, 0.25}, {4, 4, 1}, {9, 4, 1}, {-1, 4, 0}} {
		s.SetProgress(p.done, p.total)
		if got := r.bar.Size().Width / r.track.Size().Width; got != p.part || r.track.Hidden || r.bar.Hidden != (p.part == 0) {
			t.Errorf("%d of %d: the bar is %v", p.done, p.total, got)
		}
	}
	c.Focus(below)
	c.FocusNext()
	if c.Focused() != s.button {
		t.Fatalf("Tab goes to %T", c.Focused())
	}
	press(s.button, fyne.KeySpace)
	s.button.Disable() // it was heard
	if stops != 1 || !s.Visible() {
		t.Errorf("stopped %d times", stops)
	}
	s.Done("3 of 4 were removed.", "Close", SignWarned)
	if s.spinner.running || r.track.Visible() || r.bar.Visible() || s.button.Text != "Close" || !r.icon.Visible() || s.MinSize().Height != height {
		t.Error("the end looks as if it went on")
	}
	if r.text.Text != "3 of 4 were removed." || c.Focused() != s.button {
		t.Errorf("says %q, focus on %T", r.text.Text, c.Focused())
	}
	press(s.button, fyne.KeyReturn)
	if dismissed != 1 || s.Visible() || c.Focused() != nil {
		t.Errorf("dismissed %d times, focus on %T", dismissed, c.Focused())
	}
	s.SetProgress(0, 2)
	if s.spinner.running {
		t.Error("turns while hidden")
	}
	s.Show()
	if !s.spinner.running || s.button.Text != "Stop" {
		t.Error("does not begin again")
	}
	s.Hide()
	box.Refresh()
	if s.spinner.running || below.Position().Y != 0 {
		t.Errorf("hidden: turns %v, below is at %v", s.spinner.running, below.Position().Y)
	}
}
