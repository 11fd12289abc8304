package gui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

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
}

func (w *mainWindow) commands() map[string][]command {
	p := w.register
	c := p.Commands
	commands := map[string][]command{
		"menu.file": {
			{key: "menu.new", char: fyne.KeyN, run: w.ifIdle(w.newConnection)},
			{key: "create.button", char: fyne.KeyReturn, run: w.create.Create},
			{key: "fill.file", char: fyne.KeyO, run: w.ifIdle(w.filler.ChooseFile)},
			{key: "fill.clipboard", char: fyne.KeyV, mod: fyne.KeyModifierShift, run: w.ifIdle(w.filler.FromClipboard)},
			{},
			{key: "progress.stop", char: fyne.KeyPeriod, run: func() { w.attempt.Cancel(); w.current.Cancel(); w.tasks.Stop() }, anytime: true},
			{},
			{key: "settings.title", char: fyne.KeyComma, run: w.ifIdle(w.settingsSheet.Show)},
			{},
			{key: quitKey, char: fyne.KeyQ, run: w.onClose, anytime: true},
		},
		"menu.account": {
			{key: "signIn.button", char: fyne.KeyL, run: w.ifIdle(w.account.SignIn)},
			{key: "account.new", char: fyne.KeyN, mod: fyne.KeyModifierShift, run: w.ifIdle(w.begunWithOrganization)},
			{key: "account.practice", char: fyne.KeyP, run: w.ifIdle(w.begunWithPractice)},
			{},
			{key: "account.rename", char: fyne.KeyM, mod: fyne.KeyModifierShift, run: w.ifIdle(w.account.Rename)},
			{key: "account.addresses", char: fyne.KeyG, mod: fyne.KeyModifierShift, run: w.ifIdle(func() { w.account.EditAddresses(model.FieldPlatformURL) })},
			{key: "account.remove", char: fyne.KeyX, mod: fyne.KeyModifierShift, run: w.ifIdle(w.account.Remove)},
		},
		"menu.connection": {
			{key: "register.find", char: fyne.KeyF, run: p.FocusSearch},
			{key: "register.filterBy", char: fyne.KeyL, mod: fyne.KeyModifierShift, run: w.inWindow(p.ToggleFilters)},
			{key: "register.refresh", char: fyne.KeyR, run: w.inWindow(w.refresh)},
			{},
			{key: "register.copyID", char: fyne.KeyC, mod: fyne.KeyModifierShift, run: c.CopyID},
			{key: "register.copyETag", char: fyne.KeyE, mod: fyne.KeyModifierShift, run: c.CopyETag},
			{key: "register.copyRow", char: fyne.KeyR, mod: fyne.KeyModifierShift, run: c.CopyRow},
			{},
			{key: "register.test", char: fyne.KeyT, run: c.Test},
			{key: "register.testShown", char: fyne.KeyT, mod: fyne.KeyModifierShift, run: c.TestShown},
			{key: "progress.findOut", char: fyne.KeyU, run: c.FindOut},
			{},
			{key: "register.export", char: fyne.KeyE, run: p.Exchange.Export},
			{key: "register.import", char: fyne.KeyI, run: p.Exchange.Import},
			{key: "register.forget", char: fyne.KeyF, mod: fyne.KeyModifierShift, run: c.Forget},
			{key: "register.undo", char: fyne.KeyU, mod: fyne.KeyModifierShift, run: w.stage.Toast.TapAction},
			{},
			{key: "check.button", char: fyne.KeyK, run: w.ifIdle(w.create.CheckKeys)},
			{key: "amazon.policy", char: fyne.KeyI, mod: fyne.KeyModifierShift, run: w.create.ShowPolicy},
		},
		"menu.view": {
			{key: "menu.goPlatform", char: fyne.Key1, run: func() { w.stage.Canvas().Focus(w.account.Bar.Accounts) }},
			{key: "menu.goS3", char: fyne.Key2, run: func() { w.focus(model.FieldName) }},
			{key: "menu.goRegister", char: fyne.Key3, run: p.FocusRows},
		},
		"menu.help": {
			{key: "menu.firstSteps", char: fyne.KeyH, mod: fyne.KeyModifierShift, run: func() { support.ShowFirstSteps(w.stage) }},
			{key: "menu.scenarios", char: fyne.KeyP, mod: fyne.KeyModifierShift, run: w.ifIdle(w.practiceSheet.Show)},
			{key: "menu.shortcuts", char: fyne.KeyS, mod: fyne.KeyModifierShift, run: func() { support.ShowShortcuts(w.stage, w.shortcuts()) }},
			{key: "diagnose.menu", char: fyne.KeyD, mod: fyne.KeyModifierShift, run: w.showDiagnosis},
			{},
			{key: "menu.about", char: fyne.KeyA, mod: fyne.KeyModifierShift, run: func() { support.ShowAbout(w.stage, w.about.Name, w.about.Version, w.options.DataDir) }},
		},
	}
	commands["menu.connection"] = append(commands["menu.connection"], w.entryCommands()...)
	return commands
}

