package practice

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
)

// maxFlows is how many dataflows come in one answer.
const maxFlows = 100

// flowService answers what is asked of dataflows and of their runs.
type flowService struct{ *core }

// list answers GET /flows.
func (s flowService) list(c *call) answer {
	return listing[Dataflow, fields]{
		path: "/flows", fields: flowFields, maxLimit: maxFlows,
		read: func(ask asked, match func(Dataflow) bool) ([]Dataflow, error) {
			return s.flowStore().flows(c.request.Context(), c.org, c.sandbox, ask.seq(), ask.limit, match)
		},
		show: func(list []Dataflow) ([]fields, error) {
			out := make([]fields, 0, len(list))
			for _, f := range list {
				item, err := s.item(c.request.Context(), f)
				if err != nil {
					return nil, err
				}
				out = append(out, item)
			}
			return out, nil
		},
	}.answer(s.core, c)
}

// item is a dataflow with its last run.
func (s flowService) item(ctx context.Context, f Dataflow) (fields, error) {
	last, err := s.flowStore().lastRun(ctx, f.ID)
	if errors.Is(err, errNoRun) {
		return flowItem(f, nil), nil
	}
	return flowItem(f, &last), err
}

// one is a resource alone as GET shows it.
func one(item fields) answer {
	return jsonAnswer(http.StatusOK, fields{"items": []fields{item}})
}

// show answers GET /flows/{id}.
func (s flowService) show(c *call) answer {
	f, err := s.flowStore().flow(c.request.Context(), c.org, c.sandbox, c.id)
	if err != nil {
		return s.storeFailed(c, err)
	}
	item, err := s.item(c.request.Context(), f)
	return s.finish(c, err, func() answer { return one(item) })
}

// remove deletes a dataflow; its source connection and target connection stay.
func (s flowService) remove(c *call) answer {
	err := s.flowStore().removeFlow(c.request.Context(), c.org, c.sandbox, c.id)
	return s.finish(c, err, func() answer { return answer{status: http.StatusNoContent} })
}

// act pauses a dataflow or lets it go on. Runs that were missed meanwhile are not
// made up for.
func (s flowService) act(c *call) answer {
	op := strings.ToLower(c.query.Get("op"))
	states := map[string]string{"enable": stateEnabled, "disable": stateDisabled}
	switch {
	case op == "":
		return c.missingQuery("op")
	case states[op] == "":
		return c.refused(invalidValue("op", c.query.Get("op")))
	}
	f, err := s.flowStore().updateFlow(c.request.Context(), c.org, c.sandbox, c.id, func(_ context.Context, _ querier, f *Dataflow) error {
		if f.State == states[op] {
			return &refusal{"1422-400", fmt.Sprintf(
				"The action %s cannot be applied on the current state %s. Please update the action and try again.", op, f.State)}
		}
		f.State = states[op]
		if f.State == stateEnabled {
			f.schedule(s.now())
		}
		f.touch(s.now(), TechnicalAccount, APIKey)
		return nil
	})
	return s.finish(c, err, func() answer { return jsonAnswer(http.StatusOK, created{f.ID, f.ETag}) })
}
