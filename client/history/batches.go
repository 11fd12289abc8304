package history

import (
	"context"
	"errors"
	"time"
)

// Batches is what has to be known of connections that are made from a table, so that
// one that a crash cut short can go on. It holds no key.
type Batches struct{ store *store }

// Batch is the rows of a table that are being made.
type Batch struct {
	ID       string // UUID
	Practice bool
	Name     string // of the file; empty where the rows were pasted
	BegunAt  time.Time
	Rows     []BatchRow
	// Replaced are attempts that failed and that others of the batch take the place of.
	// Their entries go as the batch is kept, so that a row never has two.
	Replaced []string
}

// BatchRow is one row of a Batch.
type BatchRow struct {
	Line int
	// Source tells the row again when its file is read anew: a salted hash of what
	// the file says of it, but for its secrets. It may since have been mended.
	Source string
	// Entry is the attempt as the register has it. Where it has none, its State is
	// empty, and it is what the attempt is going to be; where none is planned its
	// AttemptID is empty as well.
	Entry Entry
	// CameTo is the state that the attempt had when it was last heard of. It counts
	// once the register has no entry of it any more: Entry then holds its AttemptID and
	// Place and nothing else.
	CameTo State
}

// Removed reports whether the entry of the row was removed from the register.
func (r *BatchRow) Removed() bool { return r.CameTo != "" && r.Entry.State == "" }

// Made reports whether the row was created, whatever has become of that since.
func (r *BatchRow) Made() bool {
	state := r.Entry.State
	if state == "" {
		state = r.CameTo
	}
	return state == Created || state == Deleted
}

// Keep writes a batch, in place of what was known of it. When it returns nil the
// batch survives a power cut.
func (b *Batches) Keep(ctx context.Context, batch Batch) error {
	return b.store.writeMany(ctx, "keep a batch", func(ctx context.Context, tx *transaction) error {
		if err := replace(ctx, tx, batch.Replaced); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, `DELETE FROM batches WHERE id = ?`, batch.ID); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, `INSERT INTO batches (id, practice, name, begun_at) VALUES (?, ?, ?, ?)`,
			batch.ID, batch.Practice, batch.Name, toMillis(batch.BegunAt))
		for i := range batch.Rows {
			if err != nil {
				return err
			}
			err = keepRow(ctx, tx, batch.ID, &batch.Rows[i])
		}
		if err == nil {
			_, err = tx.ExecContext(ctx, `UPDATE batch_rows SET `+blanked+` WHERE batch = ? AND came_to <> ''
				AND NOT EXISTS (SELECT 1 FROM entries WHERE entries.attempt_id = batch_rows.attempt_id)`, batch.ID)
		}
		return err
	})
}

// keepRow writes a row. One that stands there for another attempt stays.
func keepRow(ctx context.Context, tx *transaction, batch string, row *BatchRow) error {
	e := &row.Entry
	_, err := tx.ExecContext(ctx, `INSERT INTO batch_rows (batch, `+rowColumns+`)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT DO UPDATE SET account_id = excluded.account_id, api_key = excluded.api_key, name = excluded.name,
			description = excluded.description, bucket = excluded.bucket, folder_path = excluded.folder_path,
			service_url = excluded.service_url, access_key_hint = excluded.access_key_hint, access_key_hash = excluded.access_key_hash
		WHERE attempt_id = excluded.attempt_id`,
		batch, row.Line, row.Source, row.CameTo, e.AttemptID, e.Place.PlatformURL, e.Place.OrgID, e.Place.Sandbox,
		e.AccountID, e.APIKey, e.Name, e.Description, e.Bucket, e.FolderPath, e.ServiceURL, e.AccessKeyHint, e.AccessKeyHash)
	return err
}

const (
	rowColumns = `line, source, came_to, attempt_id, platform_url, org_id, sandbox, account_id, api_key,
		name, description, bucket, folder_path, service_url, access_key_hint, access_key_hash`
	// blanked is what a row says of a connection that was removed: nothing.
	blanked = `account_id = '', api_key = '', name = '', description = '', bucket = '', folder_path = '',
		service_url = '', access_key_hint = '', access_key_hash = ''`
)

// tie is what joins an entry to the batch that it was made in.
type tie struct {
	batch string
	row   BatchRow
}

// untie notes that an entry is removed: its row knows what it came to, and no more.
func untie(ctx context.Context, tx *transaction, e *Entry) ([]tie, error) {
	ties, err := tiesOf(ctx, tx, e.AttemptID)
	if err != nil || len(ties) == 0 {
		return nil, err
	}
	_, err = tx.ExecContext(ctx, `UPDATE batch_rows SET came_to = ?, `+blanked+` WHERE attempt_id = ?`, e.State, e.AttemptID)
	return ties, err
}

