package support

import (
	"mooring/client/history"
	"mooring/client/practice"
	"mooring/gui/model"
)

// Scenarios are the inputs with which the practice Platform shows each kind of
// trouble. They remember the one that was used last.
type Scenarios struct{ id, accessKey string }

// Values are what a scenario fills in.
type Values map[model.Field]string

// Use takes a scenario up and returns what it enters for the account, and for a
// connection besides a name: keys that no connection has.
func (s *Scenarios) Use(scenario practice.Scenario) (account, connection Values) {
	key, field := practice.AccessKeyWorks, scenarioFields[scenario.Field]
	account = Values{}
	if field == model.FieldAccessKey {
		key = scenario.Value
	} else {
		account[field] = scenario.Value
	}
	s.id, s.accessKey = scenario.ID, practice.FreshKey(key)
	return account, Values{model.FieldAccessKey: s.accessKey, model.FieldSecretKey: exampleSecretKey}
}

// Next is the key of what to try next with a connection that was made with the
// scenario, or "".
func (s *Scenarios) Next(made history.Entry) string {
	if s.id == "" || history.HintAccessKey(s.accessKey) != made.AccessKeyHint {
		return ""
	}
	return "scenario." + s.id + ".next"
}

// scenarioFields ties the practice Platform's inputs to the window's fields.
var scenarioFields = map[practice.Field]model.Field{
	practice.FieldAccessKeyID:  model.FieldAccessKey,
	practice.FieldOrgID:        model.FieldOrgID,
	practice.FieldClientSecret: model.FieldClientSecret,
	practice.FieldSandbox:      model.FieldSandbox,
}

// exampleSecretKey is one of the documentation of Amazon, which no account has.
const exampleSecretKey = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY" //nolint:gosec // Amazon's published example

// PlaceOfOthers is where others make connections on the practice Platform: in the
// sandbox of the account that is used there, or else in that of production.
func PlaceOfOthers(chosen history.Account) history.Place {
	if chosen.Practice {
		return history.Place{Practice: true, OrgID: chosen.OrgID, Sandbox: chosen.Sandbox}
	}
	return history.Place{Practice: true, OrgID: practice.OrgID, Sandbox: practice.SandboxProduction}
}
