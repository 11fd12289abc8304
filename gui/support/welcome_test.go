package support_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"mooring/gui/parts"
	"mooring/gui/stagetest"
	"mooring/gui/support"
	"mooring/gui/widgets"
)

func TestMain(m *testing.M) { stagetest.Main(m) }

// Both ways to begin are in sight on a screen of 1366 by 768 at 200 %, of which title, menu
// and task bar take their share; and where there is room, the icon is, too.
func TestWelcomeFitsTheSmallestScreen(t *testing.T) {
	for _, language := range []string{"en", "fr", "zh-Hans"} {
		b := stagetest.New(t, language)
		w := support.NewWelcome(b.Stage, func() {}, func() {})
		w.View.Show()
		b.Show(container.NewStack(w.View))
		for _, c := range []struct {
			room fyne.Size
			icon bool
		}{{fyne.NewSize(1180, 780), true}, {fyne.NewSize(683, 310), false}, {fyne.NewSize(1180, 780), true}} {
			b.Stage.Window.Resize(c.room)
			for _, name := range []string{"welcome.practice", "welcome.organization"} {
				o := b.Object(name)
				at := fyne.CurrentApp().Driver().AbsolutePositionForObject(o)
				if at.Y < 0 || at.Y+o.Size().Height > b.Stage.Canvas().Size().Height || b.Stage.Canvas().Size().Height > c.room.Height {
					t.Errorf("%s, %v: %s is at %v in a window of %v", language, c.room, name, at, b.Stage.Canvas().Size())
				}
			}
			page, ok := w.View.Objects[0].(*fyne.Container)
			if !ok || page.Objects[0].Visible() != c.icon {
				t.Errorf("%s, %v: the icon is shown: %t", language, c.room, !c.icon)
			}
		}
	}
}

// The first steps go on after the connection is made, and call what is pressed what it is
// called.
func TestFirstStepsNameWhatIsPressed(t *testing.T) {
	for _, language := range []string{"en", "fr", "zh-Hans"} {
		b := stagetest.New(t, language)
		b.Show(widget.NewLabel(""))
		support.ShowFirstSteps(b.Stage)
		said := ""
		for _, o := range test.LaidOutObjects(b.Stage.Canvas().Overlays().Top()) {
			if label, ok := o.(*widgets.Paragraph); ok {
				said += label.Text + "\n"
			}
		}
		for _, key := range []string{"create.button", "details.files", "bring.button", "bar.refresh", "details.flows"} {
			if name := parts.Tr(key); !strings.Contains(said, name) {
				t.Errorf("%s: nothing is said of %s in\n%s", language, name, said)
			}
		}
	}
}
