package provision_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"mooring/client"
	"mooring/client/history"
	"mooring/client/practice"
	"mooring/client/provision"
)

// refusal is an answer of Flow Service with one of its codes.
func refusal(status int, code string) practice.Fault {
	text := "Refused with " + code + "."
	body, err := json.Marshal(map[string]any{
		"type": "https://ns.adobe.com/aep/errors/FLOW-" + code, "title": "Refused", "status": status,
		"report":       map[string]string{"detailed-message": text, "request-id": "request-1"},
		"errorMessage": text, "errorDetails": text,
	})
	if err != nil {
		body = nil
	}
	return practice.Fault{Status: status, Body: body}
}

// agreeOnAll checks that the register and Platform say the same of every
// connection of the practice place, and that no connection has two entries.
func agreeOnAll(t *testing.T, register *history.Register, platform *practice.Platform) {
	t.Helper()
	entries, err := entriesOf(t.Context(), register, history.Query{Practice: true})
	if err != nil {
		t.Fatal(err)
	}
	all, err := platform.Connections(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	held := map[client.ConnectionID]practice.Connection{}
	for _, c := range all {
		if c.OrgID == practicePlace.OrgID && c.Sandbox == practicePlace.Sandbox {
			held[client.ConnectionID(c.ID)] = c
		}
	}
	seen := map[client.ConnectionID]bool{}
	for _, e := range entries {
		if e.ConnectionID == "" {
			continue
		}
		c, there := held[e.ConnectionID]
		if seen[e.ConnectionID] {
			t.Errorf("two entries of %s", e.ConnectionID)
		}
		seen[e.ConnectionID] = true
		switch {
		case there != (e.State == history.Created):
			t.Errorf("%s (%s) is %s, Platform holds it: %v", e.Name, e.ConnectionID, e.State, there)
		case there && (e.Name != c.Name || string(e.ETag) != c.ETag || e.Bucket != c.Bucket || e.Description != c.Description || e.FolderPath != c.FolderPath):
			t.Errorf("the register says %q %s %q, Platform %q %s %q", e.Name, e.ETag, e.Bucket, c.Name, c.ETag, c.Bucket)
		}
	}
}

// trailOf tells the kinds of the events of an entry, oldest first.
func trailOf(t *testing.T, register *history.Register, attemptID string) []history.EventKind {
	t.Helper()
	events, err := register.Journal.Events(t.Context(), attemptID)
	if err != nil {
		t.Fatal(err)
	}
	trail := make([]history.EventKind, 0, len(events))
	for _, ev := range slices.Backward(events) {
		trail = append(trail, ev.Kind)
	}
	return trail
}

// made creates one connection.
func (w *world) made(t *testing.T, name, key string) history.Entry {
	t.Helper()
	result, err := w.service.Create(t.Context(), w.client, w.tokens, practiceRequest(name, key), nil)
	if err != nil {
		t.Fatal(err)
	}
	return result.Entry
}

func requestsOf(platform *practice.Platform, op practice.Op) int {
	n := 0
	for _, r := range platform.Requests() {
		if r.Op == op {
			n++
		}
	}
	return n
}

type change struct {
	name   string
	faults []practice.Fault // their Op is that of the change unless they have one
	// kind and typed are of the error: typed is the name of its type beside
	// *client.APIError.
	kind  client.Kind
	typed string
	done  bool // on Platform
	sent  int  // 1 if 0
}

// lostChanges are what may become of a request that changes something, whatever
// it is.
func lostChanges(success int) []change {
	html := func(f practice.Fault) practice.Fault {
		f.Body, f.ContentType = practice.HTMLPage, practice.HTMLType
		return f
	}
	one := func(f practice.Fault) []practice.Fault { return []practice.Fault{f} }
	noGet := practice.Fault{Op: practice.OpGet, Status: 503}
	return []change{
		{name: "none", done: true},
		{name: "400", faults: one(practice.Fault{Status: 400}), kind: client.KindRejected},
		{name: "401 once", faults: one(practice.Fault{Status: 401, Times: 1}), done: true, sent: 2},
		{name: "401", faults: one(practice.Fault{Status: 401}), kind: client.KindUnauthorized, sent: 2},
		{name: "429 once", faults: one(practice.Fault{Status: 429, Times: 1, RetryAfter: "3"}), done: true, sent: 2},
		{name: "429", faults: one(practice.Fault{Status: 429}), kind: client.KindRateLimited, sent: 4},
		{name: "1416", faults: one(refusal(400, "1416-400")), kind: client.KindRejected},
		{name: "1417", faults: one(refusal(400, "1417-400")), kind: client.KindRejected},
		{name: "1439 although it is there", faults: one(refusal(404, "1439-404")), kind: client.KindNotFound},
		{name: "2101", faults: one(refusal(404, "2101-404")), kind: client.KindNotFound},
		{name: "2118", faults: one(refusal(403, "2118-403")), kind: client.KindForbidden},
		{name: "2120", faults: one(refusal(403, "2120-403")), kind: client.KindForbidden},

		{name: "500 undone", faults: one(practice.Fault{Status: 500}), kind: client.KindUnavailable, typed: "undone"},
		{name: "500 done", faults: one(practice.Fault{Status: 500, Commit: true}), done: true},
		{name: "503 undone", faults: one(practice.Fault{Status: 503, RetryAfter: "5"}), kind: client.KindUnavailable, typed: "undone"},
		{name: "504 done", faults: one(practice.Fault{Status: 504, Commit: true}), done: true},
		{name: "HTML undone", faults: one(html(practice.Fault{})), kind: client.KindNotPlatform, typed: "undone"},
		{name: "HTML done", faults: one(html(practice.Fault{Status: success, Commit: true})), done: true},
		{name: "redirect", faults: one(practice.Fault{Status: 307, Header: http.Header{"Location": {"/elsewhere"}}}), kind: client.KindNotPlatform, typed: "undone"},
		{name: "dropped undone", faults: one(practice.Fault{Drop: practice.DropBeforeCommit}), kind: client.KindInterrupted, typed: "undone"},
		{name: "dropped done", faults: one(practice.Fault{Drop: practice.DropAfterCommit}), done: true},
		{name: "too slow, undone", faults: one(practice.Fault{Delay: 80 * time.Second}), kind: client.KindInterrupted, typed: "undone"},
		{name: "too slow, done", faults: one(practice.Fault{AnswerDelay: 80 * time.Second}), done: true},
		{name: "dropped done, cannot be asked", faults: []practice.Fault{{Drop: practice.DropAfterCommit}, noGet}, kind: client.KindUnavailable, typed: "unknown", done: true},
		{name: "dropped undone, cannot be asked", faults: []practice.Fault{{Drop: practice.DropBeforeCommit}, noGet}, kind: client.KindUnavailable, typed: "unknown"},
		{name: "dropped done, may not be asked", faults: []practice.Fault{{Drop: practice.DropAfterCommit}, {Op: practice.OpGet, Status: 403}}, kind: client.KindForbidden, typed: "unknown", done: true},
		{name: "dropped done, sandbox not found", faults: append(one(practice.Fault{Drop: practice.DropAfterCommit}), on(practice.OpGet, refusal(404, "2101-404"))...), kind: client.KindNotFound, typed: "unknown", done: true},
	}
}

// typeOf names the type of an error of a change.
func typeOf(err error) string {
	var undone *provision.NotChangedError
	var unknown *provision.ChangeUnknownError
	var conflict *provision.ConflictError
	switch {
	case errors.As(err, &undone):
		return "undone"
	case errors.As(err, &unknown):
		return "unknown"
	case errors.As(err, &conflict):
		return "conflict"
	}
	return ""
}

func (tt change) judge(t *testing.T, w *world, op practice.Op, err error) {
	t.Helper()
	if kind := client.KindOf(err); kind != tt.kind || (err == nil) != (tt.kind == client.KindUnknown) || typeOf(err) != tt.typed {
		t.Errorf("error of kind %v and type %q, want %v and %q: %v", kind, typeOf(err), tt.kind, tt.typed, err)
	}
	if n := requestsOf(w.platform, op); n != max(tt.sent, 1) {
		t.Errorf("%d requests, want %d", n, max(tt.sent, 1))
	}
}

func (tt change) misbehave(w *world, op practice.Op) {
	for _, f := range tt.faults {
		if f.Op == "" {
			f.Op = op
		}
		w.platform.Misbehave(f)
	}
}

// TestChangeFaults is every way in which a change can go wrong, against the real
// client and register.
func TestChangeFaults(t *testing.T) {
	tests := append(lostChanges(http.StatusOK),
		change{name: "1403", faults: []practice.Fault{refusal(400, "1403-400")}, kind: client.KindRejected},
		change{name: "1414", faults: []practice.Fault{refusal(400, "1414-400")}, kind: client.KindRejected},
		change{name: "1404", faults: []practice.Fault{{Status: 412}}, kind: client.KindConflict, typed: "conflict"},
		change{name: "dropped amid the answer", faults: []practice.Fault{{Drop: practice.DropMidBody}}, done: true},
		change{name: "half the JSON, done", faults: []practice.Fault{{Status: 200, Body: []byte(`{"id":"4cb0`), Commit: true}}, done: true},
		change{name: "of another, undone", faults: []practice.Fault{{Status: 200, Body: []byte(`{"id":"4cb0","etag":"x"}`)}}, kind: client.KindNotPlatform, typed: "undone"},
	)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w, end := newWorld(t, practicePlace)
				defer end()
				entry := w.made(t, "S3", practice.AccessKeyWorks)
				tt.misbehave(w, practice.OpPatch)
				renamed := client.Change{Name: new("S3 renamed"), Description: new("")}
				result, err := w.service.Update(t.Context(), w.client, entry.AttemptID, entry.ETag, renamed)
				tt.judge(t, w, practice.OpPatch, err)
				if tt.typed != "unknown" {
					agreeOnAll(t, w.register, w.platform)
				}
				if done := result.Entry.Name == "S3 renamed"; tt.typed != "unknown" && done != tt.done {
					t.Errorf("the result is %q", result.Entry.Name)
				}
				w.platform.Behave()
				trail := trailOf(t, w.register, entry.AttemptID)
				afterChange(t, w, tt, entry, trail[len(trail)-1])
				noSecrets(t, w.dir)
			})
		})
	}
}

