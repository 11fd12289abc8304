package model_test

import (
	"context"
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mooring/client"
	"mooring/client/history"
	"mooring/client/practice"
	"mooring/client/provision"
	"mooring/client/session"
	"mooring/gui/model"
	"mooring/gui/model/connection"
)

// handler is a Manager that answers what a test wants, and remembers what it was
// asked.
type handler struct {
	results []provision.Result
	errs    []error
	now     client.Connection
	entry   history.Entry
	readErr error

	etags   []client.ETag
	changes []client.Change
	reads   int
	deletes int
}

func (h *handler) next() (provision.Result, error) {
	var result provision.Result
	var err error
	if len(h.results) > 0 {
		result, h.results = h.results[0], h.results[1:]
	}
	if len(h.errs) > 0 {
		err, h.errs = h.errs[0], h.errs[1:]
	}
	return result, err
}

func (h *handler) Update(_ context.Context, _ provision.Platform, _ string, etag client.ETag, change client.Change) (provision.Result, error) {
	h.etags, h.changes = append(h.etags, etag), append(h.changes, change)
	return h.next()
}

func (h *handler) Delete(context.Context, provision.Platform, string) (history.Entry, error) {
	h.deletes++
	result, err := h.next()
	return result.Entry, err
}

func (h *handler) Read(context.Context, provision.Platform, string) (history.Entry, client.Connection, error) {
	h.reads++
	return h.entry, h.now, h.readErr
}

// managed is an entry of the practice Platform, and what it takes to change it.
func managed(t *testing.T, h *handler) (*connection.Manage, session.Target, history.Entry) {
	t.Helper()
	d := newDesk(t)
	d.accounts.ChoosePractice()
	entry := history.Entry{
		AttemptID: "a", APIKey: practice.APIKey, Name: "Loyalty", Bucket: "before", State: history.Created, ConnectionID: "id", ETag: `"1"`,
		AccessKeyHint: "AKIA…MPLE", Place: history.Place{Practice: true, OrgID: practice.OrgID, Sandbox: "prod"},
	}
	h.entry = entry
	return connection.NewManage(d.runner, d.connector, h), d.accounts.TargetFor(entry), entry
}

func typeKeys(form *model.Form) {
	form.Set(model.FieldAccessKey, "AKIAIOSFODNN7ANOTHER")
	form.Set(model.FieldSecretKey, "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")
}

func TestReplacingSendsTheVersionThatWasSeen(t *testing.T) {
	h := &handler{results: []provision.Result{{Entry: history.Entry{AttemptID: "a", ETag: `"2"`}, Test: history.Working}}}
	manage, target, entry := managed(t, h)
	e := connection.NewReplacing(manage, target, entry)
	e.Begin()
	if got := e.Form.Value(model.FieldBucket); got != "before" || h.reads != 0 {
		t.Errorf("the bucket is filled in with %q; %d reads", got, h.reads)
	}
	if wrong := e.Submit(); wrong != model.FieldAccessKey || len(h.etags) != 0 {
		t.Errorf("without keys: %q is wrong, %d requests", wrong, len(h.etags))
	}
	typeKeys(e.Form)
	e.Submit()
	if test, problem := e.Test(); e.Phase() != connection.EditDone || test != history.Working || !problem.Empty() {
		t.Errorf("phase %v, %v, %v", e.Phase(), test, problem)
	}
	if diff := cmp.Diff([]client.ETag{`"1"`}, h.etags); diff != "" {
		t.Error(diff)
	}
	s3 := h.changes[0].S3
	if s3 == nil || s3.AccessKeyID != "AKIAIOSFODNN7ANOTHER" || s3.Bucket != "before" || h.changes[0].Name != nil {
		t.Errorf("it sent %+v", s3)
	}
	e.Close()
	if !e.Form.Empty() {
		t.Error("the keys are still there")
	}
}

func TestRenamingSendsOnlyWhatIsDifferent(t *testing.T) {
	h := &handler{}
	manage, target, entry := managed(t, h)
	e := connection.NewRenaming(manage, target, entry)
	e.Submit()
	if e.Problem().Name != "nothingToChange" || len(h.changes) != 0 {
		t.Errorf("%q, %d requests", e.Problem().Name, len(h.changes))
	}
	e.Form.Set(model.FieldDescription, "new")
	e.Submit()
	if c := h.changes[0]; c.Name != nil || c.S3 != nil || c.Description == nil || *c.Description != "new" {
		t.Errorf("it sent %+v", c)
	}
}

