package batch

import (
	"context"
	"time"

	"mooring/client/history"
	"mooring/gui/model"
)

// Unfinished is a batch that a crash or the end of the app cut short.
type Unfinished struct {
	Name          string // of its file; empty where it was pasted
	At            time.Time
	Created, Left int
}

// kept is what the register remembers of batches.
type kept struct {
	runner   model.Runner
	changed  *model.Signal
	store    Store
	accounts Accounts

	id    string // of the batch whose table is open; empty before its first row was sent
	name  string // of its file
	begun time.Time

	cutShort history.Batch // without its rows
	left     Unfinished
}

// Load says that another account has been chosen: the table follows, and a batch that
// was cut short is looked for on its side, practice or real.
func (b *Batch) Load() {
	b.recheck()
	b.load()
}

func (k *kept) load() {
	practice := k.accounts.Target().Account.Practice
	k.runner.Go(func() func() {
		batch, ok, err := k.store.Last(context.Background(), practice)
		return func() {
			if err != nil || !ok {
				batch = history.Batch{}
			}
			k.remember(batch)
			k.changed.Emit()
		}
	})
}

func (k *kept) remember(batch history.Batch) {
	k.left = Unfinished{Name: batch.Name, At: batch.BegunAt}
	for _, row := range batch.Rows {
		if isThere(row.Entry) {
			k.left.Created++
		} else {
			k.left.Left++
		}
	}
	batch.Rows = nil
	k.cutShort = batch
}

// isThere reports whether an entry stands for a connection, be it deleted since.
func isThere(e history.Entry) bool { return e.State == history.Created || e.State == history.Deleted }

// Unfinished is the batch that was cut short, while its table has not been read
// again. It goes on when it is.
func (k *kept) Unfinished() (u Unfinished, ok bool) {
	return k.left, k.cutShort.ID != "" && k.cutShort.ID != k.id && k.left.Left > 0
}

// Forget drops the batch that was cut short. The connections that it made stay.
func (k *kept) Forget() { k.forget(k.cutShort.ID) }

func (k *kept) forget(id string) {
	if id == "" {
		return
	}
	if k.cutShort.ID == id {
		k.cutShort = history.Batch{}
	}
	k.changed.Emit()
	k.runner.Go(func() func() {
		// What is remembered needlessly is offered once more, which does no harm.
		_ = k.store.Forget(context.Background(), id)
		return nil
	})
}
