package register_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mooring/client/history"
	"mooring/gui/model"
	"mooring/gui/model/modeltest"
	"mooring/gui/model/register"
)

func TestMarks(t *testing.T) {
	for _, tt := range []struct {
		name string
		do   func(*register.Table)
		want []string
	}{
		{"nothing", func(*register.Table) {}, nil},
		{"one row", func(table *register.Table) { click(table, 3) }, []string{"3"}},
		{"selected without a press", func(table *register.Table) { table.SelectEntry("attempt-000004") }, []string{"4"}},
		{"one row after another", func(table *register.Table) { click(table, 3); click(table, 5) }, []string{"5"}},
		{"two rows", func(table *register.Table) { click(table, 7); table.Marks.Toggle(2) }, []string{"2", "7"}},
		{"taken back", func(table *register.Table) { click(table, 3); table.Marks.Toggle(5); table.Marks.Toggle(3) }, []string{"5"}},
		{"a range downwards", func(table *register.Table) { click(table, 3); table.Marks.Range(6) }, []string{"3", "4", "5", "6"}},
		{"a range upwards", func(table *register.Table) { click(table, 3); table.Marks.Range(1) }, []string{"1", "2", "3"}},
		{"a range that shrinks", func(table *register.Table) { click(table, 3); table.Marks.Range(8); table.Marks.Range(4) }, []string{"3", "4"}},
		{"a range from a toggled row", func(table *register.Table) { click(table, 1); table.Marks.Toggle(5); table.Marks.Range(6) }, []string{"5", "6"}},
		{"all but one", func(table *register.Table) { table.Marks.All(); table.Marks.Toggle(0) }, []string{"1", "2", "3", "4", "5", "6", "7", "8", "9"}},
		{"none any more", func(table *register.Table) { table.Marks.All(); table.Select(-1) }, nil},
		{"in another order", func(table *register.Table) {
			click(table, 3)
			table.Marks.Range(4)
			table.SortBy(history.ByName, true)
		}, []string{"4", "3"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := modeltest.NewShuffled(1)
			table := tableOf(r, newStore(10))
			tt.do(table)
			r.Settle()
			if diff := cmp.Diff(tt.want, numbers(table.Marks.Scope())); diff != "" {
				t.Errorf("acting on (-want +got):\n%s", diff)
			}
			marked := 0
			for row := range table.Count() {
				if table.Marks.Has(row) {
					marked++
				}
			}
			if marked != len(tt.want) {
				t.Errorf("%d rows are shown as marked", marked)
			}
		})
	}
}

// Marks go by entry: a reload that brings others between them changes nothing.
func TestMarksSurviveAReload(t *testing.T) {
	r, s := modeltest.NewShuffled(1), newStore(10)
	table := tableOf(r, s)
	click(table, 3)
	table.Marks.Range(4)
	s.entries = append(s.entries, history.Entry{AttemptID: "attempt-new", Name: "Connection 000003 b", State: history.Created})
	table.Reload()
	r.Settle()
	if diff := cmp.Diff([]string{"3", "4"}, numbers(table.Marks.Scope())); diff != "" {
		t.Error(diff)
	}
	if table.Marks.Has(4) || !table.Marks.Has(5) {
		t.Error("the rows in between are shown wrong")
	}
	// The range goes on from the entry that it began with.
	table.Marks.Range(5)
	if got := table.Marks.Count(); got != 3 {
		t.Errorf("the range has %d rows", got)
	}
}

// What a search or a filter hides is not acted upon.
func TestNothingOutOfSightIsMarked(t *testing.T) {
	for name, narrow := range map[string]func(*register.Table){
		"search": func(table *register.Table) { table.Search("000007") },
		"filter": func(table *register.Table) {
			table.SetFilter(register.Filter{Statuses: []history.Status{history.StatusFailed}})
		},
		"other side": func(table *register.Table) { table.ShowPractice(true) },
	} {
		for kind, mark := range map[string]func(*register.Table){
			"range": func(table *register.Table) { click(table, 3); table.Marks.Range(5) }, "all": func(table *register.Table) { table.Marks.All() },
		} {
			r := modeltest.NewShuffled(1)
			table := tableOf(r, newStore(10))
			mark(table)
			narrow(table)
			r.Settle()
			if n := len(table.Marks.Scope()); n != 0 || table.Marks.Count() != 0 {
				t.Errorf("%s, %s: acting on %d", name, kind, n)
			}
		}
	}
}

// Entries that a test moves out of a filter are marked no longer.
func TestMarksOfEntriesThatLeaveTheFilter(t *testing.T) {
	r, s := modeltest.NewShuffled(1), newStore(5)
	table := tableOf(r, s)
	table.SetFilter(register.Filter{Statuses: []history.Status{history.StatusNotTested}})
	r.Settle()
	click(table, 0)
	table.Marks.Range(3)
	for i := range 3 {
		s.entries[i].Test = history.Working
	}
	table.Reload()
	r.Settle()
	if diff := cmp.Diff([]string{"3"}, numbers(table.Marks.Scope())); diff != "" {
		t.Error(diff)
	}
}

