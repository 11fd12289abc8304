package history

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
)

func TestCopiesShareTheRegister(t *testing.T) {
	const copies = 4
	dir := filepath.Join(t.TempDir(), "mooring") // they race for making it too
	said := make([][]string, copies)
	var all sync.WaitGroup
	for i := range copies {
		cmd := process(t, "write", dir)
		all.Go(func() {
			out, err := cmd.CombinedOutput()
			if err != nil {
				t.Errorf("%v: %s", err, out)
			}
			said[i] = strings.Fields(string(out))
		})
	}
	all.Wait()
	r := openAt(t, dir)
	for _, ids := range said {
		if len(ids) != writesPerProcess {
			t.Errorf("%d entries said, want %d", len(ids), writesPerProcess)
		}
		for _, id := range ids {
			if e := get(t, r, id); e.State != Created || string(e.ConnectionID) != id {
				t.Fatalf("%+v", e)
			}
		}
	}
	if n, err := r.Count(t.Context(), Query{}); n != copies*writesPerProcess || err != nil {
		t.Errorf("Count = %d, %v", n, err)
	}
}

// Copies that refresh the same place at once add every connection once.
func TestCopiesMergeAtOnce(t *testing.T) {
	const copies = 3
	dir := filepath.Join(t.TempDir(), "mooring")
	said := make([]string, copies)
	var all sync.WaitGroup
	for i := range copies {
		cmd := process(t, "merge", dir)
		all.Go(func() {
			out, err := cmd.CombinedOutput()
			if err != nil {
				t.Errorf("%v: %s", err, out)
			}
			said[i] = strings.TrimSpace(string(out))
		})
	}
	all.Wait()
	sum := 0
	for _, s := range said {
		n, err := strconv.Atoi(s)
		if err != nil {
			t.Error(err)
		}
		sum += n
	}
	if sum != mergedPerProcess {
		t.Errorf("added %v, want %d in all", said, mergedPerProcess)
	}
	r := openAt(t, dir)
	entries, err := r.Entries(t.Context(), Query{})
	if len(entries) != mergedPerProcess || err != nil {
		t.Errorf("%d entries, %v", len(entries), err)
	}
	for _, e := range entries {
		if got := kinds(trail(t, r, e.AttemptID)); e.State != Created || !slices.Equal(got, []EventKind{EventFound}) {
			t.Errorf("%s is %s: %v", e.ConnectionID, e.State, got)
		}
	}
	checkTallies(t, r)
}

func TestCopiesRaceForADamagedFile(t *testing.T) {
	const copies = 6
	dir, good := goodRegister(t, 20)
	write(t, filepath.Join(dir, fileName), good[:len(good)/2])
	said := make([]string, copies)
	var all sync.WaitGroup
	for i := range copies {
		cmd := process(t, "open", dir)
		all.Go(func() {
			out, err := cmd.CombinedOutput()
			if err != nil {
				t.Errorf("%v: %s", err, out)
			}
			said[i] = string(out)
		})
	}
	all.Wait()
	if n := strings.Count(strings.Join(said, ""), "set aside"); n != 1 {
		t.Errorf("set aside %d times: %q", n, said)
	}
	r := openAt(t, dir)
	if n, err := r.Count(t.Context(), Query{}); n != copies || err != nil {
		t.Errorf("Count = %d, %v; want %d: a row went to the file that was set aside", n, err, copies)
	}
}

// account is what a job said that it has safely written.
type account struct{ begun, finished map[string]bool }

func (a account) note(line string) {
	what, id, _ := strings.Cut(line, " ")
	if what == "begun" {
		a.begun[id] = true
	} else {
		a.finished[id] = true
	}
}

// crashAfter runs the job until it has said so many lines, and kills it.
func crashAfter(t *testing.T, dir string, n int, a account) {
	t.Helper()
	cmd := process(t, "crash", dir)
	lines := started(t, cmd)
	for range n {
		if !lines.Scan() {
			t.Fatal("it ended by itself")
		}
		a.note(lines.Text())
	}
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	for lines.Scan() { // what it still said before it was gone
		a.note(lines.Text())
	}
	_ = cmd.Wait() // it says that it was killed
}

func TestCrashLosesNothing(t *testing.T) {
	const crashes = 40
	dir := filepath.Join(t.TempDir(), "mooring")
	a := account{map[string]bool{}, map[string]bool{}}
	for crash := range crashes { // a line more each time: now in Begin, now in Finish
		crashAfter(t, dir, crash+1, a)
	}
	r := openAt(t, dir)
	if r.Notice() != nil {
		t.Fatalf("a crash was taken for damage: %+v", r.Notice())
	}
	for id := range a.begun {
		if e := get(t, r, id); a.finished[id] && e.State != Created {
			t.Errorf("%s finished, but is %s", id, e.State)
		}
	}
	if len(a.finished) < crashes {
		t.Errorf("only %d were finished", len(a.finished))
	}
	// All that is pending is of copies that were killed, at most one each.
	orphans, err := r.Unsettled(t.Context(), false)
	if err != nil || len(orphans) > crashes {
		t.Errorf("%d orphans of %d crashes, %v", len(orphans), crashes, err)
	}
	for _, e := range orphans {
		if e.State != Pending || a.finished[e.AttemptID] {
			t.Errorf("orphan %+v", e)
		}
	}
	if left, _ := os.ReadDir(filepath.Join(dir, runningDir)); len(left) != 1 {
		t.Errorf("%d files of running copies, want 1", len(left))
	}
}

func TestOrphansOfACrash(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "mooring")
	r := openAt(t, dir)
	cmd := process(t, "hold", dir)
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close() //nolint:errcheck // Only to keep the process waiting.
	lines := started(t, cmd)
	if !lines.Scan() {
		t.Fatal("nothing was begun")
	}
	held := lines.Text()
	begin(t, r, entryNamed("my own"))

	if got := unsettled(t, r, false); len(got) != 0 {
		t.Errorf("the other copy is still at it, but %v", got)
	}
	if err := r.Forget(t.Context(), held); !errors.Is(err, ErrInProgress) {
		t.Errorf("Forget = %v, want ErrInProgress", err)
	}
	file := r.runningFile(get(t, r, held).Owner)
	if !exists(file) {
		t.Fatal("the other copy has no file")
	}
	kill(t, cmd)
	for range 2 {
		if got := fmt.Sprint(unsettled(t, r, false)); got != "[held]" {
			t.Errorf("unsettled: %s", got)
		}
		if exists(file) {
			t.Error("the file of the killed copy is still there")
		}
	}
	if err := r.Forget(t.Context(), held); err != nil {
		t.Errorf("Forget = %v", err)
	}
}

func TestOrphansOfACleanExit(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "mooring")
	first, second := openAt(t, dir), openAt(t, dir)
	begin(t, first, entryNamed("left"))
	if got := unsettled(t, second, false); len(got) != 0 {
		t.Errorf("unsettled: %v", got)
	}
	if got := unsettled(t, first, false); len(got) != 0 {
		t.Errorf("unsettled of the owner: %v", got)
	}
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	if got := fmt.Sprint(unsettled(t, second, false)); got != "[left]" {
		t.Errorf("unsettled: %s", got)
	}
}

func unsettled(t *testing.T, r *Register, practice bool) []string {
	t.Helper()
	entries, err := r.Unsettled(t.Context(), practice)
	if err != nil {
		t.Fatal(err)
	}
	return names(entries)
}
