package provision_test

import (
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"mooring/client"
	"mooring/client/history"
	"mooring/client/practice"
	"mooring/client/provision"
)

// TestElsewhere is what others do on Platform, and what Platform does by itself.
func TestElsewhere(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w, end := newWorld(t, practicePlace)
		defer end()
		elsewhere := func(what practice.Elsewhere, id client.ConnectionID) {
			t.Helper()
			time.Sleep(time.Hour) //nolint:forbidigo // in a bubble, where it takes no time
			if err := w.platform.Elsewhere(t.Context(), what, practicePlace.OrgID, practicePlace.Sandbox, string(id)); err != nil {
				t.Fatal(err)
			}
		}
		refresh := func(want provision.Refreshed) {
			t.Helper()
			got, err := w.service.Refresh(t.Context(), w.client, practicePlace, history.Source{AccountID: "practice", APIKey: practice.APIKey}, nil)
			if diff := cmp.Diff(want, got); diff != "" || err != nil {
				t.Errorf("%v (-want +got):\n%s", err, diff)
			}
			agreeOnAll(t, w.register, w.platform)
		}
		e := w.made(t, "S3", practice.AccessKeyInUse)
		elsewhere(practice.ElsewhereAdd, "")
		refresh(provision.Refreshed{Found: 4, Added: 3}) // and not the destination

		elsewhere(practice.ElsewhereChange, e.ConnectionID)
		refresh(provision.Refreshed{Found: 4, Changed: 1})
		events, err := w.register.Journal.Events(t.Context(), e.AttemptID)
		if err != nil || events[0].Kind != history.EventChanged || events[0].By == "" || events[0].By == practice.TechnicalAccount {
			t.Errorf("trail %+v, %v", events, err)
		}

		var refused *client.APIError
		if now, err := w.service.Delete(t.Context(), w.client, e.AttemptID); !errors.As(err, &refused) || refused.Code != "FLOW-1418-400" || now.State != history.Created {
			t.Errorf("in use: %v, %s", err, now.State)
		}
		elsewhere(practice.ElsewhereBusy, e.ConnectionID)
		now, _, err := w.service.Read(t.Context(), w.client, e.AttemptID)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.service.Update(t.Context(), w.client, e.AttemptID, now.ETag, client.Change{Name: new("mine")}); !errors.As(err, &refused) || refused.Code != "FLOW-1416-400" {
			t.Errorf("while Platform works on it: %v", err)
		}
		elsewhere(practice.ElsewhereDelete, e.ConnectionID)
		refresh(provision.Refreshed{Found: 3, Gone: 1})
	})
}

// TestInitializing is a connection that has no version yet.
func TestInitializing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w, end := newWorld(t, practicePlace)
		defer end()
		e := w.made(t, "S3", practice.AccessKeyInitializing)
		renamed := client.Change{Name: new("mine")}
		if now, _, err := w.service.Read(t.Context(), w.client, e.AttemptID); err != nil || now.ETag != "" {
			t.Fatalf("etag %q, %v", now.ETag, err)
		}
		var early *provision.NotReadyError
		if _, err := w.service.Update(t.Context(), w.client, e.AttemptID, "", renamed); !errors.As(err, &early) || early.State != "initializing" {
			t.Errorf("too early: %v", err)
		}
		time.Sleep(time.Hour) //nolint:forbidigo // in a bubble, where it takes no time
		result, err := w.service.Update(t.Context(), w.client, e.AttemptID, "", renamed)
		if err != nil || result.Entry.Name != "mine" || result.Entry.ETag == "" {
			t.Errorf("when it is ready: %v, %+v", err, result.Entry)
		}
		agreeOnAll(t, w.register, w.platform)
	})
}
