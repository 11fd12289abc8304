//go:build window && desktop

package windowtest

import (
	"image"
	"testing"
)

// The window comes back to the screen that it was left on. When that is unplugged it
// comes to the other one at once, and the place there and that on both are remembered
// apart.
func TestTwoScreens(t *testing.T) {
	display := OpenDisplay(t, "", "MOORING_SCREENS=yes")
	setup := Setup{DataDir: t.TempDir(), Display: display, Args: []string{"--practice"}}
	left, right := image.Rect(0, 0, 1280, 800), image.Rect(1280, 0, 1280+1600, 900)
	a := &App{t: t, display: display}
	a.tool("xrandr", "--output", "DUMMY0", "--mode", "1280x800", "--primary")
	a.tool("xrandr", "--addmode", "DUMMY1", "1600x900")
	plug := func() {
		a.tool("xrandr", "--output", "DUMMY1", "--mode", "1600x900", "--pos", "1280x0")
		a.tool("xrandr", "--query") // lets the server look which screens are there
	}
	unplug := func() { a.tool("xrandr", "--output", "DUMMY1", "--off") }
	start := func() *App {
		app := StartAs(t, setup)
		app.ready()
		return app
	}
	is := func(want image.Rectangle) func(image.Rectangle) bool {
		return func(at image.Rectangle) bool { return at == want }
	}
	on := func(screen image.Rectangle) func(image.Rectangle) bool {
		return func(at image.Rectangle) bool { return at.In(screen) }
	}

	plug()
	app := start()
	app.resize(1300, 720) // wider than the left screen
	app.move(1420, 90)
	app.waitPlace("on the right", func(at image.Rectangle) bool { return at.In(right) && at.Size() == image.Pt(1300, 720) })
	both := app.place()
	app.Close()

	app = start()
	app.waitPlace("on the right again", is(both))
	app.Screenshot("screens-1-right")
	unplug()
	app.waitPlace("on the screen that is left", on(left))
	app.settled()
	app.expectInWindow()
	app.Screenshot("screens-2-unplugged")
	app.resize(1100, 640)
	app.waitPlace("smaller", func(at image.Rectangle) bool { return at.Size() == image.Pt(1100, 640) && at.In(left) })
	alone := app.place()
	app.Close()

	app = start()
	app.waitPlace("where it was on one screen", is(alone))
	app.Close()

	plug()
	app = start()
	app.waitPlace("where it was on two screens", is(both))
	app.tool("wmctrl", "-i", "-r", app.window, "-b", "add,maximized_vert,maximized_horz")
	app.waitPlace("maximized on the right", func(at image.Rectangle) bool { return at.In(right) && at.Dx() > 1590 })
	app.Close()

	app = start()
	app.waitPlace("maximized on the right again", func(at image.Rectangle) bool { return at.In(right) && at.Dx() > 1590 })
	unplug()
	app.waitPlace("on the screen that is left, maximized or not", on(left))
	app.Close()

	app = start()
	app.waitPlace("on the screen that is left", on(left))
	app.Close()
}
