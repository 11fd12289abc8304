package gui

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"mooring/gui/process"
	"mooring/gui/support"
	"mooring/gui/widgets"
)

// crashed is a data folder in which an earlier run crashed twice.
func crashed(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	folder := filepath.Join(dir, "crashes")
	err := errors.Join(
		os.MkdirAll(folder, 0o700),
		os.WriteFile(filepath.Join(folder, "crash-20260102-030400.000.txt"), []byte("panic: the first\n"), 0o600),
		os.WriteFile(filepath.Join(folder, "crash-20260102-030401.000.txt"), []byte("panic: the second\n"+strings.Repeat("goroutine 1 [running]:\n", 40)), 0o600),
	)
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

func (v *screen) crashes() process.Crashes { return process.Options{DataDir: v.dir}.Crashes() }

func (v *screen) offerCrash() { support.OfferCrash(v.main.stage, v.crashes()) }

func TestCrashIsOfferedOnce(t *testing.T) {
	dir := crashed(t)
	v := openScreen(t, dir)
	v.offerCrash()
	v.expect("sheet", "crash")
	v.main.stage.SheetNamed("crash").OnSubmit()
	v.expect("sheet", "")
	v.offerCrash()
	v.expect("sheet", "")
	kept, err := os.ReadDir(filepath.Join(dir, "crashes", "kept"))
	if err != nil || len(kept) != 2 {
		t.Errorf("kept %v, %v; want both reports", kept, err)
	}
}

func TestCrashReportIsCopiedAndDeleted(t *testing.T) {
	dir := crashed(t)
	v := openScreen(t, dir)
	v.offerCrash()
	v.tap("crash.copy")
	if got := v.clipboard(); !strings.Contains(got, "panic: the second") || strings.Count(got, "goroutine") != 40 {
		t.Errorf("copied %q, want the whole latest report", got)
	}
	v.tap("crash.delete")
	v.expect("sheet", "")
	if path, _, left := v.crashes().Latest(); left {
		t.Errorf("left %s", path)
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
		v.offerCrash()
		for _, o := range v.shown() {
			if text, ok := o.(*widgets.Paragraph); ok && strings.Contains(text.Text, "panic") {
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
		kept, _ := os.ReadDir(filepath.Join(dir, "crashes", "kept"))
		if _, _, left := v.crashes().Latest(); left || len(kept) != settle.left {
			t.Errorf("%s: kept %v, and some are left: %v", settle.button, kept, left)
		}
	}
}

// Every stop of Tab in the sheets about a crash can be seen.
func TestCrashSheetFocusIsVisible(t *testing.T) {
	v := openScreen(t, crashed(t))
	v.offerCrash()
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
