package create_test

import (
	"bytes"
	"encoding/json"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"mooring/client"
	"mooring/client/history"
	"mooring/client/practice"
	"mooring/client/provision"
	"mooring/gui/model"
	"mooring/gui/model/create"
	"mooring/gui/model/modeltest"
)

// faultCase is one way in which the practice Platform misbehaves, and what the
// page and the register make of it.
type faultCase struct {
	name    string
	faults  []practice.Fault
	key     string                 // access key id; one that works if empty
	fields  map[model.Field]string // of the account
	phase   create.Phase           // what the page shows
	state   history.State          // of the entry; empty if nothing is written
	problem string                 // the words, by their name, or names to choose from with | between
	field   model.Field            // that the words point at
	retry   bool                   // it works once it is tried again
	held    int                    // connections on Platform afterwards
	step    provision.Step         // the step that is marked, and how
	mark    provision.StepState    // Waiting: all steps are done
	details []string               // what a technician finds in the details
	test    history.TestResult     // recorded
}

func creating(f practice.Fault) []practice.Fault {
	f.Op = practice.OpCreate
	return []practice.Fault{f}
}

func at(op practice.Op, faults ...practice.Fault) []practice.Fault {
	for i := range faults {
		faults[i].Op = op
	}
	return faults
}

func html(f practice.Fault) practice.Fault {
	f.Body, f.ContentType = practice.HTMLPage, practice.HTMLType
	return f
}

const good, warned, failed = provision.Waiting, provision.Warned, provision.Failed

// created is what every fault comes to that does not keep Platform from making
// the connection and Mooring from finding it.
func created(name string, faults []practice.Fault) faultCase {
	return faultCase{
		name: name, faults: faults, phase: create.Succeeded, state: history.Created, held: 1, test: history.Working,
	}
}

// refused is an answer that says that nothing was created.
func refused(name string, fault practice.Fault, problem string, field model.Field, retry bool) faultCase {
	return faultCase{
		name: name, faults: creating(fault), phase: create.Trouble, state: history.Failed, problem: problem, field: field,
		retry: retry, step: provision.StepCreate, mark: failed,
	}
}

// nothing is an answer that says nothing, of a request that came to nothing.
func nothing(name string, fault practice.Fault) faultCase {
	return refused(name, fault, "notCreated", model.FieldNone, true)
}

// before is trouble before the request: nothing is written and nothing sent.
func before(name string, faults []practice.Fault, step provision.Step, problem string, field model.Field, retry bool) faultCase {
	return faultCase{
		name: name, faults: faults, phase: create.Trouble, problem: problem, field: field, retry: retry, step: step, mark: failed,
	}
}

// afterwards is trouble with the test of a connection that was created.
func afterwards(name string, fault practice.Fault, problem string) faultCase {
	return faultCase{
		name: name, faults: at(practice.OpTest, fault), phase: create.Succeeded, state: history.Created, problem: problem, held: 1,
		step: provision.StepTest, mark: warned,
	}
}

