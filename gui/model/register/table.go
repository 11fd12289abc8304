package register

import (
	"context"
	"slices"
	"time"

	"mooring/client/history"
	"mooring/gui/model"
)

const (
	// around is how many entries before and after the rows in sight are fetched
	// with them, so that scrolling seldom waits.
	around = 100
	// keptEntries bounds what a long scroll keeps in memory.
	keptEntries = 4000
)

// EntryStore is the register as the table uses it; *history.Register is one.
type EntryStore interface {
	ScopeStore
	Get(ctx context.Context, attemptID string) (history.Entry, error)
	List(ctx context.Context, q history.Query) (history.List, error)
	ForgetAll(ctx context.Context, attemptIDs []string) (history.Forgotten, int, error)
	Restore(ctx context.Context, f history.Forgotten) error
}

// Table is the register as the window shows it: searched, filtered and sorted. It
// knows the ids of all rows, and the entries of those that are in sight.
type Table struct {
	// Changed tells that the rows, the selection or the marks have changed.
	Changed *model.Signal
	// Loaded tells that the register was read anew.
	Loaded *model.Signal
	// Arrived tells of the entry of a row that was selected before it was at hand.
	Arrived model.Event[history.Entry]
	// Forgotten tells that entries were removed from this computer.
	Forgotten model.Event[Removal]

	runner model.Runner
	store  EntryStore
	now    func() time.Time

	query  history.Query // what is asked for; its filter is made of filter
	filter Filter

	loads int // counts them; the answer of an older one is ignored
	// stopLoad ends the load under way, if any.
	stopLoad context.CancelFunc

	// What is shown: it stays until the next load has its answer.
	list    history.List
	shown   history.Query
	entries map[string]history.Entry // those at hand
	asked   map[string]bool          // those on their way
	epoch   int                      // counts the answers of loads
	problem model.Problem

	first, last int // the rows in sight

	selected string
	row      int  // of the selected entry, or -1
	awaited  bool // the selected entry is not at hand yet
	marks    map[string]bool
	// anchor is where a range of marks begins, and anchorRow where it was seen last.
	anchor    string
	anchorRow int
}

// NewTable makes the model of the register, newest entries first.
func NewTable(runner model.Runner, store EntryStore) *Table {
	query := history.Query{Sort: history.ByStarted, Descending: true}
	return &Table{
		Changed: model.NewSignal(runner), Loaded: model.NewSignal(runner),
		runner: runner, store: store, now: time.Now, row: -1, query: query, shown: query,
		entries: map[string]history.Entry{}, asked: map[string]bool{}, marks: map[string]bool{}, last: around,
	}
}

// Query is what the table shows.
func (t *Table) Query() history.Query { return t.query }

// Problem is why the register could not be read; empty if it could.
func (t *Table) Problem() model.Problem { return t.problem }

// Count is the number of rows.
func (t *Table) Count() int { return len(t.list.IDs) }

// All is how many entries there are on this side, practice or real, in sight of
// the search and the filters or not.
func (t *Table) All() int { return t.list.All }

// Attention is how many of All need attention.
func (t *Table) Attention() int { return t.list.Attention }

