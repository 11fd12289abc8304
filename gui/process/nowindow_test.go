package process

import (
	"bytes"
	"errors"
	"log"
	"log/slog"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver"
	"fyne.io/fyne/v2/test"
)

// oddWindow is a window on a machine that cannot show it.
type oddWindow struct {
	fyne.Window
	show   func()
	handle uintptr
}

func (w oddWindow) Show() { w.show() }

func (w oddWindow) RunNative(f func(any)) { f(driver.X11WindowContext{WindowHandle: w.handle}) }

func TestOpenWindowOnOddMachines(t *testing.T) {
	for name, c := range map[string]struct {
		window    oddWindow
		want      error
		onConsole bool
	}{
		"no display": {oddWindow{show: func() { panic("NotInitialized") }}, errNoDisplay, false},           //nolint:forbidigo // as the driver does
		"no OpenGL":  {oddWindow{show: func() { log.Print("window creation error") }}, errNoOpenGL, false}, //nolint:forbidigo // as Fyne says it
		"a good one": {oddWindow{show: func() { log.Print("a hint") }, handle: 7}, nil, true},              //nolint:forbidigo // as Fyne says it
	} {
		t.Run(name, func(t *testing.T) {
			var console, file bytes.Buffer
			before := log.Writer()
			log.SetOutput(&console)
			defer log.SetOutput(before)
			err := openWindow(c.window, holdLog(), slog.New(slog.NewTextHandler(&file, nil)))
			if !errors.Is(err, c.want) {
				t.Errorf("got %v, want %v", err, c.want)
			}
			if got := console.Len() > 0; got != c.onConsole {
				t.Errorf("the terminal shows %q", console.String())
			}
			if c.want != nil && !strings.Contains(file.String(), "no window") {
				t.Errorf("the log lacks the cause: %q", file.String())
			}
		})
	}
}

func TestOpenWindowElsewhere(t *testing.T) {
	if err := openWindow(test.NewTempApp(t).NewWindow("Mooring"), holdLog(), slog.New(slog.DiscardHandler)); err != nil {
		t.Error(err)
	}
}
