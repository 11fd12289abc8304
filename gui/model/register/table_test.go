package register_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mooring/client/history"
	"mooring/gui/model/modeltest"
	"mooring/gui/model/register"
)

func TestTableNeverMixesPracticeAndReal(t *testing.T) {
	inEachOrder(t, 5, func(t *testing.T, r *modeltest.Shuffled, s *store, table *register.Table) {
		for i := range 3 {
			s.entries[i].Place.Practice = true
		}
		// Back and forth, faster than the register answers.
		table.ShowPractice(true)
		table.ShowPractice(false)
		table.ShowPractice(true)
		if table.Count() != 0 {
			t.Errorf("%d rows of the other side while this one is read", table.Count())
		}
		r.Settle()
		if all, _ := table.Totals(); table.Count() != 3 || all != 3 {
			t.Errorf("practice: %d rows of %d", table.Count(), all)
		}
		table.ShowPractice(false)
		r.Settle()
		if table.Count() != 2 {
			t.Errorf("real: %d rows", table.Count())
		}
	})
}

func TestEntriesComeIntoSight(t *testing.T) {
	inEachOrder(t, 5000, func(t *testing.T, r *modeltest.Shuffled, s *store, table *register.Table) {
		if table.Count() != 5000 {
			t.Fatalf("%d rows", table.Count())
		}
		for _, row := range []int{0, 4999, 2000, 100, 4200} {
			table.InSight(row-10, row+10)
		}
		r.Settle()
		for _, row := range []int{0, 100, 2000, 2005, 4200, 4999} {
			entry, ok := table.Row(row)
			if want := fmt.Sprintf("Connection %06d", row); !ok || entry.Name != want {
				t.Errorf("row %d: %q, want %q", row, entry.Name, want)
			}
		}
		if _, ok := table.Row(5000); ok {
			t.Error("a row behind the last")
		}
		asked := s.asked
		table.InSight(1995, 2005)
		r.Settle()
		if s.asked != asked {
			t.Error("what is at hand was asked for again")
		}
		if s.largest > 300 {
			t.Errorf("%d entries at once", s.largest)
		}
	})
}

// A read that fails says so, and what it did not bring is asked for again.
func TestAFailedReadIsTriedAgain(t *testing.T) {
	inEachOrder(t, 1000, func(t *testing.T, r *modeltest.Shuffled, s *store, table *register.Table) {
		s.fails = errDisk
		table.InSight(500, 520)
		r.Settle()
		if _, ok := table.Row(510); ok || table.Problem().Empty() {
			t.Fatalf("the row is there, or it says nothing: %q", table.Problem().Name)
		}
		s.fails = nil
		table.InSight(501, 521)
		r.Settle()
		if entry, ok := table.Row(510); !ok || entry.Name != "Connection 000510" || !table.Problem().Empty() {
			t.Errorf("row %q, %v, problem %q", entry.Name, ok, table.Problem().Name)
		}
	})
}

// To walk from row to row asks the register for nothing, however often it is
// painted.
func TestWalkingAsksForNothing(t *testing.T) {
	inEachOrder(t, 300, func(t *testing.T, r *modeltest.Shuffled, s *store, table *register.Table) {
		painted := 0
		table.Changed.Listen(func() {
			painted++
			for row := range 30 {
				table.Row(row)
				table.Marks.Has(row)
			}
			table.Selected()
		})
		table.InSight(0, 30)
		r.Settle()
		asked := s.asked
		for row := range 20 {
			click(table, row)
			r.Settle()
		}
		if s.asked != asked || painted < 20 {
			t.Errorf("asked %d times, painted %d times", s.asked-asked, painted)
		}
	})
}

// A row that is selected before it is at hand tells when it is.
func TestSelectedBeforeItIsAtHand(t *testing.T) {
	inEachOrder(t, 1000, func(t *testing.T, r *modeltest.Shuffled, _ *store, table *register.Table) {
		var arrived []string
		table.Arrived.Listen(func(e history.Entry) { arrived = append(arrived, e.Name) })
		table.Select(999)
		if _, row, ok := table.Selected(); ok || row != 999 {
			t.Errorf("row %d, at hand %v", row, ok)
		}
		table.InSight(980, 999)
		r.Settle()
		table.Select(998)
		r.Settle()
		if diff := cmp.Diff([]string{"Connection 000999"}, arrived); diff != "" {
			t.Error(diff)
		}
	})
}

func TestSearchAndSort(t *testing.T) {
	inEachOrder(t, 1200, func(t *testing.T, r *modeltest.Shuffled, _ *store, table *register.Table) {
		for _, typed := range []string{"c", "co", "connection 0007", "connection 000007"} {
			table.Search(typed)
		}
		r.Settle()
		if all, _ := table.Totals(); table.Count() != 1 || all != 1200 {
			t.Errorf("%d rows of %d", table.Count(), all)
		}
		table.Search("")
		table.SortBy(history.ByName, true)
		r.Settle()
		if entry, _ := table.Row(0); entry.Name != "Connection 001199" {
			t.Errorf("first row %q", entry.Name)
		}
	})
}

func TestSelectionFollowsItsEntry(t *testing.T) {
	inEachOrder(t, 500, func(t *testing.T, r *modeltest.Shuffled, s *store, table *register.Table) {
		table.Select(1)
		table.SortBy(history.ByName, true)
		r.Settle()
		entry, row, ok := table.Selected()
		if !ok || row != 498 || entry.AttemptID != "attempt-000001" {
			t.Errorf("row %d, entry %+v", row, entry)
		}
		s.entries = s.entries[2:]
		table.Reload()
		r.Settle()
		if _, row, ok := table.Selected(); ok || row != -1 {
			t.Errorf("what is gone is selected: row %d", row)
		}
	})
}

// That the list could not be read stays said until it has been: entries that come into
// sight tell nothing of it.
func TestAListThatWasNotReadStaysSaid(t *testing.T) {
	inEachOrder(t, 1000, func(t *testing.T, r *modeltest.Shuffled, s *store, table *register.Table) {
		s.unlisted = errDisk
		table.InSight(500, 520)
		table.Reload()
		r.Settle()
		if _, ok := table.Row(510); !ok || table.Problem().Empty() {
			t.Errorf("the row is there: %v; problem %q", ok, table.Problem().Name)
		}
		s.unlisted = nil
		table.Reload()
		r.Settle()
		if !table.Problem().Empty() {
			t.Errorf("it has been read, and still %q is said", table.Problem().Name)
		}
	})
}
