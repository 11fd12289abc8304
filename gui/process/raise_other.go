//go:build !windows

package process

import "fyne.io/fyne/v2"

func allowRaise() {}

// raise brings the window to the front.
func raise(window fyne.Window) { window.RequestFocus() }
