//go:build wine

package filedialog

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// TestWineDialogs chooses files in the dialogs of Windows as Wine has them, on an X
// display: several to open, and one to save over.
func TestWineDialogs(t *testing.T) {
	w := startWine(t)
	folder := filepath.Join(w.drive, "x y")
	if err := os.Mkdir(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"b%20.csv", "old+1 你好.csv"} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte("old"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		name string
		args []string
		keys [][]string // each for the window that opens next
		want []string
	}{
		{"open", []string{"open", `C:\x y`}, [][]string{{"paste", "Return"}}, []string{`C:\x y\b%20.csv`, `C:\x y\old+1 你好.csv`}},
		{"open, dismissed", []string{"open", `C:\x y`}, [][]string{{"Escape"}}, nil},
		{"replace", []string{"save", `C:\x y`, "old+1 你好.csv"}, [][]string{{"Return"}, {"alt+y"}}, []string{`C:\x y\old+1 你好.csv`}},
		{"add the ending", []string{"save", `C:\x y`, "new"}, [][]string{{"Return"}}, []string{`C:\x y\new.csv`}},
		{"save, dismissed", []string{"save", `C:\x y`, "new"}, [][]string{{"Escape"}}, []string{""}},
	} {
		t.Run(c.name, func(t *testing.T) {
			cmd := exec.CommandContext(t.Context(), "wine", append([]string{w.program}, c.args...)...)
			var out bytes.Buffer
			cmd.Env, cmd.Stdout = w.env, &out
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			var seen []string
			for _, keys := range c.keys {
				window := nextWindow(t, seen)
				seen = append(seen, window)
				for _, key := range keys {
					if key == "paste" {
						copyText(t, `"b%20.csv" "old+1 你好.csv"`)
						key = "ctrl+v"
					}
					run(t, "xdotool", "key", "--delay", "50", key)
				}
			}
			if err := cmd.Wait(); err != nil {
				t.Fatal(err)
			}
			var got []string
			if err := json.Unmarshal(out.Bytes(), &got); err != nil || !slices.Equal(got, c.want) {
				t.Errorf("got %q, %v, want %q", got, err, c.want)
			}
		})
	}
	if data, err := os.ReadFile(filepath.Join(folder, "old+1 你好.csv")); err != nil || string(data) != "old" {
		t.Errorf("the old file holds %q, %v", data, err)
	}
	if files, err := os.ReadDir(folder); err != nil || len(files) != 2 {
		t.Errorf("the folder holds %v, %v", files, err)
	}
}

// wine is a Windows of its own.
type wine struct {
	env            []string
	drive, program string
}

func startWine(t *testing.T) wine {
	t.Helper()
	folder := t.TempDir()
	w := wine{drive: filepath.Join(folder, "prefix/drive_c"), program: filepath.Join(folder, "ask.exe")}
	w.env = append(os.Environ(), "WINEPREFIX="+filepath.Join(folder, "prefix"), "WINEARCH=win64", "WINEDEBUG=-all", "WINEDLLOVERRIDES=mscoree,mshtml=", "LC_ALL=C.UTF-8")
	build := exec.CommandContext(t.Context(), "go", "build", "-o", w.program, "./testdata/ask")
	build.Env = append(os.Environ(), "GOOS=windows", "GOARCH=amd64", "CGO_ENABLED=0")
	boot := exec.CommandContext(t.Context(), "wineboot", "-i")
	boot.Env = w.env
	dll := filepath.Join(w.drive, "windows/system32/bcryptprimitives.dll")
	stub := exec.CommandContext(t.Context(), "x86_64-w64-mingw32-gcc", "-shared", "-O2", "-o", dll, "../../.ci/wine/bcryptprimitives.c", "-ladvapi32")
	for _, cmd := range []*exec.Cmd{build, boot, stub} {
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%s: %v\n%s", cmd, err, out)
		}
	}
	t.Cleanup(func() {
		stop := exec.Command("wineserver", "-k", "-w") //nolint:noctx // the test's own context has ended by now
		stop.Env = w.env
		_ = stop.Run()
	})
	return w
}

// nextWindow waits for a dialog beside those that were seen, and for its keyboard.
func nextWindow(t *testing.T, seen []string) string {
	t.Helper()
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	for deadline := time.After(time.Minute); ; {
		found, _ := exec.CommandContext(t.Context(), "xdotool", "search", "--onlyvisible", "--name", "^Ask$").Output()
		for _, window := range strings.Fields(string(found)) {
			if slices.Contains(seen, window) {
				continue
			}
			_ = exec.CommandContext(t.Context(), "xdotool", "windowactivate", window).Run()
			focused, _ := exec.CommandContext(t.Context(), "xdotool", "getwindowfocus").Output()
			if strings.TrimSpace(string(focused)) == window {
				return window
			}
		}
		select {
		case <-tick.C:
		case <-deadline:
			t.Fatalf("no dialog opened beside %q", seen)
		}
	}
}

func copyText(t *testing.T, text string) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "xclip", "-selection", "clipboard", "-i")
	cmd.Stdin = strings.NewReader(text)
	if err := cmd.Run(); err != nil { // it stays behind, without our output
		t.Fatal(err)
	}
}

func run(t *testing.T, name string, args ...string) {
	t.Helper()
	if out, err := exec.CommandContext(t.Context(), name, args...).CombinedOutput(); err != nil {
		t.Fatalf("%s: %v\n%s", name, err, out)
	}
}
