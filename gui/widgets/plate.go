package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Plate is a rounded surface with a border, for one of several things of the same kind.
// One that needs attention has a border in the color of trouble, and a bar at its left
// edge.
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

// SetAlert shows whether it needs attention.
func (p *Plate) SetAlert(on bool) { update(p, &p.alert, on) }

func (p *Plate) children() []fyne.CanvasObject { return []fyne.CanvasObject{p.content} }

// CreateRenderer is called by Fyne.
func (p *Plate) CreateRenderer() fyne.WidgetRenderer {
	r := &plateRenderer{plate: p, surface: &canvas.Rectangle{}, bar: &canvas.Rectangle{}}
	r.bar.SetMinSize(fyne.NewSize(plateBar, 0))
	pad, inset := measure(p, theme.SizeNameInnerPadding), measure(p, theme.SizeNameInputRadius)
	r.WidgetRenderer = widget.NewSimpleRenderer(container.NewStack(
		container.New(layout.NewCustomPaddedLayout(0.5, 0.5, 0.5, 0.5), r.surface), // strokes are drawn half outside
		container.New(layout.NewCustomPaddedLayout(inset, inset, 0, 0), container.NewHBox(r.bar)),
		container.New(layout.NewCustomPaddedLayout(pad, pad, pad+plateBar, pad), p.content),
	))
	r.paint()
	return r
}

const plateBar = 4 // the width of the bar

type plateRenderer struct {
	fyne.WidgetRenderer
	plate        *Plate
	surface, bar *canvas.Rectangle
}

func (r *plateRenderer) Refresh() {
	r.paint()
	r.WidgetRenderer.Refresh()
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
}
