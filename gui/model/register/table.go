package register

import (
	"context"
	"time"

	"mooring/client/history"
	"mooring/gui/model"
)

const (
	// pageRows is how many entries the table fetches at a time.
	pageRows = 200
	// keptPages bounds what a long scroll keeps in memory.
	keptPages = 20
	// watchEvery is how often the table asks whether another running copy of
	// the app has written to the register; it costs one PRAGMA.
	watchEvery = 3 * time.Second
)

// EntryStore is the register as the table uses it; *history.Register is one.
type EntryStore interface {
	ScopeStore
	Entries(ctx context.Context, q history.Query) ([]history.Entry, error)
	Count(ctx context.Context, q history.Query) (int, error)
	Facets(ctx context.Context, practice bool) ([]history.Facet, error)
	ForgetAll(ctx context.Context, attemptIDs []string) (history.Forgotten, int, error)
	Restore(ctx context.Context, f history.Forgotten) error
	DataVersion(ctx context.Context) (int64, error)
}

// Table is the register as the window shows it: searched, filtered, sorted, and
// fetched page by page as it is scrolled.
type Table struct {
	// Changed tells that the rows, the selection or the marks have changed.
	Changed *model.Signal
	// Arrived tells of the entry of a row that was selected before it was at hand.
	Arrived model.Event[history.Entry]
	// Forgotten tells that entries were removed from this computer.
	Forgotten model.Event[Removal]

	runner model.Runner
	store  EntryStore
	now    func() time.Time

	query  history.Query // what is asked for; its filter is made of filter
	filter Filter
	facets []history.Facet

	asked    int                // counts the loads; the answer of an older one is ignored
	stopLoad context.CancelFunc // of the load under way

	// What is shown: it stays until the next load has its answer.
	shown     history.Query
	load      int // which load it is of
	ctx       context.Context
	stopPages context.CancelFunc
	count     int
	pages     map[int][]history.Entry // by page number; nil while it is fetched
	order     []int                   // of the pages, the oldest first
	version   int64
	problem   model.Problem

	selected string
	row      int // of the selected entry, or -1
	marks    marks
	// anchor is where a range of marks begins, and anchorRow where it was seen last.
	anchor    string
	anchorRow int
	ranging   int // counts the ranges that are marked; an older one is ignored
}

// NewTable makes the model of the register, newest entries first.
func NewTable(runner model.Runner, store EntryStore) *Table {
	query := history.Query{Sort: history.ByStarted, Descending: true}
	return &Table{
		Changed: model.NewSignal(runner),
		runner:  runner, store: store, now: time.Now, row: -1, query: query, shown: query,
		ctx: context.Background(), pages: map[int][]history.Entry{},
	}
}

// Query is what the table shows.
func (t *Table) Query() history.Query { return t.query }

// Problem is why the register could not be read; empty if it could.
func (t *Table) Problem() model.Problem { return t.problem }

// Count is the number of rows.
func (t *Table) Count() int { return t.count }

// ShowPractice chooses between the practice Platform's entries and the real
// ones. What was filtered by belongs to the other side and is dropped with it.
func (t *Table) ShowPractice(practice bool) {
	if t.query.Practice != practice {
		t.selected, t.filter, t.facets = "", Filter{}, nil
		t.unmark()
	}
	t.query.Practice = practice
	t.Reload()
}

// Search shows only the entries in which every word of search occurs. Nothing
// stays marked: what is out of sight is not acted upon.
func (t *Table) Search(search string) {
	if t.query.Search == search {
		return
	}
	t.query.Search = search
	t.unmark()
	t.Reload()
}

// SortBy orders the rows.
func (t *Table) SortBy(column history.Column, descending bool) {
	t.query.Sort, t.query.Descending = column, descending
	t.Reload()
}

// loaded is what a load has read.
type loaded struct {
	version int64
	count   int
	first   []history.Entry
	// still are the marked entries that are still among the rows; nil where all of
	// them may be.
	still map[string]bool
	err   error
}

// Reload reads the register again. What is shown stays until the answer is
// there, so that nothing flickers. A load that this one overtakes is stopped: a
// fast typist does not leave a queue of slow searches behind.
func (t *Table) Reload() {
	if t.stopLoad != nil {
		t.stopLoad()
	}
	t.asked++
	t.query.Filter = t.filter.query(t.now())
	load, query, marked := t.asked, t.query, len(t.marks.ids)
	ctx, stop := context.WithCancel(context.Background())
	t.stopLoad = stop
	t.runner.Go(func() func() {
		defer stop()
		got := t.read(ctx, query, marked)
		return func() {
			if load == t.asked {
				t.show(load, query, got)
			}
		}
	})
}

func (t *Table) read(ctx context.Context, query history.Query, marked int) loaded {
	var got loaded
	// The version comes first: what is written after it is noticed by Watch.
	if got.version, got.err = t.store.DataVersion(ctx); got.err != nil {
		return got
	}
	if got.count, got.err = t.store.Count(ctx, query); got.err != nil {
		return got
	}
	if marked > got.count {
		var ids []string
		if ids, got.err = t.store.IDs(ctx, query); got.err != nil {
			return got
		}
		got.still = make(map[string]bool, len(ids))
		for _, id := range ids {
			got.still[id] = true
		}
	}
	if got.count == 0 {
		return got // looking for them would cost as much as counting them
	}
	query.Limit = pageRows
	got.first, got.err = t.store.Entries(ctx, query)
	return got
}

