package parts

import "fyne.io/fyne/v2"

// keyNames are the keys that have a name of their own in the user's language, such as it
// is printed on them.
var keyNames = map[fyne.KeyName]string{
	fyne.KeyReturn: "key.return", fyne.KeyDelete: "key.delete", fyne.KeyEscape: "key.escape", fyne.KeySpace: "key.space",
}

// KeyText is how a key is written.
func KeyText(s fyne.KeyboardShortcut) string {
	name, control := "", "Ctrl+"
	if fyne.KeyModifierShortcutDefault == fyne.KeyModifierSuper {
		control = "⌘"
	}
	if s.Mod()&fyne.KeyModifierShortcutDefault != 0 {
		name += control
	}
	if s.Mod()&fyne.KeyModifierShift != 0 {
		name += Tr("key.shift") + "+"
	}
	if key, named := keyNames[s.Key()]; named {
		return name + Tr(key)
	}
	return name + string(s.Key())
}
