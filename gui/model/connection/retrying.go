package connection

import (
	"context"
	"errors"

	"mooring/client"
	"mooring/client/history"
	"mooring/client/session"
	"mooring/gui/model"
)

// RetryPhase is where trying again stands, of one dataflow or of all.
type RetryPhase int

// The phases.
const (
	RetryOffered RetryPhase = iota
	RetryUnderWay
	RetryDone
	RetryFailed  // Problem says why
	RetryStopped // before its turn, or in the middle
)

// RetriedFlow is a dataflow whose failed runs are tried again.
type RetriedFlow struct {
	Flow    history.Dataflow
	Phase   RetryPhase
	Done    int // runs that have been asked for
	Of      int // 0 where it is not known
	Problem model.Problem
}

// Retrying has the failed runs of all failing dataflows of a connection made once more,
// one dataflow after the other, as after its keys were replaced.
type Retrying struct {
	// Changed tells that anything has changed.
	Changed *model.Signal
	// Ended tells that all have had their turn, or it was stopped.
	Ended model.Event[[]RetriedFlow]

	runner  model.Runner
	store   FlowStore
	service FlowReader
	manage  *Manage
	target  session.Target
	entry   history.Entry

	phase RetryPhase
	flows []RetriedFlow
}

// Retrying finds out which dataflows of an entry fail, as far as the register knows, and
// hands over the Retrying of them. It has no dataflows where they could not be read: there
// is nothing to be offered then.
func (f *AnyFlows) Retrying(target session.Target, entry history.Entry, then func(*Retrying)) {
	r := &Retrying{
		Changed: model.NewSignal(f.runner), runner: f.runner, store: f.store, service: f.service, manage: f.manage,
		target: target, entry: entry,
	}
	f.runner.Go(func() func() {
		known, err := r.store.Flows(context.Background(), entry.AttemptID)
		return func() {
			for _, flow := range known {
				left := len(flow.LeftBehind())
				if err == nil && (flow.Status() == history.FlowsFailing || left > 0 && flow.Status() != history.FlowsPaused) {
					r.flows = append(r.flows, RetriedFlow{Flow: flow, Of: max(flow.Failed, left)})
				}
			}
			then(r)
		}
	})
}

// Flows are the dataflows, with what came of each.
func (r *Retrying) Flows() []RetriedFlow { return r.flows }

// Phase is where all stand: RetryDone says that they have had their turn, whatever came
// of it.
func (r *Retrying) Phase() RetryPhase { return r.phase }

// Begin has them tried again, unless something else is under way.
func (r *Retrying) Begin() {
	if r.phase != RetryOffered || len(r.flows) == 0 || r.manage.Busy() {
		return
	}
	r.phase = RetryUnderWay
	ids := make([]client.FlowID, len(r.flows))
	for i := range r.flows {
		ids[i] = r.flows[i].Flow.ID
	}
	r.Changed.Emit()
	r.manage.begin(r.target, func(ended done) {
		r.end(ended.err)
	}, func(ctx context.Context, p *client.Client) done {
		for i, id := range ids {
			if err := ctx.Err(); err != nil {
				return done{err: err}
			}
			r.apply(i, func(f *RetriedFlow) { f.Phase = RetryUnderWay })
			err := r.service.RetryFailed(ctx, p.Dataflows(), r.entry.AttemptID, id, func(n, of int) {
				r.apply(i, func(f *RetriedFlow) { f.Done, f.Of = n, of })
			})
			if err != nil && ctx.Err() != nil {
				return done{err: ctx.Err()}
			}
			r.apply(i, func(f *RetriedFlow) {
				f.Phase, f.Problem = RetryDone, model.Explain(err)
				if err != nil {
					f.Phase = RetryFailed
				}
			})
		}
		return done{}
	})
}

// apply changes one dataflow, on the UI goroutine.
func (r *Retrying) apply(at int, change func(*RetriedFlow)) {
	r.runner.Apply(func() {
		change(&r.flows[at])
		r.Changed.Emit()
	})
}

// end closes what has had no turn. err is why nothing could begin, or that it was
// stopped.
func (r *Retrying) end(err error) {
	r.phase = RetryDone
	for i := range r.flows {
		switch f := &r.flows[i]; {
		case f.Phase != RetryOffered && f.Phase != RetryUnderWay:
		case client.KindOf(err) == client.KindCanceled || errors.Is(err, context.Canceled):
			f.Phase = RetryStopped
		default:
			f.Phase, f.Problem = RetryFailed, model.Explain(err)
		}
	}
	r.Changed.Emit()
	r.Ended.Emit(r.flows)
}

// Stop asks for an end. What has left is not taken back.
func (r *Retrying) Stop() {
	if r.phase == RetryUnderWay {
		r.manage.Cancel()
	}
}
