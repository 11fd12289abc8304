package provision

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"mooring/client"
	"mooring/client/history"
)

func TestCreate(t *testing.T) {
	journal, platform := newJournal(), &fakePlatform{}
	platform.onCreate = func(_ context.Context, _ client.NewConnection, commit func() client.Created) (client.Created, error) {
		if e := journal.only(t); e.State != history.Pending || e.Name != "S3" {
			t.Errorf("while the request is sent the register holds %+v", e)
		}
		return commit(), nil
	}
	var log bytes.Buffer
	s := New(journal, Options{Logger: slog.New(slog.NewTextHandler(&log, nil))})
	var got steps
	result, err := s.Create(t.Context(), platform, fakeTokens{}, request("S3"), got.progress)
	if err != nil {
		t.Fatal(err)
	}
	want := steps{"keys:done", "signIn:done", "sandbox:done", "twin:done", "create:done", "test:done"}
	if !slices.Equal(got, want) {
		t.Errorf("steps %v, want %v", got, want)
	}
	e := journal.only(t)
	if e.State != history.Created || e.ConnectionID != "id-1" || e.ETag != `"etag-id-1"` || e.RequestID != "request-1" ||
		e.Test != history.Working || e.TestedAt.IsZero() || e.AccessKeyHint != "AKIA…MPLE" || e.APIKey != apiKey {
		t.Errorf("recorded %+v", e)
	}
	if result.Entry.ConnectionID != e.ConnectionID || result.Test != history.Working || result.Entry.Test != history.Working {
		t.Errorf("result %+v", result)
	}
	if strings.Contains(log.String(), secret) || strings.Contains(log.String(), ownKey) {
		t.Errorf("the log tells a key: %s", log.String())
	}
	if len(s.claimed)+len(s.maker.recorder.kept) != 0 {
		t.Errorf("the service keeps %v, %v", s.claimed, s.maker.recorder.kept)
	}
}

// TestCreateStops is what ends an attempt before anything is written or sent.
func TestCreateStops(t *testing.T) {
	tests := []struct {
		name   string
		req    func(*Request)
		tokens fakeTokens
		setUp  func(*fakeJournal, *fakePlatform)
		check  func(error) bool
		last   string
	}{
		{
			name:  "secret with a space",
			req:   func(r *Request) { r.Connection.S3.SecretAccessKey = client.NewSecret("a b") },
			check: func(err error) bool { return client.KindOf(err) == client.KindInvalid },
			last:  "keys:failed",
		},
		{
			name:   "sign-in refused",
			tokens: fakeTokens{failure(client.KindUnauthorized)},
			check:  func(err error) bool { return client.KindOf(err) == client.KindUnauthorized },
			last:   "signIn:failed",
		},
		{
			name: "no such sandbox",
			req:  func(r *Request) { r.Place.Sandbox = "Dev" },
			check: func(err error) bool {
				var missing *SandboxMissingError
				return errors.As(err, &missing) && missing.Name == "Dev" && len(missing.Available) == 2
			},
			last: "sandbox:failed",
		},
		{
			name: "sandbox not active",
			req:  func(r *Request) { r.Place.Sandbox = "old" },
			check: func(err error) bool {
				var inactive *SandboxInactiveError
				return errors.As(err, &inactive) && inactive.State == "resetting"
			},
			last: "sandbox:failed",
		},
		{
			name: "sandboxes cannot be listed",
			setUp: func(_ *fakeJournal, p *fakePlatform) {
				p.sandboxes = func() ([]client.Sandbox, error) { return nil, failure(client.KindUnauthorized) }
			},
			check: func(err error) bool { return client.KindOf(err) == client.KindUnauthorized },
			last:  "sandbox:failed",
		},
		{
			name: "no sandbox at all",
			setUp: func(_ *fakeJournal, p *fakePlatform) {
				p.sandboxes = func() ([]client.Sandbox, error) { return nil, nil }
			},
			check: func(err error) bool { return errors.Is(err, ErrNoSandbox) },
			last:  "sandbox:failed",
		},
		{
			name: "connections cannot be listed",
			setUp: func(_ *fakeJournal, p *fakePlatform) {
				p.onList = func(int) error { return failure(client.KindForbidden) }
			},
			check: func(err error) bool { return client.KindOf(err) == client.KindForbidden },
			last:  "twin:failed",
		},
		{
			name: "the register cannot be written",
			setUp: func(j *fakeJournal, _ *fakePlatform) {
				j.onBegin = func(history.Entry) error { return history.ErrNotWritable }
			},
			check: func(err error) bool { return errors.Is(err, history.ErrNotWritable) },
			last:  "create:failed",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			journal, platform, req := newJournal(), &fakePlatform{}, request("S3")
			if tt.req != nil {
				tt.req(&req)
			}
			if tt.setUp != nil {
				tt.setUp(journal, platform)
			}
			var got steps
			result, err := New(journal, Options{}).Create(t.Context(), platform, tt.tokens, req, got.progress)
			if err == nil || !tt.check(err) {
				t.Errorf("error %v", err)
			}
			if last := got[len(got)-1]; last != tt.last {
				t.Errorf("last step %s, want %s", last, tt.last)
			}
			if len(journal.all()) != 0 || platform.count("create") != 0 || result.Entry.AttemptID != "" {
				t.Errorf("written %v, sent %d", journal.all(), platform.count("create"))
			}
		})
	}
}

