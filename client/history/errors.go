package history

import (
	"errors"
	"fmt"
	"io/fs"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// The errors of a Register that a caller can do something about. They come
// wrapped with the path of the file and their cause; use errors.Is.
var (
	// ErrNewerVersion is a register that a newer Mooring has written. It is left
	// untouched.
	ErrNewerVersion = errors.New("the register is of a newer version")
	// ErrNotWritable is a folder or disk that takes no writing: read-only, full,
	// failing, or the file was moved away. Nothing of the call was recorded.
	ErrNotWritable = errors.New("the register cannot be written")
	// ErrNotFolder is a folder that cannot be one: there is a file in its place, or in that
	// of a folder that it is in.
	ErrNotFolder = errors.New("there is a file in place of the folder of the register")
	// ErrDamaged is damage met while working with an open register. The next
	// Open sets the file aside.
	ErrDamaged = errors.New("the register is damaged")
	// ErrBusy is a register that another process kept locked for too long.
	ErrBusy = errors.New("the register is busy")
	// ErrNotFound is an attempt that the register does not hold.
	ErrNotFound = errors.New("no such entry in the register")
	// ErrDuplicate is a second Begin with the same attempt id.
	ErrDuplicate = errors.New("the register holds this attempt already")
	// ErrSettled is an outcome that would take back what is known: a connection
	// that was created or deleted does not become anything less.
	ErrSettled = errors.New("the attempt is settled already")
	// ErrInProgress is an attempt that cannot be forgotten because it is under way.
	ErrInProgress = errors.New("the attempt is in progress")
	// ErrInvalid is an argument that makes no sense.
	ErrInvalid = errors.New("invalid argument")
)

// classify gives a failure of SQLite or of the file system its sentinel, so that
// a full disk is never taken for damage, nor damage for a full disk.
func classify(path string, err error) error {
	if err == nil {
		return nil
	}
	for _, known := range []error{ErrNewerVersion, ErrNotFolder, ErrNotWritable, ErrDamaged, ErrBusy} {
		if errors.Is(err, known) {
			return err
		}
	}
	if inSQLite, ok := errors.AsType[*sqlite.Error](err); ok {
		switch inSQLite.Code() & 0xff { // the primary code of an extended one
		case sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR,
			sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM:
			return fmt.Errorf("%s: %w: %w", path, ErrNotWritable, err)
		case sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB:
			return fmt.Errorf("%s: %w: %w", path, ErrDamaged, err)
		case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
			return fmt.Errorf("%s: %w: %w", path, ErrBusy, err)
		}
		return fmt.Errorf("%s: %w", path, err)
	}
	if _, ok := errors.AsType[*fs.PathError](err); ok {
		return fmt.Errorf("%s: %w: %w", path, ErrNotWritable, err)
	}
	return err
}

// isCode reports whether err is an error of SQLite with this extended code.
func isCode(err error, code int) bool {
	var inSQLite *sqlite.Error
	return errors.As(err, &inSQLite) && inSQLite.Code() == code
}