func (t *Table) show(load int, query history.Query, got loaded) {
	t.stopLoad = nil
	if got.err != nil {
		t.problem = model.Explain(got.err)
		t.Changed.Emit()
		return
	}
	if t.stopPages != nil {
		t.stopPages()
	}
	t.ctx, t.stopPages = context.WithCancel(context.Background())
	t.problem, t.count, t.version, t.shown, t.load = model.Problem{}, got.count, got.version, query, load
	t.pages, t.order = map[int][]history.Entry{0: got.first}, []int{0}
	if got.still != nil {
		t.marks.keep(got.still)
	}
	t.row = t.find(t.selected)
	if at := t.find(t.anchor); at >= 0 {
		t.anchorRow = at
	}
	t.Changed.Emit()
}

// Row returns the entry of a row. Where it is not at hand it is fetched, and
// Changed tells when it has arrived.
func (t *Table) Row(row int) (history.Entry, bool) {
	page, at := row/pageRows, row%pageRows
	entries, asked := t.pages[page]
	if !asked && row >= 0 && row < t.count {
		t.fetch(page)
		entries = t.pages[page]
	}
	if row < 0 || at >= len(entries) {
		return history.Entry{}, false
	}
	return entries[at], true
}

func (t *Table) fetch(page int) {
	t.pages[page] = nil
	t.order = append(t.order, page)
	if len(t.order) > keptPages {
		delete(t.pages, t.order[0])
		t.order = t.order[1:]
	}
	ctx, load, query := t.ctx, t.load, t.shown
	query.Offset, query.Limit = page*pageRows, pageRows
	t.runner.Go(func() func() {
		if ctx.Err() != nil {
			return nil
		}
		entries, err := t.store.Entries(ctx, query)
		return func() {
			if load != t.load {
				return
			}
			if err != nil {
				t.problem = model.Explain(err)
				t.Changed.Emit()
				return
			}
			if _, wanted := t.pages[page]; !wanted {
				return
			}
			t.pages[page] = entries
			t.arrived(page, entries)
			t.Changed.Emit()
		}
	})
}

// Select makes the entry of a row the selected one, whatever is marked; -1
// selects none, and nothing is marked then.
func (t *Table) Select(row int) {
	if row < 0 || row >= t.count {
		row = -1
		t.unmark()
	}
	t.row, t.selected = row, ""
	entry, _ := t.Row(row)
	t.selected = entry.AttemptID
	t.Changed.Emit()
}

// arrived completes a selection that was made before its row was at hand.
func (t *Table) arrived(page int, entries []history.Entry) {
	at := t.row - page*pageRows
	if t.row < 0 || t.selected != "" || at < 0 || at >= len(entries) {
		return
	}
	t.selected = entries[at].AttemptID
	t.Arrived.Emit(entries[at])
}

// Find selects an entry wherever it stands, whatever is searched for or
// filtered, and hands it to then.
func (t *Table) Find(attemptID string, then func(history.Entry, error)) {
	t.query.Search, t.filter, t.selected = "", Filter{}, attemptID
	t.unmark()
	t.Reload()
	t.Get(attemptID, then)
}

// Get reads an entry anew and hands it to then.
func (t *Table) Get(attemptID string, then func(history.Entry, error)) {
	t.runner.Go(func() func() {
		entry, err := t.store.Get(context.Background(), attemptID)
		return func() { then(entry, err) }
	})
}

// SelectEntry selects an entry wherever it stands among the rows at hand.
func (t *Table) SelectEntry(attemptID string) {
	t.selected = attemptID
	t.unmark()
	t.row = t.find(attemptID)
	t.Changed.Emit()
}

// find is the row of an entry among those at hand, or -1.
func (t *Table) find(attemptID string) int {
	if attemptID == "" {
		return -1
	}
	for page, entries := range t.pages {
		for i, entry := range entries {
			if entry.AttemptID == attemptID {
				return page*pageRows + i
			}
		}
	}
	return -1
}

// Selected returns the selected entry and its row.
func (t *Table) Selected() (entry history.Entry, row int, ok bool) {
	if t.row < 0 {
		return history.Entry{}, -1, false
	}
	entry, ok = t.Row(t.row)
	return entry, t.row, ok
}

// Watch reloads the rows when another running copy of the app has written to
// the register, until stop is called.
func (t *Table) Watch() (stop func()) {
	stopped := false
	var wait func() func()
	cancel := func() {}
	look := func() {
		t.runner.Go(func() func() {
			version, err := t.store.DataVersion(context.Background())
			return func() {
				if stopped {
					return
				}
				if err == nil && version != t.version {
					t.Reload()
				}
				cancel = wait()
			}
		})
	}
	wait = func() func() { return t.runner.After(watchEvery, look) }
	cancel = wait()
	return func() {
		stopped = true
		cancel()
	}
}