// afterChange is what comes next: what is not known is found out, and what was
// not done is done.
func afterChange(t *testing.T, w *world, tt change, entry history.Entry, last history.EventKind) {
	t.Helper()
	want := history.EventUpdateFailed
	if tt.done {
		want = history.EventUpdated
	}
	if tt.typed == "unknown" {
		if last != history.EventUpdateUnknown {
			t.Errorf("the trail ends with %s", last)
		}
		time.Sleep(5 * time.Minute) //nolint:forbidigo // in a bubble, where it takes no time
		if _, err := w.service.Refresh(t.Context(), w.client, practicePlace, history.Source{}, nil); err != nil {
			t.Error(err)
		}
		if _, _, err := w.service.Read(t.Context(), w.client, entry.AttemptID); err != nil {
			t.Error(err)
		}
		trail := trailOf(t, w.register, entry.AttemptID)
		last = trail[len(trail)-1]
	}
	if last != want {
		t.Errorf("the trail ends with %s, want %s", last, want)
	}
	agreeOnAll(t, w.register, w.platform)
	now, err := w.register.Journal.Get(t.Context(), entry.AttemptID)
	if err != nil {
		t.Fatal(err)
	}
	keys := practiceRequest("", practice.AccessKeyRefused).Connection.S3
	keys.Bucket = "elsewhere"
	result, err := w.service.Update(t.Context(), w.client, entry.AttemptID, now.ETag, client.Change{Name: new("S3 again"), S3: &keys})
	if err != nil || result.Test != history.Refused || result.Entry.Name != "S3 again" {
		t.Errorf("once more: %v, %+v", err, result)
	}
	agreeOnAll(t, w.register, w.platform)
}

