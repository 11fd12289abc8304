package support_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	model "mooring/gui/model/support"
	"mooring/gui/stagetest"
	"mooring/gui/support"
)

// A window that was left at another scale is at least as large as usual: at that one there
// may have been no more room. One that was left at the same scale is as it was.
func TestSizeAtAnotherScale(t *testing.T) {
	usual := model.DefaultLook()
	for _, c := range []struct {
		scale       float32
		size, comes fyne.Size
	}{
		{0, fyne.NewSize(700, 400), fyne.NewSize(700, 400)},
		{1, fyne.NewSize(700, 400), fyne.NewSize(700, 400)},
		{2, fyne.NewSize(682, 371), fyne.NewSize(usual.Width, usual.Height)},
		{1.5, fyne.NewSize(1500, 400), fyne.NewSize(1500, usual.Height)},
	} {
		b := stagetest.New(t, "en")
		b.Show(canvas.NewRectangle(nil))
		settings := model.NewSettings(b.Stage.Runner, nil)
		look := usual
		look.Width, look.Height, look.Scale = c.size.Width, c.size.Height, c.scale
		settings.Use(look)
		support.NewPlacement(b.Stage, settings).Take()
		if got := b.Stage.Canvas().Size(); got != c.comes {
			t.Errorf("left with %v at %v, it comes with %v, not %v", c.size, c.scale, got, c.comes)
		}
	}
}
