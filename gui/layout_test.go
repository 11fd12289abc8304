package gui

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"mooring/assets"
	"mooring/client/history"
	"mooring/client/practice"
	"mooring/gui/model"
	registermodel "mooring/gui/model/register"
	supportmodel "mooring/gui/model/support"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// smallest is the least window in which nothing scrolls, and laptop the least that the
// app is made for: what a task bar, the title and the menu leave of a screen of 1366 by
// 768 at 150 %. A screen of 1920 by 1080 has more at 200 %.
var (
	smallest = fyne.NewSize(960, 640)
	laptop   = fyne.NewSize(1366, 768-72-46).Subtract(fyne.NewSize(0, 1.5*menuBar))
)

// pageStates are what the main window can look like, one after the other.
var pageStates = []struct {
	name string
	show func(*screen)
}{
	{"welcome", func(*screen) {}},
	{"new organization", func(v *screen) { v.tap("welcome.organization") }},
	{"marked wrong", func(v *screen) { v.command("create.button") }},
	{"practice", func(v *screen) { v.command("account.practice") }},
	{"empty fields", func(v *screen) { v.tap("create") }},
	{"working", func(v *screen) {
		v.fill("Loyalty exports", practice.AccessKeyWorks)
		v.runner.held = true
		v.tap("create")
	}},
	{"stopping", func(v *screen) { v.tap("progress.stop") }},
	{"stopped", func(v *screen) { v.runner.release() }},
	{"created", func(v *screen) { v.tap("create") }},
	{"details", func(v *screen) { v.tap("progress.details") }},
	{"twin", func(v *screen) { v.create("Loyalty exports", practice.AccessKeyRefused) }},
	{"refused keys", func(v *screen) { v.tap("progress.anyway") }},
	{"trouble", func(v *screen) {
		v.backend.practice.Misbehave(practice.Fault{Op: practice.OpCreate, Status: 403, Times: 1})
		v.create("Forbidden", "AKIALAYOUTEXAMPLEKEY")
	}},
	{"unknown", func(v *screen) {
		v.unknown("Lost")
		v.main.table.Reload()
		v.main.table.SelectEntry(unknownAttempt)
		entry, _, _ := v.main.table.Selected()
		v.main.panel.showEntry(entry)
	}},
	{"failed sign-in", func(v *screen) {
		v.enter("form.clientSecret", "wrong-secret")
		v.tap("signIn")
	}},
	{"all fields", func(v *screen) {
		v.main.panel.create.Focus(model.FieldServiceURL)
		v.main.panel.create.Focus(model.FieldName)
	}},
	{"marked rows", func(v *screen) { v.main.table.Marks.All() }},
	{"filter", func(v *screen) {
		v.command("register.filterBy")
		v.main.table.SetFilter(registermodel.Filter{Origin: history.Here, Statuses: []history.Status{history.StatusWorking, history.StatusGone}})
	}},
	{"refreshed", func(v *screen) { v.command("register.refresh") }},
	{"table", func(v *screen) { v.command("table.menu") }},
	{"rows of a table", func(v *screen) {
		v.dropTable(tableRow("One", "AKIATABLE000EXAMPLE1", practice.SandboxDevelopment), tableRow("", "AKIATABLE000EXAMPLE2", practice.SandboxDevelopment))
		v.object("table.grid")
	}},
}

// sized is a language and how large its texts are.
type sized struct {
	language string  // the file of its texts
	text     float32 // as the settings have it
	screen   float32 // the scale of the screen
}

// sizes are all languages as they come, and the longest one in all sizes of text
// and on a screen of 200 %.
func sizes(t *testing.T) []sized {
	t.Helper()
	files, err := assets.Translations.ReadDir("translations")
	if err != nil {
		t.Fatal(err)
	}
	const longest = "fr.json"
	var all []sized
	for _, file := range files {
		largest := supportmodel.TextScales[len(supportmodel.TextScales)-1]
		for _, scale := range supportmodel.TextScales {
			if scale == 1 || scale == largest || file.Name() == longest {
				all = append(all, sized{file.Name(), scale, 1})
			}
		}
	}
	return append(all, sized{longest, 1, 2})
}

