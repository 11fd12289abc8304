package gui

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"mooring/client/practice"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// A note hides no button for as long as it shows, in windows of all sizes, be it of a page,
// of the form or of the panel.
func TestNoNoteLiesOnAButton(t *testing.T) {
	t.Cleanup(func() { speak(t, "en.json") })
	driver := fyne.CurrentApp().Driver
	for _, l := range parts.Languages {
		v := openScreen(t, t.TempDir(), func(v *screen) { v.language = l.Tag + ".json" })
		v.tap("welcome.practice")
		v.made("Loyalty exports", practice.AccessKeyWorks)
		for page, show := range map[string]func(){
			"a connection": func() { v.selectRow(0) },
			"the form":     func() { v.command("menu.new") },
			"a table":      func() { v.dropTable(tableRow("One", "AKIATABLE000EXAMPLE1", practice.SandboxDevelopment)) },
		} {
			v.main.showBatch(false)
			v.layout(fyne.NewSize(1240, 632))
			show()
			for _, size := range []fyne.Size{fyne.NewSize(1240, 632), smallest, fyne.NewSize(laptop.Width/1.5, laptop.Height/1.5)} {
				v.layout(size)
				v.main.stage.Toast.Note(parts.Tr("several.one", "Command", parts.Tr("details.edit")))
				plate := test.WidgetRenderer(v.main.stage.Toast).Objects()[0]
				for _, o := range v.shown() {
					b, ok := o.(*widgets.Button)
					if !ok {
						continue
					}
					if from, at := driver().AbsolutePositionForObject(b), driver().AbsolutePositionForObject(plate); overlap(from, b.Size(), at, plate.Size()) {
						t.Errorf("%s: over %s in %v, the note at %v of %v lies on %q at %v", l.Tag, page, size, at, plate.Size(), fmt.Sprint(b.Text, v.main.stage.Places.NameOf(b)), from)
					}
				}
				v.main.stage.Toast.Dismiss()
			}
		}
	}
}

func overlap(a fyne.Position, aSize fyne.Size, b fyne.Position, bSize fyne.Size) bool {
	return a.X < b.X+bSize.Width && b.X < a.X+aSize.Width && a.Y < b.Y+bSize.Height && b.Y < a.Y+aSize.Height
}
