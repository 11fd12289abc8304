// Package model is the state of Mooring's window and its rules: which fields
// there are and what is wrong with them, who is signed in, what an attempt is
// doing, which rows the register shows, and how an error is worded. It knows
// nothing of Fyne, so that all of it can be tested without a window.
//
// Everything in it is used from one goroutine, the UI's. What takes time is
// handed to a Runner, which brings the result back to that goroutine.
package model
