package history

import (
	"context"
	"errors"
	"slices"
)

// Forgotten is what Forget removed, for Restore.
type Forgotten struct {
	Entries []Entry
	events  map[string][]Event
	flows   map[string][]Dataflow
	plans   map[string][]Plan
	ties    map[string][]tie
}

// Forget removes entries and their audit trails from this computer; Platform
// keeps what it holds. Attempts that are under way stay, and come back as
// skipped; ids that are not there count for nothing. One transaction.
func (e *Entries) Forget(ctx context.Context, attemptIDs []string) (f Forgotten, skipped int, err error) {
	err = e.store.writeMany(ctx, "forget entries", func(ctx context.Context, tx *transaction) error {
		f, skipped = Forgotten{events: map[string][]Event{}, flows: map[string][]Dataflow{}, plans: map[string][]Plan{}, ties: map[string][]tie{}}, 0
		for _, id := range attemptIDs {
			entry, err := getRow(ctx, tx, id)
			if errors.Is(err, ErrNotFound) {
				continue
			}
			if err != nil {
				return err
			}
			if entry.State == Pending && e.underWay.has(id) {
				skipped++
				continue
			}
			if f.events[id], err = listEvents(ctx, tx, `?`, entry.id); err != nil {
				return err
			}
			if f.flows[id], err = listFlows(ctx, tx, `?`, entry.id); err != nil {
				return err
			}
			if f.plans[id], err = listPlans(ctx, tx, entry.id); err != nil {
				return err
			}
			if err := tx.remove(ctx, entry.id); err != nil {
				return err
			}
			if f.ties[id], err = untie(ctx, tx, &entry.Entry); err != nil {
				return err
			}
			f.Entries = append(f.Entries, entry.Entry)
		}
		// A place of which there is no entry leaves no trace.
		_, err = tx.ExecContext(ctx, `DELETE FROM readings WHERE NOT EXISTS (SELECT 1 FROM entries WHERE entries.reading = readings.id)`)
		return err
	})
	if err != nil {
		return Forgotten{}, 0, err
	}
	if len(f.Entries) > 0 {
		// Best effort: the entries are also in the log until the log is folded in.
		_, _ = e.store.writer.ExecContext(context.WithoutCancel(ctx), `PRAGMA wal_checkpoint(TRUNCATE)`)
	}
	return f, skipped, nil
}

// Restore puts back what Forget removed, audit trails included. What has come
// back meanwhile by itself, as the same attempt or as an entry of the same
// connection, is left as it is. One transaction.
func (e *Entries) Restore(ctx context.Context, f Forgotten) error {
	return e.store.writeMany(ctx, "restore entries", func(ctx context.Context, tx *transaction) error {
		for i := range f.Entries {
			if err := restore(ctx, tx, f.Entries[i], f); err != nil {
				return err
			}
		}
		return nil
	})
}

func restore(ctx context.Context, tx *transaction, e Entry, f Forgotten) error {
	back, err := isHeld(ctx, tx, &e)
	if err != nil || back {
		return err
	}
	if err := tieAgain(ctx, tx, f.ties[e.AttemptID]); err != nil {
		return err
	}
	rowid, err := insertEntry(ctx, tx, &e)
	if err != nil {
		return err
	}
	for _, ev := range slices.Backward(f.events[e.AttemptID]) { // the oldest first
		if err := addEvent(ctx, tx, rowid, ev); err != nil {
			return err
		}
	}
	for _, p := range f.plans[e.AttemptID] {
		if err := writePlan(ctx, tx, rowid, p); err != nil {
			return err
		}
	}
	return writeFlows(ctx, tx, rowid, f.flows[e.AttemptID], e.Flows)
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
