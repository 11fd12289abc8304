//go:build window

package windowtest

import (
	"testing"

	"mooring/client"
	"mooring/client/practice"
	"mooring/client/secrets"
	"mooring/client/session"
)

// byScript renames the only connection with the credential that the app is signed in
// with, as a script or another computer does.
func (a *App) byScript(name string) {
	a.t.Helper()
	made := a.Made()
	if len(made) != 1 {
		a.t.Fatalf("there are %d connections", len(made))
	}
	target := session.Target{Secrets: []client.Secret{client.NewSecret(practice.ClientSecret)}}
	target.Account.Practice, target.Account.APIKey = true, practice.APIKey
	target.Account.OrgID, target.Account.Sandbox = made[0].OrgID, made[0].Sandbox
	a.onPlatform(func(p *practice.Platform) error {
		link, err := session.New(secrets.NewSession(), p, "curl", nil).Connect(a.t.Context(), target)
		if err != nil {
			return err
		}
		_, err = link.Client.UpdateConnection(a.t.Context(), client.ConnectionID(made[0].ID), client.ETag(made[0].ETag), client.Change{Name: &name})
		return err
	})
}

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
			app.byScript("By a script")
			app.Key("ctrl+r")
			app.rest("upkeep.refreshed")
			app.page(c.tag, "own-details")
			app.Click("details.tabs")
			app.Key("End")
			app.page(c.tag, "own-history")
			app.Key("ctrl+j")
			app.WaitState("sheet", "edit")
			app.byScript("By another script")
			app.Fill("edit.name", "Mine")
			app.Key("Return")
			app.WaitState("sheet", "conflict")
			app.page(c.tag, "own-conflict")
			app.Close()
		})
	}
}
