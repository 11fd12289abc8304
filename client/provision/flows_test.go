package provision_test

import (
	"context"
	"errors"
	"iter"
	"net/http"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"mooring/client"
	"mooring/client/history"
	"mooring/client/practice"
	"mooring/client/provision"
)

// flowWorld is a world with a connection that has dataflows.
type flowWorld struct {
	*world
	t     *testing.T
	flows *provision.Flows
	id    string // of the attempt
	conn  client.ConnectionID
}

// inFlowWorld runs do in a bubble of time, with a connection that has dataflows
// of these kinds.
func inFlowWorld(t *testing.T, kinds []practice.Elsewhere, do func(t *testing.T, w *flowWorld)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		w, end := newWorld(t, practicePlace)
		defer end()
		f := &flowWorld{world: w, t: t, flows: provision.NewFlows(w.register.Journal, provision.Options{})}
		f.id, f.conn = f.connection("Sales #1", kinds...)
		pass(10 * time.Minute) // from the hour at which runs are due
		do(t, f)
		noSecrets(t, w.dir, "@example")
	})
}

// connection makes a connection with dataflows.
func (w *flowWorld) connection(name string, kinds ...practice.Elsewhere) (string, client.ConnectionID) {
	w.t.Helper()
	made, err := w.service.Create(w.t.Context(), w.client, w.tokens, practiceRequest(name, keyOf(name)), nil)
	if err != nil {
		w.t.Fatal(err)
	}
	for _, kind := range kinds {
		w.others(kind, made.Entry.ConnectionID)
	}
	return made.Entry.AttemptID, made.Entry.ConnectionID
}

// pass lets time pass in the bubble.
func pass(d time.Duration) {
	time.Sleep(d) //nolint:forbidigo // in a bubble, where it takes no time
}

func (w *flowWorld) others(what practice.Elsewhere, conn client.ConnectionID) {
	w.t.Helper()
	if err := w.platform.Elsewhere(w.t.Context(), what, practicePlace.OrgID, practicePlace.Sandbox, string(conn)); err != nil {
		w.t.Fatal(err)
	}
}

// read reads the dataflows of the connection.
func (w *flowWorld) read() (history.Entry, []history.Dataflow) {
	w.t.Helper()
	entry, flows, err := w.flows.Read(w.t.Context(), w.client.Dataflows(), w.id)
	if err != nil {
		w.t.Fatal(err)
	}
	return entry, flows
}

// one reads the only dataflow.
func (w *flowWorld) one() history.Dataflow {
	w.t.Helper()
	_, flows := w.read()
	if len(flows) != 1 {
		w.t.Fatalf("%d dataflows", len(flows))
	}
	return flows[0]
}

// replaceKeys gives the connection keys that work.
func (w *flowWorld) replaceKeys() {
	w.t.Helper()
	entry, err := w.register.Journal.Get(w.t.Context(), w.id)
	if err != nil {
		w.t.Fatal(err)
	}
	keys := practiceRequest("", practice.AccessKeyWorks).Connection.S3
	if _, err := w.service.Update(w.t.Context(), w.client, w.id, entry.ETag, client.Change{S3: &keys}); err != nil {
		w.t.Fatal(err)
	}
}

// sinceLast are the requests that were made to Platform since it was asked before.
func (w *flowWorld) sinceLast(before int) (paths []string) {
	for _, r := range w.platform.Requests()[before:] {
		if !strings.Contains(r.Path, "/ims/") {
			parts := strings.Split(strings.TrimPrefix(r.Path, "/data/foundation/"), "/")
			paths = append(paths, r.Method+" "+strings.Join(parts[:min(len(parts), 2)], "/"))
		}
	}
	return paths
}

// flowTrail are the kinds of the events about dataflows, the oldest first.
func (w *flowWorld) flowTrail() (kinds []history.EventKind) {
	w.t.Helper()
	events, err := w.register.Journal.Events(w.t.Context(), w.id)
	if err != nil {
		w.t.Fatal(err)
	}
	for _, ev := range slices.Backward(events) {
		if ev.Flow != "" {
			if ev.FlowName == "" {
				w.t.Errorf("%s of a dataflow without a name", ev.Kind)
			}
			kinds = append(kinds, ev.Kind)
		}
	}
	return kinds
}

