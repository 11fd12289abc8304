package history

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	sqlite3 "modernc.org/sqlite/lib"
)

// quickCheckLimit is the size up to which Open looks at every page of the file:
// about 10,000 entries, checked in some 20 ms. Of a bigger file the header, the
// length and the schema are looked at, unless damage was met while it was in use.
const quickCheckLimit = 8 << 20

// The kinds of damage that SQLite has no code for.
var (
	errNotRegular  = errors.New("not a file")
	errEmptyFile   = errors.New("the file is empty")
	errNotRegister = errors.New("a database, but not a register")
	errLogAlone    = errors.New("the file is missing, its log is there")
	errCutOff      = errors.New("the file ends within a page")
)

// location is where a register is, or is to be.
type location struct{ dir, path string }

// prepare sees to it that a good register of the current version is there. It
// tells where a damaged one was put.
func (l location) prepare(ctx context.Context, pragma map[string]string, now time.Time) (*SetAside, error) {
	version, err := l.inspect(ctx)
	switch {
	case err == nil && version > schemaVersion:
		return nil, fmt.Errorf("%s: %w: %d, this app knows %d", l.path, ErrNewerVersion, version, schemaVersion)
	case err == nil && version == schemaVersion:
		return nil, nil
	case err == nil:
		err = l.upgrade(ctx, pragma)
	case errors.Is(err, fs.ErrNotExist):
		return nil, l.create(ctx, pragma)
	}
	if !errors.Is(err, ErrDamaged) {
		return nil, err
	}
	aside, err := l.setAside(err, now)
	if err != nil {
		return nil, err
	}
	return aside, l.create(ctx, pragma)
}

// found is what lies at the place of a register, seen from outside.
type found struct {
	size   int64
	hasLog bool // there is a log, be it empty
	logged bool // there is something in the log
}

// look tells what lies there. The error wraps ErrDamaged if it cannot be a
// register, and is fs.ErrNotExist if there is nothing.
func (l location) look() (found, error) {
	var f found
	// The log before the file: what is in it may be on its way into the file.
	if log, err := os.Stat(l.path + "-wal"); err == nil {
		f.hasLog, f.logged = true, log.Size() > 0
	}
	info, err := os.Stat(l.path)
	switch {
	case err == nil && !info.Mode().IsRegular():
		return f, l.damaged(errNotRegular)
	case err == nil && info.Size() == 0: // create never leaves one
		return f, l.damaged(errEmptyFile)
	case err == nil:
		f.size = info.Size()
		return f, nil
	case !errors.Is(err, fs.ErrNotExist):
		return f, err
	case exists(l.path): // a link to nowhere
		return f, l.damaged(errNotRegular)
	case f.logged:
		return f, l.damaged(errLogAlone)
	}
	return f, fs.ErrNotExist
}

func (l location) damaged(cause error) error {
	return fmt.Errorf("%s: %w: %w", l.path, ErrDamaged, cause)
}

// inspect tells the schema version of the file. The error wraps ErrDamaged if
// the file is no use as a register, and is fs.ErrNotExist if there is none.
//
// The file is only ever opened by SQLite: on Unix, closing any other handle of
// it would drop the locks that this process holds on it.
func (l location) inspect(ctx context.Context) (int64, error) {
	f, err := l.look()
	if err != nil {
		return 0, err
	}
	marker := filepath.Join(l.dir, fullCheck)
	thorough := f.size <= quickCheckLimit || exists(marker)
	db, err := openUntouched(l.path)
	if err != nil {
		return 0, err
	}
	version, err := inspectDatabase(ctx, db, thorough)
	closeErr := db.Close()
	if !f.hasLog {
		l.removeEmptyLog()
	}
	switch {
	case err != nil:
		return 0, classify(l.path, err)
	case closeErr != nil:
		return 0, classify(l.path, closeErr)
	case version > schemaVersion:
	case !f.logged && f.size%pageSize != 0:
		return 0, l.damaged(errCutOff)
	case thorough:
		_ = os.Remove(marker)
	}
	return version, nil
}

// inspectDatabase asks for what only a register has, and goes through its pages
// if thorough. A newer register is judged by its version alone.
func inspectDatabase(ctx context.Context, db *sql.DB, thorough bool) (int64, error) {
	damaged := func(cause error) error { return fmt.Errorf("%w: %w", ErrDamaged, cause) }
	var id int64
	if err := db.QueryRowContext(ctx, `PRAGMA application_id`).Scan(&id); err != nil {
		return 0, err
	}
	if id != applicationID {
		return 0, damaged(errNotRegister)
	}
	var version sql.NullInt64
	err := db.QueryRowContext(ctx, `SELECT max(version_id) FROM `+versionTable+` WHERE is_applied`).Scan(&version)
	if isCode(err, sqlite3.SQLITE_ERROR) || err == nil && version.Int64 < 1 {
		return 0, damaged(errNotRegister)
	}
	if err != nil {
		return 0, err
	}
	if version.Int64 > schemaVersion {
		return version.Int64, nil
	}
	if err := whole(ctx, db, version.Int64); err != nil {
		return 0, err
	}
	if thorough {
		var verdict string
		if err := db.QueryRowContext(ctx, `PRAGMA quick_check(1)`).Scan(&verdict); err != nil {
			return 0, err
		}
		if verdict != "ok" {
			return 0, damaged(errors.New(verdict))
		}
	}
	return version.Int64, nil
}

