package register_test

import (
	"context"
	"testing"

	"mooring/client"
	"mooring/client/history"
	"mooring/client/practice"
	"mooring/client/provision"
	"mooring/client/session"
	"mooring/gui/model"
	"mooring/gui/model/register"
)

// A refresh says what it lacks, one thing at a time, in the order in which the user
// can see to it.
func TestRefreshingSaysWhatItLacks(t *testing.T) {
	y, read := newYard(t, 3), 0
	y.caretaker.refresh = func(context.Context, history.Place, history.Source, func(int)) (provision.Refreshed, error) {
		read++
		return provision.Refreshed{}, nil
	}
	refreshing, homeless := register.NewRefreshing(y.tasks), practiceTarget
	homeless.Account.Sandbox = ""
	for _, c := range []struct {
		target   session.Target
		signedIn bool
		want     register.Lack
	}{
		{homeless, false, register.LacksSignIn},
		{homeless, true, register.LacksSandbox},
		{practiceTarget, true, register.LacksNothing},
		{practiceTarget, true, register.LacksTurn},
	} {
		if got := refreshing.Begin(c.target, c.signedIn, "Practice"); got != c.want {
			t.Errorf("sandbox %q, signed in %v: %d, want %d", c.target.Account.Sandbox, c.signedIn, got, c.want)
		}
	}
	y.runner.Settle()
	if read != 1 {
		t.Errorf("the list was read %d times", read)
	}
}

// What a sign-in was for is done once, and not after it was given up.
func TestRefreshingIsDueOnce(t *testing.T) {
	refreshing := register.NewRefreshing(nil)
	refreshing.Want(true)
	if !refreshing.Due() || refreshing.Due() {
		t.Error("it is not due exactly once")
	}
	refreshing.Want(true)
	refreshing.Want(false)
	if refreshing.Due() {
		t.Error("it is due although it was given up")
	}
}

// A refresh reads the dataflows besides, and says how far it is. Where these cannot be
// read, the connections were read nevertheless.
func TestRefreshReadsTheDataflows(t *testing.T) {
	for _, c := range []struct {
		err     error
		problem string
	}{
		{nil, ""},
		{provision.ErrBusy, ""},
		{context.Canceled, ""},
		{&client.APIError{Op: "Flows", Kind: client.KindForbidden, Status: 403}, "forbidden"},
	} {
		y := newYard(t, 3)
		y.caretaker.refresh = func(context.Context, history.Place, history.Source, func(int)) (provision.Refreshed, error) {
			return provision.Refreshed{Found: 3}, nil
		}
		said := model.Text{}
		y.caretaker.flows = func(progress func(provision.FlowsProgress)) error {
			progress(provision.FlowsProgress{Read: 40, Of: 120})
			y.runner.Paint()
			said = y.tasks.Text()
			return c.err
		}
		y.tasks.Refreshes.Begin(practiceTarget, "Practice")
		y.runner.Settle()
		if said.Key != "upkeep.readingFlows" || said.Args["Done"] != 40 || said.Args["Total"] != 120 {
			t.Errorf("under way it says %v", said)
		}
		if len(y.ended) != 1 || y.ended[0].Text.Key != "upkeep.refreshed" || y.ended[0].Problem.Name != c.problem {
			t.Errorf("%v: ended with %+v", c.err, y.ended)
		}
		if y.tasks.Refreshes.Last(practiceTarget).IsZero() {
			t.Error("the connections do not count as read")
		}
	}
}

// TestNothingIsNoSuccess is about an account to which Platform shows nothing, which may
// be for want of a right. What is said of one place is not said of another.
func TestNothingIsNoSuccess(t *testing.T) {
	y := newYard(t, 3)
	found := provision.Refreshed{}
	y.caretaker.refresh = func(context.Context, history.Place, history.Source, func(int)) (provision.Refreshed, error) {
		return found, nil
	}
	other := practiceTarget
	other.Account.OrgID = practice.OrgWithoutRight
	y.tasks.Refreshes.Begin(other, "Practice")
	y.runner.Settle()
	if o := y.tasks.Outcome(); o.Text.Key != "upkeep.refreshedNone" || !o.Nothing {
		t.Errorf("of nothing it says %+v", o)
	}
	found.Gone = 2
	y.tasks.Refreshes.Begin(other, "Practice")
	y.runner.Settle()
	if o := y.tasks.Outcome(); o.Text.Key != "upkeep.refreshedGone" || o.Text.Args["Gone"] != 2 || !o.Nothing {
		t.Errorf("of two that went it says %+v", o)
	}
	y.tasks.Refreshes.Follow(other)
	if o := y.tasks.Outcome(); o.Text.Empty() {
		t.Error("it is not said any more")
	}
	y.tasks.Refreshes.Follow(practiceTarget)
	if o := y.tasks.Outcome(); !o.Text.Empty() {
		t.Errorf("of another organization it says %+v", o)
	}
	found = provision.Refreshed{Found: 3}
	y.tasks.Refreshes.Begin(practiceTarget, "Practice")
	y.runner.Settle()
	if o := y.tasks.Outcome(); o.Text.Key != "upkeep.refreshed" || o.Nothing {
		t.Errorf("of three it says %+v", o)
	}
}
