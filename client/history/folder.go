package history

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

const (
	dirPerm  fs.FileMode = 0o700
	filePerm fs.FileMode = 0o600
)

// prepareFolder makes the folder of the register, for this user alone.
func prepareFolder(dir string) error {
	err := makeFolder(dir)
	if err == nil {
		return nil
	}
	for at := dir; ; at = filepath.Dir(at) { // the systems say this in different ways
		if info, err := os.Stat(at); err == nil && !info.IsDir() {
			return fmt.Errorf("%s: %w: %s", dir, ErrNotFolder, at)
		} else if err == nil || at == filepath.Dir(at) {
			break
		}
	}
	return err
}

func makeFolder(dir string) error {
	if err := os.MkdirAll(filepath.Dir(dir), dirPerm); err != nil {
		return err
	}
	switch err := os.Mkdir(dir, dirPerm); {
	case err == nil:
		return os.Chmod(dir, dirPerm) // whatever the umask took away
	case !errors.Is(err, fs.ErrExist):
		return err
	}
	return tightenFolder(dir)
}

// tightenFolder closes a folder that was there before to other users, if it is
// the app's own: this user's, and empty or bearing the app's name. A home or
// documents folder that someone chose for the data keeps its rights; the files
// in it are for this user alone either way. Nothing is opened up: a folder that
// its owner made read-only stays so.
func tightenFolder(dir string) error {
	info, err := os.Stat(dir)
	if err != nil {
		return err
	}
	if !info.IsDir() {
		return &fs.PathError{Op: "mkdir", Path: dir, Err: fs.ErrExist}
	}
	own := info.Mode().Perm() & dirPerm
	if info.Mode().Perm() == own || !ownedByUs(info) {
		return nil
	}
	if !strings.Contains(strings.ToLower(filepath.Base(dir)), "mooring") {
		entries, err := os.ReadDir(dir)
		if err != nil || len(entries) > 0 {
			return err
		}
	}
	return os.Chmod(dir, own)
}

// tightenFiles closes the files of a register to other users. SQLite gives the
// files that it makes beside the register the rights of the register.
func tightenFiles(path string) error {
	for _, name := range filesOf(path) {
		info, err := os.Stat(name)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return err
		}
		own := info.Mode().Perm() & filePerm
		if info.Mode().Perm() != own && ownedByUs(info) {
			if err := os.Chmod(name, own); err != nil {
				return err
			}
		}
	}
	return nil
}

// filesOf names the files that make up the database at path: the file itself
// first, then its log and the index of the log.
func filesOf(path string) []string { return []string{path, path + "-wal", path + "-shm"} }

// exists reports whether there is anything at path, be it a dangling link.
func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}
