package gui

import (
	"mooring/client/history"
	"mooring/client/practice"
	"mooring/gui/model"
	createmodel "mooring/gui/model/create"
	"mooring/gui/parts"
)

// useScenario fills in what shows a kind of trouble, and a key pair beside it
// so that only Create is left to press.
func (w *mainWindow) useScenario(scenario practice.Scenario) {
	// What an earlier scenario has put on the Experience Platform card goes.
	w.showWelcome(false)
	w.accounts.ChoosePractice()
	if w.attempt.Phase() == createmodel.Succeeded || w.attempt.Phase() == createmodel.Undecided {
		w.newConnection()
	}
	field := scenarioFields[scenario.Field]
	if w.form.Value(model.FieldName) == "" {
		w.form.Set(model.FieldName, parts.Tr("scenarios.name"))
	}
	if w.form.Value(model.FieldAccessKey) == "" || field == model.FieldAccessKey {
		w.form.Set(model.FieldAccessKey, exampleKeyID)
	}
	if w.form.Value(model.FieldSecretKey) == "" {
		w.form.Set(model.FieldSecretKey, exampleSecretKey)
	}
	if field == model.FieldAccessKey {
		w.form.Set(field, scenario.Value)
	} else {
		w.accounts.Form.Set(field, scenario.Value)
	}
	w.create.FocusCreate()
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
