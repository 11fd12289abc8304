package gui

import (
	"runtime"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"mooring/gui/model"
	"mooring/gui/parts"
	"mooring/gui/support"
	"mooring/gui/widgets"
)

// menu is the commands of the window, and their keys.
type menu struct {
	stage    *parts.Stage
	commands map[string][]command
	main     *fyne.MainMenu
	shown    *fyne.MainMenu // the same, as the window shows it
	letters  []string       // what opens each of them with Alt
}

// newMenu gives the window its menu, with keys that can be read.
func newMenu(w *mainWindow) *menu {
	m := &menu{stage: w.stage}
	m.commands = commandsOf(w, m.showShortcuts)
	menus := make([]*fyne.Menu, 0, len(menuOrder))
	for _, name := range menuOrder {
		title, letter := titled(parts.Tr(name))
		m.letters = append(m.letters, letter)
		menus = append(menus, fyne.NewMenu(title, m.items(m.commands[name])...))
	}
	m.main = fyne.NewMainMenu(menus...)
	m.shown = widgets.ReadableMenu(m.main, shortcutName)
	m.openByEnter()
	m.stage.Window.SetMainMenu(m.shown)
	for _, signal := range []*model.Signal{w.table.Changed, w.current.Changed, w.tasks.Changed, w.accounts.Changed} {
		m.stage.Follow(signal.Listen(m.offer))
	}
	m.stage.Follow(w.form.Changed.Listen(func(field model.Field) {
		if field == model.FieldAuth {
			m.offer()
		}
	}))
	m.stage.Follow(w.whenWorkChanges(m.offer))
	m.stage.Toast.OnOffered = m.offer
	w.turned = m.offer
	m.offer()
	return m
}

// openByEnter lets Enter open the submenus, too, near where their menu was.
func (m *menu) openByEnter() {
	right := float32(0)
	for _, menu := range m.shown.Items {
		x := right
		for _, item := range menu.Items {
			if item.ChildMenu != nil {
				item.Action = m.stage.Within(item, func() fyne.Position {
					return fyne.NewPos(x, fyne.CurrentApp().Driver().AbsolutePositionForObject(m.stage.Window.Content()).Y)
				})
			}
		}
		right += fyne.MeasureText(menu.Label, theme.TextSize(), fyne.TextStyle{}).Width + 2*theme.InnerPadding() + theme.Padding()
	}
}

// bar is a canvas with the menu bar in it, as Fyne has on all systems but a Mac, whose
// menus are the system's.
type bar interface {
	ToggleMenu()
	DismissMenu() bool // reports whether a menu was open
}

// key opens a menu: the first one by F10, which also closes it, and any by Alt and its
// letter. The arrow keys, Enter and Escape are Fyne's. Alt alone is, too.
func (m *menu) key(name string, alt bool) {
	c := m.stage.Canvas()
	b, ok := c.(bar)
	if !ok || runtime.GOOS == "darwin" || c.Overlays().Top() != nil {
		return
	}
	switch {
	case alt:
		m.openBy(name, b)
	case name == "F10":
		b.ToggleMenu()
	}
}

func (m *menu) openBy(letter string, b bar) {
	at := slices.Index(m.letters, letter)
	if letter == "" || at < 0 {
		return
	}
	b.DismissMenu()
	b.ToggleMenu()
	for range at {
		m.stage.Canvas().FocusNext()
	}
}

// offer lets the commands be grey that would do nothing now. Fyne looks whether an item is
// as its menu opens; what is open already is left alone, or it would be closed under the
// user's hand. The menus of a Mac are the system's, which has to be told.
func (m *menu) offer() {
	changed := false
	for i, name := range menuOrder {
		changed = offer(m.commands[name], m.main.Items[i], m.shown.Items[i]) || changed
	}
	if changed && runtime.GOOS == "darwin" {
		m.shown.Refresh()
	}
}

func offer(commands []command, menu, shown *fyne.Menu) (changed bool) {
	for i, c := range commands {
		item := menu.Items[i]
		if c.within != nil {
			changed = offer(c.within, item.ChildMenu, shown.Items[i].ChildMenu) || changed
			continue
		}
		off := !c.offered()
		changed = changed || item.Disabled != off
		item.Disabled, shown.Items[i].Disabled = off, off
	}
	return changed
}

func (m *menu) items(commands []command) []*fyne.MenuItem {
	items := make([]*fyne.MenuItem, 0, len(commands))
	for _, c := range commands {
		if c.key == "" {
			items = append(items, fyne.NewMenuItemSeparator())
			continue
		}
		if c.within != nil {
			items = append(items, parts.Submenu(c.key, nil, m.items(c.within)...))
			continue
		}
		item := fyne.NewMenuItem(parts.Tr(c.key), m.inFront(c))
		item.IsQuit = c.key == quitKey // or Fyne adds one that saves nothing
		if shortcut := c.shortcut(); shortcut != nil {
			item.Shortcut = shortcut
		}
		items = append(items, item)
	}
	return items
}

// inFront keeps a command from acting on what lies behind an open sheet. Where there is
// nothing that it could do, it says so: its key works while it is grey, too.
func (m *menu) inFront(c command) func() {
	return func() {
		switch {
		case !c.anytime && m.stage.Canvas().Overlays().Top() != nil:
		case c.can != nil && !c.can():
			m.stage.Toast.Note(parts.Tr("menu.notNow", "Command", strings.TrimSuffix(parts.Tr(c.key), "…")))
		default:
			c.run()
		}
	}
}

// showShortcuts lists the commands that have a key, in the order of the menus.
func (m *menu) showShortcuts() {
	var all []support.Shortcut
	for _, name := range menuOrder {
		for _, c := range every(m.commands[name]) {
			if key, ok := c.shortcut().(fyne.KeyboardShortcut); ok {
				all = append(all, support.Shortcut{Command: parts.Tr(c.key), Key: shortcutName(key)})
			}
		}
	}
	if runtime.GOOS != "darwin" {
		all = append(all, support.Shortcut{Command: parts.Tr("menu.open"), Key: string(fyne.KeyF10)})
	}
	support.ShowShortcuts(m.stage, all)
}

// keyNames are the keys that have a name of their own in the user's language, such as it is
// printed on them.
var keyNames = map[fyne.KeyName]string{fyne.KeyReturn: "key.return", fyne.KeyDelete: "key.delete"}

// shortcutName is how a key is written.
func shortcutName(s fyne.KeyboardShortcut) string {
	name, control := "", "Ctrl+"
	if fyne.KeyModifierShortcutDefault == fyne.KeyModifierSuper {
		control = "⌘"
	}
	if s.Mod()&fyne.KeyModifierShortcutDefault != 0 {
		name += control
	}
	if s.Mod()&fyne.KeyModifierShift != 0 {
		name += parts.Tr("key.shift") + "+"
	}
	if key, named := keyNames[s.Key()]; named {
		return name + parts.Tr(key)
	}
	return name + string(s.Key())
}
