//go:build window

package windowtest

import "testing"

// The region of the bucket is found by typing the beginning of its name, and its
// address is filled in.
func TestRegionByTypingItsName(t *testing.T) {
	app := startPractice(t)
	app.TabTo("s3.more")
	app.Key("space")
	app.TabTo("form.region")
	app.Key("space")
	app.opened("form.region")
	app.Type("Par")
	app.Screenshot("region-list")
	app.Key("Return")
	app.WaitState("focus", "form.region")
	app.TabTo("form.serviceURL")
	app.Key("ctrl+a", "ctrl+c")
	app.WaitClipboard("https://s3.eu-west-3.amazonaws.com/")
	app.Screenshot("region-chosen")
	app.Close()
}
