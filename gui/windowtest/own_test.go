//go:build window

package windowtest

import (
	"testing"

	"mooring/client/practice"
)

// plays makes what a scenario fills in.
func (a *App) plays(scenario, phase string) {
	a.t.Helper()
	a.Key("ctrl+shift+p")
	a.WaitState("sheet", "scenarios")
	a.TabTo("scenario." + scenario)
	a.Key("space")
	a.WaitState("sheet", "")
	a.WaitState("focus", "create")
	a.Key("space")
	a.WaitState("phase", phase)
}

// What the credential itself did elsewhere is told apart in the panel, in the history and
// in the question about a conflict, and what was only tried was made by nobody.
func TestOwnWorkInEveryLanguage(t *testing.T) {
	for _, c := range []struct{ tag, locale, theme string }{
		{"en", "en_US.UTF-8", "light"},
		{"fr", "fr_FR.UTF-8", "dark"},
		{"zh", "zh_CN.UTF-8", "light"},
	} {
		t.Run(c.tag, func(t *testing.T) {
			app := StartAs(t, Setup{Env: []string{"LC_ALL=" + c.locale, "LANG=" + c.locale, "LANGUAGE=", "FYNE_THEME=" + c.theme, "FYNE_SCALE=1"}})
			app.WaitState("welcome", "true")
			app.Click("welcome.practice")
			app.ready()
			app.plays(practice.ScenarioOrgWithoutRight, "trouble")
			app.Click("progress.details")
			app.Widget("details.tabs")
			app.page(c.tag, "own-tried")

			app.plays(practice.ScenarioWorks, "succeeded")
			app.Click("progress.details")
			app.WaitState("recorded", "true")
			app.others(practice.ElsewhereScript)
			app.Key("ctrl+r")
			app.rest("upkeep.refreshed")
			app.page(c.tag, "own-details")
			app.Click("details.tabs")
			app.Key("End")
			app.page(c.tag, "own-history")
			app.Key("ctrl+j")
			app.WaitState("sheet", "edit")
			app.others(practice.ElsewhereScript)
			app.Fill("edit.name", "Mine")
			app.Key("Return")
			app.WaitState("sheet", "conflict")
			app.page(c.tag, "own-conflict")
			app.Close()
		})
	}
}
