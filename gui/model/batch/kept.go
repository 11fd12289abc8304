package batch

import (
	"cmp"
	"context"
	"slices"
	"sync"
	"time"

	"mooring/client"
	"mooring/client/history"
	"mooring/gui/model"
)

// Unfinished is a batch that a crash or the end of the app cut short.
type Unfinished struct {
	ID            string
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
	hash     func(string) string

	id    string // of the batch whose table is open; empty before its first row was sent
	name  string // of its file
	begun time.Time

	left    []Unfinished    // the one that was begun last comes first
	dropped map[string]bool // batches that an answer under way may still name

	writes writes
}

// Load says that another account has been chosen: the table follows, and a batch that
// was cut short is looked for on its side, practice or real.
func (b *Batch) Load() {
	b.Follow()
	b.load()
}

func (k *kept) load() {
	practice := k.accounts.Target().Account.Practice
	k.runner.Go(func() func() {
		all, err := k.store.All(context.Background(), practice)
		return func() {
			if err != nil {
				all = nil
			}
			k.remember(all, practice)
			k.changed.Emit()
		}
	})
}

// record is what the register is to remember of a table, some lines of which may be
// about to be made.
func (k *kept) record(lines []*line, practice bool, plans []plan) history.Batch {
	batch := history.Batch{
		ID: k.id, Name: k.name, BegunAt: k.begun, Practice: practice,
		Rows: make([]history.BatchRow, 0, len(lines)),
	}
	attempts := make(map[*line]string, len(plans))
	for _, p := range plans {
		attempts[p.line] = p.request.AttemptID
	}
	for _, l := range lines {
		row := history.BatchRow{Line: l.number, Source: l.source}
		switch {
		case l.removed != nil:
			row.Entry, row.CameTo = l.removed.Entry, l.removed.CameTo
		case l.entry != nil:
			row.Entry, row.CameTo = *l.entry, l.entry.State
		default:
			row.Entry = l.attempt(cmp.Or(attempts[l], l.failed()), k.hash)
		}
		batch.Rows = append(batch.Rows, row)
	}
	return batch
}

// attempt is what the register has of an attempt to make a line, before it has begun.
func (l *line) attempt(id string, hash func(string) string) history.Entry {
	e := history.Entry{
		AttemptID: id, Place: l.place(), AccountID: l.target.Account.ID, APIKey: l.target.Account.APIKey,
		Name: l.plain[Name], Description: l.plain[Description], Bucket: l.plain[Bucket], FolderPath: l.plain[Folder],
		ServiceURL: l.plain[ServiceURL], AccessKeyHash: l.keyHash(hash),
	}
	if l.byRole() {
		e.Auth = client.AuthRole
	} else {
		e.AccessKeyHint = history.HintAccessKey(l.plain[AccessKey])
	}
	return e
}

// attemptOf is the attempt of a line, which the register may have no entry of any more.
func (k *kept) attemptOf(l *line) history.Entry {
	if l.entry != nil {
		return *l.entry
	}
	e := l.attempt(l.removed.Entry.AttemptID, k.hash)
	e.StartedAt = k.begun // no connection of it is older
	return e
}

// remember takes what there is of one side, unless the other has been chosen since.
func (k *kept) remember(all []history.Batch, practice bool) {
	if practice != k.accounts.Target().Account.Practice {
		return
	}
	k.left = nil
	for _, batch := range all {
		if k.dropped[batch.ID] {
			continue
		}
		u := Unfinished{ID: batch.ID, Name: batch.Name, At: batch.BegunAt}
		for _, row := range batch.Rows {
			if row.Made() {
				u.Created++
			} else {
				u.Left++
			}
		}
		switch {
		case u.Left > 0:
			k.left = append(k.left, u)
		case u.ID != k.id: // what was open when the app ended has been found out since
			k.forget(u.ID)
		}
	}
}

// Name is that of the file of the table; empty where its rows were pasted.
func (k *kept) Name() string { return k.name }

// Unfinished are the batches that were cut short, the last one first, but for the one
// whose table has been read again. Each goes on when its is.
func (k *kept) Unfinished() []Unfinished {
	return slices.DeleteFunc(slices.Clone(k.left), func(u Unfinished) bool { return u.ID == k.id })
}

// Forget drops a batch that was cut short. The connections that it made stay.
func (k *kept) Forget(id string) { k.forget(id) }

func (k *kept) forget(id string) {
	if id == "" {
		return
	}
	k.left = slices.DeleteFunc(k.left, func(u Unfinished) bool { return u.ID == id })
	k.dropped[id] = true
	k.changed.Emit()
	forget := k.writes.next(id, func(ctx context.Context) error { return k.store.Forget(ctx, id) })
	k.runner.Go(func() func() {
		// What is remembered needlessly is offered once more, which does no harm.
		_ = forget(context.Background())
		return nil
	})
}

// keep is to write what the register is to remember of a table.
func (k *kept) keep(batch history.Batch) func(context.Context) error {
	delete(k.dropped, batch.ID) // it may have been put back
	return k.writes.next(batch.ID, func(ctx context.Context) error { return k.store.Keep(ctx, batch) })
}

// keepOn remembers the lines that the table has now, if it was begun.
func (k *kept) keepOn(lines []*line, practice bool) {
	if k.id == "" {
		return
	}
	keep := k.keep(k.record(lines, practice, nil))
	k.runner.Go(func() func() {
		// What is remembered needlessly is offered once more, which does no harm.
		_ = keep(context.Background())
		return nil
	})
}

// writes are what is written of batches in the background: what is written late takes
// nothing back that is newer.
type writes struct {
	begun int // counts all

	mu   sync.Mutex
	done map[string]int // the newest of each batch
}

// next is a write that does nothing once a newer one was done.
func (w *writes) next(id string, write func(context.Context) error) func(context.Context) error {
	w.begun++
	n := w.begun
	return func(ctx context.Context) error {
		w.mu.Lock()
		defer w.mu.Unlock()
		if n < w.done[id] {
			return nil
		}
		if w.done == nil {
			w.done = map[string]int{}
		}
		w.done[id] = n
		return write(ctx)
	}
}
