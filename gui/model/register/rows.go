package register

import (
	"context"
	"slices"

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

// rows are the ids of all rows, and at which of them the cursor is.
type rows struct {
	ids      []string
	selected string
	at       int // the row of that entry, or -1
}

func (r *rows) has(row int) bool { return row >= 0 && row < len(r.ids) }

// find is the row of an entry, or -1.
func (r *rows) find(attemptID string) int {
	if attemptID == "" {
		return -1
	}
	return slices.Index(r.ids, attemptID)
}

// choose makes an entry the selected one, wherever it stands; "" is none.
func (r *rows) choose(attemptID string) { r.selected, r.at = attemptID, r.find(attemptID) }

// between are the ids of rows, as far as there are such.
func between(ids []string, first, last int) []string {
	first = min(max(first, 0), len(ids))
	return ids[first:max(min(last+1, len(ids)), first)]
}

// sight is the entries at hand: those of the rows in sight, and of those around
// them.
type sight struct {
	runner model.Runner
	store  ScopeStore
	rows   *rows
	// marked is the only entry that is marked, or "".
	marked func() string
	// came is called when entries that were asked for have come, or could not be read.
	came func(error)

	first, last int  // the rows in sight
	awaited     bool // the selected entry is not at hand yet
	entries     map[string]history.Entry
	asked       map[string]bool // those on their way
	epoch       int             // counts the readings of the register as a whole
}

func newSight(runner model.Runner, store ScopeStore, rows *rows, marked func() string, came func(error)) *sight {
	s := &sight{runner: runner, store: store, rows: rows, came: came, last: around, marked: marked}
	s.begin(nil)
	return s
}

// begin forgets what was at hand: it may be told otherwise now.
func (s *sight) begin(entries []history.Entry) {
	s.epoch++
	s.entries, s.asked = map[string]history.Entry{}, map[string]bool{}
	s.take(entries)
}

// wanted are the entries that are kept at hand wherever they stand.
func (s *sight) wanted() (ids []string) {
	for _, id := range []string{s.rows.selected, s.marked()} {
		if id != "" {
			ids = append(ids, id)
		}
	}
	return ids
}

// await reports whether the entry of a row, the selected one, is at hand.
func (s *sight) await(row int) bool {
	ok := false
	if s.rows.has(row) {
		_, ok = s.entries[s.rows.ids[row]]
	}
	s.awaited = !ok
	return ok
}

// take takes up entries.
func (s *sight) take(entries []history.Entry) {
	if len(s.entries)+len(entries) > keptEntries {
		near := map[string]history.Entry{}
		for _, id := range append(s.wanted(), between(s.rows.ids, s.first-around, s.last+around)...) {
			if e, ok := s.entries[id]; ok {
				near[id] = e
			}
		}
		s.entries = near
	}
	for _, e := range entries {
		s.entries[e.AttemptID] = e
	}
}

// fetch asks for the entries in sight that are neither at hand nor on their way,
// and for those around them.
func (s *sight) fetch() {
	lacks := func(id string) bool {
		_, ok := s.entries[id]
		return !ok && !s.asked[id]
	}
	if !slices.ContainsFunc(between(s.rows.ids, s.first, s.last), lacks) {
		return
	}
	var ids []string
	for _, id := range between(s.rows.ids, s.first-around, s.last+around) {
		if lacks(id) {
			ids = append(ids, id)
			s.asked[id] = true
		}
	}
	epoch := s.epoch
	s.runner.Go(func() func() {
		entries, err := s.store.Read(context.Background(), ids)
		return func() {
			if epoch != s.epoch {
				return // the register has been read anew since
			}
			for _, id := range ids {
				delete(s.asked, id) // what did not come is asked for again when it comes in sight
			}
			s.take(entries)
			s.came(err)
		}
	})
}
