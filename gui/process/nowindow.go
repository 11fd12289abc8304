package process

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"log"
	"log/slog"
	"os"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver"

	"mooring/gui/parts"
)

var (
	// errNoDisplay is a machine without a screen that the window could be on.
	errNoDisplay = errors.New("no display")
	// errNoOpenGL is a screen on which nothing can be drawn.
	errNoOpenGL = errors.New("no OpenGL")
)

// heldLog is what Fyne says while the window is being made. It is kept off the
// terminal until it is known to be of use there.
type heldLog struct {
	bytes.Buffer
	terminal io.Writer
}

func holdLog() *heldLog {
	held := &heldLog{terminal: log.Writer()}
	log.SetOutput(held)
	return held
}

// openWindow shows the window for the first time. Where that is impossible, Fyne either
// panics or goes on without a window; here it is an error.
func openWindow(window fyne.Window, said *heldLog, logger *slog.Logger) (err error) {
	defer func() {
		log.SetOutput(said.terminal)
		if trouble := recover(); trouble != nil {
			logger.Error("no window", "error", trouble, "fyne", said.String())
			err = errNoDisplay
			return
		}
		if err != nil {
			logger.Error("no window", "error", err, "fyne", said.String())
			return
		}
		for line := range bytes.Lines(said.Bytes()) {
			_, _ = said.terminal.Write(line)
		}
	}()
	window.Show()
	if !exists(window) {
		return errNoOpenGL
	}
	return nil
}

// exists reports whether the system has made the window.
func exists(window fyne.Window) bool {
	native, ok := window.(driver.NativeWindow)
	if !ok {
		return true
	}
	var handle uintptr
	native.RunNative(func(context any) {
		switch context := context.(type) {
		case driver.X11WindowContext:
			handle = context.WindowHandle
		case driver.WaylandWindowContext:
			handle = context.WaylandSurface
		case driver.WindowsWindowContext:
			handle = context.HWND
		case driver.MacWindowContext:
			handle = context.NSWindow
		default:
			handle = 1
		}
	})
	return handle != 0
}

// explainNoWindow says why there is no window, on the terminal and in whatever window
// the system can open by itself.
func explainNoWindow(err error, about About) {
	text := parts.Tr("odd.noDisplay")
	if errors.Is(err, errNoOpenGL) {
		text = parts.Tr("odd.noOpenGL")
	}
	_, _ = fmt.Fprintln(os.Stderr, "mooring:", text)
	// A machine that cannot show even this has the words on its terminal.
	_ = systemMessage(about.Name, text)
}
