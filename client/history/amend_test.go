package history

import (
	"errors"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"mooring/client"
)

func TestAmend(t *testing.T) {
	clock := start
	r := openWith(t, Options{Dir: filepath.Join(t.TempDir(), "mooring"), Now: func() time.Time { return clock }})
	e := entryNamed("x")
	id := create(t, r, e, "id")
	if err := r.Journal.RecordTest(t.Context(), id, Refused, start); err != nil {
		t.Fatal(err)
	}
	before := get(t, r, id)
	clock = clock.Add(time.Hour)
	c := shown("id")
	c.Name, c.AccessKeyID = "Überarbeitet", maskedKey
	ev := Event{At: clock, Kind: EventUpdated, Fields: []string{ChangedName, ChangedKeys}}
	if err := r.Journal.Amend(t.Context(), id, Amendment{Connection: c, AccessKeyID: otherKey, ForgetTest: true}, ev); err != nil {
		t.Fatal(err)
	}
	now := clock.UTC().Truncate(time.Millisecond)
	want := before
	want.Name, want.Description, want.Bucket, want.FolderPath, want.ServiceURL = c.Name, c.Description, c.Bucket, c.FolderPath, c.ServiceURL
	want.AccessKeyHint, want.AccessKeyHash = HintAccessKey(otherKey), r.Journal.HashAccessKey(otherKey)
	want.ETag, want.PlatformState, want.CreatedBy, want.UpdatedBy, want.CreatedClient = c.ETag, c.State, c.CreatedBy, c.UpdatedBy, c.CreatedClient
	want.PlatformCreatedAt, want.PlatformUpdatedAt, want.SeenAt, want.UpdatedAt = c.CreatedAt, c.UpdatedAt, now, now
	want.Test, want.TestedAt = NotTested, time.Time{}
	if diff := cmp.Diff(want, get(t, r, id)); diff != "" {
		t.Errorf("amended (-want +got):\n%s", diff)
	}
	events := trail(t, r, id)
	ev.At = now
	if diff := cmp.Diff(ev, events[len(events)-1]); diff != "" {
		t.Errorf("event (-want +got):\n%s", diff)
	}
	for search, n := range map[string]int{"überarb": 1, `"id-1"`: 1, "acme-x": 0} {
		if got, err := count(t.Context(), r, Query{Search: search}); got != n || err != nil {
			t.Errorf("%q finds %d, %v", search, got, err)
		}
	}
	if first, err := selected(t.Context(), r, Query{Sort: ByName}); err != nil || first[0].Name != c.Name {
		t.Errorf("by name: %v, %v", names(first), err)
	}
	// Without an event, and with a key that Platform shows whole.
	c.AccessKeyID = wholeKey
	if err := r.Journal.Amend(t.Context(), id, Amendment{Connection: c}, Event{}); err != nil {
		t.Fatal(err)
	}
	if got := get(t, r, id); got.AccessKeyHash != r.Journal.HashAccessKey(wholeKey) || len(trail(t, r, id)) != len(events) {
		t.Errorf("got %+v", got)
	}
	checkIndex(t, r)
}

func TestAmendRefuses(t *testing.T) {
	r := openNew(t)
	id := create(t, r, entryNamed("x"), "id")
	pending := begin(t, r, entryNamed("pending"))
	for _, test := range []struct {
		name, attempt string
		c             client.ConnectionID
		ev            Event
		want          error
	}{
		{"no such entry", "none", "id", Event{}, ErrNotFound},
		{"another connection", id, "ID", Event{}, ErrSettled},
		{"no connection", id, "", Event{}, ErrSettled},
		{"not created yet", pending, "id", Event{}, ErrInvalid},
		{"an odd result", id, "id", Event{Kind: EventTested, Test: "perhaps"}, ErrInvalid},
	} {
		t.Run(test.name, func(t *testing.T) {
			err := r.Journal.Amend(t.Context(), test.attempt, Amendment{Connection: shown(test.c)}, test.ev)
			if !errors.Is(err, test.want) {
				t.Errorf("Amend = %v, want %v", err, test.want)
			}
		})
	}
	if e := get(t, r, id); e.Name != "x" || len(trail(t, r, id)) != 2 {
		t.Errorf("refused, but changed: %+v", e)
	}
	if err := r.Journal.MarkDeleted(t.Context(), "none", true, Event{}); !errors.Is(err, ErrNotFound) {
		t.Errorf("MarkDeleted = %v", err)
	}
	if err := r.Journal.MarkDeleted(t.Context(), pending, true, Event{}); !errors.Is(err, ErrInvalid) {
		t.Errorf("MarkDeleted = %v", err)
	}
}

func TestMarkDeleted(t *testing.T) {
	r := openNew(t)
	id := create(t, r, entryNamed("x"), "id")
	step := func(gone bool, kind EventKind, status Status, events int) {
		t.Helper()
		if err := r.Journal.MarkDeleted(t.Context(), id, gone, Event{Kind: kind}); err != nil {
			t.Fatal(err)
		}
		e := get(t, r, id)
		if e.Status() != status || e.ConnectionID != "id" || len(trail(t, r, id)) != events {
			t.Errorf("%s %+v: %v", e.Status(), e, kinds(trail(t, r, id)))
		}
	}
	step(true, EventGone, StatusGone, 3)
	step(true, EventGone, StatusGone, 3)        // no news
	step(false, EventDeleted, StatusDeleted, 4) // it was deleted from here after all
	step(true, EventGone, StatusDeleted, 4)     // which is not taken back
	step(false, EventDeleteFailed, StatusDeleted, 5)
	if err := r.Journal.Amend(t.Context(), id, Amendment{Connection: shown("id")}, Event{Kind: EventBack}); err != nil {
		t.Fatal(err)
	}
	if e := get(t, r, id); e.Status() != StatusNotTested {
		t.Errorf("it is %s", e.Status())
	}
	for status, n := range map[Status]int{StatusNotTested: 1, StatusDeleted: 0, StatusGone: 0} {
		if got, err := count(t.Context(), r, Query{Filter: Filter{Statuses: []Status{status}}}); got != n || err != nil {
			t.Errorf("%d are %s, %v", got, status, err)
		}
	}
	checkIndex(t, r)
}
