package connection

import (
	"context"

	"mooring/client"
	"mooring/client/session"
	"mooring/gui/model"
)

// Refused are rows that Platform could not take, for as long as they are looked at.
// They are the customers' data: nothing of them is kept once it is closed.
type Refused struct {
	// Changed tells that anything has changed.
	Changed *model.Signal

	runner  model.Runner
	connect func(ctx context.Context) (RowReader, error)
	batches []client.BatchID

	end     context.CancelFunc
	closed  bool
	reading bool
	rows    []client.RefusedRow
	more    bool
	problem model.Problem
}

// RowReader reads rows that were refused; *client.Client is one.
type RowReader interface {
	RefusedRows(ctx context.Context, batch client.BatchID) (rows []client.RefusedRow, more bool, err error)
}

// NewRefused makes the Refused of the batches of a run.
func NewRefused(runner model.Runner, connector *session.Sessions, target session.Target, batches []client.BatchID) *Refused {
	return &Refused{Changed: model.NewSignal(runner), runner: runner, batches: batches, end: func() {}, connect: func(ctx context.Context) (RowReader, error) {
		link, err := connector.Connect(ctx, target)
		if err != nil {
			return nil, err
		}
		return link.Client.Dataflows(), nil
	}}
}

// Rows are those that were read.
func (r *Refused) Rows() []client.RefusedRow { return r.rows }

// More reports whether there are others.
func (r *Refused) More() bool { return r.more }

// Reading reports whether Platform is being asked.
func (r *Refused) Reading() bool { return r.reading }

// Problem is why no rows could be read.
func (r *Refused) Problem() model.Problem { return r.problem }

// Open reads them.
func (r *Refused) Open() {
	if r.reading || r.closed {
		return
	}
	ctx, cancel := context.WithCancel(context.Background())
	r.end, r.reading, r.problem = cancel, true, model.Problem{}
	r.Changed.Emit()
	r.runner.Go(func() func() {
		rows, more, err := r.read(ctx)
		return func() {
			cancel()
			if r.closed {
				return
			}
			r.reading, r.rows, r.more, r.problem = false, rows, more, model.ExplainRows(err)
			r.Changed.Emit()
		}
	})
}

// enoughRows is how many rows are read, of one batch after the other.
const enoughRows = 100

func (r *Refused) read(ctx context.Context) (rows []client.RefusedRow, more bool, err error) {
	reader, err := r.connect(ctx)
	if err != nil {
		return nil, false, err
	}
	for _, batch := range r.batches {
		if len(rows) >= enoughRows {
			return rows, true, nil
		}
		found, others, failed := reader.RefusedRows(ctx, batch)
		if failed != nil { // of one batch, which may be older than what Platform keeps
			err = failed
			continue
		}
		rows, more = append(rows, found...), more || others
	}
	if len(rows) > 0 {
		err = nil
	}
	return rows, more, err
}

// Close lets go of the rows, and ends the reading.
func (r *Refused) Close() {
	r.closed = true
	r.end()
	r.rows, r.more = nil, false
}
