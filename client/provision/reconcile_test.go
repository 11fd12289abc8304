package provision

import (
	"context"
	"errors"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"mooring/client"
	"mooring/client/history"
)

// left is an entry as a run that ended an hour ago has left it.
func left(state history.State) history.Entry {
	at := time.Now().Add(-time.Hour)
	return history.Entry{
		AttemptID: "attempt-1", Place: place, APIKey: apiKey, Name: "S3", State: state,
		AccessKeyHash: newJournal().HashAccessKey(ownKey), StartedAt: at, UpdatedAt: at,
		KnownIDs: []client.ConnectionID{"known"},
	}
}

func own(change func(*client.Connection)) client.Connection {
	c := client.Connection{
		ID: "new", Name: "S3", AccessKeyID: ownKey, CreatedClient: apiKey, CreatedAt: time.Now().Add(-time.Hour),
	}
	if change != nil {
		change(&c)
	}
	return c
}

func TestReconcileMatches(t *testing.T) {
	tests := []struct {
		name   string
		change func(*client.Connection)
		match  bool
	}{
		{"its own", nil, true},
		{"known before", func(c *client.Connection) { c.ID = "known" }, false},
		{"held by another entry", func(c *client.Connection) { c.ID = "held" }, false},
		{"made by another client", func(c *client.Connection) { c.CreatedClient = "exc_app" }, false},
		{"client not told", func(c *client.Connection) { c.CreatedClient = "" }, true},
		{"another key", func(c *client.Connection) { c.AccessKeyID = otherKey }, false},
		{"key masked", func(c *client.Connection) { c.AccessKeyID = "AKIA****MPLE" }, true},
		{"key masked so that it looks like one", func(c *client.Connection) { c.AccessKeyID = "XXXXXXXXXXXXXXXXMPLE" }, true},
		{"key not told", func(c *client.Connection) { c.AccessKeyID = "" }, true},
		{"much older", func(c *client.Connection) { c.CreatedAt = time.Now().Add(-26 * time.Hour) }, false},
		{"older, as a wrong clock has it", func(c *client.Connection) { c.CreatedAt = time.Now().Add(-24 * time.Hour) }, true},
		{"age not told", func(c *client.Connection) { c.CreatedAt = time.Time{} }, true},
		{"another name", func(c *client.Connection) { c.Name = "s3" }, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			journal, platform := newJournal(), &fakePlatform{}
			journal.put(left(history.Unknown))
			journal.put(history.Entry{Name: "S3", State: history.Created, ConnectionID: "held"})
			platform.add(own(tt.change))
			result, err := New(journal, Options{}).Reconcile(t.Context(), platform, "attempt-1")
			if err != nil {
				t.Fatal(err)
			}
			e := result.Entry
			if tt.match && (e.State != history.Created || e.ConnectionID != "new" || e.ETag != `"etag-new"`) {
				t.Errorf("not adopted: %+v", e)
			}
			if !tt.match && e.State != history.Failed {
				t.Errorf("adopted: %+v", e)
			}
			if now, _ := journal.Get(t.Context(), "attempt-1"); now.State != e.State {
				t.Errorf("result %s, register %s", e.State, now.State)
			}
		})
	}
}

func TestReconcileSeveral(t *testing.T) {
	journal, platform := newJournal(), &fakePlatform{}
	journal.put(left(history.Unknown))
	platform.add(own(nil))
	platform.add(own(func(c *client.Connection) { c.ID = "newer" }))
	platform.add(own(func(c *client.Connection) { c.ID = "known" }))
	s := New(journal, Options{})
	result, err := s.Reconcile(t.Context(), platform, "attempt-1")
	var several *AmbiguousError
	want := []client.ConnectionID{"new", "newer"}
	if !errors.As(err, &several) || len(several.Candidates) != 2 || result.Entry.State != history.Unknown || !slices.Equal(result.Entry.Candidates, want) {
		t.Fatalf("error %v, entry %+v", err, result.Entry)
	}
	if _, err := s.Adopt(t.Context(), platform, "attempt-1", "known"); !errors.Is(err, ErrNotCandidate) {
		t.Errorf("adopting another: %v", err)
	}
	journal.put(history.Entry{AttemptID: "other", State: history.Created, ConnectionID: "new"})
	if _, err := s.Adopt(t.Context(), platform, "attempt-1", "new"); !errors.Is(err, ErrNotCandidate) {
		t.Errorf("adopting what another entry holds: %v", err)
	}
	result, err = s.Adopt(t.Context(), platform, "attempt-1", "newer")
	if err != nil || result.Entry.State != history.Created || result.Entry.ConnectionID != "newer" || result.Entry.ETag != `"etag-newer"` {
		t.Errorf("error %v, entry %+v", err, result.Entry)
	}
	if _, err := s.Adopt(t.Context(), platform, "attempt-1", "newer"); err != nil {
		t.Errorf("adopting it again: %v", err)
	}
	if _, err := s.Adopt(t.Context(), platform, "attempt-1", "new"); !errors.Is(err, history.ErrSettled) {
		t.Errorf("adopting another afterwards: %v", err)
	}
}

