package register

import (
	"cmp"
	"context"
	"errors"
	"io"
	"iter"
	"path/filepath"
	"time"

	"mooring/client"
	"mooring/client/handover"
	"mooring/client/history"
	"mooring/gui/model"
)

// tellEvery is after how many entries an export says how far it is.
const tellEvery = 500

// Exports writes entries into files.
type Exports struct {
	tasks *Tasks
	store ScopeStore
	now   func() time.Time
}

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
	Role     string // what stands in place of a key where there is none
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
	{"column.accessKey", func(e history.Entry, words ExportWords) string {
		if e.Auth == client.AuthRole {
			return words.Role
		}
		return e.AccessKeyHint
	}},
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

// Begin writes the entries of a scope into a file, whole or not at all. It
// reports whether it began.
func (e *Exports) Begin(scope Scope, to Export) bool {
	name := filepath.Base(to.Path)
	text := func(t *Tasks) model.Text {
		return model.T("upkeep.exporting", "File", name, "Done", t.done, "Total", t.total)
	}
	return e.tasks.begin(TaskExport, len(scope), text, func(ctx context.Context) Outcome {
		x := exporting{Exports: e, ctx: ctx, scope: scope, to: to}
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

// exporting is one export.
type exporting struct {
	*Exports
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
				x.tasks.tell(x.written)
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
