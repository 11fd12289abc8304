package provision

import (
	"cmp"
	"context"
	"log/slog"
	"maps"
	"slices"
	"time"

	"golang.org/x/sync/errgroup"

	"mooring/client"
	"mooring/client/history"
)

const (
	// flowReaders is how many requests for runs are made at a time.
	flowReaders = 4
	// flowsAtATime is how many dataflows one request for runs is about.
	flowsAtATime = 40
	// listedAtATime is after how many dataflows the register is asked whose they are.
	listedAtATime = 100
	// failingWindow is how far back the runs of a dataflow are read that is seen to
	// fail for the first time.
	failingWindow = 4 * 24 * time.Hour
	longestWindow = 35 * 24 * time.Hour
)

// FlowsProgress is how far reading has come.
type FlowsProgress struct {
	Listed int // dataflows that Platform has listed so far
	Read   int // dataflows whose runs are known
	Of     int // dataflows whose runs have to be asked for; 0 while they are listed
}

// FlowsFound counts what a reading found.
type FlowsFound struct {
	Flows   int // dataflows that read connections of the register
	Failing int // of those
}

// ReadAll reads the dataflows of all connections of a place: a list of all that
// read Amazon S3, and then, a few requests at a time and 40 dataflows in each, the
// runs of those that have run since they were last read. progress, which may be
// nil, is called by one goroutine at a time. Cancelling ctx keeps what was read.
//
// The errors are ErrBusy where this place is being read already, *client.APIError of
// reading, that of ctx, and those of the register.
func (f *Flows) ReadAll(ctx context.Context, p FlowPlatform, place history.Place, progress func(FlowsProgress)) (FlowsFound, error) {
	release, err := f.take(claim{place: place, flows: true})
	if err != nil {
		return FlowsFound{}, err
	}
	defer release()
	at := f.now()
	if progress == nil {
		progress = func(FlowsProgress) {}
	}
	reading := f.journal.BeginReading(place, at)
	defer reading.End()
	all := &allFlows{
		reading: reading, platform: p, at: at, progress: progress, reader: flowReader{platform: p, log: f.log},
		holders: map[client.ConnectionID][]string{},
	}
	err = all.run(ctx)
	f.log.LogAttrs(ctx, slog.LevelInfo, "dataflows read", slog.Int("flows", all.out.Flows), slog.Int("failing", all.out.Failing),
		slog.Int("asked", all.told.Of), slog.Bool("complete", err == nil))
	return all.out, err
}

// allFlows is one run of ReadAll.
type allFlows struct {
	reading  *history.Reading
	platform FlowPlatform
	at       time.Time
	progress func(FlowsProgress)
	told     FlowsProgress
	reader   flowReader
	out      FlowsFound

	// holders are the attempts of the connections that were met so far: one that the
	// register did not hold then is left out until the next time.
	holders map[client.ConnectionID][]string
	flows   []*history.Dataflow
	of      map[*history.Dataflow][]string // the attempts that they belong to
	unread  map[*history.Dataflow]bool     // whose runs have still to be asked for
}

func (a *allFlows) run(ctx context.Context) (err error) {
	if a.reader.known, err = a.reading.Known(ctx); err != nil {
		return err
	}
	tasks, err := a.list(ctx)
	if err != nil {
		return err
	}
	err = a.readRuns(ctx, tasks)
	if kept := a.keepAll(ctx); kept != nil {
		return kept
	}
	return err
}

// list reads the list of dataflows, and returns whose runs are to be asked for.
func (a *allFlows) list(ctx context.Context) ([]flowTask, error) {
	a.of, a.unread = map[*history.Dataflow][]string{}, map[*history.Dataflow]bool{}
	var bases map[client.SourceConnectionID]client.ConnectionID
	var some []client.Flow
	var tasks []flowTask
	for flow, err := range a.platform.Flows(ctx, client.FlowFilter{}) {
		if err != nil {
			return nil, err
		}
		if len(flow.BaseIDs) == 0 {
			if bases == nil {
				if bases, err = a.basesOfSources(ctx); err != nil {
					return nil, err
				}
			}
			for _, source := range flow.SourceIDs {
				flow.BaseIDs = append(flow.BaseIDs, bases[source])
			}
		}
		some = append(some, flow)
		if a.told.Listed++; a.told.Listed%listedAtATime == 0 {
			a.progress(a.told)
			if tasks, err = a.take(ctx, some, tasks); err != nil {
				return nil, err
			}
			some = some[:0]
		}
	}
	tasks, err := a.take(ctx, some, tasks)
	if err != nil {
		return nil, err
	}
	a.told.Of = len(tasks)
	a.progress(a.told)
	return tasks, ctx.Err()
}

// take takes up dataflows that were listed, and adds those whose runs are to be asked for.
func (a *allFlows) take(ctx context.Context, listed []client.Flow, tasks []flowTask) ([]flowTask, error) {
	if err := a.meet(ctx, listed); err != nil {
		return nil, err
	}
	for _, flow := range listed {
		var attempts []string
		for _, base := range flow.BaseIDs {
			attempts = append(attempts, a.holders[base]...)
		}
		if len(attempts) == 0 {
			continue // of a connection that the register does not hold
		}
		d := a.reader.dataflow(flow)
		a.flows = append(a.flows, &d)
		a.of[&d] = attempts
		if since, ask := a.since(&d, flow.LastRun); ask {
			a.unread[&d] = true
			tasks = append(tasks, flowTask{&d, since})
		}
	}
	return tasks, nil
}

