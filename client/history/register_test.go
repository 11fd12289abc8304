package history

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

func TestOpenMakesThePlace(t *testing.T) {
	// What an URI gives a meaning to is nothing special in a folder's name.
	for _, name := range []string{"mooring", "a b", "q?x=1&y#z", "100%41", "été-数据", "semi;colon'quote"} {
		t.Run(name, func(t *testing.T) {
			if runtime.GOOS == "windows" && strings.ContainsAny(name, "?") {
				t.Skip("not a name on Windows")
			}
			dir := filepath.Join(t.TempDir(), "deeper", name)
			r := openAt(t, dir)
			id := begin(t, r, entryNamed("x"))
			if err := r.Close(); err != nil {
				t.Fatal(err)
			}
			again := openAt(t, dir)
			if got := get(t, again, id); got.Name != "x" {
				t.Errorf("got %+v", got)
			}
			if again.Notice() != nil {
				t.Errorf("notice %v", again.Notice())
			}
			if want := filepath.Join(dir, "register.db"); again.Path() != want {
				t.Errorf("Path() = %s, want %s", again.Path(), want)
			}
		})
	}
}

func TestOpenRefusesBadOptions(t *testing.T) {
	for _, opts := range []Options{
		{},
	} {
		if _, err := Open(t.Context(), opts); !errors.Is(err, ErrInvalid) {
			t.Errorf("Open(%+v) = %v, want ErrInvalid", opts, err)
		}
	}
}

func TestOpenWithACancelledContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	dir := filepath.Join(t.TempDir(), "mooring")
	if _, err := Open(ctx, Options{Dir: dir}); !errors.Is(err, context.Canceled) {
		t.Errorf("Open = %v", err)
	}
	if r := openAt(t, dir); r.Notice() != nil {
		t.Errorf("notice %v", r.Notice())
	}
}

func TestHalfBuiltRegisterIsBuiltAnew(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "mooring")
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	for _, suffix := range []string{"", "-wal", "-journal"} {
		write(t, filepath.Join(dir, newFileName+suffix), []byte("left by a power cut"))
	}
	if r := openAt(t, dir); r.Notice() != nil {
		t.Errorf("notice %v", r.Notice())
	}
	if left, _ := filepath.Glob(filepath.Join(dir, newFileName+"*")); len(left) > 0 {
		t.Errorf("left: %v", left)
	}
}

func TestCloseTwice(t *testing.T) {
	r := openNew(t)
	if err := errors.Join(r.Close(), r.Close()); err != nil {
		t.Error(err)
	}
	if _, err := r.Journal.Get(t.Context(), "x"); err == nil {
		t.Error("a closed register answers")
	}
}

func TestRights(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("rights are not mode bits here")
	}
	perm := func(path string) fs.FileMode {
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		return info.Mode().Perm()
	}
	for _, test := range []struct {
		name    string
		prepare func(dir string)
		want    fs.FileMode
	}{
		{"made", func(string) {}, 0o700},
		{"empty, open to all", func(dir string) { mkdir(t, dir, 0o755) }, 0o700},
		{"the app's, open to all", func(dir string) {
			mkdir(t, dir, 0o755)
			write(t, filepath.Join(dir, "mooring.log"), nil)
		}, 0o700},
	} {
		t.Run(test.name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "mooring")
			test.prepare(dir)
			r := openAt(t, dir)
			begin(t, r, entryNamed("x"))
			if got := perm(dir); got != test.want {
				t.Errorf("folder %o, want %o", got, test.want)
			}
			for _, f := range filesOf(r.Path()) {
				if got := perm(f); got != 0o600 {
					t.Errorf("%s %o", f, got)
				}
			}
		})
	}
	t.Run("someone's own folder keeps its rights, the files are closed", func(t *testing.T) {
		dir := filepath.Join(t.TempDir(), "Documents")
		mkdir(t, dir, 0o755)
		write(t, filepath.Join(dir, "thesis.txt"), nil)
		r := openAt(t, dir)
		if err := r.Close(); err != nil {
			t.Fatal(err)
		}
		if err := os.Chmod(r.Path(), 0o644); err != nil { //nolint:gosec // What is to be tightened.
			t.Fatal(err)
		}
		again := openAt(t, dir)
		begin(t, again, entryNamed("x"))
		if got := perm(dir); got != 0o755 {
			t.Errorf("folder %o", got)
		}
		for _, f := range filesOf(r.Path()) {
			if got := perm(f); got != 0o600 {
				t.Errorf("%s %o", f, got)
			}
		}
	})
}

func TestMigrationsAreComplete(t *testing.T) {
	r := openNew(t)
	provider, err := newProvider(r.store.writer)
	if err != nil {
		t.Fatal(err)
	}
	sources := provider.ListSources()
	if newest := sources[len(sources)-1].Version; newest != schemaVersion {
		t.Errorf("schemaVersion is %d, the newest migration %d", schemaVersion, newest)
	}
	for _, pragma := range []struct{ name, want string }{
		{"journal_mode", "wal"}, {"synchronous", "2"}, {"secure_delete", "1"}, {"page_size", "4096"}, {"application_id", "1297043282"},
	} {
		var got string
		if err := r.store.writer.QueryRowContext(t.Context(), "PRAGMA "+pragma.name).Scan(&got); err != nil || got != pragma.want {
			t.Errorf("%s = %q (%v), want %q", pragma.name, got, err, pragma.want)
		}
	}
}

func mkdir(t *testing.T, dir string, perm fs.FileMode) {
	t.Helper()
	if err := os.MkdirAll(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(dir, perm); err != nil {
		t.Fatal(err)
	}
}

func write(t *testing.T, path string, data []byte) {
	t.Helper()
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
}
