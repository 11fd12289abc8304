package connection_test

import (
	"context"
	"errors"
	"testing"

	"mooring/client"
	"mooring/client/history"
	"mooring/client/practice"
	"mooring/client/provision"
	"mooring/client/secrets"
	"mooring/client/session"
	"mooring/gui/model/connection"
	"mooring/gui/model/modeltest"
)

// book is a Store over made-up entries.
type book struct {
	entries map[string]history.Entry
	events  map[string][]history.Event
	err     error
	reads   int
	manage  *connection.Manage // what does something with them
}

func (b *book) Get(_ context.Context, id string) (history.Entry, error) {
	b.reads++
	entry, ok := b.entries[id]
	if b.err == nil && !ok {
		return entry, history.ErrNotFound
	}
	return entry, b.err
}

func (b *book) Events(_ context.Context, id string) ([]history.Event, error) {
	return b.events[id], b.err
}

func entryOf(id string, state history.State) history.Entry {
	return history.Entry{AttemptID: id, APIKey: practice.APIKey, Name: "Name " + id, State: state, ConnectionID: client.ConnectionID("connection-" + id)}
}

// atHand is a Current over two entries of the practice Platform, and what it takes
// to do something with them.
func atHand(r *modeltest.Shuffled, h connection.Manager) (*connection.Current, *book, session.Target) {
	b := &book{
		entries: map[string]history.Entry{"a": entryOf("a", history.Created), "b": entryOf("b", history.Created)},
		events: map[string][]history.Event{
			"a": {{Kind: history.EventCreated}}, "b": {{Kind: history.EventCreated}, {Kind: history.EventAttempted}},
		},
	}
	connector := session.New(secrets.NewSession(), nowhere{}, "Mooring/test", nil)
	target := session.Target{
		Account: history.Account{Practice: true, OrgID: practice.OrgID, APIKey: practice.APIKey, Sandbox: "prod"},
		Secrets: []client.Secret{client.NewSecret(practice.ClientSecret)},
	}
	b.manage = connection.NewManage(r, connector, h)
	return connection.NewCurrent(r, b, b.manage), b, target
}

// A test that cannot be made is no news of the connection: it is still there, and
// all that can be done with it.
func TestTestOfAConnectionWhoseSignInFails(t *testing.T) {
	modeltest.EachOrder(t, func(t *testing.T, r *modeltest.Shuffled) {
		c, b, _ := atHand(r, &handler{})
		entry := b.entries["a"]
		c.Show(entry)
		c.Test(session.Target{Account: history.Account{ID: "x", APIKey: "k"}}, entry) // which has no client secret
		if c.Doing() != connection.Testing || !b.manage.Busy() {
			t.Errorf("under way is %v", c.Doing())
		}
		r.Settle()
		if c.Entry().State != history.Created || c.Entry().ConnectionID != entry.ConnectionID {
			t.Errorf("entry %+v", c.Entry())
		}
		if c.Problem().Name != "noSecret" || c.Doing() != connection.DoingNothing || b.manage.Busy() {
			t.Errorf("problem %q, under way is %v", c.Problem().Name, c.Doing())
		}
	})
}

// What a test has come to stands in the register, and is read from there.
func TestTestingTellsWhatIsRecorded(t *testing.T) {
	modeltest.EachOrder(t, func(t *testing.T, r *modeltest.Shuffled) {
		var b *book
		h := &recording{f: func() {
			entry := b.entries["a"]
			entry.Test = history.Refused
			b.entries["a"] = entry
		}}
		c, shelf, target := atHand(r, h)
		b = shelf
		c.Show(b.entries["a"])
		r.Settle()
		c.Test(target, b.entries["a"])
		r.Settle()
		if c.Entry().Test != history.Refused || c.Problem().Name != "testRefused" || c.Problem().Title.Key != "problem.testRefused.now" {
			t.Errorf("test %q, problem %+v", c.Entry().Test, c.Problem())
		}
	})
}

// Where the test told why Amazon let nobody in, that is what is said of it.
func TestTestingTellsWhatAmazonSaid(t *testing.T) {
	modeltest.EachOrder(t, func(t *testing.T, r *modeltest.Shuffled) {
		var b *book
		h := &recording{
			f: func() {
				entry := b.entries["a"]
				entry.Test = history.Refused
				b.entries["a"] = entry
			},
			err: &client.APIError{Op: "TestConnection", Kind: client.KindRejected, Status: 400, Detail: "AccessDenied: Access Denied"},
		}
		c, shelf, target := atHand(r, h)
		b = shelf
		c.Show(b.entries["a"])
		r.Settle()
		c.Test(target, b.entries["a"])
		r.Settle()
		c.Reload()
		r.Settle()
		if c.Entry().Test != history.Refused || c.Problem().Name != "storeDenied" {
			t.Errorf("test %q, problem %+v", c.Entry().Test, c.Problem())
		}
	})
}

// recording is a Manager that writes something into the register.
type recording struct {
	handler
	f   func()
	err error
}

func (h *recording) Test(context.Context, provision.Platform, string) (history.TestResult, error) {
	h.f()
	return "", h.err
}

func (h *recording) Reconcile(context.Context, provision.Platform, string) (provision.Result, error) {
	h.f()
	return provision.Result{}, h.err
}

