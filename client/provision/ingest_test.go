package provision_test

import (
	"context"
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"mooring/client"
	"mooring/client/history"
	"mooring/client/provision"
)

// ingestWorld is a world with a connection, and a Platform that makes dataflows.
type ingestWorld struct {
	*flowWorld
	ingest *provision.Ingest
	fake   *fakeIngest
	states map[provision.Piece]provision.PieceState // that progress was told last
}

func inIngestWorld(t *testing.T, do func(t *testing.T, w *ingestWorld)) {
	t.Helper()
	inFlowWorld(t, nil, func(t *testing.T, f *flowWorld) {
		w := &ingestWorld{
			flowWorld: f, ingest: provision.NewIngest(f.register.Journal, f.register.Plans, provision.Options{}), fake: newFakeIngest(),
			states: map[provision.Piece]provision.PieceState{},
		}
		do(t, w)
		w.checkOrphans(t)
	})
}

// checkOrphans makes sure that there is nothing on Platform that belongs to no
// dataflow and that the register does not know.
func (w *ingestWorld) checkOrphans(t *testing.T) {
	t.Helper()
	known := map[string]bool{}
	for _, flow := range w.fake.flows {
		known[string(flow.SourceIDs[0])], known[string(flow.TargetIDs[0])] = true, true
	}
	names := map[string]bool{}
	for _, p := range w.open(t) {
		for _, piece := range p.Pieces {
			known[piece.ID], names[piece.Name] = true, true
		}
	}
	for _, id := range w.fake.ids() {
		name := w.fake.sources[client.SourceConnectionID(id)].Name + w.fake.targets[client.TargetConnectionID(id)].Name
		if !known[id] && !names[name] {
			t.Errorf("%s (%s) is an orphan", id, name)
		}
	}
}

// open are the plans that are open.
func (w *ingestWorld) open(t *testing.T) (plans []history.Plan) {
	t.Helper()
	all, err := w.register.Plans.Open(t.Context(), true)
	if err != nil {
		t.Fatal(err)
	}
	for _, one := range all {
		plans = append(plans, one.Plan)
	}
	return plans
}

func ordersPlan() provision.Plan {
	return provision.Plan{
		Source:  client.NewSourceConnection{Name: "Orders", Path: "/acme-data/in/orders.csv", Format: client.FileFormat{Type: "delimited"}},
		Target:  client.NewTargetConnection{Name: "Orders", Dataset: "5f3c3cedb2805c194ff0b69a", Schema: client.SchemaRef{ID: "https://ns.adobe.com/acme/schemas/1"}},
		Mapping: client.NewMappingSet{Mappings: []client.Mapping{{Kind: client.MappingAttribute, Source: "id", Destination: "_id"}}},
		Flow: client.NewFlow{
			Name: "Orders", Start: time.Now().Add(time.Minute), Frequency: client.ByHour, Interval: 1, Backfill: true,
			Diagnostics: true, ErrorPercent: 5,
		},
	}
}

func (w *ingestWorld) start(ctx context.Context) (client.FlowID, error) {
	return w.ingest.Start(ctx, w.fake, w.id, ordersPlan(), func(p provision.Piece, s provision.PieceState) { w.states[p] = s })
}

// settle is what the next start of the app does.
func (w *ingestWorld) settle(t *testing.T) (errs []error) {
	t.Helper()
	next := provision.NewIngest(w.register.Journal, w.register.Plans, provision.Options{})
	err := next.Settle(t.Context(), func(history.Entry) (provision.IngestPlatform, error) { return w.fake, nil }, true,
		func(_ history.OpenPlan, err error) { errs = append(errs, err) })
	if err != nil {
		t.Fatal(err)
	}
	return errs
}

