// Package stagetest helps the tests of features: a stage in a window of its own,
// without a display. Only tests use it.
package stagetest

import (
	"fmt"
	"os"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"mooring/gui/headless"
	"mooring/gui/model/modeltest"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// Narrow is a panel in the smallest window.
var Narrow = fyne.NewSize(384, 520)

// Main runs the tests of a package whose pages need the translations.
func Main(m *testing.M) {
	if err := parts.UseLanguage(""); err != nil {
		_, _ = fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(m.Run())
}

// Bench is a stage, and the runner of the models whose page stands on it.
type Bench struct {
	T      *testing.T
	Stage  *parts.Stage
	Runner *modeltest.Shuffled
}

// New makes a Bench that speaks a language.
func New(t *testing.T, language string) *Bench {
	t.Helper()
	if err := parts.UseLanguage(language); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = parts.UseLanguage("en") })
	app := headless.App(t, widgets.NewTheme())
	b := &Bench{T: t, Runner: modeltest.NewShuffled(1)}
	b.Stage = parts.NewStage(app, app.NewWindow("test"), b.Runner)
	return b
}

// Show puts a page into the window, which is narrow, and lets its models settle.
func (b *Bench) Show(page fyne.CanvasObject) {
	b.Stage.Window.SetContent(page)
	b.Stage.Window.Resize(Narrow)
	b.Runner.Settle()
}

// Object is what has a name.
func (b *Bench) Object(name string) fyne.CanvasObject {
	b.T.Helper()
	o := b.Stage.Places.Objects[name]
	if o == nil {
		b.T.Fatalf("nothing is named %s", name)
	}
	return o
}

// Tap taps what has a name, as far as it can be tapped, and lets the models settle.
func (b *Bench) Tap(name string) {
	b.T.Helper()
	o, ok := b.Object(name).(fyne.Tappable)
	if d, can := o.(fyne.Disableable); !ok || !b.Object(name).Visible() || can && d.Disabled() {
		b.T.Fatalf("%s cannot be tapped", name)
	}
	test.Tap(o)
	b.Runner.Settle()
}

// Visible lists which of these can be seen.
func (b *Bench) Visible(names ...string) []string {
	b.T.Helper()
	var visible []string
	for _, name := range names {
		if b.Object(name).Visible() {
			visible = append(visible, name)
		}
	}
	return visible
}

// WantVisible says which of these cannot be seen.
func (b *Bench) WantVisible(names ...string) {
	b.T.Helper()
	for _, name := range names {
		if !b.Object(name).Visible() {
			b.T.Errorf("%s cannot be seen", name)
		}
	}
}

// WantHidden says which of these can be seen.
func (b *Bench) WantHidden(names ...string) {
	b.T.Helper()
	for _, name := range b.Visible(names...) {
		b.T.Errorf("%s can be seen", name)
	}
}

// Focus is the name of what has the focus.
func (b *Bench) Focus() string { return b.Stage.Places.NameOf(b.Stage.Canvas().Focused()) }
