package provision_test

import (
	"bytes"
	"errors"
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"mooring/client"
	"mooring/client/history"
	"mooring/client/practice"
	"mooring/client/provision"
)

type faultTest struct {
	name   string
	faults []practice.Fault
	key    string        // access key id; one that works if empty
	place  history.Place // the practice place if empty
	state  history.State // empty: nothing is written
	kind   client.Kind   // of the error; KindUnknown for none
	posts  int           // requests to create; -1: whatever
	tested history.TestResult
}

func create(f practice.Fault) []practice.Fault {
	f.Op = practice.OpCreate
	return []practice.Fault{f}
}

func on(op practice.Op, f practice.Fault) []practice.Fault {
	f.Op = op
	return []practice.Fault{f}
}

var (
	withoutRight   = history.Place{Practice: true, OrgID: practice.OrgWithoutRight, Sandbox: practice.SandboxDevelopment}
	withoutProfile = history.Place{Practice: true, OrgID: practice.OrgWithoutProfile, Sandbox: practice.SandboxDevelopment}
)

var faultTests = []faultTest{
	{name: "none", state: history.Created, posts: 1, tested: history.Working},

	// Refused: nothing was created.
	{name: "400", faults: create(practice.Fault{Status: 400}), state: history.Failed, kind: client.KindRejected, posts: 1},
	{name: "401 once", faults: create(practice.Fault{Status: 401, Times: 1}), state: history.Created, posts: 2, tested: history.Working},
	{name: "401", faults: create(practice.Fault{Status: 401}), state: history.Failed, kind: client.KindUnauthorized, posts: 2},
	{name: "403", faults: create(practice.Fault{Status: 403}), state: history.Failed, kind: client.KindForbidden, posts: 1},
	{name: "404", faults: create(practice.Fault{Status: 404}), state: history.Failed, kind: client.KindNotFound, posts: 1},
	{name: "412", faults: create(practice.Fault{Status: 412}), state: history.Failed, kind: client.KindConflict, posts: 1},
	{name: "429 once", faults: create(practice.Fault{Status: 429, Times: 1, RetryAfter: "3"}), state: history.Created, posts: 2, tested: history.Working},
	{name: "429", faults: create(practice.Fault{Status: 429}), state: history.Failed, kind: client.KindRateLimited, posts: 4},
	{name: "429 for an hour", faults: create(practice.Fault{Status: 429, RetryAfter: "3600"}), state: history.Failed, kind: client.KindRateLimited, posts: 1},
	{name: "400 in HTML", faults: create(practice.Fault{Status: 400, Body: practice.HTMLPage, ContentType: practice.HTMLType}), state: history.Failed, kind: client.KindRejected, posts: 1},

	// Perhaps created, found out afterwards.
	{name: "500 undone", faults: create(practice.Fault{Status: 500}), state: history.Failed, kind: client.KindUnavailable, posts: 1},
	{name: "500 done", faults: create(practice.Fault{Status: 500, Commit: true}), state: history.Created, posts: 1, tested: history.Working},
	{name: "503 undone", faults: create(practice.Fault{Status: 503, RetryAfter: "5"}), state: history.Failed, kind: client.KindUnavailable, posts: 1},
	{name: "504 done", faults: create(practice.Fault{Status: 504, Commit: true}), state: history.Created, posts: 1, tested: history.Working},
	{name: "408 undone", faults: create(practice.Fault{Status: 408}), state: history.Failed, kind: client.KindInterrupted, posts: 1},
	{name: "HTML undone", faults: create(practice.Fault{Body: practice.HTMLPage, ContentType: practice.HTMLType}), state: history.Failed, kind: client.KindNotPlatform, posts: 1},
	{name: "HTML as 201, done", faults: create(practice.Fault{Status: 201, Body: practice.HTMLPage, ContentType: practice.HTMLType, Commit: true}), state: history.Created, posts: 1, tested: history.Working},
	{name: "200 done", faults: create(practice.Fault{Body: []byte(`{"id":"x","etag":"y"}`), Commit: true}), state: history.Created, posts: 1, tested: history.Working},
	{name: "no id, done", faults: create(practice.Fault{Status: 201, Body: []byte(`{"etag":"y"}`), Commit: true}), state: history.Created, posts: 1, tested: history.Working},
	{name: "no id, undone", faults: create(practice.Fault{Status: 201, Body: []byte(`{"id":""}`)}), state: history.Failed, kind: client.KindNotPlatform, posts: 1},
	{name: "empty, done", faults: create(practice.Fault{Status: 201, Body: []byte{}, Commit: true}), state: history.Created, posts: 1, tested: history.Working},
	{name: "half the JSON, done", faults: create(practice.Fault{Status: 201, Body: []byte(`{"id":"4cb0`), Commit: true}), state: history.Created, posts: 1, tested: history.Working},
	{name: "huge, done", faults: create(practice.Fault{Status: 201, Body: bytes.Repeat([]byte(" "), 17<<20), Commit: true}), state: history.Created, posts: 1, tested: history.Working},
	{name: "redirect undone", faults: create(practice.Fault{Status: 307, Header: http.Header{"Location": {"/elsewhere"}}}), state: history.Failed, kind: client.KindNotPlatform, posts: 1},
	{name: "dropped undone", faults: create(practice.Fault{Drop: practice.DropBeforeCommit}), state: history.Failed, kind: client.KindInterrupted, posts: 1},
	{name: "dropped done", faults: create(practice.Fault{Drop: practice.DropAfterCommit}), state: history.Created, posts: 1, tested: history.Working},
	{name: "dropped amid the answer", faults: create(practice.Fault{Drop: practice.DropMidBody}), state: history.Created, posts: 1, tested: history.Working},
	{name: "too slow, undone", faults: create(practice.Fault{Delay: 80 * time.Second}), state: history.Failed, kind: client.KindInterrupted, posts: 1},
	{name: "too slow, done", faults: create(practice.Fault{AnswerDelay: 80 * time.Second}), state: history.Created, posts: 1, tested: history.Working},
	{name: "slow", faults: create(practice.Fault{AnswerDelay: 70 * time.Second}), state: history.Created, posts: 1, tested: history.Working},

	// Trouble before the request: nothing is written.
	{name: "sign-in refused", faults: on(practice.OpToken, practice.Fault{Status: 400}), kind: client.KindUnauthorized},
	{name: "sign-in down", faults: on(practice.OpToken, practice.Fault{Status: 500}), kind: client.KindUnavailable},
	{name: "sandboxes down", faults: on(practice.OpSandboxes, practice.Fault{Status: 503}), state: history.Created, posts: 1, tested: history.Working},
	{name: "sandboxes forbidden", faults: on(practice.OpSandboxes, practice.Fault{Status: 403}), state: history.Created, posts: 1, tested: history.Working},
	{name: "sandboxes in HTML", faults: on(practice.OpSandboxes, practice.Fault{Body: practice.HTMLPage, ContentType: practice.HTMLType}), kind: client.KindNotPlatform},
	{name: "list forbidden", faults: on(practice.OpList, practice.Fault{Status: 403}), kind: client.KindForbidden},
	{name: "list dropped", faults: on(practice.OpList, practice.Fault{Drop: practice.DropMidBody}), kind: client.KindInterrupted},
	{name: "list dropped once", faults: on(practice.OpList, practice.Fault{Drop: practice.DropMidBody, Times: 1}), state: history.Created, posts: 1, tested: history.Working},

	// Trouble afterwards: the connection stays.
	{name: "test down", faults: on(practice.OpTest, practice.Fault{Status: 500}), state: history.Created, posts: 1},
	{name: "test dropped", faults: on(practice.OpTest, practice.Fault{Drop: practice.DropAfterCommit}), state: history.Created, posts: 1},
	{name: "test in HTML", faults: on(practice.OpTest, practice.Fault{Body: practice.HTMLPage, ContentType: practice.HTMLType}), state: history.Created, posts: 1},

	// Trouble upon trouble.
	{
		name:   "dropped done, look-up down for a while",
		faults: append(create(practice.Fault{Drop: practice.DropAfterCommit}), practice.Fault{Op: practice.OpList, Times: 1}, practice.Fault{Op: practice.OpList, Status: 503, Times: 7}),
		state:  history.Created, posts: 1, tested: history.Working,
	},
	{
		name:   "dropped done, no look at the connection",
		faults: append(create(practice.Fault{Drop: practice.DropAfterCommit}), practice.Fault{Op: practice.OpGet, Status: 500}),
		state:  history.Created, posts: 1, tested: history.Working,
	},
	{
		name:   "dropped done, look-up down",
		faults: append(create(practice.Fault{Drop: practice.DropAfterCommit}), practice.Fault{Op: practice.OpList, Times: 1}, practice.Fault{Op: practice.OpList, Status: 503}),
		state:  history.Unknown, kind: client.KindUnavailable, posts: 1,
	},
	{
		name:   "dropped done, look-up refused",
		faults: append(create(practice.Fault{Drop: practice.DropAfterCommit}), practice.Fault{Op: practice.OpList, Times: 1}, practice.Fault{Op: practice.OpList, Status: 403}),
		state:  history.Unknown, kind: client.KindForbidden, posts: 1,
	},

	// The documented inputs.
	{name: "keys refused", key: practice.AccessKeyRefused, state: history.Created, posts: 1, tested: history.Refused},
	{name: "no permission", key: practice.AccessKeyNoPermission, state: history.Created, posts: 1, tested: history.Refused},
	{name: "slow key", key: practice.AccessKeySlow, state: history.Created, posts: 1, tested: history.Working},
	{name: "lost answer", key: practice.AccessKeyLostAnswer, state: history.Created, posts: 1, tested: history.Working},
	{name: "too many requests", key: practice.AccessKeyThrottled, state: history.Created, posts: 3, tested: history.Working},
	{name: "organization without the right", place: withoutRight, state: history.Failed, kind: client.KindForbidden, posts: 1},
	{name: "organization without profile", place: withoutProfile, kind: client.KindForbidden},
}

