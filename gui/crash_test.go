package gui

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"mooring/gui/widgets"
)

// crashingVariable makes the test binary crash, with its value in all kinds of places.
const crashingVariable = "MOORING_TEST_CRASH"

// TestCrashingProcess is the process that TestCrashLeavesReport starts.
func TestCrashingProcess(t *testing.T) {
	secret := os.Getenv(crashingVariable)
	if secret == "" {
		t.Skip("only as a process of its own")
	}
	if err := watchCrashes(Options{DataDir: os.Getenv(dataDirVariable)}, crashedAbout); err != nil {
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
	o := Options{DataDir: dir}
	private(t, rawCrash(o))
	path, err := reportCrash(o)
	if err != nil {
		t.Fatal(err)
	}
	report, ok := newCrash(dir)
	if !ok || report.path != path {
		t.Fatalf("no report; it said:\n%s", out)
	}
	if _, err := os.Lstat(rawCrash(o)); !os.IsNotExist(err) {
		t.Errorf("what was not cleaned is still there: %v", err)
	}
	private(t, path)
	for _, want := range []string{"Mooring 9.8.7 (build 6)", "panic: cannot sign in with … at …", "mooring/gui.crashWith(…)", "crash_test.go:"} {
		if !strings.Contains(report.text, want) {
			t.Errorf("the report lacks %q:\n%s", want, report.text)
		}
	}
	home, _ := os.UserHomeDir()
	for _, bad := range []string{secret, "Zk3v", "0xc0", os.Args[0], home + "/"} {
		if strings.Contains(report.text, bad) {
			t.Errorf("the report holds %q:\n%s", bad, report.text)
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
	o := Options{DataDir: t.TempDir()}
	for range 2 { // a run that ends by the power cut, and one that ends well
		if err := watchCrashes(o, crashedAbout); err != nil {
			t.Fatal(err)
		}
	}
	if err := stopCrashWatch(o); err != nil {
		t.Fatal(err)
	}
	if report, ok := newCrash(o.DataDir); ok {
		t.Errorf("found %+v", report)
	}
	if left, err := os.ReadDir(o.DataDir); err != nil || len(left) > 0 {
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
			"goroutine 1 [running, locked to thread]:\nmooring/gui.(*tour).next(0xc000012345, {0xc00007a000, 0x14})\n\t/home/jo/src/gui/tour.go:12 +0x1b5\nfyne.io/fyne/v2/app.(*fyneApp).Run(...)\ncreated by mooring/gui.f in goroutine 1\n",
			"goroutine 1 [running, locked to thread]:\nmooring/gui.(*tour).next(…)\n\t~/src/gui/tour.go:12\nfyne.io/fyne/v2/app.(*fyneApp).Run(...)\ncreated by mooring/gui.f in goroutine 1\n",
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

// crashed is a data folder in which an earlier run crashed twice.
func crashed(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for i, said := range []string{"panic: the first\n", "panic: the second\n" + strings.Repeat("goroutine 1 [running]:\n", 40)} {
		raw := rawCrash(Options{DataDir: dir})
		at := time.Date(2026, 1, 2, 3, 4, i, 0, time.UTC)
		err := errors.Join(os.MkdirAll(filepath.Dir(raw), 0o700), os.WriteFile(raw, []byte(crashHead(crashedAbout)+said), 0o600), os.Chtimes(raw, at, at))
		if err != nil {
			t.Fatal(err)
		}
		if path, err := reportCrash(Options{DataDir: dir}); err != nil || path == "" {
			t.Fatal(path, err)
		}
	}
	return dir
}

func TestCrashIsOfferedOnce(t *testing.T) {
	dir := crashed(t)
	v := openScreen(t, dir)
	v.main.offerCrash()
	v.expect("sheet", "crash")
	v.main.stage.Sheets["crash"].OnSubmit()
	v.expect("sheet", "")
	v.main.offerCrash()
	v.expect("sheet", "")
	kept, err := os.ReadDir(filepath.Join(dir, crashFolder, keptFolder))
	if err != nil || len(kept) != 2 {
		t.Errorf("kept %v, %v; want both reports", kept, err)
	}
}

func TestCrashReportIsCopiedAndDeleted(t *testing.T) {
	dir := crashed(t)
	v := openScreen(t, dir)
	v.main.offerCrash()
	v.tap("crash.copy")
	if got := v.clipboard(); !strings.Contains(got, "panic: the second") || strings.Count(got, "goroutine") != 40 {
		t.Errorf("copied %q, want the whole latest report", got)
	}
	v.tap("crash.delete")
	v.expect("sheet", "")
	if left := crashFiles(dir); len(left) > 0 {
		t.Errorf("left %v", left)
	}
}

// Who opens the app after a crash is told so in a sentence. The report is there for
// whoever asks for it, all of it, and is settled from there too.
func TestCrashReportIsBehindButton(t *testing.T) {
	for _, settle := range []struct {
		button string
		left   int
	}{{"crashReport.delete", 0}, {"crashReport.submit", 2}} {
		dir := crashed(t)
		v := openScreen(t, dir)
		v.main.offerCrash()
		for _, o := range v.shown() {
			if text, ok := o.(*widget.Label); ok && strings.Contains(text.Text, "panic") {
				t.Errorf("a beginner reads %q", text.Text)
			}
		}
		v.tap("crash.show")
		v.expect("sheet", "crashReport")
		shown := ""
		for _, o := range v.shown() {
			if text, ok := o.(*widgets.CopyText); ok {
				shown = text.Text()
			}
		}
		if !strings.Contains(shown, "panic: the second") || strings.Count(shown, "goroutine") != 40 {
			t.Errorf("it shows %q, want the whole latest report", shown)
		}
		v.tap("crashReport.copy")
		if v.clipboard() != shown {
			t.Errorf("copied %q", v.clipboard())
		}
		v.tap(settle.button)
		v.expect("sheet", "")
		kept, _ := os.ReadDir(filepath.Join(dir, crashFolder, keptFolder))
		if len(kept) != settle.left || len(crashFiles(dir)) > 0 {
			t.Errorf("%s: kept %v and left %v", settle.button, kept, crashFiles(dir))
		}
	}
}

// Every stop of Tab in the sheets about a crash can be seen.
func TestCrashSheetFocusIsVisible(t *testing.T) {
	v := openScreen(t, crashed(t))
	v.main.offerCrash()
	for _, open := range []string{"", "crash.show"} {
		if open != "" {
			v.tap(open)
		}
		for range 8 {
			focused, ok := v.canvas().Focused().(fyne.CanvasObject)
			if !ok || !slices.Contains(v.shown(), focused) {
				t.Errorf("%s: the focus is on %T, which cannot be seen", open, focused)
			}
			if _, scroll := focused.(*container.Scroll); scroll {
				t.Error("the focus is on what shows none")
			}
			v.canvas().FocusNext()
		}
	}
}
