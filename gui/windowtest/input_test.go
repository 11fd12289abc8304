//go:build window

package windowtest

import (
	"context"
	"errors"
	"fmt"
	"image"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// Key presses keys or chords one after the other, such as "Tab" or "ctrl+v".
func (a *App) Key(keys ...string) {
	a.t.Helper()
	a.keyboard()
	a.presses += len(keys)
	a.tool("xdotool", append([]string{"key", "--delay", "12", "--"}, keys...)...)
}

// Type types text into whatever has the focus.
func (a *App) Type(text string) {
	a.t.Helper()
	a.keyboard()
	a.letters += utf8.RuneCountInString(text)
	a.tool("xdotool", "type", "--delay", "12", "--", text)
}

// TypeForeign types text with letters that the keyboard does not have in the place
// of what stands in the field with the focus. xdotool puts such a letter on a spare
// key for a while; where the app looks only later, it is lost. So it is read back.
func (a *App) TypeForeign(text string) {
	a.t.Helper()
	a.keyboard()
	for delay := 120; delay < 4000; delay *= 2 {
		a.Key("ctrl+a")
		a.tool("xdotool", "type", "--delay", strconv.Itoa(delay), "--", text)
		got := a.copied("ctrl+a", "ctrl+c")
		if got == text {
			return
		}
		a.t.Logf("typed slowly, %q became %q", text, got)
	}
	a.t.Fatalf("%q could not be typed", text)
}

// TabTo presses Tab until the app says that the named widget has the focus.
func (a *App) TabTo(name string) {
	a.t.Helper()
	a.stepTo("Tab", name)
}

// stepTo presses Tab, or Shift+Tab, until the app says that the named widget has the
// focus. Each press has been served before the next one, which would else go too far.
func (a *App) stepTo(key, name string) {
	a.t.Helper()
	const most = 40
	focus := a.settled().State["focus"]
	for range most {
		if focus == name {
			return
		}
		a.Plain(key)
		focus = a.settled().State["focus"]
	}
	a.t.Fatalf("%s did not lead to %s within %d steps; the focus is at %q", key, name, most, focus)
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
	a.keyboard() // it also brings the window before that of another copy
	a.clicks++
	args := []string{"mousemove", "--window", a.window, strconv.Itoa(a.origin.X + x), strconv.Itoa(a.origin.Y + y), "click"}
	a.tool("xdotool", append(append(args, clickFlags...), "1")...)
}

// Fill types text into the named field in the place of what stands there.
func (a *App) Fill(name, text string) {
	a.t.Helper()
	a.Click(name)
	a.WaitState("focus", name)
	a.Key("ctrl+a")
	a.Type(text)
}

// Choose opens the named drop-down with the mouse and clicks on one of its options.
func (a *App) Choose(name string, option int) {
	a.t.Helper()
	r := a.Widget(name)
	a.Click(name)
	a.opened(name)
	// The options stand below, with a little room before them, each as high as the drop-down itself.
	a.clickAt(r.X+r.W/2, r.Y+r.H*7/4+r.H*option)
}

// ChooseByKey opens the named drop-down, which has the focus, and takes one of its options.
func (a *App) ChooseByKey(name string, option int) {
	a.t.Helper()
	a.WaitState("focus", name)
	a.Key("space")
	a.opened(name)
	a.Key("Home")
	for range option {
		a.Key("Down")
	}
	a.Key("Return")
	a.WaitState("focus", name)
}

// opened waits for the options of a drop-down. They take the focus when they appear.
func (a *App) opened(name string) {
	a.t.Helper()
	a.WaitStateFunc("focus", "have left "+name, func(focus string) bool { return focus == "" })
	a.WaitStateFunc("overlays", "count the options of "+name, func(open string) bool { return open != "0" })
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
	cmd.Env = append(os.Environ(), "DISPLAY="+a.display)
	cmd.Stdin = strings.NewReader(text)
	if err := cmd.Run(); err != nil {
		a.t.Fatalf("xclip: %v", err)
	}
	a.WaitClipboard(text)
}

// WaitClipboard waits until the clipboard has this text.
func (a *App) WaitClipboard(want string) {
	a.t.Helper()
	a.WaitClipboardFunc("hold "+strconv.Quote(want), func(got string) bool { return got == want })
}

// WaitClipboardFunc waits until the text on the clipboard is good, and returns it. An app
// that is busy may be late to say what it has copied.
func (a *App) WaitClipboardFunc(want string, good func(text string) bool) string {
	a.t.Helper()
	var got string
	a.wait("the clipboard to "+want, stepLimit, func() bool {
		text, err := a.try("timeout", "3", "xclip", "-selection", "clipboard", "-o")
		if err == nil {
			got = text
		}
		return err == nil && good(text)
	})
	return got
}

// copied is what the keys copy that are pressed for it.
func (a *App) copied(keys ...string) string {
	a.t.Helper()
	const nothing = "nothing yet"
	a.SetClipboard(nothing)
	a.Key(keys...)
	return a.WaitClipboardFunc("hold what is copied", func(got string) bool { return got != nothing })
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
	var err error
	a.moment(2*time.Second, func() bool {
		var now string
		now, err = a.try("import", "-window", a.window, "-depth", "8", "ppm:-")
		still := err != nil || now == last
		last = now
		return still
	})
	if err == nil {
		err = writePNG(file, last)
	}
	if err != nil {
		a.t.Errorf("screenshot: %v", err)
		return
	}
	a.t.Logf("picture: %s", file)
}

// writePNG writes a picture that came as PPM. It is quicker at it than ImageMagick.
func writePNG(name, ppm string) error {
	picture, err := readPPM(ppm)
	if err != nil {
		return err
	}
	file, err := os.Create(name)
	if err != nil {
		return err
	}
	encoder := png.Encoder{CompressionLevel: png.BestSpeed}
	return errors.Join(encoder.Encode(file, picture), file.Close())
}

func readPPM(ppm string) (*image.NRGBA, error) {
	var width, height, most int
	from := strings.NewReader(ppm)
	if _, err := fmt.Fscanf(from, "P6\n%d %d\n%d\n", &width, &height, &most); err != nil {
		return nil, fmt.Errorf("read the picture: %w", err)
	}
	if from.Len() != 3*width*height || most != 255 {
		return nil, fmt.Errorf("a picture of %d × %d has %d bytes", width, height, from.Len())
	}
	points := ppm[len(ppm)-from.Len():]
	picture := image.NewNRGBA(image.Rect(0, 0, width, height))
	for i := range width * height {
		copy(picture.Pix[4*i:], points[3*i:3*i+3])
		picture.Pix[4*i+3] = 255
	}
	return picture, nil
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
