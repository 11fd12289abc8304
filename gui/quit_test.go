package gui

import (
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"testing"
	"testing/synctest"
	"time"

	"fyne.io/fyne/v2/test"

	"mooring/client/history"
	supportmodel "mooring/gui/model/support"
	"mooring/gui/parts"
)

// What is to be saved is saved, and the register closed, before Fyne is told to
// quit: it may never come back from that.
func TestEverythingIsSavedBeforeFyneQuits(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "mooring")
	o := openApp(t, dir)
	o.main.begunWithPractice()
	o.main.settings.Change(func(l *supportmodel.Look) { l.Language = "fr" })
	quits := 0
	o.quit = func() {
		quits++
		if !o.saved.Load() || o.code() != 0 {
			t.Error("something is left to do")
		}
		if _, err := o.backend.register.Accounts.List(t.Context()); err == nil {
			t.Error("the register is still open")
		}
		register, err := history.Open(t.Context(), history.Options{Dir: dir})
		if err != nil {
			t.Fatal(err)
		}
		if look := supportmodel.ReadLook(t.Context(), register.Settings); look.Language != "fr" || !look.Practice {
			t.Errorf("the settings are %+v", look)
		}
		if err := register.Close(); err != nil {
			t.Error(err)
		}
	}
	o.main.onClose()
	o.leave() // the second press of an impatient user
	if quits != 1 {
		t.Errorf("Fyne was told to quit %d times", quits)
	}
}

// Fyne's quit hangs, or what is to be saved does: the process ends all the same.
func TestProcessEndsWhateverHangs(t *testing.T) {
	window := test.NewTempApp(t).NewWindow("Mooring")
	for name, c := range map[string]struct {
		hangs func(o *opening, hang func())
		exit  int
		want  int
	}{
		"Fyne":                    {func(o *opening, hang func()) { o.quit = hang }, 0, 0},
		"Fyne, after a bad tour":  {func(o *opening, hang func()) { o.quit = hang }, 1, 1},
		"the work under way":      {func(o *opening, hang func()) { o.stop = hang }, 0, 1},
		"the window, at a signal": {nil, 0, 1},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				release, killed := make(chan struct{}), make(chan int, 1)
				o := &opening{
					stage: &parts.Stage{Window: window}, claim: &Claim{}, logger: slog.New(slog.DiscardHandler), logFile: io.NopCloser(nil),
					stop: func() {}, quit: func() {}, kill: func(code int) { killed <- code },
				}
				began := time.Now()
				if c.hangs == nil {
					o.endInTime()
				} else {
					c.hangs(o, func() { <-release })
					go o.leaveWith(c.exit)
				}
				if code := <-killed; code != c.want {
					t.Errorf("it ended with %d, want %d", code, c.want)
				}
				if took := time.Since(began); took != quitLimit {
					t.Errorf("it took %s", took)
				}
				close(release)
			})
		})
	}
}

// The system's signals are heard by the app, and not by Fyne beside it.
func TestSignalsEndTheApp(t *testing.T) {
	test.NewTempApp(t)
	heard := make(chan string, 2)
	b := &background{}
	b.onSignal(func() { heard <- "first" }, func() { heard <- "then" })
	self, err := os.FindProcess(os.Getpid())
	if err != nil {
		t.Fatal(err)
	}
	if err := self.Signal(os.Interrupt); err != nil {
		t.Skip("this system sends no signals: " + err.Error())
	}
	for _, want := range []string{"first", "then"} {
		if got := <-heard; got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}