func TestReadDataflows(t *testing.T) {
	for kind, want := range map[practice.Elsewhere]history.FlowStatus{
		practice.ElsewhereUse: history.FlowsWorking, practice.ElsewhereFail: history.FlowsFailing, practice.ElsewherePartly: history.FlowsPartial,
		practice.ElsewherePause: history.FlowsPaused, practice.ElsewhereLater: history.FlowsWaiting, practice.ElsewhereOnce: history.FlowsWorking,
	} {
		t.Run(string(kind), func(t *testing.T) {
			inFlowWorld(t, []practice.Elsewhere{kind}, func(t *testing.T, w *flowWorld) {
				n := len(w.platform.Requests())
				entry, flows := w.read()
				first := w.sinceLast(n)
				if len(flows) != 1 || entry.Flows.Status != want || flows[0].Status() != want {
					t.Fatalf("%+v", entry.Flows)
				}
				d := flows[0]
				if d.Name == "" || d.Path == "" || d.Dataset == "" || d.DatasetName == "" || d.Schedule.Frequency == "" || d.Schedule.Start.IsZero() {
					t.Errorf("%+v", d)
				}
				if len(d.Runs) > 20 || (len(d.Runs) == 0) != (want == history.FlowsWaiting) {
					t.Errorf("%d runs", len(d.Runs))
				}
				if kind == practice.ElsewhereFail {
					since := time.Now().Add(-3 * 24 * time.Hour)
					if d.Failed < 71 || d.AtLeast || d.FailingSince.Sub(since).Abs() > time.Hour || d.Last.Cause.Code != "CONNECTOR-1001-500" ||
						d.Last.Cause.Message == "" || entry.Status() != history.StatusFailing || !entry.Flows.FailingSince.Equal(d.FailingSince) {
						t.Errorf("%d since %v, at least %v: %+v, %s", d.Failed, d.FailingSince, d.AtLeast, d.Last, entry.Status())
					}
				}
				if kind == practice.ElsewherePartly && (d.Last.Figures.RowsFailed <= 0 || len(d.Last.Batches) == 0) {
					t.Errorf("%+v", d.Last)
				}
				n = len(w.platform.Requests())
				w.read()
				again := w.sinceLast(n)
				if len(first) > 6 || !slices.Equal(again, []string{"GET flowservice/sourceConnections", "GET flowservice/flows", "GET flowservice/runs"}) {
					t.Errorf("first %v, again %v", first, again)
				}
			})
		})
	}
}

func TestReadNoDataflows(t *testing.T) {
	inFlowWorld(t, nil, func(t *testing.T, w *flowWorld) {
		entry, flows := w.read()
		if len(flows) != 0 || entry.Flows.Status != history.FlowsNone || entry.Flows.ReadAt.IsZero() {
			t.Errorf("%+v", entry.Flows)
		}
		w.platform.Misbehave(practice.Fault{Status: http.StatusForbidden})
		if _, _, err := w.flows.Read(t.Context(), w.client.Dataflows(), w.id); client.KindOf(err) != client.KindForbidden {
			t.Error(err)
		}
		w.platform.Behave()
		if _, _, err := w.flows.Read(t.Context(), w.client.Dataflows(), "nobody"); !errors.Is(err, history.ErrNotFound) {
			t.Error(err)
		}
		if _, err := w.service.Delete(t.Context(), w.client, w.id); err != nil {
			t.Fatal(err)
		}
		if _, _, err := w.flows.Read(t.Context(), w.client.Dataflows(), w.id); !errors.Is(err, provision.ErrNotCreated) {
			t.Error(err)
		}
	})
}

// TestMonday is the whole circle: it failed, why, new keys, try again.
func TestMonday(t *testing.T) {
	inFlowWorld(t, []practice.Elsewhere{practice.ElsewhereFail}, func(t *testing.T, w *flowWorld) {
		d := w.one()
		w.replaceKeys()
		if err := w.flows.Retry(t.Context(), w.client.Dataflows(), w.id, d.ID, lastFailed(d)); err != nil {
			t.Fatal(err)
		}
		now, err := w.register.Journal.Flows(t.Context(), w.id)
		if err != nil || !now[0].UnderWay() || now[0].Runs[0].Run == d.Runs[0].Run || now[0].Runs[1] != d.Runs[0] || now[0].Status() != history.FlowsFailing {
			t.Errorf("%+v, %v", now, err)
		}
		pass(5 * time.Minute)
		entry, flows := w.read()
		if entry.Status() != history.StatusBehind || flows[0].Failed != 0 { // the earlier ones were not tried again
			t.Errorf("%s: %+v", entry.Status(), flows[0])
		}
		want := []history.EventKind{history.EventFlowFailing, history.EventRetrying, history.EventRetried, history.EventFlowRecovered}
		if diff := cmp.Diff(want, w.flowTrail()); diff != "" {
			t.Error(diff)
		}
	})
}

