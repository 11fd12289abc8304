package gui

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"mooring/gui/batch"
	"mooring/gui/connection"
	"mooring/gui/model"
	"mooring/gui/register"
	"mooring/gui/support"
)

// command is one entry of the main menu. Its key, if any, works with Ctrl, or
// Command on a Mac, wherever the focus is.
type command struct {
	key string
	// within are those of the submenu that it stands for, if it does.
	within []command
	char   fyne.KeyName
	mod    fyne.KeyModifier // besides Ctrl
	run    func()
	// anytime says that it also works while a sheet is open.
	anytime bool
	// lacks is the key of why there is nothing that it could do, and what to do about it;
	// "" if there is something. It is nil for what there always is something for.
	lacks func() string
	// free reports whether it can do that now; nil for always. Else run says why not.
	free func() bool
}

func (c command) shortcut() fyne.Shortcut {
	if c.char == "" {
		return nil
	}
	return &desktop.CustomShortcut{KeyName: c.char, Modifier: fyne.KeyModifierShortcutDefault | c.mod}
}

// offered reports whether it would do something now.
func (c command) offered() bool {
	return (c.lacks == nil || c.lacks() == "") && (c.free == nil || c.free())
}

// unless is the reason that a command lacks where something does not hold.
func unless(reason string, holds func() bool) func() string {
	return func() string {
		if holds() {
			return ""
		}
		return reason
	}
}

const quitKey = "quit.button"

var menuOrder = []string{"menu.file", "menu.account", "menu.connection", "menu.list", "menu.view", "menu.help"}

