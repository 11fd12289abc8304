package register

import (
	"cmp"
	"context"
	"errors"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"

	"mooring/client"
	"mooring/client/handover"
	"mooring/client/history"
	"mooring/gui/model"
)

const (
	// tellEvery is after how many entries an export or import says how far it is.
	tellEvery = 500
	// importBatch is how many entries are taken into the register at a time.
	importBatch = 500
)

// Export says where entries are written to, and how.
type Export struct {
	Path string
	// JSON is for another computer; else it is a table for a spreadsheet.
	JSON bool
	// App is the program and its version.
	App string
	// Words are what a table says in the user's language, and Separator is what
	// parts its cells there.
	Words     ExportWords
	Separator rune
}

// ExportWords are the words of a table. They are given, since background work
// does not ask for the user's language.
type ExportWords struct {
	Titles   []string // of ExportColumns, in their order
	Statuses map[history.Status]string
	Origins  map[history.Origin]string
}

// exportColumns are the columns of a table.
var exportColumns = []struct {
	key  string
	cell func(e history.Entry, words ExportWords) string
}{
	{"column.name", func(e history.Entry, _ ExportWords) string { return e.Name }},
	{"column.id", func(e history.Entry, _ ExportWords) string { return string(e.ConnectionID) }},
	{"column.etag", func(e history.Entry, _ ExportWords) string { return string(e.ETag) }},
	{"column.organization", func(e history.Entry, _ ExportWords) string { return e.Place.OrgID }},
	{"column.sandbox", func(e history.Entry, _ ExportWords) string { return e.Place.Sandbox }},
	{"column.status", func(e history.Entry, words ExportWords) string { return words.Statuses[e.Status()] }},
	{"column.platformState", func(e history.Entry, _ ExportWords) string { return e.PlatformState }},
	{"column.tested", func(e history.Entry, _ ExportWords) string { return handover.Time(e.TestedAt) }},
	{"column.created", func(e history.Entry, _ ExportWords) string { return handover.Time(e.StartedAt) }},
	{"column.origin", func(e history.Entry, words ExportWords) string { return words.Origins[originOf(e)] }},
	{"column.description", func(e history.Entry, _ ExportWords) string { return e.Description }},
	{"column.bucket", func(e history.Entry, _ ExportWords) string { return e.Bucket }},
	{"column.folder", func(e history.Entry, _ ExportWords) string { return e.FolderPath }},
	{"column.serviceURL", func(e history.Entry, _ ExportWords) string { return e.ServiceURL }},
	{"column.accessKey", func(e history.Entry, _ ExportWords) string { return e.AccessKeyHint }},
	{"column.apiKey", func(e history.Entry, _ ExportWords) string { return e.APIKey }},
	{"column.createdBy", func(e history.Entry, _ ExportWords) string { return e.CreatedBy }},
	{"column.changedBy", func(e history.Entry, _ ExportWords) string { return e.UpdatedBy }},
	{"column.changed", func(e history.Entry, _ ExportWords) string { return handover.Time(e.PlatformUpdatedAt) }},
	{"column.seen", func(e history.Entry, _ ExportWords) string { return handover.Time(e.SeenAt) }},
}

// ExportColumns are the titles of the columns of a table.
func ExportColumns() []model.Text {
	titles := make([]model.Text, len(exportColumns))
	for i, c := range exportColumns {
		titles[i] = model.T(c.key)
	}
	return titles
}

func originOf(e history.Entry) history.Origin {
	if e.Origin == "" {
		return history.Here
	}
	return e.Origin
}

// Export writes the entries of a scope into a file, whole or not at all. It
// reports whether it began.
func (t *Tasks) Export(scope Scope, to Export) bool {
	name := filepath.Base(to.Path)
	text := func(t *Tasks) model.Text {
		return model.T("upkeep.exporting", "File", name, "Done", t.done, "Total", t.total)
	}
	return t.begin(TaskExport, len(scope), text, func(ctx context.Context) Outcome {
		x := exporting{Tasks: t, ctx: ctx, scope: scope, to: to}
		err := handover.WriteFile(ctx, to.Path, x.write)
		switch {
		case errors.Is(err, context.Canceled):
			return Outcome{Text: model.T("upkeep.exportStopped")}
		case err != nil:
			return Outcome{Problem: model.Explain(&model.FileError{Name: name, Writing: true, Err: err})}
		case x.odd > 0:
			return Outcome{Text: model.T("upkeep.exportedOdd", "File", name, "Count", x.written, "All", x.all(), "Left", x.left, "Odd", x.odd)}
		case x.left > 0:
			return Outcome{Text: model.T("upkeep.exportedSome", "File", name, "Count", x.written, "All", x.all(), "Left", x.left)}
		}
		return Outcome{Text: model.T("upkeep.exported", "File", name, "Count", x.written)}
	})
}

// exporting is one run of Export.
type exporting struct {
	*Tasks
	ctx     context.Context // that of this run
	scope   Scope
	to      Export
	written int
	left    int // entries that stand for no connection, which JSON leaves out
	odd     int // those that are outside of the limits of the format
}

// all is how many entries were looked at.
func (x *exporting) all() int { return x.written + x.left + x.odd }

