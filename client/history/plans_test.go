package history

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"mooring/client"
)

// openPlans are the plans of the real Platform that the register holds.
func openPlans(t *testing.T, r *Register) (plans []Plan) {
	t.Helper()
	all, err := r.Plans.Open(t.Context(), false)
	if err != nil {
		t.Fatal(err)
	}
	for _, one := range all {
		if one.Entry.ConnectionID == "" {
			t.Errorf("%s is of no entry", one.Plan.Mark)
		}
		plans = append(plans, one.Plan)
	}
	return plans
}

func TestPlans(t *testing.T) {
	r := openNew(t)
	id := create(t, r, entryNamed("x"), "id-1")
	other := create(t, r, entryNamed("y"), "id-2")
	p := Plan{
		Mark: "3f9a", Goal: PlanMake, Name: "Orders", Began: noon,
		Pieces: []PlanPiece{{Kind: LeftSource, Name: "Orders (3f9a)", Stage: PieceSent}},
		Wanted: Dataflow{Name: "Orders", Schedule: client.Schedule{Frequency: client.ByHour, Interval: 1, Start: noon}},
	}
	if err := r.Plans.Keep(t.Context(), id, p, PlanNews{Event: Event{At: noon, Kind: EventFlowMaking, FlowName: "Orders"}}); err != nil {
		t.Fatal(err)
	}
	older := Plan{Mark: "77aa", Goal: PlanDelete, Name: "Old", Began: noon.Add(-time.Hour), Flow: "g"}
	if err := r.Plans.Keep(t.Context(), other, older, PlanNews{}); err != nil {
		t.Fatal(err)
	}
	p.Pieces[0].Stage, p.Pieces[0].ID = PieceThere, "s-1"
	if err := r.Plans.Keep(t.Context(), id, p, PlanNews{}); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]Plan{older, p}, openPlans(t, r)); diff != "" {
		t.Error(diff)
	}
	if all, err := r.Plans.Open(t.Context(), true); err != nil || len(all) != 0 {
		t.Error(all, err)
	}
	made := Dataflow{ID: "f", Name: "Orders", State: "enabled"}
	news := PlanNews{Made: &made, Event: Event{At: noon, Kind: EventFlowMade, Flow: "f", FlowName: "Orders"}}
	if err := r.Plans.End(t.Context(), id, p.Mark, news); err != nil {
		t.Fatal(err)
	}
	if e := get(t, r, id); e.Flows.Count != 1 || e.Flows.Status != FlowsWaiting {
		t.Errorf("%+v", e.Flows)
	}
	news = PlanNews{
		Gone: "f", Event: Event{At: noon, Kind: EventFlowDeleted, Flow: "f", FlowName: "Orders"},
		More: Event{At: noon, Kind: EventFlowLeft, Flow: "f", FlowName: "Orders", Fields: []string{LeftTarget}},
	}
	if err := r.Plans.End(t.Context(), id, p.Mark, news); err != nil {
		t.Fatal(err)
	}
	if e := get(t, r, id); e.Flows.Count != 0 || e.Flows.Status != FlowsNotRead {
		t.Errorf("%+v", e.Flows)
	}
	events, err := r.Journal.Events(t.Context(), id)
	if err != nil || events[0].Kind != EventFlowLeft || events[1].Kind != EventFlowDeleted {
		t.Errorf("%+v, %v", events[:2], err)
	}
	if got := openPlans(t, r); len(got) != 1 || got[0].Mark != older.Mark {
		t.Error(got)
	}
	for _, bad := range []error{
		r.Plans.Keep(t.Context(), "nobody", p, PlanNews{}), r.Plans.End(t.Context(), "nobody", "m", PlanNews{}),
	} {
		if !errors.Is(bad, ErrNotFound) {
			t.Error(bad)
		}
	}
	if err := r.Plans.Keep(t.Context(), id, Plan{}, PlanNews{}); !errors.Is(err, ErrInvalid) {
		t.Error(err)
	}
	checkIndex(t, r)
}

// TestPlansAreForgottenAndRestored forgets an entry and takes that back.
func TestPlansAreForgottenAndRestored(t *testing.T) {
	r := openNew(t)
	id := create(t, r, entryNamed("x"), "id-1")
	p := Plan{Mark: "3f9a", Goal: PlanUnmake, Name: "Orders", Began: noon, Pieces: []PlanPiece{{Kind: LeftSource, ID: "s-1", Stage: PieceThere}}}
	if err := r.Plans.Keep(t.Context(), id, p, PlanNews{}); err != nil {
		t.Fatal(err)
	}
	forgotten, _, err := r.Entries.Forget(t.Context(), []string{id})
	if err != nil {
		t.Fatal(err)
	}
	if got := openPlans(t, r); len(got) != 0 {
		t.Error(got)
	}
	if err := r.Entries.Restore(t.Context(), forgotten); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]Plan{p}, openPlans(t, r)); diff != "" {
		t.Error(diff)
	}
}

// TestPlansAreTakenOver leaves the plans of an entry that was found to the attempt
// that made its connection.
func TestPlansAreTakenOver(t *testing.T) {
	r := openNew(t)
	e := entryNamed("x")
	begin(t, r, e)
	found := foundElsewhere(t, r)
	if err := r.Plans.Keep(t.Context(), found.AttemptID, Plan{Mark: "3f9a", Goal: PlanMake, Name: "Orders", Began: noon}, PlanNews{}); err != nil {
		t.Fatal(err)
	}
	finish(t, r, e.AttemptID, Outcome{State: Created, ConnectionID: "id"})
	if got := openPlans(t, r); len(got) != 1 {
		t.Error(got)
	}
}

// TestReadingIsNoNewerThanWhatWasDone has dataflows read while one is made, and another
// deleted: what was read lacks the one, and holds the other.
func TestReadingIsNoNewerThanWhatWasDone(t *testing.T) {
	r := openNew(t)
	id := create(t, r, entryNamed("x"), "id-1")
	old, made := Dataflow{ID: "old", Name: "Old"}, Dataflow{ID: "made", Name: "Made"}
	keep(t, r, id, noon.Add(-time.Hour), old)
	for _, news := range []PlanNews{
		{Made: &made, Event: Event{At: noon, Kind: EventFlowMade, Flow: "made", FlowName: "Made"}},
		{Gone: "old", Event: Event{At: noon, Kind: EventFlowDeleted, Flow: "old", FlowName: "Old"}},
	} {
		if err := r.Plans.End(t.Context(), id, "mark", news); err != nil {
			t.Fatal(err)
		}
	}
	known := func(want ...client.FlowID) {
		t.Helper()
		flows, err := r.Journal.Flows(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		var got []client.FlowID
		for _, d := range flows {
			got = append(got, d.ID)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
	}
	keep(t, r, id, noon.Add(-time.Second), old) // asked for before
	known("made")
	keep(t, r, id, noon.Add(time.Second), old) // Platform's list is behind
	known("made")
	keep(t, r, id, noon.Add(2*time.Minute)) // somebody else has deleted it
	known()
}

// foundElsewhere is the entry of a connection that was found on Platform.
func foundElsewhere(t *testing.T, r *Register) Entry {
	t.Helper()
	page := []client.Connection{{ID: "id", Name: "x", State: "enabled"}}
	if _, err := r.Journal.Merge(t.Context(), home, Source{}, page, nil, start); err != nil {
		t.Fatal(err)
	}
	found, err := selected(t.Context(), r, Query{Filter: Filter{Origin: Elsewhere}})
	if err != nil || len(found) != 1 {
		t.Fatal(found, err)
	}
	return found[0]
}
