package register

import (
	"cmp"
	"slices"
	"time"

	"mooring/client/history"
)

// Period is when a connection was made, as a filter offers it. Days are those of
// the user's time zone.
type Period int

// The periods.
const (
	AnyTime Period = iota
	Today
	Last7Days // today and the six days before
	Last30Days
	ThisYear
	EarlierYears // before this year
)

// Periods lists all periods, in their order.
func Periods() []Period {
	return []Period{AnyTime, Today, Last7Days, Last30Days, ThisYear, EarlierYears}
}

// bounds are the first moment of a period and the first one after it; zero
// where there is none.
func (p Period) bounds(now time.Time) (from, to time.Time) {
	year, month, day := now.Date()
	midnight := func(back int) time.Time { return time.Date(year, month, day-back, 0, 0, 0, 0, now.Location()) }
	newYear := time.Date(year, time.January, 1, 0, 0, 0, 0, now.Location())
	switch p {
	case Today:
		return midnight(0), time.Time{}
	case Last7Days:
		return midnight(6), time.Time{}
	case Last30Days:
		return midnight(29), time.Time{}
	case ThisYear:
		return newYear, time.Time{}
	case EarlierYears:
		return time.Time{}, newYear
	}
	return time.Time{}, time.Time{}
}

// Statuses lists what a connection can be filtered by, the good ones first.
func Statuses() []history.Status {
	return []history.Status{
		history.StatusWorking, history.StatusPaused, history.StatusNotTested, history.StatusBehind, history.StatusPartial,
		history.StatusFailing, history.StatusRefused, history.StatusUnknown, history.StatusPending,
		history.StatusFailed, history.StatusPast, history.StatusDeleted, history.StatusGone,
	}
}

// Origins lists how an entry can have come into the register.
func Origins() []history.Origin {
	return []history.Origin{history.Here, history.Elsewhere, history.Imported}
}

// Filter is what the user narrows the table by. What is empty does not narrow.
type Filter struct {
	Owner    Owner
	Sandbox  string
	Statuses []history.Status
	// NoFlow leaves the connections that are there and that no dataflow reads, as far
	// as that was asked.
	NoFlow bool
	Origin history.Origin
	Period Period
}

// Owner is a saved account, or an organization whoever signed in to it.
type Owner struct{ AccountID, OrgID string }

// Count is by how many things the filter narrows.
func (f Filter) Count() int {
	n := 0
	for _, active := range []bool{f.Owner != Owner{}, f.Sandbox != "", len(f.Statuses) > 0 || f.NoFlow, f.Origin != "", f.Period != AnyTime} {
		if active {
			n++
		}
	}
	return n
}

func (f Filter) query(now time.Time) history.Filter {
	from, to := f.Period.bounds(now)
	q := history.Filter{
		AccountID: f.Owner.AccountID, OrgID: f.Owner.OrgID, Sandbox: f.Sandbox,
		Statuses: slices.Clone(f.Statuses), Origin: f.Origin, From: from, To: to,
	}
	if f.NoFlow {
		q.Flows = []history.FlowStatus{history.FlowsNone}
		if len(q.Statuses) == 0 {
			q.Statuses = history.CreatedStatuses()
		}
	}
	return q
}

// Attention is the filter that shows what needs attention or, where that is what
// it shows already, the one that shows everything.
func (f Filter) Attention() Filter {
	if f.Count() == 1 && !f.NoFlow && slices.Equal(slices.Sorted(slices.Values(f.Statuses)), slices.Sorted(slices.Values(history.AttentionStatuses()))) {
		return Filter{}
	}
	return Filter{Statuses: history.AttentionStatuses()}
}

// OwnerOption is an organization or an account that can be filtered by.
type OwnerOption struct {
	Owner Owner
	Label string
}

// Facets are what occurs in the register and can be filtered by.
type Facets []history.Facet

// Owners lists what of saved accounts and organizations occurs in the register:
// every organization, by the name of its account where it has just one, and the
// accounts of those that have several.
func (all Facets) Owners(saved []history.Account) []OwnerOption {
	used := map[string]map[string]bool{} // accounts by organization
	for _, f := range all {
		if used[f.OrgID] == nil {
			used[f.OrgID] = map[string]bool{}
		}
		used[f.OrgID][f.AccountID] = true
	}
	var options []OwnerOption
	for orgID, accountIDs := range used {
		var own, here []history.Account
		for _, account := range saved {
			if account.OrgID != orgID {
				continue
			}
			own = append(own, account)
			if accountIDs[account.ID] {
				here = append(here, account)
			}
		}
		organization := OwnerOption{Owner: Owner{OrgID: orgID}, Label: orgID}
		if len(own) == 1 {
			organization.Label = own[0].Label
		}
		options = append(options, organization)
		if len(own) < 2 {
			continue
		}
		for _, account := range here {
			options = append(options, OwnerOption{Owner: Owner{AccountID: account.ID}, Label: account.Label})
		}
	}
	slices.SortFunc(options, func(a, b OwnerOption) int {
		return cmp.Or(cmp.Compare(a.Label, b.Label), cmp.Compare(a.Owner.OrgID, b.Owner.OrgID), cmp.Compare(a.Owner.AccountID, b.Owner.AccountID))
	})
	return options
}

// Sandboxes lists the sandboxes that occur in the register, of an owner where
// one is given.
func (all Facets) Sandboxes(owner Owner) []string {
	var names []string
	for _, f := range all {
		if owner.OrgID != "" && f.OrgID != owner.OrgID || owner.AccountID != "" && f.AccountID != owner.AccountID {
			continue
		}
		if f.Sandbox != "" && !slices.Contains(names, f.Sandbox) {
			names = append(names, f.Sandbox)
		}
	}
	slices.Sort(names)
	return names
}

// Hides reports whether the search or a filter keeps an entry out of a table's rows.
func Hides(t *Table, attemptID string) bool {
	narrowed := t.query.Search != "" || t.filter.Count() > 0
	return narrowed && attemptID != "" && t.rows.find(attemptID) < 0
}
