package provision

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"mooring/client"
	"mooring/client/history"
)

// wanted is n connections of one place, each of which has a name and a key of its own.
func wanted(p Platform, n int) []Wanted {
	all := make([]Wanted, n)
	for i := range all {
		req := request(fmt.Sprintf("S3 %d", i))
		req.Connection.S3.AccessKeyID = fmt.Sprintf("AKIAIOSFODNN%08d", i)
		req.AttemptID = fmt.Sprintf("attempt %d", i)
		all[i] = Wanted{Platform: p, Tokens: fakeTokens{}, Request: req}
	}
	return all
}

// crowded is a Platform that takes a second for each connection, and no more than
// limit of them at a time; it counts.
type crowded struct {
	*fakePlatform
	mu        sync.Mutex
	at, most  int
	limit     int // 0 for none
	refused   int
	sandboxed int
}

func newCrowded(limit int) *crowded {
	c := &crowded{fakePlatform: &fakePlatform{}, limit: limit}
	c.onCreate = func(_ context.Context, _ client.NewConnection, commit func() client.Created) (client.Created, error) {
		c.mu.Lock()
		c.at++
		c.most = max(c.most, c.at)
		full := c.limit > 0 && c.at > c.limit
		if full {
			c.refused++
		}
		c.mu.Unlock()
		defer func() {
			c.mu.Lock()
			defer c.mu.Unlock()
			c.at--
		}()
		if full {
			return client.Created{}, &client.APIError{Kind: client.KindRateLimited, Op: opCreate, Status: 429, RetryAfter: 3 * time.Second}
		}
		<-time.After(time.Second)
		return commit(), nil
	}
	c.sandboxes = func() ([]client.Sandbox, error) {
		c.mu.Lock()
		defer c.mu.Unlock()
		c.sandboxed++
		return []client.Sandbox{{Name: place.Sandbox, State: "active"}}, nil
	}
	return c
}

func TestCreateAll(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		journal, platform := newJournal(), newCrowded(0)
		told := map[int]bool{}
		began := time.Now()
		err := New(journal, Options{}).CreateAll(t.Context(), wanted(platform, 40), func(i int, r Result, err error) {
			if err != nil || r.Entry.State != history.Created || r.Entry.AttemptID != fmt.Sprintf("attempt %d", i) || told[i] {
				t.Errorf("%d: %+v, %v", i, r.Entry, err)
			}
			told[i] = true
		})
		if err != nil || len(told) != 40 || platform.size() != 40 || platform.most != creators || time.Since(began) > 6*time.Second {
			t.Errorf("%v; told of %d, made %d, %d at a time, in %v", err, len(told), platform.size(), platform.most, time.Since(began))
		}
		if platform.sandboxed != 1 {
			t.Errorf("the sandboxes were listed %d times", platform.sandboxed)
		}
	})
}

// A Platform that takes three at a time gets every connection once, and no attempt
// fails for it.
func TestCreateAllThrottled(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		journal, platform := newJournal(), newCrowded(3)
		began := time.Now()
		err := New(journal, Options{}).CreateAll(t.Context(), wanted(platform, 60), func(i int, r Result, err error) {
			if err != nil || r.Entry.State != history.Created {
				t.Errorf("%d: %+v, %v", i, r.Entry, err)
			}
		})
		entries := journal.all()
		if err != nil || len(entries) != 60 || platform.size() != 60 {
			t.Errorf("%v; %d attempts, %d connections", err, len(entries), platform.size())
		}
		if took := time.Since(began); platform.refused > 30 || took > 3*time.Minute {
			t.Errorf("%d refusals in %v", platform.refused, took)
		}
	})
}