// The service that lists sandboxes is not the one that makes connections.
func TestSandboxesNotListedDoesNotBlock(t *testing.T) {
	for _, kind := range []client.Kind{client.KindForbidden, client.KindUnavailable} {
		platform := &fakePlatform{sandboxes: func() ([]client.Sandbox, error) { return nil, failure(kind) }}
		var got steps
		if _, err := New(newJournal(), Options{}).Create(t.Context(), platform, fakeTokens{}, request("S3"), got.progress); err != nil {
			t.Fatal(err)
		}
		if got[2] != "sandbox:warned" || got[4] != "create:done" {
			t.Errorf("%v: steps %v", kind, got)
		}
	}
}

// That the credential does not belong to the organization is more than that the sandboxes
// are not listed.
func TestCredentialWithoutProfile(t *testing.T) {
	err := &client.APIError{Kind: client.KindForbidden, Status: 403, Code: "403025"}
	if NotListed(err) {
		t.Error("it is taken for a list that may not be read")
	}
	platform := &fakePlatform{sandboxes: func() ([]client.Sandbox, error) { return nil, err }}
	var got steps
	if _, failed := New(newJournal(), Options{}).Create(t.Context(), platform, fakeTokens{}, request("S3"), got.progress); !errors.Is(failed, err) {
		t.Errorf("it failed with %v", failed)
	}
	if got[2] != "sandbox:failed" {
		t.Errorf("steps %v", got)
	}
}

// The worst that may happen: the answer is lost, the gateway carries the request
// out a minute after it was given up, and the list shows what was made only two
// minutes later. It is adopted all the same, and no twin is made of it.
func TestListedLate(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		journal, platform := newJournal(), &fakePlatform{hidden: true}
		platform.onCreate = func(_ context.Context, in client.NewConnection, _ func() client.Created) (client.Created, error) {
			time.AfterFunc(gatewayLimit, func() { platform.commit(in) })
			time.AfterFunc(gatewayLimit+listLag-time.Second, func() { platform.show() })
			return client.Created{}, failure(client.KindInterrupted)
		}
		s := New(journal, Options{})
		result, err := s.Create(t.Context(), platform, fakeTokens{}, request("S3"), nil)
		if err != nil || result.Entry.State != history.Created || result.Entry.ConnectionID != "id-1" || !result.Found {
			t.Fatalf("error %v, result %+v", err, result)
		}
		var twin *TwinError
		if _, err := s.Create(t.Context(), platform, fakeTokens{}, request("S3"), nil); !errors.As(err, &twin) || platform.size() != 1 {
			t.Errorf("created again: %v, Platform holds %d", err, platform.size())
		}
	})
}

// What is kept of an answer is enough to explain it again: a page is not taken for
// Platform's own answer later.
func TestProblemIsKept(t *testing.T) {
	journal := newJournal()
	answer := &client.APIError{
		Kind: client.KindNotFound, Status: 404, Title: "Not Found", RequestID: "request", Op: opCreate, Page: true,
	}
	platform := &fakePlatform{onCreate: func(context.Context, client.NewConnection, func() client.Created) (client.Created, error) {
		return client.Created{}, answer
	}}
	if _, err := New(journal, Options{}).Create(t.Context(), platform, fakeTokens{}, request("S3"), nil); !errors.Is(err, answer) {
		t.Fatal(err)
	}
	want := history.Problem{Kind: client.KindNotFound, Status: 404, Detail: "Not Found", RequestID: "request", Op: opCreate, Page: true}
	if e := journal.only(t); e.Problem != want {
		t.Errorf("kept %+v", e.Problem)
	}
}

