package account_test

import (
	"testing"

	"mooring/client/practice"
	"mooring/gui/model"
	"mooring/gui/model/account"
	"mooring/gui/model/modeltest"
)

// The practice account with the ID of another organization is refused, as a real one is,
// and not signed in without sandboxes. Its own values can be had again.
func TestPracticeWithAnotherOrganization(t *testing.T) {
	modeltest.EachOrder(t, func(t *testing.T, r *modeltest.Shuffled) {
		d := newDesk(r)
		d.accounts.ChoosePractice()
		r.Settle()
		if account.Altered(d.accounts) {
			t.Error("what it begins with is called altered")
		}
		d.accounts.Form.Set(model.FieldOrgID, "0A1B2C3D4E5F60718293A4B5@AdobeOrg")
		if !account.Altered(d.accounts) {
			t.Error("another organization is not called altered")
		}
		d.accounts.SignIn()
		r.Settle()
		if p := d.accounts.Problem(); d.accounts.State() != account.SignInFailed || p.Name != "notInOrg" || p.Field != model.FieldOrgID {
			t.Errorf("state %v, problem %+v", d.accounts.State(), p)
		}
		d.accounts.ChoosePractice()
		r.Settle()
		if account.Altered(d.accounts) || d.accounts.State() != account.SignedIn || d.accounts.Form.Value(model.FieldOrgID) != practice.OrgID {
			t.Errorf("state %v, still %v", d.accounts.State(), d.values())
		}
	})
}
