package gui

import (
	"database/sql"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	_ "modernc.org/sqlite" // to make a register of a newer version

	"mooring/client/history"
	"mooring/client/practice"
	"mooring/gui/headless"
	"mooring/gui/model"
	supportmodel "mooring/gui/model/support"
	"mooring/gui/parts"
	"mooring/gui/process"
	"mooring/gui/widgets"
)

// living is an app whose loop is the test.
type living struct {
	fyne.App
	live func()
}

func (a living) Run() { a.live() }

// bystander is the background of a window in whose process nothing else goes on.
type bystander struct{ *hand }

func (bystander) Serve(f func()) { go f() }

func (bystander) OnSignal(_, _ func()) {}

func (bystander) Last(f func()) { f() }

func (bystander) End(time.Duration) {}

// openApp starts the app as Run does, lives in its window, and ends it.
func openApp(t *testing.T, dir string, live func(o *start)) (code int) {
	t.Helper()
	return openAppUntil(t, dir, live, func(*start) {})
}

// openAppUntil is openApp with what is to be done when the process would end.
func openAppUntil(t *testing.T, dir string, live, exit func(o *start)) (code int) {
	t.Helper()
	claim, err := process.ClaimFolder(process.Options{DataDir: dir})
	if err != nil {
		t.Fatal(err)
	}
	speak(t, "en.json")
	var o *start
	var ended sync.Once // the timer finds nobody to end any more
	app := living{headless.App(t, widgets.NewTheme()), func() { live(o) }}
	o = newStart(app, process.Setup{
		About:   process.About{ID: "app.mooring.Test", Name: "Mooring", Version: "0.0.0"},
		Options: process.Options{DataDir: dir}, Claim: claim, Log: process.OpenLog(dir),
		Background: bystander{&hand{}}, Exit: func(int) { ended.Do(func() { exit(o) }) },
	})
	return o.process.Run()
}

// says reports whether a text can be seen that holds this one, in one piece or
// in the lines of one widget.
func (o *start) says(text string) bool {
	var all []string
	eachVisible(o.process.Stage.Canvas().Content(), func(object fyne.CanvasObject) {
		if shown, ok := textOf(object); ok {
			all = append(all, shown)
		}
	})
	// A line may end within a path, and between words the space is left out.
	without := strings.NewReplacer(" ", "")
	return strings.Contains(without.Replace(strings.Join(all, "")), without.Replace(text))
}

// oldRegister makes a register with one connection in dir and returns its path.
func oldRegister(t *testing.T, dir string) string {
	t.Helper()
	register, err := history.Open(t.Context(), history.Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	e := history.Entry{AttemptID: unknownAttempt, Place: practicePlace, Name: "Loyalty exports"}
	if err := register.Journal.Begin(t.Context(), e); err != nil {
		t.Fatal(err)
	}
	path := register.Path()
	if err := register.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestDamagedRegisterIsTold(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "mooring")
	path := oldRegister(t, dir)
	if err := os.WriteFile(path, []byte("Dear diary, today I wrote to the wrong file."), 0o600); err != nil {
		t.Fatal(err)
	}
	openApp(t, dir, func(o *start) {
		if o.main == nil {
			t.Fatal("the window did not open")
		}
		aside := o.backend.register.Notice()
		if aside == nil {
			t.Fatal("nothing was set aside")
		}
		if o.main.welcome.View.Visible() {
			t.Error("it looks like a first start, and everything gone")
		}
		if note := noteIn(o.main, "banner.damaged"); note != parts.Tr("banner.setAside", "Path", aside.Path) {
			t.Errorf("the note says %q", note)
		}
		size := o.process.Stage.Canvas().Size()
		o.process.Stage.Window.Resize(size.AddWidthHeight(1, 1)) // gives the banner its place, as a frame does
		o.process.Stage.Window.Resize(size)
		if !o.says(filepath.Base(aside.Path)) {
			t.Error("where the old register is cannot be read: its path is cut off")
		}
	})
	if log, err := os.ReadFile(filepath.Join(dir, "logs", "mooring.log")); err != nil || !strings.Contains(string(log), "the register was damaged") {
		t.Errorf("the log says %q, %v", log, err)
	}
	openApp(t, dir, func(o *start) {
		if noteIn(o.main, "banner.damaged") == "" {
			t.Error("the next start does not tell it any more")
		}
		o.main.notices.Dismiss()
	})
	openApp(t, dir, func(o *start) {
		if noteIn(o.main, "banner.damaged") != "" {
			t.Error("it is told again to who has read it")
		}
	})
}

func TestNewerRegisterIsRefused(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "mooring")
	path := oldRegister(t, dir)
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.ExecContext(t.Context(), `INSERT INTO goose_db_version (version_id, is_applied) VALUES (99, 1)`); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	code := openApp(t, dir, func(o *start) {
		if o.main != nil {
			t.Error("the window opened")
		}
		for _, key := range []string{"opening.failed", "problem.registerNewer.title", "problem.registerNewer.do"} {
			if !o.says(parts.Tr(key)) {
				t.Errorf("the page does not say %q", parts.Tr(key))
			}
		}
		if after, err := os.ReadFile(path); err != nil || string(after) != string(before) {
			t.Errorf("the file was touched: %v", err)
		}
		// Once the file is out of the way, Try again opens the window.
		if err := os.Rename(path, path+".newer"); err != nil {
			t.Fatal(err)
		}
		pressIn(t, o.process.Stage.Canvas().Content(), parts.Tr("progress.again"))
		if o.main == nil {
			t.Error("after Try again there is no window")
		}
	})
	if code != 0 {
		t.Errorf("it ended with %d", code)
	}
}

