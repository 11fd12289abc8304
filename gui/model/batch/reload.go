package batch

import (
	"context"

	"mooring/client/history"
	"mooring/gui/model"
)

// Reload looks in the register for what has been found out elsewhere about rows whose
// outcome is not known, be it of tables that were cut short.
func (b *Batch) Reload() {
	switch {
	case b.phase == Empty:
		b.load()
		return
	case b.busy() || b.id == "" || b.Counts().Unknown == 0:
		return
	}
	round, practice := b.round, b.needs.Accounts.Target().Account.Practice
	b.runner.Go(func() func() {
		all, err := b.needs.Store.All(context.Background(), practice)
		known := map[string]history.Entry{}
		for _, batch := range all {
			for _, row := range batch.Rows {
				known[row.Entry.AttemptID] = row.Entry
			}
		}
		return func() {
			if err != nil || round != b.round || b.busy() {
				return
			}
			for _, l := range b.lines {
				if l.state() != Unknown || l.entry == nil {
					continue
				}
				if e := known[l.entry.AttemptID]; e.State == history.Failed {
					l.entry, l.said = &e, troubled(Failed, model.ExplainRecorded(e))
				} else {
					l.follow(e)
				}
			}
			b.tidy()
			b.Changed.Emit()
		}
	})
}
