package history

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// goodRegister makes a closed register of n entries and returns its folder and
// the bytes of its file.
func goodRegister(t *testing.T, n int) (string, []byte) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "mooring")
	r := openAt(t, dir)
	for i := range n {
		create(t, r, entryNamed(fmt.Sprint("entry", i)), "id")
	}
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	return dir, read(t, r.Path())
}

func read(t *testing.T, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestDamagedFileIsSetAside(t *testing.T) {
	onlyOnce(t)
	const page = 4096
	dir, good := goodRegister(t, 100)
	if len(good) < 20*page {
		t.Fatalf("only %d bytes", len(good))
	}
	with := func(at int, garbage []byte) []byte {
		data := bytes.Clone(good)
		copy(data[at:], garbage)
		return data
	}
	garbage := bytes.Repeat([]byte("garbage!"), page/8)
	kinds := map[string][]byte{
		"empty":                 {},
		"not a database":        []byte("Dear diary, today I wrote to the wrong file."),
		"garbage header":        with(0, garbage[:100]),
		"garbage magic":         with(0, garbage[:16]),
		"garbage schema page":   with(100, garbage[:page-100]),
		"garbage application":   with(68, []byte{1, 2, 3, 4}),
		"zeros":                 make([]byte, len(good)),
		"zero first page":       with(0, make([]byte, page)),
		"garbage in the middle": with(page*(len(good)/page/2), garbage),
		"garbage second page":   with(page, garbage),
	}
	for _, size := range []int{1, 15, 16, 99, 100, 512, page - 1, page, page + 1, 2 * page, len(good) / 2, len(good) - page, len(good) - 1} {
		kinds[fmt.Sprintf("truncated at %d", size)] = good[:size]
	}
	for name, data := range kinds {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(dir, fileName)
			write(t, path, data)
			r := openAt(t, dir)
			notice := r.Notice()
			if notice == nil {
				t.Fatal("not noticed")
			}
			if !errors.Is(notice.Cause, ErrDamaged) {
				t.Errorf("cause %v", notice.Cause)
			}
			if !bytes.Equal(read(t, notice.Path), data) {
				t.Error("what was set aside is not what was there")
			}
			if n, err := count(t.Context(), r, Query{}); n != 0 || err != nil {
				t.Errorf("Count = %d, %v", n, err)
			}
			id := begin(t, r, entryNamed("new"))
			if err := r.Close(); err != nil {
				t.Fatal(err)
			}
			again := openAt(t, dir)
			if get(t, again, id).Name != "new" {
				t.Error("the new register does not last")
			}
			if told := again.Notice(); told == nil || told.Path != notice.Path {
				t.Errorf("the next start tells of %+v, want %s", told, notice.Path)
			}
			if err := again.DismissNotice(t.Context()); err != nil || again.Notice() != nil {
				t.Errorf("once it has been read: %v, %+v", err, again.Notice())
			}
			if err := again.Close(); err != nil {
				t.Fatal(err)
			}
			last := openAt(t, dir)
			if last.Notice() != nil {
				t.Errorf("what has been read is told again: %+v", last.Notice())
			}
			if err := last.Close(); err != nil {
				t.Fatal(err)
			}
		})
	}
	// The clock stood still all the time: none overwrote another.
	aside, err := filepath.Glob(filepath.Join(dir, "register-damaged-20260314-150926*.db"))
	if err != nil || len(aside) != len(kinds) {
		t.Errorf("%d files set aside, want %d: %v", len(aside), len(kinds), err)
	}
}

func TestFolderInPlaceOfTheFile(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "mooring")
	mkdir(t, filepath.Join(dir, fileName), 0o700)
	write(t, filepath.Join(dir, fileName, "inside"), []byte("kept"))
	r := openAt(t, dir)
	notice := r.Notice()
	if notice == nil || !errors.Is(notice.Cause, ErrDamaged) {
		t.Fatalf("notice %+v", notice)
	}
	if got := read(t, filepath.Join(notice.Path, "inside")); string(got) != "kept" {
		t.Errorf("inside is %q", got)
	}
	begin(t, r, entryNamed("x"))
}

