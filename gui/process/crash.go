package process

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"
	"time"
)

// A crash ends the process on the spot: none of its own code runs any more. What the
// Go runtime writes goes to a file that only this user can read. The next start leaves
// out what could be a secret, offers the rest, and removes the file. Mooring itself
// never panics with a value: the linter forbids it.

const (
	crashFolder  = "crashes"
	crashPrefix  = "crash-"
	crashSuffix  = ".txt"
	rawCrashName = "raw.txt"
	// crashLimit is more than the stacks of all goroutines of a window take.
	crashLimit = 4 << 20
)

// Crashes is the folder of what crashes have left behind.
type Crashes struct{ folder string }

// Crashes returns the folder of the crashes of runs with this data folder.
func (o Options) Crashes() Crashes { return Crashes{filepath.Join(o.DataDir, crashFolder)} }

// raw is what the runtime has written.
func (c Crashes) raw() string { return filepath.Join(c.folder, rawCrashName) }

// watch makes a report of the crash if the last run crashed, and has the runtime write
// down a crash of this run. The folder must be claimed.
func (c Crashes) watch(about About) error {
	report, err := c.report()
	if report != "" {
		_, _ = fmt.Fprintln(os.Stderr, "mooring: Mooring stopped unexpectedly at its last run. A report without secrets is in", report)
	}
	if err != nil {
		return fmt.Errorf("the report of a crash: %w", err)
	}
	if err := os.MkdirAll(c.folder, 0o700); err != nil {
		return nil //nolint:nilerr // opening the register says so in the window
	}
	raw, err := os.OpenFile(c.raw(), os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return fmt.Errorf("watch for crashes: %w", err)
	}
	// The runtime writes to a copy of the file's handle.
	_, err = io.WriteString(raw, crashHead(about))
	if err := errors.Join(err, debug.SetCrashOutput(raw, debug.CrashOptions{}), raw.Close()); err != nil {
		return fmt.Errorf("watch for crashes: %w", err)
	}
	return nil
}

// crashHead is the first line of a report.
func crashHead(about About) string {
	return fmt.Sprintf("%s %s (build %d), %s/%s, %s\n",
		about.Name, about.Version, about.Build, runtime.GOOS, runtime.GOARCH, runtime.Version())
}

// endWatch ends what watch has begun, since this run ends well.
func (c Crashes) endWatch() error {
	trouble := debug.SetCrashOutput(nil, debug.CrashOptions{})
	if err := os.Remove(c.raw()); err != nil {
		return trouble
	}
	return errors.Join(trouble, removeEmpty(c.folder))
}

// report cleans what a crash has left, and returns where the report is.
func (c Crashes) report() (string, error) {
	raw, err := os.Open(c.raw())
	if err != nil {
		return "", nil //nolint:nilerr // the last run has ended well
	}
	text, err := io.ReadAll(io.LimitReader(raw, crashLimit))
	at := time.Now()
	if info, err := raw.Stat(); err == nil {
		at = info.ModTime()
	}
	if err := errors.Join(err, raw.Close()); err != nil {
		return "", err
	}
	head, said, _ := strings.Cut(string(text), "\n")
	path := ""
	if strings.TrimSpace(said) != "" {
		home, _ := os.UserHomeDir() // without one there is nothing to leave out
		path = filepath.Join(c.folder, crashPrefix+at.UTC().Format("20060102-150405.000")+crashSuffix)
		report := head + "\n" + at.UTC().Format(time.RFC3339) + "\n\n" + cleanCrash(said, home)
		if err := os.WriteFile(path, []byte(report), 0o600); err != nil {
			return "", err
		}
	}
	return path, os.Remove(c.raw())
}
