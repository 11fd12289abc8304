package register_test

import (
	"context"
	"errors"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mooring/client"
	"mooring/client/history"
	"mooring/client/practice"
	"mooring/client/provision"
	"mooring/client/secrets"
	"mooring/client/session"
	"mooring/gui/model"
	"mooring/gui/model/modeltest"
	"mooring/gui/model/register"
)

// caretaker does what a test tells it in place of provision.Service.
type caretaker struct {
	refresh func(ctx context.Context, place history.Place, source history.Source, progress func(int)) (provision.Refreshed, error)
	flows   func(progress func(provision.FlowsProgress)) error
	test    func(ctx context.Context, entry history.Entry) (history.TestResult, error)
	remove  func(ctx context.Context, entry *history.Entry) error
	store   *store
	tested  []string
}

func (c *caretaker) Refresh(ctx context.Context, _ provision.Platform, place history.Place, source history.Source, progress func(int)) (provision.Refreshed, error) {
	return c.refresh(ctx, place, source, progress)
}

func (c *caretaker) ReadAll(_ context.Context, _ provision.FlowPlatform, _ history.Place, progress func(provision.FlowsProgress)) (provision.FlowsFound, error) {
	if c.flows == nil {
		return provision.FlowsFound{}, nil
	}
	return provision.FlowsFound{}, c.flows(progress)
}

func (c *caretaker) TestAll(ctx context.Context, ids []string, platform func(history.Entry) (provision.Platform, error), each func(history.Entry, error)) error {
	for _, id := range ids {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		entry, err := c.store.Get(ctx, id)
		if err != nil {
			return err
		}
		if entry.State != history.Created {
			continue
		}
		c.tested = append(c.tested, id)
		if _, err := platform(entry); err != nil {
			each(entry, err)
			continue
		}
		entry.Test, err = c.test(ctx, entry)
		each(entry, err)
	}
	return nil
}

func (c *caretaker) DeleteAll(ctx context.Context, ids []string, platform func(history.Entry) (provision.Platform, error), each func(history.Entry, error)) error {
	for _, id := range ids {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		i := slices.IndexFunc(c.store.entries, func(e history.Entry) bool { return e.AttemptID == id })
		_, err := platform(c.store.entries[i])
		if err == nil {
			err = c.remove(ctx, &c.store.entries[i])
		}
		if err == nil {
			c.store.entries[i].State = history.Deleted
		}
		if err == nil || ctx.Err() == nil {
			each(c.store.entries[i], err)
		}
	}
	return ctx.Err()
}

// The name of no sandbox, or of several, is not sent: with a star, every sandbox's
// connections would be filed under it.
func TestRefreshOfNoOneSandbox(t *testing.T) {
	for _, name := range []string{"*", "prod,dev", "Production data"} {
		y := newYard(t, 3)
		y.caretaker.refresh = func(context.Context, history.Place, history.Source, func(int)) (provision.Refreshed, error) {
			t.Errorf("%q was asked for", name)
			return provision.Refreshed{}, nil
		}
		target := practiceTarget
		target.Account.Sandbox = name
		y.tasks.Refreshes.Begin(target, "Practice")
		y.runner.Settle()
		if len(y.ended) != 1 || y.ended[0].Problem.Name != "invalid" || y.ended[0].Problem.Field != model.FieldSandbox {
			t.Errorf("%q ended with %+v", name, y.ended)
		}
	}
}

// yard is Tasks over a store, with a practice Platform to sign in to.
type yard struct {
	runner    *modeltest.Shuffled
	store     *store
	settings  settings
	caretaker *caretaker
	accounts  *accounts
	connector *session.Sessions
	table     *register.Table
	tasks     *register.Tasks
	reloads   int
	ended     []register.Outcome
	said      []string // the keys of what was said while it was under way
}

// accounts are the practice Platform's, and none besides.
type accounts struct{ practice bool }

func (a *accounts) Practice() bool { return a.practice }

func (a *accounts) Target() session.Target { return practiceTarget }

func (a *accounts) Targets() func(history.Entry) session.Target { return a.ReadingTargets() }

func (a *accounts) ReadingTargets() func(history.Entry) session.Target {
	return func(e history.Entry) session.Target {
		if !e.Place.Practice {
			return session.Target{Account: history.Account{OrgID: e.Place.OrgID, PlatformURL: e.Place.PlatformURL}}
		}
		return practiceTarget
	}
}

var practiceTarget = session.Target{
	Account: history.Account{ID: "practice", OrgID: practice.OrgID, APIKey: practice.APIKey, Sandbox: practice.SandboxProduction, Practice: true},
	Secrets: []client.Secret{client.NewSecret(practice.ClientSecret)},
}

func newYard(t *testing.T, entries int) *yard {
	t.Helper()
	return newYardWith(t, modeltest.NewShuffled(1), entries)
}

