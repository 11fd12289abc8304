//go:build window

package windowtest

import "testing"

// The menus are reached without a mouse: all by F10, each by its letter, and none by what
// types a letter in another way.
func TestMenusByKeyboard(t *testing.T) {
	app := Start(t, "--practice")
	app.ready()
	app.WaitState("focus", "form.name")
	inHelp := func(what string, keys ...string) {
		t.Helper()
		app.Key(keys...)
		app.settled()
		app.Screenshot("menu-" + what)
		app.Key("Down", "Return") // its first command
		app.WaitState("sheet", "firstSteps")
		app.Key("Escape")
		app.WaitState("sheet", "")
		app.WaitState("focus", "form.name")
	}
	inHelp("f10", "F10", "Right", "Right", "Right", "Right", "Right")
	inHelp("letter", "alt+h")
	inHelp("another", "alt+f", "alt+h")
	app.Key("ctrl+3") // the list has keys of its own
	app.WaitState("focus", "register.grid")
	app.Key("alt+h", "Down", "Return")
	app.WaitState("sheet", "firstSteps")
	app.Key("F10", "Down", "Return") // which stays closed behind a sheet: Return closes that
	app.WaitState("sheet", "")

	app.Key("ctrl+2")
	app.WaitState("focus", "form.name")
	for _, closes := range []string{"Escape", "F10"} {
		app.Key("F10", "Down", closes)
		app.Type("ha")
	}
	app.Key("alt+h", "Escape", "ctrl+a", "ctrl+c")
	app.WaitClipboard("haha")
	app.Close()
}

// Two menus begin with the same letter in French: another one of its title opens the second.
// What the French keyboard types with AltGr and with dead keys goes into the field.
func TestMenusByFrenchKeyboard(t *testing.T) {
	display := OpenDisplay(t, "1366x768x24")
	app := StartAs(t, Setup{Display: display, Args: []string{"--practice"}, Env: []string{"LC_ALL=fr_FR.UTF-8", "LANG=fr_FR.UTF-8"}})
	app.tool("setxkbmap", "fr")
	app.ready()
	app.WaitState("focus", "form.name")
	app.Key("alt+a") // which is where the English have their Q
	app.settled()
	app.Screenshot("menu-fr-first")
	app.Key("alt+e")
	app.settled()
	app.Screenshot("menu-fr-second")
	app.Key("Down", "Return")
	app.WaitState("sheet", "firstSteps")
	app.Key("Escape")
	app.WaitState("sheet", "")
	const altGr, e, a, circumflex = "108", "26", "19", "34"
	app.tool("xdotool", "keydown", altGr, "key", a, "keyup", altGr, "key", circumflex, "key", e)
	app.Key("ctrl+a", "ctrl+c")
	app.WaitClipboard("@ê")
	app.Close()
}

// The menus of a language without letters of its own show those that open them.
func TestMenusInChinese(t *testing.T) {
	display := OpenDisplay(t, "1366x768x24")
	app := StartAs(t, Setup{Display: display, Args: []string{"--practice"}, Env: []string{"LC_ALL=zh_CN.UTF-8", "LANG=zh_CN.UTF-8"}})
	app.ready()
	app.WaitState("focus", "form.name")
	app.Key("alt+h")
	app.settled()
	app.Screenshot("menu-zh")
	app.Key("Down", "Return")
	app.WaitState("sheet", "firstSteps")
	app.Close()
}
