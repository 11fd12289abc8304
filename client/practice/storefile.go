package practice

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/gofrs/flock"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

const (
	fileName = "practice.db"
	lockName = "practice.lock"
)

// ErrNewerVersion is returned by Open for a file of a newer version of Mooring,
// which is left as it is.
var ErrNewerVersion = errors.New("the practice data is of a newer version of Mooring")

var errDamaged = errors.New("the practice data is damaged")

// openFile opens the database in dir. One process at a time goes through it, so
// that two that start together do not both make or set aside the file.
func openFile(ctx context.Context, dir string, now func() time.Time, log *slog.Logger) (*sql.DB, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, fmt.Errorf("find the folder: %w", err)
	}
	// Only a folder that is made here gets its mode: one that is there may be
	// somebody's home.
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("make the folder: %w", err)
	}
	lock := flock.New(filepath.Join(dir, lockName), flock.SetPermissions(0o600))
	lockCtx, cancel := context.WithTimeout(ctx, 15*time.Second)
	defer cancel()
	if _, err := lock.TryLockContext(lockCtx, 20*time.Millisecond); err != nil {
		return nil, fmt.Errorf("wait for the practice data: %w", err)
	}
	defer func() { _ = lock.Close() }()

	path := filepath.Join(dir, fileName)
	db, err := openDB(ctx, path)
	if !errors.Is(err, errDamaged) {
		return db, err
	}
	aside, asideErr := setAside(path, now())
	if asideErr != nil {
		return nil, errors.Join(err, asideErr)
	}
	log.Warn("damaged practice data was set aside", "file", aside, "error", err)
	return openDB(ctx, path)
}

func openDB(ctx context.Context, path string) (*sql.DB, error) {
	// SQLite would make the file readable for others; the -wal and -shm files
	// get the mode of this one.
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600) //nolint:gosec // G304: the app's own folder
	if err != nil {
		return nil, fmt.Errorf("open the practice data: %w", err)
	}
	if err := f.Close(); err != nil {
		return nil, fmt.Errorf("open the practice data: %w", err)
	}
	db, err := sql.Open("sqlite", dsn(path))
	if err != nil {
		return nil, fmt.Errorf("open the practice data: %w", err)
	}
	db.SetMaxOpenConns(4)
	if err := prepare(ctx, db); err != nil {
		return nil, errors.Join(damage(err), db.Close())
	}
	return db, nil
}

// dsn spells an absolute path as SQLite's URI, whatever characters it has, with the
// settings of every connection.
func dsn(path string) string {
	path = filepath.ToSlash(path)
	if !strings.HasPrefix(path, "/") { // C:/…
		path = "/" + path
	}
	u := url.URL{Scheme: "file", OmitHost: true, Path: path, RawQuery: url.Values{
		"_pragma": {"busy_timeout(10000)", "synchronous(FULL)"},
		"_txlock": {"immediate"},
	}.Encode()}
	return u.String()
}

// prepare checks the file and brings it to the current version.
func prepare(ctx context.Context, db *sql.DB) error {
	var mode, check string
	if err := db.QueryRowContext(ctx, `PRAGMA journal_mode = WAL`).Scan(&mode); err != nil {
		return fmt.Errorf("switch to WAL: %w", err)
	}
	if err := db.QueryRowContext(ctx, `PRAGMA quick_check(1)`).Scan(&check); err != nil {
		return fmt.Errorf("check the practice data: %w", err)
	}
	if check != "ok" {
		return fmt.Errorf("%w: %s", errDamaged, check)
	}
	var version int
	if err := db.QueryRowContext(ctx, `PRAGMA user_version`).Scan(&version); err != nil {
		return fmt.Errorf("read the version: %w", err)
	}
	if version > len(versions) {
		return ErrNewerVersion
	}
	return upgrade(ctx, db, version)
}

// damage marks SQLite's errors about a file that is none of its own.
func damage(err error) error {
	if e, ok := errors.AsType[*sqlite.Error](err); ok {
		switch e.Code() & 0xff {
		case sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB:
			return fmt.Errorf("%w: %w", errDamaged, err)
		}
	}
	return err
}

// setAside renames the file, and what belongs to it, to a dated name.
func setAside(path string, at time.Time) (string, error) {
	aside := strings.TrimSuffix(path, ".db") + ".damaged-" + at.UTC().Format("20060102T150405.000") + ".db"
	for _, suffix := range []string{"-wal", "-shm", ""} {
		if err := os.Rename(path+suffix, aside+suffix); err != nil && !errors.Is(err, os.ErrNotExist) {
			return "", fmt.Errorf("set the damaged file aside: %w", err)
		}
	}
	return aside, nil
}