func TestDeleteFaults(t *testing.T) {
	tests := append(lostChanges(http.StatusNoContent),
		change{name: "1418", faults: []practice.Fault{refusal(400, "1418-400")}, kind: client.KindRejected},
		change{name: "200 done", faults: []practice.Fault{{Status: 200, Body: []byte(`{}`), Commit: true}}, done: true},
	)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w, end := newWorld(t, practicePlace)
				defer end()
				entry := w.made(t, "S3", practice.AccessKeyWorks)
				tt.misbehave(w, practice.OpDelete)
				_, err := w.service.Delete(t.Context(), w.client, entry.AttemptID)
				tt.judge(t, w, practice.OpDelete, err)
				w.platform.Behave()
				if tt.typed == "unknown" {
					time.Sleep(5 * time.Minute) //nolint:forbidigo // in a bubble, where it takes no time
					if tt.done {
						_, err = w.service.Refresh(t.Context(), w.client, practicePlace, history.Source{}, nil)
					} else {
						_, _, err = w.service.Read(t.Context(), w.client, entry.AttemptID)
					}
					if err != nil {
						t.Error(err)
					}
				}
				agreeOnAll(t, w.register, w.platform)
				trail := trailOf(t, w.register, entry.AttemptID)
				want := history.EventDeleteFailed
				if tt.done {
					want = history.EventDeleted
				}
				if last := trail[len(trail)-1]; last != want {
					t.Errorf("the trail ends with %s, want %s", last, want)
				}
				now, err := w.service.Delete(t.Context(), w.client, entry.AttemptID)
				if err != nil || now.State != history.Deleted || now.Gone {
					t.Errorf("once more: %v, %+v", err, now)
				}
				agreeOnAll(t, w.register, w.platform)
			})
		})
	}
}