// One that stays refused fails in the end, and says why.
func TestCreateAllRefused(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		journal, platform := newJournal(), newCrowded(0)
		platform.onCreate = func(context.Context, client.NewConnection, func() client.Created) (client.Created, error) {
			return client.Created{}, &client.APIError{Kind: client.KindRateLimited, Op: opCreate, Status: 429}
		}
		err := New(journal, Options{}).CreateAll(t.Context(), wanted(platform, 2), func(i int, r Result, err error) {
			if client.KindOf(err) != client.KindRateLimited || r.Entry.State != history.Failed {
				t.Errorf("%d: %+v, %v", i, r.Entry, err)
			}
		})
		if err != nil || platform.count("create") != 2*maxRounds {
			t.Errorf("%v; %d requests", err, platform.count("create"))
		}
	})
}

func TestCreateAllStopped(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		journal, platform := newJournal(), newCrowded(0)
		ctx, cancel := context.WithCancel(t.Context())
		told := 0
		err := New(journal, Options{}).CreateAll(ctx, wanted(platform, 40), func(_ int, r Result, err error) {
			if told++; told == 1 {
				cancel()
			}
			if r.Entry.AttemptID == "" || err == nil != (r.Entry.State == history.Created) {
				t.Errorf("told of %+v, %v", r.Entry, err)
			}
		})
		if !errors.Is(err, context.Canceled) || platform.size() > 2*creators {
			t.Errorf("%v; %d connections", err, platform.size())
		}
		for _, e := range journal.all() {
			if e.State == history.Pending || e.State == history.Unknown {
				t.Errorf("%s was left %s", e.Name, e.State)
			}
		}
		if created := platform.size(); told != len(journal.all()) || told < created {
			t.Errorf("told of %d, %d attempts, %d connections", told, len(journal.all()), created)
		}
	})
}

// Connections of one key may be made together, those of one name may not.
func TestAllowSameKey(t *testing.T) {
	for _, tt := range []struct {
		name  string
		twin  client.Connection
		state history.State
		want  bool
	}{
		{"another name", client.Connection{Name: "Other"}, history.Created, true},
		{"the same name", client.Connection{Name: "S3"}, history.Created, false},
		{"the same name, unsettled", client.Connection{}, history.Unknown, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			journal, platform, req := newJournal(), &fakePlatform{}, request("S3")
			twin := history.Entry{Name: cmp.Or(tt.twin.Name, "S3"), State: tt.state, AccessKeyHash: journal.HashAccessKey(ownKey)}
			if tt.twin.Name != "" {
				twin.ConnectionID = platform.add(tt.twin)
			}
			journal.put(twin)
			req.AllowSameKey = true
			var got steps
			_, err := New(journal, Options{}).Create(t.Context(), platform, fakeTokens{}, req, got.progress)
			if (err == nil) != tt.want || (got[3] == "twin:warned") != tt.want {
				t.Errorf("%v, %v", got, err)
			}
		})
	}
}

func TestRehearse(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		journal, platform := newJournal(), newCrowded(0)
		platform.add(client.Connection{Name: "S3 3"})
		journal.put(history.Entry{Name: "Other", State: history.Unknown, AccessKeyHash: journal.HashAccessKey("AKIAIOSFODNN00000004")})
		all := wanted(platform, 8)
		for i := range all {
			all[i].Request.AllowSameKey = true
		}
		all[5].Request.Place.Sandbox = "gone"
		all[6].Tokens = fakeTokens{failure(client.KindUnauthorized)}
		all[7].Request.Connection.S3.SecretAccessKey = client.Secret{}
		told := 0
		err := New(journal, Options{}).Rehearse(t.Context(), all, func(i int, twins []Twin, err error) {
			told++
			var twin *TwinError
			var missing *SandboxMissingError
			ok := err == nil && len(twins) == 0
			switch i {
			case 3:
				ok = errors.As(err, &twin)
			case 4:
				ok = err == nil && len(twins) == 1 && twins[0].Name == "Other"
			case 5:
				ok = errors.As(err, &missing)
			case 6:
				ok = client.KindOf(err) == client.KindUnauthorized
			case 7:
				ok = client.KindOf(err) == client.KindInvalid
			}
			if !ok {
				t.Errorf("%d: %+v, %v", i, twins, err)
			}
		})
		if err != nil || told != 8 || platform.count("create") != 0 || len(journal.all()) != 1 {
			t.Errorf("%v; told of %d; something was sent or written", err, told)
		}
	})
}

