//go:build window && wayland

package windowtest

import (
	"context"
	"image"
	"image/color"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"mooring/client/practice"
)

// startWeston runs a Wayland compositor in a window on the display of the tests until
// the test ends, and returns how an app is started in it. Weston leaves the title bar
// to its windows, as GNOME does.
func startWeston(t *testing.T) Setup {
	t.Helper()
	config := t.TempDir()
	settings := "[core]\nidle-time=0\nxwayland=false\n[shell]\nlocking=false\npanel-position=none\n"
	if err := os.WriteFile(filepath.Join(config, "weston.ini"), []byte(settings), 0o600); err != nil {
		t.Fatal(err)
	}
	log, err := os.Create(filepath.Join(config, "log"))
	if err != nil {
		t.Fatal(err)
	}
	const socket = "mooring-wayland"
	weston := exec.CommandContext(context.WithoutCancel(t.Context()), "weston", "--backend=x11-backend.so", "--use-pixman", "--width=1300", "--height=800", "--socket="+socket)
	weston.Env = append(os.Environ(), "XDG_CONFIG_HOME="+config)
	weston.Stdout, weston.Stderr = log, log
	if err := weston.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = weston.Process.Signal(syscall.SIGTERM)
		_ = weston.Wait()
		_ = log.Close()
		if t.Failed() {
			said, _ := os.ReadFile(log.Name())
			t.Logf("weston printed:\n%s", said)
		}
	})
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for deadline := time.After(startLimit); ; {
		if _, err := os.Stat(filepath.Join(os.Getenv("XDG_RUNTIME_DIR"), socket)); err == nil {
			return Setup{
				Window: []string{"--onlyvisible", "--class", "Weston Compositor"},
				// X11 is there too, and an input method is named: the user's choice stays.
				Env:  []string{"WAYLAND_DISPLAY=" + socket, "FYNE_PLATFORM=wayland", "XMODIFIERS=@im=fcitx"},
				Args: []string{"--practice"},
			}
		}
		select {
		case <-tick.C:
		case <-deadline:
			t.Fatalf("weston did not serve within %v", startLimit)
		}
	}
}

// startInWeston starts the app in Weston and finds where Weston has put it: no Wayland
// program can tell. The widest bright strip is the button that creates.
func startInWeston(t *testing.T, setup Setup) *App {
	t.Helper()
	app := StartAs(t, setup)
	app.ready()
	button := app.Widget("create")
	app.wait("the button in the picture", stepLimit, func() bool {
		ppm, err := app.try("import", "-window", app.window, "-depth", "8", "ppm:-")
		if err != nil {
			return false
		}
		picture, err := readPPM(ppm)
		if err != nil {
			t.Fatal(err)
		}
		found := brightStrip(picture, button.W*9/10)
		if found.Empty() {
			return false
		}
		middle := found.Min.Add(found.Max).Div(2)
		app.origin = middle.Sub(image.Pt(button.X+button.W/2, button.Y+button.H/2))
		return true
	})
	// Weston learns where the pointer is when it comes in, and from then on adds up how
	// far it moves. What it has missed while it started would keep every click astray:
	// so the pointer goes out, to where its window is not, and comes in again.
	app.tool("xdotool", "windowmove", app.window, "60", "40")
	name := app.Widget("form.name")
	app.wait("Weston to pass clicks on", stepLimit, func() bool {
		app.tool("xdotool", "mousemove", "5", "5")
		app.tool("xdotool", "mousemove", "--window", app.window, "650", "400")
		app.clickAt(name.X+name.W/2, name.Y+name.H/2)
		return app.State("focus") == "form.name"
	})
	return app
}

// brightStrip is the tallest band of rows of a picture that each have at least so many
// points of one bright color side by side. The frame of a field with the focus is a low one.
func brightStrip(picture *image.NRGBA, width int) (found image.Rectangle) {
	size := picture.Bounds()
	var band image.Rectangle
	for y := range size.Dy() {
		var row image.Rectangle
		from, of := 0, color.NRGBA{}
		for x := range size.Dx() {
			now := picture.NRGBAAt(x, y)
			if now != of {
				from, of = x, now
			}
			if x-from >= width && max(now.R, now.G, now.B)-min(now.R, now.G, now.B) > 80 {
				row = row.Union(image.Rect(from, y, x+1, y+1))
			}
		}
		if row.Empty() {
			band = row
			continue
		}
		if band = band.Union(row); band.Dy() > found.Dy() {
			found = band
		}
	}
	return found
}

// The real window on Wayland itself: drawn with a title bar, clicked, typed into,
// copied from, and closed by its title bar and by signal.
func TestWayland(t *testing.T) {
	setup := startWeston(t)
	app := startInWeston(t, setup)
	app.Screenshot("wayland-1-window")
	app.enter("Loyalty exports", practice.AccessKeyWorks)
	app.Screenshot("wayland-2-typed")
	app.Click("create")
	app.WaitState("phase", "succeeded")
	if entry := app.expectOne(); entry.Name != "Loyalty exports" {
		t.Errorf("the connection is called %q", entry.Name)
	}
	app.Key("ctrl+comma")
	app.WaitState("sheet", "settings")
	app.Key("Escape")
	app.WaitState("sheet", "")
	app.Screenshot("wayland-3-created")
	refresh := app.Widget("bar.refresh")
	// The button that closes stands in the corner of the title bar, above the menu.
	app.clickAt(refresh.X+refresh.W+5, -12)
	select {
	case <-app.exited:
	case <-time.After(closeLimit):
		t.Fatal("its button does not close it")
	}
	if app.exitErr != nil {
		t.Errorf("it ended with %v", app.exitErr)
	}

	setup.DataDir = app.DataDir
	again := startInWeston(t, setup)
	again.WaitState("rows", "1")
	again.Close()
}
