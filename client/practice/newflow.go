package practice

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"
)

// leeway is how far in the past a start may lie: the clocks of two computers are
// never the same.
const leeway = time.Minute

// newFlow is the accepted body of POST /flows.
type newFlow struct {
	name, description  string
	sourceID, targetID string
	schedule           schedule
	mappingID          string
	mappingVersion     int
	diagnostics        bool
	percent            int
}

// schedule is what scheduleParams say.
type schedule struct {
	frequency string
	interval  int
	start     time.Time
	backfill  bool
}

// create answers POST /flows.
func (s flowService) create(c *call) answer {
	if c.query.Has("mode") {
		return c.refused(provider("1368-400", "Mode is not allowed for this organization."))
	}
	in, r := parseFlow(c.body)
	if r == nil && in.schedule.start.Before(s.now().Add(-leeway)) {
		r = provider("1360-400", "The start time %d cannot be in the past. Please provide a valid start time and try again.", in.schedule.start.Unix())
	}
	if r != nil {
		return c.refused(r)
	}
	if err := s.flowStore().catchUp(c.request.Context(), c.org, c.sandbox); err != nil {
		return s.storeFailed(c, err)
	}
	var made Dataflow
	err := s.store.transact(c.request.Context(), func(ctx context.Context, tx *sql.Tx) error {
		var err error
		if made, err = s.assemble(ctx, tx, c, in); err != nil {
			return err
		}
		return insertFlows(ctx, tx, made)
	})
	return s.finish(c, err, func() answer {
		return jsonAnswer(http.StatusCreated, created{made.ID, made.ETag}).with("Location", flowPath+"/flows/"+made.ID)
	})
}

// assemble makes a dataflow of its parts, which have to fit each other.
func (s flowService) assemble(ctx context.Context, tx *sql.Tx, c *call, in newFlow) (Dataflow, error) {
	source, err := findSide(ctx, tx, c.org, c.sandbox, false, in.sourceID)
	if errors.Is(err, errNoSide) {
		return Dataflow{}, noPart("source", in.sourceID)
	}
	if err != nil {
		return Dataflow{}, err
	}
	target, err := findSide(ctx, tx, c.org, c.sandbox, true, in.targetID)
	if errors.Is(err, errNoSide) {
		return Dataflow{}, noPart("target", in.targetID)
	}
	if err != nil {
		return Dataflow{}, err
	}
	var taken int
	err = tx.QueryRowContext(ctx, `SELECT count(*) FROM flows WHERE source_id = ? OR target_id = ?`, source.ID, target.ID).Scan(&taken)
	if err != nil {
		return Dataflow{}, fmt.Errorf("look for dataflows: %w", err)
	}
	if taken > 0 {
		return Dataflow{}, &refusal{"", "The source connection or the target connection is used by another flow"}
	}
	if err := checkMapping(ctx, tx, c, in.mappingID, in.mappingVersion, target.Dataset); err != nil {
		return Dataflow{}, err
	}
	now := s.now()
	f := Dataflow{
		ID: uuid.NewString(), ETag: newETag(c.sandbox, now), OrgID: c.org, Sandbox: c.sandbox, Name: in.name, Description: in.description,
		State: stateEnabled, ConnectionID: source.ConnectionID, SourceID: source.ID, TargetID: target.ID, SpecID: source.SpecID,
		Path: source.Path, PathType: source.PathType, Recursive: source.Recursive, Format: source.Format, Dataset: target.Dataset,
		Delimiter: source.Delimiter, Compression: source.Compression, Diagnostics: in.diagnostics, Percent: in.percent,
		MappingID: in.mappingID, MappingVersion: in.mappingVersion,
		CreatedAt: now, UpdatedAt: now, CreatedBy: TechnicalAccount, CreatedClient: APIKey, UpdatedBy: TechnicalAccount, UpdatedClient: APIKey,
	}
	f.setSchedule(in.schedule)
	return f, nil
}

// setSchedule gives the dataflow a schedule that begins anew.
func (f *Dataflow) setSchedule(to schedule) {
	f.Frequency, f.Interval, f.StartsAt, f.Backfill, f.NextAt = to.frequency, to.interval, to.start, to.backfill, to.start
}

func noPart(kind, id string) *refusal {
	return &refusal{"1439-404", fmt.Sprintf("The requested %sConnections resource %s is not found. Verify the resource ID before trying again.", kind, id)}
}

// checkMapping refuses a mapping set that does not exist, does not work, or is for
// another schema.
func checkMapping(ctx context.Context, in querier, c *call, id string, version int, key string) error {
	set, err := findMappingSet(ctx, in, c.org, c.sandbox, id)
	if errors.Is(err, errNoMappingSet) {
		return &refusal{"1419-400", fmt.Sprintf("The mapping %s is not valid, or permissions on mapped fields are missing.", id)}
	}
	if err != nil {
		return err
	}
	to := datasetByKey(key).schema
	switch {
	case version != set.Version:
		return &refusal{"1412-400", fmt.Sprintf("The mapping version %d of the mapping %s is not valid.", version, id)}
	case set.SchemaID != to.id() || set.Major != majorVersion:
		return &refusal{"1425-400", "The schema of the dataset and the schema of the mapping are not the same."}
	}
	_, bad := set.compile(to)
	if err := errors.Join(bad...); err != nil {
		return &refusal{"1419-400", fmt.Sprintf("The mapping %s is not valid, or permissions on mapped fields are missing: %v.", id, err)}
	}
	return nil
}

