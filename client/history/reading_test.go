package history

import (
	"fmt"
	"testing"
	"time"

	"mooring/client"
)

// dataflow is one with an hour between its runs, the last of which went through.
func dataflow(id string) Dataflow {
	d := Dataflow{ID: client.FlowID(id), Name: "Orders " + id, State: "enabled"}
	d.TakeUp([]client.Run{ran("r1", 9, client.RunSuccess)}, false)
	return d
}

// reading is one of home at a time that finds these dataflows, and those of partly
// not entirely. meanwhile is done while Platform is asked.
func reading(t testing.TB, r *Register, at time.Time, read map[string][]Dataflow, partly map[string]bool, meanwhile func()) {
	t.Helper()
	one := r.Journal.BeginReading(home, at)
	defer one.End()
	if _, err := one.Known(t.Context()); err != nil {
		t.Fatal(err)
	}
	if meanwhile != nil {
		meanwhile()
	}
	if err := one.Keep(t.Context(), read, partly); err != nil {
		t.Fatal(err)
	}
}

// changesIn counts the rows that are written.
func changesIn(t testing.TB, r *Register, do func()) int {
	t.Helper()
	var before, after int
	for _, count := range []*int{&before, &after} {
		if err := r.store.writer.QueryRowContext(t.Context(), `SELECT total_changes()`).Scan(count); err != nil {
			t.Fatal(err)
		}
		if count == &before {
			do()
		}
	}
	return after - before
}

// A place whose dataflows are read again and again is not written again and again:
// what is new is, and when that was.
func TestAReadingWritesWhatIsNew(t *testing.T) {
	r := openNew(t)
	const n, used = 300, 15
	read := map[string][]Dataflow{}
	var ids []string
	for i := range n {
		id := create(t, r, entryNamed(fmt.Sprint("x", i)), client.ConnectionID(fmt.Sprint("id-", i)))
		if ids = append(ids, id); i < used {
			read[id] = []Dataflow{dataflow(fmt.Sprint("a", i)), dataflow(fmt.Sprint("b", i))}
		}
	}
	at := func(hour int) time.Time { return noon.Add(time.Duration(hour-24) * time.Hour) }
	reading(t, r, at(1), read, nil, nil)
	reading(t, r, at(2), read, nil, nil)
	if n := changesIn(t, r, func() { reading(t, r, at(3), read, nil, nil) }); n > 1 {
		t.Errorf("%d rows are written where nothing is new", n)
	}
	for i, id := range ids {
		e := get(t, r, id)
		if want := len(read[id]); e.Flows.Count != want || !e.Flows.ReadAt.Equal(at(3)) || (e.Flows.Status == FlowsNone) != (want == 0) {
			t.Fatalf("entry %d: %+v", i, e.Flows)
		}
	}
	// One of them fails, one has none any more, and one that had none has got one.
	failing := dataflow("a0")
	failing.TakeUp(runsOf(client.RunFailed, 5, 7), false)
	read[ids[0]][0] = failing
	delete(read, ids[1])
	read[ids[used]] = []Dataflow{dataflow("new")}
	if n := changesIn(t, r, func() { reading(t, r, at(4), read, nil, nil) }); n > 20 {
		t.Errorf("%d rows are written for three entries", n)
	}
	for i, want := range map[int]FlowStatus{0: FlowsFailing, 1: FlowsNone, 2: FlowsWorking, used: FlowsWorking, used + 1: FlowsNone} {
		if e := get(t, r, ids[i]); e.Flows.Status != want || !e.Flows.ReadAt.Equal(at(4)) {
			t.Errorf("entry %d: %+v, want %s", i, e.Flows, want)
		}
	}
	if trail := flowTrail(t, r, ids[0]); len(trail) != 1 {
		t.Errorf("%v", trail)
	}
	checkIndex(t, r)
}

