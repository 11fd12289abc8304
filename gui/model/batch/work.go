package batch

import (
	"context"
	"errors"
	"maps"
	"slices"
	"sync"

	"mooring/client"
	"mooring/client/history"
	"mooring/client/provision"
	"mooring/client/session"
	"mooring/gui/model"
)

// plan is what is to be done about a line: a snapshot for work in the background.
type plan struct {
	line    *line
	target  session.Target
	request provision.Request
	// replaced is the failed attempt whose place this one takes.
	replaced string
}

func planOf(l *line) plan {
	return plan{line: l, target: l.target, replaced: l.failed(), request: provision.Request{
		Place: l.place(), AccountID: l.target.Account.ID, APIKey: l.target.Account.APIKey,
		Connection: l.connection(), AllowSameKey: true,
	}}
}

// work is one run over some lines in the background.
type work struct {
	*Batch
	plans []plan
	round int
	lists sandboxLists
}

// begin runs something over the lines of plans in the background, which tells of
// them one by one, and ends in phase then.
func (b *Batch) begin(phase, then Phase, plans []plan, steps int, run func(ctx context.Context, w *work) error) {
	ctx, cancel := b.depart(phase, steps)
	b.Changed.Emit()
	w := &work{Batch: b, plans: plans, round: b.round}
	b.runner.Go(func() func() {
		err := run(ctx, w)
		stopped := ctx.Err() != nil
		cancel()
		return func() {
			if w.round != b.round {
				return
			}
			if err != nil && !stopped {
				b.problem = model.Explain(err)
			}
			for _, p := range plans { // what was not told of has not begun
				if p.line.said.state == Creating {
					p.line.said, p.line.replaced = verdict{}, p.replaced
				}
			}
			maps.Copy(b.listed, w.lists.all)
			b.ended = Ending{Phase: phase, Stopped: stopped}
			b.phase, b.progress.Left = then, 0
			b.compare()
			b.Changed.Emit()
			if phase == Making {
				b.Recorded.Emit()
				b.tidy()
			}
		}
	})
}

// tell brings what is known of a line to the window.
func (w *work) tell(i int, v verdict, entry history.Entry) {
	w.runner.Apply(func() {
		if w.round != w.Batch.round {
			return
		}
		l := w.plans[i].line
		l.said = v
		if entry.AttemptID != "" {
			l.entry, l.removed = &entry, nil
		}
		w.advance()
		const often = 25 // results between looks at the register
		if w.phase == Making && w.progress.Done%often == 0 {
			w.Recorded.Emit()
		}
		w.Changed.Emit()
	})
}

// refusedRole asks the organization of a link for its role, and returns why it has none.
// That it could not be asked keeps nothing back: Platform says no then, and nothing is
// created.
func refusedRole(ctx context.Context, link *session.Link) error {
	if _, err := link.Client.IAMRole(ctx); model.Explain(err).Name == "roleRefused" {
		return err
	}
	return nil
}

// connect finds the way for each of the plans. which holds the numbers of those that
// have one; no way is told of.
func (w *work) connect(ctx context.Context, no func(i int, err error)) (wanted []provision.Wanted, which []int) {
	links, roles := w.needs.Sessions.Links(), map[*session.Link]error{}
	for i, p := range w.plans {
		link, err := links.To(ctx, p.target)
		if err == nil && p.request.Connection.Auth == client.AuthRole {
			refused, asked := roles[link]
			if !asked {
				refused = refusedRole(ctx, link)
				roles[link] = refused
			}
			err = refused
		}
		if err != nil {
			no(i, err)
			continue
		}
		wanted = append(wanted, provision.Wanted{
			Platform: noting{link.Client, p.request.Place, &w.lists}, Tokens: link.Tokens, Request: p.request,
		})
		which = append(which, i)
	}
	return wanted, which
}

// sandboxLists are the sandboxes of the organizations that were asked for them.
type sandboxLists struct {
	mu  sync.Mutex
	all map[history.Place][]client.Sandbox
}

// noting is a Platform that notes which sandboxes it has.
type noting struct {
	provision.Platform
	place history.Place
	lists *sandboxLists
}

// Sandboxes lists them.
func (n noting) Sandboxes(ctx context.Context) ([]client.Sandbox, error) {
	list, err := n.Platform.Sandboxes(ctx)
	if err != nil || len(list) == 0 {
		return list, err
	}
	n.lists.mu.Lock()
	defer n.lists.mu.Unlock()
	if n.lists.all == nil {
		n.lists.all = map[history.Place][]client.Sandbox{}
	}
	n.lists.all[organization(n.place)] = slices.DeleteFunc(slices.Clone(list), func(s client.Sandbox) bool { return !s.Active() })
	return list, nil
}

// explain says what went wrong with a line, in words that hold for a table: there is no
// list in it that anything could be chosen from.
func explain(err error) model.Problem {
	problem := model.Explain(err)
	var missing *provision.SandboxMissingError
	if errors.As(err, &missing) && !problem.Empty() {
		var names []string
		for _, s := range missing.Available {
			if s.Active() {
				names = append(names, s.Name)
			}
		}
		problem.Do = model.T("batch.sandbox.names", "Names", fewOf(names))
	}
	return problem
}

// judge says where a line stands after its creation.
func judge(result provision.Result, err error) verdict {
	var twin *provision.TwinError
	var unrecorded *provision.NotRecordedError
	state := result.Entry.State
	switch {
	case errors.As(err, &twin):
		return troubled(Twin, explain(err))
	case errors.As(err, &unrecorded):
		return troubled(Created, explain(err))
	case err == nil && state == history.Created:
		return judgeTest(result)
	case state == history.Unknown, state == history.Pending:
		return troubled(Unknown, explain(err))
	case client.KindOf(err) == client.KindCanceled:
		return verdict{} // it was called off before anything left
	}
	return troubled(Failed, explain(err))
}

// judgeTest says how it went with a connection that exists.
func judgeTest(result provision.Result) verdict {
	switch {
	case result.TestErr != nil:
		return troubled(Created, explain(result.TestErr))
	case result.Entry.Test == history.Refused:
		return troubled(Created, model.ExplainRefused(result.Entry, true))
	case result.Found:
		return verdict{given: true, state: Created, text: model.T("step.create.found")}
	}
	return verdict{given: true, state: Created}
}
