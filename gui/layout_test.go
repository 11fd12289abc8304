package gui

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"mooring/assets"
	"mooring/client/practice"
	"mooring/gui/model"
	"mooring/gui/widgets"
)

// smallest is the least window that the app is made for.
var smallest = fyne.NewSize(960, 640)

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
		v.main.attempt.Show(entry)
	}},
	{"failed sign-in", func(v *screen) {
		v.enter("form.clientSecret", "wrong-secret")
		v.tap("signIn")
	}},
	{"all fields", func(v *screen) {
		v.main.s3.focus(model.FieldServiceURL)
		v.main.s3.focus(model.FieldName)
	}},
}

// TestNothingIsCutOff looks at the main window in every language and state, in
// its least size and in the least that its content takes.
func TestNothingIsCutOff(t *testing.T) {
	files, err := assets.Translations.ReadDir("translations")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { speak(t, "en.json") })
	for _, file := range files {
		t.Run(file.Name(), func(t *testing.T) {
			v := openScreen(t, filepath.Join(t.TempDir(), "mooring"), func(v *screen) { v.language = file.Name() })
			complained := map[string]bool{}
			for _, state := range pageStates {
				v.layout(smallest)
				state.show(v)
				v.layout(smallest)
				least := v.canvas().Content().MinSize()
				if least.Width > smallest.Width || least.Height > smallest.Height {
					complain(t, complained, fmt.Sprintf("the window cannot be made smaller than %v", least), state.name)
				}
				usual := smallest.Max(least) // a window is never smaller than its content
				v.layout(usual)
				for _, cut := range append(cutOff(v.canvas()), shortened(v.canvas())...) {
					complain(t, complained, cut, fmt.Sprintf("%s, %v", state.name, usual))
				}
				v.layout(least)
				for _, cut := range cutOff(v.canvas()) {
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
	v.main.stage.window.Resize(size.AddWidthHeight(1, 1))
	v.main.stage.window.Resize(size)
}

// cutOff lists the buttons, labels and scrolled parts that cannot be seen whole.
func cutOff(c fyne.Canvas) []string {
	const near = 0.5 // rounding
	var cuts []string
	say := func(format string, a ...any) { cuts = append(cuts, fmt.Sprintf(format, a...)) }
	eachVisible(c.Content(), func(o fyne.CanvasObject) {
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
// widened, and their values copied.
func shortened(c fyne.Canvas) []string {
	var cuts []string
	var look func(o fyne.CanvasObject)
	look = func(o fyne.CanvasObject) {
		if o == nil || !o.Visible() {
			return
		}
		switch o := o.(type) {
		case *widgets.Grid:
			return
		case *canvas.Text:
			if strings.HasSuffix(o.Text, "…") && !isWhole(o.Text) {
				cuts = append(cuts, fmt.Sprintf("the text %q is shortened", o.Text))
			}
		}
		for _, child := range children(o) {
			look(child)
		}
	}
	look(c.Content())
	return cuts
}

// isWhole reports whether a text that ends in three dots is the end of one of
// the sentences of the language.
func isWhole(text string) bool {
	for key := range english() {
		if strings.HasSuffix(tr(key), text) {
			return true
		}
	}
	return false
}
