package client

import (
	"context"
	"iter"
	"slices"
	"strings"
	"time"
)

// atOnce is how many ids are put into one filter: each has 36 characters, and
// an address of more than some two thousand is refused on many a way.
const atOnce = 40

// FlowID is the id that Platform gives a dataflow.
type FlowID string

// Flow is what Platform says of one dataflow. Times that are not said are zero.
type Flow struct {
	ID          FlowID
	ETag        ETag
	Name        string
	Description string
	State       string // in lower case: enabled, disabled, draft, … : an open set
	SourceIDs   []SourceConnectionID
	TargetIDs   []TargetConnectionID
	// BaseIDs and SpecIDs are the base connections and the specifications of its
	// sources, as far as the flow itself says them.
	BaseIDs  []ConnectionID
	SpecIDs  []string
	Schedule Schedule
	// AllowedErrors is how many percent of the rows may be refused before a run
	// fails; 0 where it is not said.
	AllowedErrors float64
	// Mapping is the version of the mapping set that the rows go through; zero
	// where it is not said.
	Mapping   FlowMapping
	LastRun   RunSummary
	UpdatedAt time.Time
	UpdatedBy string
}

// RunSummary is what a dataflow says of its last run.
type RunSummary struct {
	ID      RunID // empty where it has not run
	Status  RunStatus
	Started time.Time
}

// FlowFilter narrows Flows. Those of several sources are asked for together.
type FlowFilter struct {
	// Sources are those whose dataflows are wanted; nil stands for all dataflows
	// of the sandbox that read Amazon S3.
	Sources []SourceConnectionID
}

// Flows returns the dataflows that f lets through, page by page as they are
// taken. An error ends the sequence and is its last pair.
func (d *Dataflows) Flows(ctx context.Context, f FlowFilter) iter.Seq2[Flow, error] {
	if f.Sources == nil {
		return d.s3Flows(ctx)
	}
	return func(yield func(Flow, error) bool) {
		seen := map[FlowID]bool{}
		for some := range slices.Chunk(f.Sources, atOnce) {
			for found, err := range flowsOf(some).all(ctx, d.client) {
				if seen[found.ID] {
					continue
				}
				seen[found.ID] = err == nil
				if !yield(found, err) || err != nil {
					return
				}
			}
		}
	}
}

// s3Flows returns the dataflows of the sandbox that read Amazon S3. That flows
// can be filtered by the specification of their source is documented only for
// targets; where Platform refuses it, or finds nothing, it is asked for all
// dataflows that have a source.
func (d *Dataflows) s3Flows(ctx context.Context) iter.Seq2[Flow, error] {
	return func(yield func(Flow, error) bool) {
		found := false
		for flow, err := range flowList("inheritedAttributes.sourceConnections[].connectionSpec.id", S3ConnectionSpecID).all(ctx, d.client) {
			if refused := KindOf(err) == KindRejected; refused && !found {
				break
			}
			found = true
			if !yield(flow, err) {
				return
			}
		}
		if found {
			return
		}
		for flow, err := range flowList("inheritedAttributes.properties.isSourceFlow", "true").all(ctx, d.client) {
			if !yield(flow, err) {
				return
			}
		}
	}
}

// flowsOf is the list of the dataflows of some sources.
func flowsOf(sources []SourceConnectionID) listing[Flow] {
	ids := textsOf(sources)
	l := flowList("sourceConnectionIds[]", ids...)
	l.admits = func(found Flow) bool {
		return slices.ContainsFunc(found.SourceIDs, func(id SourceConnectionID) bool { return contains(ids, string(id)) })
	}
	return l
}

// flowList is a list of dataflows that read Amazon S3, as far as they say what
// they read.
func flowList(property string, values ...string) listing[Flow] {
	var q listQuery
	q.equals(property, values...)
	return listing[Flow]{
		op: opFlows, path: flowsPath, query: q, read: readFlow,
		admits: func(found Flow) bool { return len(found.SpecIDs) == 0 || contains(found.SpecIDs, S3ConnectionSpecID) },
	}
}

// contains reports whether an id is among the ids, in any letter case.
func contains(ids []string, id string) bool {
	return slices.ContainsFunc(ids, func(other string) bool { return strings.EqualFold(other, id) })
}

// Flow returns what Platform says of one dataflow.
func (d *Dataflows) Flow(ctx context.Context, id FlowID) (Flow, error) {
	return getOne(ctx, d.client, opFlow, flowsPath, string(id), readFlow)
}

// readFlow reads one item of a list. Numbers come as texts, too, and times of
// schedules in seconds (tutorial "Update dataflows").
func readFlow(o object) (found Flow, ok bool) {
	inherited := o.object("inheritedAttributes")
	options, schedule, last := o.object("options"), o.object("scheduleParams"), o.object("lastRunDetails")
	found = Flow{
		ID:          FlowID(o.text("id")),
		ETag:        o.etag(),
		Name:        o.text("name"),
		Description: o.text("description"),
		State:       strings.ToLower(o.text("state")),
		SourceIDs:   idsOf[SourceConnectionID](o.texts("sourceConnectionIds")),
		TargetIDs:   idsOf[TargetConnectionID](o.texts("targetConnectionIds")),
		Schedule: Schedule{
			Frequency: Frequency(strings.ToLower(schedule.text("frequency"))),
			Interval:  int(min(max(schedule.count("interval"), 0), maxInterval)),
			Start:     schedule.moment("startTime"),
			Backfill:  schedule.affirms("backfill"),
		},
		Mapping: readFlowMapping(o.objects("transformations")),
		LastRun: RunSummary{
			ID:      RunID(last.text("id")),
			Status:  readRunStatus(last.text("state")),
			Started: last.moment("startedAtUTC"),
		},
		UpdatedAt: o.moment("updatedAt"),
		UpdatedBy: o.text("updatedBy"),
	}
	if percent, ok := options.number("partialIngestionPercent"); ok && percent > 0 && percent <= 100 {
		found.AllowedErrors = percent
	}
	for _, source := range inherited.objects("sourceConnections") {
		if id := SourceConnectionID(source.text("id")); id != "" && !slices.Contains(found.SourceIDs, id) {
			found.SourceIDs = append(found.SourceIDs, id)
		}
		base := source.object("baseConnection")
		if id := ConnectionID(base.text("id")); id != "" && !slices.Contains(found.BaseIDs, id) {
			found.BaseIDs = append(found.BaseIDs, id)
		}
		spec := firstOf(source.object("connectionSpec").text("id"), base.object("connectionSpec").text("id"))
		if spec != "" && !slices.Contains(found.SpecIDs, spec) {
			found.SpecIDs = append(found.SpecIDs, spec)
		}
	}
	return found, found.ID != ""
}

// readFlowMapping finds the mapping among what is done to the rows.
func readFlowMapping(steps []object) FlowMapping {
	for _, step := range steps {
		params := step.object("params")
		if id := params.text("mappingId"); id != "" && strings.EqualFold(step.text("name"), mappingStep) {
			return FlowMapping{MappingSetID(id), int(min(max(params.count("mappingVersion"), 0), maxInterval))}
		}
	}
	return FlowMapping{}
}

// maxInterval is more than any schedule has.
const maxInterval = 1 << 30

// idsOf returns texts as ids.
func idsOf[ID ~string](texts []string) []ID {
	if len(texts) == 0 {
		return nil
	}
	ids := make([]ID, len(texts))
	for i, text := range texts {
		ids[i] = ID(text)
	}
	return ids
}
