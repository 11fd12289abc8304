package provision_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"testing"
	"testing/synctest"
	"time"

	"mooring/client"
	"mooring/client/history"
	"mooring/client/practice"
	"mooring/client/provision"
)

// TestTwoAdmins lets two people with a register each work on the same
// connections, in an order that is different each time. Whoever writes over
// what the other has done must have seen it.
func TestTwoAdmins(t *testing.T) {
	const seeds, moves = 5, 60
	for seed := range uint64(seeds) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) { twoAdmins(t, rand.New(rand.NewPCG(seed, 1)), moves) }) //nolint:gosec // G404: a test that can be repeated
		})
	}
}

type admin struct {
	register *history.Register
	service  *provision.Service
}

func twoAdmins(t *testing.T, rnd *rand.Rand, moves int) {
	w, end := newWorld(t, practicePlace)
	defer end()
	other := openRegister(t, filepath.Join(w.dir, "..", "other"))
	defer func() { _ = other.Close() }()
	admins := []admin{
		{w.register, w.service},
		{other, provision.New(other.Journal, provision.Options{})},
	}
	for i := range 3 {
		w.made(t, fmt.Sprintf("S3 %d", i), keyOf(fmt.Sprintf("#%d", i)))
	}
	var updates, conflicts, deletions int
	for move := range moves {
		time.Sleep(time.Minute) //nolint:forbidigo // in a bubble, where it takes no time
		who := admins[rnd.IntN(2)]
		entries, err := entriesOf(t.Context(), who.register, history.Query{Practice: true})
		if err != nil {
			t.Fatal(err)
		}
		if len(entries) == 0 || rnd.IntN(6) == 0 {
			if _, err := who.service.Refresh(t.Context(), w.client, practicePlace, history.Source{}, nil); err != nil {
				t.Fatal(err)
			}
			continue
		}
		e := entries[rnd.IntN(len(entries))]
		if e.State != history.Created {
			continue
		}
		if rnd.IntN(25) == 0 {
			if _, err := who.service.Delete(t.Context(), w.client, e.AttemptID); err != nil {
				t.Fatal(err)
			}
			deletions++
			continue
		}
		before, there := held(t, w.platform, e.ConnectionID)
		name := fmt.Sprintf("by move %d", move)
		result, err := who.service.Update(t.Context(), w.client, e.AttemptID, e.ETag, client.Change{Name: &name})
		after, _ := held(t, w.platform, e.ConnectionID)
		var conflict *provision.ConflictError
		switch {
		case err == nil:
			updates++
			if string(e.ETag) != before.ETag || e.Name != before.Name {
				t.Errorf("move %d: wrote over %q (%s), having seen %q (%s)", move, before.Name, before.ETag, e.Name, e.ETag)
			}
			if result.Entry.Name != name || after.Name != name || string(result.Entry.ETag) != after.ETag {
				t.Errorf("move %d: recorded %q, Platform holds %q", move, result.Entry.Name, after.Name)
			}
		case errors.As(err, &conflict):
			conflicts++
			if after != before {
				t.Errorf("move %d: changed all the same: %+v", move, after)
			}
			if string(conflict.Current.ETag) != before.ETag || conflict.Current.Name != before.Name || string(result.Entry.ETag) != before.ETag {
				t.Errorf("move %d: the conflict tells of %+v", move, conflict)
			}
			if rnd.IntN(2) == 0 { // knowingly
				if _, err := who.service.Update(t.Context(), w.client, e.AttemptID, conflict.Current.ETag, client.Change{Name: &name}); err != nil {
					t.Errorf("move %d: once more: %v", move, err)
				}
			}
		case there || client.KindOf(err) != client.KindNotFound || result.Entry.State != history.Deleted:
			t.Errorf("move %d: %v", move, err)
		}
	}
	if updates == 0 || conflicts == 0 {
		t.Errorf("%d updates, %d conflicts, %d deletions: the two did not meet", updates, conflicts, deletions)
	}
	time.Sleep(time.Hour) //nolint:forbidigo // in a bubble, where it takes no time
	for _, a := range admins {
		if _, err := a.service.Refresh(t.Context(), w.client, practicePlace, history.Source{}, nil); err != nil {
			t.Error(err)
		}
		agreeOnAll(t, a.register, w.platform)
	}
}

