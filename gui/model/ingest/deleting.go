package ingest

import (
	"context"

	"mooring/client/history"
	"mooring/gui/model"
)

// Deleting deletes one dataflow with its source and target connection.
type Deleting struct {
	// Changed tells that Phase or Problem has changed.
	Changed *model.Signal
	// Ended tells that it has ended, with the phase.
	Ended model.Event[Phase]

	made    *Ingests
	work    *work
	entry   history.Entry
	flow    history.Dataflow
	phase   Phase
	problem model.Problem
	cancel  context.CancelFunc
}

// Flow is the dataflow.
func (d *Deleting) Flow() history.Dataflow { return d.flow }

// Phase is where it stands: PhaseOpen before Confirm.
func (d *Deleting) Phase() Phase { return d.phase }

// Problem is what went wrong.
func (d *Deleting) Problem() model.Problem { return d.problem }

// Confirm has it deleted.
func (d *Deleting) Confirm() {
	if d.phase != PhaseOpen {
		return
	}
	ctx, cancel := context.WithCancel(d.made.ctx)
	d.phase, d.problem, d.cancel = PhaseSending, model.Problem{}, cancel
	d.Changed.Emit()
	d.work.runner.Go(func() func() {
		link, err := d.work.connect(ctx, d.work.target)
		if err == nil {
			err = d.made.maker.Delete(ctx, link.Client, d.entry.AttemptID, d.flow.ID)
		}
		return func() {
			cancel()
			d.phase, d.problem = phaseOf(err), model.Explain(err)
			d.made.Recorded.Emit()
			d.Changed.Emit()
			d.Ended.Emit(d.phase)
		}
	})
}

// Stop asks what is under way to stop.
func (d *Deleting) Stop() {
	if d.phase == PhaseSending {
		d.cancel()
	}
}
