package client

import (
	"context"
	"errors"
	"time"
)

// CloudStorageFlowSpecID is the specification of dataflows from cloud storage into
// a dataset, the same in every organization (flow specification
// "CloudStorageToAEP").
const CloudStorageFlowSpecID = "9753525b-82c7-4dce-8a9b-5ccfce2b9876"

// mappingStep is what a dataflow calls the mapping among what it does to the rows.
const mappingStep = "Mapping"

var (
	errNoStart    = errors.New("it has no beginning")
	errFrequency  = errors.New("it is not once, minute, hour, day or week")
	errInterval   = errors.New("it is too short, or has no place where it runs once")
	errBackfill   = errors.New("it has no place where the dataflow runs once")
	errPercent    = errors.New("it is not between 0 and 100")
	errNeverOnce  = errors.New("a dataflow that runs again and again cannot be made to run once")
	errNoSchedule = errors.New("it has an interval, or none, against its frequency")
)

// FlowMapping is one version of a mapping set, which a dataflow uses.
type FlowMapping struct {
	ID      MappingSetID
	Version int
}

// NewFlow is the input of CreateFlow.
type NewFlow struct {
	Name           string
	Description    string
	Source         SourceConnectionID
	Target         TargetConnectionID
	MappingSet     MappingSetID
	MappingVersion int
	Start          time.Time // of the first run; Platform counts in seconds
	Frequency      Frequency
	Interval       int // every so many; 0 where the frequency is Once
	// Backfill has the first run take the files that are there by then. It has no
	// place where the frequency is Once.
	Backfill bool
	// Diagnostics has Platform keep the rows that it refuses.
	Diagnostics bool
	// ErrorPercent is how many percent of the rows may be refused before a run
	// fails; 0 leaves it out.
	ErrorPercent int
}

// newFlowBody is the body of POST /flows, in the order of the tutorial "Create a
// dataflow for cloud storage sources". Its options are those that tutorial "Partial
// batch ingestion" sets.
type newFlowBody struct {
	Name            string           `json:"name"`
	Description     string           `json:"description,omitempty"`
	Spec            connectionSpec   `json:"flowSpec"`
	Sources         []string         `json:"sourceConnectionIds"`
	Targets         []string         `json:"targetConnectionIds"`
	Transformations []transformation `json:"transformations"`
	Options         flowOptions      `json:"options"`
	Schedule        scheduleParams   `json:"scheduleParams"`
}

type transformation struct {
	Name   string        `json:"name"`
	Params mappingParams `json:"params"`
}

type mappingParams struct {
	MappingID      string `json:"mappingId"`
	MappingVersion int    `json:"mappingVersion"`
}

type flowOptions struct {
	Diagnostics bool `json:"errorDiagnosticsEnabled"`
	Percent     int  `json:"partialIngestionPercent,omitempty"`
}

// scheduleParams are numbers, as the flow specification has them; the tutorial
// writes them as texts.
type scheduleParams struct {
	StartTime int64  `json:"startTime"`
	Frequency string `json:"frequency"`
	Interval  int    `json:"interval,omitempty"`
	Backfill  *bool  `json:"backfill,omitempty"`
}

// CreateFlow makes a dataflow of what has been made before.
func (i *Ingest) CreateFlow(ctx context.Context, in NewFlow) (FlowID, error) {
	q, err := newFlowCall(in)
	id, err := i.make(ctx, q, err)
	return FlowID(id), err
}

// newFlowCall returns the call of CreateFlow, without what reads its answer.
func newFlowCall(in NewFlow) (call, error) {
	if err := in.check(); err != nil {
		return call{}, err
	}
	schedule := scheduleParams{StartTime: in.Start.Unix(), Frequency: string(in.Frequency)}
	if in.Frequency != Once {
		schedule.Interval, schedule.Backfill = in.Interval, &in.Backfill
	}
	return newItemCall(opCreateFlow, flowsPath, newFlowBody{
		Name: in.Name, Description: in.Description,
		Spec:            connectionSpec{ID: CloudStorageFlowSpecID, Version: "1.0"},
		Sources:         []string{string(in.Source)},
		Targets:         []string{string(in.Target)},
		Transformations: []transformation{FlowMapping{in.MappingSet, in.MappingVersion}.step()},
		Options:         flowOptions{in.Diagnostics, in.ErrorPercent},
		Schedule:        schedule,
	})
}

// step is the mapping as a dataflow has it.
func (m FlowMapping) step() transformation {
	return transformation{mappingStep, mappingParams{string(m.ID), m.Version}}
}

