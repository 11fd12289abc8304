package register

import (
	"context"

	"mooring/client/history"
	"mooring/gui/model"
)

// forgetLimit bounds how many entries are removed at a time: they are kept in
// memory for as long as the removal can be undone.
const forgetLimit = 10_000

// Removal is what Forget did.
type Removal struct {
	Count int
	// Skipped are those that are under way.
	Skipped   int
	forgotten history.Forgotten
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
func (t *Table) Doubt(scope Scope, then func(Doubts, error)) {
	t.runner.Go(func() func() {
		if len(scope) > forgetLimit {
			return func() { then(Doubts{}, model.ErrTooMany) }
		}
		var doubts Doubts
		err := scope.Each(context.Background(), t.store, func(entry history.Entry) error {
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

// Forget removes entries from this computer only; Platform keeps what it holds.
func (t *Table) Forget(scope Scope, then func(Removal, error)) {
	t.runner.Go(func() func() {
		var removal Removal
		err := error(model.ErrTooMany)
		if len(scope) <= forgetLimit {
			removal.forgotten, removal.Skipped, err = t.store.ForgetAll(context.Background(), scope)
			removal.Count = len(removal.forgotten.Entries)
		}
		return func() {
			if removal.Count > 0 {
				t.unmark()
			}
			if removal.Held(t.selected) {
				t.selected, t.row = "", -1
			}
			t.Reload()
			if removal.Count > 0 {
				t.Forgotten.Emit(removal)
			}
			then(removal, err)
		}
	})
}

// Undo puts back what a Removal took.
func (t *Table) Undo(removal Removal, then func(error)) {
	t.runner.Go(func() func() {
		err := t.store.Restore(context.Background(), removal.forgotten)
		return func() {
			if err == nil && len(removal.forgotten.Entries) > 0 {
				t.selected = removal.forgotten.Entries[0].AttemptID
			}
			t.Reload()
			then(err)
		}
	})
}