func faultCases() []faultCase {
	cases := []faultCase{
		created("none", nil),

		refused("400", practice.Fault{Status: 400}, "rejected", model.FieldNone, false),
		refused("400 in HTML", html(practice.Fault{Status: 400}), "webPage", model.FieldNone, true),
		created("401 once", creating(practice.Fault{Status: 401, Times: 1})),
		refused("401", practice.Fault{Status: 401}, "tokenRefused", model.FieldClientSecret, true),
		refused("403", practice.Fault{Status: 403}, "permission", model.FieldNone, false),
		created("429 once", creating(practice.Fault{Status: 429, Times: 1, RetryAfter: "1"})),
		refused("429 again and again", practice.Fault{Status: 429, RetryAfter: "1"}, "rateLimited", model.FieldNone, true),
		refused("429 for an hour", practice.Fault{Status: 429, RetryAfter: "3600"}, "rateLimited", model.FieldNone, true),

		nothing("408", practice.Fault{Status: 408}),
		nothing("500", practice.Fault{Status: 500}),
		nothing("503", practice.Fault{Status: 503, RetryAfter: "1"}),
		nothing("504", practice.Fault{Status: 504}),
		nothing("200 in HTML", html(practice.Fault{})),
		nothing("201 in HTML", html(practice.Fault{Status: 201})),
		nothing("201 without id", practice.Fault{Status: 201, Body: []byte(`{"etag":"\"1\""}`)}),
		nothing("201 with an empty id", practice.Fault{Status: 201, Body: []byte(`{"id":"","etag":"\"1\""}`)}),
		nothing("201 and no body", practice.Fault{Status: 201, Body: []byte{}}),
		nothing("201 of another type", practice.Fault{Status: 201, Body: []byte(`["id"]`)}),
		nothing("201, half the JSON", practice.Fault{Status: 201, Body: []byte(`{"id":"4cb0`)}),
		nothing("200 in place of 201", practice.Fault{Status: 200, Body: []byte(`{"id":"4cb0","etag":"1"}`)}),
		nothing("202", practice.Fault{Status: 202, Body: []byte(`{"id":"4cb0","etag":"1"}`)}),
		nothing("redirect", practice.Fault{Status: 307, Header: http.Header{"Location": {"/elsewhere"}}}),
		nothing("dropped before", practice.Fault{Drop: practice.DropBeforeCommit}),

		created("500, done", creating(practice.Fault{Status: 500, Commit: true})),
		created("503, done", creating(practice.Fault{Status: 503, Commit: true})),
		created("504, done", creating(practice.Fault{Status: 504, Commit: true})),
		created("200 in HTML, done", creating(html(practice.Fault{Commit: true}))),
		created("201 in HTML, done", creating(html(practice.Fault{Status: 201, Commit: true}))),
		created("201 without id, done", creating(practice.Fault{Status: 201, Body: []byte(`{"etag":"1"}`), Commit: true})),
		created("201, half the JSON, done", creating(practice.Fault{Status: 201, Body: []byte(`{"id":"4cb0`), Commit: true})),
		created("201, far too long, done", creating(practice.Fault{Status: 201, Body: bytes.Repeat([]byte(" "), 17<<20), Commit: true})),
		created("dropped after", creating(practice.Fault{Drop: practice.DropAfterCommit})),
		created("dropped amid the answer", creating(practice.Fault{Drop: practice.DropMidBody})),
		created("slow", creating(practice.Fault{Delay: 50 * time.Millisecond, AnswerDelay: 50 * time.Millisecond})),

		before("sign-in refused", at(practice.OpToken, practice.Fault{Status: 400}), provision.StepSignIn, "credentialRefused", model.FieldClientSecret, false),
		before("sign-in down", at(practice.OpToken, practice.Fault{Status: 500}), provision.StepSignIn, "signInDown", model.FieldNone, true),
		before("sign-in in HTML", at(practice.OpToken, html(practice.Fault{})), provision.StepSignIn, "notPlatform", model.FieldNone, true),
		before("sign-in dropped", at(practice.OpToken, practice.Fault{Drop: practice.DropMidBody}), provision.StepSignIn, "interrupted", model.FieldNone, true),
		before("sandboxes in HTML", at(practice.OpSandboxes, html(practice.Fault{})), provision.StepSandbox, "notPlatform", model.FieldNone, true),
		before("sandboxes dropped", at(practice.OpSandboxes, practice.Fault{Drop: practice.DropBeforeCommit}), provision.StepSandbox, "interrupted", model.FieldNone, true),
		before("list forbidden", at(practice.OpList, practice.Fault{Status: 403}), provision.StepTwin, "permission", model.FieldNone, false),
		before("list down", at(practice.OpList, practice.Fault{Status: 500}), provision.StepTwin, "flowError", model.FieldNone, true),
		before("list dropped", at(practice.OpList, practice.Fault{Drop: practice.DropMidBody}), provision.StepTwin, "interrupted", model.FieldNone, true),
		before("list in HTML", at(practice.OpList, html(practice.Fault{})), provision.StepTwin, "notPlatform", model.FieldNone, true),
		created("list down once", at(practice.OpList, practice.Fault{Status: 500, Times: 1})),

		afterwards("test down", practice.Fault{Status: 500}, "flowError"),
		afterwards("test forbidden", practice.Fault{Status: 403}, "permission"),
		afterwards("test dropped", practice.Fault{Drop: practice.DropAfterCommit}, "interrupted"),
		afterwards("test in HTML", html(practice.Fault{}), "notPlatform"),

		{
			name: "sandboxes down", faults: at(practice.OpSandboxes, practice.Fault{Status: 503}), phase: create.Succeeded,
			state: history.Created, held: 1, test: history.Working, step: provision.StepSandbox, mark: warned,
		},
		{
			name: "sandboxes forbidden", faults: at(practice.OpSandboxes, practice.Fault{Status: 403}), phase: create.Succeeded,
			state: history.Created, held: 1, test: history.Working, step: provision.StepSandbox, mark: warned,
		},
		{
			name: "dropped after, and the look-up refused", phase: create.Undecided, state: history.Unknown, problem: "outcomeUnknown",
			faults: append(creating(practice.Fault{Drop: practice.DropAfterCommit}),
				at(practice.OpList, practice.Fault{Times: 1}, practice.Fault{Status: 403})...),
			held: 1, step: provision.StepCreate, mark: warned,
		},
		{
			name: "dropped after, and the look-up down", phase: create.Undecided, state: history.Unknown, problem: "outcomeUnknown",
			faults: append(creating(practice.Fault{Drop: practice.DropAfterCommit}),
				at(practice.OpList, practice.Fault{Times: 1}, practice.Fault{Status: 503})...),
			held: 1, step: provision.StepCreate, mark: warned,
		},
		{ // the list shows it, and Platform denies it: nobody can tell
			name: "dropped after, and no look at the connection", phase: create.Undecided, state: history.Unknown, problem: "outcomeUnknown",
			faults: append(creating(practice.Fault{Drop: practice.DropAfterCommit}), at(practice.OpGet, practice.Fault{Status: 404, Times: 0})...),
			held:   1, step: provision.StepCreate, mark: warned,
		},
	}
	return append(cases, scenarioCases()...)
}

