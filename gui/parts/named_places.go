package parts

import (
	"maps"
	"strings"

	"fyne.io/fyne/v2"
)

// Places knows the window's controls by name. A control that is made anew, in another
// language, has the name of the one whose place it takes.
type Places struct {
	Objects map[string]fyne.CanvasObject
}

// forget drops the objects whose names begin with prefix, such as those of a
// sheet that has closed: they may hold what was typed into them.
func (p *Places) forget(prefix string) {
	maps.DeleteFunc(p.Objects, func(name string, _ fyne.CanvasObject) bool { return strings.HasPrefix(name, prefix) })
}

// NameOf returns the name of a focused or tapped object, or "".
func (p *Places) NameOf(object any) string {
	for name, o := range p.Objects {
		if any(o) == object {
			return name
		}
	}
	return ""
}
