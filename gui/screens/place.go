// Package screens places the window on the screens, which Fyne leaves to the system, and
// hears of keys whatever has the focus.
//
// It needs the real window. Without cgo it knows no screens, and in a test's window
// it does nothing.
package screens

import (
	"image"

	"fyne.io/fyne/v2"
)

// Place is where a window is and how large.
type Place struct {
	Corner    image.Point // of its frame, in the units of the screens
	Size      fyne.Size   // of what it shows
	Maximized bool
}

// Sight is what is seen of a window that was put somewhere.
type Sight int

// What Look sees.
const (
	There     Sight = iota
	Elsewhere       // nothing has come of it, or something else
	NotShown        // the window manager has not shown it yet, or it is an icon
)

// fit is where a window can be that would be here: on the screen that has most of it,
// or else on the first one, and no larger than that.
func fit(wanted image.Rectangle, areas []image.Rectangle) image.Rectangle {
	if len(areas) == 0 {
		return wanted
	}
	on, most := areas[0], 0
	for _, area := range areas {
		size := area.Intersect(wanted).Size()
		if shared := size.X * size.Y; shared > most {
			on, most = area, shared
		}
	}
	size := image.Pt(min(wanted.Dx(), on.Dx()), min(wanted.Dy(), on.Dy()))
	corner := image.Pt(
		min(max(wanted.Min.X, on.Min.X), on.Max.X-size.X),
		min(max(wanted.Min.Y, on.Min.Y), on.Max.Y-size.Y))
	return image.Rectangle{Min: corner, Max: corner.Add(size)}
}
