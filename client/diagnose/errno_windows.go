package diagnose

import "golang.org/x/sys/windows"

// errRefused is how Windows names a refused connection; syscall.ECONNREFUSED is
// made up there and nothing is ever equal to it.
const errRefused = windows.WSAECONNREFUSED
