//go:build window

package windowtest

import (
	"os"
	"testing"

	"mooring/client/practice"
)

// speech is a language and how large it is shown: as on an ordinary or on a dense screen.
type speech struct{ tag, locale, scale string }

// start starts the app so that it speaks and looks like that. Big is a display with
// room for the whole window at 200 %.
func (s speech) start(t *testing.T, big string) *App {
	t.Helper()
	display := os.Getenv("DISPLAY")
	if s.scale == "2" {
		display = big
	}
	return StartAs(t, Setup{Display: display, Env: []string{"LC_ALL=" + s.locale, "LANG=" + s.locale, "FYNE_SCALE=" + s.scale}})
}

// The whole job without a mouse, with the keys of the menu. By Tab alone it is done in
// all languages and sizes.
func TestWholeJobByKeyboard(t *testing.T) {
	big := OpenDisplay(t, bigScreen)
	for _, s := range []speech{{"en-100", "en_US.UTF-8", "1"}, {"fr-200", "fr_FR.UTF-8", "2"}, {"zh-100", "zh_CN.UTF-8", "1"}} {
		t.Run(s.tag, func(t *testing.T) { jobByKeyboard(t, s.start(t, big), "keyboard-"+s.tag) })
	}
}

func jobByKeyboard(t *testing.T, app *App, pictures string) {
	t.Helper()
	app.WaitState("welcome", "true")
	app.TabTo("welcome.organization")
	app.TabTo("welcome.practice")
	app.Screenshot(pictures + "-1-welcome")
	app.Key("Return")
	app.ready()
	app.Key("ctrl+1")
	app.WaitState("focus", "account")
	app.TabTo("form.sandbox")
	app.ChooseByKey("form.sandbox", productionOption)
	app.TabTo("form.name")
	app.Type("Loyalty exports")
	app.TabTo("form.description")
	app.Type("Nightly loyalty files")
	app.TabTo("form.accessKey")
	app.Type(practice.AccessKeyWorks)
	app.TabTo("form.secretKey")
	app.Paste(secretKey)
	app.TabTo("create")
	app.Screenshot(pictures + "-2-filled")
	app.Key("space")
	app.WaitState("phase", "succeeded")
	app.WaitState("focus", "result.id.copy")
	app.Screenshot(pictures + "-3-created")
	id, etag := app.State("id"), app.State("etag")
	app.Key("Return")
	app.WaitClipboard(id)
	app.TabTo("result.etag.copy")
	app.Key("space")
	app.WaitClipboard(etag)

	app.Key("ctrl+3")
	app.WaitState("focus", "register.grid")
	app.Key("Home", "ctrl+shift+c")
	app.WaitClipboard(id)
	app.Key("ctrl+shift+e")
	app.WaitClipboard(etag)
	app.Key("ctrl+comma")
	app.WaitState("sheet", "settings")
	app.Screenshot(pictures + "-4-settings")
	app.Key("Escape")
	app.WaitState("sheet", "")
	app.expectInWindow()
	t.Logf("%d presses, %d letters", app.presses, app.letters)
	if app.clicks > 0 {
		t.Errorf("it took %d clicks", app.clicks)
	}
	if entry := app.expectOne(); entry.Place.Sandbox != practice.SandboxProduction || string(entry.ConnectionID) != id {
		t.Errorf("the register holds %s in %s", entry.ConnectionID, entry.Place.Sandbox)
	}
	app.Close()
}

// Keys may be faster than the first picture of a sheet, for instance on a busy machine.
func TestEscapeBeforeTheFirstPicture(t *testing.T) {
	app := StartAs(t, Setup{Args: []string{"--practice"}})
	app.ready()
	app.WaitState("focus", "form.name")
	for range 5 {
		app.keyboard()
		app.tool("xdotool", "key", "--delay", "0", "--", "ctrl+comma", "Escape")
		app.Type("x") // into the field, where nothing stands in front of it
		if got := app.copied("ctrl+a", "ctrl+c"); got != "x" {
			t.Fatalf("the field holds %q", got)
		}
	}
}
