package gui

import (
	"errors"
	"os"
	"path/filepath"
	"syscall"
)

// leastRoom is what a disk has to have left for files that are mapped into memory.
const leastRoom = 16 << 20

// SpareFullDisk keeps Mesa, which does the drawing on most Linux systems, from
// keeping compiled shaders on a full disk. It maps their file into memory, where
// the lack of room ends the app on the spot. It must come before the app is made.
func SpareFullDisk() error {
	dir, err := os.UserCacheDir()
	if err != nil {
		return nil //nolint:nilerr // without a folder for it there is no cache
	}
	for dir != filepath.Dir(dir) {
		if _, err := os.Stat(dir); err == nil {
			break
		}
		dir = filepath.Dir(dir) // where it would be made
	}
	var disk syscall.Statfs_t
	if err := syscall.Statfs(dir, &disk); err != nil {
		return nil //nolint:nilerr // nothing is known of the disk: nothing is changed
	}
	if disk.Bavail*uint64(max(disk.Bsize, 1)) >= leastRoom {
		return nil
	}
	// The second name is that of older versions.
	return errors.Join(os.Setenv("MESA_SHADER_CACHE_DISABLE", "true"), os.Setenv("MESA_GLSL_CACHE_DISABLE", "true"))
}