// retryFailed has the failed runs of a dataflow made once more, and returns how many
// were, of how many.
func (w *flowWorld) retryFailed(d history.Dataflow) (made, of int, err error) {
	err = w.flows.RetryFailed(w.t.Context(), w.client.Dataflows(), w.id, d.ID, func(m, n int) { made, of = m, n })
	return made, of, err
}

// TestRetryFailed has all runs made again that failed, so that no file is left
// unread.
func TestRetryFailed(t *testing.T) {
	inFlowWorld(t, []practice.Elsewhere{practice.ElsewhereFail}, func(t *testing.T, w *flowWorld) {
		d := w.one()
		w.replaceKeys()
		w.platform.Misbehave(practice.Fault{Op: practice.OpRunAction, Times: 2}, practice.Fault{Op: practice.OpRunAction, Times: 1, Status: http.StatusForbidden})
		if made, of, err := w.retryFailed(d); client.KindOf(err) != client.KindForbidden || made != 2 || of != d.Failed {
			t.Fatalf("%d of %d, %v", made, of, err)
		}
		if made, of, err := w.retryFailed(d); err != nil || made != d.Failed-2 || of != made || d.Failed < 71 {
			t.Fatalf("%d of %d, %v", made, of, err)
		}
		pass(5 * time.Minute)
		if now := w.one(); now.Status() != history.FlowsWorking {
			t.Errorf("%+v", now)
		}
		if made, _, err := w.retryFailed(d); err != nil || made != 0 {
			t.Errorf("%d more, %v", made, err)
		}
	})
}

// TestNoRunStaysUnderWay reads many runs while they are under way, which begin in another
// order than they were made in: what came of each is read later.
func TestNoRunStaysUnderWay(t *testing.T) {
	inFlowWorld(t, []practice.Elsewhere{practice.ElsewhereFail}, func(t *testing.T, w *flowWorld) {
		d := w.one()
		w.replaceKeys()
		if err := w.flows.RetryFailed(t.Context(), w.client.Dataflows(), w.id, d.ID, nil); err != nil {
			t.Fatal(err)
		}
		for range 4 {
			pass(time.Minute)
			d = w.one()
		}
		for _, run := range d.Runs {
			if !run.Outcome.Ended() {
				t.Errorf("%s of %s is still %q", run.Run, run.At, run.Outcome)
			}
		}
		if pending := d.Pending(); len(pending) != 0 {
			t.Errorf("%d are still pending", len(pending))
		}
	})
}

// TestARunThatFailsLate was under way with the old keys while those before it were
// tried again: that these went through does not say that its files were read.
func TestARunThatFailsLate(t *testing.T) {
	inFlowWorld(t, []practice.Elsewhere{practice.ElsewhereFail}, func(t *testing.T, w *flowWorld) {
		d := w.one()
		for i := 0; i < 40 && !d.UnderWay(); i++ {
			pass(2 * time.Minute)
			d = w.one()
		}
		if !d.UnderWay() {
			t.Fatal("no run is under way")
		}
		late := d.Runs[0].Run
		pass(20 * time.Second) // now it has begun: what is asked for from here on begins later
		entry, err := w.register.Journal.Get(t.Context(), w.id)
		if err != nil {
			t.Fatal(err)
		}
		keys := practiceRequest("", practice.AccessKeyWorks).Connection.S3
		if _, err := w.service.Update(t.Context(), w.client, w.id, entry.ETag, client.Change{S3: &keys}); err != nil {
			t.Fatal(err)
		}
		if err := w.flows.RetryFailed(t.Context(), w.client.Dataflows(), w.id, d.ID, nil); err != nil {
			t.Fatal(err)
		}
		pass(5 * time.Minute)
		now, flows := w.read()
		if left := flows[0].LeftBehind(); now.Status() != history.StatusBehind || len(left) != 1 || left[0].Run != late {
			t.Fatalf("%s, left behind %+v", now.Status(), left)
		}
		if made, _, err := w.retryFailed(d); err != nil || made != 1 {
			t.Fatalf("%d were made, %v", made, err)
		}
		pass(5 * time.Minute)
		if now, flows := w.read(); now.Status() != history.StatusWorking || len(flows[0].LeftBehind()) != 0 {
			t.Errorf("%s, still left behind: %+v", now.Status(), flows[0].LeftBehind())
		}
	})
}

