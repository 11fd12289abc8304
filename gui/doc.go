// Package gui is the shell of Mooring's window: it makes the models and the pages,
// puts these in their places, and ties together what happens in one feature and matters
// in another: models in models.go, pages in follow.go. The menu is here, too. How a
// process starts and ends is the matter of package process.
//
// The features have packages of their own, which meet only here. Their pages paint the
// state of the models below package model and hand taps and keys to them; they decide
// nothing. Only background.go in package process starts goroutines and calls
// fyne.Do.
package gui