// TestCreateRefused is every kind that proves that nothing was created.
func TestCreateRefused(t *testing.T) {
	for _, kind := range []client.Kind{
		client.KindInvalid, client.KindCanceled, client.KindUnreachable, client.KindUnauthorized, client.KindForbidden,
		client.KindNotFound, client.KindConflict, client.KindRateLimited, client.KindRejected,
	} {
		t.Run(kind.String(), func(t *testing.T) {
			journal := newJournal()
			platform := &fakePlatform{onCreate: func(context.Context, client.NewConnection, func() client.Created) (client.Created, error) {
				return client.Created{}, failure(kind)
			}}
			var got steps
			result, err := New(journal, Options{}).Create(t.Context(), platform, fakeTokens{}, request("S3"), got.progress)
			if client.KindOf(err) != kind || result.Entry.State != history.Failed || got[len(got)-1] != "create:failed" {
				t.Errorf("error %v, state %s, steps %v", err, result.Entry.State, got)
			}
			e := journal.only(t)
			if e.State != history.Failed || e.Problem.Kind != kind || e.Problem.Code != "code-1" {
				t.Errorf("recorded %+v", e)
			}
			if platform.count("list") != 1 {
				t.Errorf("looked for what cannot be there: %d lists", platform.count("list"))
			}
		})
	}
}

// TestCreateUnknown is every kind after which the connection may exist.
func TestCreateUnknown(t *testing.T) {
	kinds := []client.Kind{client.KindInterrupted, client.KindNotPlatform, client.KindUnavailable, client.KindUnknown}
	for _, kind := range kinds {
		for _, committed := range []bool{true, false} {
			t.Run(kind.String(), func(t *testing.T) {
				synctest.Test(t, func(t *testing.T) {
					journal := newJournal()
					platform := &fakePlatform{}
					platform.onCreate = func(_ context.Context, in client.NewConnection, _ func() client.Created) (client.Created, error) {
						if committed { // and it turns up only a minute later
							time.AfterFunc(time.Minute, func() { platform.commit(in) })
						}
						if kind == client.KindUnknown {
							return client.Created{}, errors.New("of another package")
						}
						return client.Created{}, failure(kind)
					}
					began := time.Now()
					var got steps
					result, err := New(journal, Options{}).Create(t.Context(), platform, fakeTokens{}, request("S3"), got.progress)
					e := journal.only(t)
					if e.State != result.Entry.State {
						t.Errorf("result %s, register %s", result.Entry.State, e.State)
					}
					if committed {
						if err != nil || e.State != history.Created || e.ETag != `"etag-id-1"` || e.Test != history.Working {
							t.Errorf("error %v, recorded %+v", err, e)
						}
						return
					}
					var nothing *NotCreatedError
					if !errors.As(err, &nothing) || client.KindOf(err) != kind || e.State != history.Failed || e.Problem.Kind != kind {
						t.Errorf("error %v, recorded %+v", err, e)
					}
					if took := time.Since(began); took < defaultSettle || took > defaultSettle+maxPause {
						t.Errorf("took %v", took)
					}
					if platform.count("create") != 1 || got[len(got)-1] != "create:failed" {
						t.Errorf("sent %d times, steps %v", platform.count("create"), got)
					}
				})
			})
		}
	}
}

// TestAllowedTwinIsNotAdopted: where the user wanted a second one, a lost answer
// must not make the first one look like it.
func TestAllowedTwinIsNotAdopted(t *testing.T) {
	for _, committed := range []bool{true, false} {
		synctest.Test(t, func(t *testing.T) {
			journal, platform, req := newJournal(), &fakePlatform{}, request("S3")
			platform.commit(req.Connection)
			platform.onCreate = func(_ context.Context, _ client.NewConnection, commit func() client.Created) (client.Created, error) {
				if committed {
					commit()
				}
				return client.Created{}, failure(client.KindInterrupted)
			}
			req.AllowTwin = true
			_, err := New(journal, Options{}).Create(t.Context(), platform, fakeTokens{}, req, nil)
			e := journal.only(t)
			if !slices.Equal(e.KnownIDs, []client.ConnectionID{"id-1"}) {
				t.Errorf("known %v", e.KnownIDs)
			}
			if committed && (err != nil || e.ConnectionID != "id-2") || !committed && e.State != history.Failed {
				t.Errorf("error %v, recorded %+v", err, e)
			}
		})
	}
}

