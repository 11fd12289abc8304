package model_test

import (
	"errors"
	"testing"

	"mooring/client"
	"mooring/client/provision"
	"mooring/gui/model"
)

func TestExplainPlans(t *testing.T) {
	refused := &client.APIError{Kind: client.KindForbidden, Status: 403, Op: "CreateTargetConnection"}
	lost := &client.APIError{Kind: client.KindInterrupted, Op: "CreateFlow"}
	mapping, more := []provision.Piece{provision.PieceMapping}, []provision.Piece{provision.PieceSource, provision.PieceMapping}
	sentences := englishSentences(t)
	for _, tc := range []struct {
		err          error
		name, effect string
	}{
		{&provision.NotMadeError{Err: refused}, "forbidden", "problem.takenBack"},
		{&provision.NotMadeError{Err: lost, Left: mapping}, "planNotMade", "problem.leftMapping"},
		{&provision.NotMadeError{Err: refused, Left: more}, "forbidden", "problem.leftMore"},
		{&provision.PlanUnknownError{Err: refused}, "planUnknown", ""},
		{&provision.FlowNotRecordedError{Err: errors.New("x")}, "flowNotRecorded", ""},
		{&provision.FlowConflictError{Err: &client.APIError{Kind: client.KindConflict}}, "flowConflict", "problem.nothingChanged"},
		{&provision.ActionUnknownError{Action: provision.ActionEdit, Err: lost}, "switchLost", ""},
		{&provision.ActionUnknownError{Action: provision.ActionDelete, Err: lost}, "flowDeleteLost", ""},
		{&provision.ActionNotDoneError{Action: provision.ActionDelete, Err: lost}, "actionNotDone", "problem.nothingDone"},
	} {
		problem := model.Explain(tc.err)
		if problem.Name != tc.name || problem.Effect.Key != tc.effect {
			t.Errorf("%v: %s, %s", tc.err, problem.Name, problem.Effect.Key)
		}
		if sentences["problem."+tc.name+".title"] == "" || tc.effect != "" && sentences[tc.effect] == "" {
			t.Errorf("%s or %s has no words", tc.name, tc.effect)
		}
	}
}
