package process

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver"
	"golang.org/x/sys/windows"
)

var (
	user32             = windows.NewLazySystemDLL("user32.dll")
	allowSetForeground = user32.NewProc("AllowSetForegroundWindow")
	isIconic           = user32.NewProc("IsIconic")
	showWindow         = user32.NewProc("ShowWindow")
)

const (
	anyProcess = 0xffffffff // ASFW_ANY
	restore    = 9          // SW_RESTORE
)

// allowRaise passes on the right to come to the front: Windows gives it only to
// the program that the user has just started.
func allowRaise() { _, _, _ = allowSetForeground.Call(anyProcess) }

// raise brings the window to the front, out of the task bar if it is there.
func raise(window fyne.Window) {
	if native, ok := window.(driver.NativeWindow); ok {
		native.RunNative(func(context any) {
			w, ok := context.(driver.WindowsWindowContext)
			if !ok {
				return
			}
			if small, _, _ := isIconic.Call(w.HWND); small != 0 {
				_, _, _ = showWindow.Call(w.HWND, restore)
			}
		})
	}
	window.RequestFocus()
}