// A register that cannot be written stops the others, which are left as they were, also
// one whose outcome is being found out: it is known to be open.
func TestCreateAllOnAFullDisk(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		journal, platform := newJournal(), newCrowded(0)
		create, lost := platform.onCreate, atomic.Bool{}
		platform.onCreate = func(ctx context.Context, in client.NewConnection, commit func() client.Created) (client.Created, error) {
			if lost.CompareAndSwap(false, true) {
				return client.Created{}, failure(client.KindInterrupted)
			}
			return create(ctx, in, commit)
		}
		var begun atomic.Int64
		journal.onBegin = func(history.Entry) error {
			if begun.Add(1) > 20 {
				return fmt.Errorf("begin: %w", history.ErrNotWritable)
			}
			return nil
		}
		began, told, unknown := time.Now(), 0, 0
		err := New(journal, Options{}).CreateAll(t.Context(), wanted(platform, 200), func(i int, r Result, err error) {
			told++
			switch r.Entry.State {
			case history.Created:
			case history.Unknown:
				unknown++
			case history.Failed: // it was stopped while it was written down
				if client.KindOf(err) != client.KindCanceled {
					t.Errorf("told of %d: %v", i, err)
				}
			default:
				t.Errorf("told of %d: %s, %v", i, r.Entry.State, err)
			}
		})
		if !errors.Is(err, history.ErrNotWritable) {
			t.Errorf("it ended with %v", err)
		}
		if took := time.Since(began); took > 10*time.Second || unknown != 1 || told != 20 {
			t.Errorf("told of %d, %d of them unknown, in %v", told, unknown, took)
		}
		if tried := begun.Load(); tried > 20+preparers {
			t.Errorf("%d were tried to be written down", tried)
		}
	})
}

// So do connections that were created and could not be written down.
func TestCreateAllNotRecorded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		journal, platform := newJournal(), newCrowded(0)
		journal.onFinish = func(string, history.Outcome) error { return history.ErrNotWritable }
		err := New(journal, Options{}).CreateAll(t.Context(), wanted(platform, 100), func(_ int, r Result, err error) {
			if _, ok := errors.AsType[*NotRecordedError](err); ok && r.Entry.ConnectionID == "" {
				t.Errorf("%+v has no ID", r.Entry)
			}
		})
		if !errors.Is(err, history.ErrNotWritable) || platform.size() > 2*creators {
			t.Errorf("%v; %d connections", err, platform.size())
		}
	})
}

// A row whose answer was lost is found however wrong this computer's clock is: to call it
// "not created" would have it made twice.
func TestCreateAllWithAWrongClock(t *testing.T) {
	for _, ahead := range []time.Duration{0, 30 * 24 * time.Hour, -30 * 24 * time.Hour} {
		synctest.Test(t, func(t *testing.T) {
			journal, platform := newJournal(), &fakePlatform{}
			platform.onCreate = func(_ context.Context, _ client.NewConnection, commit func() client.Created) (client.Created, error) {
				commit()
				return client.Created{}, &client.APIError{Kind: client.KindInterrupted, Op: opCreate}
			}
			s := New(journal, Options{Now: func() time.Time { return time.Now().Add(ahead) }})
			err := s.CreateAll(t.Context(), wanted(aheadPlatform{platform, ahead}, 2), func(i int, r Result, err error) {
				if err != nil || r.Entry.State != history.Created || !r.Found {
					t.Errorf("%v ahead, row %d: %s, %v", ahead, i, r.Entry.State, err)
				}
			})
			if err != nil || platform.size() != 2 {
				t.Errorf("%v; %d connections", err, platform.size())
			}
		})
	}
}
