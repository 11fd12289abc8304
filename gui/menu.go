package gui

import (
	"runtime"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"mooring/gui/batch"
	"mooring/gui/connection"
	"mooring/gui/model"
	"mooring/gui/parts"
	"mooring/gui/support"
	"mooring/gui/widgets"
)

// command is one entry of the main menu. Its key, if any, works with Ctrl, or
// Command on a Mac, wherever the focus is.
type command struct {
	key  string
	char fyne.KeyName
	mod  fyne.KeyModifier // besides Ctrl
	run  func()
	// anytime says that it also works while a sheet is open.
	anytime bool
	// on is what it works on.
	on scope
}

// scope is how many connections a command works on.
type scope int

const (
	onNone    scope = iota // it is about something else
	onOne                  // the one that the panel shows
	onAny                  // the selected one, or several
	onVarious              // how many scopes there are
)

func (c command) shortcut() fyne.Shortcut {
	if c.char == "" {
		return nil
	}
	return &desktop.CustomShortcut{KeyName: c.char, Modifier: fyne.KeyModifierShortcutDefault | c.mod}
}

// menu is the commands of the window, and their keys.
type menu struct {
	stage    *parts.Stage
	commands map[string][]command
	main     *fyne.MainMenu
	shown    *fyne.MainMenu // the same, as the window shows it
	offered  [onVarious]bool
	opened   int // the menu that was opened by key last
}

// newMenu gives the window its menu, with keys that can be read.
func newMenu(w *mainWindow) *menu {
	m := &menu{stage: w.stage}
	m.commands = commandsOf(w, m.showShortcuts)
	menus := make([]*fyne.Menu, 0, len(menuOrder))
	for _, name := range menuOrder {
		menus = append(menus, fyne.NewMenu(parts.Tr(name), m.items(m.commands[name])...))
	}
	m.main = fyne.NewMainMenu(menus...)
	m.shown = widgets.ReadableMenu(m.main, shortcutName)
	m.stage.Window.SetMainMenu(m.shown)
	m.offered = [onVarious]bool{true, true, true}
	offer := func() {
		marks := w.table.Marks
		m.offer([onVarious]bool{
			onNone: true,
			onOne:  marks.Count() <= 1 && w.current.Entry().AttemptID != "",
			onAny:  marks.Count() > 0 || marks.Cursor() >= 0,
		})
	}
	m.stage.Follow(w.table.Changed.Listen(offer))
	m.stage.Follow(w.current.Changed.Listen(offer))
	offer()
	return m
}

// bar is a canvas with the menu bar in it, as Fyne has on all systems but a Mac, whose
// menus are the system's.
type bar interface {
	ToggleMenu()
	DismissMenu() bool // reports whether a menu was open
}

// key opens a menu: the first one by F10, which also closes it, and any by Alt and the
// first letter of its title, or the next one that begins with it. The arrow keys, Enter
// and Escape are Fyne's. Alt alone is, too.
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
		m.opened = 0
		b.ToggleMenu()
	}
}

func (m *menu) openBy(letter string, b bar) {
	menus, first := m.shown.Items, 0
	if b.DismissMenu() {
		first = m.opened + 1
	}
	for i := range menus {
		at := (first + i) % len(menus)
		if letter != "" && strings.HasPrefix(strings.ToLower(menus[at].Label), letter) {
			b.ToggleMenu()
			for range at {
				m.stage.Canvas().FocusNext()
			}
			m.opened = at
			return
		}
	}
}

// offer says what there is to work on: what works on something else is grey. Keys say why.
func (m *menu) offer(offered [onVarious]bool) {
	if m.offered == offered {
		return
	}
	m.offered = offered
	for i, name := range menuOrder {
		for j, c := range m.commands[name] {
			off := !offered[c.on]
			m.main.Items[i].Items[j].Disabled, m.shown.Items[i].Items[j].Disabled = off, off
		}
	}
	m.shown.Refresh()
}

