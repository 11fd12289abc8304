package account_test

import (
	"testing"

	"mooring/client/history"
	"mooring/client/practice"
	"mooring/gui/model"
	"mooring/gui/model/modeltest"
)

func TestSandboxKinds(t *testing.T) {
	d := newDesk(modeltest.NewShuffled(1))
	d.accounts.ChoosePractice()
	d.runner.Settle()
	place := history.Place{Practice: true, OrgID: practice.OrgID}
	for sandbox, want := range map[string]model.SandboxKind{
		practice.SandboxProduction: model.SandboxProduction, practice.SandboxDevelopment: model.SandboxDevelopment, "unknown": model.SandboxUnsure,
	} {
		place.Sandbox = sandbox
		if got := d.accounts.SandboxKind(place); got != want {
			t.Errorf("%s is %v, want %v", sandbox, got, want)
		}
	}
	place.OrgID = "another@AdobeOrg"
	if got := d.accounts.SandboxKind(place); got != model.SandboxUnsure {
		t.Errorf("of another organization it says %v", got)
	}
}