func (s sized) String() string {
	return fmt.Sprintf("%s %.0f%% %.0f%%", s.language, s.text*100, s.screen*100)
}

// open opens the window in this size.
func (s sized) open(t *testing.T) *screen {
	t.Helper()
	v := openScreen(t, filepath.Join(t.TempDir(), "mooring"), func(v *screen) { v.language = s.language })
	s.apply(t, v)
	return v
}

func (s sized) apply(t *testing.T, v *screen) {
	t.Helper()
	test.ApplyTheme(t, widgets.NewTheme().WithTextScale(s.text))
	scaled, ok := v.canvas().(interface{ SetScale(scale float32) })
	if !ok {
		t.Fatal("the canvas cannot be scaled")
	}
	scaled.SetScale(s.screen)
}

// TestNothingIsCutOff looks at the main window in every language and state, in
// its least size and in the least that its content takes.
func TestNothingIsCutOff(t *testing.T) {
	t.Cleanup(func() { speak(t, "en.json") })
	for _, size := range sizes(t) {
		t.Run(size.String(), func(t *testing.T) {
			v := size.open(t)
			complained := map[string]bool{}
			for _, state := range pageStates {
				v.layout(smallest)
				state.show(v)
				v.layout(smallest)
				// A window keeps room around its content.
				least := v.canvas().Content().MinSize().AddWidthHeight(2*theme.Padding(), 2*theme.Padding())
				if least.Width > smallest.Width || least.Height > smallest.Height {
					complain(t, complained, fmt.Sprintf("the window cannot be made smaller than %v", least), state.name)
				}
				usual := smallest.Max(least) // a window is never smaller than its content
				v.layout(usual)
				bar := v.main.account.Bar
				cuts := cutOff(v.canvas().Content(), v.canvas())
				for _, cut := range append(cuts, shortened(v.canvas().Content(), size.text, bar.Accounts, bar.Sandboxes)...) {
					complain(t, complained, cut, fmt.Sprintf("%s, %v", state.name, usual))
				}
				if small := fyne.NewSize(laptop.Width/1.5, laptop.Height/1.5); size.text == 1 {
					if least.Width > small.Width || least.Height > small.Height {
						complain(t, complained, fmt.Sprintf("the window needs %v, and a laptop has %v", least, small), state.name)
					}
					least = small
				}
				v.layout(least)
				for _, cut := range cutOff(v.canvas().Content(), v.canvas()) {
					complain(t, complained, cut, fmt.Sprintf("%s, %v", state.name, least))
				}
			}
		})
	}
}

// complain reports what is wrong once, with where it was first seen.
func complain(t *testing.T, known map[string]bool, what, where string) {
	t.Helper()
	if !known[what] {
		known[what] = true
		t.Errorf("%s (%s)", what, where)
	}
}

// layout gives the window a size and everything in it its place, as the real
// window does once a frame.
func (v *screen) layout(size fyne.Size) {
	v.main.stage.Window.Resize(size.AddWidthHeight(1, 1))
	v.main.stage.Window.Resize(size)
	for range 2 { // a text that wraps knows how high it is once it has its width
		settle(v.canvas().Content())
	}
}

// settle lays out again what an object has, from the inside out.
func settle(o fyne.CanvasObject) {
	if o == nil || !o.Visible() {
		return
	}
	for _, child := range children(o) {
		settle(child)
	}
	switch o := o.(type) {
	case *fyne.Container:
		if o.Layout != nil {
			o.Layout.Layout(o.Objects, o.Size())
		}
	case fyne.Widget:
		test.WidgetRenderer(o).Layout(o.Size())
	}
}

