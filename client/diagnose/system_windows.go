package diagnose

import (
	"fmt"

	"golang.org/x/sys/windows"
)

// freeSpace is how many bytes this user may still write to the disk of dir, if that is known.
func freeSpace(dir string) (uint64, bool) {
	path, err := windows.UTF16PtrFromString(dir)
	if err != nil {
		return 0, false
	}
	var free, total, all uint64
	if err := windows.GetDiskFreeSpaceEx(path, &free, &total, &all); err != nil {
		return 0, false
	}
	return free, true
}

// systemName is the version of Windows.
func systemName() string {
	v := windows.RtlGetVersion()
	return fmt.Sprintf("Windows %d.%d.%d", v.MajorVersion, v.MinorVersion, v.BuildNumber)
}
