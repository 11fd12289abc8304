package process

import (
	"os"
	"testing"

	"fyne.io/fyne/v2/test"
)

// The system's signals are heard by the app, and not by Fyne beside it.
func TestSignalsEndTheApp(t *testing.T) {
	test.NewTempApp(t)
	heard := make(chan string, 2)
	b := &background{}
	b.OnSignal(func() { heard <- "first" }, func() { heard <- "then" })
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
