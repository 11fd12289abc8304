package provision_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"mooring/client"
	"mooring/client/history"
	"mooring/client/practice"
	"mooring/client/provision"
)

// membersPlan brings a file of the practice bucket into one of its datasets.
func membersPlan(ctx context.Context, c *client.Client) (provision.Plan, error) {
	for set, err := range c.Dataflows().Datasets(ctx) {
		if err != nil {
			return provision.Plan{}, err
		}
		if set.Name != "Loyalty members" {
			continue
		}
		schema, err := c.Ingest().Schema(ctx, set.Schema)
		if err != nil {
			return provision.Plan{}, err
		}
		i := slices.IndexFunc(schema.Fields, func(f client.SchemaField) bool { return strings.HasSuffix(f.Path, "loyalty.memberId") })
		return provision.Plan{
			Source:  client.NewSourceConnection{Name: "Members", Path: "/practice-bucket/loyalty/members.csv", Format: client.FileFormat{Type: "delimited"}},
			Target:  client.NewTargetConnection{Name: "Members", Dataset: set.ID, Schema: set.Schema},
			Mapping: client.NewMappingSet{Schema: set.Schema, Mappings: []client.Mapping{{Kind: client.MappingAttribute, Source: "memberId", Destination: schema.Fields[i].Path}}},
			Flow: client.NewFlow{
				Name: "Members", Start: time.Now().Add(10 * time.Minute), Frequency: client.ByHour, Interval: 1, Backfill: true, Diagnostics: true, ErrorPercent: 5,
			},
		}, nil
	}
	return provision.Plan{}, errors.New("no such dataset")
}

// practiceIngest is a world with a connection on the practice Platform.
type practiceIngest struct {
	*flowWorld
	ingest *provision.Ingest
	on     provision.IngestPlatform
}

func inPracticeIngest(t *testing.T, do func(t *testing.T, w *practiceIngest)) {
	t.Helper()
	inFlowWorld(t, nil, func(t *testing.T, f *flowWorld) {
		w := &practiceIngest{flowWorld: f, ingest: provision.NewIngest(f.register.Journal, f.register.Plans, provision.Options{}), on: provision.IngestOf(f.client)}
		do(t, w)
		w.platform.Behave()
		w.checkWhole(t)
	})
}

func (w *practiceIngest) start(t *testing.T) (client.FlowID, error) {
	t.Helper()
	plan, err := membersPlan(t.Context(), w.client)
	if err != nil {
		t.Fatal(err)
	}
	return w.ingest.Start(t.Context(), w.on, w.id, plan, nil)
}

// checkWhole makes sure that what Platform holds of dataflows is whole, and that
// the register knows of what is not.
func (w *practiceIngest) checkWhole(t *testing.T) {
	t.Helper()
	plans, err := w.register.Plans.Open(t.Context(), true)
	if err != nil {
		t.Fatal(err)
	}
	known := map[string]bool{}
	for _, one := range plans {
		for _, piece := range one.Plan.Pieces {
			known[piece.ID], known[piece.Name] = true, true
		}
	}
	for _, err := range wholeOn(t.Context(), w.client, w.conn, known) {
		t.Error(err)
	}
	for _, flow := range w.flowsThere(t) {
		if d, err := w.register.Journal.Flows(t.Context(), w.id); err != nil || len(d) != 1 || d[0].ID != flow.ID || d[0].Name != flow.Name {
			t.Errorf("Platform holds %+v, the register %+v, %v", flow, d, err)
		}
	}
}

// wholeOn says what is wrong with what Platform holds of the dataflows of a
// connection: what is part of none and not known.
func wholeOn(ctx context.Context, c *client.Client, base client.ConnectionID, known map[string]bool) (wrong []error) {
	sources, targets := map[client.SourceConnectionID]bool{}, 0
	for source, err := range c.Dataflows().SourceConnections(ctx, base) {
		if err != nil {
			return []error{err}
		}
		used := false
		for flow, err := range c.Dataflows().Flows(ctx, client.FlowFilter{Sources: []client.SourceConnectionID{source.ID}}) {
			if err != nil {
				return []error{err}
			}
			targets += len(flow.TargetIDs)
			used = true
		}
		sources[source.ID] = used
		if !used && !known[string(source.ID)] && !known[source.Name] {
			wrong = append(wrong, fmt.Errorf("source connection %s is an orphan", source.Name))
		}
		mark := source.Name[strings.LastIndex(source.Name, " ")+1:]
		for target, err := range c.Ingest().TargetConnectionsNamed(ctx, "Members "+mark) {
			if err != nil {
				return []error{err}
			}
			if !used && !known[string(target.ID)] && !known[target.Name] {
				wrong = append(wrong, fmt.Errorf("target connection %s is an orphan", target.Name))
			}
		}
	}
	if used := slices.Collect(maps.Values(sources)); len(used) > 1 {
		wrong = append(wrong, fmt.Errorf("%d source connections", len(used)))
	}
	return wrong
}

