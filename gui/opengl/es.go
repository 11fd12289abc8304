//go:build cgo && (gles || arm || arm64) && !darwin

package opengl

import gl "github.com/go-gl/gl/v3.1/gles2" // what Fyne draws with on these systems

// Ask asks the driver of the context that is current, which there has to be:
// while Fyne draws, and at no other time. Fyne has loaded the functions by then.
func Ask() Strings {
	text := func(name uint32) string {
		if s := gl.GetString(name); s != nil {
			return gl.GoStr(s)
		}
		return ""
	}
	return Strings{Vendor: text(gl.VENDOR), Renderer: text(gl.RENDERER), Version: text(gl.VERSION)}
}