// What was not read is not taken for read.
func TestAReadingIsOfWhatWasRead(t *testing.T) {
	r := openNew(t)
	at := func(hour int) time.Time { return noon.Add(time.Duration(hour-24) * time.Hour) }
	named := func(name string) string { return create(t, r, entryNamed(name), client.ConnectionID("id-"+name)) }
	read := map[string][]Dataflow{}
	quiet, partly, gone, alone, amended := named("quiet"), named("partly"), named("gone"), named("alone"), named("amended")
	read[partly], read[amended] = []Dataflow{dataflow("p")}, []Dataflow{dataflow("m")}
	elsewhere := entryNamed("elsewhere")
	elsewhere.Place.Sandbox = "another"
	other := create(t, r, elsewhere, "id-other")
	failed := begin(t, r, entryNamed("failed"))
	finish(t, r, failed, Outcome{State: Failed})
	late := begin(t, r, entryNamed("late"))
	for hour := 1; hour <= 2; hour++ { // so that all of them are in it
		reading(t, r, at(hour), read, nil, nil)
	}
	if err := r.Journal.MarkDeleted(t.Context(), gone, true, Event{}); err != nil {
		t.Fatal(err)
	}
	var found string
	reading(t, r, at(3), read, map[string]bool{partly: true}, func() {
		finish(t, r, late, Outcome{State: Created, ConnectionID: "id-late"})
		found = named("found")
		keep(t, r, alone, at(4))
		if err := r.Journal.AmendFlow(t.Context(), amended, dataflow("m"), func(d *Dataflow) { d.State = "disabled" }, Event{}); err != nil {
			t.Fatal(err)
		}
	})
	check := func(what string, want map[string]int) {
		t.Helper()
		names := map[string]string{
			quiet: "quiet", partly: "partly", gone: "gone", alone: "alone", amended: "amended", other: "other", failed: "failed",
			late: "late", found: "found",
		}
		for id, name := range names {
			e := get(t, r, id)
			if hour := want[name]; hour == 0 != e.Flows.ReadAt.IsZero() || hour > 0 && !e.Flows.ReadAt.Equal(at(hour)) ||
				(hour == 0) != (e.Flows.Status == FlowsNotRead) {
				t.Errorf("%s: %s is read at %v: %s, want hour %d", what, name, e.Flows.ReadAt, e.Flows.Status, hour)
			}
		}
		checkIndex(t, r)
	}
	check("while others were at it", map[string]int{"quiet": 3, "partly": 2, "gone": 2, "alone": 4, "amended": 2})
	if e := get(t, r, amended); e.Flows.Status != FlowsPaused {
		t.Errorf("%+v", e.Flows)
	}
	reading(t, r, at(5), read, nil, nil)
	check("the next time", map[string]int{"quiet": 5, "partly": 5, "gone": 2, "alone": 5, "amended": 5, "late": 5, "found": 5})
	reading(t, r, at(4), read, nil, nil) // which was overtaken
	check("of an older one", map[string]int{"quiet": 5, "partly": 5, "gone": 2, "alone": 5, "amended": 5, "late": 5, "found": 5})

	// It goes with the entry, and comes back with it.
	forgotten, _, err := r.Entries.Forget(t.Context(), []string{quiet, partly, gone, alone, amended, late, found})
	if err != nil {
		t.Fatal(err)
	}
	var n int
	if err := r.store.reader.QueryRowContext(t.Context(), `SELECT count(*) FROM readings`).Scan(&n); err != nil || n != 0 {
		t.Errorf("%d readings of a place that is forgotten, %v", n, err)
	}
	if err := r.Entries.Restore(t.Context(), forgotten); err != nil {
		t.Fatal(err)
	}
	check("restored", map[string]int{"quiet": 5, "partly": 5, "gone": 2, "alone": 5, "amended": 5, "late": 5, "found": 5})
}

// A time that is still to come was written by a clock that was wrong then.
func TestAReadingOfAWrongClock(t *testing.T) {
	now := noon
	r := openWith(t, Options{Dir: t.TempDir(), Now: func() time.Time { return now }})
	id := create(t, r, entryNamed("x"), "id")
	for _, at := range []time.Time{noon.Add(48 * time.Hour), noon.Add(-time.Hour)} {
		reading(t, r, at, nil, nil, nil)
		reading(t, r, at.Add(time.Minute), nil, nil, nil)
		if e := get(t, r, id); !e.Flows.ReadAt.Equal(at.Add(time.Minute)) {
			t.Errorf("read at %v, not at %v", e.Flows.ReadAt, at)
		}
	}
}

// BenchmarkReading is a reading of a place with 100,000 connections: the first, and
// one that finds nothing new.
func BenchmarkReading(b *testing.B) {
	for _, share := range []int{0, 20} { // of so many connections one has a dataflow
		b.Run(fmt.Sprintf("one of %d is read", share), func(b *testing.B) {
			r, err := Open(b.Context(), Options{Dir: b.TempDir()})
			if err != nil {
				b.Fatal(err)
			}
			defer r.Close() //nolint:errcheck // A benchmark.
			if err := plant(b.Context(), r, manyRows); err != nil {
				b.Fatal(err)
			}
			if _, err := r.store.writer.ExecContext(b.Context(), `UPDATE entries SET sandbox = ?`, home.Sandbox); err != nil {
				b.Fatal(err)
			}
			list, err := r.Entries.List(b.Context(), Query{})
			if err != nil {
				b.Fatal(err)
			}
			read := map[string][]Dataflow{}
			for i, id := range list.IDs {
				if share > 0 && i%share == 0 {
					read[id] = []Dataflow{dataflow(id)}
				}
			}
			at := time.Now().Add(-24 * time.Hour)
			begun := time.Now()
			reading(b, r, at, read, nil, nil)
			first := time.Since(begun)
			reading(b, r, at.Add(time.Minute), read, nil, nil)
			written := 0
			for b.Loop() {
				at = at.Add(10 * time.Minute)
				written += changesIn(b, r, func() { reading(b, r, at, read, nil, nil) })
			}
			b.ReportMetric(float64(first.Milliseconds()), "first-ms/op")
			b.ReportMetric(float64(written)/float64(b.N), "rows/op")
		})
	}
}
