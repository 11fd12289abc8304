package process

import (
	"os"
	"os/signal"
	"syscall"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// send sends this process a signal.
func send(t *testing.T, s os.Signal) {
	t.Helper()
	self, err := os.FindProcess(os.Getpid())
	if err != nil {
		t.Fatal(err)
	}
	if err := self.Signal(s); err != nil {
		t.Skip("this system sends no signals: " + err.Error())
	}
}

func TestSignalsEndTheApp(t *testing.T) {
	test.NewTempApp(t)
	heard := make(chan string, 2)
	b := &background{}
	b.OnSignal(func() { heard <- "first" }, func() { heard <- "then" })
	t.Cleanup(func() { b.End(0); signal.Reset(endSignals...) })
	send(t, syscall.SIGTERM)
	for _, want := range []string{"first", "then"} {
		if got := <-heard; got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

// Fyne's own handler hears nothing, however late it begins to listen.
func TestSignalsAreTakenFromFyne(t *testing.T) {
	t.Cleanup(func() { signal.Reset(endSignals...) })
	heard, byFyne := make(chan os.Signal, 1), make(chan os.Signal, 2)
	signal.Ignore(os.Interrupt)
	if takeSignals(heard) {
		t.Fatal("taken from a handler that does not listen yet")
	}
	signal.Notify(byFyne, syscall.SIGINT, syscall.SIGTERM)
	if !takeSignals(heard) {
		t.Fatal("not taken from a handler that listens")
	}
	for _, s := range []os.Signal{os.Interrupt, syscall.SIGTERM} {
		send(t, s)
		if got := <-heard; got != s {
			t.Errorf("got %v, want %v", got, s)
		}
	}
	if len(byFyne) > 0 {
		t.Errorf("Fyne hears %v, too", <-byFyne)
	}
}

// busyApp is an app whose UI goroutine is busy: what is to be run there waits.
type busyApp struct {
	fyne.App
	driver busyDriver
}

type busyDriver struct {
	fyne.Driver
	queue chan func()
}

func (a busyApp) Driver() fyne.Driver { return a.driver }

func (d busyDriver) DoFromGoroutine(f func(), _ bool) { d.queue <- f }

// What is stopped while it waits for the UI goroutine does not run any more: the path that
// one goes on typing would be taken as it was a second ago.
func TestAfterIsStoppedOnItsWay(t *testing.T) {
	app := test.NewTempApp(t)
	queue := make(chan func())
	fyne.SetCurrentApp(busyApp{app, busyDriver{app.Driver(), queue}})
	t.Cleanup(func() { fyne.SetCurrentApp(app) })
	for name, stopped := range map[string]bool{"stopped": true, "left alone": false} {
		ran := false
		stop := (&background{}).After(0, func() { ran = true })
		due := <-queue
		if stopped {
			stop()
		}
		due()
		if ran == stopped {
			t.Errorf("%s, it ran: %v", name, ran)
		}
	}
}
