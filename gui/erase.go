package gui

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// ownFiles are the names of everything that Mooring writes to its data folder.
// Nothing else in it is ever removed: the user may have chosen a folder that
// holds other things too.
var ownFiles = []string{
	"register.db*", "register-damaged-*", "register.lock", "running",
	"practice.db*", "practice-damaged-*", "practice.lock", "crashes", bellName, "logs", "cache", "config",
}

// erase removes the app's files from its data folder, and the folder if
// nothing else is in it. All of them must be closed.
func erase(dir string) error {
	var trouble error
	for _, pattern := range ownFiles {
		found, err := filepath.Glob(filepath.Join(dir, pattern))
		trouble = errors.Join(trouble, err)
		for _, path := range found {
			trouble = errors.Join(trouble, os.RemoveAll(path))
		}
	}
	left, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return errors.Join(trouble, err)
	}
	if err == nil && len(left) == 0 {
		trouble = errors.Join(trouble, os.Remove(dir))
	}
	return trouble
}