// parseFlow reads the body of a dataflow.
func parseFlow(body []byte) (newFlow, *refusal) {
	top, name, description, r := parseHead(body)
	if r != nil {
		return newFlow{}, r
	}
	in := newFlow{name: name, description: description}
	if _, given := top["state"]; given {
		return in, &refusal{"1410-400", "The field state is not allowed when a flow is created."}
	}
	spec, _ := object(top["flowSpec"])
	id, _ := text(spec["id"])
	if version, _ := text(spec["version"]); id != flowSpecID || version != "1.0" {
		return in, wrongSpec()
	}
	for _, v := range []struct {
		to         *string
		name, code string
	}{{&in.sourceID, "sourceConnectionIds", "1320-400"}, {&in.targetID, "targetConnectionIds", "1321-400"}} {
		var ids []string
		if err := json.Unmarshal(top[v.name], &ids); err != nil || len(ids) != 1 || ids[0] == "" {
			return in, provider(v.code, "Exactly one id must be given in %s. Please provide it and try again.", v.name)
		}
		*v.to = ids[0]
	}
	var steps []json.RawMessage
	if err := json.Unmarshal(top["transformations"], &steps); err != nil || len(steps) != 1 {
		return in, provider("1328-400", "The mapping transformation is missing. Please provide it and try again.")
	}
	if in.mappingID, in.mappingVersion, r = parseStep(steps[0]); r != nil {
		return in, r
	}
	if r := in.parseOptions(top["options"]); r != nil {
		return in, r
	}
	in.schedule, r = parseSchedule(top["scheduleParams"])
	return in, r
}

// parseStep reads the mapping of a dataflow.
func parseStep(raw json.RawMessage) (id string, version int, r *refusal) {
	step, _ := object(raw)
	params, _ := object(step["params"])
	name, _ := text(step["name"])
	id, _ = text(params["mappingId"])
	if name != "Mapping" || id == "" {
		return "", 0, provider("1329-400", "The mapping transformation is not valid. Please provide a mappingId and try again.")
	}
	version, ok := wholeNumber(params["mappingVersion"])
	if !ok {
		return "", 0, &refusal{"1412-400", "The mapping version is not valid."}
	}
	return id, version, nil
}

// wholeNumber reads a number, which may be written as a text.
func wholeNumber(raw json.RawMessage) (int, bool) {
	digits, ok := text(raw)
	if !ok {
		digits = string(raw)
	}
	n, err := strconv.Atoi(digits)
	return n, err == nil
}

// parseOptions reads what becomes of errors. Letting some rows through needs the
// diagnostics.
func (in *newFlow) parseOptions(raw json.RawMessage) *refusal {
	if raw == nil {
		return nil
	}
	options, ok := object(raw)
	if !ok {
		return &refusal{"", "options must be an object"}
	}
	if given, there := options["errorDiagnosticsEnabled"]; there {
		if err := json.Unmarshal(given, &in.diagnostics); err != nil {
			return &refusal{"", "options.errorDiagnosticsEnabled must be a boolean"}
		}
	}
	if given, there := options["partialIngestionPercent"]; there {
		if in.percent, ok = wholeNumber(given); !ok || in.percent <= 0 || in.percent > 100 {
			return &refusal{"", "options.partialIngestionPercent must be a number above 0"}
		}
		in.diagnostics = true
	}
	return nil
}

// parseSchedule applies the flow specification's scheduleSpec. Numbers may be
// texts, as in the tutorials.
func parseSchedule(raw json.RawMessage) (schedule, *refusal) {
	params, _ := object(raw)
	if len(params) == 0 {
		return schedule{}, provider("1317-400", "The schedule cannot be empty. Please provide scheduleParams and try again.")
	}
	var out schedule
	var ok bool
	if out.start, ok = seconds(params["startTime"]); !ok || out.start.Unix() > 1e11 {
		return out, provider("1340-400", "The start time %s is not valid. It must be in seconds.", params["startTime"])
	}
	out.frequency, _ = text(params["frequency"])
	least := leastInterval[out.frequency]
	interval, given := params["interval"]
	switch {
	case least == 0 && out.frequency != onceOnly:
		return out, provider("1397-400", "The frequency %s is not supported.", params["frequency"])
	case out.frequency == onceOnly:
		out.backfill = true
		return out, onceAlone(params)
	case !given:
		return out, provider("1362-400", "The interval is required for the frequency %s.", out.frequency)
	}
	if out.interval, ok = wholeNumber(interval); !ok || out.interval < least || out.interval > maxInterval {
		return out, provider("1362-400", "The interval %s is not valid for the frequency %s. The minimum is %d.", interval, out.frequency, least)
	}
	out.backfill, ok = yesOrNo(params["backfill"], true)
	if !ok {
		return out, provider("1364-400", "The backfill %s is not valid.", params["backfill"])
	}
	return out, nil
}

// onceAlone refuses what has no place beside the frequency once.
func onceAlone(params map[string]json.RawMessage) *refusal {
	if _, given := params["interval"]; given {
		return provider("1361-400", "The interval is not allowed for the frequency once.")
	}
	if _, given := params["backfill"]; given {
		return provider("1363-400", "The backfill is not allowed for the frequency once.")
	}
	return nil
}

// yesOrNo reads a boolean, which may be written as a text.
func yesOrNo(raw json.RawMessage, otherwise bool) (yes, ok bool) {
	switch strings.Trim(string(raw), `"`) {
	case "":
		return otherwise, true
	case "true":
		return true, true
	case "false":
		return false, true
	}
	return false, false
}

// leastInterval is the least interval of each frequency but once.
var leastInterval = map[string]int{"minute": 15, "hour": 1, "day": 1, "week": 1}

const maxInterval = 10000
