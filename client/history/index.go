package history

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"
)

// index is what is searched, filtered and sorted by of every entry, held in
// memory: some 27 MB for 100,000 of them. It is read from the file when it is
// asked for first, and kept as the file is after each transaction.
type index struct {
	sync.Mutex
	read bool
	// rows are the entries, close together in memory: a search goes through all
	// of them at every key that is pressed.
	rows []indexed
	at   map[int64]int // where the entry of a row is in rows
	// orders and sides are worked out when they are asked for, and forgotten when
	// they are not so any more.
	orders map[Column]order
	sides  map[bool]side
	// searches counts them.
	searches int
}

// indexed is an entry in the index.
type indexed struct {
	// text is what is searched besides the place, folded: the texts of the entry,
	// with a line end between them that no match spans.
	text string
	*traits
	rank      int8
	lastFile  int64
	started   int64
	rowid     int64
	attemptID string
}

// traits are what an entry is filtered by and ranked by. There are few that
// differ, which many entries share.
type traits struct {
	practice  bool
	state     State
	gone      bool
	past      bool // superseded
	test      TestResult
	flows     FlowStatus
	accountID string
	orgID     string
	sandbox   string
	origin    Origin
	// place is what of them is searched, folded: sandbox and organization.
	place string
	// beyond are the words of a search that the place does not contain, of the one
	// that has this number.
	search int
	beyond []string
}

// order is how a column orders the entries, ascending.
type order struct {
	at  []int32  // where they are in the index
	ids []string // and their attempt ids
}

// side is what is known of all entries of the practice Platform, or of all others.
type side struct {
	all, attention int
	facets         []Facet
}

// textColumns are what a search looks at, but for the place. Those that the
// entries are sorted by come first.
const textColumns = `name || char(10) || connection_id || char(10) || etag || char(10) || description || char(10) || bucket`

// places of the sortable columns among the texts.
var placeOf = map[Column]int{ByName: 0, ByConnectionID: 1, ByETag: 2}

// key is what the entry is sorted by.
func (e *indexed) key(column Column) (text string, number int64) {
	switch column {
	case ByStarted:
		return "", 0
	case ByStatus:
		return "", int64(e.rank)
	case ByLastFile:
		return "", e.lastFile
	case BySandbox:
		text, _, _ = strings.Cut(e.place, "\n")
		return text, 0
	}
	text = e.text
	for range placeOf[column] {
		_, text, _ = strings.Cut(text, "\n")
	}
	text, _, _ = strings.Cut(text, "\n")
	return text, 0
}

// Few columns, since each of them costs as much as the folding of a text.
const indexQuery = `SELECT rowid, attempt_id, started_at, tested_at, platform_updated_at, last_file_at,
	json_array(practice, state, gone, superseded, test, flow_status, origin, account_id, org_id, sandbox), ` + textColumns + ` FROM entries`

// parseTraits reads traits as indexQuery selects them.
func parseTraits(array string) (*traits, error) {
	var t traits
	var practice, gone, past int
	values := [...]any{&practice, &t.state, &gone, &past, &t.test, &t.flows, &t.origin, &t.accountID, &t.orgID, &t.sandbox}
	if err := json.Unmarshal([]byte(array), &values); err != nil {
		return nil, err
	}
	t.practice, t.gone, t.past = practice != 0, gone != 0, past != 0
	t.place = fold(t.sandbox + "\n" + t.orgID)
	return &t, nil
}

// rankOf is the rank of an entry of these traits and times.
func (t *traits) rankOf(tested, updated, lastFile int64) int8 {
	e := Entry{
		State: t.state, Gone: t.gone, Superseded: t.past, Test: t.test, TestedAt: fromMillis(tested), PlatformUpdatedAt: fromMillis(updated),
	}
	e.Flows.Status, e.Flows.LastFile = t.flows, fromMillis(lastFile)
	return int8(ranks[e.Status()]) //nolint:gosec // twelve of them
}

// load reads the index, if it has not been read yet. The caller has the lock.
func (x *index) load(ctx context.Context, db queryer) error {
	if x.read {
		return nil
	}
	var n int // a list that grew to its length would be too big by up to a quarter
	if err := db.QueryRowContext(ctx, `SELECT count(*) FROM entries`).Scan(&n); err != nil {
		return err
	}
	rows, err := queryIndexed(ctx, db, make([]indexed, 0, n), new(texts), indexQuery)
	if err != nil {
		return err
	}
	x.rows, x.at, x.read = rows, make(map[int64]int, len(rows)), true
	x.orders, x.sides = map[Column]order{}, map[bool]side{}
	for i := range rows {
		x.at[rows[i].rowid] = i
	}
	return nil
}

// texts keeps many short texts in few pieces of memory, close together.
type texts struct{ piece strings.Builder }

// pieceSize is enough for a few hundred entries.
const pieceSize = 64 << 10

func (t *texts) keep(s string) string {
	if t.piece.Len()+len(s) > t.piece.Cap() {
		t.piece.Reset() // which leaves the old piece to those who have it
		t.piece.Grow(max(pieceSize, len(s)))
	}
	from := t.piece.Len()
	t.piece.WriteString(s)
	return t.piece.String()[from:]
}

