package connection

import (
	"context"

	"mooring/client"
	"mooring/client/history"
	"mooring/client/provision"
	"mooring/client/session"
	"mooring/gui/model"
)

// Doing is what is under way with the connection at hand.
type Doing int

// What may be under way.
const (
	DoingNothing Doing = iota
	Testing            // Platform is asked whether it reaches the bucket
	FindingOut         // Platform is asked what became of a lost answer
)

// acts is what is done with the connection at hand, one thing at a time.
type acts struct {
	current *Current

	doing    Doing
	about    history.Entry // what is under way, or was last, is about: as it was then
	stopping bool
	trouble  model.Problem // of what was done last
}

// Doing is what is under way with the entry at hand.
func (a *acts) Doing() Doing {
	if a.about.AttemptID != a.current.entry.AttemptID {
		return DoingNothing
	}
	return a.doing
}

// Stopping reports whether what is under way was asked to stop.
func (a *acts) Stopping() bool { return a.stopping }

// Test asks Platform whether it can read the bucket of an entry now.
func (a *acts) Test(target session.Target, entry history.Entry) {
	a.begin(Testing, target, entry, func(ctx context.Context, p provision.Platform) error {
		_, err := a.current.manage.service.Test(ctx, p, entry.AttemptID)
		return err
	})
}

// FindOut asks Platform what became of an entry whose outcome is not known.
func (a *acts) FindOut(target session.Target, entry history.Entry) {
	a.begin(FindingOut, target, entry, func(ctx context.Context, p provision.Platform) error {
		_, err := a.current.manage.service.Reconcile(ctx, p, entry.AttemptID)
		return err
	})
}

// Adopt settles an entry for which Platform holds several connections with the one
// that the user picked.
func (a *acts) Adopt(target session.Target, entry history.Entry, id client.ConnectionID) {
	a.begin(FindingOut, target, entry, func(ctx context.Context, p provision.Platform) error {
		_, err := a.current.manage.service.Adopt(ctx, p, entry.AttemptID, id)
		return err
	})
}

// Cancel asks what is under way to stop.
func (a *acts) Cancel() {
	if a.doing != DoingNothing && !a.stopping {
		a.stopping = true
		a.current.manage.Cancel()
		a.current.Changed.Emit()
	}
}

// begin does something with an entry, unless something is under way. What came of
// it is read from the register; only an error is kept here.
func (a *acts) begin(what Doing, target session.Target, entry history.Entry, work func(context.Context, provision.Platform) error) {
	if a.current.manage.Busy() {
		return
	}
	a.doing, a.about, a.stopping, a.trouble = what, entry, false, model.Problem{}
	a.current.Changed.Emit()
	a.current.manage.begin(target, func(d done) {
		a.doing, a.stopping, a.trouble = DoingNothing, false, model.ExplainTest(entry, d.err, false)
		if provision.ByStore(d.err) {
			a.about.Test = history.Refused // which is no news then: the trouble says why
		}
		a.current.Changed.Emit()
	}, func(ctx context.Context, p *client.Client) done {
		return done{err: work(ctx, p)}
	})
}
