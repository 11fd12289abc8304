package model_test

import (
	"context"
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mooring/client/history"
	"mooring/gui/model"
	"mooring/gui/model/register"
)

// click is what a grid tells of a press on a row with no key held.
func click(table *register.Table, row int) {
	table.Select(row)
	table.MarkOne(row)
}

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
		{"two rows", func(table *register.Table) { click(table, 7); table.Toggle(2) }, []string{"2", "7"}},
		{"taken back", func(table *register.Table) { click(table, 3); table.Toggle(5); table.Toggle(3) }, []string{"5"}},
		{"a range downwards", func(table *register.Table) { click(table, 3); table.MarkRange(6) }, []string{"3", "4", "5", "6"}},
		{"a range upwards", func(table *register.Table) { click(table, 3); table.MarkRange(1) }, []string{"1", "2", "3"}},
		{"a range that shrinks", func(table *register.Table) { click(table, 3); table.MarkRange(8); table.MarkRange(4) }, []string{"3", "4"}},
		{"a range from a toggled row", func(table *register.Table) { click(table, 1); table.Toggle(5); table.MarkRange(6) }, []string{"5", "6"}},
		{"all but one", func(table *register.Table) { table.MarkAll(); table.Toggle(0) }, []string{"1", "2", "3", "4", "5", "6", "7", "8", "9"}},
		{"none any more", func(table *register.Table) { table.MarkAll(); table.Select(-1) }, nil},
		{"in another order", func(table *register.Table) {
			click(table, 3)
			table.MarkRange(4)
			table.SortBy(history.ByName, true)
		}, []string{"4", "3"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := newShelf(10)
			table := tableOf(s)
			tt.do(table)
			scope := table.Acting()
			if diff := cmp.Diff(tt.want, acting(t, s, scope)); diff != "" {
				t.Errorf("acting on (-want +got):\n%s", diff)
			}
			if scope.Count != len(tt.want) {
				t.Errorf("it counts %d", scope.Count)
			}
			marked := 0
			for row := range table.Count() {
				if table.Marked(row) {
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
	s := newShelf(10)
	table := tableOf(s)
	click(table, 3)
	table.MarkRange(4)
	s.entries = append(s.entries, history.Entry{AttemptID: "attempt-new", Name: "Connection 000003 b", State: history.Created})
	table.Reload()
	if diff := cmp.Diff([]string{"3", "4"}, acting(t, s, table.Acting())); diff != "" {
		t.Error(diff)
	}
	if table.Marked(4) || !table.Marked(5) {
		t.Error("the rows in between are shown wrong")
	}
	// The range goes on from the entry that it began with.
	table.MarkRange(5)
	if got := table.MarkCount(); got != 3 {
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
			"range": func(table *register.Table) { click(table, 3); table.MarkRange(5) }, "all": (*register.Table).MarkAll,
		} {
			s := newShelf(10)
			table := tableOf(s)
			mark(table)
			narrow(table)
			if n := table.Acting().Count; n != 0 || table.MarkCount() != 0 {
				t.Errorf("%s, %s: acting on %d", name, kind, n)
			}
		}
	}
}

// Entries that a test moves out of a filter are marked no longer.
func TestMarksOfEntriesThatLeaveTheFilter(t *testing.T) {
	s := newShelf(5)
	table := tableOf(s)
	table.SetFilter(register.Filter{Statuses: []history.Status{history.StatusNotTested}})
	click(table, 0)
	table.MarkRange(3)
	for i := range 3 {
		s.entries[i].Test = history.Working
	}
	table.Reload()
	if diff := cmp.Diff([]string{"3"}, acting(t, s, table.Acting())); diff != "" {
		t.Error(diff)
	}
}

// Marking all of a long register asks for no ids, and a range only for its own.
func TestLongRangesAreBounded(t *testing.T) {
	s := newShelf(3000)
	table := tableOf(s)
	table.MarkAll()
	if table.MarkCount() != 3000 || len(s.listed) != 0 {
		t.Errorf("%d marked after asking for %v", table.MarkCount(), s.listed)
	}
	click(table, 10)
	table.MarkRange(2500)
	if table.MarkCount() != 2491 || len(s.listed) != 1 || s.listed[0].Limit != 2491 || s.listed[0].Offset != 10 {
		t.Errorf("%d marked after asking for %+v", table.MarkCount(), s.listed)
	}
	click(table, 0)
	table.MarkRange(2999)
	if table.MarkCount() != 3000 || len(s.listed) != 1 {
		t.Errorf("a range over all rows: %d marked, asked %d times", table.MarkCount(), len(s.listed))
	}
	for _, q := range s.queries {
		if q.Limit != 200 {
			t.Errorf("asked for %d rows at once", q.Limit)
		}
	}
}

// A range that is still being read is dropped when something else is marked.
func TestLateRange(t *testing.T) {
	s := newShelf(1000)
	runner := &queue{}
	table := register.NewTable(runner, s)
	table.SortBy(history.ByName, false)
	runner.release()
	click(table, 5)
	table.MarkRange(700)
	click(table, 6)
	runner.release()
	if diff := cmp.Diff([]string{"6"}, acting(t, s, table.Acting())); diff != "" {
		t.Error(diff)
	}
}

// queue is a Runner that does its work when it is told to.
type queue struct {
	model.Inline
	work []func() func()
}

func (q *queue) Go(work func() func()) { q.work = append(q.work, work) }

func (q *queue) release() {
	for len(q.work) > 0 {
		work := q.work[0]
		q.work = q.work[1:]
		q.Inline.Go(work)
	}
}

// A search that another one overtakes is stopped, so that slow ones do not pile
// up behind a fast typist.
func TestOvertakenSearchIsStopped(t *testing.T) {
	s := newShelf(10)
	table := tableOf(s)
	var stopped []string
	// Typing on while the register is at it is what the slow answer does here.
	next := map[string]string{"c": "co", "co": "con"}
	s.slow = func(ctx context.Context, q history.Query) error {
		if further := next[q.Search]; further != "" {
			table.Search(further)
		}
		if ctx.Err() != nil {
			stopped = append(stopped, q.Search)
		}
		return ctx.Err()
	}
	table.Search("c")
	if diff := cmp.Diff([]string{"co", "c"}, stopped); diff != "" {
		t.Errorf("stopped (-want +got):\n%s", diff)
	}
	if table.Query().Search != "con" || table.Count() != 10 || !table.Problem().Empty() {
		t.Errorf("it shows %d rows of %q, problem %q", table.Count(), table.Query().Search, table.Problem().Name)
	}
}

func TestForgetAndUndo(t *testing.T) {
	s := newShelf(10)
	s.skip["attempt-000004"] = true
	table := tableOf(s)
	click(table, 3)
	table.MarkRange(5)
	var removal register.Removal
	table.Forget(table.Acting(), func(r register.Removal, err error) {
		if err != nil {
			t.Error(err)
		}
		removal = r
	})
	if removal.Count != 2 || removal.Skipped != 1 || table.Count() != 8 || !removal.Held("attempt-000003") || removal.Held("attempt-000004") {
		t.Errorf("removed %d, skipped %d, %d rows left", removal.Count, removal.Skipped, table.Count())
	}
	if _, _, ok := table.Selected(); ok {
		t.Error("what was removed is still selected")
	}
	table.Undo(removal, func(err error) {
		if err != nil {
			t.Error(err)
		}
	})
	if entry, _, ok := table.Selected(); table.Count() != 10 || !ok || entry.AttemptID != "attempt-000003" {
		t.Errorf("after undo %d rows, %q selected", table.Count(), entry.AttemptID)
	}
}

func TestTooManyToForget(t *testing.T) {
	s := newShelf(10_001)
	table := tableOf(s)
	table.MarkAll()
	refused := func(err error) {
		if !errors.Is(err, model.ErrTooMany) {
			t.Errorf("error %v", err)
		}
	}
	table.Doubt(table.Acting(), func(_ register.Doubts, err error) { refused(err) })
	table.Forget(table.Acting(), func(_ register.Removal, err error) { refused(err) })
	if table.Count() != 10_001 {
		t.Errorf("%d rows left", table.Count())
	}
}

func TestDoubts(t *testing.T) {
	s := newShelf(4)
	s.entries[1].State, s.entries[2].State = history.Unknown, history.Pending
	table := tableOf(s)
	table.MarkAll()
	table.Doubt(table.Acting(), func(got register.Doubts, err error) {
		if want := (register.Doubts{Unsettled: 2, Name: "Connection 000001"}); err != nil || got != want {
			t.Errorf("doubts %+v, %v", got, err)
		}
	})
	click(table, 3)
	table.Doubt(table.Acting(), func(got register.Doubts, err error) {
		if want := (register.Doubts{Name: "Connection 000003"}); err != nil || got != want {
			t.Errorf("doubts %+v, %v", got, err)
		}
	})
}

func TestGatherKeepsTheOrderOfTheTable(t *testing.T) {
	s := newShelf(10)
	table := tableOf(s)
	click(table, 7)
	table.Toggle(2)
	table.Toggle(5)
	var names []string
	table.Gather(table.Acting(), 2, func(entries []history.Entry, err error) {
		if err != nil {
			t.Error(err)
		}
		for _, e := range entries {
			names = append(names, e.Name)
		}
	})
	if diff := cmp.Diff([]string{"Connection 000002", "Connection 000005"}, names); diff != "" {
		t.Error(diff)
	}
}
