package widgets

import (
	"math"
	"runtime"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// shortcutGap is between the longest label of a menu and the shortcuts.
const shortcutGap = 28

// ReadableMenu returns the menu with its shortcuts as part of the labels, in the
// words of name: Fyne draws them itself with a fifth of the ink of a text. They
// work as before. On macOS the system draws the menu, and it stays as it is.
func ReadableMenu(menu *fyne.MainMenu, name func(fyne.KeyboardShortcut) string) *fyne.MainMenu {
	if runtime.GOOS == "darwin" {
		return menu
	}
	menus := make([]*fyne.Menu, len(menu.Items))
	for i, m := range menu.Items {
		menus[i] = withShortcuts(m, name)
	}
	return fyne.NewMainMenu(menus...)
}

func withShortcuts(menu *fyne.Menu, name func(fyne.KeyboardShortcut) string) *fyne.Menu {
	size := theme.TextSize()
	column := float32(0)
	for _, item := range menu.Items {
		if _, ok := item.Shortcut.(fyne.KeyboardShortcut); ok {
			column = max(column, textWidth(item.Label, size, plain)+shortcutGap)
		}
	}
	items := slices.Clone(menu.Items)
	for i, item := range items {
		if item.ChildMenu != nil {
			shown := *item
			shown.ChildMenu = withShortcuts(item.ChildMenu, name)
			items[i] = &shown
		}
		shortcut, ok := item.Shortcut.(fyne.KeyboardShortcut)
		if !ok {
			continue
		}
		shown := *item
		// A space is as wide as in the font of the letters before it.
		const some = 16
		label := textWidth(item.Label, size, plain)
		space := (textWidth(item.Label+strings.Repeat(" ", some), size, plain) - label) / some
		shown.Label += strings.Repeat(" ", int(math.Round(float64((column-label)/space)))) + name(shortcut)
		shown.Shortcut = quietShortcut(shortcut.ShortcutName())
		items[i] = &shown
	}
	return fyne.NewMenu(menu.Label, items...)
}

// quietShortcut has only the name of a shortcut, which is all that Fyne needs to
// recognize it, and not enough to draw it.
type quietShortcut string

// ShortcutName is that of the shortcut that it stands for.
func (s quietShortcut) ShortcutName() string { return string(s) }
