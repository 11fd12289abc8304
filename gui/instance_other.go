//go:build !windows

package gui

import "fyne.io/fyne/v2"

func allowRaise() {}

// raise brings the window to the front.
func raise(window fyne.Window) { window.RequestFocus() }