func (x *exporting) write(w io.Writer) error {
	if x.to.JSON {
		meta := handover.Meta{ExportedAt: x.now(), App: x.to.App}
		return handover.WriteJSON(w, meta, sequence(x, func(e history.Entry) (handover.Record, bool) {
			record := recordOf(e)
			switch {
			case e.ConnectionID == "" || e.State != history.Created && e.State != history.Deleted:
				x.left++
			case record.Check() != nil:
				x.odd++ // one entry does not spoil the others
			default:
				return record, true
			}
			return handover.Record{}, false
		}))
	}
	return handover.WriteCSV(w, cmp.Or(x.to.Separator, ','), x.to.Words.Titles, sequence(x, func(e history.Entry) ([]string, bool) {
		cells := make([]string, len(exportColumns))
		for i, c := range exportColumns {
			cells[i] = c.cell(e, x.to.Words)
		}
		return cells, true
	}))
}

// errNoMore ends Each where nobody wants more of a sequence.
var errNoMore = errors.New("no more entries wanted")

// sequence is what is made of the entries, one after the other.
func sequence[T any](x *exporting, of func(history.Entry) (value T, ok bool)) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		err := x.scope.Each(x.ctx, x.store, func(e history.Entry) error {
			value, ok := of(e)
			if !ok {
				return x.ctx.Err()
			}
			if x.written++; x.written%tellEvery == 0 {
				x.tell(x.written)
			}
			if !yield(value, nil) {
				return errNoMore
			}
			return x.ctx.Err()
		})
		if err != nil && !errors.Is(err, errNoMore) {
			var none T
			yield(none, err)
		}
	}
}

// Import takes what an Export as JSON wrote on another computer into the
// register. The file is read twice: nothing is taken from one that is not whole.
// It reports whether it began.
func (t *Tasks) Import(name string, open Opener) bool {
	text := func(t *Tasks) model.Text {
		return model.T("upkeep.importing", "File", name, "Done", t.done, "Total", t.total)
	}
	return t.begin(TaskImport, 0, text, func(ctx context.Context) Outcome {
		in := importing{Tasks: t, open: open}
		err := in.read(ctx, in.count)
		if err == nil {
			t.runner.Apply(func() { t.total = in.total })
			err = in.read(ctx, in.take)
		}
		if err == nil {
			err = in.flush(ctx)
		}
		if err != nil && !errors.Is(err, context.Canceled) {
			return Outcome{Problem: model.Explain(&model.FileError{Name: name, Err: err})}
		}
		outcome := Outcome{}
		outcome.atEnd = func() Outcome { return in.outcome(name, t.accounts.Practice(), err != nil) }
		return outcome
	})
}

// importing is one run of Import.
type importing struct {
	*Tasks
	open     Opener
	total    int
	practice int // of total, those of the practice Platform
	taken    int
	batch    []history.Entry
	result   history.ImportResult
}

func (in *importing) read(ctx context.Context, each func(context.Context, handover.Record) error) (err error) {
	file, err := in.open()
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
	in.tell(in.taken)
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

// recordOf is what is handed over of an entry.
func recordOf(e history.Entry) handover.Record {
	r := handover.Record{
		AttemptID: e.AttemptID, Practice: e.Place.Practice, PlatformURL: e.Place.PlatformURL, OrgID: e.Place.OrgID,
		Sandbox: e.Place.Sandbox, APIKey: e.APIKey, Name: e.Name, Description: e.Description, Bucket: e.Bucket,
		FolderPath: e.FolderPath, ServiceURL: e.ServiceURL, AccessKeyHint: e.AccessKeyHint, State: string(e.State),
		ConnectionID: e.ConnectionID, ETag: e.ETag, RequestID: e.RequestID, Test: string(e.Test), TestedAt: e.TestedAt,
		Origin: string(originOf(e)), Gone: e.Gone && e.State == history.Deleted, PlatformState: e.PlatformState,
		CreatedBy: e.CreatedBy, UpdatedBy: e.UpdatedBy, CreatedClient: e.CreatedClient,
		PlatformCreatedAt: e.PlatformCreatedAt, PlatformUpdatedAt: e.PlatformUpdatedAt, SeenAt: e.SeenAt,
		StartedAt: e.StartedAt, UpdatedAt: e.UpdatedAt,
	}
	if r.PlatformURL == client.DefaultBaseURL {
		r.PlatformURL = ""
	}
	return r
}

// entryOf is the entry of a record.
func entryOf(r handover.Record) history.Entry {
	e := history.Entry{
		AttemptID: r.AttemptID, Place: history.Place{Practice: r.Practice, PlatformURL: r.PlatformURL, OrgID: r.OrgID, Sandbox: r.Sandbox},
		APIKey: r.APIKey, Name: r.Name, Description: r.Description, Bucket: r.Bucket,
		FolderPath: r.FolderPath, ServiceURL: r.ServiceURL, AccessKeyHint: r.AccessKeyHint, State: history.State(r.State),
		ConnectionID: r.ConnectionID, ETag: r.ETag, RequestID: r.RequestID, Test: history.TestResult(r.Test), TestedAt: r.TestedAt,
		Origin: history.Origin(r.Origin), Gone: r.Gone, PlatformState: r.PlatformState,
		CreatedBy: r.CreatedBy, UpdatedBy: r.UpdatedBy, CreatedClient: r.CreatedClient,
		PlatformCreatedAt: r.PlatformCreatedAt, PlatformUpdatedAt: r.PlatformUpdatedAt, SeenAt: r.SeenAt,
		StartedAt: r.StartedAt, UpdatedAt: r.UpdatedAt,
	}
	if e.Place.PlatformURL == "" && !e.Place.Practice {
		e.Place.PlatformURL = client.DefaultBaseURL
	}
	return e
}

// IsThere tells whether there is a file of that name already.
func (t *Tasks) IsThere(path string, then func(bool)) {
	t.runner.Go(func() func() {
		_, err := os.Lstat(path)
		return func() { then(!errors.Is(err, fs.ErrNotExist)) }
	})
}