// lastFailed is the newest run that failed.
func lastFailed(d history.Dataflow) client.RunID {
	for _, run := range d.Runs {
		if run.Outcome == client.OutcomeFailed {
			return run.Run
		}
	}
	return ""
}

func TestPauseAndResume(t *testing.T) {
	inFlowWorld(t, []practice.Elsewhere{practice.ElsewhereUse}, func(t *testing.T, w *flowWorld) {
		d := w.one()
		if err := w.flows.Pause(t.Context(), w.client.Dataflows(), w.id, d.ID); err != nil {
			t.Fatal(err)
		}
		entry, err := w.register.Journal.Get(t.Context(), w.id)
		if err != nil || entry.Status() != history.StatusPaused {
			t.Errorf("%s, %v", entry.Status(), err)
		}
		if now := w.one(); now.Status() != history.FlowsPaused {
			t.Error(now.State)
		}
		// Another admin has been faster, or the same one with a second click.
		if err := w.flows.Pause(t.Context(), w.client.Dataflows(), w.id, d.ID); err != nil {
			t.Errorf("it is paused already: %v", err)
		}
		if err := w.flows.Resume(t.Context(), w.client.Dataflows(), w.id, d.ID); err != nil {
			t.Fatal(err)
		}
		if now := w.one(); now.Status() != history.FlowsWorking {
			t.Error(now.State)
		}
		// Elsewhere it is paused again, and the next look tells who did it.
		if err := w.client.Dataflows().PauseFlow(t.Context(), d.ID); err != nil {
			t.Fatal(err)
		}
		w.one()
		want := []history.EventKind{
			history.EventPausing, history.EventPaused, history.EventPausing, history.EventPaused,
			history.EventResuming, history.EventResumed, history.EventFlowPaused,
		}
		if diff := cmp.Diff(want, w.flowTrail()); diff != "" {
			t.Error(diff)
		}
	})
}

func problem(err error) client.APIError {
	if e, ok := errors.AsType[*client.APIError](err); ok {
		return *e
	}
	return client.APIError{}
}

// TestActionsAreRefused meets each documented refusal.
func TestActionsAreRefused(t *testing.T) {
	for name, tc := range map[string]struct {
		kind practice.Elsewhere
		do   func(w *flowWorld, d history.Dataflow) error
		code string
		last history.EventKind
	}{
		"not once": {practice.ElsewhereUse, func(w *flowWorld, d history.Dataflow) error {
			return w.flows.RunNow(w.t.Context(), w.client.Dataflows(), w.id, d.ID, provision.Window(d, time.Now()))
		}, "1386-400", history.EventStartFailed},
		"a good run": {practice.ElsewhereUse, func(w *flowWorld, d history.Dataflow) error {
			return w.flows.Retry(w.t.Context(), w.client.Dataflows(), w.id, d.ID, d.Runs[len(d.Runs)-1].Run)
		}, "1387-400", history.EventRetryFailed},
		"paused": {practice.ElsewhereFail, func(w *flowWorld, d history.Dataflow) error {
			if err := w.flows.Pause(w.t.Context(), w.client.Dataflows(), w.id, d.ID); err != nil {
				return err
			}
			return w.flows.Retry(w.t.Context(), w.client.Dataflows(), w.id, d.ID, lastFailed(d))
		}, "1388-400", history.EventRetryFailed},
		"still changing": {practice.ElsewhereUse, func(w *flowWorld, d history.Dataflow) error {
			w.platform.Misbehave(practice.Fault{Op: practice.OpFlowAction, Times: 1, Body: []byte(`{"error-chain":[{"errorCode":"FLOW-1422-400","message":"just changing"}]}`), Status: http.StatusBadRequest})
			return w.flows.Pause(w.t.Context(), w.client.Dataflows(), w.id, d.ID)
		}, "1422-400", history.EventPauseFailed},
	} {
		t.Run(name, func(t *testing.T) {
			inFlowWorld(t, []practice.Elsewhere{tc.kind}, func(t *testing.T, w *flowWorld) {
				err := tc.do(w, w.one())
				if e := problem(err); !strings.HasSuffix(e.Code, tc.code) || e.Kind != client.KindRejected {
					t.Errorf("%v", err)
				}
				trail := w.flowTrail()
				if len(trail) == 0 || trail[len(trail)-1] != tc.last {
					t.Errorf("%v", trail)
				}
			})
		})
	}
}

