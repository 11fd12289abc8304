package process

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/gofrs/flock"

	"mooring/gui/headless"
	"mooring/gui/model/modeltest"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// atOnce is the Background of these tests: work is done where it is asked for.
type atOnce struct {
	modeltest.Inline
	end func()
}

func (*atOnce) Serve(f func()) { go f() }

func (*atOnce) OnSignal(_, _ func()) {}

func (*atOnce) Last(f func()) { f() }

func (b *atOnce) End(time.Duration) {
	if b.end != nil {
		b.end()
	}
}

// page is what the window of these tests shows.
type page struct {
	forget bool
	log    []string
}

func (p *page) End() { p.log = append(p.log, "end") }

func (p *page) Close() error { p.log = append(p.log, "close"); return nil }

func (p *page) Forget() bool { return p.forget }

// living is an app whose loop is the test.
type living struct {
	fyne.App
	live func()
}

func (a living) Run() { a.live() }

// life runs a process with this hold on its folder, and live while its window is open.
type life struct {
	t     *testing.T
	claim *Claim
	open  func() error // what comes of opening the register
	page  page
	exits int
	ended sync.Once
	*Process
}

func (l *life) run(live func()) (code int) {
	l.t.Helper()
	if err := parts.UseLanguage(""); err != nil {
		l.t.Fatal(err)
	}
	dir := l.claim.dir
	l.Process = New(living{headless.App(l.t, widgets.NewTheme()), live}, Setup{
		About: crashedAbout, Options: Options{DataDir: dir}, Claim: l.claim, Log: OpenLog(dir), Background: &atOnce{},
		Exit: func(int) {
			l.ended.Do(func() { // the timer finds nobody to end any more
				l.exits++
				if !l.saved.Load() {
					l.t.Error("something is left to do")
				}
			})
		},
		Open: func(context.Context) (func() Content, error) {
			if l.open != nil {
				if err := l.open(); err != nil {
					return nil, err
				}
			}
			return func() Content { return &l.page }, nil
		},
	})
	return l.Run()
}

// says reports whether a text can be read in the window.
func (l *life) says(text string) bool {
	for _, o := range test.LaidOutObjects(l.Stage.Canvas().Content()) {
		if label, ok := o.(*widgets.Paragraph); ok && strings.Contains(label.Text, text) {
			return true
		}
	}
	return false
}

// press taps the button with this label.
func (l *life) press(label string) {
	l.t.Helper()
	for _, o := range test.LaidOutObjects(l.Stage.Canvas().Content()) {
		if b, ok := o.(*widgets.Button); ok && b.Text == label {
			test.Tap(b)
			return
		}
	}
	l.t.Fatalf("there is no button %q", label)
}

func TestLife(t *testing.T) {
	l := &life{t: t, claim: claimed(t, t.TempDir())}
	code := l.run(func() {
		if len(l.page.log) > 0 || l.content == nil {
			t.Errorf("it lives, and has done %q", l.page.log)
		}
		l.Stage.Quit()
		l.Stage.Quit() // the second press of an impatient user
	})
	if code != 0 || l.exits != 1 || strings.Join(l.page.log, " ") != "end close" {
		t.Errorf("it ended with %d, %d times, and did %q", code, l.exits, l.page.log)
	}
}

// Fyne's loop may end by itself, as when a session ends.
func TestLoopThatEndsByItself(t *testing.T) {
	dir := t.TempDir()
	l := &life{t: t, claim: claimed(t, dir), page: page{forget: true}}
	if code := l.run(func() {}); code != 0 || strings.Join(l.page.log, " ") != "end close" {
		t.Errorf("it ended with %d and did %q", code, l.page.log)
	}
	if _, err := os.Lstat(dir); !os.IsNotExist(err) {
		t.Errorf("it was to be forgotten: %v", err)
	}
}

// What keeps the register from being opened is said, and can be tried again.
func TestRegisterThatDoesNotOpen(t *testing.T) {
	for _, cured := range []bool{true, false} {
		l := &life{t: t, claim: claimed(t, t.TempDir())}
		l.open = func() error { return errors.New("a reason") }
		code := l.run(func() {
			if !l.says(parts.Tr("problem.unexpected.title")) {
				t.Error("it does not say that it cannot open")
			}
			if cured {
				l.open = nil
			}
			l.press(parts.Tr("progress.again"))
			if l.content != nil != cured {
				t.Errorf("opened: %v, want %v", l.content != nil, cured)
			}
			if !cured {
				l.press(parts.Tr("quit.button"))
			}
		})
		if want := map[bool]int{true: 0, false: 1}[cured]; code != want {
			t.Errorf("it ended with %d, want %d", code, want)
		}
	}
}

// The window offers to end a copy that hangs, and opens once it is gone.
func TestWindowOffersToEndTheOther(t *testing.T) {
	dir := t.TempDir()
	first := claimed(t, dir)
	l := &life{t: t, claim: &Claim{dir: dir, lock: flock.New(filepath.Join(dir, claimName))}}
	code := l.run(func() {
		if l.content != nil || !l.says(parts.Tr("running.text")) {
			t.Error("it does not say that another one has the folder")
		}
		if err := os.WriteFile(filepath.Join(dir, ownerName), []byte("1 elsewhere"), 0o600); err != nil {
			t.Fatal(err)
		}
		l.press(parts.Tr("running.end"))
		if l.content != nil || l.code() != 1 || !l.says(parts.Tr("running.failed")) {
			t.Error("it does not say that the other one cannot be ended")
		}
		if err := first.Release(false); err != nil {
			t.Fatal(err)
		}
		l.press(parts.Tr("running.end"))
		if l.content == nil {
			t.Error("it did not open")
		}
	})
	if code != 0 {
		t.Errorf("it ended with %d", code)
	}
}

// A copy that answers again is shown, and nothing that it holds is lost: the window that
// offers to end it notices by itself, and looks again where it is taken by its word.
func TestTheOtherAnswersAgain(t *testing.T) {
	for name, how := range map[string]func(*life){
		"by itself":          func(l *life) { l.setup.Background.(*atOnce).Fire() },
		"before it is ended": func(l *life) { l.press(parts.Tr("running.end")) },
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			first := claimed(t, dir)
			l := &life{t: t, claim: &Claim{dir: dir, lock: flock.New(filepath.Join(dir, claimName))}}
			code := l.run(func() {
				if !l.says(parts.Tr("running.text")) {
					t.Error("it does not say that another one has the folder")
				}
				shown := answering(t, first)
				how(l)
				if len(shown) != 1 || l.exits != 1 || l.content != nil {
					t.Errorf("the first is shown %d times, the second has ended %d times", len(shown), l.exits)
				}
			})
			if code != 0 {
				t.Errorf("it ended with %d", code)
			}
		})
	}
}

// A copy that has ended by itself leaves the folder to the window that waits for it.
func TestTheOtherEndsByItself(t *testing.T) {
	dir := t.TempDir()
	first := claimed(t, dir)
	l := &life{t: t, claim: &Claim{dir: dir, lock: flock.New(filepath.Join(dir, claimName))}}
	if code := l.run(func() {
		if err := first.Release(false); err != nil {
			t.Fatal(err)
		}
		l.setup.Background.(*atOnce).Fire()
		if l.content == nil {
			t.Error("it did not open")
		}
	}); code != 0 {
		t.Errorf("it ended with %d", code)
	}
}