func TestReconcileETag(t *testing.T) {
	for name, onGet := range map[string]func() error{
		"not to be asked":  func() error { return failure(client.KindUnavailable) },
		"a 404 of another": func() error { return failure(client.KindNotFound) }, // such as a proxy's
	} {
		t.Run(name, func(t *testing.T) {
			journal, platform := newJournal(), &fakePlatform{onGet: onGet}
			journal.put(left(history.Unknown))
			platform.add(own(nil))
			result, err := New(journal, Options{}).Reconcile(t.Context(), platform, "attempt-1")
			if err != nil || result.Entry.State != history.Created {
				t.Errorf("error %v, entry %+v", err, result.Entry)
			}
		})
	}
}

// What a list shows and Platform denies when it is asked for may be on its way in
// or out, or hidden by rights: that nothing was created cannot be said of it.
func TestReconcileListedOnly(t *testing.T) {
	tests := []struct {
		name  string
		after func(*fakePlatform, *bool) // some of the time has passed
		state history.State
	}{
		{"to the end", func(*fakePlatform, *bool) {}, history.Unknown},
		{"on its way in", func(_ *fakePlatform, there *bool) { *there = true }, history.Created},
		{"on its way out", func(p *fakePlatform, _ *bool) { p.hidden = true }, history.Failed},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				journal, platform, there := newJournal(), &fakePlatform{}, false
				e := left(history.Unknown)
				e.UpdatedAt = time.Now()
				journal.put(e)
				platform.add(own(nil))
				platform.onGet = func() error {
					if there {
						return nil
					}
					return goneFailure()
				}
				began := time.Now()
				platform.onList = func(int) error {
					if time.Since(began) > time.Minute {
						tt.after(platform, &there)
					}
					return nil
				}
				result, err := New(journal, Options{}).Reconcile(t.Context(), platform, "attempt-1")
				var unknown *OutcomeUnknownError
				if result.Entry.State != tt.state || errors.As(err, &unknown) != (tt.state == history.Unknown) || isGone(err) != (tt.state == history.Unknown) {
					t.Errorf("error %v, entry %+v", err, result.Entry)
				}
				if took := time.Since(began); tt.state != history.Created && took < defaultSettle {
					t.Errorf("given up after %v", took)
				}
				if now, _ := journal.Get(t.Context(), "attempt-1"); now.State != tt.state {
					t.Errorf("the register says %s", now.State)
				}
			})
		})
	}
}

func TestReconcileCannotAsk(t *testing.T) {
	tests := []struct {
		kind  client.Kind
		lists int // how often it is asked while the connection may still turn up
	}{
		{client.KindForbidden, 1},
		{client.KindUnauthorized, 1},
		{client.KindUnreachable, maxFailedLooks},
		{client.KindUnavailable, maxFailedLooks},
	}
	for _, tt := range tests {
		t.Run(tt.kind.String(), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				journal := newJournal()
				e := left(history.Unknown)
				e.UpdatedAt = time.Now()
				journal.put(e)
				platform := &fakePlatform{onList: func(int) error { return failure(tt.kind) }}
				result, err := New(journal, Options{}).Reconcile(t.Context(), platform, "attempt-1")
				var unknown *OutcomeUnknownError
				if !errors.As(err, &unknown) || client.KindOf(err) != tt.kind || result.Entry.State != history.Unknown {
					t.Errorf("error %v, entry %+v", err, result.Entry)
				}
				if platform.count("list") != tt.lists {
					t.Errorf("asked %d times, want %d", platform.count("list"), tt.lists)
				}
			})
		})
	}
}

