package register

import (
	"context"
	"errors"

	"mooring/client"
	"mooring/client/history"
	"mooring/client/provision"
	"mooring/client/session"
	"mooring/gui/model"
)

// Reconciler finds out what became of attempts that were cut short, and of what
// dataflows were asked to do; *provision.Service and *provision.Flows are one together.
type Reconciler interface {
	Settle(ctx context.Context, platform func(history.Entry) (provision.FlowPlatform, error), practice bool, each func(history.Begun, error)) error
	ReconcileAll(ctx context.Context, platform func(history.Entry) (provision.Platform, error), practice bool, each func(provision.Result, error)) error
}

// PlanSettler finds out what became of dataflows that were being made, changed or
// deleted; *provision.Ingest is one.
type PlanSettler interface {
	Settle(ctx context.Context, platform func(history.Entry) (provision.IngestPlatform, error), practice bool, each func(history.OpenPlan, error)) error
}

// UnsettledStore lists the entries whose outcome is not known; *history.Journal
// is one.
type UnsettledStore interface {
	Unsettled(ctx context.Context, practice bool) ([]history.Entry, error)
}

// Recovery settles, in the background, the attempts that an earlier run of the
// app could not finish: a crash, a power cut, a lost answer.
type Recovery struct {
	// Changed tells that Open has changed.
	Changed *model.Signal
	// Recorded tells that the register holds something new.
	Recorded *model.Signal
	// Settled tells of each attempt whose outcome has been found out.
	Settled model.Event[history.Entry]

	runner    model.Runner
	store     UnsettledStore
	service   Reconciler
	plans     PlanSettler
	connector *session.Sessions
	accounts  Accounts

	open    int
	running bool
	ran     bool // the side that the running look-up is about: practice or not
	wanted  bool // the side that was asked for last
	again   bool // it was asked for since the running look-up began
	cancel  context.CancelFunc
}

// NewRecovery makes a Recovery.
func NewRecovery(runner model.Runner, store UnsettledStore, service Reconciler, plans PlanSettler, connector *session.Sessions, accounts Accounts) *Recovery {
	return &Recovery{
		Changed: model.NewSignal(runner), Recorded: model.NewSignal(runner),
		runner: runner, store: store, service: service, plans: plans, connector: connector, accounts: accounts,
	}
}

// Open is the number of attempts of the chosen side, practice or real, that
// are still being looked up.
func (r *Recovery) Open() int { return r.open }

// Run looks up the unsettled attempts of the practice Platform or of the real
// one. After a look-up that is under way it does so once more, as who has signed in
// since; one of the other side is ended first.
func (r *Recovery) Run(practice bool) {
	r.wanted = practice
	if r.running {
		r.again = true
		if r.ran != practice {
			r.cancel()
		}
		return
	}
	r.running, r.ran, r.again = true, practice, false
	ctx, cancel := context.WithCancel(context.Background())
	r.cancel = cancel
	targets := r.accounts.Targets()
	r.runner.Go(func() func() {
		defer cancel()
		unsettled, err := r.store.Unsettled(ctx, practice)
		connect := func(entry history.Entry) (*client.Client, error) {
			link, err := r.connector.Connect(ctx, targets(entry))
			if err != nil {
				return nil, err
			}
			return link.Client, nil
		}
		if err == nil && len(unsettled) > 0 {
			r.runner.Apply(func() { r.found(len(unsettled)) })
			err = r.service.ReconcileAll(ctx, func(entry history.Entry) (provision.Platform, error) {
				return connect(entry)
			}, practice, func(result provision.Result, err error) {
				r.runner.Apply(func() { r.settled(result.Entry, err) })
			})
		}
		err = errors.Join(err, r.service.Settle(ctx, func(entry history.Entry) (provision.FlowPlatform, error) {
			c, err := connect(entry)
			if err != nil {
				return nil, err
			}
			return c.Dataflows(), nil
		}, practice, func(history.Begun, error) {
			r.runner.Apply(r.Recorded.Emit)
		}), r.plans.Settle(ctx, func(entry history.Entry) (provision.IngestPlatform, error) {
			c, err := connect(entry)
			if err != nil {
				return nil, err
			}
			return provision.IngestOf(c), nil
		}, practice, func(history.OpenPlan, error) {
			r.runner.Apply(r.Recorded.Emit)
		}))
		if err != nil {
			// What could not be settled stays as it is in the register, and says so there.
			r.connector.Logger.Warn("not all attempts could be looked up", "error", err)
		}
		return func() {
			r.running, r.open = false, 0
			r.Changed.Emit()
			if r.again {
				r.Run(r.wanted)
			}
		}
	})
}

// Stop ends a look-up; what it has not settled stays as it was.
func (r *Recovery) Stop() {
	r.again = false
	if r.cancel != nil {
		r.cancel()
	}
}

func (r *Recovery) found(n int) {
	r.open = n
	r.Changed.Emit()
}

func (r *Recovery) settled(entry history.Entry, err error) {
	r.open = max(0, r.open-1)
	if err == nil {
		r.Settled.Emit(entry)
	}
	r.Recorded.Emit()
	r.Changed.Emit()
}
