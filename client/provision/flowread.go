package provision

import (
	"context"
	"log/slog"
	"slices"
	"time"

	"mooring/client"
	"mooring/client/history"
)

const (
	// shownRuns is how many runs of a dataflow are read.
	shownRuns = 20
	// mostRuns is how many runs are gone through for the last one that went through.
	mostRuns = 2000
	// longestQueue is how long after it was made a run may begin. One that is not listed
	// within that is not listed any more.
	longestQueue = 24 * time.Hour
)

// Read reads the dataflows of one connection: which there are, what they read and
// where to, and their last runs; of one that fails, back to the last run that did
// not. That takes a request each for source connections, dataflows and runs; for
// names of datasets that are not known yet one for all target connections, and
// one for each name.
//
// It returns the entry as it is recorded now, and its dataflows. The errors are
// ErrNotCreated, ErrBusy, *client.APIError of reading, and those of the register.
func (f *Flows) Read(ctx context.Context, p FlowPlatform, attemptID string) (history.Entry, []history.Dataflow, error) {
	release, err := f.take(claim{attemptID: attemptID, flows: true})
	if err != nil {
		return history.Entry{}, nil, err
	}
	defer release()
	entry, err := standingEntry(ctx, f.journal, attemptID)
	if err != nil {
		return entry, nil, err
	}
	at := f.now() // what is done to one of them from now on is newer
	known, err := f.journal.Flows(ctx, attemptID)
	if err != nil {
		return entry, nil, err
	}
	r := flowReader{platform: p, log: f.log, known: byFlow(known)}
	flows, err := r.ofConnection(ctx, entry.ConnectionID)
	if err != nil {
		return entry, known, err
	}
	return f.keep(ctx, entry, history.FlowsRead{AttemptID: attemptID, At: at, Flows: flows})
}

// keep writes down what was read of one entry, also after ctx has ended.
func (f *Flows) keep(ctx context.Context, entry history.Entry, read history.FlowsRead) (history.Entry, []history.Dataflow, error) {
	ctx, cancel := detached(ctx, recordTimeout)
	defer cancel()
	if err := f.journal.KeepFlows(ctx, read); err != nil {
		return entry, read.Flows, err
	}
	now, err := f.journal.Get(ctx, entry.AttemptID)
	if err != nil {
		return entry, read.Flows, err
	}
	flows, err := f.journal.Flows(ctx, entry.AttemptID)
	return now, flows, err
}

func byFlow(known []history.Dataflow) map[client.FlowID]history.Dataflow {
	by := make(map[client.FlowID]history.Dataflow, len(known))
	for _, d := range known {
		by[d.ID] = d
	}
	return by
}

// flowReader reads dataflows from Platform. What is not said again stays as it is
// known.
type flowReader struct {
	platform FlowPlatform
	log      *slog.Logger
	known    map[client.FlowID]history.Dataflow
}

// ofConnection reads the dataflows of one connection.
func (r flowReader) ofConnection(ctx context.Context, id client.ConnectionID) ([]history.Dataflow, error) {
	sources := map[client.SourceConnectionID]client.SourceConnection{}
	ids := []client.SourceConnectionID{}
	for source, err := range r.platform.SourceConnections(ctx, id) {
		if err != nil {
			return nil, err
		}
		sources[source.ID] = source
		ids = append(ids, source.ID)
	}
	var flows []client.Flow
	for flow, err := range r.platform.Flows(ctx, client.FlowFilter{Sources: ids}) {
		if err != nil {
			return nil, err
		}
		flows = append(flows, flow)
	}
	out := make([]history.Dataflow, len(flows))
	var wanted []*history.Dataflow
	for i, flow := range flows {
		out[i] = r.dataflow(flow)
		for _, id := range flow.SourceIDs {
			if path := sources[id].Path; path != "" {
				out[i].Path = path
			}
		}
		wanted = append(wanted, &out[i])
	}
	if err := r.runs(ctx, wanted); err != nil {
		return nil, err
	}
	r.datasets(ctx, flows, out)
	return out, nil
}

// dataflow is a dataflow as Platform says it is, with what is known besides.
func (r flowReader) dataflow(flow client.Flow) history.Dataflow {
	d := r.known[flow.ID]
	takeFlow(&d, flow)
	return d
}

// takeFlow brings what is known of a dataflow up to date with what Platform says of it.
func takeFlow(d *history.Dataflow, flow client.Flow) {
	d.ID, d.Name, d.State, d.UpdatedBy = flow.ID, flow.Name, flow.State, flow.UpdatedBy
	d.Schedule = flow.Schedule
}

