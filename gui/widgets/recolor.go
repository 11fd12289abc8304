package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// recolor gives what draws one of Fyne's widgets, which knows the theme's colors
// only, those of a tone. It is called each time after Fyne has given it its own.
// The first of the objects is the surface.
func (t Tone) recolor(objects []fyne.CanvasObject, surface color.Color) {
	if plate, ok := objects[0].(*canvas.Rectangle); ok && surface != nil {
		plate.FillColor = surface
		plate.Refresh()
	}
	for _, o := range objects {
		switch o := o.(type) {
		case *widget.RichText:
			for _, s := range o.Segments {
				if s, ok := s.(*widget.TextSegment); ok {
					s.Style.ColorName = t.color(s.Style.ColorName)
				}
			}
			o.Refresh()
		case *widget.Icon:
			o.SetResource(t.recolored(o.Resource))
		case *canvas.Image:
			o.Resource = t.recolored(o.Resource)
			o.Refresh()
		}
	}
}

// recolored is an icon in this tone.
func (t Tone) recolored(icon fyne.Resource) fyne.Resource {
	themed, ok := icon.(fyne.ThemedResource)
	if !ok {
		return icon
	}
	name := t.color(themed.ThemeColorName())
	if name == themed.ThemeColorName() {
		return icon
	}
	return theme.NewColoredResource(icon, name)
}

// washed is a color under one that lets it shine through.
func washed(under, wash color.Color) color.Color {
	r, g, b, a := wash.RGBA()
	ur, ug, ub, ua := under.RGBA()
	over := func(top, below uint32) uint16 { return uint16(top + below*(0xFFFF-a)/0xFFFF) } //nolint:gosec // Both are part of a whole.
	return color.RGBA64{R: over(r, ur), G: over(g, ug), B: over(b, ub), A: over(a, ua)}
}
