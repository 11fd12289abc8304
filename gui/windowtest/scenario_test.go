//go:build window

package windowtest

import (
	"strings"
	"testing"

	"mooring/client/practice"
)

// The names that these tests know of the window.
//
// Widgets: welcome.practice, account, form.clientSecret, form.sandbox, form.name,
// form.description, form.accessKey, form.secretKey, create, result.id.copy,
// result.etag.copy, register.grid, register.search, register.copyID,
// settings.language.
//
// State: welcome and practice ("true", "false"), signedIn ("no", "busy", "yes",
// "failed"), phase ("idle", "working", "succeeded", …), problem (its name), focus
// (name of a widget), id and etag (of the entry in the Progress card), rows (of the
// register), sheet (the one that is open).

// productionOption is the place of the practice Platform's production sandbox in the
// list, which begins with another one.
const productionOption = 0

// exportsName has a letter that is not on every keyboard.
const exportsName = "Loyalty été"

// startPractice starts the app and chooses the practice Platform by mouse.
func startPractice(t *testing.T) *App {
	t.Helper()
	app := Start(t)
	app.WaitState("welcome", "true")
	app.Click("welcome.practice")
	app.ready()
	return app
}

// ready waits until a connection can be made on the practice Platform.
func (a *App) ready() {
	a.t.Helper()
	a.WaitState("welcome", "false")
	a.WaitState("practice", "true")
	a.WaitState("signedIn", "yes")
}

// enter fills in the Amazon S3 card by mouse and keyboard.
func (a *App) enter(name, key string) {
	a.t.Helper()
	a.Fill("form.name", name)
	a.Fill("form.accessKey", key)
	a.Fill("form.secretKey", secretKey)
}

func TestWholeJobByMouse(t *testing.T) {
	big := OpenDisplay(t, bigScreen)
	for _, s := range []speech{{"en-100", "en_US.UTF-8", "1"}, {"fr-100", "fr_FR.UTF-8", "1"}, {"zh-200", "zh_CN.UTF-8", "2"}} {
		t.Run(s.tag, func(t *testing.T) { jobByMouse(t, s.start(t, big), "mouse-"+s.tag) })
	}
}

func jobByMouse(t *testing.T, app *App, pictures string) {
	t.Helper()
	app.WaitState("welcome", "true")
	app.Screenshot(pictures + "-1-welcome")
	app.Click("welcome.practice")
	app.ready()
	app.Choose("form.sandbox", productionOption)
	app.Click("form.name")
	app.WaitState("focus", "form.name")
	app.TypeForeign(exportsName)
	app.Fill("form.description", "Nightly loyalty files")
	app.Fill("form.accessKey", practice.AccessKeyWorks)
	app.Click("form.secretKey")
	app.WaitState("focus", "form.secretKey")
	app.Paste(secretKey)
	app.Screenshot(pictures + "-2-filled")
	app.Click("create")
	app.WaitState("phase", "succeeded")
	app.Screenshot(pictures + "-3-created")

	id, etag := app.State("id"), app.State("etag")
	if id == "" || !strings.Contains(etag, `"`) {
		t.Fatalf("the connection was created, and its id reads %q, its etag %q", id, etag)
	}
	entry := app.expectOne()
	if entry.Name != exportsName || entry.Place.Sandbox != practice.SandboxProduction || string(entry.ConnectionID) != id || string(entry.ETag) != etag {
		t.Errorf("the register holds %q in %q, %s %s", entry.Name, entry.Place.Sandbox, entry.ConnectionID, entry.ETag)
	}
	app.Click("result.id.copy")
	app.WaitClipboard(id)
	app.Click("result.etag.copy")
	app.WaitClipboard(etag)
	app.SetClipboard("nothing yet")
	app.selectFirstRow()
	app.WaitState("focus", "register.grid")
	app.Key("ctrl+shift+e")
	app.WaitClipboard(etag)
	app.Close()

	again := StartAs(t, Setup{DataDir: app.DataDir, Display: app.display})
	again.ready()
	again.WaitState("rows", "1")
	again.selectFirstRow()
	again.WaitState("id", id)
	again.WaitState("etag", etag)
	again.Key("ctrl+shift+e")
	again.WaitClipboard(etag)
	again.Key("ctrl+shift+c")
	again.WaitClipboard(id)
	again.Screenshot(pictures + "-4-again")
	again.Close()
}

// selectFirstRow clicks into the register, below its header of the same height.
func (a *App) selectFirstRow() {
	a.t.Helper()
	row := a.Widget("register.search").H
	a.ClickAt("register.grid", 40, row*3/2)
}

// A double click is what people do to buttons that look important.
func TestDoubleClickMakesOneConnection(t *testing.T) {
	app := startPractice(t)
	app.enter("Loyalty exports", practice.AccessKeyWorks)
	app.DoubleClick("create")
	app.WaitState("phase", "succeeded")
	app.WaitState("rows", "1")
	app.expectOne()
	app.Close()
}

// The way from the very first start to a tested connection, for somebody who has
// copied the keys from the page or the file that Amazon shows.
func TestFillFromTheClipboard(t *testing.T) {
	app := Start(t)
	app.WaitState("welcome", "true")
	app.SetClipboard("Access key ID,Secret access key\n" + practice.AccessKeyWorks + "," + filledKey + "\n")
	app.WaitState("focus", "welcome.practice")
	app.Key("Return")
	app.ready()
	app.WaitState("focus", "form.name")
	app.Key("ctrl+shift+v")
	app.settled() // it is filled in at once, and the cursor stays
	app.WaitState("focus", "form.name")
	app.Type("Loyalty")
	app.Screenshot("fill-filled")
	app.Key("Return")
	app.WaitState("phase", "succeeded")
	app.Screenshot("fill-created")
	t.Logf("from the first start to a tested connection: %d presses, %d clicks and %d letters of a name", app.presses, app.clicks, app.letters)
	if most := 3; app.presses+app.clicks > most {
		t.Errorf("it takes %d presses and %d clicks, more than %d", app.presses, app.clicks, most)
	}
	if problem := app.State("problem"); problem != "" {
		t.Errorf("the connection has the problem %s", problem)
	}
	app.expectOne()
	app.Close()
}
