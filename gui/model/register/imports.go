package register

import (
	"context"
	"errors"
	"io"
	"time"

	"mooring/client/handover"
	"mooring/client/history"
	"mooring/gui/model"
)

// importBatch is how many entries are taken into the register at a time.
const importBatch = 500

// Opener opens a file to read.
type Opener func() (io.ReadCloser, error)

// ImportStore is the register as Imports uses it; *history.Entries is one.
type ImportStore interface {
	Import(ctx context.Context, entries []history.Entry, now time.Time) (history.ImportResult, error)
}

// Imports takes entries out of files.
type Imports struct {
	tasks    *Tasks
	store    ImportStore
	accounts Accounts
	now      func() time.Time
}

// Begin takes what an export as JSON wrote on another computer into the
// register. The file is read twice: nothing is taken from one that is not whole.
// It reports whether it began.
func (i *Imports) Begin(name string, open Opener) bool {
	text := func(t *Tasks) model.Text {
		return model.T("upkeep.importing", "File", name, "Done", t.done, "Total", t.total)
	}
	return i.tasks.begin(TaskImport, 0, text, func(ctx context.Context) Outcome {
		in := importing{Imports: i, open: open}
		err := in.read(ctx, in.count)
		if err == nil {
			i.tasks.expect(in.total)
			err = in.read(ctx, in.take)
		}
		if err == nil {
			err = in.flush(ctx)
		}
		if err != nil && !errors.Is(err, context.Canceled) {
			return Outcome{Problem: model.Explain(&model.FileError{Name: name, Err: err})}
		}
		outcome := Outcome{}
		outcome.atEnd = func() Outcome { return in.outcome(name, i.accounts.Practice(), err != nil) }
		return outcome
	})
}

// importing is one import.
type importing struct {
	*Imports
	open     Opener
	total    int
	practice int // of total, those of the practice Platform
	taken    int
	batch    []history.Entry
	result   history.ImportResult
}

func (in *importing) read(ctx context.Context, each func(context.Context, handover.Record) error) (err error) {
	file, err := handover.Open(ctx, in.open)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	_, records, err := handover.ReadJSON(file)
	if err != nil {
		return err
	}
	for record, err := range records {
		if err == nil {
			err = ctx.Err()
		}
		if err == nil {
			err = each(ctx, record)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (in *importing) count(_ context.Context, r handover.Record) error {
	in.total++
	if r.Practice {
		in.practice++
	}
	return nil
}

func (in *importing) take(ctx context.Context, r handover.Record) error {
	in.batch = append(in.batch, entryOf(r))
	if len(in.batch) < importBatch {
		return nil
	}
	return in.flush(ctx)
}

func (in *importing) flush(ctx context.Context) error {
	result, err := in.store.Import(ctx, in.batch, in.now())
	if err != nil {
		return err
	}
	in.result.Added += result.Added
	in.result.Known += result.Known
	in.result.Skipped += result.Skipped
	in.taken += len(in.batch)
	in.batch = in.batch[:0]
	in.tasks.tell(in.taken)
	return nil
}

// outcome says what came in, and where it is if that is not what is shown.
func (in *importing) outcome(name string, practice, stopped bool) Outcome {
	key := "upkeep.imported"
	switch {
	case stopped:
		key = "upkeep.importStopped"
	case in.result.Added > 0 && in.practice == in.total && !practice:
		key = "upkeep.importedPractice"
	case in.result.Added > 0 && in.practice == 0 && practice:
		key = "upkeep.importedReal"
	}
	return Outcome{Text: model.T(key, "File", name, "Count", in.taken, "Added", in.result.Added, "Known", in.result.Known)}
}
