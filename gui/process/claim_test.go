package process

import (
	"bufio"
	"errors"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/adrg/xdg"
	"github.com/gofrs/flock"
)

// claimed is a folder that this process works in.
func claimed(t *testing.T, dir string) *Claim {
	t.Helper()
	c, err := ClaimFolder(Options{DataDir: dir})
	if err != nil || !c.held || c.requests == nil {
		t.Fatalf("%+v, %v", c, err)
	}
	return c
}

// answering shows a window at each request until the test ends.
func answering(t *testing.T, c *Claim) (shown chan bool) {
	t.Helper()
	shown = make(chan bool, 9)
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		c.requests.answer(func(done func()) { shown <- true; done() })
	}()
	t.Cleanup(func() {
		_ = c.Release(false)
		<-ended
	})
	return shown
}

// ownCache keeps the sockets of folders of a long name out of the cache of whoever tests.
func ownCache(t *testing.T) {
	t.Helper()
	t.Cleanup(xdg.Reload)
	dir, err := os.MkdirTemp("", "cache") //nolint:usetesting // its folders have names too long for a socket
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	t.Setenv("XDG_CACHE_HOME", dir)
	xdg.Reload()
}

func TestSecondStartShowsTheFirst(t *testing.T) {
	ownCache(t)
	for name, dir := range map[string]string{
		"a folder":           t.TempDir(),
		"one of a long name": filepath.Join(t.TempDir(), strings.Repeat("long ", 30)),
	} {
		t.Run(name, func(t *testing.T) {
			first := claimed(t, dir)
			shown := answering(t, first)
			for _, o := range []Options{{DataDir: dir}, {DataDir: dir, Practice: true}} {
				if second, err := ClaimFolder(o); !errors.Is(err, ErrRunning) {
					t.Errorf("%+v: %+v, %v", o, second, err)
				}
				if len(shown) != 1 {
					t.Error("the window of the first was not shown")
				} else {
					<-shown
				}
			}
			if err := first.Release(false); err != nil {
				t.Error(err)
			}
			if err := claimed(t, dir).Release(false); err != nil {
				t.Error(err)
			}
			if left, err := os.ReadDir(dir); err != nil || len(left) != 1 || left[0].Name() != claimName {
				t.Errorf("left %v, %v", left, err)
			}
		})
	}
}

// A folder that takes as long to be reached as its lock is waited for, as on a network
// drive, is free all the same.
func TestSlowFolderIsTaken(t *testing.T) {
	dir := t.TempDir()
	c := &Claim{dir: dir, lock: flock.New(filepath.Join(dir, claimName))}
	if !c.take(0) {
		t.Fatal("a free folder counts as that of another process")
	}
	other := &Claim{dir: dir, lock: flock.New(filepath.Join(dir, claimName))}
	if other.take(0) {
		t.Error("it is taken twice")
	}
	if err := c.Release(false); err != nil {
		t.Error(err)
	}
}

// A copy that is about to end is waited for.
func TestStartWhileTheFirstEnds(t *testing.T) {
	dir := t.TempDir()
	first := claimed(t, dir)
	first.requests.ending.Store(true)
	asked := make(chan struct{})
	go func() {
		first.requests.answer(nil)
		close(asked)
	}()
	time.AfterFunc(answerLimit+100*time.Millisecond, func() { _ = first.Release(false) })
	if err := claimed(t, dir).Release(false); err != nil {
		t.Error(err)
	}
	<-asked
}

// A process that has the folder and hangs is found out within two seconds or
// little more, and ended if the user wants it.
func TestStartWhileTheFirstHangs(t *testing.T) {
	dir := t.TempDir()
	hanging := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestHangingProcess$") //nolint:gosec // this very program
	hanging.Env = append(os.Environ(), dataDirVariable+"="+dir, hangingVariable+"=yes")
	out, err := hanging.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := hanging.Start(); err != nil {
		t.Fatal(err)
	}
	if _, err := bufio.NewReader(out).ReadString('\n'); err != nil {
		t.Fatal(err)
	}
	began := time.Now()
	second, err := ClaimFolder(Options{DataDir: dir})
	if err != nil || second.held {
		t.Fatalf("%+v, %v", second, err)
	}
	if took := time.Since(began); took < answerLimit || took > time.Minute {
		t.Errorf("it took %s", took)
	}
	if err := second.takeOver(); err != nil || !second.held {
		t.Fatal(err)
	}
	if err := hanging.Wait(); err == nil {
		t.Error("the other one ended by itself")
	}
	if err := second.Release(false); err != nil {
		t.Error(err)
	}
}

// hangingVariable makes the test binary a process that has a folder and hangs.
const hangingVariable = "MOORING_TEST_HANG"

func TestHangingProcess(t *testing.T) {
	if os.Getenv(hangingVariable) == "" {
		t.Skip("only as a process of its own")
	}
	claim := claimed(t, os.Getenv(dataDirVariable))
	signal.Ignore(syscall.SIGTERM)
	_, _ = os.Stdout.WriteString("ready\n")
	claim.requests.answer(func(func()) {}) // is asked, and shows nothing
	_ = claim.Release(false)
}

// What a crash leaves behind keeps nobody out.
func TestStartAfterACrash(t *testing.T) {
	dir := t.TempDir()
	first := claimed(t, dir)
	socket := socketPath(dir)
	if err := os.Rename(socket, socket+".kept"); err != nil {
		t.Fatal(err)
	}
	if err := first.Release(false); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(os.Rename(socket+".kept", socket), os.WriteFile(filepath.Join(dir, ownerName), []byte("1 elsewhere"), 0o600)); err != nil {
		t.Fatal(err)
	}
	began := time.Now()
	if err := claimed(t, dir).Release(false); err != nil {
		t.Error(err)
	}
	if took := time.Since(began); took > answerLimit {
		t.Errorf("it took %s", took)
	}
}

// A process on another computer, or one that nobody knows, is not ended.
func TestWhoIsNotEnded(t *testing.T) {
	dir := t.TempDir()
	first := claimed(t, dir)
	t.Cleanup(func() { _ = first.Release(false) })
	_ = first.requests.close() // nobody answers, at once
	first.requests = nil
	for _, owner := range []string{"", "1 elsewhere", "nonsense"} {
		if err := os.WriteFile(filepath.Join(dir, ownerName), []byte(owner), 0o600); err != nil {
			t.Fatal(err)
		}
		second := &Claim{dir: dir, lock: flock.New(filepath.Join(dir, claimName))}
		if err := second.takeOver(); !errors.Is(err, errStillRunning) {
			t.Errorf("%q: %v", owner, err)
		}
	}
}

// TestSocketLeavesFiles holds that a file that is no socket is not removed for one.
func TestSocketLeavesFiles(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, socketName)
	if err := os.WriteFile(path, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := listen(dir); err == nil {
		t.Error("a socket was made where a file is")
	}
	if text, err := os.ReadFile(path); err != nil || string(text) != "mine" {
		t.Errorf("the file is now %q, %v", text, err)
	}
}