func pressIn(t *testing.T, root fyne.CanvasObject, label string) {
	t.Helper()
	var found *widgets.Button
	eachVisible(root, func(o fyne.CanvasObject) {
		if b, ok := o.(*widgets.Button); ok && b.Text == label {
			found = b
		}
	})
	if found == nil {
		t.Fatalf("there is no button %q", label)
	}
	test.Tap(found)
}

// The practice Platform's own file must not keep anyone from the real work.
func TestNewerPracticeFile(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "mooring")
	platform, err := practice.Open(t.Context(), practice.Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	if err := platform.Close(); err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("sqlite", filepath.Join(dir, "practice.db"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.ExecContext(t.Context(), `PRAGMA user_version = 99`); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	openApp(t, dir, func(o *start) {
		if o.main == nil && o.says(parts.Tr("problem.unexpected.title")) {
			t.Error("the app does not open, and it has no words for why")
		}
	})
}

// What Open can refuse has words of its own, since nothing else can be seen.
func TestWordsForTheRegister(t *testing.T) {
	for _, err := range []error{
		history.ErrNewerVersion, history.ErrNotFolder, history.ErrNotWritable, history.ErrDamaged, history.ErrBusy, history.ErrInProgress,
	} {
		problem := model.Explain(err)
		if problem.Name == "unexpected" || parts.Tr("problem."+problem.Name+".title") == "" {
			t.Errorf("no words for: %v", err)
		}
	}
}

func TestFolderThatCannotBeMade(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	code := openApp(t, filepath.Join(file, "mooring"), func(o *start) {
		if o.main != nil || !o.says(parts.Tr("problem.registerNotFolder.title")) {
			t.Error("it does not say that there is a file in its place")
		}
	})
	if code != 1 {
		t.Errorf("it ended with %d", code)
	}
}

// Where the register cannot be written any more, nothing is sent.
func TestRegisterThatIsMovedAway(t *testing.T) {
	v := startPractice(t)
	if err := os.Rename(v.backend.register.Path(), v.backend.register.Path()+".moved"); err != nil {
		t.Fatal(err)
	}
	v.create("Loyalty exports", practice.AccessKeyWorks)
	v.expect("phase", "trouble", "problem", "registerNotWritable")
	if n := len(v.held()); n != 0 {
		t.Errorf("%d connections", n)
	}
}

// What is to be saved is saved, and the register closed, before the process ends.
func TestEverythingIsSavedAtTheEnd(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "mooring")
	exits := 0
	code := openAppUntil(t, dir, func(o *start) {
		o.main.beginWithPractice()
		o.main.settings.Change(func(l *supportmodel.Look) { l.Language = "fr" })
		o.main.onClose()
	}, func(o *start) {
		exits++
		if _, err := o.backend.register.Accounts.List(t.Context()); err == nil {
			t.Error("the register is still open")
		}
		register, err := history.Open(t.Context(), history.Options{Dir: dir})
		if err != nil {
			t.Fatal(err)
		}
		if look := supportmodel.ReadLook(t.Context(), register.Settings); look.Language != "fr" || !look.Practice {
			t.Errorf("the settings are %+v", look)
		}
		if err := register.Close(); err != nil {
			t.Error(err)
		}
	})
	if exits != 1 || code != 0 {
		t.Errorf("it ended %d times, and the code is %d", exits, code)
	}
}
