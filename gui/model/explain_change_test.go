package model_test

import (
	"testing"

	"mooring/client"
	"mooring/client/history"
	"mooring/client/provision"
	"mooring/gui/model"
)

func TestChangesInWords(t *testing.T) {
	api := func(op string, kind client.Kind) error { return &client.APIError{Op: op, Kind: kind, Status: 403} }
	for _, c := range []struct {
		err          error
		name, effect string
		retry        bool
	}{
		{&provision.ConflictError{Err: api("UpdateConnection", client.KindConflict)}, "conflict", "problem.nothingChanged", false},
		{&provision.ChangeUnknownError{Err: api("UpdateConnection", client.KindInterrupted)}, "changeLost", "", false},
		{&provision.NotChangedError{Err: api("UpdateConnection", client.KindInterrupted)}, "changeNotMade", "problem.nothingChanged", true},
		{&provision.NotChangedError{Deleting: true, Err: api("DeleteConnection", client.KindInterrupted)}, "changeNotMade", "problem.nothingDeleted", true},
		{&provision.ChangeNotRecordedError{Err: history.ErrNotWritable}, "changeNotRecorded", "", false},
		{&provision.NotReadyError{}, "notReady", "", true},
		{api("UpdateConnection", client.KindForbidden), "forbidden", "problem.nothingChanged", false},
		{api("DeleteConnection", client.KindForbidden), "forbidden", "problem.nothingDeleted", false},
		{api("DeleteConnection", client.KindUnavailable), "down", "", true},
		{api("UpdateConnection", client.KindNotFound), "connectionGone", "problem.nothingChanged", false},
		{api("Connection", client.KindForbidden), "forbidden", "", false},
	} {
		got := model.Explain(c.err)
		if got.Name != c.name || got.Effect.Key != c.effect || got.Retry != c.retry {
			t.Errorf("%v: %q, %q, retry %v", c.err, got.Name, got.Effect.Key, got.Retry)
		}
	}
}