func TestLinkToNowhereInPlaceOfTheFile(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "mooring")
	mkdir(t, dir, 0o700)
	if err := os.Symlink(filepath.Join(dir, "gone"), filepath.Join(dir, fileName)); err != nil {
		t.Skip("no links can be made here: ", err)
	}
	r := openAt(t, dir)
	if r.Notice() == nil || !exists(r.Notice().Path) {
		t.Errorf("notice %+v", r.Notice())
	}
	begin(t, r, entryNamed("x"))
}

func TestOtherDatabaseIsSetAside(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "mooring")
	mkdir(t, dir, 0o700)
	path := filepath.Join(dir, fileName)
	execAll(t, path, `CREATE TABLE photos (name TEXT)`, `INSERT INTO photos VALUES ('cat.jpg')`)
	r := openAt(t, dir)
	if r.Notice() == nil || !errors.Is(r.Notice().Cause, errNotRegister) {
		t.Fatalf("notice %+v", r.Notice())
	}
	if !bytes.Contains(read(t, r.Notice().Path), []byte("cat.jpg")) {
		t.Error("the other database is not what it was")
	}
}

// Half of a register, as another program may leave it, can neither be read nor written to.
func TestHalfARegisterIsSetAside(t *testing.T) {
	for what, statements := range map[string][]string{
		"without events":                         {`DROP TABLE events`},
		"without dataflows":                      {`DROP TABLE flows`},
		"another column":                         {`ALTER TABLE entries RENAME COLUMN name TO title`},
		"a view for a table":                     {`ALTER TABLE entries RENAME TO others`, `CREATE VIEW entries AS SELECT * FROM others`},
		"an older version":                       {`DELETE FROM ` + versionTable + ` WHERE version_id > 8`},
		"a version left out":                     {`DELETE FROM ` + versionTable + ` WHERE version_id IN (7, 11)`},
		"an older version without a table of it": {`DELETE FROM ` + versionTable + ` WHERE version_id > 8`, `DROP TABLE batches`},
	} {
		dir := filepath.Join(t.TempDir(), "mooring")
		r, err := Open(t.Context(), Options{Dir: dir})
		if err != nil {
			t.Fatal(err)
		}
		create(t, r, entryNamed("a"), "c1")
		if err := r.Close(); err != nil {
			t.Fatal(err)
		}
		execAll(t, filepath.Join(dir, fileName), statements...)
		r = openAt(t, dir)
		if r.Notice() == nil || !errors.Is(r.Notice().Cause, ErrDamaged) || !exists(r.Notice().Path) {
			t.Errorf("%s: notice %+v", what, r.Notice())
		}
		create(t, r, entryNamed("b"), "c2")
	}
}

// What a crash leaves in the log is not lost, and never meets another file.
func TestLogIsSetAsideWithItsFile(t *testing.T) {
	dir, log := crashed(t)
	write(t, filepath.Join(dir, fileName), []byte("no longer a database, at all, by any means"))
	r := openAt(t, dir)
	if r.Notice() == nil {
		t.Fatal("not noticed")
	}
	if !bytes.Equal(read(t, r.Notice().Path+"-wal"), log) {
		t.Error("the log was changed")
	}
	if n, err := count(t.Context(), r, Query{}); n != 0 || err != nil {
		t.Errorf("Count = %d, %v", n, err)
	}
}

func TestLogWithoutItsFileIsSetAside(t *testing.T) {
	dir, log := crashed(t)
	if err := os.Remove(filepath.Join(dir, fileName)); err != nil {
		t.Fatal(err)
	}
	r := openAt(t, dir)
	if r.Notice() == nil || !strings.HasSuffix(r.Notice().Path, ".db-wal") {
		t.Fatalf("notice %+v", r.Notice())
	}
	if !bytes.Equal(read(t, r.Notice().Path), log) {
		t.Error("the log was changed")
	}
	if n, err := count(t.Context(), r, Query{}); n != 0 || err != nil {
		t.Errorf("Count = %d, %v", n, err)
	}
}

func TestCrashedRegisterIsNoDamage(t *testing.T) {
	dir, _ := crashed(t)
	r := openAt(t, dir)
	if r.Notice() != nil {
		t.Fatalf("notice %+v", r.Notice())
	}
	if n, err := count(t.Context(), r, Query{}); n != 1 || err != nil {
		t.Errorf("Count = %d, %v", n, err)
	}
}

