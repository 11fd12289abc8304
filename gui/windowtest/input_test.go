//go:build window

package windowtest

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// Key presses keys or chords one after the other, such as "Tab" or "ctrl+v".
func (a *App) Key(keys ...string) {
	a.t.Helper()
	a.keyboard()
	a.tool("xdotool", append([]string{"key", "--delay", "12", "--"}, keys...)...)
}

// Type types text into whatever has the focus.
func (a *App) Type(text string) {
	a.t.Helper()
	a.keyboard()
	delay := "12"
	for _, r := range text {
		if r > 0x7e {
			// xdotool puts such a letter on a spare key first: typed faster, é gets lost.
			delay = "120"
		}
	}
	a.tool("xdotool", "type", "--delay", delay, "--", text)
}

// TabTo presses Tab until the app says that the named widget has the focus.
func (a *App) TabTo(name string) {
	a.t.Helper()
	const most = 40
	for range most {
		before := a.State("focus")
		if before == name {
			return
		}
		a.Key("Tab")
		// Unnamed widgets in between read the same, so that a change is awaited for a moment only.
		a.moment(400*time.Millisecond, func() bool { return a.State("focus") != before })
	}
	a.t.Fatalf("Tab did not lead to %s within %d steps; the focus is at %q", name, most, a.State("focus"))
}

// Click clicks on the middle of the named widget.
func (a *App) Click(name string) {
	a.t.Helper()
	r := a.Widget(name)
	a.clickAt(r.X+r.W/2, r.Y+r.H/2)
}

// ClickAt clicks so many pixels right of and below the named widget's top left
// corner; negative ones count from its bottom right corner.
func (a *App) ClickAt(name string, x, y int) {
	a.t.Helper()
	r := a.Widget(name)
	if x < 0 {
		x += r.W
	}
	if y < 0 {
		y += r.H
	}
	a.clickAt(r.X+x, r.Y+y)
}

// DoubleClick clicks twice on the middle of the named widget.
func (a *App) DoubleClick(name string) {
	a.t.Helper()
	r := a.Widget(name)
	a.clickAt(r.X+r.W/2, r.Y+r.H/2, "--repeat", "2", "--delay", "40")
}

// clickAt moves and clicks in one go: the X server keeps the order, so there is
// nothing to wait for. mousemove's own --sync waits for a movement, and so for
// ever where the pointer is there already.
func (a *App) clickAt(x, y int, clickFlags ...string) {
	a.t.Helper()
	args := []string{"mousemove", "--window", a.window, strconv.Itoa(x), strconv.Itoa(y), "click"}
	a.tool("xdotool", append(append(args, clickFlags...), "1")...)
}

// Paste puts text on the clipboard and pastes it into whatever has the focus.
func (a *App) Paste(text string) {
	a.t.Helper()
	a.SetClipboard(text)
	a.Key("ctrl+v")
}

// SetClipboard puts text on the clipboard.
func (a *App) SetClipboard(text string) {
	a.t.Helper()
	ctx, cancel := context.WithTimeout(a.t.Context(), 5*time.Second)
	defer cancel()
	// xclip stays behind to serve the clipboard and ends with the display. It gets no
	// pipe of ours to keep open.
	cmd := exec.CommandContext(ctx, "xclip", "-selection", "clipboard", "-i")
	cmd.Stdin = strings.NewReader(text)
	if err := cmd.Run(); err != nil {
		a.t.Fatalf("xclip: %v", err)
	}
	a.WaitClipboard(text)
}

// Clipboard is the text on the clipboard.
func (a *App) Clipboard() string {
	a.t.Helper()
	return a.tool("timeout", "3", "xclip", "-selection", "clipboard", "-o")
}

// WaitClipboard waits until the clipboard has this text.
func (a *App) WaitClipboard(want string) {
	a.t.Helper()
	a.wait("the clipboard to hold "+strconv.Quote(want), stepLimit, func() bool {
		got, err := a.try("timeout", "3", "xclip", "-selection", "clipboard", "-o")
		return err == nil && got == want
	})
}

// Screenshot keeps a picture of the window under this name, once the window stands still.
func (a *App) Screenshot(name string) {
	a.t.Helper()
	file := filepath.Join(a.pictures, name+".png")
	if err := os.MkdirAll(a.pictures, 0o755); err != nil { //nolint:gosec // pictures for a person to look at
		a.t.Errorf("screenshot: %v", err)
		return
	}
	// What the app says of itself runs a frame ahead of what it shows.
	var last string
	a.moment(2*time.Second, func() bool {
		now, err := a.try("import", "-window", a.window, "-depth", "8", "rgb:-")
		still := err != nil || now == last
		last = now
		return still
	})
	if _, err := a.try("import", "-window", a.window, file); err != nil {
		a.t.Errorf("screenshot: %v", err)
		return
	}
	a.t.Logf("picture: %s", file)
}

// keyboard makes sure that what is typed next goes to the window.
func (a *App) keyboard() {
	a.t.Helper()
	a.wait("the keyboard", stepLimit, func() bool {
		focused, err := a.try("xdotool", "getwindowfocus")
		if err == nil && strings.TrimSpace(focused) == a.window {
			return true
		}
		_, _ = a.try("xdotool", "windowactivate", a.window)
		return false
	})
}