func TestRunNow(t *testing.T) {
	inFlowWorld(t, []practice.Elsewhere{practice.ElsewhereOnce}, func(t *testing.T, w *flowWorld) {
		d := w.one()
		if err := w.flows.RunNow(t.Context(), w.client.Dataflows(), w.id, d.ID, provision.Window(d, time.Now())); err != nil {
			t.Fatal(err)
		}
		pass(5 * time.Minute)
		if now := w.one(); len(now.Runs) != len(d.Runs)+1 || now.UnderWay() {
			t.Errorf("%+v", now.Runs)
		}
	})
}

func TestActionsNeedADataflow(t *testing.T) {
	inFlowWorld(t, []practice.Elsewhere{practice.ElsewhereUse}, func(t *testing.T, w *flowWorld) {
		n := len(w.platform.Requests())
		if err := w.flows.Pause(t.Context(), w.client.Dataflows(), w.id, "nobody"); !errors.Is(err, provision.ErrNoDataflow) {
			t.Error(err)
		}
		if err := w.flows.Pause(t.Context(), w.client.Dataflows(), "nobody", "nobody"); !errors.Is(err, history.ErrNotFound) {
			t.Error(err)
		}
		if sent := w.sinceLast(n); len(sent) != 0 {
			t.Error(sent)
		}
		d := w.one()
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		n = len(w.platform.Requests())
		if err := w.flows.Pause(ctx, w.client.Dataflows(), w.id, d.ID); client.KindOf(err) != client.KindCanceled {
			t.Error(err)
		}
		if sent, trail := w.sinceLast(n), w.flowTrail(); len(sent) != 0 || len(trail) != 0 {
			t.Error(sent, trail)
		}
	})
}

// TestLostAnswers loses the answer to each action, done or not.
func TestLostAnswers(t *testing.T) {
	for name, tc := range map[string]struct {
		kind practice.Elsewhere
		do   func(w *flowWorld, d history.Dataflow) error
		done history.EventKind
		not  history.EventKind
	}{
		"retry": {practice.ElsewhereFail, func(w *flowWorld, d history.Dataflow) error {
			return w.flows.Retry(w.t.Context(), w.client.Dataflows(), w.id, d.ID, lastFailed(d))
		}, history.EventRetried, history.EventRetryUnknown},
		"start": {practice.ElsewhereOnce, func(w *flowWorld, d history.Dataflow) error {
			return w.flows.RunNow(w.t.Context(), w.client.Dataflows(), w.id, d.ID, provision.Window(d, time.Now()))
		}, history.EventStarted, history.EventStartUnknown},
		"pause": {practice.ElsewhereUse, func(w *flowWorld, d history.Dataflow) error {
			return w.flows.Pause(w.t.Context(), w.client.Dataflows(), w.id, d.ID)
		}, history.EventPaused, history.EventPauseFailed},
		"resume": {practice.ElsewherePause, func(w *flowWorld, d history.Dataflow) error {
			return w.flows.Resume(w.t.Context(), w.client.Dataflows(), w.id, d.ID)
		}, history.EventResumed, history.EventResumeFailed},
	} {
		for fault, f := range map[string]practice.Fault{
			"done, then cut":    {Times: 1, Drop: practice.DropAfterCommit},
			"done, answer cut":  {Times: 1, Drop: practice.DropMidBody},
			"done, 502":         {Times: 1, Status: http.StatusBadGateway, Commit: true},
			"done, page":        {Times: 1, Status: http.StatusOK, Body: practice.HTMLPage, ContentType: practice.HTMLType, Commit: true},
			"not done, cut":     {Times: 1, Drop: practice.DropBeforeCommit},
			"not done, 500":     {Times: 1, Status: http.StatusInternalServerError},
			"done, 429 first":   {Times: 1, Status: http.StatusTooManyRequests},
			"not done, refused": {Times: 1, Status: http.StatusForbidden},
		} {
			t.Run(name+", "+fault, func(t *testing.T) {
				inFlowWorld(t, []practice.Elsewhere{tc.kind}, func(t *testing.T, w *flowWorld) {
					d := w.one()
					before := runsOnPlatform(t, w, d.ID)
					w.platform.Misbehave(f)
					err := tc.do(w, d)
					done := strings.HasPrefix(fault, "done")
					if (err == nil) != done {
						t.Errorf("%v", err)
					}
					want := tc.done
					switch {
					case fault == "not done, refused":
						want = actionFailed[name]
					case !done:
						want = tc.not
						if _, unknown := errors.AsType[*provision.ActionUnknownError](err); unknown != (name == "retry" || name == "start") {
							t.Errorf("%v", err)
						}
					}
					trail := w.flowTrail()
					if got := trail[len(trail)-1]; got != want {
						t.Errorf("%v, want %s", trail, want)
					}
					made := runsOnPlatform(t, w, d.ID) - before
					if wantMade := done && (name == "retry" || name == "start"); made != map[bool]int{true: 1}[wantMade] {
						t.Errorf("%d runs were made", made)
					}
					kept, err := w.register.Journal.Flows(t.Context(), w.id)
					if err != nil || done && made == 1 && !kept[0].UnderWay() {
						t.Errorf("%+v, %v", kept, err)
					}
				})
			})
		}
	}
}