// runs reads the last runs of dataflows: so many that they can be shown, and of
// one that fails the runs back to one that did not, or to where they are known.
func (r flowReader) runs(ctx context.Context, flows []*history.Dataflow) error {
	if len(flows) == 0 {
		return nil
	}
	ids := make([]client.FlowID, len(flows))
	found := make(map[client.FlowID][]client.Run, len(flows))
	pending := make(map[client.FlowID]map[client.RunID]time.Time, len(flows)) // not read yet
	for i, d := range flows {
		ids[i] = d.ID
		pending[d.ID] = map[client.RunID]time.Time{}
		for _, m := range r.known[d.ID].Pending() {
			pending[d.ID][m.Run] = m.At
		}
	}
	missing, n, whole := len(flows), 0, true
	for run, err := range r.platform.Runs(ctx, client.RunFilter{Flows: ids}) {
		if err != nil {
			return err
		}
		before := enough(r.known[run.FlowID], found[run.FlowID], pending[run.FlowID])
		found[run.FlowID] = append(found[run.FlowID], run)
		delete(pending[run.FlowID], run.ID)
		if !before && enough(r.known[run.FlowID], found[run.FlowID], pending[run.FlowID]) {
			missing--
		}
		if n++; missing == 0 || n == mostRuns {
			whole = false
			break
		}
	}
	for _, d := range flows {
		d.TakeUp(found[d.ID], whole)
	}
	return nil
}

// enough reports whether no older runs of a dataflow need to be read. pending are those
// of which it is to be read yet what came of them: Platform lists runs as they were made,
// which is not the order in which they begin.
func enough(known history.Dataflow, runs []client.Run, pending map[client.RunID]time.Time) bool {
	if len(runs) < shownRuns {
		return false
	}
	for _, at := range pending {
		if runs[len(runs)-1].When().After(at.Add(-longestQueue)) {
			return false
		}
	}
	if known.Failed > 0 && !known.AtLeast && knows(known, runs[len(runs)-1].ID) {
		return true // what came before was counted
	}
	return slices.ContainsFunc(runs, func(run client.Run) bool {
		o := run.Outcome()
		return o.Ended() && o != client.OutcomeFailed || o == client.OutcomeUnknown
	})
}

func knows(d history.Dataflow, id client.RunID) bool {
	return slices.ContainsFunc(d.Runs, func(run history.Mark) bool { return run.Run == id })
}

// datasets looks up where dataflows put what they read, as far as that is not
// known yet. A name that cannot be had is no error: Catalog may be closed to the
// credential.
func (r flowReader) datasets(ctx context.Context, flows []client.Flow, out []history.Dataflow) {
	targets := map[client.TargetConnectionID][]*history.Dataflow{}
	var ids []client.TargetConnectionID
	for i, flow := range flows {
		if out[i].DatasetName != "" || len(flow.TargetIDs) == 0 {
			continue
		}
		id := flow.TargetIDs[0]
		targets[id] = append(targets[id], &out[i])
		ids = append(ids, id)
	}
	if len(ids) == 0 {
		return
	}
	names := map[client.DatasetID]string{}
	for target, err := range r.platform.TargetConnections(ctx, ids) {
		if err != nil {
			r.log.WarnContext(ctx, "no datasets", "error", err)
			return
		}
		if target.DatasetID == "" {
			continue
		}
		name, asked := names[target.DatasetID]
		if !asked {
			dataset, err := r.platform.Dataset(ctx, target.DatasetID)
			if err != nil {
				r.log.WarnContext(ctx, "no name of a dataset", "error", err)
			}
			name = dataset.Name
			names[target.DatasetID] = name
		}
		for _, d := range targets[target.ID] {
			d.Dataset, d.DatasetName = target.DatasetID, name
		}
	}
}

// Window is which files a dataflow takes that is run now: those since its last
// run, or where that is not known since it was to run first.
func Window(d history.Dataflow, now time.Time) client.RunWindow {
	from := d.Schedule.Start
	for _, at := range []time.Time{d.Last.Started, d.Last.WindowEnd} {
		if !at.IsZero() && d.Last.Outcome != client.OutcomeFailed {
			from = at
		}
	}
	if !d.Last.WindowStart.IsZero() && d.Last.Outcome == client.OutcomeFailed {
		from = d.Last.WindowStart
	}
	const day = 24 * time.Hour
	if from.IsZero() || from.After(now) {
		from = now.Add(-day)
	}
	return client.RunWindow{Start: now, From: from, To: now}
}
