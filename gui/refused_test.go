package gui

import (
	"strings"
	"testing"

	"mooring/client/practice"
	"mooring/gui/parts"
)

// A command that can do nothing now says why, however it was asked for.
func TestWhatIsRefusedSaysWhy(t *testing.T) {
	refused := func(v *screen, command, reason string) {
		t.Helper()
		v.main.stage.Toast.Dismiss()
		v.command(command)
		v.expect("toast", parts.Tr(reason, "Command", strings.TrimSuffix(parts.Tr(command), "…")))
	}
	v := openScreen(t, t.TempDir())
	v.expect("welcome", "true")
	refused(v, "menu.new", "menu.welcome")
	refused(v, "create.button", "menu.welcome")
	refused(v, "check.button", "menu.welcome")
	v.tap("welcome.practice")
	refused(v, "register.copyID", "details.chooseFirst")
	refused(v, "details.copyAll", "details.chooseFirst")
	refused(v, "register.test", "details.chooseFirst")
	refused(v, "progress.findOut", "details.chooseFirst")
	refused(v, "progress.stop", "menu.nothing")
	refused(v, "register.undo", "menu.nothing")
	v.create("Loyalty exports", practice.AccessKeyRefused)
	v.made("Loyalty points", practice.AccessKeyWorks)
	refused(v, "create.button", "menu.noForm")
	v.selectRow(0)
	refused(v, "check.button", "menu.noForm")
	refused(v, "progress.findOut", "menu.nothing")
	v.main.table.Marks.All()
	refused(v, "progress.findOut", "several.one")
	v.command("menu.about")
	refused(v, "menu.new", "menu.covered")
	v.expect("sheet", "about")
}

// In no state of the window is a command that is grey silent as its key is pressed.
func TestNoRefusalIsSilent(t *testing.T) {
	all := func(v *screen, state string) {
		t.Helper()
		for _, name := range menuOrder {
			for _, c := range every(v.main.menu.commands[name]) {
				if c.offered() {
					continue
				}
				v.main.stage.Toast.Dismiss()
				v.main.menu.inFront(*c)()
				if v.state("toast") == "" {
					t.Errorf("%s: %s says nothing", state, c.key)
				}
			}
		}
	}
	v := openScreen(t, t.TempDir())
	all(v, "the welcome")
	v.tap("welcome.practice")
	all(v, "an empty list")
	v.create("Loyalty exports", practice.AccessKeyRefused)
	v.selectRow(0)
	all(v, "a connection that does not exist")
	v.command("table.menu")
	all(v, "a table")
	v.main.showBatch(false)
	v.made("Loyalty points", practice.AccessKeyWorks)
	all(v, "a connection that was made")
	v.main.table.Marks.All()
	all(v, "several connections")
	v.fill("Loyalty levels", practice.AccessKeyWorks)
	v.runner.held = true
	v.tap("create")
	all(v, "at work")
}
