package gui

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"mooring/gui/widgets"
)

// textOf is the text that an object draws or labels.
func textOf(o fyne.CanvasObject) (string, bool) {
	switch o := o.(type) {
	case *canvas.Text:
		return o.Text, o.Text != ""
	case *widget.Label:
		return o.Text, o.Text != ""
	case *widgets.Paragraph:
		return o.Text, o.Text != ""
	}
	return "", false
}

// pickOption chooses one of the options on the open sheet.
func (v *screen) pickOption(option string) {
	v.t.Helper()
	for _, o := range v.shown() {
		if choice, ok := o.(*widgets.Choice); ok {
			choice.Select(slices.Index(choice.Options(), option))
			return
		}
	}
	v.t.Fatal("there is nothing to choose from")
}
