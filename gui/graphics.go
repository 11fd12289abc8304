package gui

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver"

	"mooring/client/diagnose"
	"mooring/gui/opengl"
)

// graphics is what is known of the driver that draws the window.
type graphics struct {
	ask func() opengl.Strings // to be called while Fyne draws; nil where there is nobody to ask
	gl  opengl.Strings
}

// probe is an object that shows nothing and asks the driver when it is drawn:
// that is when Fyne has made its OpenGL context the current one.
func (g *graphics) probe() fyne.CanvasObject {
	return canvas.NewRaster(func(_, _ int) image.Image {
		if g.ask != nil {
			g.gl = g.ask()
		}
		return image.NewNRGBA(image.Rect(0, 0, 1, 1))
	})
}

// display is what the diagnosis passes on of the screen and its driver.
func (s *stage) display() diagnose.Display {
	size := s.canvas().Size()
	d := diagnose.Display{
		WindowSystem: windowSystem(s.window),
		Vendor:       s.graphics.gl.Vendor, Renderer: s.graphics.gl.Renderer, Version: s.graphics.gl.Version,
		Width: size.Width, Height: size.Height, Scale: s.canvas().Scale(),
		SystemScale: fyne.CurrentDevice().SystemScaleForWindow(s.window),
		UserScale:   s.app.Settings().Scale(),
	}
	return d
}

// windowSystem names what the window belongs to.
func windowSystem(window fyne.Window) string {
	native, ok := window.(driver.NativeWindow)
	if !ok {
		return ""
	}
	var name string
	native.RunNative(func(context any) {
		switch context.(type) {
		case driver.X11WindowContext:
			name = diagnose.X11
		case driver.WaylandWindowContext:
			name = diagnose.Wayland
		case driver.WindowsWindowContext:
			name = "Windows"
		case driver.MacWindowContext:
			name = "macOS"
		}
	})
	return name
}
