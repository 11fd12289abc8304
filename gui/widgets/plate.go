package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Plate is a rounded surface with a border around one of several things of a kind.
// The border of one that needs attention has the color of trouble, and a bar at its
// left edge.
type Plate struct {
	widget.BaseWidget

	content fyne.CanvasObject
	alert   bool
}

// NewPlate puts content on a plate.
func NewPlate(content fyne.CanvasObject) *Plate {
	p := &Plate{content: content}
	p.ExtendBaseWidget(p)
	return p
}

// SetAlert says whether it needs attention.
func (p *Plate) SetAlert(on bool) {
	if p.alert != on {
		p.alert = on
		p.Refresh()
	}
}

func (p *Plate) children() []fyne.CanvasObject { return []fyne.CanvasObject{p.content} }

// CreateRenderer is called by Fyne.
func (p *Plate) CreateRenderer() fyne.WidgetRenderer {
	r := &plateRenderer{plate: p, surface: &canvas.Rectangle{}, bar: &canvas.Rectangle{}}
	r.objects = []fyne.CanvasObject{r.surface, r.bar, p.content}
	r.paint()
	return r
}

const plateBar = 4 // the width of the bar

type plateRenderer struct {
	drawn
	plate        *Plate
	surface, bar *canvas.Rectangle
}

func (r *plateRenderer) padding() float32 { return measure(r.plate, theme.SizeNameInnerPadding) }

func (r *plateRenderer) MinSize() fyne.Size {
	pad := r.padding()
	return r.plate.content.MinSize().AddWidthHeight(2*pad+plateBar, 2*pad)
}

func (r *plateRenderer) Layout(size fyne.Size) {
	pad := r.padding()
	frame(r.surface, fyne.Position{}, size)
	inset := measure(r.plate, theme.SizeNameInputRadius)
	place(r.bar, fyne.NewPos(0, inset), fyne.NewSize(plateBar, max(size.Height-2*inset, 0)))
	place(r.plate.content, fyne.NewPos(pad+plateBar, pad), size.SubtractWidthHeight(2*pad+plateBar, 2*pad))
}

func (r *plateRenderer) Refresh() {
	r.paint()
	r.Layout(r.plate.Size())
	r.plate.content.Refresh()
	canvas.Refresh(r.plate)
}

func (r *plateRenderer) paint() {
	p := r.plate
	r.surface.FillColor, r.surface.StrokeColor, r.surface.StrokeWidth = ink(p, theme.ColorNameHeaderBackground), ink(p, ColorNameCardBorder), 1
	if p.alert {
		r.surface.StrokeColor = ink(p, theme.ColorNameError)
	}
	r.surface.CornerRadius = measure(p, theme.SizeNameInputRadius)
	r.bar.FillColor, r.bar.CornerRadius = ink(p, theme.ColorNameError), plateBar/2.
	r.bar.Hidden = !p.alert
	r.surface.Refresh()
	r.bar.Refresh()
}
