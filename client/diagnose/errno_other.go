//go:build !windows

package diagnose

import "syscall"

// errRefused is a refused connection.
const errRefused = syscall.ECONNREFUSED
