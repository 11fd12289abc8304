//go:build window

package windowtest

import (
	"errors"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"

	"mooring/client/history"
	"mooring/client/practice"
)

// The power goes while Platform works on the request. The next start finds out
// what became of it, without being told to.
func TestKillDuringACreate(t *testing.T) {
	app := startPractice(t)
	app.enter("Killed", practice.AccessKeySlow)
	app.Click("create")
	app.WaitState("phase", "working")
	// The slow scenario makes the connection at once and answers after seconds.
	app.wait("the connection on the practice Platform", stepLimit, func() bool { return len(app.Made()) == 1 })
	entries := app.Entries()
	app.sweepProcesses()
	app.Kill()
	app.sweepFiles()
	if len(entries) != 1 || entries[0].State != history.Pending {
		t.Fatalf("while the request was under way, the register held %+v", entries)
	}

	again := StartIn(t, app.DataDir, "--practice")
	again.ready()
	again.WaitState("rows", "1")
	again.wait("the register to know what became of it", startLimit, func() bool {
		entries := again.Entries()
		return len(entries) == 1 && entries[0].State == history.Created
	})
	entry := again.expectOne()
	again.selectFirstRow()
	again.WaitState("id", string(entry.ConnectionID))
	again.WaitState("etag", string(entry.ETag))
	again.WaitState("rows", "1")
	again.Screenshot("killed-found")
	again.Close()
}

// A second start shows the window of the first, whatever it is started with.
func TestSecondStart(t *testing.T) {
	first := startPractice(t)
	second := func(args ...string) (out string, code int) {
		cmd := exec.CommandContext(t.Context(), os.Getenv("MOORING_BINARY"), append([]string{"--data-dir", first.DataDir}, args...)...) //nolint:gosec // the app under test
		said, err := cmd.CombinedOutput()
		var exit *exec.ExitError
		if err != nil && !errors.As(err, &exit) {
			t.Fatal(err)
		}
		return string(said), cmd.ProcessState.ExitCode()
	}
	first.tool("xdotool", "windowminimize", first.window)
	minimized := func() bool {
		state, err := first.try("xprop", "-id", first.window, "WM_STATE")
		return err == nil && strings.Contains(state, "Iconic")
	}
	first.wait("the window to be small", stepLimit, minimized)
	if out, code := second("--practice"); code != 0 || !strings.Contains(out, "running already") {
		t.Errorf("it ended with %d: %s", code, out)
	}
	first.wait("the window to be back", stepLimit, func() bool { return !minimized() })
	first.Close()
}

// Where the first hangs, the second says so, and ends it if the user wants it.
func TestSecondStartWhileTheFirstHangs(t *testing.T) {
	first := startPractice(t)
	first.signal(syscall.SIGSTOP)
	second := StartAs(t, Setup{DataDir: first.DataDir, Args: []string{"--practice"}, Early: true})
	if !strings.Contains(second.Output(), "does not respond") {
		t.Errorf("it says %q", second.Output())
	}
	second.Screenshot("hanging-offered")
	second.Key("Tab", "Tab", "space")
	second.wait("the first to be ended", startLimit, func() bool { return !first.running() })
	second.wait("its layout file", startLimit, func() bool { return len(second.readLayout().Widgets) > 0 })
	second.ready()
	second.Close()
}
