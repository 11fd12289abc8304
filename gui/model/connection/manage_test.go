package connection_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mooring/client"
	"mooring/client/history"
	"mooring/client/practice"
	"mooring/client/provision"
	"mooring/client/secrets"
	"mooring/client/session"
	"mooring/gui/model"
	"mooring/gui/model/connection"
	"mooring/gui/model/modeltest"
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

func (h *handler) Test(context.Context, provision.Platform, string) (history.TestResult, error) {
	result, err := h.next()
	return result.Test, err
}

func (h *handler) Reconcile(context.Context, provision.Platform, string) (provision.Result, error) {
	return h.next()
}

func (h *handler) Adopt(context.Context, provision.Platform, string, client.ConnectionID) (provision.Result, error) {
	return h.next()
}

// nowhere is a practice Platform that nobody calls.
type nowhere struct{}

func (nowhere) Start(context.Context) (string, error) { return "http://127.0.0.1:1", nil }

func (nowhere) Stop(context.Context) error { return nil }

// managed is an entry of the practice Platform, and what it takes to change it.
func managed(r *modeltest.Shuffled, h *handler) (*connection.Manage, session.Target, history.Entry) {
	entry := history.Entry{
		AttemptID: "a", APIKey: practice.APIKey, Name: "Loyalty", Bucket: "before", State: history.Created, ConnectionID: "id", ETag: `"1"`,
		AccessKeyHint: "AKIA…MPLE", Place: history.Place{Practice: true, OrgID: practice.OrgID, Sandbox: "prod"},
	}
	h.entry = entry
	target := session.Target{
		Account: history.Account{Practice: true, OrgID: practice.OrgID, APIKey: practice.APIKey, Sandbox: "prod"},
		Secrets: []client.Secret{client.NewSecret(practice.ClientSecret)},
	}
	return connection.NewManage(r, session.New(secrets.NewSession(), nowhere{}, "Mooring/test", nil), h), target, entry
}

func typeKeys(form *model.Form) {
	form.Set(model.FieldAccessKey, "AKIAIOSFODNN7ANOTHER")
	form.Set(model.FieldSecretKey, "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")
}

func TestReplacingSendsTheVersionThatWasSeen(t *testing.T) {
	modeltest.EachOrder(t, func(t *testing.T, r *modeltest.Shuffled) {
		h := &handler{results: []provision.Result{{Entry: history.Entry{AttemptID: "a", ETag: `"2"`}, Test: history.Working}}}
		manage, target, entry := managed(r, h)
		e := connection.NewReplacing(manage, target, entry)
		e.Begin()
		r.Settle()
		if got := e.Form.Value(model.FieldBucket); got != "before" || h.reads != 0 {
			t.Errorf("the bucket is filled in with %q; %d reads", got, h.reads)
		}
		if wrong := e.Submit(); wrong != model.FieldAccessKey || len(h.etags) != 0 {
			t.Errorf("without keys: %q is wrong, %d requests", wrong, len(h.etags))
		}
		typeKeys(e.Form)
		e.Submit()
		r.Settle()
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
	})
}

func TestRenamingSendsOnlyWhatIsDifferent(t *testing.T) {
	modeltest.EachOrder(t, func(t *testing.T, r *modeltest.Shuffled) {
		h := &handler{}
		manage, target, entry := managed(r, h)
		e := connection.NewRenaming(manage, target, entry)
		e.Submit()
		r.Settle()
		if e.Problem().Name != "nothingToChange" || len(h.changes) != 0 {
			t.Errorf("%q, %d requests", e.Problem().Name, len(h.changes))
		}
		e.Form.Set(model.FieldDescription, "new")
		e.Submit()
		r.Settle()
		if c := h.changes[0]; c.Name != nil || c.S3 != nil || c.Description == nil || *c.Description != "new" {
			t.Errorf("it sent %+v", c)
		}
	})
}

func TestConflictsAreSeenBeforeTheyAreOverwritten(t *testing.T) {
	modeltest.EachOrder(t, func(t *testing.T, r *modeltest.Shuffled) {
		conflict := func(name string, etag client.ETag) error {
			return &provision.ConflictError{Current: client.Connection{Name: name, ETag: etag, Bucket: "before"}, Err: errors.New("412")}
		}
		h := &handler{errs: []error{conflict("theirs", `"2"`), conflict("theirs again", `"3"`), nil}}
		manage, target, entry := managed(r, h)
		e := connection.NewRenaming(manage, target, entry)
		e.Form.Set(model.FieldName, "mine")
		e.Submit()
		r.Settle()
		want := []connection.Difference{{Field: model.FieldName, Seen: "Loyalty", Now: "theirs", Mine: "mine"}}
		if diff := cmp.Diff(want, e.Conflict().Differences()); diff != "" || e.Phase() != connection.EditConflict {
			t.Error(e.Phase(), diff)
		}
		e.Submit() // by Enter: nothing is sent while the user has not decided
		r.Settle()
		if len(h.etags) != 1 {
			t.Fatalf("%d requests", len(h.etags))
		}
		e.Overwrite()
		r.Settle()
		want[0].Seen, want[0].Now = "theirs", "theirs again"
		if diff := cmp.Diff(want, e.Conflict().Differences()); diff != "" {
			t.Error(diff)
		}
		e.Overwrite()
		r.Settle()
		if diff := cmp.Diff([]client.ETag{`"1"`, `"2"`, `"3"`}, h.etags); diff != "" || e.Phase() != connection.EditDone {
			t.Error(e.Phase(), diff)
		}
	})
}

