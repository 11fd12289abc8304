// Wrongthread makes the mistake that check-threads looks for: it changes a
// widget from a goroutine without fyne.Do. If the check misses this one, it is
// blind. The folder's dot keeps it out of ./... and so out of the app's rules.
package main

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/widget"
)

func main() {
	a := app.NewWithID("app.mooring.wrongthread")
	w := a.NewWindow("Wrong thread")
	label := widget.NewLabel("before")
	w.SetContent(label)
	a.Lifecycle().SetOnStarted(func() {
		go func() {
			label.SetText("after")
			fyne.Do(a.Quit)
		}()
	})
	w.ShowAndRun()
}
