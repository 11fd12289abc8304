package gui

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"syscall"
	"time"
)

// A crash ends the process on the spot, with none of its code run any more. So a
// second process of the app waits for it. What the Go runtime says of a crash
// reaches that one through a pipe; it leaves out what could be a secret and
// writes the rest to a file. Nothing that is not cleaned ever reaches the disk.

const (
	// crashVariable names, to the second process, the folder for the report.
	crashVariable = "MOORING_CRASH_FOLDER"
	crashFolder   = "crashes"
	crashPrefix   = "crash-"
	crashSuffix   = ".txt"
	// crashLimit is more than the stacks of all goroutines of a window take.
	crashLimit = 4 << 20
)

// WatchCrashes starts the process that waits for a crash of this one.
func WatchCrashes(o Options) error {
	program, err := os.Executable()
	if err != nil {
		return fmt.Errorf("watch for crashes: %w", err)
	}
	hear, tell, err := os.Pipe()
	if err != nil {
		return fmt.Errorf("watch for crashes: %w", err)
	}
	watcher := exec.CommandContext(context.Background(), program) //nolint:gosec // this very program
	watcher.Env = append(os.Environ(), crashVariable+"="+filepath.Join(o.DataDir, crashFolder))
	watcher.Stdin, watcher.Stderr = hear, os.Stderr
	err = watcher.Start()
	if err == nil {
		// The runtime keeps an end of the pipe of its own: the watcher hears of this process's end in any case.
		err = errors.Join(debug.SetCrashOutput(tell, debug.CrashOptions{}), watcher.Process.Release())
	}
	return errors.Join(err, hear.Close(), tell.Close())
}

// WaitForCrash is the whole life of a process that WatchCrashes has started: it
// reports whether this is one, once the other process has ended.
func WaitForCrash(about About) bool {
	dir := os.Getenv(crashVariable)
	if dir == "" {
		return false
	}
	// What ends the app ends this process by itself; it must not go first.
	signal.Ignore(os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	said, err := io.ReadAll(io.LimitReader(os.Stdin, crashLimit))
	if len(said) == 0 {
		return true
	}
	if err == nil {
		var path string
		if path, err = writeCrash(dir, about, string(said), time.Now()); err == nil {
			_, _ = fmt.Fprintln(os.Stderr, "mooring: Mooring has stopped unexpectedly. A report without secrets is in", path)
			return true
		}
	}
	_, _ = fmt.Fprintln(os.Stderr, "mooring: Mooring has stopped unexpectedly, and the report could not be written:", err)
	return true
}

// writeCrash writes the cleaned report and returns where it is.
func writeCrash(dir string, about About, said string, now time.Time) (string, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil { //nolint:gosec // the folder that the app itself has named
		return "", err
	}
	home, _ := os.UserHomeDir() // without one there is nothing to leave out
	text := fmt.Sprintf("%s %s (build %d), %s/%s, %s\n%s\n\n%s",
		about.Name, about.Version, about.Build, runtime.GOOS, runtime.GOARCH, runtime.Version(),
		now.UTC().Format(time.RFC3339), cleanCrash(said, home))
	path := filepath.Join(dir, crashPrefix+now.UTC().Format("20060102-150405.000")+crashSuffix)
	return path, os.WriteFile(path, []byte(text), 0o600) //nolint:gosec // in that folder
}
