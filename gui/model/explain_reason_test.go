package model_test

import (
	"testing"

	"mooring/client"
	"mooring/client/history"
	"mooring/gui/model"
)

// The reason that a test gives is told, whether it is Amazon's or not.
func TestReasonOfATest(t *testing.T) {
	for words, want := range map[string]string{
		"Connection to s3.acme.example timed out": "testRefused", "The specified bucket does not exist": "storeNoBucket",
	} {
		err := &client.APIError{Kind: client.KindRejected, Status: 200, Op: "TestConnection", Detail: words}
		problem := model.ExplainTest(history.Entry{State: history.Created}, err, false)
		if problem.Name != want || problem.Said.Args["Words"] != words {
			t.Errorf("%s: %q, %+v", words, problem.Name, problem.Said)
		}
	}
	byRole := history.Entry{State: history.Created, Auth: client.AuthRole}
	err := &client.APIError{Kind: client.KindRejected, Status: 200, Op: "TestConnection", Detail: "No such role"}
	if problem := model.ExplainTest(byRole, err, true); problem.Name != "testRefusedRole" || problem.Said.Empty() {
		t.Errorf("by a role: %+v", problem)
	}
}
