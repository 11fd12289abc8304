// Package widgets holds the building blocks of Mooring's window that Fyne does
// not have: they know nothing of connections, accounts or the Platform.
//
// Every text that a person reads is passed in by the caller, so that it can be
// translated. Nothing here starts a goroutine: all methods belong to Fyne's own.
package widgets
