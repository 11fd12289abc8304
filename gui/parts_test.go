package gui

import (
	"fyne.io/fyne/v2"

	"mooring/gui/model"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// input is a field as it is drawn, and what is typed into it.
type input struct {
	View  *widgets.Field
	Entry *widgets.Entry
}

// input finds the input of that name, whether it can be seen or not.
func (v *screen) input(name string) *input {
	v.t.Helper()
	object := v.main.stage.Places.Objects[name]
	in := &input{}
	switch entry := object.(type) {
	case *widgets.Entry:
		in.Entry = entry
	case *widgets.SecretEntry:
		in.Entry = &entry.Entry
	default:
		return nil
	}
	for _, root := range append(v.canvas().Overlays().List(), v.canvas().Content()) {
		each(root, func(o fyne.CanvasObject) {
			if f, ok := o.(*widgets.Field); ok && f.Input() == object {
				in.View = f
			}
		})
	}
	if in.View == nil {
		v.t.Fatalf("%s has no field", name)
	}
	return in
}

// form is the input of a field of the forms.
func (v *screen) form(field model.Field) *input {
	v.t.Helper()
	if field == model.FieldSandbox {
		return v.input(parts.FormPrefix + "sandbox.typed") // the other one is a list on the bar
	}
	return v.input(parts.FormPrefix + string(field))
}

// each visits an object and all that it has, hidden or not.
func each(o fyne.CanvasObject, visit func(fyne.CanvasObject)) {
	if o == nil {
		return
	}
	visit(o)
	for _, child := range children(o) {
		each(child, visit)
	}
}

// detailLists are the lists on the page of a connection: what is known of it, and
// what has happened to it.
func (v *screen) detailLists() []*widgets.List {
	v.t.Helper()
	var lists []*widgets.List
	each(v.main.panel.connection.View, func(o fyne.CanvasObject) {
		if list, ok := o.(*widgets.List); ok {
			lists = append(lists, list)
		}
	})
	if len(lists) != 2 {
		v.t.Fatalf("the page has %d lists", len(lists))
	}
	return lists
}

// changeDetails are the technical details of the problem on a sheet, or "".
func (v *screen) changeDetails(sheet string) string {
	v.t.Helper()
	if !v.visible(sheet + ".details") {
		return ""
	}
	v.tap(sheet + ".details")
	return v.clipboard()
}