// scenarioCases are the documented inputs of the practice Platform.
func scenarioCases() []faultCase {
	fields := map[practice.Field]model.Field{
		practice.FieldOrgID: model.FieldOrgID, practice.FieldClientSecret: model.FieldClientSecret, practice.FieldSandbox: model.FieldSandbox,
	}
	ends := map[string]faultCase{
		practice.ScenarioWorks:        created("", nil),
		practice.ScenarioOrgOnAWS:     created("", nil),
		practice.ScenarioSlow:         created("", nil),
		practice.ScenarioLostAnswer:   created("", nil),
		practice.ScenarioThrottled:    created("", nil),
		practice.ScenarioInUse:        created("", nil),
		practice.ScenarioInitializing: created("", nil),
		practice.ScenarioKeysRefused: {
			phase: create.Succeeded, state: history.Created, problem: "testRefused", held: 1, test: history.Refused,
			step: provision.StepTest, mark: warned,
		},
		practice.ScenarioKeysWrong: refused("", practice.Fault{}, "storeKeyID", model.FieldAccessKey, false),
		practice.ScenarioNoPermission: {
			phase: create.Succeeded, state: history.Created, problem: "storeDenied", held: 1, test: history.Refused,
			step: provision.StepTest, mark: warned,
		},
		practice.ScenarioOrgWithoutSandbox: before("", nil, provision.StepSandbox, "noSandbox", model.FieldNone, false),
		practice.ScenarioOrgWithoutRight:   refused("", practice.Fault{}, "permissionSources", model.FieldNone, false),
		practice.ScenarioOrgWithoutProfile: before("", nil, provision.StepSandbox, "notInOrg", model.FieldOrgID, false),
		practice.ScenarioWrongSecret:       before("", nil, provision.StepSignIn, "credentialRefused", model.FieldClientSecret, false),
		practice.ScenarioSandboxNotActive:  before("", nil, provision.StepSandbox, "sandboxInactive", model.FieldSandbox, false),
	}
	var cases []faultCase
	for _, scenario := range practice.Scenarios() {
		c, known := ends[scenario.ID]
		c.name, c.faults = "scenario "+scenario.ID, nil
		if !known {
			c.problem = "scenario " + scenario.ID + " is not tested"
		}
		if scenario.Field == practice.FieldAccessKeyID {
			c.key = scenario.Value
		} else {
			c.fields = map[model.Field]string{fields[scenario.Field]: scenario.Value}
		}
		if scenario.Code != "" && c.phase == create.Trouble && c.problem != "sandboxInactive" {
			c.details = []string{scenario.Code}
		}
		cases = append(cases, c)
	}
	return cases
}

