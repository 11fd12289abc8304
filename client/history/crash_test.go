package history

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
)

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
	orphans, err := r.Journal.Unsettled(t.Context(), false)
	if err != nil || len(orphans) > crashes {
		t.Errorf("%d orphans of %d crashes, %v", len(orphans), crashes, err)
	}
	for _, e := range orphans {
		if e.State != Pending || a.finished[e.AttemptID] {
			t.Errorf("orphan %+v", e)
		}
	}
}

// What is pending is under way as long as the run of the app that began it lasts,
// and open to be found out by the next one.
func TestPendingOfAnEarlierRun(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "mooring")
	first := openAt(t, dir)
	left := begin(t, first, entryNamed("left"))
	if got := unsettled(t, first, false); len(got) != 0 {
		t.Errorf("it is under way, but unsettled: %v", got)
	}
	if _, skipped, err := first.Entries.Forget(t.Context(), []string{left}); skipped != 1 || err != nil {
		t.Errorf("Forget = %d skipped, %v, want it skipped", skipped, err)
	}
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	second := openAt(t, dir)
	begin(t, second, entryNamed("my own"))
	if err := second.Journal.Begin(t.Context(), Entry{AttemptID: left}); !errors.Is(err, ErrDuplicate) {
		t.Errorf("Begin = %v, want ErrDuplicate", err)
	}
	if got := fmt.Sprint(unsettled(t, second, false)); got != "[left]" {
		t.Errorf("unsettled: %s", got)
	}
	if f, skipped, err := second.Entries.Forget(t.Context(), []string{left}); len(f.Entries) != 1 || skipped != 0 || err != nil {
		t.Errorf("Forget = %v, %d, %v", f, skipped, err)
	}
}

func unsettled(t *testing.T, r *Register, practice bool) []string {
	t.Helper()
	entries, err := r.Journal.Unsettled(t.Context(), practice)
	if err != nil {
		t.Fatal(err)
	}
	return names(entries)
}