func held(t *testing.T, platform *practice.Platform, id client.ConnectionID) (practice.Connection, bool) {
	t.Helper()
	all, err := platform.Connections(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range all {
		if c.ID == string(id) {
			return c, true
		}
	}
	return practice.Connection{}, false
}

// TestChangedBy holds that the audit trail says who else did it.
func TestChangedBy(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w, end := newWorld(t, practicePlace)
		defer end()
		e := w.made(t, "S3", practice.AccessKeyWorks)
		if _, err := w.client.UpdateConnection(t.Context(), e.ConnectionID, e.ETag, client.Change{Name: new("by another")}); err != nil {
			t.Fatal(err)
		}
		_, err := w.service.Update(t.Context(), w.client, e.AttemptID, e.ETag, client.Change{Name: new("mine")})
		if typeOf(err) != "conflict" {
			t.Fatal(err)
		}
		events, err := w.register.Journal.Events(t.Context(), e.AttemptID)
		if err != nil || events[0].Kind != history.EventChanged || events[0].By != practice.TechnicalAccount || events[1].Kind != history.EventUpdateFailed {
			t.Errorf("trail %+v, %v", events, err)
		}
	})
}

// TestETagRoundTrip holds that an etag of any shape comes back as it was given.
func TestETagRoundTrip(t *testing.T) {
	for name, etags := range map[string][2]string{
		"inner quotes": {`"1700d77b-0000-0200-0000-5e3b41a10000"`, `"1700d77b-0000-0200-0000-5e3b41a10001"`},
		"UUID":         {`"6d27f305-40be-41c3-97d4-a701827c34df"`, `"6d27f305-40be-41c3-97d4-a701827c34e0"`},
		"bare":         {`cc01fc2c-0000-0200`, `cc01fc2c-0000-0201`},
		"odd":          {`W/"a\"b, c"`, `"\\"`},
		"absent":       {``, `"6d27f305-40be-41c3-97d4-a701827c34df"`},
	} {
		t.Run(name, func(t *testing.T) {
			etag, given := etags[0], ""
			server := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
				_, _ = io.Copy(io.Discard, r.Body)
				rw.Header().Set("Content-Type", "application/json")
				item := map[string]any{"id": "c1", "name": "S3", "state": "enabled"}
				if etag != "" {
					item["etag"], item["version"] = etag, etag
				}
				switch r.Method {
				case http.MethodPatch:
					given, etag = r.Header.Get("If-Match"), etags[1]
					_ = json.NewEncoder(rw).Encode(map[string]string{"id": "c1", "etag": etag})
				default:
					_ = json.NewEncoder(rw).Encode(map[string]any{"items": []any{item}})
				}
			}))
			defer server.Close()
			c, err := client.New(client.Config{
				BaseURL: server.URL, APIKey: practice.APIKey, OrgID: practicePlace.OrgID, Sandbox: practicePlace.Sandbox, Tokens: staticToken{},
			})
			if err != nil {
				t.Fatal(err)
			}
			register := openRegister(t, t.TempDir())
			defer func() { _ = register.Close() }()
			service := provision.New(register.Journal, provision.Options{})
			if _, err := service.Refresh(t.Context(), c, practicePlace, history.Source{}, nil); err != nil {
				t.Fatal(err)
			}
			entries, err := entriesOf(t.Context(), register, history.Query{Practice: true})
			if err != nil || len(entries) != 1 || string(entries[0].ETag) != etags[0] {
				t.Fatalf("%+v, %v", entries, err)
			}
			e := entries[0]
			result, err := service.Update(t.Context(), c, e.AttemptID, e.ETag, client.Change{Name: new("other")})
			if etags[0] == "" {
				var notReady *provision.NotReadyError
				if !errors.As(err, &notReady) || given != "" {
					t.Fatalf("error %v, sent with %q", err, given)
				}
				etag = etags[1] // it has become ready
				if _, err = service.Update(t.Context(), c, e.AttemptID, "", client.Change{Name: new("other")}); given != etags[1] {
					t.Errorf("sent with %q, %v", given, err)
				}
				return
			}
			if err != nil || given != etags[0] || string(result.Entry.ETag) != etags[1] {
				t.Errorf("sent with %q, recorded %q, %v", given, result.Entry.ETag, err)
			}
		})
	}
}

type staticToken struct{}

func (staticToken) Token(context.Context) (string, error) { return "token", nil }
func (staticToken) Invalidate(string)                     {}
