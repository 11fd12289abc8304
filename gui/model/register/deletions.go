package register

import (
	"context"
	"errors"
	"slices"

	"mooring/client/history"
	"mooring/client/provision"
	"mooring/client/session"
	"mooring/gui/model"
)

// namesTold is how many of the entries are named before they are deleted.
const namesTold = 5

// Deletions deletes many connections on Platform. Their entries stay in the register.
type Deletions struct {
	// Done tells of the entries whose connections are gone now.
	Done model.Event[Scope]

	tasks     *Tasks
	store     ScopeStore
	service   Caretaker
	connector *session.Sessions
	accounts  Accounts
}

// Doomed is what Begin would delete of a scope, and what it would leave as it is.
type Doomed struct {
	// Places are where the connections are, in the order of the scope.
	Places []*DoomedPlace
	// Used are the first few of those that dataflows are known to use, and UsedCount is
	// how many there are.
	Used      []history.Entry
	UsedCount int
	// Elsewhere are those of other accounts than the one at hand, as which Begin signs in.
	Elsewhere int
	// Nothing are entries that Platform holds nothing of, Unsettled those of which that is
	// not known, and Strangers connections that no account here can sign in for: all of
	// them are left out.
	Nothing, Unsettled, Strangers int

	scope Scope
}

// DoomedPlace is what would be deleted in one place.
type DoomedPlace struct {
	// First are some of the entries, at least one.
	First []history.Entry
	Count int
	// Used reports whether dataflows are known to use any of them.
	Used bool
}

// Count is how many connections would be deleted.
func (d *Doomed) Count() int { return len(d.scope) }

// add takes up an entry whose connection would be deleted.
func (d *Doomed) add(entry history.Entry) {
	at := slices.IndexFunc(d.Places, func(p *DoomedPlace) bool { return p.First[0].Place == entry.Place })
	if at < 0 {
		at = len(d.Places)
		d.Places = append(d.Places, &DoomedPlace{})
	}
	place := d.Places[at]
	place.Count++
	place.First = few(place.First, entry)
	if entry.Flows.Count > 0 {
		d.UsedCount++
		d.Used, place.Used = few(d.Used, entry), true
	}
	d.scope = append(d.scope, entry.AttemptID)
}

// few adds an entry to those that are named, as long as they are few.
func few(entries []history.Entry, entry history.Entry) []history.Entry {
	if len(entries) == namesTold {
		return entries
	}
	return append(entries, entry)
}

// Look finds out what Begin would delete, without asking Platform.
func (d *Deletions) Look(scope Scope, then func(*Doomed, error)) {
	target, chosen := d.accounts.Targets(), d.accounts.Target().Account.ID
	d.tasks.runner.Go(func() func() {
		ctx, doomed, links := context.Background(), &Doomed{}, d.connector.Links()
		err := scope.Each(ctx, d.store, func(entry history.Entry) error {
			switch entry.State {
			case history.Created:
			case history.Pending, history.Unknown:
				doomed.Unsettled++
				return nil
			default:
				doomed.Nothing++
				return nil
			}
			own := target(entry)
			if _, err := links.To(ctx, own); isStranger(err) {
				doomed.Strangers++
				return nil
			}
			if own.Account.ID != chosen {
				doomed.Elsewhere++
			}
			doomed.add(entry)
			return nil
		})
		return func() { then(doomed, err) }
	})
}

// isStranger reports whether nobody here can sign in for an entry.
func isStranger(err error) bool {
	return errors.Is(err, session.ErrNoSecret) || errors.Is(err, session.ErrElsewhere)
}

// Begin deletes what Look has found, each as the account that made it. It reports whether
// it began.
func (d *Deletions) Begin(doomed *Doomed) bool {
	target := d.accounts.Targets()
	text := func(t *Tasks) model.Text { return model.T("upkeep.deleting", "Done", t.done, "Total", t.total) }
	return d.tasks.begin(TaskDelete, doomed.Count(), text, func(ctx context.Context) Outcome {
		tally, links := deleteTally{total: doomed.Count()}, d.connector.Links()
		err := d.service.DeleteAll(ctx, doomed.scope, func(entry history.Entry) (provision.Platform, error) {
			link, err := links.To(ctx, target(entry))
			if err != nil {
				return nil, err
			}
			return link.Client, nil
		}, func(entry history.Entry, err error) {
			tally.add(entry, err)
			d.tasks.tell(tally.told)
		})
		outcome := tally.outcome(err != nil)
		return Outcome{atEnd: func() Outcome {
			d.Done.Emit(tally.done)
			return outcome
		}}
	})
}

// deleteTally counts what came of deletions.
type deleteTally struct {
	total, told, gone, used, failed int
	open                            int // those of failed of which nobody knows
	done                            Scope
	first                           error // of failed, or else of used
}

func (t *deleteTally) add(entry history.Entry, err error) {
	t.told++
	switch {
	case err == nil:
		if t.done = append(t.done, entry.AttemptID); entry.Gone {
			t.gone++
		}
		return
	case model.Explain(err).Name == "inUse":
		if t.used++; t.failed == 0 && t.first == nil {
			t.first = err
		}
		return
	case provision.IsOpen(err):
		t.open++
	}
	if t.failed++; t.failed == 1 {
		t.first = err
	}
}

// outcome says what came of the deletions. What is explained is what has to be found out,
// or else the first failure: it is mostly the same for all.
func (t *deleteTally) outcome(stopped bool) (o Outcome) {
	key := "upkeep.deleted"
	switch {
	case stopped:
		key = "upkeep.deleteStopped"
	case len(t.done)-t.gone < t.total:
		key = "upkeep.deletedSome"
	}
	o.Text = model.T(key, "Count", len(t.done)-t.gone, "Total", t.total, "Used", t.used, "Gone", t.gone, "Rest", t.failed)
	switch {
	case t.open > 0:
		o.Problem = model.NewProblem("deletionsOpen", "Count", t.open)
	case t.first != nil:
		o.Problem = model.Explain(t.first)
		o.Problem.Effect = model.Text{} // others were deleted
	case t.gone > 0:
		o.Problem = model.NewProblem("foundGone", "Count", t.gone)
	}
	return o
}
