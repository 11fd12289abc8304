package history

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"time"
)

// Entries is what the journal holds, to be searched, carried to another computer
// and forgotten.
type Entries struct {
	store    *store
	underWay *underWay
}

// Column names a column that a Query sorts by.
type Column string

// The sortable columns.
const (
	ByName         Column = "name"
	ByConnectionID Column = "connection_id"
	ByETag         Column = "etag"
	BySandbox      Column = "sandbox"
	ByStatus       Column = "status" // state and test result together
	ByStarted      Column = "started_at"
	ByLastFile     Column = "last_file" // when a dataflow last brought something
)

var columns = []Column{ByName, ByConnectionID, ByETag, BySandbox, ByStatus, ByStarted, ByLastFile}

// Known reports whether there is such a column.
func (c Column) Known() bool { return slices.Contains(columns, c) }

// Query selects entries of the register.
type Query struct {
	// Search is words, each of which must occur in name, description, bucket with folder
	// or sandbox or, if it is long enough to be meant so, in id, etag or organization.
	// Letter case and accents do not matter.
	Search     string
	Practice   bool // only the practice Platform's entries, or only the real ones
	Filter     Filter
	Sort       Column // ByStarted when empty
	Descending bool
}

// Filter narrows a Query. What is empty does not filter; the rest is combined
// with AND.
type Filter struct {
	AccountID string
	OrgID     string
	Sandbox   string
	Statuses  []Status     // any of them
	Flows     []FlowStatus // any of them
	Origin    Origin
	// From and To bound StartedAt: From <= StartedAt < To.
	From, To time.Time
}

// Facet is a combination that occurs in the register, to offer filters by.
type Facet struct {
	AccountID, OrgID, Sandbox string
}

// List is what a Query found, and what there is besides.
type List struct {
	// IDs are the attempt ids of what was found, in the order of the query.
	IDs []string
	// All is how many entries there are on the side of the query, practice or real.
	All int
	// Attention is how many of All need attention.
	Attention int
	// Facets are the combinations that occur among All, in no order that matters.
	Facets []Facet
}

// List returns the entries that q selects. It is quick enough to be asked for at
// every key that is pressed.
func (e *Entries) List(ctx context.Context, q Query) (List, error) {
	const op = "list entries"
	q.Sort = cmp.Or(q.Sort, ByStarted)
	if !q.Sort.Known() {
		return List{}, fmt.Errorf("%s: %w: sort by %q", op, ErrInvalid, q.Sort)
	}
	fits, err := q.fits()
	if err != nil {
		return List{}, fmt.Errorf("%s: %w", op, err)
	}
	e.store.index.Lock()
	defer e.store.index.Unlock()
	worded := byText(q.Sort) || len(words(q.Search)) > 0
	// The next letter of a search cancels this one, and would read anew what was read half.
	if err := e.store.index.load(context.WithoutCancel(ctx), e.store.reader, worded); err != nil {
		return List{}, e.store.fail(op, err)
	}
	if err := ctx.Err(); err != nil {
		return List{}, fmt.Errorf("%s: %w", op, err)
	}
	return e.store.index.list(q, fits), nil
}

// list is the answer to a query, whose traits fit. The caller has the lock.
func (x *index) list(q Query, fits func(*traits) bool) List {
	from, to := int64(math.MinInt64), int64(math.MaxInt64)
	if !q.Filter.From.IsZero() {
		from = toMillis(q.Filter.From)
	}
	if !q.Filter.To.IsZero() {
		to = toMillis(q.Filter.To)
	}
	side := x.side(q.Practice)
	list := List{All: side.all, Attention: side.attention, Facets: slices.Clone(side.facets)}
	found, n := x.find(fits, from, to, words(q.Search))
	list.IDs = make([]string, 0, n)
	for _, at := range x.ordered(q.Sort) {
		if found[at] {
			list.IDs = append(list.IDs, x.id(&x.rows[at]))
		}
	}
	if q.Descending {
		slices.Reverse(list.IDs)
	}
	return list
}

// fits returns which traits the query means.
func (q Query) fits() (func(*traits) bool, error) {
	ranked := make([]bool, len(statuses)) // by rank
	f := q.Filter
	for _, s := range f.Statuses {
		rank, ok := ranks[s]
		if !ok {
			return nil, fmt.Errorf("%w: status %q", ErrInvalid, s)
		}
		ranked[rank] = true
	}
	return func(t *traits) bool {
		return t.practice == q.Practice && (len(f.Statuses) == 0 || ranked[t.rank]) &&
			(f.AccountID == "" || t.accountID == f.AccountID) &&
			(f.OrgID == "" || t.orgID == f.OrgID) &&
			(f.Sandbox == "" || t.sandbox == f.Sandbox) &&
			(len(f.Flows) == 0 || slices.Contains(f.Flows, t.flows)) &&
			(f.Origin == "" || t.origin == f.Origin)
	}, nil
}

// Get returns an entry, or ErrNotFound.
func (e *Entries) Get(ctx context.Context, attemptID string) (Entry, error) {
	row, err := getRow(ctx, e.store.reader, attemptID)
	if err != nil {
		return Entry{}, e.store.fail("get entry", err)
	}
	return row.Entry, nil
}

// Read returns entries by their attempt ids, in the order of these. Those that
// are not there are left out.
func (e *Entries) Read(ctx context.Context, attemptIDs []string) ([]Entry, error) {
	const op = "read entries"
	these, err := json.Marshal(attemptIDs)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", op, err)
	}
	// The row of json_each is CROSS JOINed to come first: its order is kept.
	entries, err := listEntries(ctx, e.store.reader, `json_each(?) CROSS JOIN entries ON entries.attempt_id = json_each.value
		ORDER BY json_each.key`, string(these))
	return entries, e.store.fail(op, err)
}

// atATime is how many entries EachOf reads at a time.
const atATime = 200

// Each is EachOf with every entry that q selects, in its order. What is added
// meanwhile is left out.
func (e *Entries) Each(ctx context.Context, q Query, f func(Entry) error) error {
	list, err := e.List(ctx, q)
	if err != nil {
		return err
	}
	return EachOf(ctx, e.Read, list.IDs, f)
}

// EachOf calls f with the entries of these attempts, in this order, as read reads
// them: a few at a time, so that memory stays small and writers are not held up. What
// was removed before its turn is left out. An error of f ends it and is returned.
func EachOf(ctx context.Context, read func(ctx context.Context, attemptIDs []string) ([]Entry, error), attemptIDs []string, f func(Entry) error) error {
	for some := range slices.Chunk(attemptIDs, atATime) {
		entries, err := read(ctx, some)
		if err != nil {
			return err
		}
		for _, entry := range entries {
			if err := f(entry); err != nil {
				return err
			}
		}
	}
	return nil
}