// TestFaults is every way in which the practice Platform misbehaves, against
// the real client, sign-in and register.
func TestFaults(t *testing.T) {
	for _, tt := range faultTests {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) { testFault(t, tt) })
		})
	}
}

func testFault(t *testing.T, tt faultTest) {
	if tt.place.OrgID == "" {
		tt.place = practicePlace
	}
	if tt.key == "" {
		tt.key = practice.AccessKeyWorks
	}
	w, end := newWorld(t, tt.place)
	defer end()
	w.platform.Misbehave(tt.faults...)
	req := practiceRequest("S3 connection", tt.key)
	req.Place = tt.place
	began := time.Now()
	result, err := w.service.Create(t.Context(), w.client, w.tokens, req, nil)
	took := time.Since(began)

	if kind := client.KindOf(err); kind != tt.kind || (err == nil) != (tt.kind == client.KindUnknown) {
		t.Errorf("error of kind %v, want %v: %v", kind, tt.kind, err)
	}
	if took > 5*time.Minute {
		t.Errorf("took %v", took)
	}
	entry := agree(t, w.register, w.platform, "S3 connection", tt.state != history.Unknown)
	if entry.State != tt.state || entry.Test != tt.tested || result.Entry.State != tt.state || result.Entry.AttemptID != entry.AttemptID {
		t.Errorf("recorded %s, test %q; result %+v; want %s, %q", entry.State, entry.Test, result.Entry, tt.state, tt.tested)
	}
	posts := 0
	for _, r := range w.platform.Requests() {
		if r.Op == practice.OpCreate {
			posts++
		}
	}
	if posts != tt.posts {
		t.Errorf("%d requests to create, want %d", posts, tt.posts)
	}
	w.platform.Behave()
	afterwards(t, w, tt, req, entry)
	noSecrets(t, w.dir)
}