// cutOff lists the buttons, labels and scrolled parts that cannot be seen whole.
func cutOff(root fyne.CanvasObject, c fyne.Canvas) []string {
	const near = 0.5 // rounding
	var cuts []string
	say := func(format string, a ...any) { cuts = append(cuts, fmt.Sprintf(format, a...)) }
	eachVisible(root, func(o fyne.CanvasObject) {
		size, least := o.Size(), o.MinSize()
		small := size.Width < least.Width-near || size.Height < least.Height-near
		at := fyne.CurrentApp().Driver().AbsolutePositionForObject(o)
		switch o := o.(type) {
		case *widgets.Button:
			if small {
				say("the button %q has %v and needs %v", o.Text, size, least)
			}
			if at.X < -near || at.X+size.Width > c.Size().Width+near {
				say("the button %q reaches out of the window", o.Text)
			}
		case *widget.Label:
			if small && o.Truncation == fyne.TextTruncateOff {
				say("the label %q has %v and needs %v", o.Text, size, least)
			}
		case *widgets.Paragraph:
			if small && o.Truncation == fyne.TextTruncateOff {
				say("the paragraph %q has %v and needs %v", o.Text, size, least)
			}
		case *container.Scroll:
			if o.Direction == container.ScrollVerticalOnly && o.Content.Size().Width > size.Width+near {
				say("what is scrolled is %v wide and has %v", o.Content.Size().Width, size.Width)
			}
		}
	})
	return cuts
}

// shortened lists the texts that a widget has shortened because there is no
// room for them. Cells of the register are left out: their columns can be
// widened, and their values copied. So are names of accounts and sandboxes, which
// may be of any length, and the values of drop-downs where texts are larger than
// usual: they are read whole when it opens.
func shortened(root fyne.CanvasObject, textScale float32, names ...fyne.CanvasObject) []string {
	var cuts []string
	var look func(o fyne.CanvasObject)
	look = func(o fyne.CanvasObject) {
		if o == nil || !o.Visible() {
			return
		}
		switch o := o.(type) {
		case *widgets.Grid:
			return
		case *widgets.Select:
			if textScale > 1 || slices.Contains(names, fyne.CanvasObject(o)) {
				return
			}
		case *canvas.Text:
			if strings.HasSuffix(o.Text, "…") && !isWhole(o.Text) {
				cuts = append(cuts, fmt.Sprintf("the text %q is shortened", o.Text))
			}
		}
		for _, child := range children(o) {
			look(child)
		}
	}
	look(root)
	return cuts
}

// isWhole reports whether a text that ends in three dots is part of one of the
// sentences of the language.
func isWhole(text string) bool {
	for key := range parts.English() {
		if strings.Contains(parts.Tr(key), text) {
			return true
		}
	}
	return false
}

// menuBar is what the real window keeps for its menu.
const menuBar = 28

// On a laptop, ten rows are in sight while the panel shows the form or a connection.
func TestTenRowsAreInSight(t *testing.T) {
	v := startPractice(t)
	v.made("Loyalty exports", practice.AccessKeyWorks)
	for page, show := range map[string]func(){
		"a connection": func() { v.selectRow(0) },
		"the form":     func() { v.tap("register.new") },
	} {
		show()
		v.layout(fyne.NewSize(1366, 700-menuBar))
		// The least height is that of the header and two rows.
		if least, height := v.grid().MinSize().Height, v.grid().Size().Height; height < least+8*least/2 {
			t.Errorf("while the panel shows %s, the list is %v high", page, height)
		}
		if !v.visible("register.grid") {
			t.Errorf("%s stands in front of the list", page)
		}
	}
}