// TestRefreshFaults lets the list of 250 connections fail on its second page.
func TestRefreshFaults(t *testing.T) {
	tests := []struct {
		name  string
		fault practice.Fault
		kind  client.Kind
	}{
		{"401 once", practice.Fault{Status: 401, Times: 1}, client.KindUnknown},
		{"401", practice.Fault{Status: 401}, client.KindUnauthorized},
		{"403", refusal(403, "2120-403"), client.KindForbidden},
		{"sandbox not found", refusal(404, "2101-404"), client.KindNotFound},
		{"not found", refusal(404, "1439-404"), client.KindNotFound},
		{"429 once", practice.Fault{Status: 429, Times: 1}, client.KindUnknown},
		{"429", practice.Fault{Status: 429}, client.KindRateLimited},
		{"500 once", practice.Fault{Status: 500, Times: 1}, client.KindUnknown},
		{"500", practice.Fault{Status: 500}, client.KindUnavailable},
		{"dropped once", practice.Fault{Drop: practice.DropMidBody, Times: 1}, client.KindUnknown},
		{"dropped", practice.Fault{Drop: practice.DropMidBody}, client.KindInterrupted},
		{"HTML", practice.Fault{Body: practice.HTMLPage, ContentType: practice.HTMLType}, client.KindNotPlatform},
		{"no items", practice.Fault{Body: []byte(`{}`)}, client.KindNotPlatform},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w, end := newWorld(t, practicePlace)
				defer end()
				const n = 120
				for i := range n {
					if _, err := w.client.CreateConnection(t.Context(), practiceRequest(fmt.Sprintf("S3 %d", i), keyOf(fmt.Sprintf("#%d", i))).Connection); err != nil {
						t.Fatal(err)
					}
				}
				// A connection that is not there any more may not be taken for gone
				// unless the whole list says so.
				entry := w.made(t, "S3 gone", practice.AccessKeyWorks)
				if err := w.client.DeleteConnection(t.Context(), entry.ConnectionID); err != nil {
					t.Fatal(err)
				}
				time.Sleep(time.Hour) //nolint:forbidigo // in a bubble, where it takes no time
				tt.fault.Op = practice.OpList
				w.platform.Misbehave(practice.Fault{Op: practice.OpList, Times: 1}, tt.fault)
				got, err := w.service.Refresh(t.Context(), w.client, practicePlace, history.Source{AccountID: "practice", APIKey: practice.APIKey}, nil)
				if client.KindOf(err) != tt.kind || (err == nil) != (tt.kind == client.KindUnknown) {
					t.Fatalf("error of kind %v, want %v: %v", client.KindOf(err), tt.kind, err)
				}
				want := provision.Refreshed{Found: n, Added: n, Gone: 1}
				if err != nil {
					want = provision.Refreshed{Found: 100, Added: 100}
					if now, err := w.register.Journal.Get(t.Context(), entry.AttemptID); err != nil || now.State != history.Created {
						t.Errorf("after half a list it is %s, %v", now.State, err)
					}
					w.platform.Behave()
				}
				if diff := cmp.Diff(want, got); diff != "" {
					t.Errorf("(-want +got):\n%s", diff)
				}
				if _, err := w.service.Refresh(t.Context(), w.client, practicePlace, history.Source{}, nil); err != nil {
					t.Error(err)
				}
				agreeOnAll(t, w.register, w.platform)
				if list, err := w.register.Entries.List(t.Context(), history.Query{Practice: true}); err != nil || list.All != n+1 {
					t.Errorf("%d entries, %v", list.All, err)
				}
			})
		})
	}
}

