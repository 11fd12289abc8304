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
	inset  *canvas.Rectangle // within the ring; nil until it is needed
	owner  sized
	radius fyne.ThemeSizeName
	look   func() border
	over   *wheel // or nil
	inner  []fyne.CanvasObject
	all    []fyne.CanvasObject
}

// border is how the border of a widget looks.
type border struct {
	name  fyne.ThemeColorName
	width float32             // 0 for none
	inset fyne.ThemeColorName // of a second line within it; "" for none
}

// focusBorder is the border of what has one only with the focus.
func focusBorder(focused bool) border {
	if !focused {
		return border{}
	}
	return border{name: theme.ColorNamePrimary, width: 2}
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

func newRinged(inner fyne.WidgetRenderer, owner sized, radius fyne.ThemeSizeName, look func() border) *ringed {
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
		if r.inset != nil {
			r.all = append(r.all, r.inset)
		}
		if r.over != nil {
			r.all = append(r.all, r.over)
		}
	}
	return r.all
}

func (r *ringed) Layout(size fyne.Size) {
	r.WidgetRenderer.Layout(size)
	r.frame(size)
	if r.over != nil {
		r.over.Resize(size)
	}
}

// frame puts the border around what is that large.
func (r *ringed) frame(size fyne.Size) {
	frame(r.ring, fyne.Position{}, size)
	if r.inset != nil {
		width := r.ring.StrokeWidth
		frame(r.inset, fyne.NewSquareOffsetPos(width), size.SubtractWidthHeight(2*width, 2*width))
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
	look := r.look()
	r.ring.Hidden = look.width == 0
	r.ring.StrokeWidth = look.width
	r.ring.CornerRadius = measure(r.owner, r.radius)
	r.ring.StrokeColor = color.Transparent
	if look.width > 0 {
		r.ring.StrokeColor = ink(r.owner, look.name)
	}
	if look.inset != "" && r.inset == nil {
		r.inset = &canvas.Rectangle{StrokeWidth: 2}
		r.inner = nil // so that it is among the objects
	}
	r.frame(r.owner.Size())
	r.ring.Refresh()
	if r.inset == nil {
		return
	}
	r.inset.Hidden = look.inset == ""
	if look.inset != "" {
		r.inset.StrokeColor = ink(r.owner, look.inset)
		r.inset.CornerRadius = max(r.ring.CornerRadius-look.width, 0)
	}
	r.inset.Refresh()
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

// inputLook is the border of an input. One that is wrong and has the focus shows both.
func inputLook(invalid, focused, disabled bool) border {
	switch {
	case invalid && focused:
		return border{name: theme.ColorNamePrimary, width: 2, inset: theme.ColorNameError}
	case invalid:
		return border{name: theme.ColorNameError, width: 2}
	case focused:
		return focusBorder(true)
	case disabled:
		return border{name: ColorNameCardBorder, width: 1}
	default:
		return border{name: theme.ColorNameInputBorder, width: 1}
	}
}