func TestCancel(t *testing.T) {
	tests := []struct {
		name string
		// during runs while the request is under way, after cancelling.
		during func(commit func() client.Created) (client.Created, error)
		state  history.State
		kind   client.Kind
		errAs  func(error) bool
		last   string
	}{
		{
			name: "before it leaves",
			during: func(func() client.Created) (client.Created, error) {
				return client.Created{}, failure(client.KindCanceled)
			},
			state: history.Failed, kind: client.KindCanceled,
			errAs: func(err error) bool { return client.KindOf(err) == client.KindCanceled },
			last:  "create:failed",
		},
		{
			name:   "after it left",
			during: func(commit func() client.Created) (client.Created, error) { return commit(), nil },
			state:  history.Created,
			errAs:  func(err error) bool { return err == nil },
			last:   "test:skipped",
		},
		{
			name: "after it left, answer lost",
			during: func(commit func() client.Created) (client.Created, error) {
				commit()
				return client.Created{}, failure(client.KindInterrupted)
			},
			state: history.Created,
			errAs: func(err error) bool { return err == nil },
			last:  "test:skipped",
		},
		{
			name: "after it left, nothing to be found",
			during: func(func() client.Created) (client.Created, error) {
				return client.Created{}, failure(client.KindInterrupted)
			},
			state: history.Unknown, kind: client.KindInterrupted,
			errAs: func(err error) bool {
				var unknown *OutcomeUnknownError
				return errors.As(err, &unknown) && errors.Is(err, context.Canceled)
			},
			last: "create:failed",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				ctx, cancel := context.WithCancel(t.Context())
				journal := newJournal()
				platform := &fakePlatform{onCreate: func(_ context.Context, _ client.NewConnection, commit func() client.Created) (client.Created, error) {
					cancel()
					return tt.during(commit)
				}}
				var got steps
				_, err := New(journal, Options{}).Create(ctx, platform, fakeTokens{}, request("S3"), got.progress)
				if e := journal.only(t); !tt.errAs(err) || e.State != tt.state || e.Problem.Kind != tt.kind {
					t.Errorf("error %v, recorded %+v", err, e)
				}
				if last := got[len(got)-1]; last != tt.last || platform.count("test") != 0 {
					t.Errorf("last step %s, want %s", last, tt.last)
				}
			})
		})
	}
}

func TestCancelWhileFindingOut(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
		defer cancel()
		journal := newJournal()
		platform := &fakePlatform{onCreate: func(context.Context, client.NewConnection, func() client.Created) (client.Created, error) {
			return client.Created{}, failure(client.KindInterrupted)
		}}
		result, err := New(journal, Options{}).Create(ctx, platform, fakeTokens{}, request("S3"), nil)
		var unknown *OutcomeUnknownError
		if !errors.As(err, &unknown) || unknown.AttemptID != result.Entry.AttemptID || journal.only(t).State != history.Unknown {
			t.Errorf("error %v, recorded %+v", err, journal.only(t))
		}
	})
}

func TestCancelBeforeBegin(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	journal, platform := newJournal(), &fakePlatform{}
	platform.onList = func(int) error { cancel(); return nil }
	result, err := New(journal, Options{}).Create(ctx, platform, fakeTokens{}, request("S3"), nil)
	if client.KindOf(err) != client.KindCanceled || len(journal.all()) != 0 || result.Entry.AttemptID != "" || platform.count("create") != 0 {
		t.Errorf("error %v, written %v", err, journal.all())
	}
	// And between writing and sending.
	ctx, cancel = context.WithCancel(t.Context())
	platform.onList = nil
	journal.onBegin = func(history.Entry) error { cancel(); return nil }
	_, err = New(journal, Options{}).Create(ctx, platform, fakeTokens{}, request("S3"), nil)
	if e := journal.only(t); client.KindOf(err) != client.KindCanceled || e.State != history.Failed || platform.count("create") != 0 {
		t.Errorf("error %v, recorded %+v", err, e)
	}
}

func TestTestOutcomesNeverFailCreate(t *testing.T) {
	tests := []struct {
		name   string
		onTest func(context.Context) (bool, error)
		record error
		want   history.TestResult
		fails  bool
	}{
		{"refused", func(context.Context) (bool, error) { return false, nil }, nil, history.Refused, false},
		{"refused with a reason", func(context.Context) (bool, error) {
			return false, &client.APIError{Kind: client.KindRejected, Status: 200, Op: opTest, Detail: "No route to host"}
		}, nil, history.Refused, true},
		{"not answered", func(context.Context) (bool, error) { return false, failure(client.KindUnavailable) }, nil, history.NotTested, true},
		{"not recorded", nil, history.ErrNotWritable, history.Working, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			journal := newJournal()
			journal.onTest = tt.record
			var got steps
			result, err := New(journal, Options{}).Create(t.Context(), &fakePlatform{onTest: tt.onTest}, fakeTokens{}, request("S3"), got.progress)
			if err != nil || result.Test != tt.want || (result.TestErr != nil) != tt.fails || got[5] != "test:warned" {
				t.Errorf("error %v, result %+v, steps %v", err, result, got)
			}
		})
	}
	t.Run("cancelled", func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		platform := &fakePlatform{onTest: func(ctx context.Context) (bool, error) { cancel(); return false, ctx.Err() }}
		var got steps
		result, err := New(newJournal(), Options{}).Create(ctx, platform, fakeTokens{}, request("S3"), got.progress)
		if err != nil || result.TestErr != nil || got[5] != "test:skipped" {
			t.Errorf("error %v, result %+v, steps %v", err, result, got)
		}
	})
}

