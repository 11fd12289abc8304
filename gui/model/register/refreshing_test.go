package register_test

import (
	"context"
	"testing"

	"mooring/client/history"
	"mooring/client/provision"
	"mooring/client/session"
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
