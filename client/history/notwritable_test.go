package history

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestFileInPlaceOfTheFolder(t *testing.T) {
	file := filepath.Join(t.TempDir(), "mooring")
	write(t, file, []byte("not a folder"))
	for _, dir := range []string{file, filepath.Join(file, "deeper"), filepath.Join(file, "much", "deeper")} {
		_, err := Open(t.Context(), Options{Dir: dir})
		if !errors.Is(err, ErrNotFolder) || errors.Is(err, ErrNotWritable) || !strings.Contains(err.Error(), dir) {
			t.Errorf("Open(%s) = %v, want ErrNotFolder with the path", dir, err)
		}
	}
}

// A limit on the pages gives the very error of a full disk, on every system.
func TestFullDatabase(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "mooring")
	r := openWith(t, Options{Dir: dir, pragma: map[string]string{"max_page_count": "40"}})
	written := fillUp(t, r)
	if written == 0 {
		t.Fatal("nothing could be written")
	}
	if n, err := count(t.Context(), r, Query{}); n != written || err != nil {
		t.Errorf("Count = %d, %v; want %d", n, err, written)
	}
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	again := openAt(t, dir)
	if again.Notice() != nil {
		t.Errorf("taken for damage: %+v", again.Notice())
	}
	if n, err := count(t.Context(), again, Query{}); n != written || err != nil {
		t.Errorf("Count = %d, %v; want %d", n, err, written)
	}
	begin(t, again, entryNamed("there is room again"))
}

func TestNoRoomToMakeTheRegister(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "mooring")
	_, err := Open(t.Context(), Options{Dir: dir, pragma: map[string]string{"max_page_count": "4"}})
	if !errors.Is(err, ErrNotWritable) {
		t.Fatalf("Open = %v, want ErrNotWritable", err)
	}
	if left, _ := filepath.Glob(filepath.Join(dir, "*.db*")); len(left) > 0 {
		t.Errorf("left: %v", left)
	}
	if r := openAt(t, dir); r.Notice() != nil {
		t.Errorf("taken for damage: %+v", r.Notice())
	}
}

// fillUp begins attempts until there is no room, and returns how many it wrote.
func fillUp(t *testing.T, r *Register) int {
	t.Helper()
	for n := range 100_000 {
		err := r.Journal.Begin(t.Context(), entryNamed(fmt.Sprint("entry", n)))
		if err == nil {
			continue
		}
		if !errors.Is(err, ErrNotWritable) || !strings.Contains(err.Error(), r.Path()) {
			t.Fatalf("Begin = %v, want ErrNotWritable with the path", err)
		}
		return n
	}
	t.Fatal("there is always room")
	return 0
}

func TestFileMovedAwayWhileOpen(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "mooring")
	r := openAt(t, dir)
	pending := begin(t, r, entryNamed("before"))
	aside := filepath.Join(dir, "moved.db")
	if err := os.Rename(r.Path(), aside); err != nil {
		t.Skip("an open file cannot be moved here:", err)
	}
	if err := r.Journal.Begin(t.Context(), entryNamed("after")); !errors.Is(err, ErrNotWritable) {
		t.Errorf("Begin = %v, want ErrNotWritable", err)
	}
	write(t, r.Path(), []byte("another file"))
	if err := r.Journal.Begin(t.Context(), entryNamed("after")); !errors.Is(err, ErrNotWritable) {
		t.Errorf("Begin = %v, want ErrNotWritable", err)
	}
	finish(t, r, pending, Outcome{State: Failed}) // wherever it is now, it is kept there
}