const quitKey = "quit.button"

var menuOrder = []string{"menu.file", "menu.account", "menu.connection", "menu.view", "menu.help"}

// setMenu gives the window its menu, with keys that can be read.
func (w *mainWindow) setMenu() {
	w.menu = w.mainMenu()
	w.stage.Window.SetMainMenu(widgets.ReadableMenu(w.menu, shortcutName))
}

func (w *mainWindow) mainMenu() *fyne.MainMenu {
	commands := w.commands()
	menus := make([]*fyne.Menu, 0, len(menuOrder))
	for _, name := range menuOrder {
		menus = append(menus, fyne.NewMenu(parts.Tr(name), w.menuItems(commands[name])...))
	}
	return fyne.NewMainMenu(menus...)
}

func (w *mainWindow) menuItems(commands []command) []*fyne.MenuItem {
	items := make([]*fyne.MenuItem, 0, len(commands))
	for _, c := range commands {
		if c.key == "" {
			items = append(items, fyne.NewMenuItemSeparator())
			continue
		}
		item := fyne.NewMenuItem(parts.Tr(c.key), w.inFront(c))
		item.IsQuit = c.key == quitKey // or Fyne adds one that saves nothing
		if shortcut := c.shortcut(); shortcut != nil {
			item.Shortcut = shortcut
		}
		items = append(items, item)
	}
	return items
}

// inFront keeps a command from acting on what lies behind an open sheet.
func (w *mainWindow) inFront(c command) func() {
	return func() {
		if c.anytime || w.stage.Canvas().Overlays().Top() == nil {
			c.run()
		}
	}
}

func (c command) shortcut() fyne.Shortcut {
	if c.char == "" {
		return nil
	}
	return &desktop.CustomShortcut{KeyName: c.char, Modifier: fyne.KeyModifierShortcutDefault | c.mod}
}

// ifIdle keeps a command back while an attempt is under way: what it is about
// must not change meanwhile.
func (w *mainWindow) ifIdle(f func()) func() {
	return func() {
		if w.busy() {
			w.stage.Toast.Note(parts.Tr("busy.note"))
			return
		}
		f()
	}
}

// inWindow keeps a command back while the welcome is in front of the window.
func (w *mainWindow) inWindow(f func()) func() {
	return func() {
		if w.content.Visible() {
			f()
		}
	}
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

// shortcuts are the commands that have a key, in the order of the menus.
func (w *mainWindow) shortcuts() []support.Shortcut {
	var all []support.Shortcut
	for _, name := range menuOrder {
		for _, c := range w.commands()[name] {
			if key, ok := c.shortcut().(fyne.KeyboardShortcut); ok {
				all = append(all, support.Shortcut{Command: parts.Tr(c.key), Key: shortcutName(key)})
			}
		}
	}
	return all
}
