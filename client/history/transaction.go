package history

import (
	"context"
	"database/sql"
	"time"
)

// transaction is one that writes. It prepares every statement once, for what is
// done to many entries.
type transaction struct {
	tx       *sql.Tx
	prepared map[string]*sql.Stmt // they end with the transaction
	touched  map[int64]bool       // the rows of entries that it has written to
	readings *readings            // which are told of them
	now      func() time.Time     // the clock of the register
}

// touch notes that the row of an entry was written to, for the index and for readings
// under way. Whatever writes to what the index holds of an entry says so.
func (t *transaction) touch(rowid int64) {
	t.touched[rowid] = true
	t.readings.note(rowid)
}

// change runs an UPDATE of entries that returns their rows, which it notes.
func (t *transaction) change(ctx context.Context, update string, args ...any) (rowids []int64, err error) {
	rows, err := t.QueryContext(ctx, update+` RETURNING rowid`, args...)
	rowids, err = collect(rows, err, scanOne[int64])
	for _, rowid := range rowids {
		t.touch(rowid)
	}
	return rowids, err
}

// remove takes an entry out of the register.
func (t *transaction) remove(ctx context.Context, rowid int64) error {
	t.touch(rowid)
	_, err := t.ExecContext(ctx, `DELETE FROM entries WHERE rowid = ?`, rowid)
	return err
}

func (t *transaction) prepare(ctx context.Context, query string) (*sql.Stmt, error) {
	if s := t.prepared[query]; s != nil {
		return s, nil
	}
	s, err := t.tx.PrepareContext(ctx, query)
	if err == nil {
		t.prepared[query] = s
	}
	return s, err
}

// ExecContext is that of the sql package.
func (t *transaction) ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error) {
	s, err := t.prepare(ctx, query) //nolint:sqlclosecheck // The transaction closes it.
	if err != nil {
		return nil, err
	}
	return s.ExecContext(ctx, args...)
}

// QueryContext is that of the sql package. The rows must be closed before the
// same query is asked again.
func (t *transaction) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	s, err := t.prepare(ctx, query) //nolint:sqlclosecheck // The transaction closes it.
	if err != nil {
		return nil, err
	}
	return s.QueryContext(ctx, args...)
}

// QueryRowContext is that of the sql package.
func (t *transaction) QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row {
	s, err := t.prepare(ctx, query) //nolint:sqlclosecheck // The transaction closes it.
	if err != nil {
		return t.tx.QueryRowContext(ctx, query, args...) // which fails in the same way
	}
	return s.QueryRowContext(ctx, args...)
}
