package batch

import (
	"context"

	"mooring/client/history"
	"mooring/gui/model"
)

// Reload looks in the register for what has been found out elsewhere about rows whose
// outcome is not known, and for entries that were removed from it or put back, be it of
// tables that were cut short.
func (b *Batch) Reload() {
	switch {
	case b.phase == Empty:
		b.load()
		return
	case b.busy() || b.id == "":
		return
	}
	round, practice := b.round, b.needs.Accounts.Target().Account.Practice
	b.runner.Go(func() func() {
		all, err := b.needs.Store.All(context.Background(), practice)
		known := map[string]*history.BatchRow{}
		for _, batch := range all {
			for i := range batch.Rows {
				known[batch.Rows[i].Entry.AttemptID] = &batch.Rows[i]
			}
		}
		return func() {
			if err != nil || round != b.round || b.busy() {
				return
			}
			for _, l := range b.lines {
				if row := known[l.attemptID()]; row != nil && l.attemptID() != "" {
					l.catchUp(row)
				}
			}
			b.tidy()
			b.Changed.Emit()
		}
	})
}

// attemptID is that of the line's attempt, be its entry removed; "" without any.
func (l *line) attemptID() string {
	switch {
	case l.entry != nil:
		return l.entry.AttemptID
	case l.removed != nil:
		return l.removed.Entry.AttemptID
	}
	return ""
}

// catchUp takes what has become of the line's attempt meanwhile.
func (l *line) catchUp(row *history.BatchRow) {
	switch e := row.Entry; {
	case row.Removed():
		if l.entry != nil {
			l.lose(row)
		}
	case l.removed == nil && l.state() != Unknown:
	case e.State == history.Failed:
		l.entry, l.removed, l.said = &e, nil, troubled(Failed, model.ExplainRecorded(e))
	default:
		l.follow(e)
	}
}
