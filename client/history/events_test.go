package history

import (
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"mooring/client"
)

func TestTrail(t *testing.T) {
	r := openNew(t)
	e := entryNamed("x")
	e.StartedAt = start.Add(-time.Minute)
	id := begin(t, r, e)
	why := Problem{Kind: client.KindUnavailable, Status: 503, Code: odd, Detail: odd, RequestID: odd, Op: "CreateConnection", Page: true}
	finish(t, r, id, Outcome{State: Unknown, Problem: why})
	finish(t, r, id, Outcome{State: Unknown, Problem: why, Candidates: []client.ConnectionID{"a", "b"}}) // no news
	finish(t, r, id, Outcome{State: Created, ConnectionID: "id"})
	finish(t, r, id, Outcome{State: Created, ConnectionID: "id", ETag: `"newer"`}) // no news
	at := start.Add(time.Minute)
	if err := r.Journal.RecordTest(t.Context(), id, Working, at); err != nil {
		t.Fatal(err)
	}
	if err := r.Journal.RecordTest(t.Context(), id, NotTested, time.Time{}); err != nil {
		t.Fatal(err)
	}
	changing := Event{At: start.Add(time.Hour), Kind: EventUpdating, Fields: []string{ChangedName, odd}, Problem: why, By: odd}
	if err := r.Journal.Record(t.Context(), id, changing); err != nil {
		t.Fatal(err)
	}
	ms := func(t time.Time) time.Time { return t.UTC().Truncate(time.Millisecond) }
	changing.At, changing.Fields = ms(changing.At), []string{ChangedName, string([]rune(odd))} // JSON is text
	want := []Event{
		{At: ms(e.StartedAt), Kind: EventAttempted},
		{At: ms(start), Kind: EventUnknown, Problem: why},
		{At: ms(start), Kind: EventCreated},
		{At: ms(at), Kind: EventTested, Test: Working},
		changing,
	}
	if diff := cmp.Diff(want, trail(t, r, id)); diff != "" {
		t.Errorf("trail (-want +got):\n%s", diff)
	}
	if err := r.Journal.Record(t.Context(), id, Event{Kind: EventDeleting}); err != nil { // at is now
		t.Fatal(err)
	}
	if got := kinds(trail(t, r, id)); !slices.Contains(got, EventDeleting) {
		t.Errorf("trail %v", got)
	}
	failed := begin(t, r, entryNamed("failed"))
	finish(t, r, failed, Outcome{State: Failed, Problem: why})
	if events := trail(t, r, failed); len(events) != 2 || events[1].Kind != EventFailed || events[1].Problem != why {
		t.Errorf("trail %+v", events)
	}
}

func TestRecordRefuses(t *testing.T) {
	r := openNew(t)
	id := begin(t, r, entryNamed("x"))
	if err := r.Journal.Record(t.Context(), "none", Event{Kind: EventDeleting}); !errors.Is(err, ErrNotFound) {
		t.Errorf("no entry: %v", err)
	}
	for _, ev := range []Event{{}, {Kind: EventTested, Test: "perhaps"}} {
		if err := r.Journal.Record(t.Context(), id, ev); !errors.Is(err, ErrInvalid) {
			t.Errorf("Record(%+v) = %v", ev, err)
		}
	}
	if got := trail(t, r, id); len(got) != 1 {
		t.Errorf("trail %+v", got)
	}
	if got := trail(t, r, "none"); len(got) != 0 {
		t.Errorf("trail of nothing: %+v", got)
	}
}

// A connection that is tested every hour keeps its latest tests, and every change
// of their result however long ago.
func TestOldTestsAreDropped(t *testing.T) {
	onlyOnce(t)
	r := openNew(t)
	id := create(t, r, entryNamed("x"), "id")
	at := start
	record := func(result TestResult, n int) {
		for range n {
			at = at.Add(time.Hour)
			if err := r.Journal.RecordTest(t.Context(), id, result, at); err != nil {
				t.Fatal(err)
			}
		}
	}
	record(Working, 3)
	record(Refused, 2)
	record(Working, keptTests+50)
	at = at.Add(time.Hour)
	if err := r.Journal.Record(t.Context(), id, Event{At: at, Kind: EventTestFailed}); err != nil {
		t.Fatal(err)
	}
	events := trail(t, r, id)
	if len(events) != keptTests+2 || events[0].Kind != EventAttempted || events[1].Kind != EventCreated {
		t.Fatalf("%d events", len(events))
	}
	tests := events[2:]
	got := []TestResult{}
	for _, e := range tests[:4] {
		got = append(got, e.Test)
	}
	if !slices.Equal(got, []TestResult{Working, Refused, Working, Working}) || tests[len(tests)-1].Kind != EventTestFailed {
		t.Errorf("the oldest tests are %v", got)
	}
	if next, want := tests[3].At, tests[len(tests)-2].At.Add(-(keptTests-5)*time.Hour); !next.Equal(want) {
		t.Errorf("the latest begin at %s, want %s", next, want)
	}
	// Where no test repeats the one before it, the oldest go.
	other := create(t, r, entryNamed("y"), "id-2")
	for i := range keptTests + 10 {
		result := []TestResult{Working, Refused}[i%2]
		if err := r.Journal.RecordTest(t.Context(), other, result, start.Add(time.Duration(i)*time.Hour)); err != nil {
			t.Fatal(err)
		}
	}
	if events := trail(t, r, other); len(events) != keptTests+2 {
		t.Errorf("%d events", len(events))
	}
}
