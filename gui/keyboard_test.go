package gui

import (
	"maps"
	"runtime"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"mooring/client/practice"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// tabs follows the Tab key from where the focus is until it is there again, and
// names what it meets. What has no name, such as the eye of a secret, is "·".
func (v *screen) tabs() []string {
	v.t.Helper()
	names := []string{}
	first := v.canvas().Focused()
	for range 100 {
		name := v.state("focus")
		if name == "" {
			name = "·"
		}
		names = append(names, name)
		v.canvas().FocusNext()
		if v.canvas().Focused() == first {
			return names
		}
	}
	v.t.Fatalf("Tab does not come back to where it was: %q", names)
	return nil
}

// inOrder reports whether the wanted names come in this order, whatever is
// between them.
func inOrder(names, want []string) (missing string, ok bool) {
	for _, name := range want {
		i := slices.Index(names, name)
		if i < 0 {
			return name, false
		}
		names = names[i+1:]
	}
	return "", true
}

func TestTabGoesThroughTheWindowAsItIsRead(t *testing.T) {
	v := startPractice(t)
	v.made("Loyalty exports", practice.AccessKeyWorks)
	v.focus("account")
	names := v.tabs()
	want := []string{
		"account", "account.edit", "form.sandbox", "bar.refresh",
		"register.search", "register.filter", "register.new", "register.more", "register.grid",
		"result.id.copy", "result.etag.copy", "progress.browse", "progress.details", "progress.next",
	}
	if missing, ok := inOrder(names, want); !ok {
		t.Errorf("%s does not come where it is read; Tab goes %q", missing, names)
	}
	v.tap("progress.next")
	v.tap("account.edit")
	v.focus("account")
	names = v.tabs()
	want = []string{
		"form.orgID", "form.apiKey", "form.clientSecret", "signIn", "register.search", "register.grid",
		"form.name", "form.description", "form.accessKey", "form.secretKey", "s3.more", "s3.fill", "s3.check", "create",
	}
	if missing, ok := inOrder(names, want); !ok {
		t.Errorf("%s does not come where it is read; Tab goes %q", missing, names)
	}
}

func TestTabReachesEverything(t *testing.T) {
	v := startPractice(t)
	v.made("Loyalty exports", practice.AccessKeyWorks)
	v.selectRow(0)
	names := v.tabs()
	for name := range v.main.stage.Places.Objects {
		if _, ok := v.main.stage.Places.Stop(name); ok && v.visible(name) && !v.disabled(name) && !slices.Contains(names, name) {
			t.Errorf("Tab does not reach %s", name)
		}
	}
}

func TestTabOnTheWelcomeStaysThere(t *testing.T) {
	v := openScreen(t, t.TempDir())
	if names := v.tabs(); !slices.Equal(names, []string{"welcome.practice", "welcome.organization"}) {
		t.Errorf("Tab goes %q", names)
	}
}

// The whole job without a mouse.
func TestWholeJobByKeyboard(t *testing.T) {
	v := openScreen(t, t.TempDir())
	v.key(fyne.KeyReturn)
	v.expect("practice", "true", "focus", "form.name")
	typed := map[string]string{
		"form.name": "Loyalty exports", "form.accessKey": practice.AccessKeyWorks, "form.secretKey": exampleSecretKey,
	}
	for range 12 {
		name := v.state("focus")
		for _, r := range typed[name] {
			v.canvas().Focused().TypedRune(r)
		}
		if name == "create" {
			break
		}
		v.canvas().FocusNext()
	}
	v.expect("focus", "create")
	v.key(fyne.KeySpace)
	v.expect("phase", "succeeded", "focus", "result.id.copy")
	v.key(fyne.KeyReturn)
	if v.clipboard() != v.state("id") {
		t.Errorf("copied %q", v.clipboard())
	}
}

func TestShortcutsAreDistinct(t *testing.T) {
	v := openScreen(t, t.TempDir())
	taken := map[string]string{}
	for _, s := range []fyne.Shortcut{
		&fyne.ShortcutCopy{}, &fyne.ShortcutCut{}, &fyne.ShortcutPaste{}, &fyne.ShortcutSelectAll{}, &fyne.ShortcutUndo{}, &fyne.ShortcutRedo{},
	} {
		if k, ok := s.(fyne.KeyboardShortcut); ok {
			taken[keys(k)] = s.ShortcutName()
		}
	}
	commands := 0
	for _, item := range offeredBy(v.main.menu.main) {
		commands++
		if item.Action == nil {
			t.Errorf("%q does nothing", item.Label)
		}
		k, ok := item.Shortcut.(fyne.KeyboardShortcut)
		if !ok {
			continue
		}
		if other := taken[keys(k)]; other != "" {
			t.Errorf("%q and %q have the same shortcut %s", item.Label, other, keys(k))
		}
		taken[keys(k)] = item.Label
	}
	if commands < 20 {
		t.Errorf("only %d commands", commands)
	}
}

// Input methods keep some keys for themselves: fcitx, IBus and that of Windows switch
// between languages, full and half width, punctuation, and simplified and traditional
// letters with them, or ask for the code of a letter.
func TestNoCommandHasAKeyOfAnInputMethod(t *testing.T) {
	reserved := []string{"Ctrl+Space", "Shift+Space", "Ctrl+Shift+Space", "Ctrl+.", "Ctrl+;", "Ctrl+Shift+F", "Ctrl+Shift+U"}
	check := func(what string, key fyne.KeyboardShortcut) {
		if slices.Contains(reserved, keys(key)) {
			t.Errorf("%q has %s", what, keys(key))
		}
	}
	v := openScreen(t, t.TempDir())
	for _, item := range offeredBy(v.main.menu.main) {
		if key, ok := item.Shortcut.(fyne.KeyboardShortcut); ok {
			check(item.Label, key)
		}
	}
	for _, e := range elsewhere {
		check(e.does, &e.key)
	}
}

// The keys without a command that are listed do what the list says.
func TestKeysWithoutACommand(t *testing.T) {
	v := withEntries(t, "a", "b")
	bar := &fakeBar{}
	checks := map[string]func(key fyne.KeyName) bool{
		"menu.open": func(key fyne.KeyName) bool {
			v.main.menu.press(string(key), false, bar)
			return bar.toggled == 1
		},
		"keys.help": func(key fyne.KeyName) bool {
			v.focus("form.accessKey")
			v.key(key)
			return v.state("sheet") == "help"
		},
		"keys.leave": func(key fyne.KeyName) bool { // the sheet that is open by now
			v.key(key)
			return v.state("sheet") == ""
		},
		"keys.reveal": func(key fyne.KeyName) bool {
			secret := named[*widgets.SecretEntry](v, "form.secretKey")
			v.focus("form.secretKey")
			v.key(key)
			shown := secret.Revealed()
			v.key(key)
			return shown && !secret.Revealed()
		},
		"keys.mark": func(key fyne.KeyName) bool {
			v.selectRow(0)
			before := v.state("marked")
			v.key(key)
			return v.state("marked") != before
		},
		"register.selectAll": func(key fyne.KeyName) bool {
			v.focus("register.grid")
			named[*widgets.Grid](v, "register.grid").TypedShortcut(&fyne.ShortcutSelectAll{})
			return key == fyne.KeyA && v.state("marked") == "2"
		},
		"keys.rowMenu": func(key fyne.KeyName) bool {
			v.selectRow(0)
			v.key(key)
			return v.canvas().Overlays().Top() != nil
		},
	}
	for _, does := range []string{"menu.open", "keys.help", "keys.leave", "keys.reveal", "keys.mark", "register.selectAll", "keys.rowMenu"} {
		at := slices.IndexFunc(elsewhere, func(e keyed) bool { return e.does == does })
		if at < 0 || !checks[does](elsewhere[at].key.KeyName) {
			t.Errorf("%s: its key is not listed, or does nothing", does)
		}
	}
	if len(elsewhere) != len(checks) {
		t.Errorf("%d keys are listed, and %d tried", len(elsewhere), len(checks))
	}
}

func keys(s fyne.KeyboardShortcut) string {
	name := ""
	for _, m := range []struct {
		mod  fyne.KeyModifier
		name string
	}{{fyne.KeyModifierControl, "Ctrl+"}, {fyne.KeyModifierSuper, "Super+"}, {fyne.KeyModifierShift, "Shift+"}, {fyne.KeyModifierAlt, "Alt+"}} {
		if s.Mod()&m.mod != 0 {
			name += m.name
		}
	}
	return name + string(s.Key())
}

// Keys are called what is printed on them.
func TestKeysAreCalledWhatIsPrintedOnThem(t *testing.T) {
	t.Cleanup(func() { speak(t, "en.json") })
	for language, want := range map[string][]string{
		"en.json": {"Ctrl+Enter", "Ctrl+Shift+Delete"}, "fr.json": {"Ctrl+Entrée", "Ctrl+Maj+Suppr"}, "zh-Hans.json": {"Ctrl+Enter", "Ctrl+Shift+Delete"},
	} {
		v := openScreen(t, t.TempDir(), func(v *screen) { v.language = language })
		v.tap("welcome.practice")
		for i, key := range []string{"create.button", "details.delete"} {
			if label := v.menuItem(key).Label; !strings.HasSuffix(label, want[i]) {
				t.Errorf("%s: %q does not end in %s", language, label, want[i])
			}
		}
		v.command("menu.shortcuts")
		for _, key := range want {
			if !v.says(key) {
				t.Errorf("%s: %s is not in the list of keys", language, key)
			}
		}
		v.close()
	}
}

// Each menu has a letter of its own that stands in its title, in every language, and keys
// of every keyboard type it.
func TestMenusHaveTheirLetters(t *testing.T) {
	if runtime.GOOS == "darwin" {
		t.Skip("the menus of a Mac have none")
	}
	t.Cleanup(func() { speak(t, "en.json") })
	for language, want := range map[string]string{"en.json": "faclvh", "fr.json": "fcnlae", "zh-Hans.json": "faclvh"} {
		v := openScreen(t, t.TempDir(), func(v *screen) { v.language = language })
		m := v.main.menu
		if got := strings.Join(m.letters, ""); got != want {
			t.Errorf("%s: the letters are %q", language, got)
		}
		for i, menu := range m.shown.Items {
			opened := &fakeBar{}
			m.openBy(m.letters[i], opened)
			if marked := m.letters[i] + "\u0332"; opened.toggled != 1 || !strings.Contains(strings.ToLower(menu.Label), marked) {
				t.Errorf("%s: %q is opened %d times, and does not show %q", language, menu.Label, opened.toggled, marked)
			}
		}
		v.close()
	}
}

// fakeBar counts how often a menu is opened: the canvas of a test has none.
type fakeBar struct{ toggled int }

func (b *fakeBar) ToggleMenu()     { b.toggled++ }
func (*fakeBar) DismissMenu() bool { return false }

// What works on one connection is not offered while several are selected, and refused
// by its key.
func TestSeveralAreNotEdited(t *testing.T) {
	v := withEntries(t, "Loyalty exports", "Loyalty points")
	v.selectRow(0)
	find := func() *fyne.MenuItem { return v.menuItem("details.edit") }
	if find().Disabled {
		t.Error("one cannot be edited")
	}
	v.main.table.Marks.All()
	if !find().Disabled {
		t.Error("several can be edited by the menu")
	}
	find().Action() // as its key does, disabled or not
	if said := v.main.stage.Toast.Text(); v.state("sheet") != "" || !strings.Contains(said, "one connection at a time") {
		t.Errorf("the sheet is %q, said is %q", v.state("sheet"), said)
	}
}

// No command of the menu fails, whatever stands in the window.
func TestEveryCommandInEveryState(t *testing.T) {
	states := map[string]func(*screen){
		"welcome":  func(*screen) {},
		"practice": func(v *screen) { v.tap("welcome.practice") },
		"new":      func(v *screen) { v.tap("welcome.organization") },
		"created": func(v *screen) {
			v.tap("welcome.practice")
			v.made("Loyalty exports", practice.AccessKeyWorks)
		},
	}
	for state, prepare := range states {
		v := openScreen(t, t.TempDir())
		actions := map[string]func(){}
		for _, item := range offeredBy(v.main.menu.main) {
			actions[item.Label] = item.Action
		}
		prepare(v)
		for _, label := range slices.Sorted(maps.Keys(actions)) {
			survive(t, state+": "+label, actions[label])
			v.hideSheets()
			for top := v.canvas().Overlays().Top(); top != nil; top = v.canvas().Overlays().Top() {
				v.canvas().Overlays().Remove(top)
			}
		}
		v.close()
	}
}

// survive reports a crash as an error and goes on.
func survive(t *testing.T, what string, f func()) {
	t.Helper()
	defer func() {
		if crash := recover(); crash != nil {
			t.Errorf("%s: %v", what, crash)
		}
	}()
	f()
}

// A command that works on the pages must not do so behind the welcome.
func TestCommandsBehindTheWelcome(t *testing.T) {
	for _, key := range []string{"create.button", "menu.goS3", "menu.goPlatform", "register.find", "signIn.button", "menu.new"} {
		v := openScreen(t, t.TempDir())
		v.command(key)
		if focus := v.state("focus"); v.state("welcome") == "true" && focus != "" && focus != "welcome.practice" && focus != "welcome.organization" {
			t.Errorf("%s puts the cursor into %s, which cannot be seen", key, focus)
		}
		v.close()
	}
}

// While a sheet is open, no key acts on what lies behind it, but for those that
// stop work or end the app.
func TestNoCommandActsBehindASheet(t *testing.T) {
	v := openScreen(t, t.TempDir())
	v.tap("welcome.organization")
	v.command("settings.title")
	v.expect("sheet", "settings", "overlays", "1")
	for _, key := range []string{"account.practice", "settings.title", "menu.firstSteps", "register.filterBy", "fill.file", "register.export"} {
		v.command(key)
		v.expect("sheet", "settings", "overlays", "1", "practice", "false")
	}
	quit := 0
	v.main.stage.Quit = func() { quit++ }
	v.command(quitKey)
	if quit != 1 {
		t.Error("the app could not be ended")
	}
	v.escape()
	v.expect("sheet", "")
}

// What works on connections is grey while none is selected, and the rest is not.
func TestNothingSelectedIsGrey(t *testing.T) {
	v := withEntries(t, "Loyalty exports")
	grey := func(want bool) {
		t.Helper()
		for _, key := range []string{"register.test", "register.copyID", "register.forget", "details.edit", "details.delete"} {
			if v.menuItem(key).Disabled != want {
				t.Errorf("%s: grey is %v, want %v", key, !want, want)
			}
		}
		for _, key := range []string{"menu.new", "register.refresh", "quit.button"} {
			if v.menuItem(key).Disabled {
				t.Errorf("%s is grey", key)
			}
		}
	}
	if label := v.menuItem("details.delete").Label; !strings.HasSuffix(label, "Ctrl+Shift+Delete") {
		t.Errorf("%q: deleting has keys next to those of quitting", label)
	}
	grey(true)
	v.selectRow(0)
	grey(false)
	v.main.table.Select(-1)
	v.command("menu.new")
	grey(true)
}

// What would do nothing is grey, as long as that is so, and says so by its key.
func TestWhatWouldDoNothingIsGrey(t *testing.T) {
	v := openScreen(t, t.TempDir())
	wants := func(when string, grey map[string]bool) {
		t.Helper()
		for key, want := range grey {
			if got := v.menuItem(key).Disabled; got != want {
				t.Errorf("%s: %s is grey is %v, want %v", when, key, got, want)
			}
		}
	}
	wants("on the welcome", map[string]bool{
		"menu.new": true, "create.button": true, "fill.file": true, "signIn.button": true, "register.refresh": true, "register.find": true,
		"menu.goS3": true, "account.practice": false, "table.menu": false, "settings.title": false,
	})
	v.tap("welcome.practice")
	wants("with an empty list", map[string]bool{
		"menu.new": false, "create.button": false, "check.button": false, "register.export": true, "register.testShown": true,
		"account.rename": true, "account.addresses": true, "progress.stop": true, "register.undo": true,
	})
	v.made("Loyalty exports", practice.AccessKeyWorks)
	wants("over what was made", map[string]bool{"create.button": true, "check.button": true, "register.export": false, "register.testShown": false})
	v.selectRow(0)
	wants("with a connection that works", map[string]bool{
		"progress.findOut": true, "register.test": false, "details.replace": false, "create.button": true, "check.button": true,
	})
	for _, key := range []string{"progress.findOut", "check.button", "progress.stop", "register.undo"} {
		v.main.stage.Toast.Dismiss()
		v.menuItem(key).Action()
		if said, want := v.main.stage.Toast.Text(), strings.TrimSuffix(parts.Tr(key), "…"); !strings.Contains(said, want) || v.state("sheet") != "" {
			t.Errorf("%s says %q and opens %q", key, said, v.state("sheet"))
		}
	}
	v.runner.held = true
	v.command("register.refresh")
	wants("while the list is read", map[string]bool{"progress.stop": false, "register.refresh": true, "register.import": true})
	v.runner.release()
	wants("once it is read", map[string]bool{"progress.stop": true, "register.refresh": false, "register.import": false})
	v.command("register.forget")
	wants("after a removal", map[string]bool{"register.undo": false, "progress.findOut": true, "register.forget": true})
	v.command("register.undo")
	wants("once it is undone", map[string]bool{"register.undo": true, "register.forget": false})
	v.command("table.menu")
	wants("over the page for tables", map[string]bool{"table.menu": true, "create.button": true, "fill.file": false})
	v.command("menu.goRegister")
	wants("back in the list", map[string]bool{"table.menu": false})
}

// menuItem is an item of the menu as it is shown, which begins with its label.
func (v *screen) menuItem(key string) *fyne.MenuItem {
	v.t.Helper()
	for _, i := range offeredBy(v.main.menu.shown) {
		if strings.HasPrefix(i.Label, parts.Tr(key)) {
			return i
		}
	}
	v.t.Fatalf("the menu has no %q", parts.Tr(key))
	return nil
}
