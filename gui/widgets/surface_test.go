package widgets

import (
	"fmt"
	"image/color"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/software"

	"mooring/gui/headless"
)

// A surface has its border all around, round corners, and no gap where its parts meet,
// whatever a pixel is.
func TestSurfaceIsWhole(t *testing.T) {
	headless.App(t, NewTheme())
	ground, fill, stroke := color.NRGBA{R: 200, A: 255}, color.NRGBA{G: 200, A: 255}, color.NRGBA{B: 200, A: 255}
	for _, scale := range []float32{1, 1.25, 1.5, 2} {
		for name, s := range map[string]*surface{"surface": newSurface(), "ring": newRing()} {
			t.Run(fmt.Sprintf("%s at %v", name, scale), func(t *testing.T) {
				inside := ground
				if name == "surface" {
					s.fill, inside = fill, fill
				}
				s.stroke, s.strokeWidth, s.radius = stroke, 2, 8
				size := fyne.NewSize(81, 63)
				s.resize(size)
				c := software.NewCanvas()
				c.SetPadded(false)
				c.SetScale(scale)
				c.SetContent(container.NewStack(canvas.NewRectangle(ground), container.NewWithoutLayout(s.objects()...)))
				c.Resize(size)
				img := c.Capture()
				right, bottom := img.Bounds().Dx()-1, img.Bounds().Dy()-1
				is := func(x, y int, want color.NRGBA) {
					t.Helper()
					if got := color.NRGBAModel.Convert(img.At(x, y)); got != want {
						t.Fatalf("%d %d is %v, want %v", x, y, got, want)
					}
				}
				round := int(8*scale) + 1
				for x := round; x <= right-round; x++ {
					is(x, 0, stroke)
					is(x, bottom, stroke)
				}
				for y := round; y <= bottom-round; y++ {
					is(0, y, stroke)
					is(right, y, stroke)
					is(right/2, y, inside)
				}
				for _, x := range []int{0, right} {
					is(x, 0, ground)
					is(x, bottom, ground)
				}
			})
		}
	}
}
