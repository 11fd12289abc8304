package provision

import (
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"mooring/client"
	"mooring/client/history"
)

// TestRead is also what a crash between intent and outcome leaves behind: then
// before is the open intent.
func TestRead(t *testing.T) {
	ago := func(d time.Duration, kind history.EventKind, fields ...string) history.Event {
		return history.Event{At: time.Now().Add(-d), Kind: kind, Fields: fields}
	}
	theirName := func(_ *fakeJournal, p *fakePlatform) {
		p.edit("c1", func(c *client.Connection) { c.Name = "other" })
	}
	drop := func(_ *fakeJournal, p *fakePlatform) { p.drop("c1") }
	get := func(err error) func(*fakeJournal, *fakePlatform) {
		return func(_ *fakeJournal, p *fakePlatform) { p.onGet = func() error { return err } }
	}
	newVersion := func(_ *fakeJournal, p *fakePlatform) {
		p.edit("c1", func(c *client.Connection) { c.AccessKeyID = "" })
	}
	keys := []string{history.ChangedKeys}
	tests := []struct {
		name   string
		before []history.Event
		setUp  func(*fakeJournal, *fakePlatform)
		err    func(error) bool
		trail  kinds // what is added
		fields []string
		state  history.State
		gone   bool
		test   history.TestResult
	}{
		{name: "same", state: history.Created, test: history.Working},
		{name: "changed", setUp: theirName, trail: kinds{history.EventChanged}, fields: []string{history.ChangedName, history.ChangedETag}, state: history.Created, test: history.Working},
		{name: "gone", setUp: drop, trail: kinds{history.EventGone}, state: history.Deleted, gone: true, test: history.Working},
		{name: "gone by 1101", setUp: get(coded(client.KindNotFound, "FLOW-1101-404")), trail: kinds{history.EventGone}, state: history.Deleted, gone: true, test: history.Working},
		{name: "an empty answer", setUp: get(&client.APIError{Kind: client.KindNotFound, Status: 200}), trail: kinds{history.EventGone}, state: history.Deleted, gone: true, test: history.Working},
		{name: "sandbox not found", setUp: get(coded(client.KindNotFound, "FLOW-2101-404")), err: isKind(client.KindNotFound), state: history.Created, test: history.Working},
		{name: "a proxy's 404", setUp: get(&client.APIError{Kind: client.KindNotFound, Status: 404}), err: isKind(client.KindNotFound), state: history.Created, test: history.Working},
		{name: "1439 as a refusal", setUp: get(coded(client.KindRejected, "FLOW-1439-400")), err: isKind(client.KindRejected), state: history.Created, test: history.Working},
		{name: "down", setUp: get(failure(client.KindUnavailable)), err: isKind(client.KindUnavailable), state: history.Created, test: history.Working},
		{name: "back", setUp: func(j *fakeJournal, _ *fakePlatform) {
			j.edit("attempt-1", func(e *history.Entry) { e.State, e.Gone = history.Deleted, true })
		}, trail: kinds{history.EventBack}, state: history.Created, test: history.Working},
		{name: "deleted, and so it is", setUp: func(j *fakeJournal, p *fakePlatform) {
			p.drop("c1")
			j.edit("attempt-1", func(e *history.Entry) { e.State = history.Deleted })
		}, state: history.Deleted, test: history.Working},
		{name: "nothing of the keys is shown", setUp: newVersion, trail: kinds{history.EventChanged}, fields: []string{history.ChangedETag}, state: history.Created, test: history.Working},

		{
			name: "crash while deleting, done", before: []history.Event{ago(time.Second, history.EventDeleting)}, setUp: drop,
			trail: kinds{history.EventDeleted}, state: history.Deleted, test: history.Working,
		},
		{
			name: "deletion unknown, done", before: []history.Event{ago(time.Hour, history.EventDeleteUnknown), ago(time.Hour, history.EventDeleting)}, setUp: drop,
			trail: kinds{history.EventDeleted}, state: history.Deleted, test: history.Working,
		},
		{
			name: "crash while deleting, undone", before: []history.Event{ago(time.Hour, history.EventDeleting)},
			trail: kinds{history.EventDeleteFailed}, state: history.Created, test: history.Working,
		},
		{
			name: "crash while deleting, undone so far", before: []history.Event{ago(time.Second, history.EventDeleting)},
			state: history.Created, test: history.Working,
		},
		{
			name: "deletion refused before, and gone now", before: []history.Event{ago(time.Hour, history.EventDeleteFailed)}, setUp: drop,
			trail: kinds{history.EventGone}, state: history.Deleted, gone: true, test: history.Working,
		},

		{
			name: "crash while renaming, undone", before: []history.Event{ago(time.Hour, history.EventUpdating, history.ChangedName)},
			trail: kinds{history.EventUpdateFailed}, fields: []string{history.ChangedName}, state: history.Created, test: history.Working,
		},
		{
			name: "crash while renaming, undone so far", before: []history.Event{ago(time.Second, history.EventUpdating, history.ChangedName)},
			state: history.Created, test: history.Working,
		},
		{
			name: "crash while renaming by a clock since set back", before: []history.Event{ago(-time.Hour, history.EventUpdating, history.ChangedName)},
			trail: kinds{history.EventUpdateFailed}, fields: []string{history.ChangedName}, state: history.Created, test: history.Working,
		},
		{
			name: "crash while renaming, tested since", before: []history.Event{ago(time.Minute, history.EventTested), ago(time.Hour, history.EventUpdating, history.ChangedName)},
			trail: kinds{history.EventUpdateFailed}, fields: []string{history.ChangedName}, state: history.Created, test: history.Working,
		},
		{
			name: "crash while renaming, done", before: []history.Event{ago(time.Second, history.EventUpdating, history.ChangedName)}, setUp: theirName,
			trail: kinds{history.EventUpdated}, fields: []string{history.ChangedName}, state: history.Created, test: history.Working,
		},
		{
			name: "rename unknown, done", before: []history.Event{ago(time.Hour, history.EventUpdateUnknown, history.ChangedName)}, setUp: theirName,
			trail: kinds{history.EventUpdated}, fields: []string{history.ChangedName}, state: history.Created, test: history.Working,
		},
		{
			name: "crash while renaming, gone", before: []history.Event{ago(time.Second, history.EventUpdating, history.ChangedName)}, setUp: drop,
			trail: kinds{history.EventGone}, state: history.Deleted, gone: true, test: history.Working,
		},
		{name: "crash while renaming, another changed the rest", before: []history.Event{ago(time.Second, history.EventUpdating, history.ChangedName)}, setUp: func(_ *fakeJournal, p *fakePlatform) {
			p.edit("c1", func(c *client.Connection) { c.Name, c.Bucket = "other", "theirs" })
		}, trail: kinds{history.EventUpdated, history.EventChanged}, fields: []string{history.ChangedBucket}, state: history.Created, test: history.Working},
		{
			name: "crash while moving, another renamed it", before: []history.Event{ago(time.Second, history.EventUpdating, history.ChangedBucket, history.ChangedKeys)}, setUp: theirName,
			trail: kinds{history.EventUpdateFailed, history.EventChanged}, fields: []string{history.ChangedName, history.ChangedETag}, state: history.Created, test: history.Working,
		},
		{name: "crash while moving, done", before: []history.Event{ago(time.Second, history.EventUpdating, history.ChangedBucket, history.ChangedKeys)}, setUp: func(_ *fakeJournal, p *fakePlatform) {
			p.edit("c1", func(c *client.Connection) { c.Bucket = "new" })
		}, trail: kinds{history.EventUpdated}, fields: []string{history.ChangedBucket, history.ChangedKeys}, state: history.Created},
		{name: "crash while replacing keys, done", before: []history.Event{ago(time.Second, history.EventUpdating, keys...)}, setUp: func(_ *fakeJournal, p *fakePlatform) {
			p.edit("c1", func(c *client.Connection) { c.AccessKeyID = otherKey })
		}, trail: kinds{history.EventUpdated}, fields: keys, state: history.Created},
		{
			name: "crash while replacing a secret, another version", before: []history.Event{ago(time.Second, history.EventUpdating, keys...)}, setUp: newVersion,
			trail: kinds{history.EventUpdateUnknown, history.EventChanged}, fields: []string{history.ChangedETag}, state: history.Created,
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s, journal, platform := standing(t)
			for _, ev := range slices.Backward(tt.before) {
				journal.addEvent("attempt-1", ev)
			}
			if tt.setUp != nil {
				tt.setUp(journal, platform)
			}
			if tt.err == nil {
				tt.err = none
			}
			there := len(journal.trail("attempt-1"))
			entry, c, err := s.Read(t.Context(), platform, "attempt-1")
			if !tt.err(err) {
				t.Fatalf("error %v", err)
			}
			if diff := cmp.Diff(append(kinds{}, tt.trail...), journal.trail("attempt-1")[there:]); diff != "" {
				t.Errorf("trail (-want +got):\n%s", diff)
			}
			trail, _ := journal.Events(t.Context(), "attempt-1")
			if len(tt.trail) > 0 && !slices.Equal(trail[0].Fields, tt.fields) {
				t.Errorf("fields %v, want %v", trail[0].Fields, tt.fields)
			}
			now, _ := journal.Get(t.Context(), "attempt-1")
			if diff := cmp.Diff(now, entry); diff != "" {
				t.Errorf("the result is not what is recorded (-recorded +result):\n%s", diff)
			}
			if entry.State != tt.state || entry.Gone != tt.gone || entry.Test != tt.test {
				t.Errorf("the entry is %s, gone %v, test %q", entry.State, entry.Gone, entry.Test)
			}
			if held, missing := platform.peek("c1"); err == nil && missing == nil && platform.onGet == nil && (c.ETag != held.ETag || entry.ETag != held.ETag || entry.Bucket != "acme" && entry.Bucket != held.Bucket) {
				t.Errorf("read %+v into %+v, Platform holds %+v", c, entry, held)
			}
			// To read it again says nothing new.
			if err != nil {
				return
			}
			if _, _, err := s.Read(t.Context(), platform, "attempt-1"); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(append(kinds{}, tt.trail...), journal.trail("attempt-1")[there:]); diff != "" {
				t.Errorf("trail after a second time (-want +got):\n%s", diff)
			}
		})
	}
}

func TestReadWhatIsNone(t *testing.T) {
	s, journal, platform := standing(t)
	journal.edit("attempt-1", func(e *history.Entry) { e.State, e.ConnectionID = history.Unknown, "" })
	if _, _, err := s.Read(t.Context(), platform, "attempt-1"); !errors.Is(err, ErrNotCreated) {
		t.Errorf("an unsettled attempt: %v", err)
	}
	if _, _, err := s.Read(t.Context(), platform, "attempt-2"); !errors.Is(err, history.ErrNotFound) {
		t.Errorf("no entry: %v", err)
	}
}
