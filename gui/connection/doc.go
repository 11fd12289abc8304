// Package connection is the part of the window that shows one connection of the
// register, and in which something is done with it: tested, given other keys, looked
// through, renamed, deleted.
package connection
