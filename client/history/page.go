package history

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
)

// order is how a sortable column orders the entries. The ORDER BY clause matches
// the index, which has the rowid too: what is equal is ordered by age.
type order struct{ index, by string }

var orders = map[Column]order{
	ByName:         {`entries_by_name`, `name_key %[1]s, started_at %[1]s, rowid %[1]s`},
	ByConnectionID: {`entries_by_connection`, `connection_id %[1]s, started_at %[1]s, rowid %[1]s`},
	ByETag:         {`entries_by_etag`, `etag %[1]s, started_at %[1]s, rowid %[1]s`},
	BySandbox:      {`entries_by_sandbox`, `sandbox_key %[1]s, started_at %[1]s, rowid %[1]s`},
	ByStatus:       {`entries_by_status`, `rank %[1]s, started_at %[1]s, rowid %[1]s`},
	ByStarted:      {`entries_by_start`, `started_at %[1]s, rowid %[1]s`},
}

// What is far and what is few, in entries. Variables, for tests.
var (
	// farAway is the offset from which it is worth while to ask how many entries
	// there are: those past the middle are reached faster from the other end.
	farAway = 1000
	// fewRows is how many entries are read and sorted faster than the index of an
	// order with all the others is gone through.
	fewRows = 5000
	// probedRows is in how many entries a word is looked for in the order that is
	// wanted, before all of the register is read: a frequent word soon fills a page.
	probedRows = 2000
)

// atATime is how many entries are read by their rows at a time.
const atATime = 200

// Entries returns the entries that q selects, in its order.
func (r *Register) Entries(ctx context.Context, q Query) ([]Entry, error) {
	var entries []Entry
	err := r.read(ctx, "list entries", func(tx *sql.Tx) error {
		from, err := q.source(ctx, tx)
		if err != nil {
			return err
		}
		if from.inOrder {
			entries, err = pick(ctx, tx, q, from, entryColumns, func(row scanner) (Entry, error) { return scanEntry(row) })
			return err
		}
		rowids, err := pick(ctx, tx, q, from, `rowid`, scanOne[int64]) // sorting whole entries would be slow
		for some := range slices.Chunk(rowids, atATime) {
			if err == nil {
				err = byRow(ctx, tx, some, func(e Entry) error { entries = append(entries, e); return nil })
			}
		}
		return err
	})
	return entries, err
}

// IDs returns the attempt ids of the entries that q selects, in its order.
func (r *Register) IDs(ctx context.Context, q Query) ([]string, error) {
	return pickAll[string](ctx, r, "list ids", q, `attempt_id`)
}

// Each calls f with every entry that q selects, in its order, a few at a time so
// that memory stays small and writers are not held up. What is added meanwhile is
// left out, and so is what was removed before its turn. An error of f ends it and
// is returned.
func (r *Register) Each(ctx context.Context, q Query, f func(Entry) error) error {
	const op = "go through entries"
	rowids, err := pickAll[int64](ctx, r, op, q, `rowid`)
	if err != nil {
		return err
	}
	for some := range slices.Chunk(rowids, atATime) {
		var own error
		err := byRow(ctx, r.reader, some, func(e Entry) error { own = f(e); return own })
		if own != nil {
			return own
		}
		if err != nil {
			return r.fail(op, err)
		}
	}
	return nil
}

// Count returns how many entries q selects, whatever its limit and offset.
func (r *Register) Count(ctx context.Context, q Query) (int, error) {
	n, err := q.count(ctx, r.reader)
	return n, r.fail("count entries", err)
}

func pickAll[T any](ctx context.Context, r *Register, op string, q Query, column string) (all []T, err error) {
	err = r.read(ctx, op, func(tx *sql.Tx) error {
		from, err := q.source(ctx, tx)
		if err == nil {
			all, err = pick(ctx, tx, q, from, column, scanOne[T])
		}
		return err
	})
	return all, err
}

func scanOne[T any](row scanner) (value T, err error) {
	err = row.Scan(&value)
	return value, err
}

