package gui

import (
	"runtime"
	"slices"
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
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
	m.shown = widgets.ReadableMenu(m.main, parts.KeyText)
	m.openByEnter()
	m.stage.Window.SetMainMenu(m.shown)
	for _, signal := range []*model.Signal{w.table.Changed, w.current.Changed, w.accounts.Changed} {
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

// keyMenus opens the first menu.
const keyMenus = fyne.KeyF10

// key opens a menu: the first one by F10, which also closes it, and any by Alt and its
// letter. The arrow keys, Enter and Escape are Fyne's. Alt alone is, too.
func (m *menu) key(name string, alt bool) {
	c := m.stage.Canvas()
	if b, ok := c.(bar); ok && runtime.GOOS != "darwin" && c.Overlays().Top() == nil {
		m.press(name, alt, b)
	}
}

func (m *menu) press(name string, alt bool, b bar) {
	switch {
	case alt:
		m.openBy(name, b)
	case name == string(keyMenus):
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
// nothing that it could do, it says why: its key works while it is grey, too.
func (m *menu) inFront(c command) func() {
	return func() {
		if reason := m.lacks(c); reason != "" {
			m.stage.Toast.Note(parts.Tr(reason, "Command", strings.TrimSuffix(parts.Tr(c.key), "…")))
			return
		}
		c.run()
	}
}

func (m *menu) lacks(c command) string {
	switch {
	case !c.anytime && m.stage.Canvas().Overlays().Top() != nil:
		return "menu.covered"
	case c.lacks != nil:
		return c.lacks()
	}
	return ""
}

// keyed is a key, and that of the words for what it does.
type keyed struct {
	does string
	key  desktop.CustomShortcut
}

// elsewhere are the keys that no command has: what has the focus knows them, or the window
// itself does.
var elsewhere = []keyed{
	{"menu.open", desktop.CustomShortcut{KeyName: keyMenus}},
	{"keys.help", desktop.CustomShortcut{KeyName: fyne.KeyF1}},
	{"keys.reveal", desktop.CustomShortcut{KeyName: widgets.KeyReveal}},
	{"keys.leave", desktop.CustomShortcut{KeyName: fyne.KeyEscape}},
	{"keys.rowMenu", desktop.CustomShortcut{KeyName: desktop.KeyMenu}},
	{"keys.mark", desktop.CustomShortcut{KeyName: fyne.KeySpace}},
	{"register.selectAll", desktop.CustomShortcut{KeyName: fyne.KeyA, Modifier: fyne.KeyModifierShortcutDefault}},
}

// showShortcuts lists the commands that have a key, in the order of the menus, and the
// other keys.
func (m *menu) showShortcuts() {
	var all []support.Shortcut
	add := func(does string, key fyne.KeyboardShortcut) {
		all = append(all, support.Shortcut{Command: parts.Tr(does), Key: parts.KeyText(key)})
	}
	for _, name := range menuOrder {
		for _, c := range every(m.commands[name]) {
			if key, ok := c.shortcut().(fyne.KeyboardShortcut); ok {
				add(c.key, key)
			}
		}
	}
	for _, e := range elsewhere {
		if e.key.KeyName != keyMenus || runtime.GOOS != "darwin" {
			add(e.does, &e.key)
		}
	}
	support.ShowShortcuts(m.stage, all)
}

// titled reads the title of a menu, in which an & stands before the letter that opens it
// with Alt. It is shown with that letter underlined, as menus have it everywhere but on a
// Mac, where there are none: what a language adds in brackets for its sake goes, too.
func titled(text string) (title, letter string) {
	before, after, _ := strings.Cut(text, "&")
	_, size := utf8.DecodeRuneInString(after)
	letter, after = after[:size], after[size:]
	if runtime.GOOS == "darwin" {
		if bare, bracketed := strings.CutSuffix(text, "(&"+letter+")"); bracketed {
			return bare, ""
		}
		return before + letter + after, ""
	}
	const underline = "\u0332" // combines with what it follows
	return before + letter + underline + after, strings.ToLower(letter)
}
