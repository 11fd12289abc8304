package provision_test

import (
	"errors"
	"testing"
	"testing/synctest"

	"mooring/client"
	"mooring/client/history"
	"mooring/client/practice"
	"mooring/client/provision"
)

var placeOnAWS = history.Place{Practice: true, OrgID: practice.OrgOnAWS, Sandbox: practice.SandboxDevelopment}

func roleRequest(place history.Place, bucket string) provision.Request {
	return provision.Request{
		Place: place, AccountID: "practice", APIKey: practice.APIKey,
		Connection: client.NewConnection{Name: "By role", Auth: client.AuthRole, S3: client.S3Credentials{Bucket: bucket}},
	}
}

// A connection by role is made, recorded as such, read back, tested and deleted.
func TestByRole(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w, done := newWorld(t, placeOnAWS)
		defer done()
		req := roleRequest(placeOnAWS, "acme-loyalty")
		req.Connection.S3.FolderPath = "crm/daily" // of the bucket's policy
		result, err := w.service.Create(t.Context(), w.client, w.tokens, req, nil)
		entry := result.Entry
		if err != nil || entry.State != history.Created || entry.Auth != client.AuthRole || entry.Bucket != "acme-loyalty" ||
			entry.AccessKeyHint != "" || entry.AccessKeyHash != "" || result.Test != history.Working {
			t.Fatalf("%+v, %v", result, err)
		}
		again, shown, err := w.service.Read(t.Context(), w.client, entry.AttemptID)
		if err != nil || shown.Auth != client.AuthRole || again.Auth != client.AuthRole || again.Bucket != "acme-loyalty" ||
			shown.FolderPath != "" || again.FolderPath != "crm/daily" {
			t.Errorf("read back: %+v, %v", again, err)
		}
		keys := client.S3Credentials{AccessKeyID: practice.AccessKeyWorks, SecretAccessKey: client.NewSecret(secretKey)}
		_, err = w.service.Update(t.Context(), w.client, entry.AttemptID, entry.ETag, client.Change{S3: &keys})
		if !errors.Is(err, provision.ErrNoKeys) {
			t.Errorf("other keys: %v", err)
		}
		_, err = w.service.Create(t.Context(), w.client, w.tokens, roleRequest(placeOnAWS, "acme-loyalty"), nil)
		var twin *provision.TwinError
		if !errors.As(err, &twin) {
			t.Errorf("another of the name: %v", err)
		}
		if _, err := w.service.Delete(t.Context(), w.client, entry.AttemptID); err != nil {
			t.Error(err)
		}
	})
}

// Somebody else's connection by role is found by a refresh for what it is.
func TestByRoleIsFound(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w, done := newWorld(t, placeOnAWS)
		defer done()
		if _, err := w.client.CreateConnection(t.Context(), roleRequest(placeOnAWS, "acme-loyalty").Connection); err != nil {
			t.Fatal(err)
		}
		if _, err := w.service.Refresh(t.Context(), w.client, placeOnAWS, history.Source{}, nil); err != nil {
			t.Fatal(err)
		}
		entries, err := entriesOf(t.Context(), w.register, history.Query{Practice: true})
		if err != nil || len(entries) != 1 || entries[0].Auth != client.AuthRole || entries[0].Bucket != "acme-loyalty" {
			t.Errorf("%+v, %v", entries, err)
		}
	})
}

// An attempt by role whose outcome is unknown stops the next for the same bucket, which
// could be the very one, and no other.
func TestUnsettledByRole(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w, done := newWorld(t, placeOnAWS)
		defer done()
		req := roleRequest(placeOnAWS, "acme-loyalty")
		pending := history.Entry{
			AttemptID: "open", Place: placeOnAWS, Name: req.Connection.Name, Auth: client.AuthRole, Bucket: "acme-loyalty",
		}
		if err := w.register.Journal.Begin(t.Context(), pending); err != nil {
			t.Fatal(err)
		}
		req.AllowTwin = true
		_, err := w.service.Create(t.Context(), w.client, w.tokens, req, nil)
		var twin *provision.TwinError
		if !errors.As(err, &twin) || !twin.Twins[0].Unsettled {
			t.Errorf("the same bucket: %v", err)
		}
		req.Connection.S3.Bucket = "acme-other"
		if _, err := w.service.Create(t.Context(), w.client, w.tokens, req, nil); err != nil {
			t.Errorf("another bucket: %v", err)
		}
	})
}

// An organization on Azure refuses, and nothing is created.
func TestByRoleOnAzure(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w, done := newWorld(t, practicePlace)
		defer done()
		result, err := w.service.Create(t.Context(), w.client, w.tokens, roleRequest(practicePlace, "acme-loyalty"), nil)
		var api *client.APIError
		if !errors.As(err, &api) || api.Field != "Auth" || api.Code != "FLOW-1415-400" {
			t.Errorf("%v", err)
		}
		if e := result.Entry; e.State != history.Failed || e.Auth != client.AuthRole || !client.RefusesRole(e.Problem.Code) {
			t.Errorf("%+v", e)
		}
	})
}
