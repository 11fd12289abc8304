package register_test

import (
	"context"
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mooring/client"
	"mooring/client/history"
	"mooring/client/practice"
	"mooring/client/provision"
	"mooring/client/session"
	"mooring/gui/model/modeltest"
	"mooring/gui/model/register"
)

// doom looks at what is marked.
func (y *yard) doom(t *testing.T) *register.Doomed {
	t.Helper()
	var doomed *register.Doomed
	y.tasks.Deletions.Look(y.table.Marks.Scope(), func(d *register.Doomed, err error) {
		if doomed = d; err != nil {
			t.Error(err)
		}
	})
	y.runner.Settle()
	if doomed == nil {
		t.Fatal("nobody says what would be deleted")
	}
	return doomed
}

// stranger is the account of another organization, which nobody here can sign in to.
type stranger struct{ accounts }

func (s *stranger) Targets() func(history.Entry) session.Target {
	known := s.accounts.Targets()
	return func(e history.Entry) session.Target {
		switch e.APIKey {
		case "of somebody else":
			return session.Target{Account: history.Account{APIKey: e.APIKey, OrgID: e.Place.OrgID}}
		case "elsewhere":
			return session.Target{Account: history.Account{APIKey: e.APIKey}, Elsewhere: true}
		case "other":
			target := known(e)
			target.Account.ID = "other"
			return target
		}
		return known(e)
	}
}

// What would be deleted is said place by place, and what would not, and why.
func TestWhatWouldBeDeleted(t *testing.T) {
	y := newYard(t, 20)
	y.tasks = register.NewTasks(y.runner, y.store, y.settings, y.caretaker, y.connector, &stranger{})
	for i := range 3 {
		y.store.entries[i].Place.Sandbox = practice.SandboxDevelopment
	}
	y.store.entries[1].Flows.Count = 2
	for i, state := range map[int]history.State{10: history.Failed, 11: history.Deleted, 12: history.Unknown, 13: history.Pending} {
		y.store.entries[i].State = state
	}
	for i, key := range map[int]string{14: "of somebody else", 15: "elsewhere", 16: "other"} {
		y.store.entries[i].APIKey = key
	}
	y.table.Marks.All()
	doomed := y.doom(t)
	if doomed.Count() != 14 || doomed.Nothing != 2 || doomed.Unsettled != 2 || doomed.Strangers != 2 || doomed.Elsewhere != 1 {
		t.Errorf("it says %+v", doomed)
	}
	if len(doomed.Places) != 2 {
		t.Fatalf("%d places", len(doomed.Places))
	}
	dev, prod := doomed.Places[0], doomed.Places[1]
	if dev.Count != 3 || len(dev.First) != 3 || !dev.Used || dev.First[0].Place.Sandbox != practice.SandboxDevelopment {
		t.Errorf("of one place it says %+v", dev)
	}
	if prod.Count != 11 || len(prod.First) != 5 || prod.Used {
		t.Errorf("of the other it says %d, %d named, used: %v", prod.Count, len(prod.First), prod.Used)
	}
	if doomed.UsedCount != 1 || len(doomed.Used) != 1 || doomed.Used[0].AttemptID != "attempt-000001" {
		t.Errorf("used are %+v", doomed.Used)
	}
}

var (
	errUsed = &client.APIError{Op: "DeleteConnection", Kind: client.KindRejected, Status: 400, Code: "FLOW-1418-400"}
	errDown = &client.APIError{Op: "DeleteConnection", Kind: client.KindUnavailable, Status: 503}
)

func TestDeletions(t *testing.T) {
	gone := errors.New("gone")
	for _, tt := range []struct {
		name    string
		results map[string]error // of what is not simply deleted
		key     string
		args    map[string]any
		problem string
		marked  []string // what is left marked
	}{
		{name: "all", key: "upkeep.deleted", args: map[string]any{"Count": 4}},
		{
			name: "one is used", results: map[string]error{"attempt-000002": errUsed},
			key: "upkeep.deletedSome", args: map[string]any{"Count": 3, "Total": 4, "Used": 1, "Gone": 0, "Rest": 0}, problem: "inUse",
			marked: []string{"2"},
		},
		{
			name: "one is used, another fails", results: map[string]error{"attempt-000001": errUsed, "attempt-000003": errDown},
			key: "upkeep.deletedSome", args: map[string]any{"Count": 2, "Total": 4, "Used": 1, "Rest": 1}, problem: "down",
			marked: []string{"1", "3"},
		},
		{
			name: "of one it is not known", results: map[string]error{"attempt-000001": errDown, "attempt-000003": &provision.ChangeUnknownError{Deleting: true, Err: errDown}},
			key: "upkeep.deletedSome", args: map[string]any{"Count": 2, "Total": 4, "Rest": 2}, problem: "deletionsOpen",
			marked: []string{"1", "3"},
		},
		{
			name: "one was gone", results: map[string]error{"attempt-000004": gone},
			key: "upkeep.deletedSome", args: map[string]any{"Count": 3, "Total": 4, "Gone": 1}, problem: "foundGone",
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			modeltest.EachOrder(t, func(t *testing.T, r *modeltest.Shuffled) {
				y := newYardWith(t, r, 6)
				y.caretaker.remove = func(_ context.Context, entry *history.Entry) error {
					err := tt.results[entry.AttemptID]
					if errors.Is(err, gone) {
						entry.Gone, err = true, nil
					}
					return err
				}
				y.tasks.Deletions.Done.Listen(y.table.Marks.Drop)
				click(y.table, 1)
				y.table.Marks.Range(4)
				doomed := y.doom(t)
				if !y.tasks.Deletions.Begin(doomed) || !y.tasks.Deleting() {
					t.Fatal("it did not begin")
				}
				if y.tasks.Deletions.Begin(doomed) {
					t.Error("another one began beside it")
				}
				y.wantEnd(t, tt.key, tt.args, tt.problem)
				if done, total := y.tasks.Progress(); done != 4 || total != 4 {
					t.Errorf("at the end %d of %d", done, total)
				}
				if effect := y.tasks.Outcome().Problem.Effect; !effect.Empty() {
					t.Errorf("it says %q of all of them", effect.Key)
				}
				left := y.table.Marks.Scope()
				if y.table.Marks.Count() == 0 {
					left = nil
				}
				if diff := cmp.Diff(tt.marked, numbers(left)); diff != "" {
					t.Errorf("marked is (-want +got):\n%s", diff)
				}
			})
		})
	}
}

// What Stop has kept from being sent stays, and stays marked.
func TestDeletionsStopped(t *testing.T) {
	y := newYard(t, 5)
	y.tasks.Deletions.Done.Listen(y.table.Marks.Drop)
	y.caretaker.remove = func(ctx context.Context, entry *history.Entry) error {
		if entry.AttemptID == "attempt-000002" {
			y.runner.Paint()
			y.tasks.Stop()
			return ctx.Err()
		}
		return nil
	}
	y.table.Marks.All()
	y.tasks.Deletions.Begin(y.doom(t))
	y.wantEnd(t, "upkeep.deleteStopped", map[string]any{"Count": 2, "Total": 5, "Rest": 0}, "")
	if diff := cmp.Diff([]string{"2", "3", "4"}, numbers(y.table.Marks.Scope())); diff != "" {
		t.Errorf("marked is (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"upkeep.deleting", "upkeep.stopping"}, y.said); diff != "" {
		t.Errorf("said (-want +got):\n%s", diff)
	}
}
