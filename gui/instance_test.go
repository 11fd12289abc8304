package gui

import (
	"os"
	"path/filepath"
	"testing"
)

func TestSecondStartShowsTheFirst(t *testing.T) {
	dir := t.TempDir()
	if ShowRunning(Options{DataDir: dir}) {
		t.Fatal("nobody is there, but somebody answered")
	}
	// A copy that crashed has left its socket behind.
	stale, err := hangBell(dir)
	if err != nil {
		t.Fatal(err)
	}
	bellPath := filepath.Join(dir, bellName)
	if err := os.Rename(bellPath, bellPath+".kept"); err != nil {
		t.Fatal(err)
	}
	if err := stale.takeDown(); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(bellPath+".kept", bellPath); err != nil {
		t.Fatal(err)
	}
	if ShowRunning(Options{DataDir: dir}) {
		t.Fatal("a copy that is gone answered")
	}

	b, err := hangBell(dir)
	if err != nil {
		t.Fatal(err)
	}
	shown := make(chan bool, 1)
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		b.answer(func(done func()) { shown <- true; done() })
	}()
	if !ShowRunning(Options{DataDir: dir}) {
		t.Error("the running copy did not answer")
	}
	if len(shown) != 1 {
		t.Error("its window was not shown")
	}
	for _, o := range []Options{{DataDir: dir, Tour: "pictures"}, {DataDir: dir, Practice: true}} {
		if ShowRunning(o) {
			t.Errorf("%+v is not satisfied with the other window", o)
		}
	}
	if err := b.takeDown(); err != nil {
		t.Error(err)
	}
	<-ended
	if _, err := os.Lstat(bellPath); !os.IsNotExist(err) {
		t.Errorf("the socket is still there: %v", err)
	}
}

// TestBellLeavesFiles holds that a file that is no socket is not removed for one.
func TestBellLeavesFiles(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, bellName)
	if err := os.WriteFile(path, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := hangBell(dir); err == nil {
		t.Error("a socket was made where a file is")
	}
	if text, err := os.ReadFile(path); err != nil || string(text) != "mine" {
		t.Errorf("the file is now %q, %v", text, err)
	}
}
