//go:build window

package windowtest

import (
	"context"
	"fmt"
	"image"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
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

// placed waits until the window is filled and the app leaves its place to others: before
// that the app asks for it again, and Fyne for the size that the window had.
func (a *App) placed() {
	a.t.Helper()
	a.ready()
	a.wait("it to be placed", stepLimit, func() bool { return a.settled().State["placed"] == "true" })
}

// The window comes back to its place, by the screens that there are, and stays on one
// when it becomes smaller.
func TestPlaceOnScreen(t *testing.T) {
	display := OpenDisplay(t, "1440x900x24")
	setup := Setup{DataDir: t.TempDir(), Display: display, Args: []string{"--practice"}}
	start := func() *App {
		app := StartAs(t, setup)
		app.placed()
		return app
	}
	is := func(want image.Rectangle) func(image.Rectangle) bool {
		return func(at image.Rectangle) bool { return at == want }
	}
	maximized := func(at image.Rectangle) bool { return at.Dx() > 1400 && at.Dy() > 800 }

	app := start()
	app.move(180, 120)
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

// manager is a window manager that the test can halt.
type manager struct {
	t       *testing.T
	process *os.Process
}

// startManager lets a window manager look after a display that has none yet.
func startManager(t *testing.T, display string) *manager {
	t.Helper()
	cmd := exec.CommandContext(context.WithoutCancel(t.Context()), "openbox", "--sm-disable")
	cmd.Env = append(os.Environ(), "DISPLAY="+display)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	m := &manager{t, cmd.Process}
	t.Cleanup(func() {
		m.signal(syscall.SIGCONT)
		m.signal(syscall.SIGTERM)
		_ = cmd.Wait()
	})
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for deadline := time.After(startLimit); ; {
		said, _ := exec.CommandContext(t.Context(), "xprop", "-display", display, "-root", "_NET_SUPPORTING_WM_CHECK").Output()
		if strings.Contains(string(said), "window id") {
			return m
		}
		select {
		case <-tick.C:
		case <-deadline:
			t.Fatalf("the window manager did not start within %v", startLimit)
		}
	}
}

func (m *manager) signal(s syscall.Signal) {
	m.t.Helper()
	if err := m.process.Signal(s); err != nil {
		m.t.Error(err)
	}
}

// A window manager that is busy when the window asks for its place brings it there in
// the end. Meanwhile the window hears of the size that it had before, and asks for the
// least one that is enough for it.
func TestPlaceWithABusyWindowManager(t *testing.T) {
	display := OpenDisplay(t, "1440x900x24", "MOORING_WITHOUT_MANAGER=yes")
	busy := startManager(t, display)
	setup := Setup{DataDir: t.TempDir(), Display: display, Args: []string{"--practice"}}
	app := StartAs(t, setup)
	app.ready()
	app.move(180, 120)
	app.resize(1100, 640)
	app.waitPlace("moved", func(at image.Rectangle) bool { return at.Size() == image.Pt(1100, 640) && at.Min.X >= 180 })
	was := app.place()
	app.Close()

	setup.Before = func(app *App) {
		app.wait("its window", startLimit, func() bool {
			_, err := app.try("xdotool", "search", "--all", "--onlyvisible", "--pid", strconv.Itoa(app.process.Process.Pid), "--name", ".")
			return err == nil
		})
		busy.signal(syscall.SIGSTOP)
		app.ready()
		app.settled()
		busy.signal(syscall.SIGCONT)
	}
	app = StartAs(t, setup)
	app.waitPlace("where it was", func(at image.Rectangle) bool { return at == was })
	app.tool("wmctrl", "-i", "-r", app.window, "-b", "add,maximized_vert,maximized_horz")
	app.waitPlace("maximized", func(at image.Rectangle) bool { return at.Dx() > 1400 })
	app.Close()

	app = StartAs(t, setup)
	app.waitPlace("maximized again", func(at image.Rectangle) bool { return at.Dx() > 1400 })
	app.placed()
	app.tool("wmctrl", "-i", "-r", app.window, "-b", "remove,maximized_vert,maximized_horz")
	app.waitPlace("where it was before", func(at image.Rectangle) bool { return at == was })
	app.Close()
}

// On a screen that is too small for it, and at a scale in between, the window is as
// large as the screen.
func TestLargerThanTheScreen(t *testing.T) {
	for _, screen := range []struct {
		scale         float64
		width, height int
	}{
		{1, 1100, 620},
		{1.25, 1375, 775},
		{1.5, 1366, 768 - 72 - 26}, // a laptop, without its task bar and what its title is higher
		{2, 1920, 1080 - 96 - 44},
	} {
		scale, width, height := screen.scale, screen.width, screen.height
		t.Run(fmt.Sprint(scale), func(t *testing.T) {
			app := StartAs(t, Setup{
				Display: OpenDisplay(t, fmt.Sprintf("%dx%dx24", width, height)),
				Args:    []string{"--practice"}, Env: []string{fmt.Sprintf("FYNE_SCALE=%v", scale)},
			})
			app.placed()
			onScreen := func(at image.Rectangle) bool {
				return at.In(image.Rect(0, 0, width, height)) && at.Dx() > width*9/10
			}
			app.waitPlace("on the screen", onScreen)
			app.WaitState("focus", "form.name") // and the page is where it begins
			app.Type("Loyalty")
			app.Screenshot("place-start-" + fmt.Sprint(scale))
			app.Click("account.edit") // the form opens above all else
			app.WaitState("focus", "form.orgID")
			app.expectInWindow()
			app.Screenshot("place-form-" + fmt.Sprint(scale))
			app.waitPlace("still on the screen", onScreen)
			app.Key("Escape")
			app.WaitState("focus", "account.edit")
			app.TabTo("form.secretKey") // which scrolls there
			app.Type(wrongSecret)
			app.expectInWindow()
			app.Screenshot("place-scale-" + fmt.Sprint(scale))
			app.Close()
		})
	}
}

// A first start fits the screen at every scale, and a session at a large one on a small
// screen leaves no small window for the next at another.
func TestPlaceAtEveryScale(t *testing.T) {
	display := OpenDisplay(t, "1366x768x24")
	dir := t.TempDir()
	for _, scale := range []string{"2", "1.5", "1"} {
		app := StartAs(t, Setup{DataDir: dir, Display: display, Args: []string{"--practice"}, Env: []string{"FYNE_SCALE=" + scale}})
		app.placed()
		at := app.place()
		if screen := image.Rect(0, 0, 1366, 768); !at.In(screen) {
			t.Errorf("at %s, the window is at %v, and the screen is %v", scale, at, screen)
		}
		if scale == "1" && at.Size() != image.Pt(1240, 660) {
			t.Errorf("after larger scales the window is %v", at.Size())
		}
		app.Screenshot("place-first-" + scale)
		app.Close()
	}
}
