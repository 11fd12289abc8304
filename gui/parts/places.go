package parts

import (
	"maps"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
)

// Places knows the window's controls by name. A control that is made anew, for another
// language, has the name of the one that it replaces.
type Places struct {
	Objects map[string]fyne.CanvasObject
}

// forget drops the objects whose names begin with prefix, such as those of a
// sheet that has closed: they may hold what was typed into them.
func (p *Places) forget(prefix string) {
	maps.DeleteFunc(p.Objects, func(name string, _ fyne.CanvasObject) bool { return strings.HasPrefix(name, prefix) })
}

// Stop is what gets the focus for the control of a name, if anything does.
func (p *Places) Stop(name string) (fyne.Focusable, bool) {
	if with, ok := p.Objects[name].(interface{ Rows() fyne.Focusable }); ok {
		return with.Rows(), true
	}
	stop, ok := p.Objects[name].(fyne.Focusable)
	return stop, ok
}

// NameOf returns the name of a focused or tapped object, or "". Of several names it is the
// first in the alphabet: a button of a sheet is known by the sheet's name, too.
func (p *Places) NameOf(object any) string {
	if part, ok := object.(interface{ PartOf() fyne.CanvasObject }); ok {
		object = part.PartOf()
	}
	for _, name := range slices.Sorted(maps.Keys(p.Objects)) {
		if any(p.Objects[name]) == object {
			return name
		}
	}
	return ""
}