// trail is what the trail tells of dataflows, the oldest first.
func (w *ingestWorld) trail(t *testing.T) (kinds []history.EventKind) {
	t.Helper()
	events, err := w.register.Journal.Events(t.Context(), w.id)
	if err != nil {
		t.Fatal(err)
	}
	for _, ev := range slices.Backward(events) {
		if strings.HasPrefix(string(ev.Kind), "flow") {
			kinds = append(kinds, ev.Kind)
			if ev.FlowName == "" {
				t.Errorf("%s of a dataflow without a name", ev.Kind)
			}
		}
	}
	return kinds
}

func (w *ingestWorld) wantTrail(t *testing.T, want ...history.EventKind) {
	t.Helper()
	if diff := cmp.Diff(want, w.trail(t)); diff != "" {
		t.Error(diff)
	}
}

func TestIngest(t *testing.T) {
	inIngestWorld(t, func(t *testing.T, w *ingestWorld) {
		id, err := w.start(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff([]string{"source", "target", "mapping", "flow"}, w.fake.asked); diff != "" {
			t.Error(diff)
		}
		flow := w.fake.flows[id]
		source, target := w.fake.sources[flow.SourceIDs[0]], w.fake.targets[flow.TargetIDs[0]]
		if source.Base != w.conn || source.Name == target.Name && source.Name == "Orders" || !strings.HasPrefix(source.Name, "Orders (") || flow.Mapping.Version != 3 {
			t.Errorf("%+v\n%+v\n%+v", source, target, flow)
		}
		known, err := w.register.Journal.Flows(t.Context(), w.id)
		if err != nil || len(known) != 1 || known[0].ID != id || known[0].Path != source.Path ||
			known[0].Dataset != target.Dataset || known[0].Schedule.Period() != time.Hour {
			t.Errorf("%+v, %v", known, err)
		}
		for _, piece := range []provision.Piece{provision.PieceSource, provision.PieceTarget, provision.PieceMapping, provision.PieceFlow} {
			if w.states[piece] != provision.PieceDone {
				t.Errorf("%s is %s", piece, w.states[piece])
			}
		}
		w.wantTrail(t, history.EventFlowMaking, history.EventFlowMade)
		if open := w.open(t); len(open) != 0 {
			t.Errorf("%+v", open)
		}
	})
}

// TestIngestGoesWrong has each request refused, or its answer lost.
func TestIngestGoesWrong(t *testing.T) {
	order := []string{"source", "target", "mapping", "flow"}
	for k, op := range order {
		for name, how := range map[string]mishap{
			"refused": refusedIt, "lost, not done": lostUndone, "lost, done": lostDone, "lost, done late": lostLate,
		} {
			t.Run(op+" "+name, func(t *testing.T) {
				inIngestWorld(t, func(t *testing.T, w *ingestWorld) {
					w.fake.mishaps[op] = how
					_, err := w.start(t.Context())
					done := (how == lostDone || how == lostLate) && op != "mapping"
					if done {
						if err != nil || len(w.fake.flows) != 1 || len(w.open(t)) != 0 {
							t.Errorf("%v, %d dataflows, open %+v", err, len(w.fake.flows), w.open(t))
						}
						w.wantTrail(t, history.EventFlowMaking, history.EventFlowMade)
						return
					}
					e, ok := errors.AsType[*provision.NotMadeError](err)
					if !ok {
						t.Fatalf("%v", err)
					}
					var left []provision.Piece
					trail := []history.EventKind{history.EventFlowMaking, history.EventFlowMakeFailed}
					if k == 3 || op == "mapping" && how != refusedIt {
						left, trail = []provision.Piece{provision.PieceMapping}, append(trail, history.EventFlowLeft)
					}
					if diff := cmp.Diff(left, e.Left); diff != "" || len(w.fake.flows) != 0 || len(w.fake.ids()) != 0 {
						t.Errorf("%s\n%v", diff, w.fake.ids())
					}
					w.wantTrail(t, trail...)
					want := []string{"delete target", "delete source"}[2-min(k, 2):]
					if got := w.fake.asked[k+1:]; !slices.Equal(got, want) {
						t.Errorf("%v, want %v", got, want)
					}
					if open := w.open(t); len(open) != 0 {
						t.Errorf("%+v", open)
					}
					if _, err := w.start(t.Context()); err != nil { // the user's next try
						t.Error(err)
					}
				})
			})
		}
	}
}

// TestIngestCannotFindOut loses the answer to each request, and cannot ask what
// came of it until the next start.
func TestIngestCannotFindOut(t *testing.T) {
	for _, op := range []string{"source", "target", "flow"} {
		for name, how := range map[string]mishap{"not done": lostUndone, "done": lostDone} {
			t.Run(op+" "+name, func(t *testing.T) {
				inIngestWorld(t, func(t *testing.T, w *ingestWorld) {
					w.fake.mishaps[op], w.fake.blind = how, true
					_, err := w.start(t.Context())
					e, ok := errors.AsType[*provision.PlanUnknownError](err)
					if !ok || w.states[e.Piece] != provision.PieceUnknown {
						t.Fatalf("%v", err)
					}
					w.wantTrail(t, history.EventFlowMaking, history.EventFlowMakeUnknown)
					if errs := w.settle(t); len(errs) != 1 || client.KindOf(errs[0]) != client.KindForbidden {
						t.Errorf("%v", errs)
					}
					w.fake.blind = false
					if errs := w.settle(t); len(errs) != 1 || errs[0] != nil {
						t.Errorf("%v", errs)
					}
					want := []history.EventKind{history.EventFlowMaking, history.EventFlowMakeUnknown}
					switch made := op == "flow" && how == lostDone; {
					case made:
						want = append(want, history.EventFlowMade)
						if known, err := w.register.Journal.Flows(t.Context(), w.id); err != nil || len(known) != 1 || w.fake.flows[known[0].ID].ID == "" {
							t.Errorf("%+v, %v", known, err)
						}
					case op == "flow":
						want = append(want, history.EventFlowMakeFailed, history.EventFlowLeft)
					default:
						want = append(want, history.EventFlowMakeFailed)
					}
					if made := op == "flow" && how == lostDone; !made && len(w.fake.ids()) != 0 {
						t.Error(w.fake.ids())
					}
					w.wantTrail(t, want...)
					if errs := w.settle(t); len(errs) != 0 {
						t.Errorf("%v", errs)
					}
				})
			})
		}
	}
}

// TestIngestLeaves cannot take back what was made, until a later start.
func TestIngestLeaves(t *testing.T) {
	inIngestWorld(t, func(t *testing.T, w *ingestWorld) {
		w.fake.mishaps["mapping"] = refusedIt
		w.fake.always["delete target"], w.fake.always["delete source"] = refusedIt, lostUndone
		_, err := w.start(t.Context())
		e, ok := errors.AsType[*provision.NotMadeError](err)
		if !ok || !slices.Equal(e.Left, []provision.Piece{provision.PieceSource, provision.PieceTarget}) || problem(err).Code != "FLOW-1234-400" {
			t.Fatalf("%v", err)
		}
		told := []history.EventKind{history.EventFlowMaking, history.EventFlowMakeFailed, history.EventFlowLeft}
		w.wantTrail(t, told...)
		w.settle(t)
		w.wantTrail(t, told...)
		clear(w.fake.always)
		w.fake.mishaps["delete source"] = lostDone
		w.settle(t)
		w.wantTrail(t, append(told, history.EventFlowTidied)...)
		if ids := w.fake.ids(); len(ids) != 0 {
			t.Error(ids)
		}
	})
}

// TestIngestSparesWhatIsUsed leaves a source connection that was left to the
// dataflow that somebody else has made with it meanwhile.
func TestIngestSparesWhatIsUsed(t *testing.T) {
	inIngestWorld(t, func(t *testing.T, w *ingestWorld) {
		w.fake.mishaps["mapping"] = refusedIt
		w.fake.always["delete target"], w.fake.always["delete source"] = refusedIt, refusedIt
		_, _ = w.start(t.Context())
		clear(w.fake.always)
		source, target := slices.Collect(maps.Keys(w.fake.sources)), slices.Collect(maps.Keys(w.fake.targets))
		if _, err := w.fake.CreateFlow(t.Context(), client.NewFlow{Name: "Theirs", Source: source[0], Target: target[0]}); err != nil {
			t.Fatal(err)
		}
		w.settle(t)
		if ids := w.fake.ids(); len(ids) != 2 || len(w.open(t)) != 0 {
			t.Error(ids, w.open(t))
		}
	})
}

// TestIngestIsCalledOff cancels before each request.
func TestIngestIsCalledOff(t *testing.T) {
	for k, op := range []string{"source", "target", "mapping", "flow"} {
		t.Run(op, func(t *testing.T) {
			inIngestWorld(t, func(t *testing.T, w *ingestWorld) {
				ctx, cancel := context.WithCancel(t.Context())
				defer cancel()
				_, err := w.ingest.Start(ctx, w.fake, w.id, ordersPlan(), func(p provision.Piece, s provision.PieceState) {
					if p == []provision.Piece{provision.PieceSource, provision.PieceTarget, provision.PieceMapping, provision.PieceFlow}[k] && s == provision.PieceWorking {
						cancel()
					}
				})
				if client.KindOf(err) != client.KindCanceled || slices.Contains(w.fake.asked, op) || len(w.fake.ids()) != 0 {
					t.Errorf("%v, %v", err, w.fake.asked)
				}
			})
		})
	}
	inIngestWorld(t, func(t *testing.T, w *ingestWorld) {
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if _, err := w.start(ctx); client.KindOf(err) != client.KindCanceled || len(w.fake.asked) != 0 || len(w.trail(t)) != 0 {
			t.Errorf("%v, %v", err, w.fake.asked)
		}
	})
}

// TestIngestTwice lets the same plan begin twice at once, as a double click does,
// and two admins do the same.
func TestIngestTwice(t *testing.T) {
	inIngestWorld(t, func(t *testing.T, w *ingestWorld) {
		again := make(chan error, 1)
		w.fake.before = func(op string) {
			if op == "source" {
				w.fake.before = nil
				_, err := w.start(t.Context())
				again <- err
			}
		}
		if _, err := w.start(t.Context()); err != nil {
			t.Error(err)
		}
		if err := <-again; !errors.Is(err, provision.ErrBusy) || len(w.fake.flows) != 1 {
			t.Errorf("%v, %d dataflows", err, len(w.fake.flows))
		}
		// What this run is at is not settled by it.
		w.fake.before = func(op string) {
			if op == "mapping" {
				w.fake.before = nil
				err := w.ingest.Settle(t.Context(), func(history.Entry) (provision.IngestPlatform, error) { return w.fake, nil }, true,
					func(_ history.OpenPlan, err error) { t.Errorf("settled: %v", err) })
				if err != nil {
					t.Error(err)
				}
			}
		}
		if _, err := w.start(t.Context()); err != nil || len(w.fake.flows) != 2 {
			t.Errorf("%v, %d dataflows", err, len(w.fake.flows))
		}
	})
}

func TestIngestNeedsAConnection(t *testing.T) {
	inIngestWorld(t, func(t *testing.T, w *ingestWorld) {
		if _, err := w.ingest.Start(t.Context(), w.fake, "nobody", ordersPlan(), nil); !errors.Is(err, history.ErrNotFound) {
			t.Error(err)
		}
		if err := w.ingest.Delete(t.Context(), w.fake, w.id, "nobody"); !errors.Is(err, provision.ErrNoDataflow) {
			t.Error(err)
		}
		name := "x"
		if err := w.ingest.Edit(t.Context(), w.fake, w.id, "nobody", `"1"`, client.FlowChange{Name: &name}); !errors.Is(err, provision.ErrNoDataflow) {
			t.Error(err)
		}
		if _, err := w.service.Delete(t.Context(), w.client, w.id); err != nil {
			t.Fatal(err)
		}
		if _, err := w.start(t.Context()); !errors.Is(err, provision.ErrNotCreated) || len(w.fake.asked) != 0 {
			t.Error(err, w.fake.asked)
		}
	})
}

// TestRemap gives a dataflow another mapping, whose set is made first: what comes of it
// is in the trail, also of a set that nothing uses.
func TestRemap(t *testing.T) {
	set := client.NewMappingSet{Mappings: []client.Mapping{{Kind: client.MappingAttribute, Source: "number", Destination: "_id"}}}
	failed := []history.EventKind{history.EventFlowMaking, history.EventFlowMade, history.EventFlowEditing, history.EventFlowEditFailed}
	left := append(slices.Clone(failed), history.EventFlowLeft)
	for name, tc := range map[string]struct {
		op     string
		how    mishap
		want   []history.EventKind
		change bool
	}{
		"well":              {want: append(slices.Clone(failed[:3]), history.EventFlowEdited), change: true},
		"set refused":       {op: "mapping", how: refusedIt, want: failed},
		"set lost":          {op: "mapping", how: lostUndone, want: left},
		"set lost but made": {op: "mapping", how: lostDone, want: left},
		"change refused":    {op: "edit", how: refusedIt, want: left},
		"change lost":       {op: "edit", how: lostUndone, want: left},
		"change lost, done": {op: "edit", how: lostDone, want: append(slices.Clone(failed[:3]), history.EventFlowEdited), change: true},
	} {
		t.Run(name, func(t *testing.T) {
			inIngestWorld(t, func(t *testing.T, w *ingestWorld) {
				id, err := w.start(t.Context())
				if err != nil {
					t.Fatal(err)
				}
				before := w.fake.flows[id]
				if tc.op != "" {
					w.fake.mishaps[tc.op] = tc.how
				}
				err = w.ingest.Remap(t.Context(), w.fake, w.id, id, before.ETag, client.FlowChange{}, set)
				if (err == nil) != tc.change {
					t.Errorf("%v", err)
				}
				if changed := w.fake.flows[id].Mapping != before.Mapping; changed != tc.change {
					t.Errorf("its mapping is %+v", w.fake.flows[id].Mapping)
				}
				w.wantTrail(t, tc.want...)
				if open := w.open(t); len(open) != 0 {
					t.Errorf("%+v", open)
				}
			})
		})
	}
}

// TestRemapIsCutShort ends the app while the mapping set is being made: the next start
// tells that nothing was changed, and what may be left.
func TestRemapIsCutShort(t *testing.T) {
	inIngestWorld(t, func(t *testing.T, w *ingestWorld) {
		id, err := w.start(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		flow := w.fake.flows[id]
		plan := history.Plan{
			Mark: "3f9a", Goal: history.PlanChange, Name: flow.Name, Flow: id, Began: time.Now(), ETag: flow.ETag, Change: &client.FlowChange{},
			Pieces: []history.PlanPiece{{Kind: history.LeftMapping, Stage: history.PieceSent}},
		}
		if err := w.register.Plans.Keep(t.Context(), w.id, plan, history.PlanNews{}); err != nil {
			t.Fatal(err)
		}
		w.fake.change(id, client.FlowChange{}) // somebody else was at it since
		if errs := w.settle(t); len(errs) != 1 || errs[0] != nil {
			t.Errorf("%v", errs)
		}
		w.wantTrail(t, history.EventFlowMaking, history.EventFlowMade, history.EventFlowEditFailed, history.EventFlowLeft)
		if open := w.open(t); len(open) != 0 {
			t.Errorf("%+v", open)
		}
	})
}
