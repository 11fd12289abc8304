package history

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"mooring/client"
)

// noon is when dataflows are read in these tests.
var noon = start.UTC().Truncate(time.Millisecond)

// ran is a run that began so many hours before noon.
func ran(id string, hoursAgo int, status client.RunStatus) client.Run {
	at := noon.Add(-time.Duration(hoursAgo) * time.Hour)
	run := client.Run{ID: client.RunID(id), FlowID: "f", Status: status, Figures: client.NoFigures, CreatedAt: at}
	if status.Outcome().Ended() {
		run.Started, run.Completed = at, at.Add(time.Minute)
	}
	if status == client.RunSuccess {
		run.Figures.RowsIn, run.Figures.RowsOut = 10, 10
	}
	if status == client.RunFailed {
		run.Errors = []client.RunError{{Code: "CONNECTOR-1001-500", Message: "Error in copying"}}
	}
	return run
}

func runsOf(status client.RunStatus, from, to int) (runs []client.Run) {
	for i := from; i <= to; i++ {
		runs = append(runs, ran(fmt.Sprint("r", i), i, status))
	}
	return runs
}

func TestTakeUp(t *testing.T) {
	var d Dataflow
	d.TakeUp(nil, true)
	if d.Status() != FlowsWaiting || d.UnderWay() {
		t.Errorf("%+v", d)
	}
	d.TakeUp([]client.Run{ran("r99", 99, client.RunSuccess)}, false)
	if d.Status() != FlowsWorking || d.Failed != 0 || !d.LastFile.Equal(noon.Add(-99*time.Hour+time.Minute)) {
		t.Errorf("%+v", d)
	}
	// 72 failures, read in three goes, in any order, partly twice.
	d.TakeUp(runsOf(client.RunFailed, 40, 72), false)
	d.TakeUp(append(runsOf(client.RunFailed, 1, 10), runsOf(client.RunFailed, 30, 45)...), false)
	d.TakeUp(runsOf(client.RunFailed, 5, 35), false)
	if d.Status() != FlowsFailing || len(d.Runs) != keptRuns || d.Runs[0].Run != "r1" || d.Last.ID != "r1" ||
		d.Last.Cause.Code != "CONNECTOR-1001-500" || !d.Last.Retryable || d.Last.Took() != time.Minute {
		t.Errorf("%+v", d)
	}
	if !d.FailingSince.Equal(noon.Add(-72*time.Hour)) || d.Failed < 30 {
		t.Errorf("%d since %v", d.Failed, d.FailingSince)
	}
	// In the order in which they happen, none is lost.
	d = Dataflow{}
	d.TakeUp(runsOf(client.RunSuccess, 73, 75), false)
	for hour := 72; hour > 0; hour -= 6 {
		d.TakeUp(runsOf(client.RunFailed, hour-5, hour), false)
	}
	if d.Failed != 72 || !d.FailingSince.Equal(noon.Add(-72*time.Hour)) || d.AtLeast {
		t.Errorf("%d since %v", d.Failed, d.FailingSince)
	}
	for all, want := range map[bool]bool{true: false, false: true} {
		var first Dataflow
		first.TakeUp(runsOf(client.RunFailed, 1, 3), all)
		if first.Failed != 3 || first.AtLeast != want {
			t.Errorf("%+v", first)
		}
		first.TakeUp(runsOf(client.RunFailed, 0, 0), false)
		if first.Failed != 4 || first.AtLeast != want {
			t.Errorf("%+v", first)
		}
	}
	waiting := ran("new", 0, client.RunScheduled)
	d.TakeUp([]client.Run{waiting}, false)
	if d.Status() != FlowsFailing || !d.UnderWay() || d.Failed != 72 {
		t.Errorf("%s, %d", d.Status(), d.Failed)
	}
	d.TakeUp([]client.Run{ran("new", 0, client.RunSuccess)}, false)
	if d.Status() != FlowsWorking || d.UnderWay() || d.Failed != 0 || !d.FailingSince.IsZero() || len(d.Runs) != keptRuns || d.Runs[1].Run != "r1" {
		t.Errorf("%+v", d)
	}
}