// commandsOf lists what can be done in the window, by menu. listKeys shows their keys.
func commandsOf(w *mainWindow, listKeys func()) map[string][]command {
	p := w.register
	c := p.Commands
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
	inFront, idle := unless("menu.welcome", w.content.Visible), w.idle
	upkeep := func() bool { return !w.tasks.Busy() }
	// entry is a command for the connection that is shown.
	entry := func(key string, char fyne.KeyName, mod fyne.KeyModifier) command {
		return entryCommand(w.panel.actions, command{key: key, char: char, mod: mod})
	}
	// registered gives the commands of the list what these need.
	registered := func(key string, char fyne.KeyName, mod fyne.KeyModifier, run func()) command {
		return command{key: key, char: char, mod: mod, run: run, lacks: func() string { return c.Lacks(key) }}
	}
	commands := map[string][]command{
		"menu.file": {
			{key: "menu.new", char: fyne.KeyN, run: inList(w.gate.WhenReady(w.panel.newConnection)), lacks: inFront, free: idle},
			{key: "table.menu", char: fyne.KeyO, mod: fyne.KeyModifierShift, run: func() { w.showBatch(true) }, lacks: unless("menu.nothing", func() bool { return !w.showsTable() })},
			{key: "create.button", char: fyne.KeyReturn, run: onPage((*batch.Page).Create, w.panel.create.Create), lacks: w.lacksForm, free: idle},
			{key: "menu.credentials", within: []command{
				{key: "fill.file", char: fyne.KeyO, run: onPage(func(p *batch.Page) { p.Files.Choose() }, w.gate.WhenReady(w.panel.filler.ChooseFile)), lacks: inFront, free: idle},
				{key: "fill.clipboard", char: fyne.KeyV, mod: fyne.KeyModifierShift, run: onPage(func(p *batch.Page) { p.Files.Paste() }, w.gate.WhenReady(w.panel.filler.FromClipboard)), lacks: inFront, free: idle},
				{key: "check.button", char: fyne.KeyK, run: inList(w.gate.WhenReady(w.panel.create.CheckKeys)), lacks: w.lacksKeys, free: idle},
			}},
			{},
			{key: "progress.stop", char: fyne.KeyG, run: w.interrupt, anytime: true, lacks: w.lacksWork},
			{key: "settings.title", char: fyne.KeyComma, run: w.gate.WhenReady(w.settingsSheet.Show), free: idle},
			{},
			{key: quitKey, char: fyne.KeyQ, run: w.onClose, anytime: true},
		},
		"menu.account": {
			{key: "signIn.button", char: fyne.KeyL, run: w.gate.WhenReady(w.account.SignIn), lacks: inFront, free: idle},
			{key: "account.new", char: fyne.KeyN, mod: fyne.KeyModifierShift, run: w.gate.WhenReady(w.beginWithOrganization), free: idle},
			{key: "account.practice", char: fyne.KeyP, run: w.gate.WhenReady(w.beginWithPractice), free: idle},
			{},
			{key: "account.rename", char: fyne.KeyM, mod: fyne.KeyModifierShift, run: w.gate.WhenReady(w.account.Rename), free: func() bool { return idle() && w.account.Saved() }},
			{key: "account.addresses", char: fyne.KeyG, mod: fyne.KeyModifierShift, run: w.gate.WhenReady(func() { w.account.EditAddresses(model.FieldPlatformURL) }), free: func() bool { return idle() && !w.accounts.Practice() }},
			{key: "account.remove", char: fyne.KeyX, mod: fyne.KeyModifierShift, run: w.gate.WhenReady(w.account.Remove), free: func() bool { return idle() && w.account.Saved() }},
		},
		"menu.connection": {
			registered("register.test", fyne.KeyT, 0, c.Test),
			registered("progress.findOut", fyne.KeyU, 0, c.FindOut),
			entry("details.browse", fyne.KeyB, 0),
			{key: "menu.change", within: []command{
				entry("details.replace", fyne.KeyK, fyne.KeyModifierShift),
				entry("details.edit", fyne.KeyJ, 0),
			}},
			entry("details.duplicate", fyne.KeyD, 0),
			{},
			{key: "menu.copy", within: []command{
				registered("register.copyID", fyne.KeyC, fyne.KeyModifierShift, c.CopyID),
				registered("register.copyETag", fyne.KeyE, fyne.KeyModifierShift, c.CopyETag),
				registered("register.copyRow", fyne.KeyR, fyne.KeyModifierShift, c.CopyRow),
				entry("details.copyAll", fyne.KeyB, fyne.KeyModifierShift),
				entry("details.curl", fyne.KeyJ, fyne.KeyModifierShift),
			}},
			{key: "menu.remove", within: []command{
				registered("register.forget", fyne.KeyW, fyne.KeyModifierShift, c.Forget),
				deleting(entry("details.delete", fyne.KeyDelete, fyne.KeyModifierShift), c, w.gate.WhenReady(c.Delete), idle),
			}},
		},
		"menu.list": {
			{key: "register.find", char: fyne.KeyF, run: p.FocusSearch, lacks: inFront},
			{key: "register.filterBy", char: fyne.KeyL, mod: fyne.KeyModifierShift, run: p.ToggleFilters, lacks: inFront},
			{key: "register.refresh", char: fyne.KeyR, run: w.refresher.refresh, lacks: inFront, free: upkeep},
			{key: "register.testShown", char: fyne.KeyT, mod: fyne.KeyModifierShift, run: c.TestShown, lacks: unless("menu.nothing", func() bool { return w.table.Count() > 0 }), free: upkeep},
			{},
			{key: "register.export", char: fyne.KeyE, run: p.Exchange.Export, free: func() bool { return upkeep() && p.Exchange.Something() }},
			{key: "register.import", char: fyne.KeyI, run: p.Exchange.Import, free: upkeep},
			{},
			{key: "register.undo", char: fyne.KeyZ, mod: fyne.KeyModifierShift, run: w.stage.Toast.TapAction, lacks: unless("menu.nothing", func() bool { return w.stage.Toast.Action() != "" })},
		},
		"menu.view": {
			{key: "menu.goPlatform", char: fyne.Key1, run: func() { w.stage.Canvas().Focus(w.account.Bar.Accounts) }, lacks: inFront},
			{key: "menu.goS3", char: fyne.Key2, run: inList(w.panel.toForm), lacks: inFront},
			{key: "menu.goRegister", char: fyne.Key3, run: inList(p.FocusRows), lacks: inFront},
		},
		"menu.help": {
			{key: "menu.firstSteps", char: fyne.KeyH, mod: fyne.KeyModifierShift, run: func() { support.ShowFirstSteps(w.stage) }},
			{key: "menu.scenarios", char: fyne.KeyP, mod: fyne.KeyModifierShift, run: w.gate.WhenReady(w.practice.Show), free: idle},
			{key: "menu.shortcuts", char: fyne.KeyS, mod: fyne.KeyModifierShift, run: listKeys},
			{key: "amazon.policy", char: fyne.KeyI, mod: fyne.KeyModifierShift, run: inList(w.panel.create.ShowPolicy)},
			{key: "diagnose.menu", char: fyne.KeyD, mod: fyne.KeyModifierShift, run: func() { showDiagnosis(w.stage, w.models, w.options.DataDir, w.about.Version) }},
			{},
			{key: "menu.about", char: fyne.KeyA, mod: fyne.KeyModifierShift, run: func() { support.ShowAbout(w.stage, w.about.Name, w.about.Version, w.options.DataDir) }},
		},
	}
	for _, c := range slices.Concat(every(commands["menu.connection"]), every(commands["menu.list"])) {
		if c.key != "register.undo" { // a row of the table may be what is put back
			c.run = inList(c.run)
		}
	}
	return commands
}

// entryCommand gives a command for the connection that is shown what it does.
func entryCommand(actions *connection.Actions, shown command) command {
	for _, c := range slices.Concat(actions.Commands(), actions.Copies(), actions.Removals()) {
		if c.Key == shown.key {
			shown.run, shown.free = func() { actions.Do(c) }, func() bool { return actions.Ready(c) }
		}
	}
	return shown
}

// deleting lets the command that deletes the connection that is shown delete all that are
// selected, where several are.
func deleting(one command, c *register.Commands, all func(), idle func() bool) command {
	run, free := one.run, one.free
	one.run = func() {
		if c.Several() {
			all()
			return
		}
		run()
	}
	one.lacks = func() string {
		if c.Several() {
			return c.Lacks(one.key)
		}
		return ""
	}
	one.free = func() bool { return c.Several() && idle() || !c.Several() && free() }
	return one
}

// every are the commands of a menu and of its submenus, in their order.
func every(commands []command) []*command {
	var all []*command
	for i := range commands {
		c := &commands[i]
		if c.run != nil {
			all = append(all, c)
		}
		all = append(all, every(c.within)...)
	}
	return all
}