func newYardWith(t *testing.T, runner *modeltest.Shuffled, entries int) *yard {
	t.Helper()
	platform, err := practice.Open(t.Context(), practice.Options{Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := platform.Close(); err != nil {
			t.Error(err)
		}
	})
	y := &yard{
		runner: runner, store: newStore(entries), settings: settings{}, accounts: &accounts{practice: true},
		connector: session.New(secrets.NewSession(), platform, "Mooring/test", nil),
	}
	for i := range y.store.entries {
		y.store.entries[i].Place = practicePlace
		y.store.entries[i].APIKey = practice.APIKey
	}
	y.caretaker = &caretaker{store: y.store}
	y.table = register.NewTable(y.runner, y.store)
	y.table.ShowPractice(true)
	y.table.SortBy(history.ByName, false)
	y.tasks = register.NewTasks(y.runner, y.store, y.settings, y.caretaker, y.connector, y.accounts)
	y.tasks.Recorded.Listen(func() { y.reloads++ })
	y.tasks.Ended.Listen(func(e register.Ending) { y.ended = append(y.ended, e.Outcome) })
	y.tasks.Changed.Listen(func() {
		if key := y.tasks.Text().Key; key != "" && !slices.Contains(y.said, key) {
			y.said = append(y.said, key)
		}
	})
	y.runner.Settle()
	return y
}

var practicePlace = history.Place{Practice: true, OrgID: practice.OrgID, Sandbox: practice.SandboxProduction}

// wantEnd checks how the only task ended.
func (y *yard) wantEnd(t *testing.T, key string, args map[string]any, problem string) {
	t.Helper()
	y.runner.Settle()
	if len(y.ended) != 1 {
		t.Fatalf("%d tasks have ended", len(y.ended))
	}
	got := y.ended[0]
	if got.Text.Key != key || got.Problem.Name != problem {
		t.Errorf("ended with %q and problem %q, want %q and %q", got.Text.Key, got.Problem.Name, key, problem)
	}
	for name, want := range args {
		if got.Text.Args[name] != want {
			t.Errorf("%s is %v, want %v", name, got.Text.Args[name], want)
		}
	}
	if y.tasks.Busy() || y.tasks.Stopping() || y.tasks.Outcome().Text.Key != key {
		t.Error("it does not rest")
	}
}

func TestRefresh(t *testing.T) {
	y := newYard(t, 0)
	if !y.tasks.Refreshes.Last(practiceTarget).IsZero() {
		t.Error("it was refreshed before")
	}
	y.caretaker.refresh = func(_ context.Context, place history.Place, source history.Source, progress func(int)) (provision.Refreshed, error) {
		if place != practicePlace || source != (history.Source{AccountID: "practice", APIKey: practice.APIKey}) {
			t.Errorf("read %+v through %+v", place, source)
		}
		for _, found := range []int{100, 200, 242} {
			progress(found)
			y.runner.Paint()
			if done, total := y.tasks.Progress(); done != found || total != 0 || !y.tasks.Busy() {
				t.Errorf("progress %d of %d after %d", done, total, found)
			}
			if text := y.tasks.Text(); text.Args["Organization"] != "Practice" || text.Args["Sandbox"] != practice.SandboxProduction || text.Args["Count"] != found {
				t.Errorf("it says %+v", text)
			}
		}
		y.runner.Fire()
		y.runner.Paint()
		if y.reloads != 1 {
			t.Errorf("%d reloads for three pages that came at once", y.reloads)
		}
		if y.tasks.Refreshes.Begin(practiceTarget, "Practice") {
			t.Error("a second one began beside it")
		}
		return provision.Refreshed{Found: 242, Added: 3, Changed: 1, Gone: 2}, nil
	}
	if !y.tasks.Refreshes.Begin(practiceTarget, "Practice") {
		t.Fatal("it did not begin")
	}
	y.wantEnd(t, "upkeep.refreshed", map[string]any{"Count": 242, "Added": 3, "Changed": 1, "Gone": 2}, "")
	if y.reloads != 2 {
		t.Errorf("%d reloads in all, want one more at the end", y.reloads)
	}
	if y.tasks.Refreshes.Last(practiceTarget).IsZero() {
		t.Error("it does not know when that was")
	}
	again := register.NewTasks(y.runner, y.store, y.settings, y.caretaker, y.connector, y.accounts)
	again.Refreshes.Load()
	y.runner.Settle()
	if again.Refreshes.Last(practiceTarget).IsZero() {
		t.Error("another start does not know when that was")
	}
	other := practiceTarget
	other.Account.Sandbox = "another"
	if !again.Refreshes.Last(other).IsZero() {
		t.Error("another sandbox was refreshed")
	}
	y.tasks.Dismiss()
	if o := y.tasks.Outcome(); !o.Text.Empty() || !o.Problem.Empty() {
		t.Error("what was dismissed is still said")
	}
}

func TestRefreshStopped(t *testing.T) {
	y := newYard(t, 0)
	y.caretaker.refresh = func(ctx context.Context, _ history.Place, _ history.Source, progress func(int)) (provision.Refreshed, error) {
		progress(100)
		y.runner.Paint()
		y.tasks.Stop()
		y.runner.Paint()
		if !y.tasks.Stopping() {
			t.Error("it is not stopping")
		}
		return provision.Refreshed{Found: 100, Added: 100}, ctx.Err()
	}
	y.tasks.Refreshes.Begin(practiceTarget, "Practice")
	y.wantEnd(t, "upkeep.refreshStopped", map[string]any{"Count": 100, "Added": 100}, "")
	if diff := cmp.Diff([]string{"upkeep.refreshing", "upkeep.stopping"}, y.said); diff != "" {
		t.Errorf("said (-want +got):\n%s", diff)
	}
	if len(y.settings) != 0 {
		t.Error("a list that is not whole counts as a refresh")
	}
}

