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

// flowService answers what is asked of dataflows, of their source connections and
// target connections, and of their runs.
type flowService struct {
	*core

	flows flowStore
}

// finish answers with what is made when err says that it has come to something.
func (s flowService) finish(c *call, err error, made func() answer) answer {
	if err != nil {
		return s.storeFailed(c, err)
	}
	return made()
}

// list answers GET /flows.
func (s flowService) list(c *call) answer {
	a, err := listing[Dataflow, fields]{
		path: "/flows", fields: flowFields, maxLimit: maxFlows,
		read: func(ask asked, match func(Dataflow) bool) ([]Dataflow, error) {
			return s.flows.flows(c.request.Context(), c.org, c.sandbox, ask.seq(), ask.limit,
				func(f Dataflow) bool { return !f.Deleted && match(f) })
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
	}.answer(c)
	return s.finish(c, err, func() answer { return a })
}

// item is a dataflow with its last run.
func (s flowService) item(ctx context.Context, f Dataflow) (fields, error) {
	last, err := s.flows.lastRun(ctx, f.ID)
	if errors.Is(err, errNoRun) {
		return flowItem(f, nil), nil
	}
	return flowItem(f, &last), err
}

// one is a resource alone as GET shows it.
func one(item fields) answer {
	return jsonAnswer(http.StatusOK, struct {
		Items []fields `json:"items"`
	}{[]fields{item}})
}

// show answers GET /flows/{id}.
func (s flowService) show(c *call) answer {
	f, err := s.flows.flow(c.request.Context(), c.org, c.sandbox, "id", c.id)
	if err == nil && f.Deleted {
		err = errNoFlow
	}
	if err != nil {
		return s.storeFailed(c, err)
	}
	item, err := s.item(c.request.Context(), f)
	return s.finish(c, err, func() answer { return one(item) })
}

// sides makes the handler that lists source connections or target connections.
func (s flowService) sides(path string, names []string, target bool) func(*call) answer {
	return func(c *call) answer {
		a, err := listing[flowSide, fields]{
			path: path, fields: names, maxLimit: maxLimit,
			read: func(ask asked, match func(flowSide) bool) ([]flowSide, error) {
				list, err := s.flows.flows(c.request.Context(), c.org, c.sandbox, ask.seq(), ask.limit,
					func(f Dataflow) bool { return match(flowSide{f, target}) })
				sides := make([]flowSide, 0, len(list))
				for _, f := range list {
					sides = append(sides, flowSide{f, target})
				}
				return sides, err
			},
			show: each(flowSide.item),
		}.answer(c)
		return s.finish(c, err, func() answer { return a })
	}
}

// side makes the handler that shows one of them.
func (s flowService) side(column string, target bool) func(*call) answer {
	return func(c *call) answer {
		f, err := s.flows.flow(c.request.Context(), c.org, c.sandbox, column, c.id)
		if errors.Is(err, errNoFlow) {
			return c.notFound(strings.TrimSuffix(column, "_id")+"Connections", c.id)
		}
		return s.finish(c, err, func() answer { return one(flowSide{f, target}.item()) })
	}
}

// patch changes the name or the description of a dataflow, if the If-Match header
// holds its etag.
func (s flowService) patch(c *call) answer {
	match := c.request.Header.Get("If-Match")
	if match == "" {
		return c.refused(missingIfMatch())
	}
	ops, r := parsePatch(c.body)
	if r != nil {
		return c.refused(r)
	}
	f, err := s.flows.updateFlow(c.request.Context(), c.org, c.sandbox, c.id, func(f *Dataflow) error {
		if bare(match) != bare(f.ETag) {
			return versionMismatch(match, f.ETag)
		}
		name, description := &f.Name, &f.Description
		for _, op := range ops {
			r := missingField(op.last())
			switch op.path[0] {
			case "name":
				r = op.setText(&name, true)
			case "description":
				r = op.setText(&description, false)
			}
			if r != nil {
				return r
			}
		}
		f.Name, f.Description = *name, ""
		if description != nil {
			f.Description = *description
		}
		return f.touch(s.now(), TechnicalAccount, APIKey)
	})
	return s.finish(c, err, func() answer { return jsonAnswer(http.StatusOK, created{f.ID, f.ETag}) })
}

// remove deletes a dataflow; its source connection and target connection stay.
func (s flowService) remove(c *call) answer {
	_, err := s.flows.updateFlow(c.request.Context(), c.org, c.sandbox, c.id, func(f *Dataflow) error {
		f.Deleted = true
		return nil
	})
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
	f, err := s.flows.updateFlow(c.request.Context(), c.org, c.sandbox, c.id, func(f *Dataflow) error {
		if f.State == states[op] {
			return &refusal{"1422-400", fmt.Sprintf(
				"The action %s cannot be applied on the current state %s. Please update the action and try again.", op, f.State)}
		}
		f.State = states[op]
		if f.State == stateEnabled {
			f.schedule(s.now())
		}
		return f.touch(s.now(), TechnicalAccount, APIKey)
	})
	return s.finish(c, err, func() answer { return jsonAnswer(http.StatusOK, created{f.ID, f.ETag}) })
}
