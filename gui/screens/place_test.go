package screens

import (
	"image"
	"testing"
)

func TestFit(t *testing.T) {
	left, right := image.Rect(0, 30, 1920, 1080), image.Rect(1920, 0, 4480, 1440)
	for name, c := range map[string]struct {
		wanted image.Rectangle
		areas  []image.Rectangle
		want   image.Rectangle
	}{
		"no screen is known":      {image.Rect(10, 10, 500, 400), nil, image.Rect(10, 10, 500, 400)},
		"on a screen":             {image.Rect(100, 100, 1340, 760), []image.Rectangle{left}, image.Rect(100, 100, 1340, 760)},
		"under the panel":         {image.Rect(100, 0, 1340, 660), []image.Rectangle{left}, image.Rect(100, 30, 1340, 690)},
		"over the edge":           {image.Rect(1500, 800, 2740, 1460), []image.Rectangle{left}, image.Rect(680, 420, 1920, 1080)},
		"larger than the screen":  {image.Rect(200, 200, 2800, 2000), []image.Rectangle{left}, left},
		"mostly on the other":     {image.Rect(1800, 100, 3040, 760), []image.Rectangle{left, right}, image.Rect(1920, 100, 3160, 760)},
		"that screen is gone":     {image.Rect(3000, 300, 4240, 960), []image.Rectangle{left}, image.Rect(680, 300, 1920, 960)},
		"left of all the screens": {image.Rect(-3000, 300, -1760, 960), []image.Rectangle{left, right}, image.Rect(0, 300, 1240, 960)},
	} {
		t.Run(name, func(t *testing.T) {
			if got := fit(c.wanted, c.areas); got != c.want {
				t.Errorf("it goes to %v, want %v", got, c.want)
			}
		})
	}
}
