// Package register is the list of connections as the window shows it, and the tasks
// that go through many of them.
package register
