//go:build window

package windowtest

import (
	"fmt"
	"os"
	"strconv"
	"syscall"
	"testing"
	"time"

	"mooring/client/practice"
)

// waysOut are all ways in which a person or the system ends the app.
var waysOut = []struct {
	name string
	out  func(*App)
}{
	{"menu", func(a *App) { a.Key("Alt_L", "Up", "Return") }},
	{"Ctrl+Q", func(a *App) { a.Key("ctrl+q") }},
	{"window button", func(a *App) { a.tool("wmctrl", "-i", "-c", a.window) }},
	{"SIGTERM", func(a *App) { a.signal(syscall.SIGTERM) }},
	{"SIGINT", func(a *App) { a.signal(syscall.SIGINT) }},
	{"SIGHUP", func(a *App) { a.signal(syscall.SIGHUP) }},
}

// Told to go in whichever way, the app is gone, soon and without complaint. With
// MOORING_QUITS it is told that often; make test-quit does so with a program that
// provokes what makes Fyne hang.
func TestGoneWhenTold(t *testing.T) {
	quits := len(waysOut)
	if n, err := strconv.Atoi(os.Getenv("MOORING_QUITS")); err == nil {
		quits = n
	}
	dir := t.TempDir()
	var slowest time.Duration
	byTimer, unsaved := 0, 0
	for i := range quits {
		way := waysOut[i%len(waysOut)]
		// While it works it asks before it goes, except where the system tells it to.
		working := i/len(waysOut)%2 == 1 || quits == len(waysOut) && way.name == "SIGTERM"
		name := fmt.Sprintf("%d %s", i, way.name)
		if working {
			name += " while working"
		}
		if !t.Run(name, func(t *testing.T) {
			folder := dir
			if working {
				folder = t.TempDir() // the keys that take long can be used once
			}
			app := StartIn(t, folder, "--practice")
			app.ready()
			if working {
				app.enter("Quit "+strconv.Itoa(i), practice.AccessKeySlow)
				app.Key("Return")
				app.WaitState("phase", "working")
			}
			began := time.Now()
			way.out(app)
			if working && i%len(waysOut) < 3 {
				app.WaitState("sheet", "quit")
				began = time.Now()
				app.Click("quit.submit")
			}
			select {
			case <-app.exited:
			case <-time.After(closeLimit): // the app's own limit is tested in package gui, where no other program takes time
				_ = app.process.Process.Signal(syscall.SIGQUIT) // for the stacks
				<-app.exited
				t.Fatalf("it does not go:\n%s", app.Output())
			}
			took := time.Since(began)
			slowest = max(slowest, took)
			if took > 2900*time.Millisecond {
				byTimer++
				// Where other programs leave it no time to close its files, it says so.
				if app.process.ProcessState.ExitCode() == 1 {
					unsaved++
					return
				}
			}
			if app.exitErr != nil {
				t.Errorf("it went after %s: %v\n%s", took, app.exitErr, app.Output())
			}
		}) {
			return
		}
	}
	t.Logf("%d quits, the slowest took %s, about %d were ended by the timer, %d of them before all was closed", quits, slowest, byTimer, unsaved)
	if unsaved*4 > quits {
		t.Errorf("%d of %d did not close their files in time", unsaved, quits)
	}
}

func (a *App) signal(s syscall.Signal) {
	a.t.Helper()
	if err := a.process.Process.Signal(s); err != nil {
		a.t.Fatal(err)
	}
}
