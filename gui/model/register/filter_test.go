package register_test

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"mooring/client/history"
	"mooring/gui/model/modeltest"
	"mooring/gui/model/register"
)

func TestPeriods(t *testing.T) {
	now := time.Now()
	at := func(days int) time.Time { return now.AddDate(0, 0, -days) }
	newYear := time.Date(now.Year(), 1, 1, 0, 0, 0, 0, time.Local)
	r, s := modeltest.NewShuffled(1), newStore(6)
	for i, started := range []time.Time{now, at(6), at(7), at(29), at(30), newYear.Add(-time.Second)} {
		s.entries[i].StartedAt = started
	}
	for _, tt := range []struct {
		period register.Period
		want   int
	}{
		{register.AnyTime, 6}, {register.Today, 1}, {register.Last7Days, 2}, {register.Last30Days, 4},
	} {
		table := tableOf(r, s)
		table.SetFilter(register.Filter{Period: tt.period})
		r.Settle()
		if table.Count() != tt.want {
			t.Errorf("period %d: %d rows, want %d", tt.period, table.Count(), tt.want)
		}
	}
	table := tableOf(r, s)
	table.SetFilter(register.Filter{Period: register.ThisYear})
	r.Settle()
	this := table.Count()
	table.SetFilter(register.Filter{Period: register.EarlierYears})
	r.Settle()
	if earlier := table.Count(); this+earlier != 6 || earlier == 0 {
		t.Errorf("%d this year and %d before", this, earlier)
	}
}

func TestFilterCounts(t *testing.T) {
	for want, f := range []register.Filter{
		{},
		{Sandbox: "prod"},
		{Owner: register.Owner{OrgID: "o"}, Statuses: []history.Status{history.StatusWorking, history.StatusRefused}},
		{Owner: register.Owner{AccountID: "a"}, Origin: history.Imported, Period: register.Today},
	} {
		if got := f.Count(); got != want {
			t.Errorf("%+v counts %d, want %d", f, got, want)
		}
	}
}

func TestFilterOptions(t *testing.T) {
	r, s := modeltest.NewShuffled(1), newStore(0)
	for _, f := range []history.Facet{
		{AccountID: "one", OrgID: "org-a", Sandbox: "prod"},
		{AccountID: "one", OrgID: "org-a", Sandbox: "dev"},
		{AccountID: "two", OrgID: "org-b", Sandbox: "prod"},
		{AccountID: "three", OrgID: "org-b", Sandbox: "stage"},
		{AccountID: "gone", OrgID: "org-c", Sandbox: "prod"},
	} {
		s.entries = append(s.entries, history.Entry{AccountID: f.AccountID, Place: history.Place{OrgID: f.OrgID, Sandbox: f.Sandbox}})
	}
	saved := []history.Account{
		{ID: "one", Label: "Acme", OrgID: "org-a"},
		{ID: "two", Label: "Beta 2", OrgID: "org-b"},
		{ID: "three", Label: "Beta 1", OrgID: "org-b"},
		{ID: "unused", Label: "Nobody", OrgID: "org-d"},
	}
	table := tableOf(r, s)
	want := []register.OwnerOption{
		{Owner: register.Owner{OrgID: "org-a"}, Label: "Acme"},
		{Owner: register.Owner{AccountID: "three"}, Label: "Beta 1"},
		{Owner: register.Owner{AccountID: "two"}, Label: "Beta 2"},
		{Owner: register.Owner{OrgID: "org-b"}, Label: "org-b"},
		{Owner: register.Owner{OrgID: "org-c"}, Label: "org-c"},
	}
	if diff := cmp.Diff(want, table.Facets().Owners(saved)); diff != "" {
		t.Errorf("owners (-want +got):\n%s", diff)
	}
	for _, tt := range []struct {
		owner register.Owner
		want  []string
	}{
		{register.Owner{}, []string{"dev", "prod", "stage"}},
		{register.Owner{OrgID: "org-b"}, []string{"prod", "stage"}},
		{register.Owner{AccountID: "three"}, []string{"stage"}},
	} {
		if diff := cmp.Diff(tt.want, table.Facets().Sandboxes(tt.owner)); diff != "" {
			t.Errorf("sandboxes of %+v (-want +got):\n%s", tt.owner, diff)
		}
	}
}

// What the other side was filtered by says nothing of this one.
func TestFilterEndsWithItsSide(t *testing.T) {
	r, s := modeltest.NewShuffled(1), newStore(3)
	s.entries[0].Place.Sandbox = "prod"
	table := tableOf(r, s)
	table.SetFilter(register.Filter{Sandbox: "nowhere"})
	r.Settle()
	table.ShowPractice(true)
	if table.Filter().Count() != 0 || len(table.Facets()) != 0 {
		t.Errorf("filter %+v, facets %+v", table.Filter(), table.Facets())
	}
}

// An entry that is to be found is found whatever the table was narrowed to.
func TestFindLeavesNoFilter(t *testing.T) {
	r, s := modeltest.NewShuffled(1), newStore(3)
	table := tableOf(r, s)
	table.SetFilter(register.Filter{Sandbox: "nowhere"})
	table.Search("nothing")
	table.Find("attempt-000001", func(entry history.Entry, err error) {
		if err != nil || entry.Name != "Connection 000001" {
			t.Errorf("found %q, %v", entry.Name, err)
		}
	})
	r.Settle()
	if _, row, ok := table.Selected(); !ok || row != 1 {
		t.Errorf("row %d, %v", row, ok)
	}
}

// What needs attention is shown alone, and with the second press all is shown again.
func TestFilterAttentionTurns(t *testing.T) {
	modeltest.EachOrder(t, func(t *testing.T, r *modeltest.Shuffled) {
		table := register.NewTable(r, newStore(5))
		table.SetFilter(table.Filter().Attention())
		r.Settle()
		if got := table.Filter().Statuses; !slices.Equal(got, history.AttentionStatuses()) {
			t.Errorf("narrowed to %v", got)
		}
		table.SetFilter(table.Filter().Attention())
		r.Settle()
		table.SetFilter(table.Filter().Attention())
		narrowed := table.Filter()
		slices.Reverse(narrowed.Statuses) // as one who opens the filters may leave it
		table.SetFilter(narrowed.Attention())
		r.Settle()
		if n := table.Filter().Count(); n != 0 || table.Count() != 5 {
			t.Errorf("narrowed by %d, %d rows", n, table.Count())
		}
	})
}
