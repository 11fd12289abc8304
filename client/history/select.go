package history

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"
)

// Origin says how an entry came into the register.
type Origin string

// The origins.
const (
	Here      Origin = "here"      // made with this register
	Elsewhere Origin = "elsewhere" // found on Platform by a refresh
	Imported  Origin = "imported"  // from the export of another computer
)

// Status is state and test result in one, as people think of them.
type Status string

// The statuses.
const (
	StatusUnknown   Status = "unknown"
	StatusPending   Status = "pending"
	StatusFailed    Status = "failed"
	StatusRefused   Status = "refused"   // created, and Platform cannot read the bucket
	StatusNotTested Status = "notTested" // created, and not tested
	StatusWorking   Status = "working"   // created, and Platform can read the bucket
	StatusDeleted   Status = "deleted"   // deleted from here
	StatusGone      Status = "gone"      // deleted elsewhere
)

// Filter narrows a Query. What is empty does not filter; the rest is combined
// with AND.
type Filter struct {
	AccountID string
	OrgID     string
	Sandbox   string
	Statuses  []Status // any of them
	Origin    Origin
	// From and To bound StartedAt: From <= StartedAt < To.
	From, To time.Time
}

// Facet is a combination that occurs in the register, to offer filters by.
type Facet struct {
	AccountID, OrgID, Sandbox string
}

// Facets lists the combinations that occur, in no order that matters.
func (r *Register) Facets(ctx context.Context, practice bool) ([]Facet, error) {
	facets, err := r.facets(ctx, practice)
	return facets, r.fail("list facets", err)
}

func (r *Register) facets(ctx context.Context, practice bool) ([]Facet, error) {
	rows, err := r.reader.QueryContext(ctx, `SELECT DISTINCT account_id, org_id, sandbox FROM facets
		WHERE practice = ? AND id IN (SELECT facet FROM tallies)`, practice)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var facets []Facet
	for rows.Next() {
		var f Facet
		if err := rows.Scan(&f.AccountID, &f.OrgID, &f.Sandbox); err != nil {
			return nil, err
		}
		facets = append(facets, f)
	}
	return facets, rows.Err()
}

// ranks are how the statuses stand in the file, and in which order they come.
var ranks = map[Status]int{
	StatusUnknown: 0, StatusPending: 1, StatusFailed: 2, StatusRefused: 3,
	StatusNotTested: 4, StatusWorking: 5, StatusDeleted: 6, StatusGone: 7,
}

// Status is how the entry stands, state and test result in one.
func (e Entry) Status() Status {
	switch {
	case e.State == Deleted && e.Gone:
		return StatusGone
	case e.State != Created: // they go by the same names
		return Status(e.State)
	case e.Test == Working:
		return StatusWorking
	case e.Test == Refused:
		return StatusRefused
	}
	return StatusNotTested
}

func (f Filter) isTimed() bool { return !f.From.IsZero() || !f.To.IsZero() }

func (f Filter) isEmpty() bool {
	return !f.isTimed() && len(f.Statuses) == 0 && f.AccountID+f.OrgID+f.Sandbox+string(f.Origin) == ""
}

// condition is the WHERE clause of a filter, of the columns that every index of
// the entries has: only its values come from outside. byFacet says that the
// facets are what leads to the rows.
func (f Filter) condition(practice, byFacet bool) (where string, args []any, err error) {
	facets := ``
	for _, part := range []struct{ column, value string }{
		{`account_id`, f.AccountID}, {`org_id`, f.OrgID}, {`sandbox`, f.Sandbox}, {`origin`, string(f.Origin)},
	} {
		if part.value != "" {
			facets += ` AND ` + part.column + ` = ?`
			args = append(args, part.value)
		}
	}
	where = `true`
	if byFacet || facets != "" {
		where = `facet IN (SELECT id FROM facets WHERE practice = ?` + facets + `)`
		args = slices.Insert(args, 0, any(practice))
	}
	if len(f.Statuses) > 0 {
		where += ` AND rank IN (?` + strings.Repeat(`, ?`, len(f.Statuses)-1) + `)`
	}
	for _, s := range f.Statuses {
		rank, ok := ranks[s]
		if !ok {
			return "", nil, fmt.Errorf("%w: status %q", ErrInvalid, s)
		}
		args = append(args, rank)
	}
	if !f.From.IsZero() {
		where += ` AND started_at >= ?`
		args = append(args, toMillis(f.From))
	}
	if !f.To.IsZero() {
		where += ` AND started_at < ?`
		args = append(args, toMillis(f.To))
	}
	return where, args, nil
}
