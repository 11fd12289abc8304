//go:build window

package windowtest

import (
	"bufio"
	"context"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// bigScreen has room for the whole window at a scale of 200 %.
const bigScreen = "2600x1800x24"

// OpenDisplay opens another X display, for as long as the test runs, and returns its name.
// What it is like can be said in more words of with-display.
func OpenDisplay(t *testing.T, screen string, more ...string) string {
	t.Helper()
	name, end := openDisplay(t, screen, more...)
	t.Cleanup(end)
	return name
}

// openDisplay is OpenDisplay for as long as its end is not called.
func openDisplay(t *testing.T, screen string, more ...string) (name string, end func()) {
	t.Helper()
	script, err := filepath.Abs("../../.ci/with-display")
	if err != nil {
		t.Fatal(err)
	}
	// The display lasts until this program hears of the end of its input.
	cmd := exec.CommandContext(context.WithoutCancel(t.Context()), script, "sh", "-c", `echo "$DISPLAY"; exec cat`)
	cmd.Env = slices.Concat(os.Environ(), []string{"MOORING_SCREEN=" + screen, "MOORING_SESSION=" + t.TempDir()}, more)
	cmd.Stderr = os.Stderr
	input, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	output, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	end = func() {
		_ = input.Close()
		_, _ = io.Copy(io.Discard, output)
		if err := cmd.Wait(); err != nil {
			t.Errorf("the display %s: %v", screen, err)
		}
	}
	name, err = bufio.NewReader(output).ReadString('\n')
	if err != nil {
		end()
		t.Fatalf("the display %s did not open: %v", screen, err)
	}
	return strings.TrimSpace(name), end
}