// aheadDataflows is a Platform of which this computer's clock is ahead, as it has told
// once it has answered to a list of runs.
type aheadDataflows struct {
	*client.Dataflows
	by   time.Duration
	told time.Duration
}

func (d *aheadDataflows) ClockSkew() time.Duration { return d.told }

func (d *aheadDataflows) Runs(ctx context.Context, f client.RunFilter) iter.Seq2[client.Run, error] {
	return func(yield func(client.Run, error) bool) {
		for run, err := range d.Dataflows.Runs(ctx, f) {
			d.told = d.by
			if !yield(run, err) {
				return
			}
		}
	}
}

// TestLostRetryWithAWrongClock loses the answer to a run that is tried again, once
// noticed and once by the death of the app, on a computer whose clock is wrong. To
// call it "not done" would have the same files read twice over.
func TestLostRetryWithAWrongClock(t *testing.T) {
	for _, ahead := range []time.Duration{0, 7 * time.Minute, 30 * 24 * time.Hour, -7 * time.Minute, -30 * 24 * time.Hour} {
		inFlowWorld(t, []practice.Elsewhere{practice.ElsewhereFail}, func(t *testing.T, w *flowWorld) {
			now := func() time.Time { return time.Now().Add(ahead) }
			w.flows = provision.NewFlows(w.register.Journal, provision.Options{Now: now})
			platform := &aheadDataflows{Dataflows: w.client.Dataflows(), by: ahead}
			d := w.one()
			w.platform.Misbehave(practice.Fault{Times: 1, Drop: practice.DropAfterCommit})
			if err := w.flows.Retry(t.Context(), platform, w.id, d.ID, lastFailed(d)); err != nil {
				t.Errorf("%v ahead: %v", ahead, err)
			}

			pass(10 * time.Minute)
			d = w.one()
			run := lastFailed(d)
			begun := history.Event{At: now(), Kind: history.EventRetrying, Flow: d.ID, FlowName: d.Name, Run: run}
			if err := w.register.Journal.Record(t.Context(), w.id, begun); err != nil {
				t.Fatal(err)
			}
			if _, err := w.client.Dataflows().RetryRun(t.Context(), run); err != nil {
				t.Fatal(err)
			}
			platform.told = 0 // by a client that is new
			err := w.flows.Settle(t.Context(), func(history.Entry) (provision.FlowPlatform, error) { return platform, nil }, true, nil)
			if err != nil {
				t.Fatal(err)
			}
			trail := w.flowTrail()
			found := slices.DeleteFunc(slices.Clone(trail), func(kind history.EventKind) bool { return kind != history.EventRetried })
			if len(found) != 2 || slices.Contains(trail, history.EventRetryFailed) {
				t.Errorf("%v ahead: %v", ahead, trail)
			}
		})
	}
}

var actionFailed = map[string]history.EventKind{
	"retry": history.EventRetryFailed, "start": history.EventStartFailed, "pause": history.EventPauseFailed, "resume": history.EventResumeFailed,
}

// runsOnPlatform counts the runs of a dataflow.
func runsOnPlatform(t *testing.T, w *flowWorld, id client.FlowID) (n int) {
	t.Helper()
	for _, err := range w.client.Dataflows().Runs(t.Context(), client.RunFilter{Flows: []client.FlowID{id}}) {
		if err != nil {
			t.Fatal(err)
		}
		n++
	}
	return n
}

