package gui

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"mooring/gui/parts"
)

// A key stands beside its command, in every language: letters of one may be higher than
// those of the other.
func TestAKeyStandsBesideItsCommand(t *testing.T) {
	t.Cleanup(func() { speak(t, "en.json") })
	for _, l := range parts.Languages {
		v := openScreen(t, t.TempDir(), func(v *screen) { v.language = l.Tag + ".json" })
		v.command("menu.shortcuts")
		places := map[string]float32{}
		for _, o := range v.shown() {
			if label, ok := o.(*widget.Label); ok {
				places[label.Text] = fyne.CurrentApp().Driver().AbsolutePositionForObject(label).Y
			}
		}
		for _, e := range elsewhere {
			command, key := places[parts.Tr(e.does)], places[parts.KeyText(&e.key)]
			if command == 0 || command != key {
				t.Errorf("%s: %q is at %v, and its key at %v", l.Tag, parts.Tr(e.does), command, key)
			}
		}
	}
}