// flowsThere are the dataflows of the connection on Platform.
func (w *practiceIngest) flowsThere(t *testing.T) []client.Flow {
	t.Helper()
	return membersOn(t, w.client)
}

// membersOn are the dataflows on Platform that are called Members.
func membersOn(t *testing.T, c *client.Client) (flows []client.Flow) {
	t.Helper()
	for flow, err := range c.Dataflows().Flows(t.Context(), client.FlowFilter{}) {
		if err != nil {
			t.Fatal(err)
		}
		if flow.Name == "Members" {
			flows = append(flows, flow)
		}
	}
	return flows
}

// ingestTrail is what the trail tells, the oldest first.
func (w *practiceIngest) ingestTrail(t *testing.T) (kinds []history.EventKind) {
	t.Helper()
	for _, kind := range trailOf(t, w.register, w.id) {
		if strings.HasPrefix(string(kind), "flow") {
			kinds = append(kinds, kind)
		}
	}
	return kinds
}

// answersLost are the ways in which an answer can get lost, by what was done.
func answersLost() map[string]practice.Fault {
	return map[string]practice.Fault{
		"done, then cut":    {Times: 1, Drop: practice.DropAfterCommit},
		"done, 502":         {Times: 1, Status: http.StatusBadGateway, Commit: true},
		"done, page":        {Times: 1, Status: http.StatusOK, Body: practice.HTMLPage, ContentType: practice.HTMLType, Commit: true},
		"done, 429 first":   {Times: 1, Status: http.StatusTooManyRequests},
		"not done, cut":     {Times: 1, Drop: practice.DropBeforeCommit},
		"not done, 500":     {Times: 1, Status: http.StatusInternalServerError},
		"not done, refused": {Times: 1, Status: http.StatusForbidden},
	}
}