func TestConflictsAreSeenBeforeTheyAreOverwritten(t *testing.T) {
	conflict := func(name string, etag client.ETag) error {
		return &provision.ConflictError{Current: client.Connection{Name: name, ETag: etag, Bucket: "before"}, Err: errors.New("412")}
	}
	h := &handler{errs: []error{conflict("theirs", `"2"`), conflict("theirs again", `"3"`), nil}}
	manage, target, entry := managed(t, h)
	e := connection.NewRenaming(manage, target, entry)
	e.Form.Set(model.FieldName, "mine")
	e.Submit()
	want := []connection.Difference{{Field: model.FieldName, Seen: "Loyalty", Now: "theirs", Mine: "mine"}}
	if diff := cmp.Diff(want, e.Differences()); diff != "" || e.Phase() != connection.EditConflict {
		t.Error(e.Phase(), diff)
	}
	e.Submit() // by Enter: nothing is sent while the user has not decided
	if len(h.etags) != 1 {
		t.Fatalf("%d requests", len(h.etags))
	}
	e.Overwrite()
	want[0].Seen, want[0].Now = "theirs", "theirs again"
	if diff := cmp.Diff(want, e.Differences()); diff != "" {
		t.Error(diff)
	}
	e.Overwrite()
	if diff := cmp.Diff([]client.ETag{`"1"`, `"2"`, `"3"`}, h.etags); diff != "" || e.Phase() != connection.EditDone {
		t.Error(e.Phase(), diff)
	}
}

func TestKeepingTheirsReadsThem(t *testing.T) {
	h := &handler{errs: []error{&provision.ConflictError{Current: client.Connection{ETag: `"2"`}, Err: errors.New("412")}}}
	manage, target, entry := managed(t, h)
	recorded := 0
	manage.OnRecorded = func() { recorded++ }
	e := connection.NewReplacing(manage, target, entry)
	typeKeys(e.Form)
	e.Submit()
	told := false
	e.KeepTheirs(func(problem model.Problem) { told = problem.Empty() })
	if !told || h.reads != 1 || len(h.etags) != 1 || recorded != 2 || !e.Form.Empty() {
		t.Errorf("told %v, %d reads, %d requests, recorded %d", told, h.reads, len(h.etags), recorded)
	}
}

// A connection without a version: Platform is asked for one first.
func TestChangingWithoutAVersion(t *testing.T) {
	h := &handler{}
	manage, target, entry := managed(t, h)
	entry.ETag, h.entry.ETag = "", ""
	h.now = client.Connection{Name: "Loyalty", Bucket: "before"}
	e := connection.NewRenaming(manage, target, entry)
	e.Begin()
	if h.reads != 1 || e.Problem().Name != "notReady" || e.Phase() != connection.EditOpen {
		t.Errorf("%d reads, %q, phase %v", h.reads, e.Problem().Name, e.Phase())
	}
	h.now.ETag, h.now.Name = `odd-"-etag`, "Renamed by another"
	e.Form.Set(model.FieldDescription, "mine")
	e.Submit()
	if len(h.etags) != 1 || h.etags[0] != `odd-"-etag` || e.Form.Value(model.FieldName) != "Renamed by another" || h.changes[0].Name != nil {
		t.Errorf("sent %v %+v, the name is %q", h.etags, h.changes, e.Form.Value(model.FieldName))
	}
}

// Look again tells what became of a change that is not known.
func TestLookingAgain(t *testing.T) {
	lost := &provision.ChangeUnknownError{Err: errors.New("lost")}
	for name, c := range map[string]struct {
		now     client.Connection
		deleted bool
		err     error
		phase   connection.EditPhase
		problem string
	}{
		"made":              {client.Connection{Name: "mine", Bucket: "before", ETag: `"2"`}, false, nil, connection.EditDone, ""},
		"not made":          {client.Connection{Name: "Loyalty", Bucket: "before", ETag: `"1"`}, false, nil, connection.EditOpen, "changeNotMade"},
		"another's":         {client.Connection{Name: "theirs", Bucket: "before", ETag: `"2"`}, false, nil, connection.EditConflict, ""},
		"gone":              {client.Connection{}, true, nil, connection.EditGone, "connectionGone"},
		"cannot be asked":   {client.Connection{}, false, &client.APIError{Kind: client.KindUnreachable, Op: "Connection"}, connection.EditUnknown, "unreachable"},
		"made, other's too": {client.Connection{Name: "mine", Bucket: "other", ETag: `"3"`}, false, nil, connection.EditConflict, ""},
	} {
		t.Run(name, func(t *testing.T) {
			h := &handler{errs: []error{lost}}
			manage, target, entry := managed(t, h)
			h.now, h.readErr = c.now, c.err
			if c.deleted {
				h.entry.State = history.Deleted
			}
			e := connection.NewRenaming(manage, target, entry)
			e.Form.Set(model.FieldName, "mine")
			e.Submit()
			if e.Phase() != connection.EditUnknown || e.Problem().Name != "changeLost" {
				t.Fatalf("phase %v, %q", e.Phase(), e.Problem().Name)
			}
			e.Submit()
			if len(h.etags) != 1 {
				t.Error("it was sent again although it is not known what it did")
			}
			e.LookAgain()
			if e.Phase() != c.phase || e.Problem().Name != c.problem {
				t.Errorf("phase %v, %q", e.Phase(), e.Problem().Name)
			}
		})
	}
}

