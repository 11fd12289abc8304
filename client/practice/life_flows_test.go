package practice_test

import (
	"iter"
	"maps"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"mooring/client"
	"mooring/client/practice"
)

// taken collects what a list gives.
func taken[T any](t testing.TB, all iter.Seq2[T, error]) []T {
	t.Helper()
	var list []T
	for one, err := range all {
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, one)
	}
	return list
}

// TestFlowLife goes through all that the client can ask of dataflows, in both
// sandboxes, which spell it differently.
func TestFlowLife(t *testing.T) {
	for _, sandbox := range []string{practice.SandboxProduction, practice.SandboxDevelopment} {
		t.Run(sandbox, func(t *testing.T) {
			var ahead atomic.Int64 // of the clock
			begin := time.Date(2026, 11, 23, 8, 0, 0, 0, time.UTC)
			clock := func() time.Time { return begin.Add(time.Duration(ahead.Load())) }
			p, c := connectAt(t, sandbox, clock)
			ctx := t.Context()
			made, err := c.CreateConnection(ctx, client.NewConnection{Name: "S3", S3: keys(practice.AccessKeyWorks, "acme")})
			if err != nil {
				t.Fatal(err)
			}
			others := func(what practice.Elsewhere) {
				t.Helper()
				if err := p.Elsewhere(ctx, what, practice.OrgID, sandbox, string(made.ID)); err != nil {
					t.Fatal(err)
				}
			}
			others(practice.ElsewherePartly)
			others(practice.ElsewhereFail)
			others(practice.ElsewhereOnce)
			ahead.Add(int64(5 * time.Minute)) // all that was due has ended

			var sources []client.SourceConnectionID
			for _, s := range taken(t, c.Dataflows().SourceConnections(ctx, made.ID)) {
				if !strings.HasPrefix(s.Path, "/acme/") || s.BaseID != made.ID {
					t.Errorf("%+v", s)
				}
				sources = append(sources, s.ID)
			}
			flows := taken(t, c.Dataflows().Flows(ctx, client.FlowFilter{Sources: sources}))
			if len(sources) != 3 || len(flows) != 3 {
				t.Fatalf("%d sources, %d dataflows", len(sources), len(flows))
			}
			partly, fail, once := flows[0], flows[1], flows[2]
			if all := taken(t, c.Dataflows().Flows(ctx, client.FlowFilter{})); len(all) != 3 {
				t.Errorf("%d in the sandbox", len(all))
			}
			if partly.Schedule.Frequency != client.ByDay || partly.Schedule.Interval != 1 || partly.AllowedErrors != 5 ||
				partly.BaseIDs[0] != made.ID || partly.LastRun.ID == "" || partly.UpdatedAt.Year() < 2026 || once.Schedule.Frequency != client.Once {
				t.Errorf("%+v", partly)
			}
			targets := taken(t, c.Dataflows().TargetConnections(ctx, partly.TargetIDs))
			if len(targets) != 1 {
				t.Fatalf("%+v", targets)
			}
			if set, err := c.Dataflows().Dataset(ctx, targets[0].DatasetID); err != nil || set.Name != "Loyalty members" {
				t.Errorf("%+v, %v", set, err)
			}
			if sets := taken(t, c.Dataflows().Datasets(ctx)); len(sets) < 5 {
				t.Errorf("%+v", sets)
			}

			runs := taken(t, c.Dataflows().Runs(ctx, client.RunFilter{Flows: []client.FlowID{partly.ID, fail.ID}}))
			if len(runs) != 6+121 || runs[0].CreatedAt.Before(runs[len(runs)-1].CreatedAt) {
				t.Errorf("%d runs", len(runs))
			}
			type count struct {
				flow    client.FlowID
				outcome client.Outcome
				code    string
				counted bool // rows, files and bytes
			}
			counts := map[count]int{}
			for _, r := range runs {
				counts[count{r.FlowID, r.Outcome(), r.Cause().Code, r.Figures.BytesIn != client.NotTold}]++
			}
			want := map[count]int{
				{partly.ID, client.OutcomePartial, "MAPPER-3700-400", true}:  6,
				{fail.ID, client.OutcomeGood, "", true}:                      48,
				{fail.ID, client.OutcomeFailed, "CONNECTOR-1001-500", false}: 73,
			}
			if !maps.Equal(counts, want) {
				t.Errorf("got %+v, want %+v", counts, want)
			}
			since := taken(t, c.Dataflows().Runs(ctx, client.RunFilter{Flows: []client.FlowID{fail.ID}, Since: clock().Add(-3 * time.Hour)}))
			if len(since) != 3 || slices.ContainsFunc(since, func(r client.Run) bool { return r.Status != client.RunFailed }) {
				t.Errorf("%d since", len(since))
			}

			if _, err := c.Dataflows().RetryRun(ctx, client.RunID("00000000-0000-4000-8000-000000000000")); client.KindOf(err) != client.KindNotFound {
				t.Errorf("%v", err)
			}
			again, err := c.Dataflows().RetryRun(ctx, since[0].ID)
			if err != nil || again == since[0].ID {
				t.Fatalf("%+v, %v", again, err)
			}
			if r, err := c.Dataflows().Run(ctx, again); err != nil || r.Outcome() != client.OutcomeWaiting {
				t.Errorf("%v, %v", r.Outcome(), err)
			}
			now, err := c.Connection(ctx, made.ID)
			if err != nil {
				t.Fatal(err)
			}
			if ok, err := c.TestConnection(ctx, made.ID); ok || err != nil {
				t.Errorf("test: %v, %v", ok, err)
			}
			if _, err := c.UpdateConnection(ctx, made.ID, now.ETag, client.Change{S3: new(keys(practice.AccessKeyWorks, "acme"))}); err != nil {
				t.Fatal(err)
			}
			healed, err := c.Dataflows().RetryRun(ctx, since[0].ID)
			if err != nil {
				t.Fatal(err)
			}
			ahead.Add(int64(3 * time.Minute))
			if r, err := c.Dataflows().Run(ctx, healed); err != nil || r.Outcome() != client.OutcomeGood || r.WindowEnd.IsZero() {
				t.Errorf("%+v, %v", r, err)
			}

			from := clock().Add(-time.Hour)
			if _, err := c.Dataflows().StartRun(ctx, fail.ID, client.RunWindow{Start: clock(), From: from, To: clock()}); !strings.Contains(err.Error(), "1386-400") {
				t.Errorf("%v", err)
			}
			started, err := c.Dataflows().StartRun(ctx, once.ID, client.RunWindow{Start: clock(), From: from, To: clock()})
			if err != nil || started == "" {
				t.Errorf("%+v, %v", started, err)
			}
			if err := c.Dataflows().PauseFlow(ctx, fail.ID); err != nil {
				t.Error(err)
			}
			wantKind(t, c.Dataflows().PauseFlow(ctx, fail.ID), client.KindRejected, "FLOW-1422-400")
			_, err = c.Dataflows().RetryRun(ctx, since[0].ID)
			wantKind(t, err, client.KindRejected, "1388-400")
			if f, err := c.Dataflows().Flow(ctx, fail.ID); err != nil || f.State != "disabled" || f.ETag == fail.ETag {
				t.Errorf("%+v, %v", f, err)
			}
			if err := c.Dataflows().ResumeFlow(ctx, fail.ID); err != nil {
				t.Error(err)
			}

			ahead.Add(int64(24 * time.Hour))
			last := taken(t, c.Dataflows().Runs(ctx, client.RunFilter{Flows: []client.FlowID{partly.ID}}))[0]
			rows, more, err := c.Dataflows().RefusedRows(ctx, last.Batches[0])
			if err != nil || more || len(rows) != 1 || !strings.Contains(rows[0].Row.Reveal(), `"optIn":"1"`) || rows[0].Reasons[0].Code != "3700" {
				t.Errorf("%v %v, %v", rows, more, err)
			}
			wantKind(t, c.DeleteConnection(ctx, made.ID), client.KindRejected, string(once.ID))
		})
	}
}

