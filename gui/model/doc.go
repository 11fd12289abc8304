// Package model is what the models of Mooring's window share: signals and events, the
// runner that takes slow work off the UI goroutine, forms with their fields and what is
// wrong with them, and how an error is worded. The state and the rules of each feature
// are in the package below it that has the feature's name. Nothing here knows of Fyne,
// so that all of it can be tested without a window.
//
// Everything is used from one goroutine, the UI's. What takes time is handed to a
// Runner with a snapshot, and brings back a function that merges what was learned into
// the state as it is by then.
package model
