//go:build window

package windowtest

import "testing"

// The names that these tests know of the window.
//
// Widgets: welcome.practice, form.name, form.description, form.accessKey,
// form.secretKey, create, result.id (its copy button is at its right end).
//
// State: welcome and practice ("true", "false"), signedIn ("no", "busy", "yes",
// "failed"), phase ("idle", "working", "succeeded", …), focus (name of a
// widget), id and etag (of the entry in the Progress card), rows (of the register).

// Amazon's own example keys; the practice Platform accepts them.
const (
	exampleKeyID  = "AKIAIOSFODNN7EXAMPLE"
	exampleSecret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
)

func TestFirstConnectionOnThePracticePlatform(t *testing.T) {
	app := Start(t)
	app.WaitState("welcome", "true")
	app.Screenshot("1-welcome")
	app.Click("welcome.practice")
	app.WaitState("practice", "true")
	app.WaitState("signedIn", "yes")

	app.Click("form.name")
	app.WaitState("focus", "form.name")
	app.Type("Loyalty exports été")
	app.TabTo("form.description")
	app.Type("Nightly loyalty files")
	app.TabTo("form.accessKey")
	app.Type(exampleKeyID)
	app.TabTo("form.secretKey")
	app.Paste(exampleSecret)
	app.Screenshot("2-filled")
	app.TabTo("create")
	app.Key("space")
	app.WaitState("phase", "succeeded")
	app.Screenshot("3-created")

	id := app.State("id")
	if id == "" {
		t.Fatal("the connection was created, but its id is not shown")
	}
	r := app.Widget("result.id")
	app.ClickAt("result.id", -r.H/2, r.H/2)
	app.WaitClipboard(id)
	app.Close()

	again := StartIn(t, app.DataDir)
	again.WaitState("rows", "1")
	again.Screenshot("4-again")
	again.Close()
}
