package history

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"mooring/client"
)

// PlanNews is what has come of a plan, to be recorded together with it.
type PlanNews struct {
	Event Event     // for the audit trail; left out where it is of no kind
	More  Event     // another one, after it
	Made  *Dataflow // a dataflow that there is, unless more is known of it by now
	// Change does to what is known of Made by now what was done to it; nil for nothing.
	Change func(*Dataflow)
	Gone   client.FlowID // a dataflow that is not there any more
}

// OpenPlan is a plan of which something is still to be done or found out.
type OpenPlan struct {
	Entry Entry
	Plan  Plan
}

// Plans are what is under way about the dataflows of connections, and not over.
type Plans struct {
	store   *store
	entries *Entries
}

// Keep writes down where a plan of an entry stands, and what has come of it.
// When it returns nil that survives a power cut; it does so even if ctx is
// cancelled already. ErrNotFound if there is no entry.
func (p *Plans) Keep(ctx context.Context, attemptID string, plan Plan, news PlanNews) error {
	const op = "keep plan"
	if plan.Mark == "" || plan.Goal == "" {
		return fmt.Errorf("%s: %w: a plan without mark or goal", op, ErrInvalid)
	}
	return p.write(ctx, op, attemptID, news, func(ctx context.Context, tx *transaction, rowid int64) error {
		return writePlan(ctx, tx, rowid, plan)
	})
}

// End writes down what has come of a plan of which nothing is open any more.
// What is promised of it is what Keep promises.
func (p *Plans) End(ctx context.Context, attemptID, mark string, news PlanNews) error {
	return p.write(ctx, "end plan", attemptID, news, func(ctx context.Context, tx *transaction, rowid int64) error {
		_, err := tx.ExecContext(ctx, `DELETE FROM plans WHERE entry = ? AND mark = ?`, rowid, mark)
		return err
	})
}

// write does something about a plan of an entry and records the news with it.
func (p *Plans) write(ctx context.Context, op, attemptID string, news PlanNews, do func(context.Context, *transaction, int64) error) error {
	for _, ev := range []Event{news.Event, news.More} {
		if err := ev.checkIfAny(); err != nil {
			return fmt.Errorf("%s: %w", op, err)
		}
	}
	return p.store.write(ctx, op, func(ctx context.Context, tx *transaction) error {
		e, err := getRow(ctx, tx, attemptID)
		if err != nil {
			return err
		}
		if err := do(ctx, tx, e.id); err != nil {
			return err
		}
		if err := news.amend(ctx, tx, e); err != nil {
			return err
		}
		if err := addEventIfAny(ctx, tx, e.id, news.Event); err != nil {
			return err
		}
		return addEventIfAny(ctx, tx, e.id, news.More)
	})
}

// amend brings what is known of the dataflows of an entry up to date.
func (news PlanNews) amend(ctx context.Context, tx *transaction, e *row) error {
	if news.Made == nil && news.Gone == "" {
		return nil
	}
	flows, err := listFlows(ctx, tx, `?`, e.id)
	if err != nil {
		return err
	}
	flows = slices.DeleteFunc(flows, func(d Dataflow) bool { return d.ID == news.Gone })
	if news.Made != nil {
		flows = amended(flows, *news.Made, news.Change)
	}
	sum := FlowSummary{}
	if len(flows) > 0 || !e.Flows.ReadAt.IsZero() {
		sum = Summarize(flows, e.Flows.ReadAt)
	}
	return writeFlows(ctx, tx, e.id, flows, sum)
}

func writePlan(ctx context.Context, tx *transaction, rowid int64, p Plan) error {
	said, err := json.Marshal(p)
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `INSERT INTO plans (entry, mark, said) VALUES (?, ?, ?)
		ON CONFLICT DO UPDATE SET said = excluded.said`, rowid, p.Mark, string(said))
	return err
}

// Open returns the plans of which something is open, of the practice
// Platform or of the real one, the oldest first. Those that this run of the app
// is just at are among them, too.
func (p *Plans) Open(ctx context.Context, practice bool) ([]OpenPlan, error) {
	const op = "list plans"
	rows, err := p.store.reader.QueryContext(ctx, `SELECT e.attempt_id, p.said FROM plans p JOIN entries e ON e.rowid = p.entry
		WHERE e.practice = ?`, practice)
	all, err := collect(rows, err, func(r scanner) (one OpenPlan, err error) {
		var said []byte
		if err := r.Scan(&one.Entry.AttemptID, &said); err != nil {
			return one, err
		}
		return one, json.Unmarshal(said, &one.Plan)
	})
	if err != nil {
		return nil, p.store.fail(op, err)
	}
	slices.SortStableFunc(all, func(a, b OpenPlan) int { return a.Plan.Began.Compare(b.Plan.Began) })
	var there []OpenPlan
	for _, one := range all {
		one.Entry, err = p.entries.Get(ctx, one.Entry.AttemptID)
		if errors.Is(err, ErrNotFound) { // forgotten meanwhile
			continue
		}
		if err != nil {
			return nil, err
		}
		there = append(there, one)
	}
	return there, nil
}

// listPlans returns the plans of a row.
func listPlans(ctx context.Context, tx *transaction, rowid int64) ([]Plan, error) {
	rows, err := tx.QueryContext(ctx, `SELECT said FROM plans WHERE entry = ?`, rowid)
	return collect(rows, err, scanJSON[Plan]("a plan"))
}
