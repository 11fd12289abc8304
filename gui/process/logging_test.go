package process

import (
	"bytes"
	"errors"
	"log"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// noTerminal is what a program of Windows without a console has for one.
type noTerminal struct{}

func (noTerminal) Write([]byte) (int, error) { return 0, errors.New("the handle is invalid") }

// What cannot be written to the terminal is in the log all the same.
func TestLogWithoutATerminal(t *testing.T) {
	terminal := os.Stderr
	closed, err := os.Open(os.DevNull)
	if err != nil {
		t.Fatal(err)
	}
	if err := closed.Close(); err != nil {
		t.Fatal(err)
	}
	os.Stderr = closed
	before := log.Writer()
	t.Cleanup(func() { os.Stderr = terminal; log.SetOutput(before) })
	dir := t.TempDir()
	file := OpenLog(dir)
	t.Cleanup(func() { _ = file.Close() })
	log.Print("a complaint of Fyne") //nolint:forbidigo // as Fyne says it
	text, err := os.ReadFile(filepath.Join(dir, "logs", "mooring.log"))
	if err != nil || !strings.Contains(string(text), "a complaint of Fyne") {
		t.Errorf("the log holds %q, %v", text, err)
	}
	if n, err := (plainTerminal{noTerminal{}}).Write([]byte("x")); n != 1 || err != nil {
		t.Errorf("it passes on the trouble: %d, %v", n, err)
	}
}

func TestPlainTerminal(t *testing.T) {
	var console bytes.Buffer
	logger := log.New(plainTerminal{&console}, "", log.LstdFlags)
	logger.Println("Fyne error: ", "Preferences load error:")
	logger.Println("  Cause:", errors.New("no space left on device"))
	logger.Println("  At:", "fyne.io/fyne/v2/app/preferences.go:45")
	if console.Len() > 0 {
		t.Errorf("the terminal shows %q", console.String())
	}
	logger.Println("*** Error in Fyne call thread, this should have been called in fyne.Do[AndWait] ***")
	if !strings.Contains(console.String(), "call thread") {
		t.Error("a complaint about the app itself was left out")
	}
}
