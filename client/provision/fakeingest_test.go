package provision_test

import (
	"context"
	"fmt"
	"iter"
	"maps"
	"net/http"
	"slices"
	"sync"

	"mooring/client"
	"mooring/client/provision"
)

// How a request of fakeIngest may end otherwise than well.
type mishap int

const (
	wellDone mishap = iota
	refusedIt
	lostUndone // and its answer
	lostDone   // only its answer
	lostLate   // its answer, and it is done only after the third look
)

// fakeIngest is what Platform holds of dataflows, in memory.
type fakeIngest struct {
	mu      sync.Mutex
	n       int
	sources map[client.SourceConnectionID]client.NewSourceConnection
	targets map[client.TargetConnectionID]client.NewTargetConnection
	sets    map[client.MappingSetID]client.NewMappingSet
	flows   map[client.FlowID]client.Flow
	asked   []string          // what was sent that changes something
	mishaps map[string]mishap // by request; each happens once
	always  map[string]mishap // by request; each happens whenever
	blind   bool              // it cannot be asked for anything
	late    func()            // is done after so many looks
	looks   int
	before  func(op string) // is called before a request is done
}

func newFakeIngest() *fakeIngest {
	return &fakeIngest{
		sources: map[client.SourceConnectionID]client.NewSourceConnection{}, targets: map[client.TargetConnectionID]client.NewTargetConnection{},
		sets: map[client.MappingSetID]client.NewMappingSet{}, flows: map[client.FlowID]client.Flow{},
		mishaps: map[string]mishap{}, always: map[string]mishap{},
	}
}

var _ provision.IngestPlatform = (*fakeIngest)(nil)

