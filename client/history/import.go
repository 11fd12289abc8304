package history

import (
	"context"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"
)

// ImportResult counts what Import did.
type ImportResult struct{ Added, Known, Skipped int }

// Import adds entries of another computer's export that stand for a connection.
// Those that the register holds already (same place and connection id) are left
// as they are; those without a connection, and attempts whose outcome the other
// computer did not know, are skipped. One transaction; a ctx that is done before
// its end stops it.
//
// The entries get the origin Imported, and an attempt id of their own where
// theirs is missing or taken. A hash of an access key id tells nothing here, for
// each register has its own salt, and is not kept.
func (e *Entries) Import(ctx context.Context, entries []Entry, at time.Time) (ImportResult, error) {
	var result ImportResult
	err := e.store.writeMany(ctx, "import entries", func(ctx context.Context, tx *transaction) error {
		for i := range entries {
			if err := importOne(ctx, tx, entries[i], at, &result); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return ImportResult{}, err
	}
	return result, nil
}

func importOne(ctx context.Context, tx *transaction, from Entry, at time.Time, result *ImportResult) error {
	if from.ConnectionID == "" || from.State != Created && from.State != Deleted {
		result.Skipped++
		return nil
	}
	known, err := isKnown(ctx, tx, &from)
	if err != nil {
		return err
	}
	if known {
		result.Known++
		return nil
	}
	e := imported(from, at, tx.now())
	if taken, err := isHeld(ctx, tx, &e); err != nil {
		return err
	} else if taken || e.AttemptID == "" {
		e.AttemptID = uuid.NewString()
	}
	rowid, err := insertEntry(ctx, tx, &e)
	if err == nil {
		err = supersede(ctx, tx, &row{rowid, e})
	}
	if err != nil {
		return err
	}
	result.Added++
	return addEvent(ctx, tx, rowid, Event{At: at, Kind: EventImported})
}

// imported is what is believed of an entry that comes from a file.
func imported(from Entry, at, now time.Time) Entry {
	e := from
	e.Origin, e.UpdatedAt, e.Auth = Imported, now, byRole(from.Auth)
	e.AccessKeyHash, e.AccessKeyHint = "", safeHint(from.AccessKeyHint)
	e.Problem, e.KnownIDs, e.Candidates = Problem{}, nil, nil
	e.Flows, e.Superseded = FlowSummary{}, false
	e.Gone = from.Gone && from.State == Deleted
	if !from.Test.valid() {
		e.forgetTest()
	}
	if e.StartedAt.IsZero() {
		e.StartedAt = at
	}
	return e
}

// safeHint is what is kept of a hint that someone may have replaced with a whole
// access key id, or worse.
func safeHint(hint string) string {
	const longest = 9 // AKIA…MPLE
	if utf8.RuneCountInString(hint) <= longest && strings.Contains(hint, "…") {
		return hint
	}
	return HintAccessKey(hint)
}