// Trouble with one entry is not that of another one, which may be at hand by then.
func TestLateTroubleBelongsToItsEntry(t *testing.T) {
	modeltest.EachOrder(t, func(t *testing.T, r *modeltest.Shuffled) {
		c, b, target := atHand(r, &handler{errs: []error{errors.New("odd")}})
		c.Show(b.entries["a"])
		c.Test(target, b.entries["a"])
		c.Show(b.entries["b"])
		if c.Doing() != connection.DoingNothing || !b.manage.Busy() {
			t.Errorf("with the other one %v is under way", c.Doing())
		}
		r.Settle()
		if !c.Problem().Empty() || c.Entry().AttemptID != "b" || len(c.Events()) != 2 {
			t.Errorf("%q, %s, %d events", c.Problem().Name, c.Entry().AttemptID, len(c.Events()))
		}
		c.Show(b.entries["a"])
		r.Settle()
		if c.Problem().Name != "unexpected" {
			t.Errorf("back at the first one: %q", c.Problem().Name)
		}
		news := b.entries["a"]
		news.Test = history.Working
		b.entries["a"] = news
		c.Reload()
		r.Settle()
		if !c.Problem().Empty() {
			t.Errorf("it works by now, and the problem is still %q", c.Problem().Name)
		}
	})
}

// Whoever runs through the rows leaves no reads behind, and sees the last row.
func TestOnlyTheEntryAtHandIsRead(t *testing.T) {
	modeltest.EachOrder(t, func(t *testing.T, r *modeltest.Shuffled) {
		c, b, _ := atHand(r, &handler{})
		for range 10 {
			c.Show(b.entries["a"])
			c.Show(b.entries["b"])
		}
		r.Settle()
		if b.reads != 1 || c.Entry().AttemptID != "b" || !c.Loaded() {
			t.Errorf("%d reads, %s at hand", b.reads, c.Entry().AttemptID)
		}
	})
}

func TestFindingOutAsksForNoMoreThanIsOpen(t *testing.T) {
	modeltest.EachOrder(t, func(t *testing.T, r *modeltest.Shuffled) {
		var b *book
		h := &recording{err: errors.New("not found"), f: func() {
			entry := b.entries["a"]
			entry.State, entry.ConnectionID = history.Failed, ""
			b.entries["a"] = entry
		}}
		c, shelf, target := atHand(r, h)
		b = shelf
		b.entries["a"] = entryOf("a", history.Unknown)
		c.Show(b.entries["a"])
		r.Settle()
		if c.Problem().Name != "outcomeUnknown" {
			t.Errorf("before: %q", c.Problem().Name)
		}
		c.FindOut(target, b.entries["a"])
		c.FindOut(target, b.entries["a"])
		r.Settle()
		if c.Problem().Name != "notCreated" || c.Entry().State != history.Failed {
			t.Errorf("%q, %s", c.Problem().Name, c.Entry().State)
		}
	})
}

func TestWhatIsGoneIsPutAway(t *testing.T) {
	modeltest.EachOrder(t, func(t *testing.T, r *modeltest.Shuffled) {
		c, b, _ := atHand(r, &handler{})
		gone := ""
		c.Gone.Listen(func(entry history.Entry) { gone = entry.AttemptID })
		c.Show(b.entries["a"])
		r.Settle()
		b.err = errors.New("the disk is odd")
		c.Reload()
		r.Settle()
		if c.Problem().Empty() || c.Entry().AttemptID != "a" || gone != "" {
			t.Errorf("%q, gone %q", c.Problem().Name, gone)
		}
		b.err = nil
		delete(b.entries, "a")
		c.Reload()
		r.Settle()
		if c.Entry().AttemptID != "" || gone != "a" || !c.Problem().Empty() {
			t.Errorf("%s at hand, gone %q", c.Entry().AttemptID, gone)
		}
	})
}

// Each state of an entry says what is to be said of it.
func TestRecordedEntriesExplainThemselves(t *testing.T) {
	for _, c := range []struct {
		entry history.Entry
		name  string
	}{
		{history.Entry{State: history.Unknown}, "outcomeUnknown"},
		{history.Entry{State: history.Pending}, "stillPending"},
		{history.Entry{State: history.Unknown, Candidates: []client.ConnectionID{"a", "b"}}, "ambiguous"},
		{history.Entry{State: history.Failed}, "notCreated"},
		{history.Entry{State: history.Failed, Problem: history.Problem{Code: "FLOW-2121-403"}}, "permissionSources"},
		{history.Entry{State: history.Created, Test: history.Working}, ""},
		{history.Entry{State: history.Created, Test: history.Refused}, "testRefused"},
		{history.Entry{State: history.Deleted, Test: history.Refused}, ""},
	} {
		r := modeltest.NewShuffled(1)
		current, b, _ := atHand(r, &handler{})
		c.entry.AttemptID = "x"
		b.entries["x"] = c.entry
		current.Show(c.entry)
		r.Settle()
		if got := current.Problem().Name; got != c.name {
			t.Errorf("%+v: problem %q, want %q", c.entry, got, c.name)
		}
	}
}

// An entry that was opened stays open while others come and go, until the user turns to
// an attempt or the register has it no more.
func TestWhatIsLookedAt(t *testing.T) {
	modeltest.EachOrder(t, func(t *testing.T, r *modeltest.Shuffled) {
		c, b, _ := atHand(r, &handler{})
		c.Show(b.entries["a"])
		if c.Opened() {
			t.Error("what an attempt has made counts as looked at")
		}
		c.Open(b.entries["b"])
		c.Reload()
		r.Settle()
		if !c.Opened() {
			t.Error("it is not looked at any more once it was read")
		}
		c.PutBehind()
		if c.Opened() || c.Entry().AttemptID != "b" {
			t.Errorf("opened %v, at hand %q", c.Opened(), c.Entry().AttemptID)
		}
		c.Open(b.entries["b"])
		r.Settle()
		delete(b.entries, "b")
		c.Reload()
		r.Settle()
		if c.Opened() || c.Entry().AttemptID != "" {
			t.Errorf("of a forgotten one: opened %v, at hand %q", c.Opened(), c.Entry().AttemptID)
		}
	})
}