// afterwards is what the user does next: find out, or try again.
func afterwards(t *testing.T, w *world, tt faultTest, req provision.Request, entry history.Entry) {
	switch tt.state {
	case history.Unknown:
		var twin *provision.TwinError
		if _, err := w.service.Create(t.Context(), w.client, w.tokens, req, nil); !errors.As(err, &twin) || !twin.Twins[0].Unsettled {
			t.Errorf("create while unknown: %v", err)
		}
		result, err := w.service.Reconcile(t.Context(), w.client, entry.AttemptID)
		if err != nil || result.Entry.State != history.Created {
			t.Errorf("reconcile: %v, %+v", err, result.Entry)
		}
		agree(t, w.register, w.platform, "S3 connection", true)
	case history.Created:
		var twin *provision.TwinError
		if _, err := w.service.Create(t.Context(), w.client, w.tokens, req, nil); !errors.As(err, &twin) {
			t.Errorf("create again: %v", err)
		}
		result, err := w.service.Test(t.Context(), w.client, entry.AttemptID)
		if err != nil && !provision.ByStore(err) || result == history.NotTested {
			t.Errorf("test again: %v", err)
		}
		agree(t, w.register, w.platform, "S3 connection", true)
	default:
		if tt.place != practicePlace {
			return
		}
		if _, err := w.service.Create(t.Context(), w.client, w.tokens, req, nil); err != nil {
			t.Errorf("try again: %v", err)
		}
		held, err := w.platform.Connections(t.Context())
		if err != nil || len(held) != 1 {
			t.Errorf("after trying again: %d connections, %v", len(held), err)
		}
	}
}