func (m *menu) items(commands []command) []*fyne.MenuItem {
	items := make([]*fyne.MenuItem, 0, len(commands))
	for _, c := range commands {
		if c.key == "" {
			items = append(items, fyne.NewMenuItemSeparator())
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

// inFront keeps a command from acting on what lies behind an open sheet.
func (m *menu) inFront(c command) func() {
	return func() {
		if c.anytime || m.stage.Canvas().Overlays().Top() == nil {
			c.run()
		}
	}
}

// showShortcuts lists the commands that have a key, in the order of the menus.
func (m *menu) showShortcuts() {
	var all []support.Shortcut
	for _, name := range menuOrder {
		for _, c := range m.commands[name] {
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

const quitKey = "quit.button"

var menuOrder = []string{"menu.file", "menu.account", "menu.connection", "menu.list", "menu.view", "menu.help"}

// commandsOf lists what can be done in the window, by menu. listKeys shows their keys.
func commandsOf(w *mainWindow, listKeys func()) map[string][]command {
	p := w.register
	c := p.Commands
	// inWindow keeps a command back while the welcome is in front of the window.
	inWindow := func(f func()) func() {
		return func() {
			if w.content.Visible() {
				f()
			}
		}
	}
	// onPage lets a command act on the page for tables while that is shown.
	onPage := func(page func(*batch.Page), otherwise func()) func() {
		return func() {
			if w.showsTable() {
				page(w.tablePage)
				return
			}
			otherwise()
		}
	}
	// inList brings the list back first.
	inList := func(f func()) func() {
		return func() {
			w.showBatch(false)
			f()
		}
	}
	commands := map[string][]command{
		"menu.file": {
			{key: "menu.new", char: fyne.KeyN, run: inList(w.gate.whenReady(w.panel.newConnection))},
			{key: "table.menu", char: fyne.KeyO, mod: fyne.KeyModifierShift, run: func() { w.showBatch(true) }},
			{key: "create.button", char: fyne.KeyReturn, run: onPage((*batch.Page).Create, w.panel.create.Create)},
			{key: "fill.file", char: fyne.KeyO, run: onPage(func(p *batch.Page) { p.Files.Choose() }, w.gate.whenReady(w.panel.filler.ChooseFile))},
			{key: "fill.clipboard", char: fyne.KeyV, mod: fyne.KeyModifierShift, run: onPage(func(p *batch.Page) { p.Files.Paste() }, w.gate.whenReady(w.panel.filler.FromClipboard))},
			{key: "check.button", char: fyne.KeyK, run: inList(w.gate.whenReady(w.panel.create.CheckKeys))},
			{key: "amazon.policy", char: fyne.KeyI, mod: fyne.KeyModifierShift, run: inList(w.panel.create.ShowPolicy)},
			{},
			{key: "progress.stop", char: fyne.KeyPeriod, run: func() { w.attempt.Cancel(); w.current.Cancel(); w.tasks.Stop(); w.batch.Stop() }, anytime: true},
			{},
			{key: "settings.title", char: fyne.KeyComma, run: w.gate.whenReady(w.settingsSheet.Show)},
			{},
			{key: quitKey, char: fyne.KeyQ, run: w.onClose, anytime: true},
		},
		"menu.account": {
			{key: "signIn.button", char: fyne.KeyL, run: w.gate.whenReady(w.account.SignIn)},
			{key: "account.new", char: fyne.KeyN, mod: fyne.KeyModifierShift, run: w.gate.whenReady(w.beginWithOrganization)},
			{key: "account.practice", char: fyne.KeyP, run: w.gate.whenReady(w.beginWithPractice)},
			{},
			{key: "account.rename", char: fyne.KeyM, mod: fyne.KeyModifierShift, run: w.gate.whenReady(w.account.Rename)},
			{key: "account.addresses", char: fyne.KeyG, mod: fyne.KeyModifierShift, run: w.gate.whenReady(func() { w.account.EditAddresses(model.FieldPlatformURL) })},
			{key: "account.remove", char: fyne.KeyX, mod: fyne.KeyModifierShift, run: w.gate.whenReady(w.account.Remove)},
		},
		"menu.connection": append([]command{
			{key: "register.test", char: fyne.KeyT, run: c.Test, on: onAny},
			{key: "progress.findOut", char: fyne.KeyU, run: c.FindOut, on: onAny},
			{key: "register.copyID", char: fyne.KeyC, mod: fyne.KeyModifierShift, run: c.CopyID, on: onAny},
			{key: "register.copyETag", char: fyne.KeyE, mod: fyne.KeyModifierShift, run: c.CopyETag, on: onAny},
			{key: "register.copyRow", char: fyne.KeyR, mod: fyne.KeyModifierShift, run: c.CopyRow, on: onAny},
			{key: "register.forget", char: fyne.KeyF, mod: fyne.KeyModifierShift, run: c.Forget, on: onAny},
		}, entryCommands(w.panel.actions)...),
		"menu.list": {
			{key: "register.find", char: fyne.KeyF, run: p.FocusSearch},
			{key: "register.filterBy", char: fyne.KeyL, mod: fyne.KeyModifierShift, run: inWindow(p.ToggleFilters)},
			{key: "register.refresh", char: fyne.KeyR, run: inWindow(w.refresher.refresh)},
			{key: "register.testShown", char: fyne.KeyT, mod: fyne.KeyModifierShift, run: c.TestShown},
			{},
			{key: "register.export", char: fyne.KeyE, run: p.Exchange.Export},
			{key: "register.import", char: fyne.KeyI, run: p.Exchange.Import},
			{},
			{key: "register.undo", char: fyne.KeyU, mod: fyne.KeyModifierShift, run: w.stage.Toast.TapAction},
		},
		"menu.view": {
			{key: "menu.goPlatform", char: fyne.Key1, run: func() { w.stage.Canvas().Focus(w.account.Bar.Accounts) }},
			{key: "menu.goS3", char: fyne.Key2, run: inList(w.panel.toForm)},
			{key: "menu.goRegister", char: fyne.Key3, run: inList(p.FocusRows)},
		},
		"menu.help": {
			{key: "menu.firstSteps", char: fyne.KeyH, mod: fyne.KeyModifierShift, run: func() { support.ShowFirstSteps(w.stage) }},
			{key: "menu.scenarios", char: fyne.KeyP, mod: fyne.KeyModifierShift, run: w.gate.whenReady(w.practice.Show)},
			{key: "menu.shortcuts", char: fyne.KeyS, mod: fyne.KeyModifierShift, run: listKeys},
			{key: "diagnose.menu", char: fyne.KeyD, mod: fyne.KeyModifierShift, run: func() { showDiagnosis(w.stage, w.models, w.options.DataDir, w.about.Version) }},
			{},
			{key: "menu.about", char: fyne.KeyA, mod: fyne.KeyModifierShift, run: func() { support.ShowAbout(w.stage, w.about.Name, w.about.Version, w.options.DataDir) }},
		},
	}
	for _, name := range []string{"menu.connection", "menu.list"} {
		for i, c := range commands[name] {
			if c.run != nil {
				commands[name][i].run = inList(c.run)
			}
		}
	}
	return commands
}

// entryCommands are the commands for the connection that is shown.
func entryCommands(actions *connection.Actions) []command {
	keys := map[string]command{
		"details.browse":    {char: fyne.KeyB},
		"details.replace":   {char: fyne.KeyK, mod: fyne.KeyModifierShift},
		"details.edit":      {char: fyne.KeyJ},
		"details.duplicate": {char: fyne.KeyD},
		"details.curl":      {char: fyne.KeyJ, mod: fyne.KeyModifierShift},
		"details.copyAll":   {char: fyne.KeyB, mod: fyne.KeyModifierShift},
		"details.delete":    {char: fyne.KeyDelete, mod: fyne.KeyModifierShift},
	}
	commands := []command{{}}
	for _, c := range actions.Commands() {
		if key, ok := keys[c.Key]; ok {
			key.key, key.run, key.on = c.Key, func() { actions.Do(c) }, onOne
			commands = append(commands, key)
		}
	}
	return commands
}

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
		name += "Shift+"
	}
	return name + string(s.Key())
}

// gate lets nothing begin while something with a connection is under way: what that is
// about must not change meanwhile.
type gate struct {
	toast *widgets.Toast
	busy  func() bool
}

// ready reports whether something may be begun, and says why not.
func (g gate) ready() bool {
	busy := g.busy()
	if busy {
		g.toast.Note(parts.Tr("busy.note"))
	}
	return !busy
}

// whenReady keeps a command back.
func (g gate) whenReady(f func()) func() {
	return func() {
		if g.ready() {
			f()
		}
	}
}
