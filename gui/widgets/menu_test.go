package widgets

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
)

func TestReadableMenu(t *testing.T) {
	test.NewTempApp(t)
	test.ApplyTheme(t, NewTheme())
	ran := 0
	refresh := fyne.NewMenuItem("Refresh from Platform", func() { ran++ })
	refresh.Shortcut = &desktop.CustomShortcut{KeyName: fyne.KeyR, Modifier: fyne.KeyModifierControl}
	undo := fyne.NewMenuItem("撤销", nil)
	undo.Shortcut = &fyne.ShortcutUndo{}
	about := fyne.NewMenuItem("About", nil)
	was := fyne.NewMainMenu(fyne.NewMenu("File", refresh, fyne.NewMenuItemSeparator(), undo, about))
	menu := ReadableMenu(was, func(s fyne.KeyboardShortcut) string { return "Ctrl+" + string(s.Key()) })
	items := menu.Items[0].Items
	if items[0].Shortcut.ShortcutName() != refresh.Shortcut.ShortcutName() {
		t.Errorf("the shortcut became %q", items[0].Shortcut.ShortcutName())
	}
	if _, drawn := items[0].Shortcut.(fyne.KeyboardShortcut); drawn {
		t.Error("Fyne would draw the shortcut once more")
	}
	items[0].Action()
	if ran != 1 || items[3] != about || !items[1].IsSeparator || refresh.Label != "Refresh from Platform" {
		t.Error("the menu is another one")
	}
	column := func(label string) float32 {
		before, _, ok := strings.Cut(label, "Ctrl+")
		if !ok {
			t.Fatalf("%q shows no shortcut", label)
		}
		return textWidth(before, theme.TextSize(), fyne.TextStyle{})
	}
	const space = 4
	if a, b := column(items[0].Label), column(items[2].Label); a-b > space || b-a > space {
		t.Errorf("the shortcuts stand at %v and %v", a, b)
	}
}
