package parts

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"mooring/gui/headless"
	"mooring/gui/widgets"
)

// unpainted is an app that has painted nothing yet: Fyne knows no place of any object.
type unpainted struct{ fyne.App }

type unpaintedDriver struct{ fyne.Driver }

func (a unpainted) Driver() fyne.Driver { return unpaintedDriver{a.App.Driver()} }

func (unpaintedDriver) AbsolutePositionForObject(fyne.CanvasObject) fyne.Position {
	return fyne.Position{}
}

// What is shown with the next frame is in sight, and the focus stays there: it has just
// been unfolded, perhaps by a sheet that closes.
func TestWhatWasNeverPaintedIsInSight(t *testing.T) {
	app := headless.App(t, theme.Current())
	inner := widgets.NewEntry()
	hidden := container.NewVBox(inner)
	window := test.NewTempWindow(t, container.NewVBox(widgets.NewCard("", "", hidden)))
	fyne.SetCurrentApp(unpainted{app})
	t.Cleanup(func() { fyne.SetCurrentApp(app) })
	if !InSight(window.Canvas(), inner) {
		t.Error("it is shown, and is taken for out of sight")
	}
	hidden.Hide()
	if InSight(window.Canvas(), inner) {
		t.Error("what it is in is hidden, and it is taken for in sight")
	}
}
