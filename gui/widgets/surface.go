package widgets

import (
	"image"
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// surface is a rounded rectangle with a border, for what takes much of the window. Of a
// canvas.Rectangle each pixel is asked how far it is from a corner or the border, and where no
// graphics card draws it is the processor that answers: two of them took two fifths of each
// frame. A surface is three textures instead: the strips with the corners at the top and the
// bottom, and a row of pixels that is repeated in between.
type surface struct {
	fill, stroke        color.Color
	strokeWidth, radius float32

	top, bottom *canvas.Raster
	between     []*canvas.Raster // one, or the left and the right side of a ring
}

func newSurface() *surface {
	s := &surface{fill: color.Transparent, stroke: color.Transparent}
	s.top = s.raster(func(w, h int) image.Image { return s.draw(w, h, func(y int) int { return y }) })
	s.bottom = s.raster(func(w, h int) image.Image { return s.draw(w, h, func(y int) int { return h - 1 - y }) })
	s.between = []*canvas.Raster{s.raster(func(w, _ int) image.Image {
		return s.draw(w, 1, func(int) int { return math.MaxInt16 })
	})}
	return s
}

// newRing returns a surface that is its border alone.
func newRing() *surface {
	s := newSurface()
	side := func(int, int) image.Image { return image.NewUniform(s.stroke) }
	s.between = []*canvas.Raster{s.raster(side), s.raster(side)}
	return s
}

func (s *surface) raster(draw func(w, h int) image.Image) *canvas.Raster {
	r := canvas.NewRaster(draw)
	r.ScaleMode = canvas.ImageScalePixels // nothing is between the pixels
	return r
}

// objects are what it consists of.
func (s *surface) objects() []fyne.CanvasObject {
	all := []fyne.CanvasObject{s.top, s.bottom}
	for _, r := range s.between {
		all = append(all, r)
	}
	return all
}

// resize gives it a size, with its border inside.
func (s *surface) resize(size fyne.Size) {
	// The strips reach over the middle, so that rounding to pixels leaves no gap.
	const over = 2
	strip := min(s.radius+over, size.Height/2)
	s.top.Resize(fyne.NewSize(size.Width, strip))
	place(s.bottom, fyne.NewPos(0, size.Height-strip), fyne.NewSize(size.Width, strip))
	width := size.Width
	if len(s.between) > 1 {
		width = s.strokeWidth
	}
	for i, r := range s.between {
		place(r, fyne.NewPos(float32(i)*(size.Width-width), strip-over/2), fyne.NewSize(width, max(size.Height-2*strip+over, 0)))
	}
}

func (s *surface) refresh() {
	for _, o := range s.objects() {
		o.Refresh()
	}
}

// show shows it or hides it, as its colors and sizes are now.
func (s *surface) show(on bool) {
	for _, o := range s.objects() {
		o.(*canvas.Raster).Hidden = !on
		o.Refresh()
	}
}

// draw draws rows of it, each of which is so many pixels away from the top or the bottom.
func (s *surface) draw(w, h int, away func(y int) int) image.Image {
	scale := float64(w) / float64(s.top.Size().Width)
	border, radius := math.Round(float64(s.strokeWidth)*scale), math.Round(float64(s.radius)*scale)
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			// How deep within the surface the middle of the pixel is.
			dx, dy := float64(min(x, w-1-x))+0.5, float64(away(y))+0.5
			depth := min(dx, dy)
			if dx < radius && dy < radius {
				depth = radius - math.Hypot(radius-dx, radius-dy)
			}
			img.SetRGBA(x, y, mix(s.stroke, s.fill, depth-border, depth))
		}
	}
	return img
}

// mix is the color of a pixel that is so deep within the border and within the whole.
func mix(stroke, fill color.Color, inner, outer float64) color.RGBA {
	share := func(depth float64) float64 { return min(max(depth+0.5, 0), 1) }
	of := func(stroke, fill uint32) uint8 {
		filled := share(inner)
		return uint8(math.Round((float64(fill)*filled + float64(stroke)*(1-filled)) * share(outer) / 0x101))
	}
	r, g, b, a := stroke.RGBA()
	fr, fg, fb, fa := fill.RGBA()
	return color.RGBA{R: of(r, fr), G: of(g, fg), B: of(b, fb), A: of(a, fa)}
}
