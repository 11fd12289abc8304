package gui

import (
	"mooring/client/history"
	"mooring/client/practice"
	"mooring/gui/model"
	"mooring/gui/parts"
)

// tried is the scenario that was filled in last, and the access key id that went
// with it.
type tried struct{ scenario, accessKey string }

// useScenario fills in what shows a kind of trouble, with a name and keys that no
// connection has, so that only Create is left to press.
func (w *mainWindow) useScenario(scenario practice.Scenario) {
	// What an earlier scenario has put into the account goes.
	w.showWelcome(false)
	w.accounts.ChoosePractice()
	w.show(false)
	w.current.Clear()
	w.table.Select(-1)
	w.create.New()
	accessKey, field := practice.AccessKeyWorks, scenarioFields[scenario.Field]
	if field == model.FieldAccessKey {
		accessKey = scenario.Value
	} else {
		w.accounts.Form.Set(field, scenario.Value)
	}
	accessKey = practice.FreshKey(accessKey)
	w.tried = tried{scenario.ID, accessKey}
	w.table.Reader.FreshName(w.table.Query().Practice, parts.Tr("scenarios.name"), func(name string) {
		if !w.accounts.Practice() || w.busy() {
			return // the user has gone on meanwhile
		}
		w.form.Set(model.FieldName, name)
		w.form.Set(model.FieldAccessKey, accessKey)
		w.form.Set(model.FieldSecretKey, exampleSecretKey)
		w.create.FocusCreate()
		w.stage.Toast.Say(parts.Tr("scenarios.filled"))
	})
}

// next says what to try next with a connection that a scenario has made; it may be
// empty.
func (w *mainWindow) next() string {
	key := "scenario." + w.tried.scenario + ".next"
	if history.HintAccessKey(w.tried.accessKey) != w.attempt.Entry().AccessKeyHint || !parts.HasText(key) {
		return ""
	}
	return parts.Tr(key)
}

// scenarioFields ties the practice Platform's inputs to the window's fields.
var scenarioFields = map[practice.Field]model.Field{
	practice.FieldAccessKeyID:  model.FieldAccessKey,
	practice.FieldOrgID:        model.FieldOrgID,
	practice.FieldClientSecret: model.FieldClientSecret,
	practice.FieldSandbox:      model.FieldSandbox,
}

// The key pair of Amazon's own documentation, which no account has.
const (
	exampleKeyID     = "AKIAIOSFODNN7EXAMPLE"                     //nolint:gosec // Amazon's published example
	exampleSecretKey = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY" //nolint:gosec // Amazon's published example
)

// practicePlace is where others make connections on the practice Platform: in the
// sandbox that is chosen there.
func (w *mainWindow) practicePlace() history.Place {
	place := history.Place{Practice: true, OrgID: practice.OrgID, Sandbox: practice.SandboxProduction}
	if w.accounts.Practice() {
		target := w.accounts.Target().Account
		place.OrgID, place.Sandbox = target.OrgID, target.Sandbox
	}
	return place
}