// Theirs is kept, and what was typed is there to be sent on top of it.
func TestKeepingTheirs(t *testing.T) {
	modeltest.EachOrder(t, func(t *testing.T, r *modeltest.Shuffled) {
		h := &handler{errs: []error{&provision.ConflictError{Current: client.Connection{ETag: `"2"`, Name: "Loyalty", Bucket: "theirs"}, Err: errors.New("412")}}}
		manage, target, entry := managed(r, h)
		h.now = client.Connection{ETag: `"2"`, Name: "Loyalty", Bucket: "theirs"}
		recorded := 0
		manage.Recorded.Listen(func() { recorded++ })
		e := connection.NewReplacing(manage, target, entry)
		var ended []connection.EditPhase
		e.Ended.Listen(func(phase connection.EditPhase) { ended = append(ended, phase) })
		typeKeys(e.Form)
		e.Submit()
		r.Settle()
		e.KeepTheirs()
		if !e.Unsaved() {
			t.Error("while theirs is read, what was typed is taken for saved")
		}
		r.Settle()
		if h.reads != 1 || len(h.etags) != 1 || recorded != 2 {
			t.Errorf("%d reads, %d requests, recorded %d", h.reads, len(h.etags), recorded)
		}
		if e.Phase() != connection.EditOpen || e.Problem().Name != "keptTheirs" {
			t.Errorf("phase %v, %q", e.Phase(), e.Problem().Name)
		}
		if diff := cmp.Diff([]connection.EditPhase{connection.EditConflict, connection.EditOpen}, ended); diff != "" {
			t.Error(diff)
		}
		if key, bucket := e.Form.Value(model.FieldAccessKey), e.Form.Value(model.FieldBucket); key != "AKIAIOSFODNN7ANOTHER" || bucket != "theirs" {
			t.Errorf("the key is %q, the bucket that nobody has typed is %q", key, bucket)
		}
		e.Submit()
		r.Settle()
		if diff := cmp.Diff([]client.ETag{`"1"`, `"2"`}, h.etags); diff != "" || e.Phase() != connection.EditDone {
			t.Error(e.Phase(), diff)
		}
	})
}

// A connection without a version: Platform is asked for one first.
func TestChangingWithoutAVersion(t *testing.T) {
	modeltest.EachOrder(t, func(t *testing.T, r *modeltest.Shuffled) {
		h := &handler{}
		manage, target, entry := managed(r, h)
		entry.ETag, h.entry.ETag = "", ""
		h.now = client.Connection{Name: "Loyalty", Bucket: "before"}
		e := connection.NewRenaming(manage, target, entry)
		e.Begin()
		r.Settle()
		if h.reads != 1 || e.Problem().Name != "notReady" || e.Phase() != connection.EditOpen {
			t.Errorf("%d reads, %q, phase %v", h.reads, e.Problem().Name, e.Phase())
		}
		h.now.ETag, h.now.Name = `odd-"-etag`, "Renamed by another"
		e.Form.Set(model.FieldDescription, "mine")
		e.Submit()
		r.Settle()
		if len(h.etags) != 1 || h.etags[0] != `odd-"-etag` || e.Form.Value(model.FieldName) != "Renamed by another" || h.changes[0].Name != nil {
			t.Errorf("sent %v %+v, the name is %q", h.etags, h.changes, e.Form.Value(model.FieldName))
		}
	})
}

// Look again tells what became of a change that is not known.
func TestLookingAgain(t *testing.T) {
	modeltest.EachOrder(t, func(t *testing.T, r *modeltest.Shuffled) {
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
				manage, target, entry := managed(r, h)
				h.now, h.readErr = c.now, c.err
				if c.deleted {
					h.entry.State = history.Deleted
				}
				e := connection.NewRenaming(manage, target, entry)
				e.Form.Set(model.FieldName, "mine")
				e.Submit()
				r.Settle()
				if e.Phase() != connection.EditUnknown || e.Problem().Name != "changeLost" {
					t.Fatalf("phase %v, %q", e.Phase(), e.Problem().Name)
				}
				e.Submit()
				r.Settle()
				if len(h.etags) != 1 {
					t.Error("it was sent again although it is not known what it did")
				}
				e.LookAgain()
				r.Settle()
				if e.Phase() != c.phase || e.Problem().Name != c.problem {
					t.Errorf("phase %v, %q", e.Phase(), e.Problem().Name)
				}
			})
		}
	})
}

