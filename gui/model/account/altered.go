package account

import "mooring/gui/model"

// Altered reports whether the practice Platform is chosen with anything else than what
// signs in to it. ChoosePractice enters that again.
func Altered(a *Accounts) bool {
	if !a.Practice() {
		return false
	}
	return a.useToken || a.Form.Value(model.FieldOrgID) != a.practice.OrgID ||
		a.Form.Value(model.FieldAPIKey) != a.practice.APIKey ||
		a.Form.Value(model.FieldClientSecret) != a.practice.ClientSecret
}
