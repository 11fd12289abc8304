//go:build window

package windowtest

import (
	"os"
	"testing"

	"mooring/client/practice"
)

// The whole job without a mouse, in every language, as large as on an ordinary and
// on a dense screen.
func TestWholeJobByKeyboard(t *testing.T) {
	ordinary, big := os.Getenv("DISPLAY"), OpenDisplay(t, bigScreen)
	for _, language := range []struct{ tag, locale string }{
		{"en", "en_US.UTF-8"}, {"fr", "fr_FR.UTF-8"}, {"zh", "zh_CN.UTF-8"},
	} {
		for _, scale := range []struct{ name, factor, display string }{{"100", "1", ordinary}, {"200", "2", big}} {
			t.Run(language.tag+"-"+scale.name, func(t *testing.T) {
				app := StartAs(t, Setup{Display: scale.display, Env: []string{
					"LC_ALL=" + language.locale, "LANG=" + language.locale, "FYNE_SCALE=" + scale.factor,
				}})
				jobByKeyboard(t, app, "keyboard-"+language.tag+"-"+scale.name)
			})
		}
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
