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
	listen(w)
	within(w, func(view *glfw.Window) {
		corner, inner := aim(view, place, w.Canvas().Scale())
		if inner != pixels(place.Size, w.Canvas().Scale()) {
			size = fyne.NewSize(float32(inner.X)/w.Canvas().Scale(), float32(inner.Y)/w.Canvas().Scale())
		}
		view.SetPos(corner.X, corner.Y) // does nothing on Wayland
	})
	w.Resize(size)
	if place.Maximized {
		within(w, (*glfw.Window).Maximize)
	}
}

// Look says whether a window is where Put brings it, as far as that can be known: on
// Wayland it cannot, and a size that was asked for is not lost there.
func Look(w fyne.Window, place Place) Sight {
	seen := There
	if !isReal(w) || glfw.GetPlatform() == glfw.PlatformWayland {
		return seen
	}
	listen(w)
	within(w, func(view *glfw.Window) {
		corner, inner := aim(view, place, w.Canvas().Scale())
		x, y := view.GetPos()
		width, height := view.GetSize()
		switch maximized := view.GetAttrib(glfw.Maximized) == glfw.True; {
		case view.GetAttrib(glfw.Visible) == glfw.False || view.GetAttrib(glfw.Iconified) == glfw.True:
			seen = NotShown
		case maximized:
		case place.Maximized, !near(width, inner.X), !near(height, inner.Y):
			seen = Elsewhere
		case !near(x, corner.X) || !near(y, corner.Y):
			seen = Elsewhere
		}
	})
	return seen
}

func near(a, b int) bool { return a-b <= 1 && b-a <= 1 }

// aim is where a window belongs that is to have a place, without its frame.
func aim(view *glfw.Window, place Place, scale float32) (corner, inner image.Point) {
	left, top, right, bottom := view.GetFrameSize()
	frame := image.Pt(left+right, top+bottom)
	at := fit(image.Rectangle{Min: place.Corner, Max: place.Corner.Add(pixels(place.Size, scale)).Add(frame)}, areas())
	return at.Min.Add(image.Pt(left, top)), at.Size().Sub(frame)
}

func pixels(size fyne.Size, scale float32) image.Point {
	return image.Pt(int(math.Round(float64(size.Width*scale))), int(math.Round(float64(size.Height*scale))))
}

// Close lets go of the screens before the process ends. What was copied goes to the
// desktop's clipboard, where that has one of its own.
func Close(w fyne.Window) {
	if isReal(w) {
		glfw.Terminate()
	}
}

// OnKey lets pressed hear of the keys that go down in a window alone or with Alt, after
// what has the focus there: Fyne tells nobody else of a key without a modifier. A key is
// named by what is written on it, in lower case, or as F10.
func OnKey(w fyne.Window, pressed func(name string, alt bool)) {
	within(w, func(view *glfw.Window) {
		var first glfw.KeyCallback
		first = view.SetKeyCallback(func(at *glfw.Window, key glfw.Key, code int, action glfw.Action, held glfw.ModifierKey) {
			if first != nil {
				first(at, key, code, action, held)
			}
			const locks = glfw.ModCapsLock | glfw.ModNumLock
			alone := held &^ locks
			if action != glfw.Press || alone != 0 && alone != glfw.ModAlt {
				return
			}
			name := glfw.GetKeyName(key, code)
			if key == glfw.KeyF10 {
				name = "F10"
			}
			pressed(name, alone == glfw.ModAlt)
		})
	})
}

// listen lets GLFW hear of screens that have gone by now: asked for the area of one
// that it still believes in, it crashes on X11.
func listen(w fyne.Window) {
	if isReal(w) {
		glfw.PollEvents()
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
