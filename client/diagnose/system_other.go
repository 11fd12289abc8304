//go:build !windows && !darwin

package diagnose

import (
	"cmp"
	"os"
	"runtime"
	"strings"
)

// systemName is what the distribution calls itself.
func systemName() string {
	text, _ := os.ReadFile("/etc/os-release") // without it the system has no better name
	for line := range strings.Lines(string(text)) {
		if name, ok := strings.CutPrefix(line, "PRETTY_NAME="); ok {
			return cmp.Or(strings.Trim(name, "\"'\r\n"), runtime.GOOS)
		}
	}
	return runtime.GOOS
}