func TestTestAllFaults(t *testing.T) {
	tests := []struct {
		name   string
		fault  practice.Fault
		kind   client.Kind
		worked int
	}{
		{name: "none", fault: practice.Fault{Times: 1}, worked: 6},
		{name: "401 once", fault: practice.Fault{Status: 401, Times: 1}, worked: 6},
		{name: "403", fault: refusal(403, "2118-403"), kind: client.KindForbidden},
		{name: "sandbox not found", fault: refusal(404, "2101-404"), kind: client.KindNotFound},
		{name: "not found, though it is there", fault: refusal(404, "1439-404"), kind: client.KindNotFound},
		{name: "429 for a while", fault: practice.Fault{Status: 429, Times: 20}, worked: 6},
		{name: "429 for an hour", fault: practice.Fault{Status: 429, RetryAfter: "3600"}, kind: client.KindRateLimited},
		{name: "500", fault: practice.Fault{Status: 500}, kind: client.KindUnavailable},
		{name: "dropped", fault: practice.Fault{Drop: practice.DropAfterCommit}, kind: client.KindInterrupted},
		{name: "HTML", fault: practice.Fault{Body: practice.HTMLPage, ContentType: practice.HTMLType}, kind: client.KindNotPlatform},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w, end := newWorld(t, practicePlace)
				defer end()
				var ids []string
				for i := range 6 {
					ids = append(ids, w.made(t, fmt.Sprintf("S3 %d", i), keyOf(fmt.Sprintf("#%d", i))).AttemptID)
				}
				tt.fault.Op = practice.OpTest
				w.platform.Misbehave(tt.fault)
				worked, failed := 0, 0
				err := w.service.TestAll(t.Context(), ids,
					func(history.Entry) (provision.Platform, error) { return w.client, nil },
					func(e history.Entry, err error) {
						switch {
						case err == nil && e.Test == history.Working:
							worked++
						case client.KindOf(err) == tt.kind:
							failed++
						}
					})
				if err != nil || worked != tt.worked || worked+failed != 6 {
					t.Errorf("%v; %d worked, %d failed", err, worked, failed)
				}
				// The result of the test at creation stands.
				for _, id := range ids {
					if e, err := w.register.Journal.Get(t.Context(), id); err != nil || e.Test != history.Working {
						t.Errorf("%s: test %q, %v", e.Name, e.Test, err)
					}
				}
				agreeOnAll(t, w.register, w.platform)
			})
		})
	}
}
