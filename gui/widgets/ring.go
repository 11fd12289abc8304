package widgets

import (
	"image/color"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
)

// ringed adds a border to the renderer of one of Fyne's widgets, so that focus and
// errors look the same everywhere.
type ringed struct {
	fyne.WidgetRenderer
	ring   *canvas.Rectangle
	owner  sized
	radius fyne.ThemeSizeName
	look   func() (name fyne.ThemeColorName, width float32)
	over   *wheel // or nil
	inner  []fyne.CanvasObject
	all    []fyne.CanvasObject
}

// surfaced is a widget that has a surface of its own where it lies on a bar.
type surfaced interface {
	grounded
	surface() color.Color
}

// sized is a widget that a border goes around.
type sized interface {
	themed
	Size() fyne.Size
}

func newRinged(inner fyne.WidgetRenderer, owner sized, radius fyne.ThemeSizeName, look func() (fyne.ThemeColorName, float32)) *ringed {
	r := &ringed{WidgetRenderer: inner, owner: owner, radius: radius, look: look}
	r.ring = canvas.NewRectangle(color.Transparent)
	r.paint()
	return r
}

// Objects is called for each frame, so the slice is made anew only when the inner one changed.
func (r *ringed) Objects() []fyne.CanvasObject {
	inner := r.WidgetRenderer.Objects()
	if !slices.Equal(inner, r.inner) {
		r.inner = slices.Clone(inner)
		r.all = append(slices.Clone(inner), r.ring)
		if r.over != nil {
			r.all = append(r.all, r.over)
		}
	}
	return r.all
}

func (r *ringed) Layout(size fyne.Size) {
	r.WidgetRenderer.Layout(size)
	frame(r.ring, fyne.Position{}, size)
	if r.over != nil {
		r.over.Resize(size)
	}
}

func (r *ringed) Refresh() {
	r.WidgetRenderer.Refresh()
	r.paint()
}

func (r *ringed) paint() {
	if s, ok := r.owner.(surfaced); ok && s.groundTone() != ToneQuiet {
		s.groundTone().recolor(r.WidgetRenderer.Objects(), s.surface())
	}
	name, width := r.look()
	r.ring.Hidden = width == 0
	r.ring.StrokeWidth = width
	r.ring.CornerRadius = measure(r.owner, r.radius)
	r.ring.StrokeColor = color.Transparent
	if width > 0 {
		r.ring.StrokeColor = ink(r.owner, name)
	}
	frame(r.ring, fyne.Position{}, r.owner.Size())
	r.ring.Refresh()
}

// withoutBorder hides the border of one of Fyne's entries: the ring takes its place.
func withoutBorder(entry fyne.WidgetRenderer) fyne.WidgetRenderer {
	if len(entry.Objects()) > 1 {
		if border, ok := entry.Objects()[1].(*canvas.Rectangle); ok {
			border.Hide()
		}
	}
	return entry
}

// inputLook is the border of an input: error before focus before rest.
func inputLook(invalid, focused, disabled bool) (fyne.ThemeColorName, float32) {
	switch {
	case invalid:
		return theme.ColorNameError, 2
	case focused:
		return theme.ColorNamePrimary, 2
	case disabled:
		return ColorNameCardBorder, 1
	default:
		return theme.ColorNameInputBorder, 1
	}
}
