package process

import (
	"context"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"
)

// crashingVariable makes the test binary crash, with its value in all kinds of places.
const crashingVariable = "MOORING_TEST_CRASH"

// TestCrashingProcess is the process that TestCrashLeavesReport starts.
func TestCrashingProcess(t *testing.T) {
	secret := os.Getenv(crashingVariable)
	if secret == "" {
		t.Skip("only as a process of its own")
	}
	crashes := Options{DataDir: os.Getenv(dataDirVariable)}.Crashes()
	if err := crashes.watch(crashedAbout); err != nil {
		t.Fatal(err)
	}
	go crashWith(secret, [3]byte{'k', 'e', 'y'})
	select {}
}

var crashedAbout = About{Name: "Mooring", Version: "9.8.7", Build: 6}

//go:noinline
func crashWith(secret string, _ [3]byte) {
	panic("cannot sign in with " + secret + " at " + os.Args[0]) //nolint:forbidigo // the crash under test
}

func TestCrashLeavesReport(t *testing.T) {
	const secret = "p8e-Zk3vSecretOfTheTest"
	dir := t.TempDir()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	crashing := exec.CommandContext(ctx, os.Args[0], "-test.run=^TestCrashingProcess$", "-test.v") //nolint:gosec // this very program
	crashing.Env = append(os.Environ(), crashingVariable+"="+secret, dataDirVariable+"="+dir)
	out, err := crashing.CombinedOutput()
	if err == nil {
		t.Fatalf("it did not crash:\n%s", out)
	}
	crashes := Options{DataDir: dir}.Crashes()
	private(t, crashes.raw())
	written, err := crashes.report()
	if err != nil {
		t.Fatal(err)
	}
	path, report, ok := crashes.Latest()
	if !ok || path != written {
		t.Fatalf("no report; it said:\n%s", out)
	}
	if _, err := os.Lstat(crashes.raw()); !os.IsNotExist(err) {
		t.Errorf("what was not cleaned is still there: %v", err)
	}
	private(t, path)
	for _, want := range []string{"Mooring 9.8.7 (build 6)", "panic: cannot sign in with … at …", "mooring/gui/process.crashWith(…)", "crash_test.go:"} {
		if !strings.Contains(report, want) {
			t.Errorf("the report lacks %q:\n%s", want, report)
		}
	}
	home, _ := os.UserHomeDir()
	for _, bad := range []string{secret, "Zk3v", "0xc0", os.Args[0], home + "/"} {
		if strings.Contains(report, bad) {
			t.Errorf("the report holds %q:\n%s", bad, report)
		}
	}
}

// private fails if others may read the file.
func private(t *testing.T, path string) {
	t.Helper()
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if perm := info.Mode().Perm(); perm&0o077 != 0 && os.PathSeparator == '/' {
		t.Errorf("%s may be read by others: %v", path, perm)
	}
}

// Who ends well leaves nothing behind, and nothing is offered.
func TestNoReportWithoutCrash(t *testing.T) {
	dir := t.TempDir()
	crashes := Options{DataDir: dir}.Crashes()
	for range 2 { // a run that ends by the power cut, and one that ends well
		if err := crashes.watch(crashedAbout); err != nil {
			t.Fatal(err)
		}
	}
	if err := crashes.endWatch(); err != nil {
		t.Fatal(err)
	}
	if path, _, ok := crashes.Latest(); ok {
		t.Errorf("found %s", path)
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Errorf("left %v, %v", left, err)
	}
}

func TestCleanCrash(t *testing.T) {
	for name, c := range map[string]struct{ said, want string }{
		"runtime error": {
			"panic: runtime error: index out of range [3] with length 2\n\ngoroutine 18 [running]:\n",
			"panic: runtime error: index out of range [3] with length 2\n\ngoroutine 18 [running]:\n",
		},
		"signal": {
			"[signal SIGSEGV: segmentation violation code=0x1 addr=0xc000123456 pc=0x4]\n",
			"[signal SIGSEGV: segmentation violation code=… addr=… pc=…]\n",
		},
		"message": {
			"panic: open \"/home/jo/My keys.csv\": wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY refused for jo@example.com [recovered]\n",
			"panic: open … … … refused for … [recovered]\n",
		},
		"token": {
			"panic: Bearer eyJhbGciOi.eyJzdWIi.c2ln and abcdefghijklmnopqrstuvwxyz\n",
			"panic: Bearer … and …\n",
		},
		"quoted in a runtime error": {
			"panic: runtime error: hash of \"s3cret\"\n",
			"panic: runtime error: hash of …\n",
		},
		"stack": {
			"goroutine 1 [running, locked to thread]:\nmooring/gui.(*mainWindow).paint(0xc000012345, {0xc00007a000, 0x14})\n\t/home/jo/src/gui/window.go:12 +0x1b5\nfyne.io/fyne/v2/app.(*fyneApp).Run(...)\ncreated by mooring/gui.f in goroutine 1\n",
			"goroutine 1 [running, locked to thread]:\nmooring/gui.(*mainWindow).paint(…)\n\t~/src/gui/window.go:12\nfyne.io/fyne/v2/app.(*fyneApp).Run(...)\ncreated by mooring/gui.f in goroutine 1\n",
		},
		"registers": {
			"goroutine 1 gp=0xc000002380 m=0 mp=0x2a [syscall]:\nmain.main()\n\tmain.go:3 +0x1 fp=0xc01 sp=0xc02 pc=0xc03\nrax    0x73656372657400\nr10    0x1\n",
			"goroutine 1 [syscall]:\nmain.main(…)\n\tmain.go:3\n",
		},
	} {
		t.Run(name, func(t *testing.T) {
			if got := cleanCrash(c.said, "/home/jo"); got != c.want {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
		})
	}
}