// TestTwoAdminsRetry lets two admins try the same run again at once: each of the
// new runs is told apart, and neither register says more than happened.
func TestTwoAdminsRetry(t *testing.T) {
	inFlowWorld(t, []practice.Elsewhere{practice.ElsewhereFail}, func(t *testing.T, w *flowWorld) {
		d := w.one()
		other := openRegister(t, t.TempDir())
		defer func() { _ = other.Close() }()
		if _, err := provision.New(other.Journal, provision.Options{}).Refresh(t.Context(), w.client, practicePlace, history.Source{}, nil); err != nil {
			t.Fatal(err)
		}
		entries, err := entriesOf(t.Context(), other, history.Query{Practice: true, Search: string(w.conn)})
		if err != nil || len(entries) != 1 {
			t.Fatal(entries, err)
		}
		theirs := provision.NewFlows(other.Journal, provision.Options{})
		if _, _, err := theirs.Read(t.Context(), w.client.Dataflows(), entries[0].AttemptID); err != nil {
			t.Fatal(err)
		}
		before := runsOnPlatform(t, w, d.ID)
		errs := make(chan error, 2)
		go func() {
			errs <- theirs.Retry(t.Context(), w.client.Dataflows(), entries[0].AttemptID, d.ID, lastFailed(d))
		}()
		go func() {
			errs <- w.flows.Retry(t.Context(), w.client.Dataflows(), w.id, d.ID, lastFailed(d))
		}()
		if err := errors.Join(<-errs, <-errs); err != nil || runsOnPlatform(t, w, d.ID) != before+2 {
			t.Error(err)
		}
		if now := w.one(); len(now.Runs) != 20 || !now.UnderWay() {
			t.Errorf("%+v", now.Runs)
		}
	})
}

func TestReadAll(t *testing.T) {
	inFlowWorld(t, []practice.Elsewhere{practice.ElsewhereUse, practice.ElsewherePause}, func(t *testing.T, w *flowWorld) {
		failing, _ := w.connection("Failing #2", practice.ElsewhereFail)
		partly, _ := w.connection("Partly #3", practice.ElsewherePartly)
		none, _ := w.connection("None #4")
		n := len(w.platform.Requests())
		var told []provision.FlowsProgress
		found, err := w.flows.ReadAll(t.Context(), w.client.Dataflows(), practicePlace, func(p provision.FlowsProgress) { told = append(told, p) })
		if err != nil || found != (provision.FlowsFound{Flows: 4, Failing: 1}) {
			t.Fatalf("%+v, %v", found, err)
		}
		if last := told[len(told)-1]; last.Read != last.Of || last.Of != 4 {
			t.Errorf("%+v", told)
		}
		if first := w.sinceLast(n); len(first) > 8 {
			t.Error(first)
		}
		for id, want := range map[string]history.FlowStatus{
			w.id: history.FlowsWorking, failing: history.FlowsFailing, partly: history.FlowsPartial, none: history.FlowsNone,
		} {
			if e, err := w.register.Journal.Get(t.Context(), id); err != nil || e.Flows.Status != want {
				t.Errorf("%+v, want %s, %v", e.Flows, want, err)
			}
		}
		flows, err := w.register.Journal.Flows(t.Context(), failing)
		if err != nil || flows[0].Failed < 71 || flows[0].AtLeast {
			t.Errorf("%+v, %v", flows, err)
		}
		for _, later := range []time.Duration{0, 2 * time.Minute} { // whoever presses Refresh wants it to be read
			pass(later)
			n = len(w.platform.Requests())
			if _, err := w.flows.ReadAll(t.Context(), w.client.Dataflows(), practicePlace, nil); err != nil {
				t.Fatal(err)
			}
			if again := w.sinceLast(n); len(again) == 0 || len(again) > 4 {
				t.Error(again)
			}
		}
		pass(61 * time.Minute)
		if _, err := w.flows.ReadAll(t.Context(), w.client.Dataflows(), practicePlace, nil); err != nil {
			t.Fatal(err)
		}
		later, err := w.register.Journal.Flows(t.Context(), failing)
		if err != nil || later[0].Failed != flows[0].Failed+1 && later[0].Failed != flows[0].Failed+2 {
			t.Errorf("%d failed, then %d, %v", flows[0].Failed, later[0].Failed, err)
		}
	})
}

