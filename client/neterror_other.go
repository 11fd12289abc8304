//go:build !windows

package client

import "syscall"

// The system's own words for a server that refuses and for a network that is
// not there.
var (
	errnosRefused = []syscall.Errno{syscall.ECONNREFUSED}
	errnosOffline = []syscall.Errno{syscall.ENETUNREACH, syscall.EHOSTUNREACH, syscall.ENETDOWN}
)
