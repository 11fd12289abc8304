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
	hash     func(string) string

	id    string // of the batch whose table is open; empty before its first row was sent
	name  string // of its file
	begun time.Time

	cutShort history.Batch // without its rows
	left     Unfinished
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

// record is what the register is to remember of a table, some lines of which are to
// be made.
func (k *kept) record(lines []*line, plans []plan) history.Batch {
	batch := history.Batch{
		ID: k.id, Name: k.name, BegunAt: k.begun, Practice: plans[0].request.Place.Practice,
		Rows: make([]history.BatchRow, 0, len(lines)),
	}
	attempts := make(map[*line]string, len(plans))
	for _, p := range plans {
		attempts[p.line] = p.request.AttemptID
	}
	for _, l := range lines {
		row := history.BatchRow{Line: l.number, Source: l.source}
		if l.entry != nil {
			row.Entry = *l.entry
		} else {
			row.Entry = history.Entry{
				AttemptID: attempts[l], Place: l.place(), AccountID: l.target.Account.ID, APIKey: l.target.Account.APIKey,
				Name: l.plain[Name], Description: l.plain[Description], Bucket: l.plain[Bucket], FolderPath: l.plain[Folder],
				ServiceURL:    l.plain[ServiceURL],
				AccessKeyHint: history.HintAccessKey(l.plain[AccessKey]), AccessKeyHash: k.hash(l.plain[AccessKey]),
			}
		}
		batch.Rows = append(batch.Rows, row)
	}
	return batch
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

// Name is that of the file of the table; empty where its rows were pasted.
func (k *kept) Name() string { return k.name }

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
