package history

import (
	"context"
	"errors"
	"fmt"
)

// Forgotten is what ForgetAll removed, for Restore.
type Forgotten struct {
	Entries []Entry
	events  map[string][]Event
}

// Forget is ForgetAll of one entry, for good. An attempt that is under way is
// ErrInProgress, since its outcome would have nowhere to go. Forgetting what is not there is no error.
func (r *Register) Forget(ctx context.Context, attemptID string) error {
	_, skipped, err := r.ForgetAll(ctx, []string{attemptID})
	if err == nil && skipped > 0 {
		err = fmt.Errorf("forget entry: %w: %s", ErrInProgress, attemptID)
	}
	return err
}

// ForgetAll removes entries and their audit trails from this computer; Platform
// keeps what it holds. Attempts that are under way stay, and come back as
// skipped; ids that are not there count for nothing. One transaction.
func (r *Register) ForgetAll(ctx context.Context, attemptIDs []string) (f Forgotten, skipped int, err error) {
	err = r.writeMany(ctx, "forget entries", func(ctx context.Context, tx *transaction) error {
		f, skipped = Forgotten{events: map[string][]Event{}}, 0
		for _, id := range attemptIDs {
			e, err := getRow(ctx, tx, id)
			if errors.Is(err, ErrNotFound) {
				continue
			}
			if err != nil {
				return err
			}
			if e.State == Pending && r.underWay(id) {
				skipped++
				continue
			}
			if f.events[id], err = listEvents(ctx, tx, `?`, e.id); err != nil {
				return err
			}
			tx.touch(e.id)
			if _, err = tx.ExecContext(ctx, `DELETE FROM entries WHERE rowid = ?`, e.id); err != nil {
				return err
			}
			f.Entries = append(f.Entries, e.Entry)
		}
		return nil
	})
	if err != nil {
		return Forgotten{}, 0, err
	}
	if len(f.Entries) > 0 {
		// Best effort: the entries are also in the log until the log is folded in.
		_, _ = r.writer.ExecContext(context.WithoutCancel(ctx), `PRAGMA wal_checkpoint(TRUNCATE)`)
	}
	return f, skipped, nil
}

// Restore puts back what ForgetAll removed, audit trails included. What has come
// back meanwhile by itself, as the same attempt or as an entry of the same
// connection, is left as it is. One transaction.
func (r *Register) Restore(ctx context.Context, f Forgotten) error {
	return r.writeMany(ctx, "restore entries", func(ctx context.Context, tx *transaction) error {
		for i := range f.Entries {
			if err := r.restore(ctx, tx, f.Entries[i], f.events[f.Entries[i].AttemptID]); err != nil {
				return err
			}
		}
		return nil
	})
}

func (r *Register) restore(ctx context.Context, tx *transaction, e Entry, events []Event) error {
	back, err := isHeld(ctx, tx, &e)
	if err != nil || back {
		return err
	}
	rowid, err := insertEntry(ctx, tx, &e)
	if err != nil {
		return err
	}
	for i := len(events) - 1; i >= 0; i-- { // the oldest first
		if err := r.addEvent(ctx, tx, rowid, events[i]); err != nil {
			return err
		}
	}
	return nil
}

// isHeld reports whether the register holds the attempt, or another entry of its
// connection.
func isHeld(ctx context.Context, tx *transaction, e *Entry) (bool, error) {
	var held bool
	err := tx.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM entries WHERE attempt_id = ?)`, e.AttemptID).Scan(&held)
	if err != nil || held {
		return held, err
	}
	return isKnown(ctx, tx, e)
}

// isKnown reports whether the register holds an entry of the connection.
func isKnown(ctx context.Context, tx *transaction, e *Entry) (bool, error) {
	if e.ConnectionID == "" {
		return false, nil
	}
	rows, err := holders(ctx, tx, e.Place, e.ConnectionID)
	return len(rows) > 0, err
}
