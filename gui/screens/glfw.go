//go:build cgo

package screens

import (
	"fmt"
	"image"
	"math"
	"strings"

	"fyne.io/fyne/v2"
	"github.com/go-gl/glfw/v3.4/glfw"
)

// Arrangement names the screens and how they stand; empty where they are not known.
func Arrangement(w fyne.Window) string {
	if !isReal(w) {
		return ""
	}
	var names []string
	for _, m := range glfw.GetMonitors() {
		if mode := m.GetVideoMode(); mode != nil {
			x, y := m.GetPos()
			names = append(names, fmt.Sprintf("%dx%d%+d%+d", mode.Width, mode.Height, x, y))
		}
	}
	return strings.Join(names, " ")
}

// Find is where a window is now, if that can be known: not while it is an icon.
func Find(w fyne.Window) (place Place, ok bool) {
	within(w, func(view *glfw.Window) {
		left, top, _, _ := view.GetFrameSize()
		x, y := view.GetPos()
		place = Place{image.Pt(x-left, y-top), w.Canvas().Size(), view.GetAttrib(glfw.Maximized) == glfw.True}
		ok = view.GetAttrib(glfw.Iconified) == glfw.False
	})
	return place, ok
}

// Put brings a window as near to a place as the screens allow: on one of them, and
// no larger than it.
func Put(w fyne.Window, place Place) {
	size := place.Size
	within(w, func(view *glfw.Window) {
		left, top, right, bottom := view.GetFrameSize()
		frame, scale := image.Pt(left+right, top+bottom), w.Canvas().Scale()
		inner := image.Pt(int(math.Round(float64(size.Width*scale))), int(math.Round(float64(size.Height*scale))))
		at := fit(image.Rectangle{Min: place.Corner, Max: place.Corner.Add(inner).Add(frame)}, areas())
		if fits := at.Size().Sub(frame); fits != inner {
			size = fyne.NewSize(float32(fits.X)/scale, float32(fits.Y)/scale)
		}
		view.SetPos(at.Min.X+left, at.Min.Y+top) // does nothing on Wayland
	})
	w.Resize(size)
	if place.Maximized {
		within(w, (*glfw.Window).Maximize)
	}
}

// Close lets go of the screens before the process ends. What was copied goes to the
// desktop's clipboard, where that has one of its own.
func Close(w fyne.Window) {
	if isReal(w) {
		glfw.Terminate()
	}
}

// areas are the parts of the screens that no panel covers.
func areas() (found []image.Rectangle) {
	for _, m := range glfw.GetMonitors() {
		if x, y, width, height := m.GetWorkarea(); width > 0 && height > 0 {
			found = append(found, image.Rect(x, y, x+width, y+height))
		}
	}
	return found
}

// driven is a window of Fyne's driver for the desktop.
type driven interface{ RunWithContext(f func()) }

// isReal says whether a window is one that GLFW knows. Where Fyne has ended its loop by
// itself, GLFW knows nothing any more, and panics at whatever it is asked.
func isReal(w fyne.Window) (yes bool) {
	if _, ok := w.(driven); !ok {
		return false
	}
	defer func() { yes = recover() == nil }()
	glfw.GetPlatform()
	return true
}

// within lets f have the window as GLFW knows it. Fyne does not hand it out, but makes
// it the current one.
func within(w fyne.Window, f func(*glfw.Window)) {
	if !isReal(w) {
		return
	}
	w.(driven).RunWithContext(func() {
		if view := glfw.GetCurrentContext(); view != nil {
			f(view)
		}
	})
}
