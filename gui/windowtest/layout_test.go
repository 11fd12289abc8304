//go:build window

package windowtest

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Rect is where a widget is, in pixels of the window.
type Rect struct{ X, Y, W, H int }

// layout is what the app writes into its layout file.
type layout struct {
	Widgets map[string]Rect   `json:"widgets"`
	State   map[string]string `json:"state"`
	Asked   string            `json:"asked"` // what the app had been asked last
}

// readLayout reads the layout file; it is empty until the app has written it.
// The app replaces the file as a whole, so what is there is complete.
func (a *App) readLayout() layout {
	a.t.Helper()
	var l layout
	data, err := os.ReadFile(a.layout)
	if errors.Is(err, fs.ErrNotExist) {
		return l
	}
	if err == nil {
		err = json.Unmarshal(data, &l)
	}
	if err != nil {
		a.t.Fatalf("layout file: %v", err)
	}
	return l
}

// Visible says whether the named widget is in sight now.
func (a *App) Visible(name string) bool {
	a.t.Helper()
	_, ok := a.readLayout().Widgets[name]
	return ok
}

// Widget waits until the named widget is in sight and stands still, and says where it is.
func (a *App) Widget(name string) Rect {
	a.t.Helper()
	var at Rect
	a.wait("widget "+name+" among "+strings.Join(a.names(), ", "), stepLimit, func() bool {
		at = a.settled().Widgets[name]
		return at.W > 0 && at.H > 0
	})
	return at
}

// settled is the layout once the app has served all keys and clicks so far and has
// drawn what came of them.
func (a *App) settled() layout {
	a.t.Helper()
	a.asked++
	ask := strconv.Itoa(a.asked)
	temp := a.layout + ".tmp"
	if err := errors.Join(os.WriteFile(temp, []byte(ask), 0o600), os.Rename(temp, a.layout+".ask")); err != nil {
		a.t.Fatal(err)
	}
	var l layout
	a.wait("the app's answer", stepLimit, func() bool {
		l = a.readLayout()
		return l.Asked == ask
	})
	return l
}

// expectInWindow fails where a widget stands out of the window at its left or right:
// cards scroll down, and never sideways.
func (a *App) expectInWindow() {
	a.t.Helper()
	now := a.settled()
	width := 0
	if _, err := fmt.Sscanf(now.State["size"], "%dx", &width); err != nil {
		a.t.Fatalf("the window is %q large: %v", now.State["size"], err)
	}
	for name, r := range now.Widgets {
		if r.X < 0 || r.W <= 0 || r.X+r.W > width {
			a.t.Errorf("%s is at %+v in a window %d pixels wide", name, r, width)
		}
	}
}

// size is how large the window is, in pixels.
func (a *App) size() (width, height int) {
	a.t.Helper()
	for line := range strings.Lines(a.tool("xdotool", "getwindowgeometry", "--shell", a.window)) {
		switch name, value, _ := strings.Cut(strings.TrimSpace(line), "="); name {
		case "WIDTH":
			width, _ = strconv.Atoi(value)
		case "HEIGHT":
			height, _ = strconv.Atoi(value)
		}
	}
	return width, height
}

// resize makes the window that large, and waits until all that is in it has its place.
func (a *App) resize(width, height int) {
	a.t.Helper()
	a.still()
	a.tool("xdotool", "windowsize", a.window, strconv.Itoa(width), strconv.Itoa(height))
	a.WaitState("size", fmt.Sprintf("%dx%d", width, height))
}

// move brings the window to that place of the screen. Its frame counts, too.
func (a *App) move(x, y int) {
	a.t.Helper()
	a.still()
	a.tool("xdotool", "windowmove", a.window, strconv.Itoa(x), strconv.Itoa(y))
}

// still waits until the app leaves its place and its size to others. Until then it asks
// for its place again, and where other things are shown than before, Fyne asks for the
// size that the window had.
func (a *App) still() {
	a.t.Helper()
	a.wait("the window to stand still", stepLimit, func() bool {
		now := a.settled().State
		return now["placed"] == "true" && now["busy"] == "false" && now["upkeep"] == "false" && now["toast"] == ""
	})
}

func (a *App) names() []string {
	var names []string
	for name := range a.readLayout().Widgets {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// State is what the app says of itself under this key, "" if nothing.
func (a *App) State(key string) string {
	a.t.Helper()
	return a.readLayout().State[key]
}

// WaitState waits until the app says this of itself.
func (a *App) WaitState(key, value string) {
	a.t.Helper()
	a.WaitStateFunc(key, "be "+strconv.Quote(value), func(got string) bool { return got == value })
}

// WaitStateFunc waits until what the app says of itself is good.
func (a *App) WaitStateFunc(key, want string, good func(value string) bool) {
	a.t.Helper()
	var got string
	defer func() {
		if a.t.Failed() {
			a.t.Logf("state %s should %s and is %q", key, want, got)
		}
	}()
	a.wait("state "+key+" to "+want, stepLimit, func() bool {
		got = a.State(key)
		return good(got)
	})
}

// moment waits a little for something that may also not happen.
func (a *App) moment(limit time.Duration, done func() bool) {
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for deadline := time.After(limit); !done(); {
		select {
		case <-tick.C:
		case <-deadline:
			return
		}
	}
}
