package register

import (
	"context"
	"slices"
	"time"

	"mooring/client/history"
	"mooring/gui/model"
)

// EntryStore is the register as the table uses it; *history.Entries is one.
type EntryStore interface {
	RemovalStore
	Get(ctx context.Context, attemptID string) (history.Entry, error)
	List(ctx context.Context, q history.Query) (history.List, error)
}

// Table is the register as the window shows it: searched, filtered and sorted. It
// knows the ids of all rows, and the entries of those that are in sight.
type Table struct {
	// Changed tells that the rows, the selection or the marks have changed.
	Changed *model.Signal
	// Arrived tells of the entry of a row that was selected before it was at hand.
	Arrived model.Event[history.Entry]

	// Marks are the rows that something is to be done with.
	Marks *Marks
	// Removals takes entries off this computer.
	Removals *Removals
	// Reader reads what the table does not show.
	Reader *Reader

	runner model.Runner
	store  EntryStore
	now    func() time.Time

	query  history.Query // what is asked for; its filter is made of filter
	filter Filter

	loads int // counts them; the answer of an older one is ignored
	// stopLoad ends the load under way, if any.
	stopLoad context.CancelFunc

	// What is shown: it stays until the next load has its answer.
	list     history.List
	rows     *rows
	sight    *sight
	unlisted model.Problem // why the last load has none
	unread   model.Problem // why entries that came in sight were not read
}

// NewTable makes the model of the register, newest entries first.
func NewTable(runner model.Runner, store EntryStore) *Table {
	t := &Table{
		Changed: model.NewSignal(runner), Reader: &Reader{runner, store},
		runner: runner, store: store, now: time.Now,
		query: history.Query{Sort: history.ByStarted, Descending: true}, rows: &rows{at: -1},
	}
	t.Marks = newMarks(t.rows, func() {
		if !t.sight.await(t.Marks.selected()) && t.Marks.only() != "" {
			t.Reload() // it may have been marked long before, and be out of sight
		}
		t.Changed.Emit()
	})
	t.Removals = &Removals{runner: runner, store: store, table: t}
	t.sight = newSight(runner, store, t.rows, t.Marks.only, t.came)
	return t
}

// Begin has the first list in an order and with a filter. What it does not know is ignored.
func Begin(t *Table, sort history.Column, descending bool, filter Filter) {
	if sort.Known() {
		t.query.Sort, t.query.Descending = sort, descending
	}
	known := Statuses()
	filter.Statuses = slices.DeleteFunc(slices.Clone(filter.Statuses), func(s history.Status) bool { return !slices.Contains(known, s) })
	t.filter = filter
}

// Query is what the table shows.
func (t *Table) Query() history.Query { return t.query }

// Problem is why the register could not be read; empty if it could.
func (t *Table) Problem() model.Problem {
	if !t.unlisted.Empty() {
		return t.unlisted
	}
	return t.unread
}

// Count is the number of rows.
func (t *Table) Count() int { return len(t.rows.ids) }

// Loading reports whether the register is being read, or has not been read yet: what is
// shown is of before.
func (t *Table) Loading() bool { return t.stopLoad != nil || t.loads == 0 }

// Totals are how many entries there are on this side, practice or real, in sight
// of the search and the filters or not, and how many of them need attention.
func (t *Table) Totals() (all, attention int) { return t.list.All, t.list.Attention }

// Facets are what this side can be filtered by.
func (t *Table) Facets() Facets { return t.list.Facets }

// ShowPractice chooses between the practice Platform's entries and the real
// ones. What was filtered by belongs to the other side and is dropped with it, unless
// nothing has been shown yet.
func (t *Table) ShowPractice(practice bool) {
	if t.query.Practice != practice {
		t.query.Practice = practice
		if t.loads > 0 {
			t.filter = Filter{}
		}
		t.list, t.rows.ids = history.List{}, nil // nothing of one side is shown on the other
		t.rows.choose("")
		t.Marks.clear()
		defer t.Changed.Emit()
	}
	t.Reload()
}

// Search shows only the entries in which every word of search occurs. Nothing
// stays marked: what is out of sight is not acted upon.
func (t *Table) Search(search string) {
	if t.query.Search == search {
		return
	}
	t.query.Search = search
	t.Marks.release()
	t.Reload()
}

// SortBy orders the rows.
func (t *Table) SortBy(column history.Column, descending bool) {
	t.query.Sort, t.query.Descending = column, descending
	t.Reload()
}