// crashed leaves a register with one entry that is in its log only.
func crashed(t *testing.T) (dir string, log []byte) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "mooring")
	cmd := process(t, "hold", dir)
	if in, err := cmd.StdinPipe(); err != nil {
		t.Fatal(err)
	} else {
		defer in.Close() //nolint:errcheck // Only to keep the process waiting.
	}
	if !started(t, cmd).Scan() {
		t.Fatal("nothing was begun")
	}
	kill(t, cmd)
	log = read(t, filepath.Join(dir, fileName+"-wal"))
	if len(log) == 0 {
		t.Fatal("the log is empty")
	}
	return dir, log
}

func TestDamageWhileOpen(t *testing.T) {
	dir, good := goodRegister(t, 50)
	r := openAt(t, dir)
	path := r.Path()
	// Behind the register's back, as a failing disk would.
	for at := 4096; at < len(good); at += 4096 {
		copy(good[at:], bytes.Repeat([]byte{0xa5}, 4096))
	}
	write(t, path, good)

	_, err := selected(t.Context(), r, Query{})
	if !errors.Is(err, ErrDamaged) {
		t.Fatalf("Entries = %v, want ErrDamaged", err)
	}
	if err := r.Journal.Begin(t.Context(), entryNamed("x")); !errors.Is(err, ErrDamaged) {
		t.Errorf("Begin = %v, want ErrDamaged", err)
	}
	if !exists(filepath.Join(dir, fullCheck)) {
		t.Error("the next start is not asked to look at everything")
	}
	_ = r.Close()
	if again := openAt(t, dir); again.Notice() == nil {
		t.Error("not set aside at the next start")
	}
	if exists(filepath.Join(dir, fullCheck)) {
		t.Error("the next start is asked again and again")
	}
}

func TestNewerVersionIsLeftUntouched(t *testing.T) {
	dir, _ := goodRegister(t, 3)
	path := filepath.Join(dir, fileName)
	execAll(t, path, `INSERT INTO `+versionTable+` (version_id, is_applied) VALUES (99, 1)`, `ALTER TABLE entries RENAME TO attempts`)
	before, stamp := read(t, path), modified(t, path)
	for range 2 {
		_, err := Open(t.Context(), Options{Dir: dir})
		if !errors.Is(err, ErrNewerVersion) || !strings.Contains(err.Error(), path) {
			t.Fatalf("Open = %v, want ErrNewerVersion with the path", err)
		}
	}
	if !bytes.Equal(read(t, path), before) || modified(t, path) != stamp {
		t.Error("the file was touched")
	}
	if left := list(t, dir); !slices.Equal(left, []string{"register.db"}) {
		t.Errorf("left in the folder: %v", left)
	}
}

func TestNewerVersionInTheLogOnly(t *testing.T) {
	dir, _ := goodRegister(t, 1)
	path := filepath.Join(dir, fileName)
	db, err := openWriter(path, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close() //nolint:errcheck // A test.
	if _, err := db.ExecContext(t.Context(), `INSERT INTO `+versionTable+` (version_id, is_applied) VALUES (99, 1)`); err != nil {
		t.Fatal(err)
	}
	before, log := read(t, path), read(t, path+"-wal")
	if _, err := Open(t.Context(), Options{Dir: dir}); !errors.Is(err, ErrNewerVersion) {
		t.Fatalf("Open = %v, want ErrNewerVersion", err)
	}
	if !bytes.Equal(read(t, path), before) || !bytes.Equal(read(t, path+"-wal"), log) {
		t.Error("the file or its log was touched")
	}
}

func TestUpgrade(t *testing.T) {
	dir, _ := goodRegister(t, 0)
	path := filepath.Join(dir, fileName)
	r := location{dir: dir, path: path}
	if err := r.upgrade(t.Context(), nil); err != nil { // again what is done already
		t.Fatal(err)
	}
	if v, err := r.inspect(t.Context()); v != schemaVersion || err != nil {
		t.Errorf("version %d, %v", v, err)
	}
}

// execAll runs statements on a database of its own mind.
func execAll(t *testing.T, path string, statements ...string) {
	t.Helper()
	db, err := openWriter(path, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range statements {
		if _, err := db.ExecContext(t.Context(), s); err != nil {
			t.Fatal(err)
		}
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
}

func modified(t *testing.T, path string) time.Time {
	t.Helper()
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	return info.ModTime()
}

func list(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}