// Of a change that was only about a secret, another version may be anybody's.
func TestAnotherSecretCannotBeToldApart(t *testing.T) {
	modeltest.EachOrder(t, func(t *testing.T, r *modeltest.Shuffled) {
		h := &handler{errs: []error{&provision.ChangeUnknownError{Err: errors.New("lost")}}}
		manage, target, entry := managed(r, h)
		entry.AccessKeyHint = history.HintAccessKey("AKIAIOSFODNN7ANOTHER")
		h.now = client.Connection{Name: "Loyalty", Bucket: "before", ETag: `"2"`, AccessKeyID: "AKIAIOSFODNN7ANOTHER"}
		e := connection.NewReplacing(manage, target, entry)
		typeKeys(e.Form)
		e.Submit()
		r.Settle()
		e.LookAgain()
		r.Settle()
		if e.Phase() != connection.EditConflict {
			t.Errorf("phase %v", e.Phase())
		}
	})
}

func TestOnlyOneThingAtATime(t *testing.T) {
	modeltest.EachOrder(t, func(t *testing.T, r *modeltest.Shuffled) {
		h := &handler{}
		manage, target, entry := managed(r, h)
		first := connection.NewRenaming(manage, target, entry)
		first.Form.Set(model.FieldName, "first")
		first.Submit()
		second := connection.NewRenaming(manage, target, entry)
		second.Form.Set(model.FieldName, "second")
		second.Submit()
		if first.Phase() != connection.EditSending || second.Phase() != connection.EditOpen || second.Problem().Name != "busy" {
			t.Errorf("phases %v and %v, %q", first.Phase(), second.Phase(), second.Problem().Name)
		}
		third := connection.NewDeleting(manage, target, entry, model.SandboxDevelopment)
		third.Submit("")
		if third.Problem().Name != "busy" || !manage.Busy() {
			t.Errorf("%q", third.Problem().Name)
		}
		r.Settle()
		if len(h.changes) != 1 || h.deletes != 0 || manage.Busy() {
			t.Errorf("%d changes, %d deletions", len(h.changes), h.deletes)
		}
	})
}

// A change that ends after its sheet was closed is told, and holds no keys.
func TestLateChangesAreTold(t *testing.T) {
	modeltest.EachOrder(t, func(t *testing.T, r *modeltest.Shuffled) {
		h := &handler{}
		manage, target, entry := managed(r, h)
		e := connection.NewReplacing(manage, target, entry)
		var told []string
		e.Late.Listen(func(text model.Text) { told = append(told, text.Key) })
		typeKeys(e.Form)
		e.Submit()
		e.Close()
		r.Settle()
		if diff := cmp.Diff([]string{"change.lateDone"}, told); diff != "" || !e.Form.Empty() {
			t.Error(diff)
		}
	})
}

const longID = "4cb0c374-d3bb-4557-b139-5712880adc55"

func TestDeletingWantsSomethingShort(t *testing.T) {
	for _, c := range []struct {
		kind         model.SandboxKind
		name, wanted string
	}{
		{model.SandboxProduction, "Loyalty", "Loyalty"},
		{model.SandboxUnsure, "Loyalty (EU), 2026", "Loyalty (EU), 2026"},
		{model.SandboxUnsure, "会员数据导出", "会员数据导出"},
		{model.SandboxProduction, "", "880adc55"},
		{model.SandboxProduction, strings.Repeat("Loyalty exports ", 15), "880adc55"},
		{model.SandboxProduction, "Loyalty 🎉", "880adc55"},
		{model.SandboxProduction, " Loyalty", "880adc55"},
		{model.SandboxDevelopment, "Loyalty", ""},
	} {
		r, h := modeltest.NewShuffled(1), &handler{}
		manage, target, entry := managed(r, h)
		entry.Name, entry.ConnectionID = c.name, longID
		d := connection.NewDeleting(manage, target, entry, c.kind)
		if d.Wanted() != c.wanted {
			t.Errorf("%v, %q: it wants %q", c.kind, c.name, d.Wanted())
		}
		if c.wanted != "" {
			for _, typed := range []string{"", c.wanted[:len(c.wanted)-1], c.wanted + "!", "something else"} {
				d.Submit(typed)
				r.Settle()
				if h.deletes != 0 {
					t.Fatalf("%q, asked for %q, has deleted it", typed, c.wanted)
				}
			}
			if d.Wrong(c.wanted[:1]) || d.Wrong(longID[:5]) || !d.Wrong("something else") {
				t.Errorf("%q: what is wrong is not said rightly", c.name)
			}
		}
		d.Submit(c.wanted + " ")
		r.Settle()
		if h.deletes != 1 || d.Phase() != connection.DeleteDone {
			t.Errorf("%v: %d requests, phase %v", c.kind, h.deletes, d.Phase())
		}
	}
}

// The id can be copied from beside the field.
func TestDeletingTakesTheWholeID(t *testing.T) {
	modeltest.EachOrder(t, func(t *testing.T, r *modeltest.Shuffled) {
		h := &handler{}
		manage, target, entry := managed(r, h)
		entry.ConnectionID = longID
		d := connection.NewDeleting(manage, target, entry, model.SandboxProduction)
		d.Submit(longID)
		r.Settle()
		if h.deletes != 1 || d.Phase() != connection.DeleteDone {
			t.Errorf("%d requests, phase %v", h.deletes, d.Phase())
		}
	})
}