// TestPatience: how long nothing found does not yet mean that there is nothing.
func TestPatience(t *testing.T) {
	tests := []struct {
		name    string
		state   history.State
		started time.Duration // ago
		updated time.Duration // ago
		want    time.Duration
	}{
		{"given up long ago", history.Unknown, time.Hour, time.Hour, 0},
		{"given up a while ago", history.Unknown, 2 * time.Minute, 30 * time.Second, defaultSettle - 30*time.Second},
		{"the clock was set back", history.Unknown, -time.Hour, -time.Hour, defaultSettle},
		// Nobody knows when its request left: the computer may have slept in between.
		{"left behind long ago", history.Pending, time.Hour, time.Hour, defaultSettle},
		{"left behind just now", history.Pending, 2 * time.Minute, 2 * time.Minute, defaultSettle},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				journal, platform := newJournal(), &fakePlatform{}
				e := left(tt.state)
				e.StartedAt, e.UpdatedAt = time.Now().Add(-tt.started), time.Now().Add(-tt.updated)
				journal.put(e)
				began := time.Now()
				result, err := New(journal, Options{}).Reconcile(t.Context(), platform, "attempt-1")
				if took := time.Since(began); err != nil || result.Entry.State != history.Failed || took < tt.want || took > tt.want+time.Second {
					t.Errorf("error %v, state %s, took %v, want %v", err, result.Entry.State, took, tt.want)
				}
			})
		})
	}
}

func TestReconcilePending(t *testing.T) {
	journal, platform := newJournal(), &fakePlatform{}
	journal.put(left(history.Pending))
	platform.add(own(nil))
	s := New(journal, Options{})
	result, err := s.Reconcile(t.Context(), platform, "attempt-1")
	if err != nil || result.Entry.State != history.Created {
		t.Errorf("error %v, entry %+v", err, result.Entry)
	}
	if _, err := s.Reconcile(t.Context(), platform, "no such attempt"); !errors.Is(err, history.ErrNotFound) {
		t.Errorf("of what is not there: %v", err)
	}
}

func TestReconcileSettled(t *testing.T) {
	for _, state := range []history.State{history.Created, history.Failed, history.Deleted} {
		journal, platform := newJournal(), &fakePlatform{}
		journal.put(left(state))
		result, err := New(journal, Options{}).Reconcile(t.Context(), platform, "attempt-1")
		if err != nil || result.Entry.State != state || platform.count("list") != 0 {
			t.Errorf("%s: error %v, entry %+v", state, err, result.Entry)
		}
	}
}

// TestOneAtATime: an attempt that is being worked on is not reconciled beside, but
// afterwards: nobody is refused what the app does by itself.
func TestOneAtATime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		journal, platform := newJournal(), &fakePlatform{}
		platform.onCreate = func(context.Context, client.NewConnection, func() client.Created) (client.Created, error) {
			return client.Created{}, failure(client.KindInterrupted)
		}
		type end struct {
			stopped bool
			result  Result
			err     error
		}
		ends := make(chan end, 2)
		s := New(journal, Options{})
		go func() { _, _ = s.Create(t.Context(), platform, fakeTokens{}, request("S3"), nil) }()
		synctest.Wait()
		id := journal.only(t).AttemptID
		stopped, stop := context.WithCancel(t.Context())
		for _, ctx := range []context.Context{t.Context(), stopped} {
			go func() {
				result, err := s.Reconcile(ctx, platform, id)
				ends <- end{ctx == stopped, result, err}
			}()
		}
		synctest.Wait()
		looks := platform.count("list")
		stop()
		var unknown *OutcomeUnknownError
		if first := <-ends; !first.stopped || !errors.As(first.err, &unknown) || platform.count("list") != looks {
			t.Errorf("stopped while it waited for its turn: %+v", first)
		}
		if _, err := s.Adopt(t.Context(), platform, id, "new"); !errors.Is(err, ErrBusy) {
			t.Errorf("adopt: %v", err)
		}
		<-time.After(2 * defaultSettle)
		if last := <-ends; last.err != nil || last.result.Entry.State != history.Failed {
			t.Errorf("afterwards: %+v", last)
		}
	})
}

