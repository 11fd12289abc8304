// Package gui is Mooring's window. Its pages paint the state of package model
// and hand taps and keys to it; they decide nothing. Only background.go starts
// goroutines and calls fyne.Do.
package gui
