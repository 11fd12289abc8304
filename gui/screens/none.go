//go:build !cgo

package screens

import "fyne.io/fyne/v2"

// Arrangement names the screens and how they stand; empty where they are not known.
func Arrangement(fyne.Window) string { return "" }

// Find is where a window is now, if that can be known.
func Find(fyne.Window) (Place, bool) { return Place{}, false }

// Put gives the window its size.
func Put(w fyne.Window, place Place) { w.Resize(place.Size) }

// Look says that the window is where it belongs: it can be nowhere else.
func Look(fyne.Window, Place) Sight { return There }

// OnKey lets pressed hear of no key.
func OnKey(fyne.Window, func(name string, alt bool)) {}

// Close lets go of the screens before the process ends.
func Close(fyne.Window) {}