// do does something, or not, as its mishap has it.
func (f *fakeIngest) do(op string, what func() error) error {
	if f.before != nil {
		f.before(op)
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.asked = append(f.asked, op)
	how := f.mishaps[op]
	delete(f.mishaps, op)
	if always, ok := f.always[op]; ok {
		how = always
	}
	lost := &client.APIError{Kind: client.KindInterrupted, Op: op}
	switch how {
	case refusedIt:
		return &client.APIError{Kind: client.KindRejected, Op: op, Status: http.StatusBadRequest, Code: "FLOW-1234-400"}
	case lostUndone:
		return lost
	case lostDone:
		_ = what()
		return lost
	case lostLate:
		f.looks, f.late = 0, func() { _ = what() }
		return lost
	}
	return what()
}

// look is a request that changes nothing.
func (f *fakeIngest) look(ctx context.Context) error {
	if ctx.Err() != nil {
		return &client.APIError{Kind: client.KindCanceled, Err: ctx.Err()}
	}
	if f.blind {
		return &client.APIError{Kind: client.KindForbidden, Status: http.StatusForbidden}
	}
	if f.looks++; f.late != nil && f.looks > 2 {
		f.late()
		f.late = nil
	}
	return nil
}

func (f *fakeIngest) next(kind string) string {
	f.n++
	return fmt.Sprintf("%s-%d", kind, f.n)
}

func goneError(op string) error {
	return &client.APIError{Kind: client.KindNotFound, Op: op, Status: http.StatusNotFound, Code: "FLOW-1101-404"}
}

func (f *fakeIngest) CreateSourceConnection(_ context.Context, in client.NewSourceConnection) (client.SourceConnectionID, error) {
	var made client.SourceConnectionID
	err := f.do("source", func() error {
		made = client.SourceConnectionID(f.next("s"))
		f.sources[made] = in
		return nil
	})
	if err != nil {
		return "", err
	}
	return made, nil
}

func (f *fakeIngest) CreateTargetConnection(_ context.Context, in client.NewTargetConnection) (client.TargetConnectionID, error) {
	var made client.TargetConnectionID
	err := f.do("target", func() error {
		made = client.TargetConnectionID(f.next("t"))
		f.targets[made] = in
		return nil
	})
	if err != nil {
		return "", err
	}
	return made, nil
}

func (f *fakeIngest) CreateMappingSet(_ context.Context, in client.NewMappingSet) (client.MappingSetID, int, error) {
	var made client.MappingSetID
	err := f.do("mapping", func() error {
		made = client.MappingSetID(f.next("m"))
		f.sets[made] = in
		return nil
	})
	if err != nil {
		return "", 0, err
	}
	return made, 3, nil
}

func (f *fakeIngest) CreateFlow(_ context.Context, in client.NewFlow) (client.FlowID, error) {
	var made client.FlowID
	err := f.do("flow", func() error {
		made = client.FlowID(f.next("f"))
		f.flows[made] = client.Flow{
			ID: made, ETag: `"1"`, Name: in.Name, Description: in.Description, State: "enabled",
			SourceIDs: []client.SourceConnectionID{in.Source}, TargetIDs: []client.TargetConnectionID{in.Target},
			Schedule: client.Schedule{Frequency: in.Frequency, Interval: in.Interval, Start: in.Start, Backfill: in.Backfill},
			Mapping:  client.FlowMapping{ID: in.MappingSet, Version: in.MappingVersion},
		}
		return nil
	})
	if err != nil {
		return "", err
	}
	return made, nil
}

func (f *fakeIngest) UpdateFlow(_ context.Context, id client.FlowID, etag client.ETag, change client.FlowChange) error {
	return f.do("edit", func() error {
		flow, there := f.flows[id]
		if !there {
			return goneError("edit")
		}
		if flow.ETag != etag {
			return &client.APIError{Kind: client.KindConflict, Status: http.StatusPreconditionFailed, Code: "FLOW-1404-412"}
		}
		f.change(id, change)
		return nil
	})
}

// change changes a dataflow, as another admin may.
func (f *fakeIngest) change(id client.FlowID, change client.FlowChange) {
	flow := f.flows[id]
	if change.Name != nil {
		flow.Name = *change.Name
	}
	if change.Interval != nil {
		flow.Schedule.Interval = *change.Interval
	}
	if change.Frequency != nil {
		flow.Schedule.Frequency = *change.Frequency
	}
	if change.Mapping != nil {
		flow.Mapping = *change.Mapping
	}
	flow.ETag = client.ETag(fmt.Sprintf("%q", f.next("v")))
	f.flows[id] = flow
}

func (f *fakeIngest) DeleteFlow(_ context.Context, id client.FlowID) error {
	return f.do("delete flow", func() error {
		if _, there := f.flows[id]; !there {
			return goneError("delete flow")
		}
		delete(f.flows, id)
		return nil
	})
}

func (f *fakeIngest) DeleteSourceConnection(_ context.Context, id client.SourceConnectionID) error {
	return f.do("delete source", func() error {
		if _, there := f.sources[id]; !there {
			return goneError("delete source")
		}
		delete(f.sources, id)
		return nil
	})
}

func (f *fakeIngest) DeleteTargetConnection(_ context.Context, id client.TargetConnectionID) error {
	return f.do("delete target", func() error {
		if _, there := f.targets[id]; !there {
			return goneError("delete target")
		}
		delete(f.targets, id)
		return nil
	})
}

func (f *fakeIngest) SourceConnectionsNamed(ctx context.Context, name string) iter.Seq2[client.SourceConnection, error] {
	return list(ctx, f, func(yield func(client.SourceConnection)) {
		for id, in := range f.sources {
			if in.Name == name {
				yield(client.SourceConnection{ID: id, Name: name})
			}
		}
	})
}

func (f *fakeIngest) TargetConnectionsNamed(ctx context.Context, name string) iter.Seq2[client.TargetConnection, error] {
	return list(ctx, f, func(yield func(client.TargetConnection)) {
		for id, in := range f.targets {
			if in.Name == name {
				yield(client.TargetConnection{ID: id, Name: name})
			}
		}
	})
}

func (f *fakeIngest) Flow(ctx context.Context, id client.FlowID) (client.Flow, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if err := f.look(ctx); err != nil {
		return client.Flow{}, err
	}
	flow, there := f.flows[id]
	if !there {
		return flow, goneError("Flow")
	}
	return flow, nil
}

func (f *fakeIngest) Flows(ctx context.Context, filter client.FlowFilter) iter.Seq2[client.Flow, error] {
	return list(ctx, f, func(yield func(client.Flow)) {
		for _, flow := range f.flows {
			if slices.ContainsFunc(flow.SourceIDs, func(id client.SourceConnectionID) bool { return slices.Contains(filter.Sources, id) }) {
				yield(flow)
			}
		}
	})
}

func (f *fakeIngest) FlowsInto(ctx context.Context, target client.TargetConnectionID) iter.Seq2[client.Flow, error] {
	return list(ctx, f, func(yield func(client.Flow)) {
		for _, flow := range f.flows {
			if slices.Contains(flow.TargetIDs, target) {
				yield(flow)
			}
		}
	})
}

// list is a list that is read when it is gone through.
func list[T any](ctx context.Context, f *fakeIngest, each func(yield func(T))) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		f.mu.Lock()
		err := f.look(ctx)
		var all []T
		if err == nil {
			each(func(item T) { all = append(all, item) })
		}
		f.mu.Unlock()
		if err != nil {
			var none T
			yield(none, err)
		}
		for _, item := range all {
			if !yield(item, nil) {
				return
			}
		}
	}
}

// ids are what the fake holds, for comparing.
func (f *fakeIngest) ids() (all []string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for id := range maps.Keys(f.sources) {
		all = append(all, string(id))
	}
	for id := range maps.Keys(f.targets) {
		all = append(all, string(id))
	}
	return all
}