// byRow hands the entries of rows to f, in the order of the rows.
func byRow(ctx context.Context, db queryer, rowids []int64, f func(Entry) error) error {
	these, err := json.Marshal(rowids)
	if err != nil {
		return err
	}
	// The row of json_each is CROSS JOINed to come first: its order is kept.
	rows, err := db.QueryContext(ctx, `SELECT `+entryColumns+` FROM json_each(?) CROSS JOIN entries
		ON entries.rowid = json_each.value ORDER BY json_each.key`, string(these))
	if err != nil {
		return err
	}
	defer rows.Close()
	var entries []Entry
	for rows.Next() {
		e, err := scanEntry(rows)
		if err != nil {
			return err
		}
		entries = append(entries, e)
	}
	if err := rows.Err(); err != nil {
		return err
	}
	_ = rows.Close() // f may take its time
	for _, e := range entries {
		if err := f(e); err != nil {
			return err
		}
	}
	return nil
}

// source is how the rows of a query are come by.
type source struct {
	index string // NOT INDEXED for the whole of the entries
	// inOrder says that they come in the order that is wanted, from its index.
	inOrder bool
	// byFacet says that the index is that of the facets.
	byFacet bool
	// throughout says that a search goes through all of the entries first, and
	// then picks in the order what it has found: for a page that is far from the
	// start, which would be a lot to sort.
	throughout bool
}

// source chooses: a search has to read the text of every entry and does so from
// one end of the file to the other; a few entries of a filter are sorted; all
// else is gone through in the index of the order, which the filters look at too.
func (q *Query) source(ctx context.Context, tx *sql.Tx) (source, error) {
	if q.Sort == "" {
		q.Sort = ByStarted
	}
	o, ok := orders[q.Sort]
	if !ok {
		return source{}, fmt.Errorf("%w: sort by %q", ErrInvalid, q.Sort)
	}
	if q.Limit < 0 || q.Offset < 0 {
		return source{}, fmt.Errorf("%w: limit %d, offset %d", ErrInvalid, q.Limit, q.Offset)
	}
	if len(words(q.Search)) > 0 {
		if q.Limit == 0 || q.Offset+q.Limit > fewRows {
			return source{index: `INDEXED BY ` + o.index, throughout: true}, nil
		}
		return source{index: `NOT INDEXED`}, nil
	}
	if !q.Filter.isEmpty() {
		n, err := q.countTo(ctx, tx, fewRows+1)
		switch {
		case err != nil:
			return source{}, err
		case n <= fewRows && q.Filter.isTimed():
			return source{index: `INDEXED BY entries_by_start`}, nil
		case n <= fewRows:
			return source{index: `INDEXED BY entries_by_facet`, byFacet: true}, nil
		}
	}
	return source{index: `INDEXED BY ` + o.index, inOrder: true}, nil
}

// pick returns what q selects, in its order: the columns of each entry as scan
// reads them.
func pick[T any](ctx context.Context, tx *sql.Tx, q Query, from source, columns string, scan func(scanner) (T, error)) ([]T, error) {
	if !from.inOrder && q.Limit > 0 && q.Offset+q.Limit < probedRows && q.Search != "" {
		found, err := probe(ctx, tx, q, scan, columns)
		if err != nil || len(found) == q.Limit {
			return found, err
		}
	}
	if !from.inOrder || q.Offset < farAway {
		return ask(ctx, tx, q, from, columns, scan)
	}
	n, err := q.count(ctx, tx)
	if err != nil {
		return nil, err
	}
	left := n - q.Offset
	if left <= 0 {
		return nil, nil
	}
	if q.Limit == 0 || q.Limit > left {
		q.Limit = left
	}
	if q.Offset <= n/2 {
		return ask(ctx, tx, q, from, columns, scan)
	}
	q.Descending, q.Offset = !q.Descending, left-q.Limit
	found, err := ask(ctx, tx, q, from, columns, scan)
	slices.Reverse(found)
	return found, err
}

// ask asks for a page.
func ask[T any](ctx context.Context, tx *sql.Tx, q Query, from source, columns string, scan func(scanner) (T, error)) ([]T, error) {
	statement, args, err := q.statement(from, columns)
	if err != nil {
		return nil, err
	}
	return collect(ctx, tx, scan, statement, args)
}

// statement is a page in SQL. The index is named: left to itself SQLite takes the
// one of a filter, and sorts all that the filter lets through.
func (q Query) statement(from source, columns string) (string, []any, error) {
	where, args, err := q.condition(from.byFacet)
	if from.throughout {
		where = `practice = ? AND rowid IN (SELECT rowid FROM entries NOT INDEXED WHERE ` + where + `)`
		args = slices.Insert(args, 0, any(q.Practice))
	}
	if q.Limit == 0 {
		q.Limit = -1 // SQLite's word for all
	}
	return `SELECT ` + columns + ` FROM entries ` + from.index + ` WHERE ` + where + q.orderBy() + ` LIMIT ? OFFSET ?`,
		append(args, q.Limit, q.Offset), err
}