// tieAgain undoes that, as far as the batches are still known.
func tieAgain(ctx context.Context, tx *transaction, ties []tie) error {
	for i := range ties {
		var known bool
		err := tx.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM batches WHERE id = ?)`, ties[i].batch).Scan(&known)
		if err == nil && known {
			err = keepRow(ctx, tx, ties[i].batch, &ties[i].row)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func tiesOf(ctx context.Context, tx *transaction, attemptID string) ([]tie, error) {
	rows, err := tx.QueryContext(ctx, `SELECT batch, `+rowColumns+` FROM batch_rows WHERE attempt_id = ? AND attempt_id <> ''`, attemptID)
	return collect(rows, err, func(r scanner) (t tie, err error) {
		err = t.row.scan(r, &t.batch)
		return t, err
	})
}

// scan reads what begins with first and goes on with rowColumns.
func (r *BatchRow) scan(from scanner, first ...any) error {
	e := &r.Entry
	return from.Scan(append(first, &r.Line, &r.Source, &r.CameTo, &e.AttemptID, &e.Place.PlatformURL, &e.Place.OrgID, &e.Place.Sandbox,
		&e.AccountID, &e.APIKey, &e.Name, &e.Description, &e.Bucket, &e.FolderPath, &e.ServiceURL, &e.AccessKeyHint, &e.AccessKeyHash)...)
}

// replace removes the entries of attempts, as far as they failed: nothing was created.
func replace(ctx context.Context, tx *transaction, attemptIDs []string) error {
	for _, id := range attemptIDs {
		entry, err := getRow(ctx, tx, id)
		switch {
		case errors.Is(err, ErrNotFound):
			continue
		case err != nil:
			return err
		case entry.State != Failed:
			continue
		}
		if err := tx.remove(ctx, entry.id); err != nil {
			return err
		}
	}
	return nil
}

// All returns the batches of one side, practice or real, with what became of their
// rows. The one that was begun last comes first.
func (b *Batches) All(ctx context.Context, practice bool) (all []Batch, err error) {
	// All is read as of one moment: an entry removed after the rows were read, and before the
	// entries are, would look as if it had never begun.
	tx, err := b.store.reader.BeginTx(ctx, nil)
	if err == nil {
		defer func() { _ = tx.Rollback() }()
		all, err = begunBatches(ctx, tx, practice)
	}
	for i := 0; err == nil && i < len(all); i++ {
		err = all[i].fill(ctx, tx)
	}
	if err != nil {
		return nil, b.store.fail("look for batches", err)
	}
	return all, nil
}

// begunBatches are the batches without their rows.
func begunBatches(ctx context.Context, db queryer, practice bool) ([]Batch, error) {
	rows, err := db.QueryContext(ctx, `SELECT id, practice, name, begun_at FROM batches WHERE practice = ?
		ORDER BY begun_at DESC, rowid DESC`, practice)
	return collect(rows, err, func(r scanner) (batch Batch, err error) {
		var begun int64
		err = r.Scan(&batch.ID, &batch.Practice, &batch.Name, &begun)
		batch.BegunAt = fromMillis(begun)
		return batch, err
	})
}

// fill adds the rows of a batch, and what became of them.
func (b *Batch) fill(ctx context.Context, db queryer) error {
	var err error
	if b.Rows, err = b.planned(ctx, db); err != nil {
		return err
	}
	begun, err := listEntries(ctx, db, `entries WHERE attempt_id IN
		(SELECT attempt_id FROM batch_rows WHERE batch = ? AND attempt_id <> '')`, b.ID)
	if err != nil {
		return err
	}
	known := make(map[string]Entry, len(begun))
	for _, e := range begun {
		known[e.AttemptID] = e
	}
	for i := range b.Rows {
		if e, ok := known[b.Rows[i].Entry.AttemptID]; ok {
			b.Rows[i].Entry = e
		}
	}
	return nil
}

// planned are the rows of a batch as they were kept.
func (b *Batch) planned(ctx context.Context, db queryer) ([]BatchRow, error) {
	rows, err := db.QueryContext(ctx, `SELECT `+rowColumns+` FROM batch_rows WHERE batch = ? ORDER BY line`, b.ID)
	return collect(rows, err, func(r scanner) (BatchRow, error) {
		row := BatchRow{Entry: Entry{Place: Place{Practice: b.Practice}}}
		err := row.scan(r)
		return row, err
	})
}

// Forget drops what is known of a batch. The entries of its rows stay.
func (b *Batches) Forget(ctx context.Context, id string) error {
	return b.store.write(ctx, "forget a batch", func(ctx context.Context, tx *transaction) error {
		_, err := tx.ExecContext(ctx, `DELETE FROM batches WHERE id = ?`, id)
		return err
	})
}