// tables are those of a register of the present version.
const tables = `'accounts', 'batch_rows', 'batches', 'entries', 'events', 'flows', 'plans', 'readings', 'register', 'settings'`

// whole asks for the tables of a register and the columns that an entry is read from. Half
// of one, as an old copy or another program may leave it, would open and then refuse to be
// read, or to note what is about to be sent.
func whole(ctx context.Context, db *sql.DB, version int64) error {
	var whole bool
	err := db.QueryRowContext(ctx, `SELECT 1 FROM register, (SELECT 1 FROM sqlite_schema WHERE name = 'entries')`).Scan(&whole)
	if err == nil && version == schemaVersion {
		err = db.QueryRowContext(ctx, `SELECT count(*) = 10 FROM sqlite_schema WHERE type = 'table' AND name IN (`+tables+`)`).Scan(&whole)
	}
	if err == nil && whole && version == schemaVersion {
		_, err = db.ExecContext(ctx, `SELECT `+entryColumns+` FROM entries LIMIT 0`)
	}
	if err == nil && !whole || errors.Is(err, sql.ErrNoRows) || isCode(err, sqlite3.SQLITE_ERROR) {
		return fmt.Errorf("%w: %w", ErrDamaged, errNotRegister)
	}
	return err
}

// removeEmptyLog removes the empty log that looking at the file leaves behind.
func (l location) removeEmptyLog() {
	if info, err := os.Stat(l.path + "-wal"); err == nil && info.Size() == 0 {
		_ = os.Remove(l.path + "-wal")
		_ = os.Remove(l.path + "-shm")
	}
}

// upgrade migrates an older register in place. The error wraps ErrDamaged if the file is
// not what its version says, which would be so again at every start.
func (l location) upgrade(ctx context.Context, pragma map[string]string) error {
	db, err := openWriter(l.path, pragma)
	if err != nil {
		return err
	}
	err = migrate(ctx, db)
	if closeErr := db.Close(); err == nil {
		err = closeErr
	}
	if isCode(err, sqlite3.SQLITE_ERROR) {
		return l.damaged(err)
	}
	return err
}

// create makes a register beside its place and moves it there when it is
// complete: there is never half a register, whenever the power is cut.
func (l location) create(ctx context.Context, pragma map[string]string) (err error) {
	path := filepath.Join(l.dir, newFileName)
	removeAll(path)
	defer func() {
		if err != nil {
			removeAll(path)
		}
	}()
	if err := createEmpty(path); err != nil {
		return err
	}
	if err := build(ctx, path, pragma); err != nil {
		return err
	}
	// An empty log of an earlier register must not meet the new file.
	l.removeEmptyLog()
	_ = os.Remove(l.path + "-shm")
	if err := os.Rename(path, l.path); err != nil {
		return fmt.Errorf("%w: %w", ErrNotWritable, err)
	}
	_ = os.Remove(filepath.Join(l.dir, fullCheck))
	return syncFolder(l.dir)
}

// createEmpty makes the file before SQLite does, for this user alone whatever
// the umask.
func createEmpty(path string) error {
	f, err := os.OpenFile(filepath.Clean(path), os.O_CREATE|os.O_EXCL|os.O_RDWR, filePerm)
	if err != nil {
		return err
	}
	err = f.Chmod(filePerm)
	if closeErr := f.Close(); err == nil {
		err = closeErr
	}
	return err
}

func build(ctx context.Context, path string, pragma map[string]string) error {
	db, err := openWriter(path, pragma)
	if err != nil {
		return err
	}
	err = migrate(ctx, db)
	if err == nil {
		salt := make([]byte, 32)
		_, _ = rand.Read(salt) // never fails
		_, err = db.ExecContext(ctx, `INSERT INTO register (id, salt) VALUES (1, ?)`, salt)
	}
	if err == nil { // the log must be empty before its file is moved
		var busy, log, moved int
		err = db.QueryRowContext(ctx, `PRAGMA wal_checkpoint(TRUNCATE)`).Scan(&busy, &log, &moved)
		if err == nil && busy != 0 {
			err = ErrBusy
		}
	}
	if closeErr := db.Close(); err == nil {
		err = closeErr
	}
	return err
}

func removeAll(path string) {
	for _, name := range append(filesOf(path), path+"-journal") {
		_ = os.Remove(name)
	}
}

// setAside moves the files of a damaged register to a dated name that is free.
func (l location) setAside(cause error, now time.Time) (*SetAside, error) {
	base := filepath.Join(l.dir, "register-damaged-"+now.Format("20060102-150405"))
	target := base + ".db"
	for n := 2; slices.ContainsFunc(filesOf(target), exists); n++ {
		target = fmt.Sprintf("%s-%d.db", base, n)
	}
	to := filesOf(target)
	aside := &SetAside{Cause: cause}
	for i, from := range filesOf(l.path) {
		if !exists(from) {
			continue
		}
		if err := os.Rename(from, to[i]); err != nil {
			return nil, fmt.Errorf("%s: %w: set aside: %w", l.path, ErrNotWritable, err)
		}
		if aside.Path == "" {
			aside.Path = to[i]
		}
	}
	return aside, syncFolder(l.dir)
}
