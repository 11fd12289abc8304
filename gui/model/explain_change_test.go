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
	}{
		{&provision.ConflictError{Err: api("UpdateConnection", client.KindConflict)}, "conflict", "problem.nothingChanged"},
		{&provision.ChangeUnknownError{Err: api("UpdateConnection", client.KindInterrupted)}, "changeLost", ""},
		{&provision.NotChangedError{Err: api("UpdateConnection", client.KindInterrupted)}, "changeNotMade", "problem.nothingChanged"},
		{&provision.NotChangedError{Deleting: true, Err: api("DeleteConnection", client.KindInterrupted)}, "changeNotMade", "problem.nothingDeleted"},
		{&provision.ChangeNotRecordedError{Err: history.ErrNotWritable}, "changeNotRecorded", ""},
		{&provision.NotReadyError{}, "notReady", ""},
		{api("UpdateConnection", client.KindForbidden), "forbidden", "problem.nothingChanged"},
		{api("DeleteConnection", client.KindForbidden), "forbidden", "problem.nothingDeleted"},
		{api("DeleteConnection", client.KindUnavailable), "down", ""},
		{api("UpdateConnection", client.KindNotFound), "connectionGone", "problem.nothingChanged"},
		{api("Connection", client.KindForbidden), "forbidden", ""},
	} {
		got := model.Explain(c.err)
		if got.Name != c.name || got.Effect.Key != c.effect {
			t.Errorf("%v: %q, %q", c.err, got.Name, got.Effect.Key)
		}
	}
}