// crowd fills a sandbox with connections that have three dataflows each.
func crowd(t testing.TB, connections, runs int) (c *client.Client, begin time.Time) {
	t.Helper()
	begin = time.Date(2026, 11, 23, 8, 0, 0, 0, time.UTC)
	p, c := connectAt(t, practice.SandboxProduction, func() time.Time { return begin })
	if err := p.Fill(t.Context(), practice.OrgID, practice.SandboxProduction, connections); err != nil {
		t.Fatal(err)
	}
	if err := p.FillFlows(t.Context(), practice.OrgID, practice.SandboxProduction, 3, runs); err != nil {
		t.Fatal(err)
	}
	return c, begin
}

// lastDay reads all dataflows, and their runs of the last day.
func lastDay(t testing.TB, c *client.Client, begin time.Time) (flows, runs int) {
	t.Helper()
	var ids []client.FlowID
	for _, f := range taken(t, c.Dataflows().Flows(t.Context(), client.FlowFilter{})) {
		ids = append(ids, f.ID)
	}
	return len(ids), len(taken(t, c.Dataflows().Runs(t.Context(), client.RunFilter{Flows: ids, Since: begin.Add(-24 * time.Hour)})))
}

func TestFlowCrowd(t *testing.T) {
	c, begin := crowd(t, 40, 30)
	if flows, runs := lastDay(t, c, begin); flows != 120 || runs != 120*24 {
		t.Errorf("%d dataflows, %d runs", flows, runs)
	}
}

// BenchmarkFlowCrowd reads the last day of 1,500 dataflows with 100,000 runs.
func BenchmarkFlowCrowd(b *testing.B) {
	c, begin := crowd(b, 500, 67)
	for b.Loop() {
		lastDay(b, c, begin)
	}
}
