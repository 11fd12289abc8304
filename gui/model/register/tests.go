package register

import (
	"context"
	"errors"

	"mooring/client/history"
	"mooring/client/provision"
	"mooring/client/session"
	"mooring/gui/model"
)

// Tests asks Platform about many connections.
type Tests struct {
	tasks     *Tasks
	store     ScopeStore
	service   Caretaker
	connector *session.Sessions
	accounts  Accounts
}

// Begin asks Platform whether it can read the buckets of the connections of a
// scope. Each is asked for as the account that made it or, where this computer
// has none, as another one of its organization: a test changes nothing. It
// reports whether it began.
func (t *Tests) Begin(scope Scope) bool {
	target := t.accounts.ReadingTargets()
	text := func(t *Tasks) model.Text { return model.T("upkeep.testing", "Done", t.done, "Total", t.total) }
	return t.tasks.begin(TaskTest, len(scope), text, func(ctx context.Context) Outcome {
		var tally testTally
		ids, err := t.connectionsOf(ctx, scope)
		if err == nil && len(ids) > 0 {
			t.tasks.expect(len(ids))
			links := t.connector.Links()
			err = t.service.TestAll(ctx, ids, func(entry history.Entry) (provision.Platform, error) {
				link, err := links.To(ctx, target(entry))
				if err != nil {
					return nil, err
				}
				return link.Client, nil
			}, func(entry history.Entry, err error) {
				tally.add(entry, err)
				t.tasks.tell(tally.done())
			})
		}
		return tally.outcome(err)
	})
}

// connectionsOf lists the entries of a scope that stand for a connection.
func (t *Tests) connectionsOf(ctx context.Context, scope Scope) ([]string, error) {
	var ids []string
	err := scope.Each(ctx, t.store, func(entry history.Entry) error {
		if entry.State == history.Created {
			ids = append(ids, entry.AttemptID)
		}
		return ctx.Err()
	})
	return ids, err
}

// testTally counts what came of tests.
type testTally struct {
	working, refused, gone, failed, strangers int
	first                                     error // of failed
}

func (t *testTally) add(entry history.Entry, err error) {
	switch {
	case errors.Is(err, context.Canceled):
	case errors.Is(err, session.ErrNoSecret):
		t.strangers++
	case err != nil:
		if t.failed++; t.first == nil {
			t.first = err
		}
	case entry.State == history.Deleted:
		t.gone++
	case entry.Test == history.Working:
		t.working++
	default:
		t.refused++
	}
}

func (t *testTally) done() int { return t.working + t.refused + t.gone + t.failed + t.strangers }

// outcome says what came of the tests. Failures of single ones are explained by
// the first of them: it is mostly the same for all.
func (t *testTally) outcome(err error) Outcome {
	if err != nil && !errors.Is(err, context.Canceled) {
		return Outcome{Problem: model.Explain(err)}
	}
	rest := t.gone + t.failed + t.strangers
	numbers := []any{"Count", t.done(), "Working", t.working, "Refused", t.refused, "Rest", rest}
	outcome := Outcome{}
	switch {
	case err != nil:
		outcome.Text = model.T("upkeep.testStopped", numbers...)
	case t.done() == 0:
		outcome.Text = model.T("upkeep.nothingToTest")
	case rest > 0:
		outcome.Text = model.T("upkeep.testedSome", numbers...)
	default:
		outcome.Text = model.T("upkeep.tested", numbers...)
	}
	switch {
	case t.strangers > 0 && t.strangers >= t.failed:
		outcome.Problem = model.NewProblem("noAccounts", "Count", t.strangers)
	case t.failed > 0:
		outcome.Problem = model.Explain(t.first)
	case t.gone > 0:
		outcome.Problem = model.NewProblem("foundGone", "Count", t.gone)
	}
	return outcome
}
