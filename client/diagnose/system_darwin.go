package diagnose

import "syscall"

// systemName is the version of macOS.
func systemName() string {
	version, err := syscall.Sysctl("kern.osproductversion")
	if err != nil {
		return "macOS"
	}
	return "macOS " + version
}