// TestIngestOnPractice brings a file in, changes the dataflow and deletes it.
func TestIngestOnPractice(t *testing.T) {
	inPracticeIngest(t, func(t *testing.T, w *practiceIngest) {
		id, err := w.start(t)
		if err != nil {
			t.Fatal(err)
		}
		now, err := w.on.Flow(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		name, frequency, interval := "Members, daily", client.ByDay, 1
		change := client.FlowChange{Name: &name, Frequency: &frequency, Interval: &interval}
		if err := w.ingest.Edit(t.Context(), w.on, w.id, id, now.ETag, change); err != nil {
			t.Fatal(err)
		}
		d := w.one()
		if d.ID != id || d.Name != name || d.Schedule.Period() != 24*time.Hour || d.DatasetName != "Loyalty members" {
			t.Errorf("%+v", d)
		}
		pass(time.Hour)
		if d = w.one(); len(d.Runs) != 1 || d.Status() != history.FlowsWorking {
			t.Errorf("%+v", d)
		}
		if err := w.ingest.Delete(t.Context(), w.on, w.id, id); err != nil {
			t.Fatal(err)
		}
		if flows, err := w.register.Journal.Flows(t.Context(), w.id); err != nil || len(flows) != 0 {
			t.Errorf("%+v, %v", flows, err)
		}
		want := []history.EventKind{
			history.EventFlowMaking, history.EventFlowMade, history.EventFlowEditing, history.EventFlowEdited,
			history.EventFlowDeleting, history.EventFlowDeleted,
		}
		if diff := cmp.Diff(want, w.ingestTrail(t)); diff != "" {
			t.Error(diff)
		}
		if err := w.ingest.Delete(t.Context(), w.on, w.id, id); !errors.Is(err, provision.ErrNoDataflow) {
			t.Error(err)
		}
		for _, source := range slices.Collect(sourcesOf(w)) {
			t.Errorf("%s is left", source)
		}
		// Nothing holds the connection any more.
		if _, err := w.service.Delete(t.Context(), w.client, w.id); err != nil {
			t.Error(err)
		}
	})
}

func sourcesOf(w *practiceIngest) func(func(string) bool) {
	return func(yield func(string) bool) {
		for source, err := range w.client.Dataflows().SourceConnections(w.t.Context(), w.conn) {
			if err != nil || !yield(source.Name) {
				return
			}
		}
	}
}

// TestLostAnswersOfIngest loses the answer to each request of a plan.
func TestLostAnswersOfIngest(t *testing.T) {
	for _, op := range []practice.Op{practice.OpSourceNew, practice.OpTargetNew, practice.OpMappingSetNew, practice.OpFlowNew} {
		for name, fault := range answersLost() {
			t.Run(string(op)+", "+name, func(t *testing.T) {
				inPracticeIngest(t, func(t *testing.T, w *practiceIngest) {
					fault.Op = op
					w.platform.Misbehave(fault)
					id, err := w.start(t)
					done := strings.HasPrefix(name, "done") && (op != practice.OpMappingSetNew || strings.Contains(name, "429"))
					if (err == nil) != done || (id != "") != done || len(w.flowsThere(t)) != map[bool]int{true: 1}[done] {
						t.Errorf("%q, %v, %d dataflows", id, err, len(w.flowsThere(t)))
					}
					if plans, err := w.register.Plans.Open(t.Context(), true); err != nil || len(plans) != 0 {
						t.Errorf("%+v, %v", plans, err)
					}
					for _, source := range slices.Collect(sourcesOf(w)) {
						if !done {
							t.Errorf("%s is left", source)
						}
					}
				})
			})
		}
	}
}

// TestLostAnswersWhenTakingBack loses the answers of what is deleted again.
func TestLostAnswersWhenTakingBack(t *testing.T) {
	for _, op := range []practice.Op{practice.OpSourceDelete, practice.OpTargetDelete} {
		for name, fault := range answersLost() {
			t.Run(string(op)+", "+name, func(t *testing.T) {
				inPracticeIngest(t, func(t *testing.T, w *practiceIngest) {
					fault.Op = op
					w.platform.Misbehave(practice.Fault{Op: practice.OpFlowNew, Times: 1, Status: http.StatusForbidden}, fault)
					_, err := w.start(t)
					e, ok := errors.AsType[*provision.NotMadeError](err)
					if !ok || client.KindOf(err) != client.KindForbidden {
						t.Fatalf("%v", err)
					}
					refused := name == "not done, refused"
					if (len(e.Left) > 1) != refused {
						t.Errorf("left are %v", e.Left)
					}
					if refused {
						w.settle(t)
					}
					for _, source := range slices.Collect(sourcesOf(w)) {
						t.Errorf("%s is left", source)
					}
					want := []history.EventKind{history.EventFlowMaking, history.EventFlowMakeFailed, history.EventFlowLeft}
					if refused {
						want = append(want, history.EventFlowTidied)
					}
					if diff := cmp.Diff(want, w.ingestTrail(t)); diff != "" {
						t.Error(diff)
					}
				})
			})
		}
	}
}

// settle is what the next start of the app does; nothing may stay open after it.
func (w *practiceIngest) settle(t *testing.T) {
	t.Helper()
	next := provision.NewIngest(w.register.Journal, w.register.Plans, provision.Options{})
	err := next.Settle(t.Context(), func(history.Entry) (provision.IngestPlatform, error) { return w.on, nil }, true,
		func(one history.OpenPlan, err error) {
			if err != nil {
				t.Errorf("%s: %v", one.Plan.Goal, err)
			}
		})
	if err != nil {
		t.Error(err)
	}
	if plans, err := w.register.Plans.Open(t.Context(), true); err != nil || len(plans) != 0 {
		t.Errorf("%+v, %v", plans, err)
	}
}

// TestLostAnswersOfChanges loses the answers to a change and to a deletion.
func TestLostAnswersOfChanges(t *testing.T) {
	for op, do := range map[practice.Op]func(w *practiceIngest, flow client.Flow) error{
		practice.OpFlowPatch: func(w *practiceIngest, flow client.Flow) error {
			description := "Every hour"
			return w.ingest.Edit(w.t.Context(), w.on, w.id, flow.ID, flow.ETag, client.FlowChange{Description: &description})
		},
		practice.OpFlowDelete: func(w *practiceIngest, flow client.Flow) error {
			return w.ingest.Delete(w.t.Context(), w.on, w.id, flow.ID)
		},
	} {
		for name, fault := range answersLost() {
			t.Run(string(op)+", "+name, func(t *testing.T) {
				inPracticeIngest(t, func(t *testing.T, w *practiceIngest) {
					id, err := w.start(t)
					if err != nil {
						t.Fatal(err)
					}
					flow, err := w.on.Flow(t.Context(), id)
					if err != nil {
						t.Fatal(err)
					}
					fault.Op = op
					w.platform.Misbehave(fault)
					err = do(w, flow)
					done := strings.HasPrefix(name, "done")
					if (err == nil) != done {
						t.Errorf("%v", err)
					}
					if _, notDone := errors.AsType[*provision.ActionNotDoneError](err); notDone != (!done && name != "not done, refused") {
						t.Errorf("%v", err)
					}
					there := w.flowsThere(t)
					switch {
					case op == practice.OpFlowDelete && len(there) != map[bool]int{false: 1}[done]:
						t.Errorf("%d dataflows", len(there))
					case op == practice.OpFlowPatch && (there[0].Description != "") != done:
						t.Errorf("%+v", there)
					}
					want := map[practice.Op]map[bool]history.EventKind{
						practice.OpFlowPatch:  {true: history.EventFlowEdited, false: history.EventFlowEditFailed},
						practice.OpFlowDelete: {true: history.EventFlowDeleted, false: history.EventFlowDeleteFailed},
					}[op][done]
					if trail := w.ingestTrail(t); trail[len(trail)-1] != want {
						t.Errorf("%v", trail)
					}
					if plans, err := w.register.Plans.Open(t.Context(), true); err != nil || len(plans) != 0 {
						t.Errorf("%+v, %v", plans, err)
					}
				})
			})
		}
	}
}

// TestChangesCannotBeFoundOut loses the answer to a change and to a deletion, and
// Platform cannot be asked before the next start.
func TestChangesCannotBeFoundOut(t *testing.T) {
	for op, lost := range map[practice.Op]practice.DropWhen{practice.OpFlowPatch: practice.DropAfterCommit, practice.OpFlowDelete: practice.DropAfterCommit} {
		inPracticeIngest(t, func(t *testing.T, w *practiceIngest) {
			id, err := w.start(t)
			if err != nil {
				t.Fatal(err)
			}
			flow, err := w.on.Flow(t.Context(), id)
			if err != nil {
				t.Fatal(err)
			}
			if op == practice.OpFlowDelete {
				w.platform.Misbehave(practice.Fault{Op: practice.OpFlow, Times: 1}) // what belongs to it can be read
			}
			w.platform.Misbehave(practice.Fault{Op: op, Times: 1, Drop: lost}, practice.Fault{Op: practice.OpFlow, Status: http.StatusForbidden})
			name := "Members"
			if op == practice.OpFlowPatch {
				err = w.ingest.Edit(t.Context(), w.on, w.id, id, flow.ETag, client.FlowChange{Name: &name})
			} else {
				err = w.ingest.Delete(t.Context(), w.on, w.id, id)
			}
			if _, unknown := errors.AsType[*provision.ActionUnknownError](err); !unknown {
				t.Fatalf("%s: %v", op, err)
			}
			w.platform.Behave()
			w.settle(t)
			want := map[practice.Op][]history.EventKind{
				practice.OpFlowPatch:  {history.EventFlowEditing, history.EventFlowEditUnknown, history.EventFlowEdited},
				practice.OpFlowDelete: {history.EventFlowDeleting, history.EventFlowDeleteUnknown, history.EventFlowDeleted},
			}[op]
			if diff := cmp.Diff(want, w.ingestTrail(t)[2:]); diff != "" {
				t.Error(diff)
			}
			for _, source := range slices.Collect(sourcesOf(w)) {
				if op == practice.OpFlowDelete {
					t.Errorf("%s is left", source)
				}
			}
		})
	}
}

// TestTwoAdminsChange lets another admin change, and delete, what was seen.
func TestTwoAdminsChange(t *testing.T) {
	inPracticeIngest(t, func(t *testing.T, w *practiceIngest) {
		id, err := w.start(t)
		if err != nil {
			t.Fatal(err)
		}
		seen, err := w.on.Flow(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		theirs, mine := "Theirs", "Mine"
		if err := w.on.UpdateFlow(t.Context(), id, seen.ETag, client.FlowChange{Description: &theirs}); err != nil {
			t.Fatal(err)
		}
		err = w.ingest.Edit(t.Context(), w.on, w.id, id, seen.ETag, client.FlowChange{Description: &mine})
		conflict, ok := errors.AsType[*provision.FlowConflictError](err)
		if !ok || conflict.Current.Description != theirs || client.KindOf(err) != client.KindConflict {
			t.Fatalf("%v", err)
		}
		// Knowingly.
		if err := w.ingest.Edit(t.Context(), w.on, w.id, id, conflict.Current.ETag, client.FlowChange{Description: &mine}); err != nil {
			t.Fatal(err)
		}
		// A change whose answer was lost, after which somebody else was faster.
		now, err := w.on.Flow(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		w.platform.Misbehave(practice.Fault{Op: practice.OpFlowPatch, Times: 1, Drop: practice.DropBeforeCommit})
		w.platform.Misbehave(practice.Fault{Op: practice.OpFlow, Times: 1, Status: http.StatusServiceUnavailable})
		go func() {
			pass(500 * time.Millisecond)
			_ = w.on.UpdateFlow(t.Context(), id, now.ETag, client.FlowChange{Description: &theirs})
		}()
		again := "Again"
		err = w.ingest.Edit(t.Context(), w.on, w.id, id, now.ETag, client.FlowChange{Description: &again})
		if conflict, ok = errors.AsType[*provision.FlowConflictError](err); !ok || conflict.Current.Description != theirs {
			t.Fatalf("%v", err)
		}
		if err := w.on.DeleteFlow(t.Context(), id); err != nil {
			t.Fatal(err)
		}
		err = w.ingest.Edit(t.Context(), w.on, w.id, id, conflict.Current.ETag, client.FlowChange{Description: &again})
		if client.KindOf(err) != client.KindNotFound {
			t.Errorf("%v", err)
		}
		// What belonged to it is theirs: it is not known here any more.
		if err := w.ingest.Delete(t.Context(), w.on, w.id, id); err != nil {
			t.Error(err)
		}
		if flows, err := w.register.Journal.Flows(t.Context(), w.id); err != nil || len(flows) != 0 {
			t.Errorf("%+v, %v", flows, err)
		}
		for _, source := range slices.Collect(sourcesOf(w)) { // for the check at the end
			for found, err := range w.on.SourceConnectionsNamed(t.Context(), source) {
				if err != nil {
					t.Fatal(err)
				}
				if err := w.on.DeleteSourceConnection(t.Context(), found.ID); err != nil {
					t.Error(err)
				}
			}
		}
	})
}

// TestTwoAdminsDelete lets both delete the same dataflow at once.
func TestTwoAdminsDelete(t *testing.T) {
	inPracticeIngest(t, func(t *testing.T, w *practiceIngest) {
		id, err := w.start(t)
		if err != nil {
			t.Fatal(err)
		}
		other := openRegister(t, t.TempDir())
		defer func() { _ = other.Close() }()
		if _, err := provision.New(other.Journal, provision.Options{}).Refresh(t.Context(), w.client, practicePlace, history.Source{}, nil); err != nil {
			t.Fatal(err)
		}
		entries, err := entriesOf(t.Context(), other, history.Query{Practice: true, Search: string(w.conn)})
		if err != nil || len(entries) != 1 {
			t.Fatal(entries, err)
		}
		if _, _, err := provision.NewFlows(other.Journal, provision.Options{}).Read(t.Context(), w.client.Dataflows(), entries[0].AttemptID); err != nil {
			t.Fatal(err)
		}
		errs := make(chan error, 2)
		go func() {
			errs <- provision.NewIngest(other.Journal, other.Plans, provision.Options{}).Delete(t.Context(), w.on, entries[0].AttemptID, id)
		}()
		go func() { errs <- w.ingest.Delete(t.Context(), w.on, w.id, id) }()
		for range 2 {
			if err := <-errs; err != nil {
				t.Error(err)
			}
		}
		for _, source := range slices.Collect(sourcesOf(w)) {
			t.Errorf("%s is left", source)
		}
		if plans, err := other.Plans.Open(t.Context(), true); err != nil || len(plans) != 0 {
			t.Errorf("%+v, %v", plans, err)
		}
	})
}
