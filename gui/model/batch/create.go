package batch

import (
	"context"

	"github.com/google/uuid"

	"mooring/client/history"
	"mooring/client/provision"
	"mooring/gui/model"
)

// Create makes the rows that are right and, if they are wanted, those that look odd. Where
// there are none, it tries all that failed again. Before the first of them leaves, the
// register knows which rows there are and which attempts they are going to be.
func (b *Batch) Create(doubtful bool) {
	if b.busy() {
		return
	}
	b.Follow()
	b.start(b.wanted(doubtful), false)
}

// Retry makes one row: one that failed once more, or one that looks like another. Of
// one whose outcome is not known it finds that out.
func (b *Batch) Retry(row int) {
	if b.busy() || row < 0 || row >= b.Len() {
		return
	}
	b.Follow()
	l := b.lines[row]
	switch state := l.state(); {
	case state == Unknown:
		b.findOut(l)
	case state == Created, l.refused:
	default:
		b.start([]*line{l}, state == Twin)
	}
}

func (b *Batch) start(lines []*line, allowTwin bool) {
	if len(lines) == 0 {
		return
	}
	plans := make([]plan, len(lines))
	var replaced []string
	for i, l := range lines {
		p := planOf(l)
		if p.replaced != "" {
			replaced = append(replaced, p.replaced)
		}
		p.request.AllowTwin, p.request.AttemptID = allowTwin, uuid.NewString()
		l.said, l.entry, l.replaced = verdict{given: true, state: Creating}, nil, ""
		plans[i] = p
	}
	if b.id == "" {
		b.id, b.begun = uuid.NewString(), b.now()
	}
	batch := b.record(b.lines, plans[0].request.Place.Practice, plans)
	batch.Replaced = replaced
	keep := b.keep(batch)
	b.begin(Making, Done, plans, len(plans), func(ctx context.Context, w *work) error {
		if err := keep(ctx); err != nil {
			return err // nothing may be sent that would be forgotten
		}
		wanted, which := w.connect(ctx, func(i int, err error) { w.tell(i, troubled(Failed, explain(err)), history.Entry{}) })
		return b.needs.Service.CreateAll(ctx, wanted, func(i int, result provision.Result, err error) {
			w.tell(which[i], judge(result, err), result.Entry)
		})
	})
}

// findOut asks Platform what became of a line's request, be its entry removed since.
func (b *Batch) findOut(l *line) {
	attempt := b.attemptOf(l)
	b.begin(Making, Done, []plan{planOf(l)}, 1, func(ctx context.Context, w *work) error {
		wanted, _ := w.connect(ctx, func(_ int, err error) {
			w.tell(0, verdict{given: true, state: Unknown, text: explain(err).Title, problem: explain(err)}, history.Entry{})
		})
		for _, one := range wanted {
			result, err := b.needs.Service.ReconcileRemoved(ctx, one.Platform, attempt)
			v := judge(result, err)
			if result.Entry.AttemptID == "" || !v.given {
				v = troubled(Unknown, explain(err))
			}
			if result.Entry.State == history.Failed {
				v = troubled(Failed, model.ExplainRecorded(result.Entry))
			}
			w.tell(0, v, result.Entry)
		}
		return nil
	})
}

// tidy drops what is remembered of the batch once there is nothing left of it.
func (b *Batch) tidy() {
	if b.Counts().Created == b.Len() {
		b.forget(b.id)
		b.id = ""
	}
}
