package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// framed has objects between a top and a bottom, of which either may be nil.
type framed struct{ top, bottom fyne.CanvasObject }

// NewFramedLayout returns a layout with one object at the top, one at the bottom and the
// others between them, like Fyne's border layout. But the text of the two may wrap: they
// are asked for their height once they have their width.
func NewFramedLayout(top, bottom fyne.CanvasObject) fyne.Layout { return framed{top, bottom} }

// between reports whether an object is neither of the two.
func (l framed) between(o fyne.CanvasObject) bool { return o != l.top && o != l.bottom && o.Visible() }

// MinSize has room for the two as wide as they were last.
func (l framed) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := fyne.Size{}
	for _, o := range objects {
		if l.between(o) {
			size = size.Max(o.MinSize())
		}
	}
	for _, o := range []fyne.CanvasObject{l.top, l.bottom} {
		if o != nil && o.Visible() {
			least := o.MinSize()
			size = fyne.NewSize(max(size.Width, least.Width), size.Height+least.Height+theme.Padding())
		}
	}
	return size
}

// Layout places the objects.
func (l framed) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	begin, end := float32(0), size.Height
	if high := l.widen(l.top, size.Width); high > 0 {
		l.top.Move(fyne.Position{})
		begin = high + theme.Padding()
	}
	if high := l.widen(l.bottom, size.Width); high > 0 {
		l.bottom.Move(fyne.NewPos(0, size.Height-high))
		end -= high + theme.Padding()
	}
	for _, o := range objects {
		if l.between(o) {
			place(o, fyne.NewPos(0, begin), fyne.NewSize(size.Width, max(end-begin, 0)))
		}
	}
}

// widen gives one of the two its width and returns how high it is then.
func (l framed) widen(o fyne.CanvasObject, width float32) float32 {
	if o == nil || !o.Visible() {
		return 0
	}
	o.Resize(fyne.NewSize(width, o.MinSize().Height))
	high := o.MinSize().Height
	o.Resize(fyne.NewSize(width, high))
	return high
}
