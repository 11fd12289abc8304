package gui

import (
	"fmt"
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver"
	"github.com/jezek/xgb"
	"github.com/jezek/xgb/xproto"
)

// picture is what the window shows now. On X11 the X server is asked for it:
// drivers that draw without a graphics card, as on test machines, give a black
// image to Fyne's own Capture, which reads the buffer in front.
func picture(w fyne.Window) (image.Image, error) {
	var handle uintptr
	if native, ok := w.(driver.NativeWindow); ok {
		native.RunNative(func(context any) {
			if x11, ok := context.(driver.X11WindowContext); ok {
				handle = x11.WindowHandle
			}
		})
	}
	if handle == 0 {
		return w.Canvas().Capture(), nil
	}
	return x11Picture(handle)
}

func x11Picture(handle uintptr) (image.Image, error) {
	x, err := xgb.NewConn()
	if err != nil {
		return nil, fmt.Errorf("connect to the X server: %w", err)
	}
	defer x.Close()
	window := xproto.Drawable(handle) //nolint:gosec // X11 ids have 29 bits
	size, err := xproto.GetGeometry(x, window).Reply()
	if err != nil {
		return nil, fmt.Errorf("ask for the window's size: %w", err)
	}
	const allPlanes = ^uint32(0)
	shot, err := xproto.GetImage(x, xproto.ImageFormatZPixmap, window, 0, 0, size.Width, size.Height, allPlanes).Reply()
	if err != nil {
		return nil, fmt.Errorf("ask for the window's picture: %w", err)
	}
	img := image.NewNRGBA(image.Rect(0, 0, int(size.Width), int(size.Height)))
	if len(shot.Data) < len(img.Pix) {
		return nil, fmt.Errorf("the X server's pictures have %d bytes for %d pixels", len(shot.Data), len(img.Pix)/4)
	}
	for i := 0; i < len(img.Pix); i += 4 {
		// The server sends blue, green, red and an unused byte.
		img.Pix[i], img.Pix[i+1], img.Pix[i+2], img.Pix[i+3] = shot.Data[i+2], shot.Data[i+1], shot.Data[i], 0xff
	}
	return img, nil
}
