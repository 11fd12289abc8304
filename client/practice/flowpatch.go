package practice

import (
	"context"
	"encoding/json"
	"net/http"
)

// patch changes a dataflow, if the If-Match header holds its etag: its name and
// description, its mapping, and until it begins its schedule.
func (s flowService) patch(c *call) answer {
	match := c.request.Header.Get("If-Match")
	if match == "" {
		return c.refused(missingIfMatch())
	}
	ops, r := parsePatch(c.body)
	if r != nil {
		return c.refused(r)
	}
	f, err := s.flowStore().updateFlow(c.request.Context(), c.org, c.sandbox, c.id, func(ctx context.Context, in querier, f *Dataflow) error {
		if bare(match) != bare(f.ETag) {
			return versionMismatch(match, f.ETag)
		}
		if r := s.apply(f, ops); r != nil {
			return r
		}
		if err := checkMapping(ctx, in, c, f.MappingID, f.MappingVersion, f.Dataset); err != nil {
			return err
		}
		f.touch(s.now(), TechnicalAccount, APIKey)
		return nil
	})
	return s.finish(c, err, func() answer { return jsonAnswer(http.StatusOK, created{f.ID, f.ETag}) })
}

// apply changes f as ops say.
func (s flowService) apply(f *Dataflow, ops []patchOp) *refusal {
	name, description := &f.Name, &f.Description
	if *description == "" {
		description = nil
	}
	times := map[string]json.RawMessage{}
	for _, op := range ops {
		r := missingField(op.last())
		switch op.path[0] {
		case "name":
			r = op.setText(&name, true)
		case "description":
			r = op.setText(&description, false)
		case "scheduleParams", "transformations":
			r = f.replace(op, times)
		}
		if r != nil {
			return r
		}
	}
	if len(times) > 0 {
		if r := s.reschedule(f, times); r != nil {
			return r
		}
	}
	text := ""
	if description != nil {
		text = *description
	}
	f.Name, f.Description = *name, text
	return nil
}

// replace does an instruction about a part of the schedule, which is put into
// times, or about the mapping.
func (f *Dataflow) replace(op patchOp, times map[string]json.RawMessage) (r *refusal) {
	switch {
	case op.op != "replace" || len(op.path) != 2:
		return missingField(op.last())
	case op.path[0] == "scheduleParams":
		times[op.path[1]] = op.value
	case op.path[1] == "0":
		f.MappingID, f.MappingVersion, r = parseStep(op.value)
	default:
		return missingField(op.last())
	}
	return r
}

// reschedule changes a schedule, which has to be a good one when all is changed.
func (s flowService) reschedule(f *Dataflow, times map[string]json.RawMessage) *refusal {
	switch {
	case f.Frequency == onceOnly:
		return provider("1366-400", "The schedule of a flow that runs once cannot be updated.")
	case !s.now().Before(f.StartsAt):
		return provider("1403-400", "The schedule of the flow cannot be updated, since its start time %d has passed.", f.StartsAt.Unix())
	case times["backfill"] != nil:
		return provider("1404-400", "The backfill can no longer be changed.")
	}
	all := map[string]json.RawMessage{
		"frequency": encode(f.Frequency), "interval": encode(f.Interval), "startTime": encode(f.StartsAt.Unix()), "backfill": encode(f.Backfill),
	}
	for name, value := range times {
		if all[name] == nil {
			return missingField(name)
		}
		all[name] = value
	}
	to, r := parseSchedule(encode(all))
	if r != nil {
		return r
	}
	if to.start.Before(s.now().Add(-leeway)) {
		return provider("1360-400", "The start time %d cannot be in the past. Please provide a valid start time and try again.", to.start.Unix())
	}
	f.setSchedule(to)
	return nil
}
