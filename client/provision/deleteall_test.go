package provision

import (
	"context"
	"errors"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"mooring/client"
	"mooring/client/history"
)

// holding is the Platform of an entry, which deletes its connection as onDelete says.
func holding(e history.Entry, onDelete func(ctx context.Context, commit func() error) error) *fakePlatform {
	p := &fakePlatform{onDelete: onDelete}
	p.add(client.Connection{ID: e.ConnectionID})
	return p
}

// came says in a word how the deletion of one ended.
func came(e history.Entry, err error) string {
	switch {
	case errors.Is(err, errDisk):
		return "no platform"
	case IsOpen(err):
		return "unknown"
	case err != nil:
		return client.KindOf(err).String()
	}
	return string(e.State)
}

func TestDeleteAll(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		journal, ids := many(10)
		var at, most atomic.Int32
		results := map[string]int{}
		err := New(journal, Options{}).DeleteAll(t.Context(), ids,
			func(e history.Entry) (Platform, error) {
				if e.AttemptID == "attempt-7" {
					return nil, errDisk
				}
				p := holding(e, nil)
				p.onDelete = func(_ context.Context, commit func() error) error {
					most.Store(max(most.Load(), at.Add(1)))
					defer at.Add(-1)
					<-time.After(time.Second)
					switch e.AttemptID {
					case "attempt-2": // used by a dataflow
						return coded(client.KindRejected, "FLOW-1418-400")
					case "attempt-5": // nobody knows what became of it
						p.onGet = func() error { return failure(client.KindForbidden) }
						return interrupted
					case "attempt-8": // the answer is lost, the deletion is not
						_ = commit()
						return interrupted
					}
					return commit()
				}
				return p, nil
			},
			func(e history.Entry, err error) { results[came(e, err)]++ })
		// What was deleted before is told of, too, and what never came about is not.
		want := map[string]int{"deleted": 8, "no platform": 1, "unknown": 1, client.KindRejected.String(): 1}
		if diff := cmp.Diff(want, results); err != nil || diff != "" {
			t.Errorf("%v (-want +got):\n%s", err, diff)
		}
		if most.Load() != deleters {
			t.Errorf("%d at a time", most.Load())
		}
		for id, want := range map[string]history.State{
			"attempt-0": history.Deleted, "attempt-2": history.Created, "attempt-5": history.Created, "attempt-8": history.Deleted,
			string(history.Failed): history.Failed, string(history.Unknown): history.Unknown, string(history.Pending): history.Pending,
		} {
			if e, _ := journal.Get(t.Context(), id); e.State != want {
				t.Errorf("%s is %s, want %s", id, e.State, want)
			}
		}
	})
}

// What has left when all of it is stopped is told of, and what has not is not sent.
func TestDeleteAllStopped(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		journal, ids := many(20)
		ctx, stop := context.WithCancel(t.Context())
		var sent atomic.Int32
		results := map[string]int{}
		err := New(journal, Options{}).DeleteAll(ctx, ids,
			func(e history.Entry) (Platform, error) {
				p := holding(e, nil)
				p.onDelete = func(_ context.Context, commit func() error) error {
					n := sent.Add(1)
					<-time.After(time.Second)
					if n < deleters {
						return commit()
					}
					stop()
					p.onGet = func() error { return failure(client.KindForbidden) }
					return interrupted
				}
				return p, nil
			},
			func(e history.Entry, err error) { results[came(e, err)]++ })
		if !errors.Is(err, context.Canceled) {
			t.Errorf("error %v", err)
		}
		// Those of the first ones that ended before may have let others begin.
		told := results["deleted"] + results["unknown"]
		if told != int(sent.Load()) || results["unknown"] == 0 || results["deleted"] < deleters-1 || told > 2*deleters || len(results) != 2 {
			t.Errorf("%d were sent, told of %v", sent.Load(), results)
		}
		for _, e := range journal.all() {
			if intent, open := openIntent(journal.trails[e.AttemptID]); open && intent.Kind != history.EventDeleteUnknown {
				t.Errorf("%s is left open with %s", e.AttemptID, intent.Kind)
			}
		}
	})
}

// Where Platform has too many requests, all rest and go on: nothing is lost by it.
func TestDeleteAllThrottled(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		journal, ids := many(12)
		var sent atomic.Int32
		began := time.Now()
		deleted := 0
		err := New(journal, Options{}).DeleteAll(t.Context(), ids,
			func(e history.Entry) (Platform, error) {
				return holding(e, func(_ context.Context, commit func() error) error {
					if sent.Add(1) <= 3 {
						return &client.APIError{Kind: client.KindRateLimited, Status: 429, Op: opDelete, RetryAfter: 10 * time.Second}
					}
					return commit()
				}), nil
			},
			func(e history.Entry, err error) {
				if came(e, err) == "deleted" {
					deleted++
				}
			})
		if err != nil || deleted != 13 { // one was before
			t.Errorf("%v, %d deleted", err, deleted)
		}
		if took := time.Since(began); took < 10*time.Second || sent.Load() != 15 {
			t.Errorf("%d sent in %v", sent.Load(), took)
		}
	})
}