// Of a change that was only about a secret, another version may be anybody's.
func TestAnotherSecretCannotBeToldApart(t *testing.T) {
	h := &handler{errs: []error{&provision.ChangeUnknownError{Err: errors.New("lost")}}}
	manage, target, entry := managed(t, h)
	entry.AccessKeyHint = history.HintAccessKey("AKIAIOSFODNN7ANOTHER")
	h.now = client.Connection{Name: "Loyalty", Bucket: "before", ETag: `"2"`, AccessKeyID: "AKIAIOSFODNN7ANOTHER"}
	e := connection.NewReplacing(manage, target, entry)
	typeKeys(e.Form)
	e.Submit()
	e.LookAgain()
	if e.Phase() != connection.EditConflict {
		t.Errorf("phase %v", e.Phase())
	}
}

func TestOnlyOneThingAtATime(t *testing.T) {
	h := &handler{}
	manage, target, entry := managed(t, h)
	waiting := connection.NewManage(&stuck{}, nil, h)
	first := connection.NewRenaming(waiting, target, entry)
	first.Form.Set(model.FieldName, "first")
	first.Submit()
	second := connection.NewRenaming(waiting, target, entry)
	second.Form.Set(model.FieldName, "second")
	second.Submit()
	if first.Phase() != connection.EditSending || second.Phase() != connection.EditOpen || second.Problem().Name != "busy" {
		t.Errorf("phases %v and %v, %q", first.Phase(), second.Phase(), second.Problem().Name)
	}
	third := connection.NewDeleting(waiting, target, entry, model.SandboxDevelopment)
	third.Submit("")
	if third.Problem().Name != "busy" || manage.Busy() {
		t.Errorf("%q", third.Problem().Name)
	}
}

func TestDeletingWantsTheName(t *testing.T) {
	for _, c := range []struct {
		kind   model.SandboxKind
		name   string
		wanted string
	}{
		{model.SandboxProduction, "Loyalty", "Loyalty"},
		{model.SandboxUnsure, "Loyalty", "Loyalty"},
		{model.SandboxProduction, "", "id"},
		{model.SandboxDevelopment, "Loyalty", ""},
	} {
		h := &handler{}
		manage, target, entry := managed(t, h)
		entry.Name = c.name
		d := connection.NewDeleting(manage, target, entry, c.kind)
		if d.Wanted() != c.wanted {
			t.Errorf("%v, %q: it wants %q", c.kind, c.name, d.Wanted())
		}
		d.Submit(c.wanted + " ")
		if (h.deletes == 0) != (c.wanted != "") {
			t.Errorf("%v: %d requests", c.kind, h.deletes)
		}
		d.Submit(c.wanted)
		if h.deletes != 1 || d.Phase() != connection.DeleteDone {
			t.Errorf("%v: %d requests, phase %v", c.kind, h.deletes, d.Phase())
		}
	}
}

// What Platform did not show any more was not deleted by this, and may be hidden.
func TestDeletingWhatIsNotVisible(t *testing.T) {
	for gone, want := range map[bool]string{false: "delete.done", true: "delete.notVisible"} {
		h := &handler{results: []provision.Result{{Entry: history.Entry{State: history.Deleted, Gone: gone}}}}
		manage, target, entry := managed(t, h)
		d := connection.NewDeleting(manage, target, entry, model.SandboxDevelopment)
		d.Submit("")
		if got := d.Outcome("Loyalty"); d.Phase() != connection.DeleteDone || got.Key != want || got.Args["Name"] != "Loyalty" {
			t.Errorf("gone %v: phase %v, %+v", gone, d.Phase(), got)
		}
	}
}

func TestSandboxKinds(t *testing.T) {
	d := newDesk(t)
	d.accounts.ChoosePractice()
	place := history.Place{Practice: true, OrgID: practice.OrgID}
	for sandbox, want := range map[string]model.SandboxKind{
		practice.SandboxProduction: model.SandboxProduction, practice.SandboxDevelopment: model.SandboxDevelopment, "unknown": model.SandboxUnsure,
	} {
		place.Sandbox = sandbox
		if got := d.accounts.SandboxKind(place); got != want {
			t.Errorf("%s is %v, want %v", sandbox, got, want)
		}
	}
	place.OrgID = "another@AdobeOrg"
	if got := d.accounts.SandboxKind(place); got != model.SandboxUnsure {
		t.Errorf("of another organization it says %v", got)
	}
}

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
