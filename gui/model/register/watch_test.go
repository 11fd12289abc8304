package register_test

import (
	"context"
	"slices"
	"testing"

	"mooring/client/history"
	"mooring/client/practice"
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

// Who goes on to another sandbox while one is being looked at has that looked at next.
func TestAWatchGoesOnWithWhatIsAtHand(t *testing.T) {
	y := newYard(t, 2)
	other := practiceTarget
	other.Account.Sandbox = practice.SandboxDevelopment
	y.store.entries[0].Place = session.PlaceOf(practiceTarget.Account)
	y.store.entries[1].Place = session.PlaceOf(other.Account)
	y.caretaker.flows = func(func(provision.FlowsProgress)) error { return nil }
	places := []string{}
	reader := &placeReader{Caretaker: y.caretaker, places: &places}
	w := register.NewWatch(y.runner, y.store, reader, y.connector)
	w.Look(practiceTarget)
	w.Look(other)
	w.Look(practiceTarget)
	w.Look(other)
	y.runner.Settle()
	if want := []string{practice.SandboxProduction, practice.SandboxDevelopment}; !slices.Equal(places, want) {
		t.Errorf("looked at %q, want %q", places, want)
	}
	w.Look(practiceTarget)
	w.Look(other)
	w.Stop()
	y.runner.Settle()
	if len(places) != 2 {
		t.Errorf("looked again at %q", places[2:])
	}
}

// placeReader notes which sandboxes are read.
type placeReader struct {
	register.Caretaker
	places *[]string
}

func (r *placeReader) ReadAll(ctx context.Context, p provision.FlowPlatform, place history.Place, told func(provision.FlowsProgress)) (provision.FlowsFound, error) {
	*r.places = append(*r.places, place.Sandbox)
	return r.Caretaker.ReadAll(ctx, p, place, told)
}