// TestEveryFault is every way in which the practice Platform misbehaves against
// Create, from the press of the button to what the user reads and does next.
func TestEveryFault(t *testing.T) {
	sentences := englishSentences(t)
	var running sync.WaitGroup
	slots := make(chan struct{}, 16)
	for _, c := range faultCases() {
		// They spend their time in the pauses between repeats, so more of them
		// are run at once than there are processors.
		running.Go(func() {
			slots <- struct{}{}
			t.Run(c.name, func(t *testing.T) { c.run(t, sentences) })
			<-slots
		})
	}
	running.Wait()
}

func (c faultCase) run(t *testing.T, sentences map[string]string) {
	d := newFaultDesk(t)
	for field, value := range c.fields {
		d.set(field, value)
	}
	if c.key == "" {
		c.key = practice.AccessKeyWorks
	}
	d.fill("S3 connection", c.key)
	signedIn := len(d.Practice.Requests())
	d.Practice.Misbehave(c.faults...)
	d.create(false)
	d.Practice.Behave()

	a := d.attempt
	problem := a.Problem()
	if a.Phase() != c.phase || !slices.Contains(strings.Split(c.problem, "|"), problem.Name) {
		t.Fatalf("phase %v, problem %q; want %v, %q\n%s", a.Phase(), problem.Name, c.phase, c.problem, problem.Details)
	}
	if problem.Field != c.field {
		t.Errorf("problem %q points at %q, want %q", problem.Name, problem.Field, c.field)
	}
	c.checkWords(t, problem, sentences)
	c.checkSteps(t, a)
	c.checkRecord(t, d)
	posts := 0
	for _, r := range d.Practice.Requests()[signedIn:] {
		if r.Op == practice.OpCreate {
			posts++
		}
	}
	if c.phase == create.Trouble && c.state == "" && posts != 0 {
		t.Errorf("%d requests to create although nothing was written down", posts)
	}
	c.next(t, d)
}

// checkWords holds that the problem has words, and that they do not say the
// opposite of what is the case.
func (c faultCase) checkWords(t *testing.T, problem model.Problem, sentences map[string]string) {
	t.Helper()
	if problem.Empty() {
		return
	}
	for _, text := range []model.Text{problem.Title, problem.Do} {
		if sentences[text.Key] == "" {
			t.Errorf("no words for %s", text.Key)
		}
	}
	all := ""
	for _, text := range []model.Text{problem.Title, problem.Cause, problem.Do, problem.Effect} {
		all += sentences[text.Key] + " "
	}
	if c.held > 0 && strings.Contains(all, "othing was created") {
		t.Errorf("Platform holds it, and the words are: %s", all)
	}
	if problem.Details == "" && c.problem != "testRefused" {
		t.Error("no details for a technician")
	}
	for _, want := range c.details {
		if !strings.Contains(problem.Details, want) {
			t.Errorf("the details lack %q:\n%s", want, problem.Details)
		}
	}
}

func (c faultCase) checkSteps(t *testing.T, a *create.Attempt) {
	t.Helper()
	for _, step := range create.Steps {
		want := provision.Done
		if c.mark != good {
			switch {
			case step == c.step:
				want = c.mark
			case step > c.step && c.phase == create.Succeeded:
				want = provision.Done
			case step > c.step:
				want = provision.Waiting
			}
		}
		if got := a.Step(step); got != want {
			t.Errorf("step %v is %v, want %v", step, got, want)
		}
	}
}

