package process

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// ownFiles are the patterns of everything that Mooring writes to its data
// folder. Nothing else in it is ever removed: the user may have chosen a folder
// that holds other things too, also in folders of the same names.
var ownFiles = []string{
	"register*.db*", "register.lock", "register.check", "running/*.lock",
	"practice*.db*", "practice.lock", socketName, ownerName, "logs/mooring*.log*",
	"crashes/crash-*", "crashes/kept/crash-*", "crashes/" + rawCrashName,
	"cache/fyne", "cache/font_index*", "cache/mesa_shader_cache*", "config/fyne",
}

// ownFolders are removed where nothing is left in them.
var ownFolders = []string{"running", "crashes/kept", "crashes", "logs", "cache", "config"}

// erase removes the app's files from its data folder, except the lock. All of them must
// be closed.
func erase(dir string) error {
	root := os.DirFS(dir)
	var trouble error
	for _, pattern := range ownFiles {
		found, err := fs.Glob(root, pattern)
		trouble = errors.Join(trouble, err)
		for _, name := range found {
			trouble = errors.Join(trouble, os.RemoveAll(filepath.Join(dir, filepath.FromSlash(name))))
		}
	}
	for _, name := range ownFolders {
		trouble = errors.Join(trouble, removeEmpty(filepath.Join(dir, filepath.FromSlash(name))))
	}
	return trouble
}

// removeEmpty removes a folder if it is empty.
func removeEmpty(path string) error {
	left, err := os.ReadDir(path)
	if err != nil || len(left) > 0 {
		return nil //nolint:nilerr // as a rule there is no such folder
	}
	return os.Remove(path)
}
