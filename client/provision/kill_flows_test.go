package provision_test

import (
	"context"
	"fmt"
	"net/http"
	"path/filepath"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"mooring/client"
	"mooring/client/history"
	"mooring/client/practice"
	"mooring/client/provision"
)

// flowWork is what the app is at with a dataflow when it is killed.
var flowWork = map[string]func(f *provision.Flows, r *history.Register, c *client.Client, attemptID string) error{
	"retrying": func(f *provision.Flows, r *history.Register, c *client.Client, id string) error {
		d, err := onlyFlow(r, id)
		if err != nil {
			return err
		}
		return f.Retry(context.Background(), c.Dataflows(), id, d.ID, lastFailed(d))
	},
	"pausing": func(f *provision.Flows, r *history.Register, c *client.Client, id string) error {
		d, err := onlyFlow(r, id)
		if err != nil {
			return err
		}
		return f.Pause(context.Background(), c.Dataflows(), id, d.ID)
	},
	"resuming": func(f *provision.Flows, r *history.Register, c *client.Client, id string) error {
		d, err := onlyFlow(r, id)
		if err != nil {
			return err
		}
		return f.Resume(context.Background(), c.Dataflows(), id, d.ID)
	},
}

func onlyFlow(r *history.Register, attemptID string) (history.Dataflow, error) {
	flows, err := r.Journal.Flows(context.Background(), attemptID)
	if err != nil || len(flows) != 1 {
		return history.Dataflow{}, fmt.Errorf("%d dataflows: %w", len(flows), err)
	}
	return flows[0], nil
}

// TestKillActing kills the app at every moment of trying again, pausing and
// resuming. At the next start the trail tells what came of it, once.
func TestKillActing(t *testing.T) {
	rounds := killRounds(5)
	for work, tt := range map[string]struct {
		kind         practice.Elsewhere
		begun        history.EventKind
		done, failed history.EventKind
		state        string // of the dataflow, if it was done
	}{
		"retrying": {practice.ElsewhereFail, history.EventRetrying, history.EventRetried, history.EventRetryFailed, "enabled"},
		"pausing":  {practice.ElsewhereUse, history.EventPausing, history.EventPaused, history.EventPauseFailed, "disabled"},
		"resuming": {practice.ElsewherePause, history.EventResuming, history.EventResumed, history.EventResumeFailed, "enabled"},
	} {
		for moment, done := range map[string]bool{
			killBeforeJournal: false, killJournalled: false, killBeforeCommit: false, killAfterCommit: true,
			killLateCommit: true, killMidAnswer: true, killAnswered: true, killRecorded: true,
		} {
			t.Run(work+" "+moment, func(t *testing.T) {
				dir := t.TempDir()
				// The dataflows are made half an hour ago: none of their runs is due now.
				var ago atomic.Int64
				clock := func() time.Time { return time.Now().Add(-time.Duration(ago.Load())) }
				platform, baseURL := newStoppingPlatform(t, dir, moment, http.MethodPost, "/action", clock)
				registerDir := filepath.Join(dir, "register")
				for round := range rounds {
					name := fmt.Sprintf("S3 connection #%d", round)
					c, tokens := signIn(t, baseURL, practicePlace, nil)
					register := openRegister(t, registerDir)
					made, err := provision.New(register.Journal, provision.Options{}).
						Create(t.Context(), c, tokens, practiceRequest(name, keyOf(name)), nil)
					if err != nil {
						t.Fatal(err)
					}
					id := made.Entry.AttemptID
					ago.Store(int64(30 * time.Minute))
					if err := platform.Elsewhere(t.Context(), tt.kind, practicePlace.OrgID, practicePlace.Sandbox, string(made.Entry.ConnectionID)); err != nil {
						t.Fatal(err)
					}
					ago.Store(0)
					_, flows, err := provision.NewFlows(register.Journal, provision.Options{}).Read(t.Context(), c.Dataflows(), id)
					if err != nil || len(flows) != 1 {
						t.Fatal(flows, err)
					}
					if err := register.Close(); err != nil {
						t.Fatal(err)
					}
					kill(t, work+": "+moment, registerDir, baseURL, name, platform)

					register = openRegister(t, registerDir)
					settle := provision.NewFlows(register.Journal, provision.Options{Settle: 50 * time.Millisecond})
					for range 2 { // the second time there is nothing to settle
						err := settle.Settle(t.Context(), func(history.Entry) (provision.FlowPlatform, error) { return c.Dataflows(), nil }, true,
							func(b history.Begun, err error) {
								if err != nil {
									t.Errorf("%s: %v", b.Event.Kind, err)
								}
							})
						if err != nil {
							t.Error(err)
						}
					}
					d, err := onlyFlow(register, id)
					if err != nil {
						t.Fatal(err)
					}
					now, err := c.Dataflows().Flow(t.Context(), d.ID)
					if err != nil {
						t.Fatal(err)
					}
					fresh := 0
					for run, err := range c.Dataflows().Runs(t.Context(), client.RunFilter{Flows: []client.FlowID{d.ID}}) {
						if err != nil {
							t.Fatal(err)
						}
						if !slices.ContainsFunc(flows[0].Runs, func(m history.Mark) bool { return m.Run == run.ID }) && run.When().After(flows[0].Runs[0].At) {
							fresh++
						}
					}
					var want []history.EventKind
					switch {
					case moment == killBeforeJournal:
					case done:
						want = []history.EventKind{tt.begun, tt.done}
					default:
						want = []history.EventKind{tt.begun, tt.failed}
					}
					if got := actions(t, register, id); !slices.Equal(got, want) {
						t.Errorf("the trail is %v, want %v", got, want)
					}
					if retried := work == "retrying" && done; fresh != map[bool]int{true: 1}[retried] {
						t.Errorf("%d new runs", fresh)
					}
					if (now.State == tt.state) != (done || work == "retrying") || d.State != now.State {
						t.Errorf("Platform says %s, the register %s", now.State, d.State)
					}
					if err := register.Close(); err != nil {
						t.Error(err)
					}
					noSecrets(t, registerDir)
					if t.Failed() {
						return
					}
				}
			})
		}
	}
}

// actions are the kinds of the events of actions in a trail, the oldest first.
func actions(t *testing.T, register *history.Register, attemptID string) (kinds []history.EventKind) {
	t.Helper()
	for _, kind := range trailOf(t, register, attemptID) {
		switch kind {
		case history.EventRetrying, history.EventRetried, history.EventRetryFailed, history.EventRetryUnknown,
			history.EventPausing, history.EventPaused, history.EventPauseFailed, history.EventPauseUnknown,
			history.EventResuming, history.EventResumed, history.EventResumeFailed, history.EventResumeUnknown:
			kinds = append(kinds, kind)
		}
	}
	return kinds
}
