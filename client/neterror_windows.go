package client

import "syscall"

// The numbers of Winsock for a server that refuses and for a network that is
// not there. Those that package syscall has under Unix names are made up.
var (
	errnosRefused = []syscall.Errno{10061}               // WSAECONNREFUSED
	errnosOffline = []syscall.Errno{10050, 10051, 10065} // WSAENETDOWN, WSAENETUNREACH, WSAEHOSTUNREACH
)
