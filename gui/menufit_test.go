package gui

import (
	"testing"

	"fyne.io/fyne/v2/widget"

	"mooring/client/practice"
	"mooring/gui/parts"
)

// Every menu is to be seen whole below the menu bar of a laptop at 200 %, in every
// language: Fyne does not scroll to what the arrow keys reach.
func TestMenusFitALaptop(t *testing.T) {
	t.Cleanup(func() { speak(t, "en.json") })
	room := (laptop.Height+1.5*menuBar)/2 - menuBar
	fits := func(language, name string, high float32) {
		t.Helper()
		if high > room {
			t.Errorf("%s: the menu %s is %v high, and there is room for %v", language, name, high, room)
		}
	}
	for _, l := range parts.Languages {
		v := openScreen(t, t.TempDir(), func(v *screen) { v.language = l.Tag + ".json" })
		v.tap("welcome.practice")
		v.made("Loyalty exports", practice.AccessKeyWorks)
		v.create("Loyalty points", practice.AccessKeyRefused)
		for i, menu := range v.main.menu.shown.Items {
			fits(l.Tag, menuOrder[i], widget.NewMenu(menu).MinSize().Height)
		}
		for name, open := range map[string]func(){
			"a row":        func() { v.selectRow(0); v.main.register.FocusRows(); v.key("Menu") },
			"a connection": func() { v.selectRow(0); v.tap("details.more") },
			"several rows": func() { v.main.table.Marks.All(); v.main.register.FocusRows(); v.key("Menu") },
			"the list":     func() { v.tap("register.more") },
		} {
			open()
			menus := 0
			for _, o := range v.shown() {
				if popup, ok := o.(*widget.PopUpMenu); ok {
					menus++
					fits(l.Tag, name, popup.MinSize().Height)
				}
			}
			if menus != 1 {
				t.Errorf("%s: %s has %d menus", l.Tag, name, menus)
			}
			v.canvas().Overlays().Remove(v.canvas().Overlays().Top())
		}
		v.close()
	}
}
