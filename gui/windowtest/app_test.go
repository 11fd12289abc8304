//go:build window

package windowtest

import (
	"bytes"
	"context"
	"errors"
	"image"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// After these a test gives up. They measure nothing: what takes a second on an idle machine
// takes half a minute on one that is at work on twenty other things.
const (
	startLimit = time.Minute
	stepLimit  = time.Minute // for anything to come true in the window
	closeLimit = 30 * time.Second
)

// App is one running copy of the app under test.
type App struct {
	// DataDir is the folder that the app keeps everything in.
	DataDir string

	t        *testing.T
	display  string // the X display that its window is on
	process  *exec.Cmd
	exited   chan struct{} // closed once the process has ended
	exitErr  error         // how it ended, to be read after exited
	output   string        // file with what it printed
	layout   string        // file with where its controls are
	window   string        // X id of its window, or of the compositor that shows it
	origin   image.Point   // where its controls are counted from, in that window
	pictures string

	presses, letters, clicks int // what it took so far
	asked                    int // how often it was asked where things are
}

// Setup is how a copy of the app is started.
type Setup struct {
	DataDir string     // one that may have been used before; a new one if empty
	Display string     // another X display than that of the tests
	Args    []string   // besides the data folder
	Env     []string   // besides that of the tests
	Early   bool       // do not wait for the main window's controls
	Window  []string   // what xdotool finds its window by; its process if empty
	Before  func(*App) // what is done before its window is looked for
}

// Start starts the app with a new data folder.
func Start(t *testing.T, args ...string) *App {
	t.Helper()
	return StartAs(t, Setup{Args: args})
}

// StartIn starts the app with a data folder that may have been used before.
func StartIn(t *testing.T, dataDir string, args ...string) *App {
	t.Helper()
	return StartAs(t, Setup{DataDir: dataDir, Args: args})
}

// StartAs starts the app as it is set up.
func StartAs(t *testing.T, setup Setup) *App {
	t.Helper()
	binary := os.Getenv("MOORING_BINARY")
	if binary == "" {
		t.Fatal("MOORING_BINARY does not say which app to test: run `make test-window`")
	}
	if setup.DataDir == "" {
		setup.DataDir = t.TempDir()
	}
	if setup.Display == "" {
		setup.Display = os.Getenv("DISPLAY")
	}
	scratch := t.TempDir()
	a := &App{
		DataDir: setup.DataDir, t: t, display: setup.Display, exited: make(chan struct{}),
		output: filepath.Join(scratch, "output.txt"), layout: filepath.Join(scratch, "layout.json"),
		pictures: os.Getenv("MOORING_PICTURES"),
	}
	if a.pictures == "" {
		a.pictures = t.ArtifactDir()
	}
	output, err := os.Create(a.output)
	if err != nil {
		t.Fatal(err)
	}
	a.process = exec.CommandContext(context.WithoutCancel(t.Context()), binary, append([]string{"--data-dir", setup.DataDir}, setup.Args...)...) //nolint:gosec // the app under test
	a.process.Env = slices.Concat(os.Environ(), []string{"MOORING_LAYOUT_FILE=" + a.layout, "DISPLAY=" + a.display}, setup.Env)
	a.process.Stdout, a.process.Stderr = output, output
	if err := a.process.Start(); err != nil {
		t.Fatal(err)
	}
	go func() {
		a.exitErr = errors.Join(a.process.Wait(), output.Close())
		close(a.exited)
	}()
	t.Cleanup(a.cleanup)
	if setup.Window == nil {
		setup.Window = []string{"--all", "--onlyvisible", "--pid", strconv.Itoa(a.process.Process.Pid), "--name", "."}
	}
	if setup.Before != nil {
		setup.Before(a)
	}
	a.findWindow(setup.Window)
	if !setup.Early {
		a.wait("its layout file", startLimit, func() bool { return len(a.readLayout().Widgets) > 0 })
	}
	return a
}

// findWindow waits for the window and gives it the keyboard.
func (a *App) findWindow(by []string) {
	a.t.Helper()
	a.wait("its window", startLimit, func() bool {
		found, err := a.try("xdotool", append([]string{"search"}, by...)...)
		a.window, _, _ = strings.Cut(strings.TrimSpace(found), "\n")
		return err == nil && a.window != ""
	})
	a.wait("the keyboard", startLimit, func() bool {
		_, _ = a.try("xdotool", "windowactivate", a.window)
		focused, err := a.try("xdotool", "getwindowfocus")
		return err == nil && strings.TrimSpace(focused) == a.window
	})
}

// Close asks the app to end, as a session that logs out does, and fails if it does
// not end well or has left a secret behind. Work that is under way ends before: the app
// would be cut off from it soon.
func (a *App) Close() {
	a.t.Helper()
	a.WaitState("busy", "false")
	a.sweepProcesses()
	if err := a.process.Process.Signal(syscall.SIGTERM); err != nil {
		a.t.Fatalf("end the app: %v", err)
	}
	select {
	case <-a.exited:
	case <-time.After(closeLimit):
		a.t.Fatalf("the app did not end within %v", closeLimit)
	}
	if a.exitErr != nil {
		a.t.Fatalf("the app ended badly: %v", a.exitErr)
	}
	a.sweepFiles()
}

// Kill ends the app at once, as a power cut does.
func (a *App) Kill() {
	_ = a.process.Process.Kill()
	<-a.exited
}

// Output is what the app has printed so far.
func (a *App) Output() string {
	data, err := os.ReadFile(a.output)
	if err != nil {
		a.t.Fatal(err)
	}
	return string(data)
}

// cleanup ends the app if the test has not, and tells what a failed test left behind.
func (a *App) cleanup() {
	if a.t.Failed() && a.running() {
		a.Screenshot("failed-" + strings.ReplaceAll(a.t.Name(), "/", "-"))
	}
	if a.running() {
		a.Kill()
	}
	if !a.t.Failed() {
		return
	}
	a.t.Logf("the app printed:\n%s", a.Output())
	logs, _ := filepath.Glob(filepath.Join(a.DataDir, "*.log"))
	for _, name := range logs {
		if data, err := os.ReadFile(name); err == nil {
			a.t.Logf("%s:\n%s", filepath.Base(name), data)
		}
	}
	if data, err := os.ReadFile(a.layout); err == nil {
		a.t.Logf("layout:\n%s", data)
	}
}

func (a *App) running() bool {
	select {
	case <-a.exited:
		return false
	default:
		return true
	}
}

// wait looks again and again until done, and fails past the limit or when the app has ended.
func (a *App) wait(what string, limit time.Duration, done func() bool) {
	a.t.Helper()
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	deadline := time.After(limit)
	for !done() {
		select {
		case <-tick.C:
		case <-a.exited:
			a.t.Fatalf("the app ended while the test waited for %s: %v", what, a.exitErr)
		case <-deadline:
			a.t.Fatalf("waited %v for %s in vain", limit, what)
		}
	}
}

// try runs a tool to its end. What the tool leaves running (xclip does) is not waited for.
func (a *App) try(name string, args ...string) (string, error) {
	// No t.Context here: cleanup still takes a picture when that is over.
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	var out, complaint bytes.Buffer
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Env = append(os.Environ(), "LC_ALL=C.UTF-8", "DISPLAY="+a.display) // a locale that exists everywhere, or xdotool refuses é
	cmd.Stdout, cmd.Stderr = &out, &complaint
	cmd.WaitDelay = time.Second
	if err := cmd.Run(); err != nil {
		return out.String(), errors.Join(err, errors.New(name+": "+complaint.String()))
	}
	return out.String(), nil
}

// tool is try where failing means that the test fails.
func (a *App) tool(name string, args ...string) string {
	a.t.Helper()
	out, err := a.try(name, args...)
	if err != nil {
		a.t.Fatal(err)
	}
	return out
}