// A bar that breaks into two lines as the window becomes narrower, or as its texts become
// larger, pushes down what is below it at once.
func TestNothingLiesOnTheBar(t *testing.T) {
	v := startPractice(t)
	v.dropTable(tableRow("One", "AKIATABLE000EXAMPLE1", practice.SandboxDevelopment))
	for _, scale := range []float32{1, 1.5} {
		test.ApplyTheme(t, widgets.NewTheme().WithTextScale(scale))
		for _, size := range []fyne.Size{fyne.NewSize(1366, 660), smallest, fyne.NewSize(910, 390), smallest} {
			v.main.stage.Window.Resize(size)
			driver := fyne.CurrentApp().Driver()
			bar := v.main.account.Bar.View
			foot := driver.AbsolutePositionForObject(bar).Y + max(bar.Size().Height, bar.MinSize().Height)
			if top := driver.AbsolutePositionForObject(v.main.tablePage.View).Y; top < foot {
				t.Errorf("%v, text %v: the page begins at %v, and the bar ends at %v", size, scale, top, foot)
			}
		}
	}
}

// At 200% on a laptop, the form for a connection has room for two fields, its button is in
// sight, and the window fits the screen: what goes with the form scrolls along.
func TestTheFormFitsAtTwiceTheSize(t *testing.T) {
	t.Cleanup(func() { speak(t, "en.json") })
	const title = 24 // that the desktop puts on a window
	const twoFields = 150
	laptop := fyne.NewSize(1366/2, (768-title)/2-menuBar)
	for _, l := range parts.Languages {
		v := openScreen(t, t.TempDir(), func(v *screen) { v.language = l.Tag + ".json" })
		v.tap("welcome.practice")
		v.layout(laptop)
		if least := v.canvas().Content().MinSize().AddWidthHeight(2*theme.Padding(), 2*theme.Padding()); least.Width > laptop.Width || least.Height > laptop.Height {
			t.Errorf("%s: the window needs %v of %v", l.Tag, least, laptop)
		}
		for _, field := range []string{"form.name", "form.accessKey", "form.secretKey"} {
			v.enter(field, "x")
			v.expectInSight(l.Tag)
			room := float32(0)
			for _, o := range v.shown() {
				if s, ok := o.(*container.Scroll); ok && within(s.Content, v.object(field)) {
					room = s.Size().Height
				}
			}
			if room < twoFields {
				t.Errorf("%s: there is room of %v for the form", l.Tag, room)
			}
		}
		at := fyne.CurrentApp().Driver().AbsolutePositionForObject(v.object("create"))
		if foot := at.Y + v.object("create").Size().Height; foot > laptop.Height {
			t.Errorf("%s: the button ends at %v of %v", l.Tag, foot, laptop.Height)
		}
		for range 30 { // also what scrolls along is reached by Tab
			v.canvas().FocusNext()
			v.expectInSight(l.Tag)
		}
	}
}

// Where the form for an account takes most of a laptop's window, the page scrolls down to
// where the form for a connection has room for a field, and its button is in sight.
func TestTheFormForAConnectionHasRoomBelowThatForAnAccount(t *testing.T) {
	t.Cleanup(func() { speak(t, "en.json") })
	for _, l := range parts.Languages {
		for _, scale := range []float32{1.25, 1.5, 2} {
			v := openScreen(t, t.TempDir(), func(v *screen) { v.language = l.Tag + ".json" })
			v.tap("welcome.organization")
			window := fyne.NewSize(1366/scale, (768-24)/scale-menuBar)
			v.layout(window)
			if least := v.canvas().Content().MinSize().Height; least > window.Height {
				t.Errorf("%s at %v: the window needs %v of %v", l.Tag, scale, least, window.Height)
			}
			v.enter("form.name", "x")
			v.expectInSight(fmt.Sprint(l.Tag, scale))
			panel := v.main.panel.view.Size().Height
			if least := underLetters*theme.TextSize() - 4*theme.Padding(); panel < least {
				t.Errorf("%s at %v: the form for a connection has %v", l.Tag, scale, panel)
			}
		}
	}
}
