//go:build !windows && !darwin

package diagnose

import "cmp"

// systemName is what the distribution calls itself.
func systemName() string { return cmp.Or(readRelease().pretty, "unknown") }