// TestTwoCopies: two copies of the app reconcile the same entry; whoever is
// slower takes over what the other has written.
func TestTwoCopies(t *testing.T) {
	journal, platform := newJournal(), &fakePlatform{}
	journal.put(left(history.Unknown))
	platform.add(own(nil))
	other := New(journal, Options{})
	between := false
	platform.onGet = func() error { // one has found it and is about to write
		if !between {
			between = true
			if _, err := other.Reconcile(t.Context(), platform, "attempt-1"); err != nil {
				t.Errorf("the other copy: %v", err)
			}
		}
		return nil
	}
	result, err := New(journal, Options{}).Reconcile(t.Context(), platform, "attempt-1")
	if err != nil || result.Entry.State != history.Created || result.Entry.ConnectionID != "new" {
		t.Errorf("error %v, entry %+v", err, result.Entry)
	}
	// One sees nothing, while the other finds it: what is found stands.
	journal, platform = newJournal(), &fakePlatform{}
	journal.put(left(history.Unknown))
	journal.onFinish = func(id string, o history.Outcome) error {
		if o.State == history.Failed {
			platform.add(own(nil))
			_, err := other.Reconcile(t.Context(), platform, id)
			return err
		}
		return nil
	}
	other = New(journal, Options{})
	result, err = New(journal, Options{}).Reconcile(t.Context(), platform, "attempt-1")
	if err != nil || result.Entry.State != history.Created || result.Entry.ConnectionID != "new" {
		t.Errorf("error %v, entry %+v", err, result.Entry)
	}
}

func TestReconcileAll(t *testing.T) {
	journal, platform := newJournal(), &fakePlatform{}
	e := left(history.Unknown)
	journal.put(e)
	e.AttemptID, e.Name, e.State = "attempt-2", "Other", history.Pending
	journal.put(e)
	e.AttemptID, e.Name = "attempt-3", "Account gone"
	journal.put(e)
	e.AttemptID, e.Place.Practice = "attempt-4", true
	journal.put(e)
	platform.add(own(nil))
	noAccount := errors.New("no account")
	states := map[string]history.State{}
	errs := map[string]error{}
	err := New(journal, Options{Settle: time.Millisecond}).ReconcileAll(t.Context(), func(e history.Entry) (Platform, error) {
		if e.Name == "Account gone" {
			return nil, noAccount
		}
		return platform, nil
	}, false, func(r Result, err error) {
		states[r.Entry.AttemptID], errs[r.Entry.AttemptID] = r.Entry.State, err
	})
	if err != nil || len(states) != 3 || states["attempt-1"] != history.Created || states["attempt-2"] != history.Failed ||
		states["attempt-3"] != history.Pending || !errors.Is(errs["attempt-3"], noAccount) || errs["attempt-1"] != nil {
		t.Errorf("error %v, states %v, errors %v", err, states, errs)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := New(journal, Options{}).ReconcileAll(ctx, nil, false, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

func TestTest(t *testing.T) {
	journal, platform := newJournal(), &fakePlatform{}
	e := left(history.Created)
	e.ConnectionID = "new"
	journal.put(e)
	e.AttemptID, e.State = "attempt-2", history.Failed
	journal.put(e)
	at := time.Date(2026, 11, 22, 1, 2, 3, 0, time.UTC)
	s := New(journal, Options{Now: func() time.Time { return at }})
	result, err := s.Test(t.Context(), platform, "attempt-1")
	if now, _ := journal.Get(t.Context(), "attempt-1"); err != nil || result != history.Working || now.Test != history.Working || !now.TestedAt.Equal(at) {
		t.Errorf("%s, error %v, recorded %+v", result, err, now)
	}
	if _, err := s.Test(t.Context(), platform, "attempt-2"); !errors.Is(err, ErrNotCreated) {
		t.Errorf("of a failed one: %v", err)
	}
	if _, err := s.Test(t.Context(), platform, "attempt-9"); !errors.Is(err, history.ErrNotFound) {
		t.Errorf("of none: %v", err)
	}
}