func TestNotRecorded(t *testing.T) {
	journal, platform := newJournal(), &fakePlatform{}
	full := true
	journal.onFinish = func(string, history.Outcome) error {
		if full {
			return history.ErrNotWritable
		}
		return nil
	}
	s := New(journal, Options{})
	var got steps
	result, err := s.Create(t.Context(), platform, fakeTokens{}, request("S3"), got.progress)
	var unrecorded *NotRecordedError
	if !errors.As(err, &unrecorded) || errors.Is(err, history.ErrNotWritable) ||
		unrecorded.ConnectionID != "id-1" || result.Entry.ConnectionID != "id-1" ||
		result.Entry.ETag != `"etag-id-1"` || journal.only(t).State != history.Pending || got[4] != "create:warned" {
		t.Errorf("error %v, result %+v, recorded %+v, steps %v", err, result, journal.only(t), got)
	}
	// It blocks the same again, is tried again, and then stands in the register.
	var twin *TwinError
	if _, err := s.Create(t.Context(), platform, fakeTokens{}, request("S3"), nil); !errors.As(err, &twin) || !twin.Twins[0].Unsettled {
		t.Errorf("second create: %v", err)
	}
	if _, err := s.Reconcile(t.Context(), platform, result.Entry.AttemptID); !errors.As(err, &unrecorded) {
		t.Errorf("reconcile with a full disk: %v", err)
	}
	full = false
	lists := platform.count("list")
	err = s.ReconcileAll(t.Context(), func(history.Entry) (Platform, error) { return platform, nil }, false, nil)
	if e := journal.only(t); err != nil || e.State != history.Created || e.ConnectionID != "id-1" || len(s.maker.recorder.kept) != 0 || platform.count("list") != lists {
		t.Errorf("error %v, recorded %+v", err, e)
	}
}

// Where the register has been told otherwise meanwhile, the connection that Platform made
// is handed up all the same: its ID stands nowhere else.
func TestToldOtherwiseMeanwhile(t *testing.T) {
	journal := newJournal()
	journal.onFinish = func(string, history.Outcome) error { return history.ErrSettled }
	result, err := New(journal, Options{}).Create(t.Context(), &fakePlatform{}, fakeTokens{}, request("S3"), nil)
	var unrecorded *NotRecordedError
	if !errors.As(err, &unrecorded) || unrecorded.ConnectionID != "id-1" || result.Entry.ConnectionID != "id-1" {
		t.Errorf("error %v, result %+v", err, result)
	}
}

// TestFailureNotRecorded: why nothing was created matters more than that it
// could not be written down.
func TestFailureNotRecorded(t *testing.T) {
	journal := newJournal()
	journal.onFinish = func(string, history.Outcome) error { return history.ErrNotWritable }
	platform := &fakePlatform{onCreate: func(context.Context, client.NewConnection, func() client.Created) (client.Created, error) {
		return client.Created{}, failure(client.KindForbidden)
	}}
	result, err := New(journal, Options{}).Create(t.Context(), platform, fakeTokens{}, request("S3"), nil)
	if client.KindOf(err) != client.KindForbidden || result.Entry.State != history.Failed {
		t.Errorf("error %v, result %+v", err, result)
	}
}

func TestDoubleClick(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		journal, platform := newJournal(), &fakePlatform{}
		platform.onCreate = func(_ context.Context, _ client.NewConnection, commit func() client.Created) (client.Created, error) {
			<-time.After(time.Second)
			return commit(), nil
		}
		s := New(journal, Options{})
		errs := make(chan error, 2)
		for range 2 {
			go func() {
				_, err := s.Create(t.Context(), platform, fakeTokens{}, request("S3"), nil)
				errs <- err
			}()
		}
		first, second := <-errs, <-errs
		if !errors.Is(first, ErrBusy) || second != nil || platform.size() != 1 || len(journal.all()) != 1 {
			t.Errorf("errors %v, %v; %d connections", first, second, platform.size())
		}
	})
}
