//go:build window

package windowtest

import (
	"strconv"
	"strings"
	"testing"

	"mooring/client/practice"
)

// TestTour plays the main job in a window of a laptop's size, and what is done months
// later. Its pictures are those of the README, and what `make run` shows where there is
// no display.
func TestTour(t *testing.T) {
	app := Start(t)
	app.WaitState("welcome", "true")
	// Less what the system keeps of the screen.
	app.resize(1366, 700)
	app.Screenshot("1-welcome")
	app.Click("welcome.practice")
	app.ready()
	app.Screenshot("2-practice")
	app.Fill("form.name", "Loyalty exports")
	app.Fill("form.description", "Nightly loyalty files")
	app.Fill("form.accessKey", practice.AccessKeyWorks)
	app.Fill("form.secretKey", secretKey)
	app.Screenshot("3-filled")
	app.Click("create")
	app.WaitState("phase", "succeeded")
	app.Screenshot("4-created")
	id := app.State("id")
	app.Click("result.id.copy")
	app.WaitClipboard(id)
	app.Screenshot("5-copied")

	app.Click("register.new")
	app.enter("Web logs", practice.AccessKeyRefused)
	app.Click("create")
	app.WaitState("problem", "testRefused")
	app.WaitState("toast", "") // the copy of the first one was noted
	app.Screenshot("6-trouble")
	app.Key("ctrl+shift+p")
	app.WaitState("sheet", "scenarios")
	app.Screenshot("7-scenarios")
	app.Key("Escape")
	app.WaitState("sheet", "")

	own := 2 // the newest, which come first
	app.WaitState("rows", strconv.Itoa(own))
	app.onPlatform(func(p *practice.Platform) error {
		return p.Elsewhere(t.Context(), practice.ElsewhereAdd, practice.OrgID, practice.SandboxDevelopment, "")
	})
	app.Key("ctrl+r")
	app.rest("upkeep.refreshed")
	app.clickRow(own, "")
	app.WaitState("recorded", "true")
	app.WaitStateFunc("id", "be that of another one's connection", func(shown string) bool { return shown != "" && shown != id })
	app.Screenshot("8-details")
	app.Click("details.browse")
	for _, to := range []struct{ place, key string }{
		{"d/practice-bucket", "Right"},
		{"d/practice-bucket/customers", "Right"},
		{"d/practice-bucket/customers/archive", "Down"},
		{"f/practice-bucket/customers/customers.csv", "Return"},
	} {
		app.WaitState("browse", to.place)
		app.Key(to.key)
	}
	app.Widget("browse.columns")
	app.Screenshot("9-files")
	app.Key("Escape")
	app.WaitState("sheet", "")

	app.WaitState("attention", "3")
	app.Click("register.attention")
	app.WaitState("rows", "3")
	app.clickRow(1, "") // after the one whose keys are refused
	app.WaitStateFunc("flows", "fail", func(flows string) bool { return strings.HasPrefix(flows, "failing") })
	app.Screenshot("10-dataflows")
	app.Close()
	t.Logf("the app printed:\n%s", app.Output()) // where Fyne's thread check complains
}