// checkRecord holds that register, page and Platform agree.
func (c faultCase) checkRecord(t *testing.T, d *desk) {
	t.Helper()
	held, err := d.Practice.Connections(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if len(held) != c.held && c.problem != "notCreated" || len(held) > 1 {
		t.Errorf("Platform holds %d connections, want %d", len(held), c.held)
	}
	entry, entries := d.attempt.Entry(), d.entries(t)
	if c.state == "" {
		if entry.AttemptID != "" || len(entries) != 0 {
			t.Errorf("entry %+v, %d rows; want none", entry, len(entries))
		}
		return
	}
	if len(entries) != 1 {
		t.Fatalf("%d rows", len(entries))
	}
	row := entries[0]
	if row.State != c.state || row.Test != c.test || row.AttemptID != entry.AttemptID || entry.State != c.state {
		t.Errorf("row %+v of %d, page %+v; want %s, %q", row, len(entries), entry, c.state, c.test)
	}
	if c.state == history.Created && (string(row.ConnectionID) != held[0].ID || string(row.ETag) != held[0].ETag) {
		t.Errorf("the register says %s, Platform %s", row.ConnectionID, held[0].ID)
	}
}

// next is what the user does now: find out where that is offered, else create
// again. In the end Platform holds one connection at most for each attempt.
func (c faultCase) next(t *testing.T, d *desk) {
	t.Helper()
	a := d.attempt
	switch {
	case c.phase == create.Undecided:
		entry := a.Entry()
		d.create(false)
		if a.Problem().Name != "twinUnsettled" {
			t.Errorf("created again while undecided: problem %q", a.Problem().Name)
		}
		link, err := d.Sessions.Connect(t.Context(), d.target)
		if err != nil {
			t.Fatal(err)
		}
		found, err := d.Service.Reconcile(t.Context(), link.Client, entry.AttemptID)
		if err != nil || found.Entry.State != history.Created || found.Entry.ConnectionID == "" {
			t.Errorf("found out: %+v, %v", found.Entry, err)
		}
	case c.phase == create.Succeeded:
		d.create(false)
		if a.Phase() != create.Trouble || len(a.Twins()) == 0 {
			t.Errorf("created again: phase %v, problem %q", a.Phase(), a.Problem().Name)
		}
	case c.retry:
		d.create(false)
		if c.problem == "notCreated" && a.Problem().Name == "twinName" {
			return // Platform does hold it, behind our back
		}
		if a.Phase() != create.Succeeded {
			t.Errorf("repeated: phase %v, problem %q", a.Phase(), a.Problem().Name)
		}
	}
	if held, err := d.Practice.Connections(t.Context()); err != nil || len(held) > 1 {
		t.Errorf("in the end Platform holds %d, %v", len(held), err)
	}
}

// newFaultDesk is a desk with short waits whose practice Platform tells what
// came in.
func newFaultDesk(t *testing.T) *desk {
	t.Helper()
	return newDeskWith(t, modeltest.NewShuffled(1), practice.Options{Dir: t.TempDir(), Record: true, SlowDelay: 100 * time.Millisecond}, time.Millisecond)
}

// set changes a field of the account.
func (d *desk) set(field model.Field, value string) {
	switch field {
	case model.FieldOrgID:
		d.target.Account.OrgID = value
	case model.FieldClientSecret:
		d.target.Secrets = []client.Secret{client.NewSecret(value)}
	case model.FieldSandbox:
		d.target.Account.Sandbox = value
	}
}

func englishSentences(t *testing.T) map[string]string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "..", "..", "assets", "translations", "en.json"))
	if err != nil {
		t.Fatal(err)
	}
	sentences := map[string]string{}
	if err := json.Unmarshal(data, &sentences); err != nil {
		t.Fatal(err)
	}
	return sentences
}

// TestUnreachable is trouble on the way to the server, without one.
func TestUnreachable(t *testing.T) {
	d := newFaultDesk(t)
	d.target.Account = history.Account{
		OrgID: practice.OrgID, APIKey: practice.APIKey, Sandbox: "dev", PlatformURL: "http://127.0.0.1:1", SignInURL: "http://127.0.0.1:1",
	}
	d.fill("S3 connection", practice.AccessKeyWorks)
	d.create(false)
	if p := d.attempt.Problem(); d.attempt.Phase() != create.Trouble || p.Name != "unreachable" && p.Name != "connectionRefused" || d.attempt.Entry().AttemptID != "" {
		t.Errorf("phase %v, problem %+v, entry %+v", d.attempt.Phase(), p, d.attempt.Entry())
	}
	if kind := client.KindUnreachable; !strings.Contains(d.attempt.Problem().Details, kind.String()) {
		t.Errorf("details %s", d.attempt.Problem().Details)
	}
}
