package register_test

import (
	"context"
	"testing"

	"mooring/client/provision"
	"mooring/client/session"
	"mooring/gui/model/register"
)

// Who comes to the window finds what is known up to date; a look that failed, or has
// just been had, changes nothing.
func TestAWatchLooksNowAndThen(t *testing.T) {
	y, looks, recorded := newYard(t, 3), 0, 0
	for i := range y.store.entries {
		y.store.entries[i].Place = session.PlaceOf(practiceTarget.Account)
	}
	y.caretaker.flows = func(func(provision.FlowsProgress)) error {
		looks++
		return nil
	}
	w := register.NewWatch(y.runner, y.store, y.caretaker, y.connector)
	w.Recorded.Listen(func() { recorded++ })
	w.Look(practiceTarget)
	w.Look(practiceTarget) // while it is under way
	y.runner.Settle()
	w.Look(practiceTarget) // and right after
	y.runner.Settle()
	if looks != 1 || recorded != 1 {
		t.Errorf("%d looks, recorded %d times", looks, recorded)
	}
	other := practiceTarget
	other.Account.Sandbox = "dev"
	w.Look(other) // of which the register holds nothing
	y.runner.Settle()
	if looks != 1 {
		t.Errorf("%d looks", looks)
	}
	y.caretaker.flows = func(func(provision.FlowsProgress)) error { return context.Canceled }
	w = register.NewWatch(y.runner, y.store, y.caretaker, y.connector)
	w.Recorded.Listen(func() { recorded++ })
	w.Look(practiceTarget)
	w.Stop()
	y.runner.Settle()
	if recorded != 1 {
		t.Error("a look that failed is told as something new")
	}
}
