//go:build !linux && !darwin && !freebsd && !windows

package diagnose

// FreeSpace is not known here.
func FreeSpace(string) (uint64, bool) { return 0, false }
