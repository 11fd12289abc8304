package register

import (
	"context"

	"mooring/client/history"
	"mooring/gui/model"
)

// forgetLimit bounds how many entries are removed at a time: they are kept in
// memory for as long as the removal can be undone.
const forgetLimit = 10_000

// RemovalStore is the register as Removals uses it; *history.Entries is one.
type RemovalStore interface {
	ScopeStore
	Forget(ctx context.Context, attemptIDs []string) (history.Forgotten, int, error)
	Restore(ctx context.Context, f history.Forgotten) error
}

// Removals takes entries off this computer, and can put them back. Platform keeps
// what it holds.
type Removals struct {
	// Done tells that entries were removed.
	Done model.Event[Removal]
	// PutBack tells that they are there again.
	PutBack model.Event[Removal]

	runner model.Runner
	store  RemovalStore
	table  *Table
}

// Removal is what Remove did.
type Removal struct {
	Count int
	// Skipped are those that are under way.
	Skipped   int
	forgotten history.Forgotten
}

// Name is that of the first entry that was removed.
func (r Removal) Name() string { return r.forgotten.Entries[0].Name }

func (r Removal) ids() []string {
	ids := make([]string, len(r.forgotten.Entries))
	for i, entry := range r.forgotten.Entries {
		ids[i] = entry.AttemptID
	}
	return ids
}

// In counts those of the removed entries that were in a state: Platform keeps the
// connections of the created ones, and has none of the failed ones.
func (r Removal) In(state history.State) (n int) {
	for _, entry := range r.forgotten.Entries {
		if entry.State == state {
			n++
		}
	}
	return n
}

// Held reports whether the removal took this entry.
func (r Removal) Held(attemptID string) bool {
	for _, entry := range r.forgotten.Entries {
		if entry.AttemptID == attemptID {
			return true
		}
	}
	return false
}

// Doubts is what is to be known before entries are removed.
type Doubts struct {
	// Unsettled is how many of them have an outcome that is still to be found out,
	// which nobody could any more.
	Unsettled int
	// Name is that of the first of them or, if there is none, of the first of all.
	Name string
}

// Doubt looks for what speaks against removing entries. The error is model.ErrTooMany,
// or one of the register.
func (r *Removals) Doubt(scope Scope, then func(Doubts, error)) {
	r.runner.Go(func() func() {
		if len(scope) > forgetLimit {
			return func() { then(Doubts{}, model.ErrTooMany) }
		}
		var doubts Doubts
		err := scope.Each(context.Background(), r.store, func(entry history.Entry) error {
			unsettled := entry.State == history.Unknown || entry.State == history.Pending
			if doubts.Name == "" || unsettled && doubts.Unsettled == 0 {
				doubts.Name = entry.Name
			}
			if unsettled {
				doubts.Unsettled++
			}
			return nil
		})
		return func() { then(doubts, err) }
	})
}

// goOn selects what a removal has left where the cursor was. The table tells by Arrived
// which entry that is.
func (r *Removals) goOn(removal Removal) {
	t := r.table
	if removal.Held(t.rows.selected) {
		t.rows.choose(leftAt(t.rows.ids, t.rows.at, removal.ids()))
	}
	t.sight.awaited = t.rows.selected != ""
}

// leftAt is the entry at a row or after it, once others are gone, or else the last one
// before; "" where there is none.
func leftAt(ids []string, row int, gone []string) (left string) {
	if row < 0 {
		return ""
	}
	without := map[string]bool{}
	for _, id := range gone {
		without[id] = true
	}
	for i, id := range ids {
		switch {
		case without[id]:
		case i >= row:
			return id
		default:
			left = id
		}
	}
	return left
}

// Remove takes entries off this computer.
func (r *Removals) Remove(scope Scope, then func(Removal, error)) {
	r.runner.Go(func() func() {
		var removal Removal
		err := error(model.ErrTooMany)
		if len(scope) <= forgetLimit {
			removal.forgotten, removal.Skipped, err = r.store.Forget(context.Background(), scope)
			removal.Count = len(removal.forgotten.Entries)
		}
		return func() {
			if removal.Count > 0 {
				r.table.Marks.clear()
				r.goOn(removal)
			}
			r.table.Reload()
			if removal.Count > 0 {
				r.Done.Emit(removal)
			}
			then(removal, err)
		}
	})
}

// Undo puts back what a Removal took, and selects it again: the table tells by Arrived
// which entry that is.
func (r *Removals) Undo(removal Removal, then func(error)) {
	r.runner.Go(func() func() {
		err := r.store.Restore(context.Background(), removal.forgotten)
		return func() {
			if err == nil {
				r.restore(removal.ids())
			}
			r.table.Reload()
			if err == nil {
				r.PutBack.Emit(removal)
			}
			then(err)
		}
	})
}

// restore selects entries that the next load will find among the rows.
func (r *Removals) restore(attemptIDs []string) {
	t := r.table
	if len(attemptIDs) == 0 {
		return
	}
	t.rows.selected, t.sight.awaited = attemptIDs[0], true
	t.Marks.clear()
	if len(attemptIDs) > 1 {
		for _, id := range attemptIDs {
			t.Marks.marked[id] = true
		}
	}
}