// TestReadAllStops keeps what was read, and takes nothing for known that is not.
func TestReadAllStops(t *testing.T) {
	inFlowWorld(t, []practice.Elsewhere{practice.ElsewhereUse}, func(t *testing.T, w *flowWorld) {
		none, _ := w.connection("None #2")
		ctx, cancel := context.WithCancel(t.Context())
		_, err := w.flows.ReadAll(ctx, w.client.Dataflows(), practicePlace, func(p provision.FlowsProgress) {
			if p.Of > 0 && p.Read == 0 {
				cancel()
			}
		})
		if !errors.Is(err, context.Canceled) {
			t.Errorf("%v", err)
		}
		for _, id := range []string{w.id, none} {
			if e, err := w.register.Journal.Get(t.Context(), id); err != nil || e.Flows.Status == history.FlowsNone && id == w.id {
				t.Errorf("%+v, %v", e.Flows, err)
			}
		}
		pass(2 * time.Minute)
		w.platform.Misbehave(practice.Fault{Status: http.StatusForbidden})
		if _, err := w.flows.ReadAll(t.Context(), w.client.Dataflows(), practicePlace, nil); client.KindOf(err) != client.KindForbidden {
			t.Error(err)
		}
		w.platform.Behave()
		pass(2 * time.Minute)
		at := time.Now()
		if _, err := w.flows.ReadAll(t.Context(), w.client.Dataflows(), practicePlace, nil); err != nil {
			t.Fatal(err)
		}
		for _, id := range []string{w.id, none} {
			if e, err := w.register.Journal.Get(t.Context(), id); err != nil || !e.Flows.ReadAt.Equal(at.Truncate(time.Millisecond)) {
				t.Errorf("%+v, %v", e.Flows, err)
			}
		}
	})
}

func TestWindow(t *testing.T) {
	now := time.Date(2026, 11, 28, 12, 0, 0, 0, time.UTC)
	h := func(n int) time.Time { return now.Add(time.Duration(n) * time.Hour) }
	for name, tc := range map[string]struct {
		d    history.Dataflow
		want time.Time
	}{
		"nothing known": {history.Dataflow{}, h(-24)},
		"never ran":     {history.Dataflow{Schedule: client.Schedule{Start: h(-5)}}, h(-5)},
		"ran":           {history.Dataflow{Schedule: client.Schedule{Start: h(-5)}, Last: history.LastRun{Started: h(-3), WindowEnd: h(-4), Outcome: client.OutcomeGood}}, h(-4)},
		"failed":        {history.Dataflow{Schedule: client.Schedule{Start: h(-5)}, Last: history.LastRun{Started: h(-3), WindowStart: h(-6), WindowEnd: h(-4), Outcome: client.OutcomeFailed}}, h(-6)},
		"to come":       {history.Dataflow{Schedule: client.Schedule{Start: h(5)}}, h(-24)},
	} {
		if got := provision.Window(tc.d, now); got != (client.RunWindow{Start: now, From: tc.want, To: now}) {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

// readingDataflows is a Platform at which dataflows are read while it is asked to do
// something.
type readingDataflows struct {
	*client.Dataflows
	read func()
}

func (d *readingDataflows) PauseFlow(ctx context.Context, id client.FlowID) error {
	d.read()
	return d.Dataflows.PauseFlow(ctx, id)
}

// What is read of a dataflow while something is done to it is not taken back by that,
// although it was begun with what was known before.
func TestWhatIsReadMeanwhileStays(t *testing.T) {
	inFlowWorld(t, []practice.Elsewhere{practice.ElsewhereUse}, func(t *testing.T, w *flowWorld) {
		d := w.one()
		pass(3 * time.Hour)
		var read history.Dataflow
		p := &readingDataflows{Dataflows: w.client.Dataflows(), read: func() { read = w.one() }}
		if err := w.flows.Pause(t.Context(), p, w.id, d.ID); err != nil {
			t.Fatal(err)
		}
		flows, err := w.register.Journal.Flows(t.Context(), w.id)
		if err != nil {
			t.Fatal(err)
		}
		if now := flows[0]; read.Runs[0].Run == d.Runs[0].Run || now.Runs[0].Run != read.Runs[0].Run || now.Status() != history.FlowsPaused {
			t.Errorf("%s, with the run %s, want %s", now.Status(), now.Runs[0].Run, read.Runs[0].Run)
		}
	})
}
