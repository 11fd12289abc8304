// Command bench-window is the least that a Fyne app can be: one window with one
// label. What Mooring takes beyond it is Mooring's own doing.
package main

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/widget"
)

func main() {
	w := app.NewWithID("app.mooring.Bench").NewWindow("Bench")
	w.SetContent(widget.NewLabel("Bench"))
	w.Resize(fyne.NewSize(1180, 780))
	w.ShowAndRun()
}
