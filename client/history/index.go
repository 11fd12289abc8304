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

// traits are what an entry is filtered by and ranked by. There are few that
// differ, which many entries share.
type traits struct {
	practice  bool
	state     State
	gone      bool
	past      bool // superseded
	rank      int8
	test      TestResult
	flows     FlowStatus
	accountID string
	orgID     string
	sandbox   string
	origin    Origin
	// place is what of them is searched, folded: sandbox and organization.
	place string
}

// group are traits that differ in their rank alone.
type group struct {
	traits
	ranked []int32 // where they are in the index with each rank, counted from 1
}

// side is what is known of all entries of the practice Platform, or of all others.
type side struct {
	all, attention int
	facets         []Facet
}

// textColumns are what a search looks at, but for the place. Those that the
// entries are sorted by come first. Bucket and folder are one, as in an address.
const textColumns = `name || char(10) || connection_id || char(10) || etag || char(10) || description || char(10) || bucket || '/' || ltrim(folder_path, '/')`

// places of the sortable columns among the texts.
var placeOf = map[Column]int{ByName: 0, ByConnectionID: 1, ByETag: 2}

// id is the attempt id of an entry.
func (x *index) id(e *indexed) string { return x.texts.known(e.id, e.idLen) }

// text is what is searched of an entry, folded.
func (x *index) text(e *indexed) string { return x.texts.at(e.words) }

// byText tells whether entries are sorted by one of their texts.
func byText(column Column) bool {
	_, is := placeOf[column]
	return is
}

// textKey is the text that the entry is sorted by, if any.
func (x *index) textKey(e *indexed, column Column) (text string) {
	switch {
	case column == BySandbox:
		text = x.traits[e.traits].place
	case byText(column):
		text = x.text(e)
		for range placeOf[column] {
			_, text, _ = strings.Cut(text, "\n")
		}
	}
	text, _, _ = strings.Cut(text, "\n")
	return text
}

// numberKey is the number that the entry is sorted by before its age.
func (x *index) numberKey(e *indexed, column Column) int64 {
	switch column {
	case ByStatus:
		return int64(x.traits[e.traits].rank)
	case ByLastFile:
		return e.lastFile
	}
	return 0
}

// Few columns, since each of them costs as much as the folding of a text.
const indexColumns = `rowid, attempt_id, started_at, tested_at, platform_updated_at, last_file_at,
	json_array(practice, state, gone, superseded, test, flow_status, origin, account_id, org_id, sandbox)`

// parseTraits reads traits as indexQuery selects them.
func parseTraits(array string) (t traits, err error) {
	var practice, gone, past int
	values := [...]any{&practice, &t.state, &gone, &past, &t.test, &t.flows, &t.origin, &t.accountID, &t.orgID, &t.sandbox}
	if err := json.Unmarshal([]byte(array), &values); err != nil {
		return t, err
	}
	t.practice, t.gone, t.past = practice != 0, gone != 0, past != 0
	t.place = fold(t.sandbox + "\n" + t.orgID)
	return t, nil
}

// rankOf is the rank of an entry of these traits and times.
func (t *traits) rankOf(tested, updated, lastFile int64) int8 {
	e := Entry{
		State: t.state, Gone: t.gone, Superseded: t.past, Test: t.test, TestedAt: fromMillis(tested), PlatformUpdatedAt: fromMillis(updated),
	}
	e.Flows.Status, e.Flows.LastFile = t.flows, fromMillis(lastFile)
	return int8(ranks[e.Status()]) //nolint:gosec // twelve of them
}

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

// traitsOf returns where the traits of an entry of these times are.
func (x *index) traitsOf(array string, tested, updated, lastFile int64) (int32, error) {
	g := x.groups[array]
	if g == nil {
		t, err := parseTraits(array)
		if err != nil {
			return 0, err
		}
		g = &group{traits: t, ranked: make([]int32, len(statuses))}
		x.groups[strings.Clone(array)] = g
	}
	rank := g.rankOf(tested, updated, lastFile)
	if g.ranked[rank] == 0 {
		t := g.traits
		t.rank = rank
		x.traits = append(x.traits, t)
		g.ranked[rank] = int32(len(x.traits)) //nolint:gosec // far fewer than entries
	}
	return g.ranked[rank] - 1, nil
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

// ordered returns the entries in the ascending order of a column. What is equal
// is ordered by age.
func (x *index) ordered(column Column) []int32 {
	if order, ok := x.orders[column]; ok {
		return order
	}
	order := make([]int32, len(x.rows))
	for i := range order {
		order[i] = int32(i)
	}
	var keys []string
	if byText(column) || column == BySandbox {
		keys = make([]string, len(x.rows))
		for i := range x.rows {
			keys[i] = x.textKey(&x.rows[i], column)
		}
	}
	slices.SortFunc(order, func(i, j int32) int {
		if keys != nil {
			if by := strings.Compare(keys[i], keys[j]); by != 0 {
				return by
			}
		}
		a, b := &x.rows[i], &x.rows[j]
		return cmp.Or(cmp.Compare(x.numberKey(a, column), x.numberKey(b, column)), cmp.Compare(a.started, b.started), cmp.Compare(i, j))
	})
	x.orders[column] = order
	return order
}

// side tells what there is of the practice Platform, or of all others.
func (x *index) side(practice bool) side {
	if s, ok := x.sides[practice]; ok {
		return s
	}
	count := make([]int, len(x.traits))
	for i := range x.rows {
		count[x.rows[i].traits]++
	}
	var s side
	facets := map[Facet]bool{}
	for i, n := range count {
		t := &x.traits[i]
		if t.practice != practice || n == 0 {
			continue
		}
		s.all += n
		if statuses[t.rank].NeedsAttention() {
			s.attention += n
		}
		facets[Facet{t.accountID, t.orgID, t.sandbox}] = true
	}
	for f := range facets {
		s.facets = append(s.facets, f)
	}
	x.sides[practice] = s
	return s
}

// find marks the entries that have traits that fit, began in a time and contain words,
// and counts them. It goes through them as they are in memory, which is a few times
// faster than in any order.
func (x *index) find(fits func(*traits) bool, from, to int64, words []string) (found []bool, n int) {
	type plan struct {
		fits   bool
		beyond []string // the words that are not in the place already
	}
	plans := make([]plan, len(x.traits))
	for i := range x.traits {
		if t := &x.traits[i]; fits(t) {
			plans[i] = plan{true, notIn(t.place, words)}
		}
	}
	found = make([]bool, len(x.rows))
	for i := range x.rows {
		e := &x.rows[i]
		p := &plans[e.traits]
		if !p.fits || e.started < from || e.started >= to {
			continue
		}
		if len(p.beyond) == 0 || containsAll(x.text(e), p.beyond) {
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
