//go:build window

package windowtest

import (
	"fmt"
	"image"
	"strings"
	"testing"
)

// place is where the window is, its frame left aside. xdotool counts the frame twice.
func (a *App) place() image.Rectangle {
	a.t.Helper()
	var x, y, width, height int
	said := a.tool("xwininfo", "-id", a.window)
	for name, into := range map[string]*int{"Absolute upper-left X": &x, "Absolute upper-left Y": &y, "Width": &width, "Height": &height} {
		_, value, _ := strings.Cut(said, name+":")
		if _, err := fmt.Sscan(value, into); err != nil {
			a.t.Fatalf("xwininfo: %v\n%s", err, said)
		}
	}
	return image.Rect(x, y, x+width, y+height)
}

// waitPlace waits until the window is somewhere.
func (a *App) waitPlace(what string, good func(image.Rectangle) bool) {
	a.t.Helper()
	var at image.Rectangle
	defer func() {
		if a.t.Failed() {
			a.t.Logf("the window is at %v", at)
		}
	}()
	a.wait("the window to be "+what, stepLimit, func() bool { at = a.place(); return good(at) })
}

// The window comes back to its place, by the screens that there are, and stays on one
// when it becomes smaller.
func TestPlaceOnScreen(t *testing.T) {
	display := OpenDisplay(t, "1440x900x24")
	setup := Setup{DataDir: t.TempDir(), Display: display, Args: []string{"--practice"}}
	start := func() *App {
		app := StartAs(t, setup)
		app.ready()
		return app
	}
	is := func(want image.Rectangle) func(image.Rectangle) bool {
		return func(at image.Rectangle) bool { return at == want }
	}
	maximized := func(at image.Rectangle) bool { return at.Dx() > 1400 && at.Dy() > 800 }

	app := start()
	app.tool("xdotool", "windowmove", app.window, "180", "120")
	app.resize(1200, 700)
	app.waitPlace("moved", func(at image.Rectangle) bool {
		return at.Size() == image.Pt(1200, 700) && at.Min.X >= 180 && at.Min.Y >= 120 // the frame counts, too
	})
	large := app.place()
	app.Close()

	app = start()
	app.waitPlace("where it was", is(large))
	app.tool("wmctrl", "-i", "-r", app.window, "-b", "add,maximized_vert,maximized_horz")
	app.waitPlace("maximized", maximized)
	app.Key("ctrl+q")
	<-app.exited

	app = start()
	app.waitPlace("maximized again", maximized)
	app.tool("wmctrl", "-i", "-r", app.window, "-b", "remove,maximized_vert,maximized_horz")
	app.waitPlace("where it was before", is(large))

	app.tool("xrandr", "--newmode", "small", "63.50", "1024", "1072", "1176", "1328", "700", "703", "707", "720")
	app.tool("xrandr", "--addmode", "screen", "small")
	app.tool("xrandr", "--output", "screen", "--mode", "small")
	onSmall := func(at image.Rectangle) bool { return at.In(image.Rect(0, 0, 1024, 700)) }
	app.waitPlace("on the smaller screen", onSmall)
	app.Screenshot("place-small")
	app.resize(950, 640)
	app.waitPlace("smaller still", func(at image.Rectangle) bool { return at.Size() == image.Pt(950, 640) && onSmall(at) })
	small := app.place()
	app.Close()

	app = start()
	app.waitPlace("where it was on the smaller screen", is(small))
	app.Close()

	app.tool("xrandr", "--output", "screen", "--mode", "1440x900")
	app = start()
	app.waitPlace("as it was left on the large screen", maximized)
	app.tool("wmctrl", "-i", "-r", app.window, "-b", "remove,maximized_vert,maximized_horz")
	app.waitPlace("where it was on the large screen", is(large))
	app.Close()
}

// On a screen that is too small for it, and at a scale in between, the window is as
// large as the screen.
func TestLargerThanTheScreen(t *testing.T) {
	for _, scale := range []float64{1, 1.25, 1.5} {
		width, height := int(1100*scale), int(620*scale)
		t.Run(fmt.Sprint(scale), func(t *testing.T) {
			app := StartAs(t, Setup{
				Display: OpenDisplay(t, fmt.Sprintf("%dx%dx24", width, height)),
				Args:    []string{"--practice"}, Env: []string{fmt.Sprintf("FYNE_SCALE=%v", scale)},
			})
			app.ready()
			app.waitPlace("on the screen", func(at image.Rectangle) bool {
				return at.In(image.Rect(0, 0, width, height)) && at.Dx() > width*9/10
			})
			app.enter("Loyalty exports", "AKIAIOSFODNN7EXAMPLE")
			app.expectInWindow()
			app.Screenshot("place-scale-" + fmt.Sprint(scale))
			app.Close()
		})
	}
}
