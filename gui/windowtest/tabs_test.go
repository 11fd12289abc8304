//go:build window

package windowtest

import (
	"os"
	"strings"
	"testing"

	"mooring/client/practice"
)

// plainKeys are all that the Tab-only run may press, beside letters.
const plainKeys = " Tab shift+Tab Return space Escape Up Down Left Right Home End "

// Plain presses keys that everybody knows, and fails on any other: no shortcut
// that would have to be learned first.
func (a *App) Plain(keys ...string) {
	a.t.Helper()
	for _, key := range keys {
		if !strings.Contains(plainKeys, " "+key+" ") {
			a.t.Fatalf("%s is a shortcut", key)
		}
	}
	a.Key(keys...)
}

// The whole job with nothing but Tab, Shift+Tab, Enter, Space, the arrows, Esc and
// letters, in every language, as large as on an ordinary and on a dense screen.
func TestWholeJobByTabAlone(t *testing.T) {
	ordinary, big := os.Getenv("DISPLAY"), OpenDisplay(t, bigScreen)
	for _, language := range []struct{ tag, locale string }{
		{"en", "en_US.UTF-8"}, {"fr", "fr_FR.UTF-8"}, {"zh", "zh_CN.UTF-8"},
	} {
		for _, scale := range []struct{ name, factor, display string }{{"100", "1", ordinary}, {"200", "2", big}} {
			t.Run(language.tag+"-"+scale.name, func(t *testing.T) {
				app := StartAs(t, Setup{Display: scale.display, Env: []string{
					"LC_ALL=" + language.locale, "LANG=" + language.locale, "FYNE_SCALE=" + scale.factor,
				}})
				jobByTab(t, app, "tab-"+language.tag+"-"+scale.name)
			})
		}
	}
}

func jobByTab(t *testing.T, app *App, pictures string) {
	t.Helper()
	app.WaitState("welcome", "true")
	app.WaitState("focus", "welcome.practice")
	app.Plain("Tab")
	app.WaitState("focus", "welcome.organization")
	app.Plain("shift+Tab")
	app.WaitState("focus", "welcome.practice")
	app.Plain("Return")
	app.ready()
	app.WaitState("focus", "form.name")
	app.stepTo("shift+Tab", "form.sandbox")
	app.Plain("space")
	app.opened("form.sandbox")
	app.Screenshot(pictures + "-1-sandbox")
	app.Plain("Home", "Return")
	app.WaitState("focus", "form.sandbox")
	app.stepTo("Tab", "form.name")
	app.Type("Loyalty exports")
	app.stepTo("Tab", "form.accessKey")
	app.Type(practice.AccessKeyWorks)
	app.stepTo("Tab", "form.secretKey")
	app.Type(secretKey)
	app.stepTo("Tab", "s3.more")
	app.Plain("space")
	app.stepTo("Tab", "form.bucket")
	app.Type("landing-zone")
	app.stepTo("Tab", "form.region")
	app.Plain("Return")
	app.opened("form.region")
	app.Type("eu-west-3")
	app.Plain("Return")
	app.WaitState("focus", "form.region")
	app.stepTo("Tab", "form.serviceURL")
	app.Screenshot(pictures + "-2-filled")
	app.stepTo("Tab", "create")
	app.Plain("space")
	app.wait("the connection to be created", 2*startLimit, func() bool { return app.State("phase") == "succeeded" })
	app.WaitState("focus", "result.id.copy")
	app.Screenshot(pictures + "-3-created")
	id, etag := app.State("id"), app.State("etag")
	app.Plain("space")
	app.WaitClipboard(id)
	app.stepTo("Tab", "result.etag.copy")
	app.Plain("Return")
	app.WaitClipboard(etag)
	app.stepTo("Tab", "register.grid")
	app.Plain("Home")
	app.Key("ctrl+shift+c")
	app.WaitClipboard(id)
	app.Screenshot(pictures + "-4-register")
	t.Logf("%d presses, %d letters", app.presses, app.letters)
	if app.clicks > 0 {
		t.Errorf("it took %d clicks", app.clicks)
	}
	entry := app.expectOne()
	if entry.Place.Sandbox != practice.SandboxProduction || string(entry.ConnectionID) != id || entry.Bucket != "landing-zone" {
		t.Errorf("the register holds %s in %s, bucket %q", entry.ConnectionID, entry.Place.Sandbox, entry.Bucket)
	}
	app.Close()
}