// queryIndexed appends the entries that a query of these columns selects. Without
// a place to keep their texts, each has its own.
func queryIndexed(ctx context.Context, db queryer, all []indexed, keep *texts, query string, args ...any) ([]indexed, error) {
	rows, err := db.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	shared := map[string]*traits{}
	for rows.Next() {
		var e indexed
		var array, text string
		var tested, updated int64
		if err := rows.Scan(&e.rowid, &e.attemptID, &e.started, &tested, &updated, &e.lastFile, &array, &text); err != nil {
			return nil, err
		}
		if e.traits = shared[array]; e.traits == nil {
			if e.traits, err = parseTraits(array); err != nil {
				return nil, fmt.Errorf("traits of %s: %w", e.attemptID, err)
			}
			shared[array] = e.traits
		}
		e.rank, e.text = e.rankOf(tested, updated, e.lastFile), fold(text)
		if keep != nil {
			e.text, e.attemptID = keep.keep(e.text), keep.keep(e.attemptID)
		}
		all = append(all, e)
	}
	return all, rows.Err()
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
	rowids := make([]int64, 0, len(touched))
	for rowid := range touched {
		rowids = append(rowids, rowid)
	}
	these, err := json.Marshal(rowids)
	var now []indexed
	if err == nil {
		now, err = queryIndexed(ctx, db, nil, nil, indexQuery+` WHERE rowid IN (SELECT value FROM json_each(?))`, string(these))
	}
	if err != nil {
		x.read = false
		return
	}
	for _, e := range now {
		delete(touched, e.rowid)
		x.put(e)
	}
	for rowid := range touched {
		x.drop(rowid)
	}
	clear(x.sides)
}

// put adds an entry or takes the place of what was known of it. Orders that it
// does not change stay.
func (x *index) put(e indexed) {
	at, known := x.at[e.rowid]
	if !known {
		x.at[e.rowid] = len(x.rows)
		x.rows = append(x.rows, e)
		clear(x.orders)
		return
	}
	old := &x.rows[at]
	for column := range x.orders {
		text, number := old.key(column)
		if newText, newNumber := e.key(column); text != newText || number != newNumber || old.started != e.started || old.attemptID != e.attemptID {
			delete(x.orders, column)
		}
	}
	*old = e
}

// drop forgets an entry: the last one takes its place.
func (x *index) drop(rowid int64) {
	at, known := x.at[rowid]
	if !known {
		return
	}
	last := len(x.rows) - 1
	x.rows[at] = x.rows[last]
	x.at[x.rows[at].rowid] = at
	x.rows[last] = indexed{}
	x.rows = x.rows[:last]
	delete(x.at, rowid)
	clear(x.orders)
}

// ordered returns the entries in the ascending order of a column. What is equal
// is ordered by age.
func (x *index) ordered(column Column) order {
	if o, ok := x.orders[column]; ok {
		return o
	}
	type key struct {
		text           string
		number         int64
		started, rowid int64
		at             int32
	}
	keys := make([]key, len(x.rows))
	for i := range x.rows {
		e := &x.rows[i]
		text, number := e.key(column)
		keys[i] = key{text, number, e.started, e.rowid, int32(i)}
	}
	slices.SortFunc(keys, func(a, b key) int {
		if by := strings.Compare(a.text, b.text); by != 0 {
			return by
		}
		return cmp.Or(cmp.Compare(a.number, b.number), cmp.Compare(a.started, b.started), cmp.Compare(a.rowid, b.rowid))
	})
	o := order{make([]int32, len(keys)), make([]string, len(keys))}
	for i, k := range keys {
		o.at[i], o.ids[i] = k.at, x.rows[k.at].attemptID
	}
	x.orders[column] = o
	return o
}

// side tells what there is of the practice Platform, or of all others.
func (x *index) side(practice bool) side {
	if s, ok := x.sides[practice]; ok {
		return s
	}
	var s side
	facets := map[Facet]bool{}
	for i := range x.rows {
		e := &x.rows[i]
		if e.practice != practice {
			continue
		}
		s.all++
		if statuses[e.rank].NeedsAttention() {
			s.attention++
		}
		facets[Facet{e.accountID, e.orgID, e.sandbox}] = true
	}
	for f := range facets {
		s.facets = append(s.facets, f)
	}
	x.sides[practice] = s
	return s
}

// find marks the entries that are selected, and counts them. It goes through them as they are in
// memory, which is a few times faster than in any order.
func (x *index) find(selects func(*indexed) bool, words []string) (found []bool, n int) {
	found = make([]bool, len(x.rows))
	x.searches++
	for i := range x.rows {
		e := &x.rows[i]
		if !selects(e) {
			continue
		}
		if e.search != x.searches {
			e.search, e.beyond = x.searches, notIn(e.place, words)
		}
		if containsAll(e.text, e.beyond) {
			found[i] = true
			n++
		}
	}
	return found, n
}

// notIn returns the words that a text does not contain.
func notIn(text string, words []string) (list []string) {
	for _, word := range words {
		if !strings.Contains(text, word) {
			list = append(list, word)
		}
	}
	return list
}

func containsAll(text string, words []string) bool {
	for _, word := range words {
		if !strings.Contains(text, word) {
			return false
		}
	}
	return true
}