// Filter is what the table is narrowed by.
func (t *Table) Filter() Filter { return t.filter }

// SetFilter narrows the table. Nothing stays marked: what is out of sight is
// not acted upon.
func (t *Table) SetFilter(f Filter) {
	t.filter = f
	t.Marks.release()
	t.Reload()
}

// loaded is what a load has read.
type loaded struct {
	list    history.List
	entries []history.Entry // those in sight, and those that are wanted besides
	err     error
}

// Reload reads the register again. What is shown stays until the answer is
// there, so that nothing flickers. A load that this one overtakes is stopped.
func (t *Table) Reload() {
	if t.stopLoad != nil {
		t.stopLoad()
	}
	t.loads++
	t.query.Filter = t.filter.query(t.now())
	load, query, wanted, first, last := t.loads, t.query, t.sight.wanted(), t.sight.first, t.sight.last
	ctx, stop := context.WithCancel(context.Background())
	t.stopLoad = stop
	t.runner.Go(func() func() {
		defer stop()
		got := read(ctx, t.store, query, wanted, first, last)
		return func() {
			if load == t.loads {
				t.show(got)
			}
		}
	})
}

func read(ctx context.Context, store EntryStore, query history.Query, wanted []string, first, last int) (got loaded) {
	if got.list, got.err = store.List(ctx, query); got.err != nil {
		return got
	}
	ids := slices.Clone(between(got.list.IDs, first-around, last+around))
	for _, id := range wanted {
		if !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	if len(ids) > 0 {
		got.entries, got.err = store.Read(ctx, ids)
	}
	return got
}

func (t *Table) show(got loaded) {
	t.stopLoad = nil
	if t.unlisted = model.Explain(got.err); got.err != nil {
		t.Changed.Emit()
		return
	}
	t.list, t.rows.ids = got.list, got.list.IDs
	t.rows.choose(t.rows.selected)
	t.Marks.keep()
	t.sight.begin(got.entries)
	t.sight.fetch()
	t.came(nil)
}

// came follows the arrival of entries, and completes a selection that was made
// before its entry was at hand.
func (t *Table) came(err error) {
	t.unread = model.Explain(err)
	if e, _, ok := t.Selected(); ok && t.sight.awaited {
		t.sight.awaited = false
		t.Arrived.Emit(e)
	}
	t.Changed.Emit()
}

// InSight tells which rows are in sight, so that their entries are fetched.
func (t *Table) InSight(first, last int) {
	t.sight.first, t.sight.last = first, last
	t.sight.fetch()
}

// Row returns the entry of a row, if it is at hand. InSight fetches it, and
// Changed tells when it has arrived.
func (t *Table) Row(row int) (history.Entry, bool) {
	if !t.rows.has(row) {
		return history.Entry{}, false
	}
	e, ok := t.sight.entries[t.rows.ids[row]]
	return e, ok
}

// Select brings the cursor to a row, whatever is marked: its entry is the selected one
// unless another one is the only one that is marked. -1 selects none, and nothing is
// marked then.
func (t *Table) Select(row int) {
	if t.rows.has(row) {
		t.rows.selected, t.rows.at = t.rows.ids[row], row
		t.sight.await(t.Marks.selected())
	} else {
		t.sight.awaited = false
		t.rows.choose("")
		t.Marks.clear()
	}
	t.Changed.Emit()
}

// SelectEntry selects an entry wherever it stands among the rows.
func (t *Table) SelectEntry(attemptID string) {
	t.sight.awaited = false
	t.rows.choose(attemptID)
	t.Marks.clear()
	t.Changed.Emit()
}

// Selected returns the selected entry and its row: the only one that is marked or, where
// none or several are, that at the cursor. ok is false where there is none, or where it is
// not at hand yet.
func (t *Table) Selected() (entry history.Entry, row int, ok bool) {
	row = t.Marks.selected()
	entry, ok = t.Row(row)
	return entry, row, ok
}

// Find selects an entry wherever it stands, whatever is searched for or
// filtered, and hands it to then.
func (t *Table) Find(attemptID string, then func(history.Entry, error)) {
	t.query.Search, t.filter, t.rows.selected = "", Filter{}, attemptID
	t.Marks.clear()
	t.Reload()
	t.runner.Go(func() func() {
		entry, err := t.store.Get(context.Background(), attemptID)
		return func() { then(entry, err) }
	})
}

// Shown is everything that the table shows, in its order.
func (t *Table) Shown() Scope { return slices.Clone(t.rows.ids) }
