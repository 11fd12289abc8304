package model

import (
	"context"
	"time"

	"mooring/client/history"
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

// EntryStore is the register as the table reads it; *history.Register is one.
type EntryStore interface {
	Entries(ctx context.Context, q history.Query) ([]history.Entry, error)
	Count(ctx context.Context, q history.Query) (int, error)
	Get(ctx context.Context, attemptID string) (history.Entry, error)
	Forget(ctx context.Context, attemptID string) error
	DataVersion(ctx context.Context) (int64, error)
}

// Table is the register as the window shows it: searched, sorted, and fetched
// page by page as it is scrolled.
type Table struct {
	// OnChange is called when the rows or the selection changed.
	OnChange func()
	// OnRow is called when rows that were asked for have arrived.
	OnRow func(first, last int)
	// OnArrived is called when the entry of a row that was selected before it was
	// at hand has arrived.
	OnArrived func(history.Entry)

	runner Runner
	store  EntryStore

	query    history.Query
	count    int
	pages    map[int][]history.Entry // by page number; nil while it is fetched
	order    []int                   // of the pages, the oldest first
	load     int                     // pages of an older load are ignored
	selected string
	row      int // of the selected entry, or -1
	version  int64
	problem  Problem
}

// NewTable makes the model of the register, newest entries first.
func NewTable(runner Runner, store EntryStore) *Table {
	return &Table{
		runner: runner, store: store, row: -1,
		query: history.Query{Sort: history.ByStarted, Descending: true},
		pages: map[int][]history.Entry{},
	}
}

// Query is what the table shows.
func (t *Table) Query() history.Query { return t.query }

// Problem is why the register could not be read; empty if it could.
func (t *Table) Problem() Problem { return t.problem }

// Count is the number of rows.
func (t *Table) Count() int { return t.count }

// ShowPractice chooses between the practice Platform's entries and the real ones.
func (t *Table) ShowPractice(practice bool) {
	if t.query.Practice != practice {
		t.selected = ""
	}
	t.query.Practice = practice
	t.Reload()
}

// Search shows only the entries in which every word of search occurs.
func (t *Table) Search(search string) {
	if t.query.Search == search {
		return
	}
	t.query.Search = search
	t.Reload()
}

// SortBy orders the rows.
func (t *Table) SortBy(column history.Column, descending bool) {
	t.query.Sort, t.query.Descending = column, descending
	t.Reload()
}

// Reload reads the register again. What is shown stays until the answer is
// there, so that nothing flickers.
func (t *Table) Reload() {
	t.load++
	load, query := t.load, t.query
	t.runner.Go(func() func() {
		ctx := context.Background()
		// The version comes first: what is written after it is noticed by Watch.
		version, err := t.store.DataVersion(ctx)
		count := 0
		if err == nil {
			count, err = t.store.Count(ctx, query)
		}
		query.Limit = pageRows
		var first []history.Entry
		if err == nil {
			first, err = t.store.Entries(ctx, query)
		}
		return func() {
			if load != t.load {
				return
			}
			if err != nil {
				t.problem = Explain(err)
				t.changed()
				return
			}
			t.problem, t.count, t.version = Problem{}, count, version
			t.pages, t.order = map[int][]history.Entry{0: first}, []int{0}
			t.findSelected()
			t.changed()
		}
	})
}

// Row returns the entry of a row. Where it is not at hand it is fetched, and
// OnRow tells when it has arrived.
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
	load, query := t.load, t.query
	query.Offset, query.Limit = page*pageRows, pageRows
	t.runner.Go(func() func() {
		entries, err := t.store.Entries(context.Background(), query)
		return func() {
			if load != t.load {
				return
			}
			if err != nil {
				t.problem = Explain(err)
				t.changed()
				return
			}
			if _, wanted := t.pages[page]; !wanted {
				return
			}
			t.pages[page] = entries
			t.arrived(page, entries)
			if t.OnRow != nil {
				t.OnRow(page*pageRows, page*pageRows+len(entries)-1)
			}
		}
	})
}

// Select makes the entry of a row the selected one; -1 selects none.
func (t *Table) Select(row int) {
	if row < 0 || row >= t.count {
		row = -1
	}
	t.row, t.selected = row, ""
	entry, _ := t.Row(row)
	t.selected = entry.AttemptID
	t.changed()
}

// arrived completes a selection that was made before its row was at hand.
func (t *Table) arrived(page int, entries []history.Entry) {
	at := t.row - page*pageRows
	if t.row < 0 || t.selected != "" || at < 0 || at >= len(entries) {
		return
	}
	t.selected = entries[at].AttemptID
	t.changed()
	if t.OnArrived != nil {
		t.OnArrived(entries[at])
	}
}

// Find selects an entry wherever it stands, whatever is searched for, and hands
// it to then.
func (t *Table) Find(attemptID string, then func(history.Entry, error)) {
	t.query.Search, t.selected = "", attemptID
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
	t.findSelected()
	t.changed()
}

func (t *Table) findSelected() {
	t.row = -1
	if t.selected == "" {
		return
	}
	for page, entries := range t.pages {
		for i, entry := range entries {
			if entry.AttemptID == t.selected {
				t.row = page*pageRows + i
				return
			}
		}
	}
}

// Selected returns the selected entry and its row.
func (t *Table) Selected() (entry history.Entry, row int, ok bool) {
	if t.row < 0 {
		return history.Entry{}, -1, false
	}
	entry, ok = t.Row(t.row)
	return entry, t.row, ok
}

// Forget removes an entry from this computer only; Platform keeps the connection.
func (t *Table) Forget(attemptID string, then func(error)) {
	t.runner.Go(func() func() {
		err := t.store.Forget(context.Background(), attemptID)
		return func() {
			if t.selected == attemptID {
				t.selected, t.row = "", -1
			}
			t.Reload()
			then(err)
		}
	})
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

func (t *Table) changed() {
	if t.OnChange != nil {
		t.OnChange()
	}
}