// ShowPractice chooses between the practice Platform's entries and the real
// ones. What was filtered by belongs to the other side and is dropped with it.
func (t *Table) ShowPractice(practice bool) {
	if t.query.Practice != practice {
		t.query.Practice, t.filter = practice, Filter{}
		t.selected, t.row = "", -1
		t.list = history.List{} // nothing of one side is shown on the other
		t.unmark()
		t.Changed.Emit()
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
	list    history.List
	entries []history.Entry // those in sight, and the selected one
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
	load, query, selected, first, last := t.loads, t.query, t.selected, t.first, t.last
	ctx, stop := context.WithCancel(context.Background())
	t.stopLoad = stop
	t.runner.Go(func() func() {
		defer stop()
		got := t.read(ctx, query, selected, first, last)
		return func() {
			if load == t.loads {
				t.show(query, got)
			}
		}
	})
}

func (t *Table) read(ctx context.Context, query history.Query, selected string, first, last int) (got loaded) {
	if got.list, got.err = t.store.List(ctx, query); got.err != nil {
		return got
	}
	ids := slices.Clone(between(got.list.IDs, first-around, last+around))
	if selected != "" && !slices.Contains(ids, selected) {
		ids = append(ids, selected)
	}
	if len(ids) > 0 {
		got.entries, got.err = t.store.Entries(ctx, ids)
	}
	return got
}

// between are the ids of rows, as far as there are such.
func between(ids []string, first, last int) []string {
	first = min(max(first, 0), len(ids))
	return ids[first:max(min(last+1, len(ids)), first)]
}

func (t *Table) show(query history.Query, got loaded) {
	t.stopLoad = nil
	defer t.Changed.Emit()
	if got.err != nil {
		t.problem = model.Explain(got.err)
		return
	}
	t.problem, t.list, t.shown = model.Problem{}, got.list, query
	// Those that were read before may be told otherwise now, and are read anew.
	t.epoch++
	t.entries, t.asked = map[string]history.Entry{}, map[string]bool{}
	t.arrived(got.entries)
	t.keepMarks()
	t.row = t.find(t.selected)
	if at := t.find(t.anchor); at >= 0 {
		t.anchorRow = at
	}
	t.fetch()
	t.Loaded.Emit()
}

// InSight tells which rows are in sight, so that their entries are fetched.
func (t *Table) InSight(first, last int) {
	t.first, t.last = first, last
	t.fetch()
}

// fetch asks for the entries in sight that are neither at hand nor on their way,
// and for those around them.
func (t *Table) fetch() {
	lacks := func(id string) bool {
		_, ok := t.entries[id]
		return !ok && !t.asked[id]
	}
	if !slices.ContainsFunc(between(t.list.IDs, t.first, t.last), lacks) {
		return
	}
	var ids []string
	for _, id := range between(t.list.IDs, t.first-around, t.last+around) {
		if lacks(id) {
			ids = append(ids, id)
			t.asked[id] = true
		}
	}
	epoch := t.epoch
	t.runner.Go(func() func() {
		entries, err := t.store.Entries(context.Background(), ids)
		return func() {
			if epoch != t.epoch {
				return // the register has been read anew since
			}
			for _, id := range ids {
				delete(t.asked, id) // what did not come is asked for again when it comes in sight
			}
			t.problem = model.Problem{}
			if err != nil {
				t.problem = model.Explain(err)
			}
			t.arrived(entries)
			t.Changed.Emit()
		}
	})
}

// arrived takes up entries, and completes a selection that was made before its
// entry was at hand.
func (t *Table) arrived(entries []history.Entry) {
	if len(t.entries)+len(entries) > keptEntries {
		near := map[string]history.Entry{}
		for _, id := range append([]string{t.selected}, between(t.list.IDs, t.first-around, t.last+around)...) {
			if e, ok := t.entries[id]; ok {
				near[id] = e
			}
		}
		t.entries = near
	}
	for _, e := range entries {
		t.entries[e.AttemptID] = e
	}
	if e, ok := t.entries[t.selected]; ok && t.awaited {
		t.awaited = false
		t.Arrived.Emit(e)
	}
}

// Row returns the entry of a row, if it is at hand. InSight fetches it, and
// Changed tells when it has arrived.
func (t *Table) Row(row int) (history.Entry, bool) {
	if row < 0 || row >= len(t.list.IDs) {
		return history.Entry{}, false
	}
	e, ok := t.entries[t.list.IDs[row]]
	return e, ok
}

// Select makes the entry of a row the selected one, whatever is marked; -1
// selects none, and nothing is marked then.
func (t *Table) Select(row int) {
	t.row, t.selected, t.awaited = -1, "", false
	if row < 0 || row >= len(t.list.IDs) {
		t.unmark()
	} else {
		t.row, t.selected = row, t.list.IDs[row]
		_, ok := t.entries[t.selected]
		t.awaited = !ok
	}
	t.Changed.Emit()
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

// SelectEntry selects an entry wherever it stands among the rows.
func (t *Table) SelectEntry(attemptID string) {
	t.selected, t.awaited = attemptID, false
	t.unmark()
	t.row = t.find(attemptID)
	t.Changed.Emit()
}

// find is the row of an entry, or -1.
func (t *Table) find(attemptID string) int {
	if attemptID == "" {
		return -1
	}
	return slices.Index(t.list.IDs, attemptID)
}

// Selected returns the selected entry and its row; ok is false where there is
// none, or where it is not at hand yet.
func (t *Table) Selected() (entry history.Entry, row int, ok bool) {
	if t.row < 0 {
		return history.Entry{}, -1, false
	}
	entry, ok = t.Row(t.row)
	return entry, t.row, ok
}