// check refuses a dataflow that cannot be sent.
func (in NewFlow) check() error {
	if err := checkNames(opCreateFlow, in.Name, in.Description); err != nil {
		return err
	}
	for _, v := range []struct{ field, id string }{
		{"Source", string(in.Source)}, {"Target", string(in.Target)}, {"MappingSet", string(in.MappingSet)},
	} {
		if err := checkID(opCreateFlow, v.field, v.id); err != nil {
			return err
		}
	}
	switch {
	case in.Start.Unix() <= 0:
		return invalid(opCreateFlow, "Start", errNoStart)
	case in.Frequency == Once && in.Backfill:
		return invalid(opCreateFlow, "Backfill", errBackfill)
	case in.ErrorPercent < 0 || in.ErrorPercent > 100:
		return invalid(opCreateFlow, "ErrorPercent", errPercent)
	}
	return checkSchedule(opCreateFlow, in.Frequency, in.Interval)
}

// LeastInterval is the shortest interval of a frequency that Platform takes; 0
// where it takes none.
func LeastInterval(f Frequency) int {
	switch f {
	case ByMinute:
		return 15
	case ByHour, ByDay, ByWeek:
		return 1
	}
	return 0
}

// checkSchedule applies the rules of the flow specification (scheduleSpec).
func checkSchedule(op string, frequency Frequency, interval int) error {
	least := LeastInterval(frequency)
	switch {
	case frequency != Once && least == 0:
		return invalid(op, "Frequency", errFrequency)
	case interval < least, frequency == Once && interval != 0:
		return invalid(op, "Interval", errInterval)
	}
	return nil
}

// FlowChange is what UpdateFlow changes of a dataflow. What is nil stays as it is.
// The schedule can be changed until the dataflow begins.
type FlowChange struct {
	Name *string
	// Description replaces the description; an empty one removes it.
	Description *string
	Start       *time.Time
	// Frequency and Interval change together. Neither is Once, nor was.
	Frequency *Frequency
	Interval  *int
	Mapping   *FlowMapping
}

// UpdateFlow changes a dataflow whose current version is etag. Where another has
// changed it meanwhile nothing happens and the error is of KindConflict.
func (i *Ingest) UpdateFlow(ctx context.Context, id FlowID, etag ETag, change FlowChange) error {
	q, err := updateFlowCall(id, etag, change)
	_, err = ask(ctx, i.client, q, err, changed(string(id)))
	return err
}

// updateFlowCall returns the call of UpdateFlow, without what reads its answer.
func updateFlowCall(id FlowID, etag ETag, change FlowChange) (call, error) {
	q, err := patchCall(opUpdateFlow, flowsPath, string(id), etag)
	if err != nil {
		return call{}, err
	}
	ops, err := change.ops()
	if err != nil {
		return call{}, err
	}
	q.body, err = encodeBody(opUpdateFlow, ops)
	return q, err
}

// ops writes the change as tutorial "Update dataflows" does.
func (change FlowChange) ops() ([]patchOp, error) {
	ops, err := textOps(opUpdateFlow, change.Name, change.Description)
	if err != nil {
		return nil, err
	}
	if (change.Frequency == nil) != (change.Interval == nil) {
		return nil, invalid(opUpdateFlow, "Interval", errNoSchedule)
	}
	if change.Frequency != nil {
		if *change.Frequency == Once {
			return nil, invalid(opUpdateFlow, "Frequency", errNeverOnce)
		}
		if err := checkSchedule(opUpdateFlow, *change.Frequency, *change.Interval); err != nil {
			return nil, err
		}
		ops = append(ops,
			patchOp{"replace", "/scheduleParams/frequency", string(*change.Frequency)},
			patchOp{"replace", "/scheduleParams/interval", *change.Interval})
	}
	if start := change.Start; start != nil {
		if start.Unix() <= 0 {
			return nil, invalid(opUpdateFlow, "Start", errNoStart)
		}
		ops = append(ops, patchOp{"replace", "/scheduleParams/startTime", start.Unix()})
	}
	if mapping := change.Mapping; mapping != nil {
		if err := checkID(opUpdateFlow, "MappingSet", string(mapping.ID)); err != nil {
			return nil, err
		}
		ops = append(ops, patchOp{"replace", "/transformations/0", mapping.step()})
	}
	if len(ops) == 0 {
		return nil, invalid(opUpdateFlow, "Change", errNoChange)
	}
	return ops, nil
}

// DeleteFlow deletes a dataflow and its runs. Its source connection and its target
// connection stay. One that is not there any more gives KindNotFound.
func (i *Ingest) DeleteFlow(ctx context.Context, id FlowID) error {
	q, err := deleteItemCall(opDeleteFlow, flowsPath, string(id))
	return i.remove(ctx, q, err)
}