// TestManyUnderWay tells of a dataflow whose runs were all tried again how it stands
// by the last one that has ended, until one of them has.
func TestManyUnderWay(t *testing.T) {
	at := time.Date(2026, 11, 28, 9, 0, 0, 0, time.UTC)
	run := func(id string, status client.RunStatus, ago time.Duration) client.Run {
		return client.Run{ID: client.RunID(id), Status: status, Figures: client.NoFigures, CreatedAt: at.Add(-ago), Started: at.Add(-ago)}
	}
	var d Dataflow
	d.TakeUp([]client.Run{run("bad", client.RunFailed, 2*time.Hour), run("worse", client.RunFailed, 3*time.Hour), run("good", client.RunSuccess, 4*time.Hour)}, true)
	var again []client.Run
	for i := range 2 * keptRuns {
		again = append(again, run(fmt.Sprintf("again %d", i), client.RunScheduled, time.Duration(i)*time.Second))
	}
	for _, one := range again { // one by one, as they are asked for
		d.TakeUp([]client.Run{one}, false)
	}
	if d.Status() != FlowsFailing || d.Failed != 2 || !d.FailingSince.Equal(at.Add(-3*time.Hour)) || d.Last.ID != "bad" {
		t.Errorf("%s, %d failed since %v, the last one %q", d.Status(), d.Failed, d.FailingSince, d.Last.ID)
	}
	again[0].Status = client.RunSuccess
	d.TakeUp(again[:1], false)
	if d.Status() != FlowsWorking || d.Failed != 0 {
		t.Errorf("%s, %d failed, once one went through", d.Status(), d.Failed)
	}
}