func TestRefreshRefused(t *testing.T) {
	y := newYard(t, 0)
	y.caretaker.refresh = func(context.Context, history.Place, history.Source, func(int)) (provision.Refreshed, error) {
		return provision.Refreshed{}, &client.APIError{Op: "Connections", Kind: client.KindForbidden, Status: 403}
	}
	y.tasks.Refreshes.Begin(practiceTarget, "Practice")
	y.wantEnd(t, "", nil, "forbidden")
}

// testOf gives each entry the result that its name asks for.
func testOf(results map[string]error) func(context.Context, history.Entry) (history.TestResult, error) {
	return func(_ context.Context, entry history.Entry) (history.TestResult, error) {
		err, ok := results[entry.AttemptID]
		switch {
		case !ok:
			return history.Working, nil
		case errors.Is(err, errRefused):
			return history.Refused, nil
		}
		return "", err
	}
}

var errRefused = errors.New("keys refused")

func TestTestAll(t *testing.T) {
	unavailable := &client.APIError{Op: "TestConnection", Kind: client.KindUnavailable, Status: 503}
	for _, tt := range []struct {
		name    string
		alter   func(*yard)
		scope   func(*register.Table) register.Scope
		results map[string]error
		key     string
		args    map[string]any
		problem string
		tested  int
	}{
		{
			name: "marked", scope: func(table *register.Table) register.Scope {
				click(table, 1)
				table.Marks.Toggle(3)
				return table.Marks.Scope()
			},
			results: map[string]error{"attempt-000003": errRefused},
			key:     "upkeep.tested", args: map[string]any{"Count": 2, "Working": 1, "Refused": 1}, tested: 2,
		},
		{name: "all shown", scope: (*register.Table).Shown, key: "upkeep.tested", args: map[string]any{"Count": 5, "Working": 5}, tested: 5},
		{
			name: "some fail", scope: (*register.Table).Shown,
			results: map[string]error{"attempt-000001": unavailable, "attempt-000002": errRefused},
			key:     "upkeep.testedSome", args: map[string]any{"Count": 5, "Working": 3, "Refused": 1, "Rest": 1}, problem: "down", tested: 5,
		},
		{
			name: "without an account", scope: (*register.Table).Shown,
			alter: func(y *yard) {
				for i := range 2 {
					y.store.entries[i].APIKey = "of somebody else"
					y.store.entries[i].Place = history.Place{PlatformURL: client.DefaultBaseURL, OrgID: "another", Sandbox: "prod"}
				}
				y.table.ShowPractice(false)
				y.runner.Settle()
			},
			key: "upkeep.testedSome", args: map[string]any{"Count": 2, "Rest": 2}, problem: "noAccounts", tested: 2,
		},
		{
			name: "only what stands for a connection", scope: func(table *register.Table) register.Scope {
				click(table, 0)
				table.Marks.Range(2)
				return table.Marks.Scope()
			},
			alter: func(y *yard) { y.store.entries[0].State = history.Failed; y.store.entries[1].State = history.Unknown },
			key:   "upkeep.tested", args: map[string]any{"Count": 1}, tested: 1,
		},
		{
			name: "nothing to test", scope: (*register.Table).Shown,
			alter: func(y *yard) {
				y.table.SetFilter(register.Filter{Statuses: []history.Status{history.StatusFailed}})
				y.runner.Settle()
			},
			key: "upkeep.nothingToTest", tested: 0,
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			y := newYard(t, 5)
			y.caretaker.test = testOf(tt.results)
			if tt.alter != nil {
				tt.alter(y)
				y.table.Reload()
				y.runner.Settle()
			}
			if !y.tasks.Tests.Begin(tt.scope(y.table)) {
				t.Fatal("it did not begin")
			}
			y.wantEnd(t, tt.key, tt.args, tt.problem)
			if len(y.caretaker.tested) != tt.tested {
				t.Errorf("%d were tested, want %d", len(y.caretaker.tested), tt.tested)
			}
			if done, total := y.tasks.Progress(); tt.tested > 0 && (done != tt.tested || total != tt.tested) {
				t.Errorf("at the end %d of %d", done, total)
			}
		})
	}
}

func TestTestAllStopped(t *testing.T) {
	y := newYard(t, 5)
	y.caretaker.test = func(ctx context.Context, entry history.Entry) (history.TestResult, error) {
		if entry.AttemptID == "attempt-000002" {
			y.tasks.Stop()
			return "", ctx.Err()
		}
		return history.Working, nil
	}
	y.tasks.Tests.Begin(y.table.Shown())
	y.wantEnd(t, "upkeep.testStopped", map[string]any{"Count": 2, "Working": 2}, "")
}