func TestForgetAndUndo(t *testing.T) {
	inEachOrder(t, 10, func(t *testing.T, r *modeltest.Shuffled, s *store, table *register.Table) {
		s.skip["attempt-000004"] = true
		click(table, 3)
		table.Marks.Range(5)
		var removal, told register.Removal
		arrived := ""
		table.Arrived.Listen(func(e history.Entry) { arrived = e.AttemptID })
		table.Removals.Done.Listen(func(r register.Removal) { told = r })
		table.Removals.Remove(table.Marks.Scope(), func(r register.Removal, err error) {
			if err != nil {
				t.Error(err)
			}
			removal = r
		})
		r.Settle()
		if removal.Count != 2 || removal.Skipped != 1 || table.Count() != 8 || !told.Held("attempt-000003") || told.Held("attempt-000004") {
			t.Errorf("removed %d, skipped %d, %d rows left", removal.Count, removal.Skipped, table.Count())
		}
		if entry, _, ok := table.Selected(); !ok || entry.AttemptID != "attempt-000004" || arrived != entry.AttemptID {
			t.Errorf("%q is selected and %q is told of, not what is left there", entry.AttemptID, arrived)
		}
		table.Removals.Undo(removal, func(err error) {
			if err != nil {
				t.Error(err)
			}
		})
		r.Settle()
		if entry, _, ok := table.Selected(); table.Count() != 10 || !ok || entry.AttemptID != "attempt-000003" {
			t.Errorf("after undo %d rows, %q selected", table.Count(), entry.AttemptID)
		}
		if table.Marks.Count() != 2 || arrived != "attempt-000003" {
			t.Errorf("after undo %d are marked, and %q is told of", table.Marks.Count(), arrived)
		}
	})
}

// What is selected after a removal is the next entry that is left, or the last one.
func TestSelectedAfterARemoval(t *testing.T) {
	for _, tt := range []struct {
		at     int
		mark   []int // besides
		remove register.Scope
		want   string
	}{
		{at: 0, want: "attempt-000001"},
		{at: 2, want: "attempt-000003"},
		{at: 4, want: "attempt-000003"},
		{at: 1, mark: []int{2, 4}, want: "attempt-000003"},
		{at: 3, mark: []int{4}, want: "attempt-000002"},
		{at: 0, mark: []int{1, 2, 3, 4}, want: ""},
		{at: 1, remove: register.Scope{"attempt-000003"}, want: "attempt-000001"},
		{at: -1, remove: register.Scope{"attempt-000003"}, want: ""},
	} {
		r := modeltest.NewShuffled(1)
		table := tableOf(r, newStore(5))
		if click(table, tt.at); tt.at < 0 {
			table.Select(-1)
		}
		for _, row := range tt.mark {
			table.Marks.Toggle(row)
		}
		scope := tt.remove
		if scope == nil {
			scope = table.Marks.Scope()
		}
		table.Removals.Remove(scope, func(register.Removal, error) {})
		r.Settle()
		if entry, _, _ := table.Selected(); entry.AttemptID != tt.want || table.Marks.Count() != 0 {
			t.Errorf("%+v: %q is selected, and %d are marked", tt, entry.AttemptID, table.Marks.Count())
		}
	}
}

func TestTooManyToForget(t *testing.T) {
	r := modeltest.NewShuffled(1)
	table := tableOf(r, newStore(10_001))
	table.Marks.All()
	refused := 0
	refuse := func(err error) {
		if errors.Is(err, model.ErrTooMany) {
			refused++
		}
	}
	table.Removals.Doubt(table.Marks.Scope(), func(_ register.Doubts, err error) { refuse(err) })
	table.Removals.Remove(table.Marks.Scope(), func(_ register.Removal, err error) { refuse(err) })
	r.Settle()
	if table.Count() != 10_001 || refused != 2 {
		t.Errorf("%d rows left, refused %d times", table.Count(), refused)
	}
}

func TestDoubts(t *testing.T) {
	inEachOrder(t, 4, func(t *testing.T, r *modeltest.Shuffled, s *store, table *register.Table) {
		s.entries[1].State, s.entries[2].State = history.Unknown, history.Pending
		var got [2]register.Doubts
		table.Marks.All()
		table.Removals.Doubt(table.Marks.Scope(), func(d register.Doubts, _ error) { got[0] = d })
		click(table, 3)
		table.Removals.Doubt(table.Marks.Scope(), func(d register.Doubts, _ error) { got[1] = d })
		r.Settle()
		want := [2]register.Doubts{{Unsettled: 2, Name: "Connection 000001"}, {Name: "Connection 000003"}}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
	})
}

func TestGatherKeepsTheOrderOfTheTable(t *testing.T) {
	inEachOrder(t, 10, func(t *testing.T, r *modeltest.Shuffled, _ *store, table *register.Table) {
		click(table, 7)
		table.Marks.Toggle(2)
		table.Marks.Toggle(5)
		var names []string
		table.Reader.Gather(table.Marks.Scope(), 2, func(entries []history.Entry, err error) {
			if err != nil {
				t.Error(err)
			}
			for _, e := range entries {
				names = append(names, e.Name)
			}
		})
		r.Settle()
		if diff := cmp.Diff([]string{"Connection 000002", "Connection 000005"}, names); diff != "" {
			t.Error(diff)
		}
	})
}
