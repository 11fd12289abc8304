package gui

import (
	"maps"
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"mooring/client/practice"
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
	v.selectRow(0)
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
	for name, o := range v.main.stage.Places.Objects {
		if _, ok := o.(fyne.Focusable); ok && v.visible(name) && !v.disabled(name) && !slices.Contains(names, name) {
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
	for _, menu := range v.main.menu.main.Items {
		for _, item := range menu.Items {
			if item.IsSeparator {
				continue
			}
			commands++
			if item.Action == nil && item.ChildMenu == nil {
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
	}
	if commands < 20 {
		t.Errorf("only %d commands", commands)
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
		for _, menu := range v.main.menu.main.Items {
			for _, item := range menu.Items {
				if item.Action != nil {
					actions[item.Label] = item.Action
				}
			}
		}
		prepare(v)
		for _, label := range slices.Sorted(maps.Keys(actions)) {
			survive(t, state+": "+label, actions[label])
			for _, sheet := range v.main.stage.Sheets {
				sheet.Hide()
			}
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