// meet looks up who holds the connections of dataflows, of those that were not met yet.
func (a *allFlows) meet(ctx context.Context, listed []client.Flow) error {
	var ids []client.ConnectionID
	for _, flow := range listed {
		for _, base := range flow.BaseIDs {
			if _, met := a.holders[base]; !met {
				a.holders[base] = nil
				ids = append(ids, base)
			}
		}
	}
	if len(ids) == 0 {
		return nil
	}
	found, err := a.reading.Holders(ctx, ids)
	maps.Copy(a.holders, found)
	return err
}

// basesOfSources reads which base connections source connections have, for
// dataflows that do not say so.
func (a *allFlows) basesOfSources(ctx context.Context) (map[client.SourceConnectionID]client.ConnectionID, error) {
	bases := map[client.SourceConnectionID]client.ConnectionID{}
	for source, err := range a.platform.SourceConnections(ctx, "") {
		if err != nil {
			return nil, err
		}
		bases[source.ID] = source.BaseID
	}
	return bases, nil
}

// flowTask is a dataflow whose runs are to be asked for.
type flowTask struct {
	flow  *history.Dataflow
	since time.Time
}

// since tells whether the runs of a dataflow have to be asked for, and from when
// on. The dataflow says which run was its last; nothing is asked where that one
// is known and has ended.
func (a *allFlows) since(d *history.Dataflow, last client.RunSummary) (since time.Time, ask bool) {
	known := len(d.Runs) > 0
	pending := d.Pending()
	switch {
	case len(pending) > 0: // the oldest is the last
		return pending[len(pending)-1].At, true
	case known && last.ID == d.Runs[0].Run && d.Runs[0].Outcome.Ended(),
		!known && last.ID == "" && d.Schedule.Start.After(a.at),
		last.ID == "" && d.Status() == history.FlowsPaused:
		return time.Time{}, false
	case known:
		since = a.at
		for _, run := range d.Runs { // what had not ended is read again
			if since = run.At; run.Outcome.Ended() {
				break
			}
		}
		return since, true
	}
	window := 2 * d.Schedule.Period()
	if last.Status.Outcome() == client.OutcomeFailed {
		window = max(shownRuns*d.Schedule.Period(), failingWindow)
	}
	since = a.at.Add(-min(max(window, 24*time.Hour), longestWindow))
	switch began := last.Started; {
	case began.IsZero():
	case last.Status.Outcome() == client.OutcomeFailed:
		since = earlier(since, began)
	default:
		since = began // one run, and what has begun meanwhile
	}
	return since, true
}

func earlier(a, b time.Time) time.Time {
	if b.Before(a) {
		return b
	}
	return a
}

// readRuns asks for runs, of those dataflows together that are to be asked about
// the same time.
func (a *allFlows) readRuns(ctx context.Context, tasks []flowTask) error {
	slices.SortStableFunc(tasks, func(x, y flowTask) int { return y.since.Compare(x.since) })
	results := make(chan []flowTask)
	group, working := errgroup.WithContext(ctx)
	group.SetLimit(flowReaders)
	ended := make(chan error, 1)
	go func() {
		defer close(results)
		for some := range slices.Chunk(tasks, flowsAtATime) {
			if working.Err() != nil {
				break
			}
			group.Go(func() error {
				if err := a.readSome(working, some); err != nil {
					return err
				}
				results <- some
				return nil
			})
		}
		ended <- group.Wait()
	}()
	for some := range results {
		for _, task := range some {
			delete(a.unread, task.flow)
		}
		a.told.Read += len(some)
		a.progress(a.told)
	}
	return cmp.Or(ctx.Err(), <-ended)
}

// readSome reads the runs of some dataflows.
func (a *allFlows) readSome(ctx context.Context, tasks []flowTask) error {
	ids := make([]client.FlowID, len(tasks))
	runs := make(map[client.FlowID][]client.Run, len(tasks))
	since := tasks[0].since
	for i, task := range tasks {
		ids[i] = task.flow.ID
		since = earlier(since, task.since)
	}
	for run, err := range a.platform.Runs(ctx, client.RunFilter{Flows: ids, Since: since}) {
		if err != nil {
			return err
		}
		runs[run.FlowID] = append(runs[run.FlowID], run)
	}
	for _, task := range tasks {
		task.flow.TakeUp(runs[task.flow.ID], false)
	}
	return nil
}

// keepAll writes down what was read of entries, all of whose dataflows are known.
// It does so also after ctx has ended.
func (a *allFlows) keepAll(ctx context.Context) error {
	read := map[string][]history.Dataflow{}
	partly := map[string]bool{}
	for _, d := range a.flows {
		for _, id := range a.of[d] {
			read[id] = append(read[id], *d)
			partly[id] = partly[id] || a.unread[d]
		}
		a.out.Flows++
		if !a.unread[d] && d.Status() == history.FlowsFailing {
			a.out.Failing++
		}
	}
	return a.reading.Keep(context.WithoutCancel(ctx), read, partly)
}
