//go:build linux || darwin || freebsd

package diagnose

import "syscall"

// freeSpace is how many bytes this user may still write to the disk of dir, if that is known.
func freeSpace(dir string) (uint64, bool) {
	var stat syscall.Statfs_t
	if err := syscall.Statfs(dir, &stat); err != nil {
		return 0, false
	}
	free := int64(stat.Bavail) //nolint:gosec,unconvert // Signed or not depending on the system; below nothing is nothing.
	if free < 0 || stat.Bsize <= 0 {
		return 0, true
	}
	return uint64(free) * uint64(stat.Bsize), true
}
