package provision

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"mooring/client"
	"mooring/client/history"
)

// many is a register of n created entries, and their ids among others.
func many(n int) (*fakeJournal, []string) {
	journal := newJournal()
	ids := []string{"no such entry"}
	for i := range n {
		ids = append(ids, journal.put(history.Entry{
			AttemptID: fmt.Sprintf("attempt-%d", i), State: history.Created, ConnectionID: client.ConnectionID(fmt.Sprintf("c%d", i)),
		}))
	}
	for _, state := range []history.State{history.Pending, history.Unknown, history.Failed, history.Deleted} {
		ids = append(ids, journal.put(history.Entry{AttemptID: string(state), State: state}))
	}
	return journal, append(ids, ids...) // each is named twice
}

func TestTestAll(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		journal, ids := many(10)
		var at, most, nth atomic.Int32
		platform := &fakePlatform{}
		platform.onTest = func(context.Context) (bool, error) {
			if now := at.Add(1); now > most.Load() {
				most.Store(now)
			}
			defer at.Add(-1)
			<-time.After(time.Second)
			switch nth.Add(1) {
			case 3:
				return false, nil
			case 5:
				return false, failure(client.KindForbidden)
			}
			return true, nil
		}
		results := map[string]int{}
		telling := false
		began := time.Now()
		err := New(journal, Options{}).TestAll(t.Context(), ids,
			func(e history.Entry) (Platform, error) {
				if e.AttemptID == "attempt-7" {
					return nil, errDisk
				}
				return platform, nil
			},
			func(e history.Entry, err error) {
				if telling {
					t.Error("told of two at the same time")
				}
				telling = true
				defer func() { telling = false }()
				switch {
				case errors.Is(err, errDisk) && e.AttemptID == "attempt-7":
					results["no platform"]++
				case client.KindOf(err) == client.KindForbidden:
					results["forbidden"]++
				case err == nil:
					results[string(e.Test)]++
				}
			})
		if err != nil {
			t.Fatal(err)
		}
		want := map[string]int{"working": 7, "refused": 1, "forbidden": 1, "no platform": 1}
		if diff := cmp.Diff(want, results); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
		if took := time.Since(began); most.Load() != testers || took > 4*time.Second {
			t.Errorf("%d at a time, in %v", most.Load(), took)
		}
		failed := 0
		for id := range journal.entries {
			for _, ev := range journal.trails[id] {
				if ev.Kind == history.EventTestFailed && ev.Problem.Kind == client.KindForbidden && ev.Problem.Code == "code-1" {
					failed++
				}
			}
		}
		if failed != 1 {
			t.Errorf("%d failures in the trails", failed)
		}
	})
}

func TestTestAllThrottled(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		journal, ids := many(20)
		var mu sync.Mutex
		var last time.Time
		var asked, at, most int
		began := time.Now()
		platform := &fakePlatform{}
		// It takes one a second, and wants to be left alone for 10 otherwise.
		platform.onTest = func(context.Context) (bool, error) {
			mu.Lock()
			asked++
			at++
			if time.Since(began) > 2*time.Second { // all have met it once
				most = max(most, at)
			}
			throttled := asked > 1 && time.Since(last) < time.Second
			if !throttled {
				last = time.Now()
			}
			mu.Unlock()
			defer func() {
				mu.Lock()
				at--
				mu.Unlock()
			}()
			<-time.After(time.Second)
			if throttled {
				return false, &client.APIError{Kind: client.KindRateLimited, Status: 429, Op: opTest, RetryAfter: 10 * time.Second}
			}
			return true, nil
		}
		worked := 0
		err := New(journal, Options{}).TestAll(t.Context(), ids,
			func(history.Entry) (Platform, error) { return platform, nil },
			func(e history.Entry, err error) {
				if err == nil && e.Test == history.Working {
					worked++
				}
			})
		if err != nil || worked < 18 {
			t.Errorf("%v; %d of 20 worked", err, worked)
		}
		if asked > 45 || most > 2 {
			t.Errorf("Platform was asked %d times, %d at a time", asked, most)
		}
	})
}

func TestTestAllThrottledForAnHour(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		journal, ids := many(20)
		platform := &fakePlatform{onTest: func(context.Context) (bool, error) {
			return false, &client.APIError{Kind: client.KindRateLimited, Status: 429, Op: opTest, RetryAfter: time.Hour}
		}}
		told := 0
		began := time.Now()
		err := New(journal, Options{}).TestAll(t.Context(), ids,
			func(history.Entry) (Platform, error) { return platform, nil },
			func(_ history.Entry, err error) {
				if client.KindOf(err) == client.KindRateLimited {
					told++
				}
			})
		if err != nil || told != 20 || platform.count("test") > testers || time.Since(began) > time.Minute {
			t.Errorf("%v; told of %d after %d requests and %v", err, told, platform.count("test"), time.Since(began))
		}
	})
}

func TestTestAllCanceled(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		journal, ids := many(20)
		ctx, cancel := context.WithCancel(t.Context())
		platform := &fakePlatform{onTest: func(ctx context.Context) (bool, error) {
			<-ctx.Done()
			return false, canceled(opTest, ctx.Err())
		}}
		time.AfterFunc(time.Minute, cancel)
		err := New(journal, Options{}).TestAll(ctx, ids,
			func(history.Entry) (Platform, error) { return platform, nil },
			func(e history.Entry, err error) { t.Errorf("told of %s: %v", e.AttemptID, err) })
		if !errors.Is(err, context.Canceled) || platform.count("test") != testers {
			t.Errorf("%v after %d tests", err, platform.count("test"))
		}
		for id, trail := range journal.trails {
			t.Errorf("%s has a trail: %v", id, trail)
		}
	})
}

// TestTestOfWhatIsGone makes the entry Deleted.
func TestTestOfWhatIsGone(t *testing.T) {
	s, journal, platform := standing(t)
	platform.drop("c1")
	platform.onTest = func(context.Context) (bool, error) { return false, goneFailure() }
	if _, err := s.Test(t.Context(), platform, "attempt-1"); client.KindOf(err) != client.KindNotFound {
		t.Errorf("error %v", err)
	}
	if diff := cmp.Diff(kinds{history.EventCreated, history.EventTestFailed, history.EventGone}, journal.trail("attempt-1")); diff != "" {
		t.Errorf("trail (-want +got):\n%s", diff)
	}
}
