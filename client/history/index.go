package history

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"sync"
)

// index is what is searched, filtered and sorted by of every entry, held in
// memory. It is read from the file when it is asked for first, and kept as the file
// is after each transaction. For 100,000 entries it takes 9 MB, and 20 MB once
// something is searched or sorted by a text.
type index struct {
	sync.Mutex
	read, worded bool // worded is with texts
	// rows are the entries by rowid, close together in memory: a search goes through
	// all of them at every key that is pressed.
	rows  []indexed
	texts texts
	// traits are those that occur, and groups which of them they are.
	traits []traits
	groups map[string]*group
	// orders and sides are worked out when they are asked for, and forgotten when
	// they are not so any more.
	orders map[Column][]int32 // places in rows, ascending
	sides  map[bool]side
}

// indexed is an entry in the index: small, and with no pointer in it.
type indexed struct {
	rowid    int64
	started  int64
	lastFile int64
	// Where its attempt id is among the texts, and what is searched besides the place,
	// folded: the texts of the entry, with a line end between them that no match spans.
	id, idLen, words uint32
	traits           int32
}

// textColumns are what a search looks at, but for the place. Those that the
// entries are sorted by come first, and of these the ones that has looks at apart.
// Bucket and folder are one, as in an address.
const textColumns = `connection_id || char(10) || etag || char(10) || name || char(10) || description || char(10) || bucket || '/' || ltrim(folder_path, '/')`

// id is the attempt id of an entry.
func (x *index) id(e *indexed) string { return x.texts.known(e.id, e.idLen) }

// text is what is searched of an entry, folded.
func (x *index) text(e *indexed) string { return x.texts.at(e.words) }

// Few columns, since each of them costs as much as the folding of a text.
const indexColumns = `rowid, attempt_id, started_at, tested_at, platform_updated_at, last_file_at,
	json_array(practice, state, gone, superseded, test, flow_status, origin, account_id, org_id, sandbox)`

// load reads the index, with texts if they are needed, unless that was done before. The
// caller has the lock.
func (x *index) load(ctx context.Context, db queryer, worded bool) error {
	switch {
	case x.read && (x.worded || !worded):
		return nil
	case x.read:
		return x.loadTexts(ctx, db)
	}
	var n int // a list that grew to its length would be too big by up to a quarter
	if err := db.QueryRowContext(ctx, `SELECT count(*) FROM entries`).Scan(&n); err != nil {
		return err
	}
	x.rows, x.texts, x.traits, x.groups = make([]indexed, 0, n), texts{}, nil, map[string]*group{}
	x.orders, x.sides = map[Column][]int32{}, map[bool]side{}
	x.worded = worded
	err := x.query(ctx, db, func(e indexed, id, text string) {
		e.id, e.words = x.texts.keep(id), x.kept(text)
		x.rows = append(x.rows, e)
	}, ` ORDER BY rowid`)
	x.read = err == nil
	return err
}

// loadTexts reads the texts of the entries that are known, and nothing else: somebody has
// just typed the first letter of a search. What a transaction has written that the index
// has not followed yet is read when it does.
func (x *index) loadTexts(ctx context.Context, db queryer) error {
	rows, err := db.QueryContext(ctx, `SELECT rowid, `+textColumns+` FROM entries ORDER BY rowid`)
	if err != nil {
		return err
	}
	defer rows.Close()
	x.read = false // until all are there
	rest := x.rows
	for rows.Next() {
		var rowid int64
		var text string
		if err := rows.Scan(&rowid, &text); err != nil {
			return err
		}
		for len(rest) > 0 && rest[0].rowid < rowid {
			rest = rest[1:]
		}
		if len(rest) > 0 && rest[0].rowid == rowid {
			rest[0].words = x.texts.keep(fold(text))
		}
	}
	x.read = rows.Err() == nil
	x.worded = x.read
	return rows.Err()
}

// kept keeps the text of an entry, if there are texts.
func (x *index) kept(text string) uint32 {
	if !x.worded {
		return 0
	}
	return x.texts.keep(text)
}

// query calls f with each of the entries that are meant by the end of a query, its attempt
// id and, if there are texts, its folded text.
func (x *index) query(ctx context.Context, db queryer, f func(e indexed, id, text string), which string, args ...any) error {
	words := `''`
	if x.worded {
		words = textColumns
	}
	rows, err := db.QueryContext(ctx, `SELECT `+indexColumns+`, `+words+` FROM entries`+which, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var e indexed
		var id, array, text string
		var tested, updated int64
		if err := rows.Scan(&e.rowid, &id, &e.started, &tested, &updated, &e.lastFile, &array, &text); err != nil {
			return err
		}
		e.idLen = uint32(len(id)) //nolint:gosec // SQLite holds none that is longer
		if e.traits, err = x.traitsOf(array, tested, updated, e.lastFile); err != nil {
			return fmt.Errorf("traits of %s: %w", id, err)
		}
		f(e, id, fold(text))
	}
	return rows.Err()
}

// follow brings the index up to date with rows that a transaction has written.
// They are read anew, so that it does not matter which of two transactions comes
// here first. If that fails, all is read when it is asked for next.
func (x *index) follow(ctx context.Context, db queryer, touched map[int64]bool) {
	if len(touched) == 0 {
		return
	}
	x.Lock()
	defer x.Unlock()
	if !x.read {
		return
	}
	these, err := json.Marshal(slices.Collect(maps.Keys(touched)))
	if err == nil {
		err = x.query(ctx, db, func(e indexed, id, text string) {
			delete(touched, e.rowid)
			x.put(e, id, text)
		}, ` WHERE rowid IN (SELECT value FROM json_each(?)) ORDER BY rowid`, string(these))
	}
	if err != nil || x.texts.wasteful() {
		x.read = false
		return
	}
	if len(touched) > 0 {
		x.rows = slices.DeleteFunc(x.rows, func(e indexed) bool { return touched[e.rowid] })
		clear(x.orders)
	}
	clear(x.sides)
}

// put adds an entry or takes the place of what was known of it. Orders that it
// does not change stay.
func (x *index) put(e indexed, id, text string) {
	at, known := slices.BinarySearchFunc(x.rows, e.rowid, func(e indexed, rowid int64) int { return cmp.Compare(e.rowid, rowid) })
	if !known {
		e.id, e.words = x.texts.keep(id), x.kept(text)
		x.rows = slices.Insert(x.rows, at, e)
		clear(x.orders)
		return
	}
	old := &x.rows[at]
	e.id, e.words = x.instead(old.id, id), old.words
	if x.worded {
		e.words = x.instead(old.words, text)
	}
	for column := range x.orders {
		same := x.textKey(old, column) == x.textKey(&e, column) && x.numberKey(old, column) == x.numberKey(&e, column)
		if !same || old.started != e.started {
			delete(x.orders, column)
		}
	}
	*old = e
}

// instead returns the place of a text that takes the place of another, or is the same.
func (x *index) instead(place uint32, text string) uint32 {
	old := x.texts.at(place)
	if old == text {
		return place
	}
	x.texts.wasted += len(old)
	return x.texts.keep(text)
}