func TestSummarize(t *testing.T) {
	flow := func(state string, runs ...client.Run) Dataflow {
		d := Dataflow{ID: "f", State: state}
		d.TakeUp(runs, true)
		return d
	}
	good, bad := ran("g", 1, client.RunSuccess), ran("b", 2, client.RunFailed)
	partly := ran("p", 3, client.RunSuccess)
	partly.Figures.RowsFailed = 1
	odd := ran("o", 4, "vanished")
	later, late := ran("later", 1, client.RunSuccess), ran("late", 2, client.RunFailed)
	late.WindowEnd = noon.Add(-2 * time.Hour)
	empty := ran("e", 1, client.RunSuccess)
	empty.Figures = client.Figures{}
	file := good.Completed
	for name, tc := range map[string]struct {
		flows []Dataflow
		want  FlowSummary
	}{
		"none":    {nil, FlowSummary{Status: FlowsNone}},
		"working": {[]Dataflow{flow("enabled", good), flow("disabled", good)}, FlowSummary{Status: FlowsWorking, Count: 2, LastFile: file}},
		"paused":  {[]Dataflow{flow("disabled", good)}, FlowSummary{Status: FlowsPaused, Count: 1, LastFile: file}},
		"paused after failing": {
			[]Dataflow{flow("enabled", good), flow("disabled", bad)}, FlowSummary{Status: FlowsFailing, Count: 2, LastFile: file},
		},
		"rows left out beside one that is paused": {
			[]Dataflow{flow("enabled", partly), flow("disabled", bad)}, FlowSummary{Status: FlowsPartial, Count: 2, LastFile: partly.Completed},
		},
		"all paused": {
			[]Dataflow{flow("disabled", partly), flow("disabled", bad)}, FlowSummary{Status: FlowsFailing, Count: 2, LastFile: partly.Completed},
		},
		"waiting": {[]Dataflow{flow("enabled"), flow("disabled")}, FlowSummary{Status: FlowsWaiting, Count: 2}},
		"failing": {
			[]Dataflow{flow("enabled", bad), flow("enabled", good, ran("x", 9, client.RunFailed)), flow("enabled", ran("y", 5, client.RunFailed))},
			FlowSummary{Status: FlowsFailing, Count: 3, Failing: 2, FailingSince: noon.Add(-5 * time.Hour), LastFile: file},
		},
		"files left unread": {
			[]Dataflow{flow("enabled", good), flow("enabled", later, late)}, FlowSummary{Status: FlowsBehind, Count: 2, LastFile: later.Completed},
		},
		"files left unread, paused": {
			[]Dataflow{flow("enabled", good), flow("disabled", later, late)}, FlowSummary{Status: FlowsBehind, Count: 2, LastFile: later.Completed},
		},
		"partial":  {[]Dataflow{flow("enabled", partly), flow("enabled", good)}, FlowSummary{Status: FlowsPartial, Count: 2, LastFile: file}},
		"unknown":  {[]Dataflow{flow("enabled", odd), flow("enabled", partly)}, FlowSummary{Status: FlowsUnknown, Count: 2, LastFile: partly.Completed}},
		"no files": {[]Dataflow{flow("enabled", empty)}, FlowSummary{Status: FlowsWorking, Count: 1}},
	} {
		t.Run(name, func(t *testing.T) {
			tc.want.ReadAt = noon
			if diff := cmp.Diff(tc.want, Summarize(tc.flows, noon)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestStatusOfAll holds the worst truth of test and dataflows.
func TestStatusOfAll(t *testing.T) {
	early, late := noon.Add(-time.Hour), noon
	for want, entries := range map[Status][]Entry{
		StatusRefused: {
			{Test: Refused, TestedAt: late, Flows: FlowSummary{Status: FlowsWorking, LastFile: early}},
			{Test: Refused, TestedAt: late, Flows: FlowSummary{Status: FlowsFailing}},
		},
		StatusFailing: {{Test: Working, Flows: FlowSummary{Status: FlowsFailing}}, {Flows: FlowSummary{Status: FlowsFailing}}},
		StatusPartial: {{Test: Working, Flows: FlowSummary{Status: FlowsPartial, LastFile: late}}},
		StatusBehind:  {{Test: Working, Flows: FlowSummary{Status: FlowsBehind, LastFile: late}}},
		StatusPaused:  {{Test: Working, Flows: FlowSummary{Status: FlowsPaused}}},
		StatusWorking: {
			{Test: Working},
			{Test: Working, Flows: FlowSummary{Status: FlowsNone}},
			{Test: Working, Flows: FlowSummary{Status: FlowsUnknown}},
			{Flows: FlowSummary{Status: FlowsWorking, LastFile: late}, PlatformUpdatedAt: early},
			{Test: Refused, TestedAt: early, Flows: FlowSummary{Status: FlowsWorking, LastFile: late}},
		},
		StatusNotTested: {
			{},
			{Flows: FlowSummary{Status: FlowsWorking, LastFile: early}, PlatformUpdatedAt: late},
			{Flows: FlowSummary{Status: FlowsNone}},
		},
		StatusGone: {{State: Deleted, Gone: true, Flows: FlowSummary{Status: FlowsFailing}}},
	} {
		for _, e := range entries {
			if e.State == "" {
				e.State = Created
			}
			if got := e.Status(); got != want {
				t.Errorf("%+v is %s, want %s", e, got, want)
			}
		}
	}
	if !StatusFailing.NeedsAttention() || StatusPaused.NeedsAttention() {
		t.Error("what needs attention")
	}
	for _, s := range CreatedStatuses() {
		if _, known := ranks[s]; !known {
			t.Error(s)
		}
	}
}

// flowTrail are the events about dataflows in the trail, the oldest first.
func flowTrail(t *testing.T, r *Register, id string) (kinds []string) {
	t.Helper()
	events, err := r.Journal.Events(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	for _, ev := range slices.Backward(events) {
		if ev.Flow != "" {
			kinds = append(kinds, fmt.Sprintf("%s %s %s %s%s", ev.Kind, ev.FlowName, ev.Run, ev.Problem.Code, ev.By))
		}
	}
	return kinds
}

func keep(t *testing.T, r *Register, id string, at time.Time, flows ...Dataflow) {
	t.Helper()
	if err := r.Journal.KeepFlows(t.Context(), FlowsRead{AttemptID: id, At: at, Flows: flows}); err != nil {
		t.Fatal(err)
	}
}

func TestKeepFlows(t *testing.T) {
	r := openNew(t)
	id := create(t, r, entryNamed("x"), "id-1")
	other := create(t, r, entryNamed("y"), "id-2")
	d := Dataflow{
		ID: "f", Name: "Orders", State: "enabled", Path: "/acme/in", Dataset: "d", DatasetName: "Orders raw", UpdatedBy: "bob",
		Schedule: client.Schedule{Frequency: client.ByHour, Interval: 1, Start: noon, Backfill: true},
	}
	d.TakeUp([]client.Run{ran("r9", 9, client.RunSuccess)}, false)
	older := Dataflow{ID: "e", Name: "Ämter", State: "disabled"}
	at := noon.Add(-8 * time.Hour)
	keep(t, r, id, at, d, older)
	got, err := r.Journal.Flows(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]Dataflow{older, d}, got); diff != "" {
		t.Error(diff)
	}
	want := FlowSummary{Status: FlowsWorking, Count: 2, Paused: 1, LastFile: d.LastFile, ReadAt: at}
	if diff := cmp.Diff(want, get(t, r, id).Flows); diff != "" {
		t.Error(diff)
	}
	checkIndex(t, r)

	fail := d
	fail.TakeUp(runsOf(client.RunFailed, 5, 7), false)
	keep(t, r, id, noon.Add(-4*time.Hour), fail, older)
	keep(t, r, id, noon.Add(-5*time.Hour), d) // what is older is passed over
	fail.TakeUp(runsOf(client.RunFailed, 3, 4), false)
	keep(t, r, id, noon.Add(-3*time.Hour), fail, older)
	if e := get(t, r, id); e.Status() != StatusFailing || e.Flows.Failing != 1 || !e.Flows.FailingSince.Equal(noon.Add(-7*time.Hour)) {
		t.Errorf("%+v", e.Flows)
	}
	list, err := r.Entries.List(t.Context(), Query{Filter: Filter{Statuses: AttentionStatuses()}})
	if err != nil || !slices.Equal(list.IDs, []string{id}) || list.Attention != 1 {
		t.Errorf("%+v, %v", list, err)
	}
	heal := fail
	heal.TakeUp([]client.Run{ran("r2", 2, client.RunSuccess)}, false)
	resumed := older
	resumed.State = "enabled"
	keep(t, r, id, noon.Add(-2*time.Hour), heal, resumed)
	heal.State = "disabled"
	keep(t, r, id, noon.Add(-1*time.Hour), heal, resumed)
	wantTrail := []string{
		"flowFailing Orders r5 CONNECTOR-1001-500", "flowRecovered Orders r2 ", "flowResumed Ämter  ", "flowPaused Orders  bob",
	}
	if diff := cmp.Diff(wantTrail, flowTrail(t, r, id)); diff != "" {
		t.Error(diff)
	}
	keep(t, r, other, noon, fail) // failing when it is first seen
	if diff := cmp.Diff([]string{"flowFailing Orders r3 CONNECTOR-1001-500"}, flowTrail(t, r, other)); diff != "" {
		t.Error(diff)
	}
	keep(t, r, "nobody", noon, d)
	checkIndex(t, r)

	for want, q := range map[string]Query{
		id: {Filter: Filter{Flows: []FlowStatus{FlowsWaiting}}}, other: {Filter: Filter{Flows: []FlowStatus{FlowsFailing, FlowsNone}}},
	} {
		if list, err := r.Entries.List(t.Context(), q); err != nil || !slices.Equal(list.IDs, []string{want}) {
			t.Errorf("%v, %v", list.IDs, err)
		}
	}
	byFile, err := r.Entries.List(t.Context(), Query{Sort: ByLastFile, Descending: true})
	if err != nil || !slices.Equal(byFile.IDs, []string{id, other}) {
		t.Errorf("%v, %v", byFile.IDs, err)
	}

	forgotten, _, err := r.Entries.Forget(t.Context(), []string{id})
	if err != nil {
		t.Fatal(err)
	}
	if flows, err := r.Journal.Flows(t.Context(), id); err != nil || len(flows) != 0 {
		t.Errorf("%v, %v", flows, err)
	}
	if err := r.Entries.Restore(t.Context(), forgotten); err != nil {
		t.Fatal(err)
	}
	if flows, err := r.Journal.Flows(t.Context(), id); err != nil || len(flows) != 2 || get(t, r, id).Flows.Count != 2 {
		t.Errorf("%v, %v", flows, err)
	}
	if len(flowTrail(t, r, id)) != len(wantTrail) {
		t.Error("the trail is not restored")
	}
	checkIndex(t, r)
	keep(t, r, id, noon) // all of them were deleted
	if e := get(t, r, id); e.Flows.Status != FlowsNone {
		t.Errorf("%+v", e.Flows)
	}
}

// What is done to a dataflow while dataflows are being read is not taken back by what
// Platform said before, and nobody else is said to have undone it.
func TestWhatIsDoneMeanwhileStays(t *testing.T) {
	asked := noon.Add(-time.Hour)
	paused, again, renamed, other := dataflow("paused"), dataflow("again"), dataflow("renamed"), dataflow("other")
	for name, read := range map[string]func(*Register, string, func(), ...Dataflow){
		"one connection": func(r *Register, id string, meanwhile func(), flows ...Dataflow) {
			meanwhile()
			keep(t, r, id, asked, flows...)
		},
		"a whole place": func(r *Register, id string, meanwhile func(), flows ...Dataflow) {
			reading(t, r, asked, map[string][]Dataflow{id: flows}, nil, meanwhile)
		},
	} {
		t.Run(name, func(t *testing.T) {
			r := openNew(t)
			id := create(t, r, entryNamed("x"), "id-1")
			keep(t, r, id, noon.Add(-2*time.Hour), paused, again, renamed, other)
			failing := other
			failing.TakeUp([]client.Run{ran("r2", 2, client.RunFailed)}, false)
			read(r, id, func() {
				done := func(d Dataflow, kind EventKind, change func(*Dataflow)) {
					t.Helper()
					ev := Event{At: asked.Add(time.Minute), Kind: kind, Flow: d.ID, FlowName: d.Name}
					if err := r.Journal.AmendFlow(t.Context(), id, d, change, ev); err != nil {
						t.Fatal(err)
					}
				}
				done(paused, EventPaused, func(d *Dataflow) { d.State = "disabled" })
				done(again, EventRetried, func(d *Dataflow) { d.TakeUp([]client.Run{ran("r0", 0, client.RunScheduled)}, false) })
				end := PlanNews{
					Event: Event{At: asked.Add(time.Minute), Kind: EventFlowEdited, Flow: renamed.ID, FlowName: "Returns"},
					Made:  &renamed, Change: func(d *Dataflow) { d.Name = "Returns" },
				}
				if err := r.Plans.End(t.Context(), id, "mark", end); err != nil {
					t.Fatal(err)
				}
			}, paused, again, renamed, failing)
			flows, err := r.Journal.Flows(t.Context(), id)
			if err != nil {
				t.Fatal(err)
			}
			got := map[client.FlowID]string{}
			for _, d := range flows {
				got[d.ID] = fmt.Sprintf("%s %s %d", d.Name, d.Status(), len(d.Runs))
			}
			want := map[client.FlowID]string{
				"paused": "Orders paused paused 1", "again": "Orders again working 2", "renamed": "Returns working 1", "other": "Orders other failing 2",
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Error(diff)
			}
			wantTrail := []string{"flowFailing Orders other r2 CONNECTOR-1001-500", "paused Orders paused  ", "retried Orders again  ", "flowEdited Returns  "}
			if diff := cmp.Diff(wantTrail, flowTrail(t, r, id)); diff != "" {
				t.Error(diff)
			}
			keep(t, r, id, noon, flows...) // the next time it is as Platform says
			if e := get(t, r, id); e.Flows.Count != 4 || !e.Flows.ReadAt.Equal(noon) {
				t.Errorf("%+v", e.Flows)
			}
			checkIndex(t, r)
		})
	}
}

// TestTakenOverWithFlows leaves the dataflows of a connection to the attempt that
// made it.
func TestTakenOverWithFlows(t *testing.T) {
	r := openNew(t)
	e := entryNamed("x")
	begin(t, r, e)
	found := foundElsewhere(t, r)
	keep(t, r, found.AttemptID, noon, Dataflow{ID: "f", Name: "Orders", State: "disabled"})
	finish(t, r, e.AttemptID, Outcome{State: Created, ConnectionID: "id"})
	if flows, err := r.Journal.Flows(t.Context(), e.AttemptID); err != nil || len(flows) != 1 || get(t, r, e.AttemptID).Status() != StatusPaused {
		t.Errorf("%v, %v", flows, err)
	}
	checkIndex(t, r)
}

func TestActionsAreBegunAndEnded(t *testing.T) {
	r := openNew(t)
	id := create(t, r, entryNamed("x"), "id-1")
	d := Dataflow{ID: "f", Name: "Orders", State: "enabled"}
	keep(t, r, id, noon, d)
	record := func(kind EventKind, flow client.FlowID) {
		t.Helper()
		if err := r.Journal.Record(t.Context(), id, Event{At: noon, Kind: kind, Flow: flow, FlowName: "Orders", Run: "r"}); err != nil {
			t.Fatal(err)
		}
	}
	begun := func() (kinds []EventKind) {
		t.Helper()
		all, err := r.Journal.BegunActions(t.Context(), false)
		if err != nil {
			t.Fatal(err)
		}
		for _, b := range all {
			if b.Entry.ConnectionID != "id-1" || b.Event.Flow == "" || b.Event.Run != "r" || !b.Event.At.Equal(noon) {
				t.Errorf("%+v", b)
			}
			kinds = append(kinds, b.Event.Kind)
		}
		return kinds
	}
	record(EventRetrying, "f")
	record(EventResuming, "g")
	record(EventTested, "")
	if got := begun(); !slices.Equal(got, []EventKind{EventRetrying, EventResuming}) {
		t.Error(got)
	}
	record(EventRetryFailed, "f")
	record(EventPausing, "f")
	if got := begun(); !slices.Equal(got, []EventKind{EventResuming, EventPausing}) {
		t.Error(got)
	}
	d.State = "disabled"
	if err := r.Journal.AmendFlow(t.Context(), id, d, func(known *Dataflow) { known.State = d.State }, Event{At: noon, Kind: EventPaused, Flow: "f"}); err != nil {
		t.Fatal(err)
	}
	if got := begun(); !slices.Equal(got, []EventKind{EventResuming}) {
		t.Error(got)
	}
	if e := get(t, r, id); e.Flows.Status != FlowsPaused || !e.Flows.ReadAt.Equal(noon) {
		t.Errorf("%+v", e.Flows)
	}
	keep(t, r, id, noon.Add(time.Minute), d) // known, and no news
	if trail := flowTrail(t, r, id); trail[len(trail)-1] != "paused   " {
		t.Error(trail)
	}
	if all, err := r.Journal.BegunActions(t.Context(), true); err != nil || len(all) != 0 {
		t.Error(all, err)
	}
	checkIndex(t, r)
}

// TestTurnsAreDropped keeps the trail of a dataflow that fails and recovers for
// ever to a size.
func TestTurnsAreDropped(t *testing.T) {
	onlyOnce(t)
	r := openNew(t)
	id := create(t, r, entryNamed("x"), "id-1")
	d := Dataflow{ID: "f", Name: "Orders", State: "enabled"}
	for i := range keptTurns + 20 {
		status := client.RunFailed
		if i%2 == 1 {
			status = client.RunSuccess
		}
		run := ran(fmt.Sprint(i), 0, status)
		run.CreatedAt, run.Started = noon.Add(time.Duration(i)*time.Minute), noon.Add(time.Duration(i)*time.Minute)
		d.TakeUp([]client.Run{run}, false)
		keep(t, r, id, noon.Add(time.Duration(i)*time.Minute), d)
	}
	if trail := flowTrail(t, r, id); len(trail) != keptTurns {
		t.Errorf("%d turns", len(trail))
	}
}

// TestNoRowsAreWritten checks that nothing of the customers' data comes into the
// file with a run.
func TestNoRowsAreWritten(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "mooring")
	r := openAt(t, dir)
	id := create(t, r, entryNamed("x"), "id-1")
	run := ran("r", 1, client.RunFailed)
	run.Errors = []client.RunError{{Code: "MAPPER-3700-400", Message: "The value 'ada@example.com' of row 7 cannot be mapped"}}
	d := Dataflow{ID: "f", Name: "Orders", State: "enabled"}
	d.TakeUp([]client.Run{run}, false)
	keep(t, r, id, noon, d)
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(filepath.Join(dir, fileName))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(data, []byte("MAPPER-3700-400")) || bytes.Contains(data, []byte("ada@")) {
		t.Error("a row is in the file")
	}
}

// TestFailedAreCountedOnce tries all runs that failed again while one is under way, and
// then reads them once more, with more of the older ones than are kept.
func TestFailedAreCountedOnce(t *testing.T) {
	var d Dataflow
	d.TakeUp(append(runsOf(client.RunFailed, 1, 71), ran("good", 72, client.RunSuccess)), true)
	running := ran("r0", 0, client.RunScheduled)
	d.TakeUp([]client.Run{running}, false)
	var again []client.Run
	for i := range 71 {
		again = append(again, ran(fmt.Sprint("again", i), 0, client.RunScheduled))
		d.TakeUp(again[i:], false)
	}
	if d.Failed != 71 {
		t.Fatal(d.Failed)
	}
	d.TakeUp(append(append(again, running), runsOf(client.RunFailed, 1, 25)...), false)
	if d.Failed != 71 || !d.FailingSince.Equal(noon.Add(-71*time.Hour)) {
		t.Errorf("%d since %v", d.Failed, d.FailingSince)
	}
}

// TestARunThatIsTriedAgainCountsOnce tries some of the runs that failed again, which fail
// as well: as many as before failed, whether only the new runs are read or all of them.
func TestARunThatIsTriedAgainCountsOnce(t *testing.T) {
	const failed, again = 72, 35
	windowed := func(id string, began, slice int) client.Run {
		run := ran(id, began, client.RunFailed)
		run.WindowEnd = noon.Add(-time.Duration(slice) * time.Hour)
		return run
	}
	all := []client.Run{ran("good", failed+1, client.RunSuccess)}
	for i := range failed {
		all = append(all, windowed(fmt.Sprint("r", i), failed-i, failed-i))
	}
	var d Dataflow
	d.TakeUp(all, true)
	want := func(when string, n int) {
		t.Helper()
		var fresh Dataflow
		fresh.TakeUp(all, true)
		for how, d := range map[string]Dataflow{"as they come": d, "at once": fresh} {
			if d.Failed != n || !d.FailingSince.Equal(noon.Add(-failed*time.Hour)) {
				t.Errorf("%s, read %s: %d failed since %v", when, how, d.Failed, d.FailingSince)
			}
		}
	}
	want("at first", failed)
	for i := range again {
		run := windowed(fmt.Sprint("again", i), 0, failed-i)
		run.CreatedAt, run.Started = noon.Add(time.Duration(i)*time.Second), noon.Add(time.Duration(i)*time.Second)
		all = append(all, run)
		d.TakeUp([]client.Run{run}, false)
	}
	want("tried again", failed)
	next := windowed("next", -1, -1)
	all = append(all, next)
	d.TakeUp([]client.Run{next}, false)
	want("after the next one", failed+1)
}

// TestPausingHidesNoRefusedKeys pauses a dataflow whose last run failed: its connection
// fails all the same, until a better run.
func TestPausingHidesNoRefusedKeys(t *testing.T) {
	d := Dataflow{ID: "f", State: "enabled"}
	d.TakeUp([]client.Run{ran("f", 1, client.RunFailed)}, true)
	if s := Summarize([]Dataflow{d}, noon); s.Status != FlowsFailing || s.Failing != 1 {
		t.Errorf("before: %+v", s)
	}
	d.State = "disabled"
	if s := Summarize([]Dataflow{d}, noon); s.Status != FlowsFailing || s.Failing != 0 {
		t.Errorf("paused: %+v", s)
	}
	d.TakeUp([]client.Run{ran("better", 0, client.RunSuccess)}, false)
	if s := Summarize([]Dataflow{d}, noon); s.Status != FlowsPaused || s.Failing != 0 {
		t.Errorf("after a better run: %+v", s)
	}
}

// TestPausingHidesNoRefusedRows pauses a dataflow whose last run left rows out: that
// connection wants attention all the same, until a better run.
func TestPausingHidesNoRefusedRows(t *testing.T) {
	good := Dataflow{ID: "g", State: "enabled"}
	good.TakeUp([]client.Run{ran("g", 1, client.RunSuccess)}, true)
	partly := Dataflow{ID: "p", State: "enabled"}
	left := ran("p", 1, client.RunSuccess)
	left.Figures.RowsIn, left.Figures.RowsFailed = 100, 1
	partly.TakeUp([]client.Run{left}, true)
	status := func() Status {
		return Entry{State: Created, ConnectionID: "c", Flows: Summarize([]Dataflow{good, partly}, noon)}.Status()
	}
	for _, state := range []string{"enabled", "disabled"} {
		if partly.State = state; status() != StatusPartial || !status().NeedsAttention() {
			t.Errorf("%s: the connection is %s", state, status())
		}
	}
	partly.TakeUp([]client.Run{ran("better", 0, client.RunSuccess)}, false)
	if status() == StatusPartial {
		t.Error("a better run changes nothing")
	}
}
