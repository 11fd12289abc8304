package practice

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"time"

	"github.com/google/uuid"
)

// runList answers GET /runs.
func (s flowService) runList(c *call) answer {
	return listing[run, fields]{
		path: "/runs", fields: runFields, maxLimit: maxLimit, byCreated: true,
		read: func(ask asked, match func(run) bool) ([]run, error) {
			return s.flowStore().runs(c.request.Context(), c.org, c.sandbox, ask, match)
		},
		show: func(list []run) ([]fields, error) {
			flows := map[string]Dataflow{}
			out := make([]fields, 0, len(list))
			for _, r := range list {
				f, known := flows[r.FlowID]
				if !known {
					var err error
					if f, err = s.flowStore().flow(c.request.Context(), c.org, c.sandbox, r.FlowID); err != nil {
						return nil, err
					}
					flows[r.FlowID] = f
				}
				out = append(out, runItem(f, r))
			}
			return out, nil
		},
	}.answer(s.core, c)
}

// showRun answers GET /runs/{id}.
func (s flowService) showRun(c *call) answer {
	r, err := s.flowStore().run(c.request.Context(), c.org, c.sandbox, "id", c.id)
	if err != nil {
		return s.storeFailed(c, err)
	}
	f, err := s.flowStore().flow(c.request.Context(), c.org, c.sandbox, r.FlowID)
	return s.finish(c, err, func() answer { return one(runItem(f, r)) })
}

// provider refuses as the provider of sources does, whose codes have numbers of
// their own.
func provider(code, format string, args ...any) *refusal {
	return &refusal{providerPrefix + code, fmt.Sprintf(format, args...)}
}

// start makes a run of a dataflow that runs only once. The times come in seconds,
// as numbers or as texts.
func (s flowService) start(c *call) answer {
	body, ok := object(c.body)
	if !ok {
		return malformed("The request body is not a valid JSON object")
	}
	flowID, _ := text(body["flowId"])
	if flowID == "" {
		return malformed("flowId is required")
	}
	given, _ := object(body["params"])
	var times [3]time.Time
	for i, name := range []string{"startTime", "windowStartTime", "windowEndTime"} {
		if times[i], ok = seconds(given[name]); !ok {
			return c.refused(provider("1384-400",
				"The params=%s provided for creating flow run are invalid or empty. Please provide valid params and try again.", body["params"]))
		}
	}
	if times[2].Before(times[1]) {
		return c.refused(provider("1381-400", "The WindowEndTime=%d cannot be before Window StartTime=%d. Please provide a valid end time and try again.",
			times[2].Unix(), times[1].Unix()))
	}
	made, err := s.flowStore().runNow(c.request.Context(), c.org, c.sandbox, flowID, uuid.NewString(), times[1], times[2], func(f Dataflow) error {
		switch {
		case f.Frequency != onceOnly:
			return provider("1386-400", "The flowId=%s with scheduleParams frequency=%s is not supported for creating flow runs. "+
				"Please provide a valid frequency and try again.", f.ID, f.Frequency)
		case f.State != stateEnabled:
			return provider("1380-400", "Unable to create flow run. Error message: The flow is in state=%s.", f.State)
		}
		return nil
	})
	if errors.Is(err, errNoFlow) {
		return c.notFound("flows", flowID)
	}
	answered := any(created{made.ID, made.ETag})
	if dialectIn(c.sandbox) == tutorials {
		answered = fields{"items": []any{answered}}
	}
	return s.finish(c, err, func() answer { return jsonAnswer(http.StatusCreated, answered) })
}

// seconds reads a time in seconds since 1970, which may be written as a text.
func seconds(raw json.RawMessage) (time.Time, bool) {
	digits, ok := text(raw)
	if !ok {
		digits = string(raw)
	}
	n, err := strconv.ParseInt(digits, 10, 64)
	return time.Unix(n, 0), err == nil && n > 0
}

// again makes another run that does what a failed one was to do.
func (s flowService) again(c *call) answer {
	switch op := c.query.Get("op"); op {
	case "re-trigger":
	case "":
		return c.missingQuery("op")
	default:
		return c.refused(provider("1401-400", "The provided action=%s is not supported for flow runs. Please provide a valid action and try again.", op))
	}
	before, err := s.flowStore().run(c.request.Context(), c.org, c.sandbox, "id", c.id)
	if err != nil {
		return s.storeFailed(c, err)
	}
	made, err := s.flowStore().runNow(c.request.Context(), c.org, c.sandbox, before.FlowID, uuid.NewString(), before.From, before.To,
		func(f Dataflow) error {
			switch {
			case f.State != stateEnabled:
				return provider("1388-400", "The flow=%s is in state=%s and cannot be re-triggered. "+
					"The flow must be in enabled state for re-triggering.", f.ID, f.State)
			case !before.ended(), before.Trouble == troubleNone && before.writtenRows() > 0:
				return provider("1387-400", "The flowRunId=%s is in an invalid state=%s for re-triggering. "+
					"Please try again after some time and contact customer support if the problem persists.", before.ID, before.status())
			}
			return nil
		})
	return s.finish(c, err, func() answer { return jsonAnswer(http.StatusOK, created{made.ID, made.ETag}) })
}