func (q Query) orderBy() string {
	direction := "ASC"
	if q.Descending {
		direction = "DESC"
	}
	return ` ORDER BY ` + fmt.Sprintf(orders[q.Sort].by, direction)
}

// probe looks for a page of a search among the first entries of the order alone.
func probe[T any](ctx context.Context, tx *sql.Tx, q Query, scan func(scanner) (T, error), columns string) ([]T, error) {
	all := q
	all.Search = ""
	where, args, err := all.condition(false)
	if err != nil {
		return nil, err
	}
	found, some := searched(q.Search)
	return collect(ctx, tx, scan, `SELECT `+columns+` FROM (SELECT rowid, attempt_id, search,
			name_key, connection_id, etag, sandbox_key, rank, started_at
			FROM entries INDEXED BY `+orders[q.Sort].index+` WHERE `+where+q.orderBy()+` LIMIT ?) WHERE true`+found+
		q.orderBy()+` LIMIT ? OFFSET ?`,
		slices.Concat(args, []any{probedRows}, some, []any{q.Limit, q.Offset}))
}

func collect[T any](ctx context.Context, db queryer, scan func(scanner) (T, error), statement string, args []any) ([]T, error) {
	rows, err := db.QueryContext(ctx, statement, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var found []T
	for rows.Next() {
		one, err := scan(rows)
		if err != nil {
			return nil, err
		}
		found = append(found, one)
	}
	return found, rows.Err()
}

// count counts what q selects. Where no entry has to be looked at for that the
// tallies are asked.
func (q Query) count(ctx context.Context, db queryer) (int, error) {
	return q.countTo(ctx, db, -1)
}

// countTo is count, and may stop at limit.
func (q Query) countTo(ctx context.Context, db queryer, limit int) (n int, err error) {
	where, args, err := q.condition(false)
	if err != nil {
		return 0, err
	}
	switch {
	case len(words(q.Search)) > 0:
		err = db.QueryRowContext(ctx, `SELECT count(*) FROM entries NOT INDEXED WHERE `+where, args...).Scan(&n)
	case q.Filter.isTimed() && limit < 0:
		err = db.QueryRowContext(ctx, `SELECT count(*) FROM entries INDEXED BY entries_by_start WHERE `+where, args...).Scan(&n)
	case q.Filter.isTimed():
		err = db.QueryRowContext(ctx, `SELECT count(*) FROM (SELECT 1 FROM entries INDEXED BY entries_by_start
			WHERE `+where+` LIMIT ?)`, append(args, limit)...).Scan(&n)
	default:
		where, args, err = q.Filter.condition(q.Practice, true)
		if err == nil {
			err = db.QueryRowContext(ctx, `SELECT coalesce(sum(n), 0) FROM tallies WHERE `+where, args...).Scan(&n)
		}
	}
	return n, err
}

// condition is the WHERE clause of a query: only its values come from outside.
func (q Query) condition(byFacet bool) (where string, args []any, err error) {
	where, args, err = q.Filter.condition(q.Practice, byFacet)
	if q.Sort == BySandbox && q.Filter.Sandbox != "" {
		where += ` AND sandbox_key = ?` // the index leads there
		args = append(args, sortKey(q.Filter.Sandbox))
	}
	found, some := searched(q.Search)
	return `practice = ? AND ` + where + found, slices.Concat([]any{q.Practice}, args, some), err
}

// searched is the condition that every word of a search occurs, to come after
// another one.
func searched(search string) (where string, args []any) {
	for _, word := range words(search) {
		where += ` AND instr(search, ?) > 0`
		args = append(args, word)
	}
	return where, args
}

// read runs fn in a transaction that sees one moment of the register. It holds
// up no writer.
func (r *Register) read(ctx context.Context, op string, fn func(tx *sql.Tx) error) error {
	tx, err := r.reader.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return r.fail(op, err)
	}
	err = fn(tx)
	if done := ctx.Err(); err != nil && done != nil && !errors.Is(err, done) {
		err = errors.Join(done, err)
	}
	_ = tx.Rollback()
	return r.fail(op, err)
}
