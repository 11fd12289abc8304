package provision

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"mooring/client"
	"mooring/client/history"
)

// standing is a register and a Platform that agree about one connection, which
// was made long ago.
func standing(t *testing.T) (*Service, *fakeJournal, *fakePlatform) {
	t.Helper()
	journal, platform := newJournal(), &fakePlatform{}
	id := platform.add(client.Connection{
		ID: "c1", Name: "S3", Description: "old", Bucket: "acme", FolderPath: "in", AccessKeyID: ownKey,
		State: "enabled", CreatedClient: apiKey, CreatedAt: time.Now().Add(-48 * time.Hour),
	})
	c, err := platform.peek(id)
	if err != nil {
		t.Fatal(err)
	}
	at := time.Now().Add(-48 * time.Hour)
	entry := history.Entry{AttemptID: "attempt-1", Place: place, AccountID: "account-1", APIKey: apiKey, StartedAt: at}
	journal.take(&entry, c, at)
	entry.Test, entry.TestedAt = history.Working, at
	journal.put(entry)
	journal.addEvent("attempt-1", history.Event{At: at, Kind: history.EventCreated})
	return New(journal, Options{}), journal, platform
}

func newKeys() *client.S3Credentials {
	return &client.S3Credentials{AccessKeyID: otherKey, SecretAccessKey: client.NewSecret(secret), Bucket: "acme", FolderPath: "in"}
}

var (
	rename  = client.Change{Name: new("S3 new")}
	rekey   = client.Change{S3: newKeys()}
	resecre = client.Change{S3: &client.S3Credentials{AccessKeyID: ownKey, SecretAccessKey: client.NewSecret(secret), Bucket: "acme", FolderPath: "in"}}
)

const etag1 = client.ETag(`"etag-c1"`)

// commitsThen does what was asked and loses the answer.
func commitsThen(err error) func(context.Context, client.ETag, func() (client.Created, error)) (client.Created, error) {
	return func(_ context.Context, _ client.ETag, commit func() (client.Created, error)) (client.Created, error) {
		if _, refused := commit(); refused != nil {
			return client.Created{}, refused
		}
		return client.Created{}, err
	}
}

func answers(err error) func(context.Context, client.ETag, func() (client.Created, error)) (client.Created, error) {
	return func(context.Context, client.ETag, func() (client.Created, error)) (client.Created, error) {
		return client.Created{}, err
	}
}

func coded(kind client.Kind, code string) error {
	return &client.APIError{Kind: kind, Op: opUpdate, Code: code}
}

// as reports whether err is of type T.
func as[T error](err error) bool {
	var target T
	return errors.As(err, &target)
}

func isKind(kind client.Kind) func(error) bool {
	return func(err error) bool { return client.KindOf(err) == kind }
}

func none(err error) bool { return err == nil }

type kinds = []history.EventKind

type updateTest struct {
	name   string
	etag   client.ETag // etag1 if empty; "-" for none
	change client.Change
	setUp  func(*fakeJournal, *fakePlatform)
	err    func(error) bool
	trail  kinds // what comes after created
	check  func(t *testing.T, now history.Entry, p *fakePlatform, err error)
	state  history.State // Created if empty
	sent   int           // PATCHes
}

// agrees checks that the entry says what Platform holds.
func agrees(t *testing.T, now history.Entry, p *fakePlatform, _ error) {
	t.Helper()
	c, err := p.peek("c1")
	if err != nil || now.Name != c.Name || now.ETag != c.ETag || now.Bucket != c.Bucket || now.Description != c.Description {
		t.Errorf("the register says %+v, Platform holds %+v, %v", now, c, err)
	}
}

func untouched(t *testing.T, now history.Entry, p *fakePlatform, err error) {
	t.Helper()
	agrees(t, now, p, err)
	if now.Name != "S3" || now.ETag != etag1 || now.Test != history.Working {
		t.Errorf("the register says %+v", now)
	}
}

// theirs checks a conflict: their change stands, and the caller has it.
func theirs(t *testing.T, now history.Entry, p *fakePlatform, err error) {
	t.Helper()
	agrees(t, now, p, err)
	var conflict *ConflictError
	if errors.As(err, &conflict) && (conflict.Current.ETag != now.ETag || conflict.Current.ETag == etag1) {
		t.Errorf("conflict with %+v", conflict.Current)
	}
	if c, _ := p.peek("c1"); c.UpdatedBy != "somebody@else" {
		t.Errorf("written over: %+v", c)
	}
}

var (
	interrupted = coded(client.KindInterrupted, "")
	updateTests = []updateTest{
		{name: "rename", change: rename, trail: kinds{history.EventUpdating, history.EventUpdated}, sent: 1, err: none, check: func(t *testing.T, now history.Entry, p *fakePlatform, err error) {
			agrees(t, now, p, err)
			if now.Name != "S3 new" || now.Test != history.Working {
				t.Errorf("recorded %+v", now)
			}
		}},
		{name: "new keys are tested", change: rekey, trail: kinds{history.EventUpdating, history.EventUpdated}, sent: 1, err: none, check: func(t *testing.T, now history.Entry, p *fakePlatform, err error) {
			agrees(t, now, p, err)
			if p.count("test") != 1 || now.AccessKeyHash != "hash of "+otherKey || now.TestedAt.Before(time.Now().Add(-time.Hour)) {
				t.Errorf("recorded %+v after %d tests", now, p.count("test"))
			}
		}},
		{name: "test cannot be made", change: rekey, setUp: func(_ *fakeJournal, p *fakePlatform) {
			p.onTest = func(context.Context) (bool, error) { return false, failure(client.KindUnavailable) }
		}, trail: kinds{history.EventUpdating, history.EventUpdated, history.EventTestFailed}, sent: 1, err: none, check: func(t *testing.T, now history.Entry, _ *fakePlatform, _ error) {
			if now.Test != history.NotTested {
				t.Errorf("an old result stands: %q", now.Test)
			}
		}},
		{name: "nothing different", change: client.Change{Name: new("S3"), Description: new("old")}, err: none, check: untouched},
		{name: "not valid", change: client.Change{Name: new(" ")}, err: isKind(client.KindInvalid), check: untouched},
		{name: "bucket with a slash", change: client.Change{S3: &client.S3Credentials{AccessKeyID: ownKey, SecretAccessKey: client.NewSecret("x"), Bucket: "a/b"}}, err: isKind(client.KindInvalid), check: untouched},
		{name: "no look at it afterwards", change: rename, setUp: func(_ *fakeJournal, p *fakePlatform) {
			p.onGet = func() error { return failure(client.KindUnavailable) }
		}, trail: kinds{history.EventUpdating, history.EventUpdated}, sent: 1, err: none, check: agrees},
		{name: "the look is behind", change: rename, setUp: func(_ *fakeJournal, p *fakePlatform) {
			old, _ := p.peek("c1")
			p.getInstead = &old
		}, trail: kinds{history.EventUpdating, history.EventUpdated}, sent: 1, err: none, check: agrees},
		{name: "another one right after", change: rename, setUp: func(_ *fakeJournal, p *fakePlatform) {
			p.onUpdate = func(_ context.Context, _ client.ETag, commit func() (client.Created, error)) (client.Created, error) {
				made, err := commit()
				p.edit("c1", func(c *client.Connection) { c.Description = "theirs" })
				return made, err
			}
		}, trail: kinds{history.EventUpdating, history.EventUpdated, history.EventChanged}, sent: 1, err: none, check: func(t *testing.T, now history.Entry, p *fakePlatform, err error) {
			agrees(t, now, p, err)
			if now.Name != "S3 new" || now.Description != "theirs" {
				t.Errorf("recorded %+v", now)
			}
		}},
		{name: "the answer has no etag", change: rename, setUp: func(_ *fakeJournal, p *fakePlatform) {
			p.onUpdate = func(_ context.Context, _ client.ETag, commit func() (client.Created, error)) (client.Created, error) {
				made, err := commit()
				made.ETag = ""
				return made, err
			}
		}, trail: kinds{history.EventUpdating, history.EventUpdated}, sent: 1, err: none, check: agrees},

		{name: "conflict", change: rename, setUp: func(_ *fakeJournal, p *fakePlatform) {
			p.edit("c1", func(c *client.Connection) { c.Description = "theirs" })
		}, trail: kinds{history.EventUpdating, history.EventUpdateFailed, history.EventChanged}, sent: 1, err: as[*ConflictError], check: theirs},
		{name: "conflict, no look at it", change: rename, setUp: func(_ *fakeJournal, p *fakePlatform) {
			p.edit("c1", func(c *client.Connection) { c.Description = "theirs" })
			p.onGet = func() error { return failure(client.KindUnavailable) }
		}, trail: kinds{history.EventUpdating, history.EventUpdateFailed}, sent: 1, err: func(err error) bool {
			return client.KindOf(err) == client.KindConflict && !as[*ConflictError](err)
		}},
		{name: "conflict, and gone", change: rename, setUp: func(_ *fakeJournal, p *fakePlatform) {
			p.onUpdate = func(context.Context, client.ETag, func() (client.Created, error)) (client.Created, error) {
				p.drop("c1")
				return client.Created{}, coded(client.KindConflict, "FLOW-1404-412")
			}
		}, trail: kinds{history.EventUpdating, history.EventUpdateFailed, history.EventGone}, sent: 1, err: isKind(client.KindConflict), state: history.Deleted},
		{
			name: "gone", change: rename, setUp: func(_ *fakeJournal, p *fakePlatform) { p.drop("c1") },
			trail: kinds{history.EventUpdating, history.EventUpdateFailed, history.EventGone}, sent: 1, err: isKind(client.KindNotFound), state: history.Deleted,
		},
		{name: "sandbox not found", change: rename, setUp: func(_ *fakeJournal, p *fakePlatform) {
			p.onUpdate = answers(coded(client.KindNotFound, "FLOW-2101-404"))
		}, trail: kinds{history.EventUpdating, history.EventUpdateFailed}, sent: 1, err: isKind(client.KindNotFound), check: untouched},

		{
			name: "lost, done", change: rename, setUp: func(_ *fakeJournal, p *fakePlatform) { p.onUpdate = commitsThen(interrupted) },
			trail: kinds{history.EventUpdating, history.EventUpdated}, sent: 1, err: none, check: agrees,
		},
		{name: "lost, done a moment later", change: rename, setUp: func(_ *fakeJournal, p *fakePlatform) {
			p.onUpdate = func(_ context.Context, _ client.ETag, commit func() (client.Created, error)) (client.Created, error) {
				time.AfterFunc(5*time.Second, func() { _, _ = commit() })
				return client.Created{}, coded(client.KindUnavailable, "FLOW-1104-504")
			}
		}, trail: kinds{history.EventUpdating, history.EventUpdated}, sent: 1, err: none, check: agrees},
		{
			name: "lost, undone", change: rename, setUp: func(_ *fakeJournal, p *fakePlatform) { p.onUpdate = answers(interrupted) },
			trail: kinds{history.EventUpdating, history.EventUpdateFailed}, sent: 1, err: as[*NotChangedError], check: untouched,
		},
		{
			name: "an error of another package, done", change: rename, setUp: func(_ *fakeJournal, p *fakePlatform) { p.onUpdate = commitsThen(errDisk) },
			trail: kinds{history.EventUpdating, history.EventUpdated}, sent: 1, err: none, check: agrees,
		},
		{name: "lost, and cannot be asked", change: rename, setUp: func(_ *fakeJournal, p *fakePlatform) {
			p.onUpdate = commitsThen(interrupted)
			p.onGet = func() error { return failure(client.KindUnavailable) }
		}, trail: kinds{history.EventUpdating, history.EventUpdateUnknown}, sent: 1, err: as[*ChangeUnknownError]},
		{name: "lost, asked at last", change: rename, setUp: func(_ *fakeJournal, p *fakePlatform) {
			p.onUpdate = commitsThen(interrupted)
			p.onGet = func() error {
				if p.count("get") < 3 {
					return failure(client.KindUnreachable)
				}
				return nil
			}
		}, trail: kinds{history.EventUpdating, history.EventUpdated}, sent: 1, err: none, check: agrees},
		{name: "lost, undone, another changed it", change: rename, setUp: func(_ *fakeJournal, p *fakePlatform) {
			p.onUpdate = func(context.Context, client.ETag, func() (client.Created, error)) (client.Created, error) {
				p.edit("c1", func(c *client.Connection) { c.Name = "theirs" })
				return client.Created{}, interrupted
			}
		}, trail: kinds{history.EventUpdating, history.EventUpdateFailed, history.EventChanged}, sent: 1, err: as[*ConflictError], check: theirs},
		{name: "lost, done, another changed more", change: rename, setUp: func(_ *fakeJournal, p *fakePlatform) {
			p.onUpdate = func(_ context.Context, _ client.ETag, commit func() (client.Created, error)) (client.Created, error) {
				_, _ = commit()
				p.edit("c1", func(c *client.Connection) { c.Description = "theirs" })
				return client.Created{}, interrupted
			}
		}, trail: kinds{history.EventUpdating, history.EventUpdated, history.EventChanged}, sent: 1, err: none, check: agrees},
		{name: "lost, and gone", change: rename, setUp: func(_ *fakeJournal, p *fakePlatform) {
			p.onUpdate = func(context.Context, client.ETag, func() (client.Created, error)) (client.Created, error) {
				p.drop("c1")
				return client.Created{}, interrupted
			}
		}, trail: kinds{history.EventUpdating, history.EventUpdateFailed, history.EventGone}, sent: 1, err: isKind(client.KindNotFound), state: history.Deleted},
		{
			name: "a secret lost, done", change: resecre, setUp: func(_ *fakeJournal, p *fakePlatform) { p.onUpdate = commitsThen(interrupted) },
			trail: kinds{history.EventUpdating, history.EventUpdated}, sent: 1, err: none, check: agrees,
		},
		{name: "a secret lost, and another renamed it", change: resecre, setUp: func(_ *fakeJournal, p *fakePlatform) {
			p.onUpdate = func(context.Context, client.ETag, func() (client.Created, error)) (client.Created, error) {
				p.edit("c1", func(c *client.Connection) { c.Name = "theirs" })
				return client.Created{}, interrupted
			}
		}, trail: kinds{history.EventUpdating, history.EventUpdateUnknown, history.EventChanged}, sent: 1, err: as[*ConflictError], check: func(t *testing.T, now history.Entry, p *fakePlatform, err error) {
			theirs(t, now, p, err)
			if now.Test != history.NotTested {
				t.Error("a test of keys that may be others stands")
			}
		}},

		{name: "a page with 412", change: rename, setUp: func(_ *fakeJournal, p *fakePlatform) {
			p.onUpdate = answers(&client.APIError{Kind: client.KindConflict, Status: 412, Page: true, Op: opUpdate})
		}, trail: kinds{history.EventUpdating, history.EventUpdateFailed}, sent: 1, err: func(err error) bool {
			return client.KindOf(err) == client.KindConflict && !as[*ConflictError](err)
		}, check: untouched},
		{name: "no version right after", change: rename, setUp: func(_ *fakeJournal, p *fakePlatform) {
			p.onUpdate = func(_ context.Context, _ client.ETag, commit func() (client.Created, error)) (client.Created, error) {
				made, err := commit()
				p.edit("c1", func(c *client.Connection) { c.ETag, c.State = "", "updating" })
				return made, err
			}
		}, trail: kinds{history.EventUpdating, history.EventUpdated}, sent: 1, err: none, check: func(t *testing.T, now history.Entry, _ *fakePlatform, _ error) {
			if now.Name != "S3 new" || now.ETag == "" || now.ETag == etag1 {
				t.Errorf("%+v", now)
			}
		}},
		{name: "lost, and no version", change: rename, setUp: func(_ *fakeJournal, p *fakePlatform) {
			p.onUpdate = func(context.Context, client.ETag, func() (client.Created, error)) (client.Created, error) {
				p.edit("c1", func(c *client.Connection) { c.ETag, c.State = "", "updating" })
				return client.Created{}, interrupted
			}
		}, trail: kinds{history.EventUpdating, history.EventUpdateUnknown}, sent: 1, err: as[*ChangeUnknownError]},

		{name: "no etag known", etag: "-", change: rename, setUp: func(j *fakeJournal, _ *fakePlatform) {
			j.edit("attempt-1", func(e *history.Entry) { e.ETag = "" })
		}, trail: kinds{history.EventChanged, history.EventUpdating, history.EventUpdated}, sent: 1, err: none, check: agrees},
		{name: "no etag known, and it looks otherwise", etag: "-", change: rename, setUp: func(j *fakeJournal, p *fakePlatform) {
			j.edit("attempt-1", func(e *history.Entry) { e.ETag = "" })
			p.edit("c1", func(c *client.Connection) { c.Bucket = "theirs" })
		}, trail: kinds{history.EventChanged}, err: as[*ConflictError], check: agrees},
		{name: "initializing", etag: "-", change: rename, setUp: func(j *fakeJournal, p *fakePlatform) {
			j.edit("attempt-1", func(e *history.Entry) { e.ETag, e.PlatformState = "", "initializing" })
			p.edit("c1", func(c *client.Connection) { c.ETag, c.State = "", "initializing" })
		}, err: func(err error) bool {
			var notReady *NotReadyError
			return errors.As(err, &notReady) && notReady.State == "initializing"
		}},
		{
			name: "no etag known, and gone", etag: "-", change: rename, setUp: func(_ *fakeJournal, p *fakePlatform) { p.drop("c1") },
			trail: kinds{history.EventGone}, err: func(err error) bool { return errors.Is(err, ErrNotCreated) }, state: history.Deleted,
		},

		{name: "the register cannot be written before", change: rename, setUp: func(j *fakeJournal, _ *fakePlatform) {
			j.onRecord = func(string, history.Event) error { return errDisk }
		}, err: func(err error) bool { return errors.Is(err, errDisk) }, check: untouched},
		{name: "the register cannot be written after", change: rename, setUp: func(j *fakeJournal, _ *fakePlatform) {
			j.onAmend = func(string, history.Event) error { return errDisk }
		}, trail: kinds{history.EventUpdating}, sent: 1, err: func(err error) bool {
			var unrecorded *ChangeNotRecordedError
			return errors.As(err, &unrecorded) && !errors.Is(err, errDisk)
		}},
	}
)

// A connection that has no version while Platform is at it tells nothing of the
// change yet; afterwards it does.
func TestChangeIsSettledOnceThereIsAVersion(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, journal, platform := standing(t)
		var after client.ETag
		platform.onUpdate = func(_ context.Context, _ client.ETag, commit func() (client.Created, error)) (client.Created, error) {
			made, _ := commit()
			after = made.ETag
			platform.edit("c1", func(c *client.Connection) { c.ETag, c.State = "", "updating" })
			return client.Created{}, interrupted
		}
		if _, err := s.Update(t.Context(), platform, "attempt-1", etag1, rename); !as[*ChangeUnknownError](err) {
			t.Fatal(err)
		}
		pass := func() { time.Sleep(time.Hour) } //nolint:forbidigo // in a bubble, where it takes no time
		pass()
		if _, _, err := s.Read(t.Context(), platform, "attempt-1"); err != nil {
			t.Fatal(err)
		}
		if trail := journal.trail("attempt-1"); trail[len(trail)-1] != history.EventUpdateUnknown {
			t.Errorf("while it is updating: %v", trail)
		}
		platform.edit("c1", func(c *client.Connection) { c.ETag, c.State = after, "enabled" })
		pass()
		now, _, err := s.Read(t.Context(), platform, "attempt-1")
		trail := journal.trail("attempt-1")
		if err != nil || trail[len(trail)-1] != history.EventUpdated || now.Name != "S3 new" || now.ETag != after {
			t.Errorf("%v, %v, %+v", err, trail, now)
		}
	})
}

func TestUpdate(t *testing.T) {
	tests := slices.Clone(updateTests)
	for _, kind := range []client.Kind{
		client.KindInvalid, client.KindCanceled, client.KindUnreachable, client.KindUnauthorized,
		client.KindForbidden, client.KindRateLimited, client.KindRejected,
	} {
		tests = append(tests, updateTest{
			name: kind.String(), change: rename, setUp: func(_ *fakeJournal, p *fakePlatform) { p.onUpdate = answers(coded(kind, "code-1")) },
			trail: kinds{history.EventUpdating, history.EventUpdateFailed}, sent: 1, err: isKind(kind), check: untouched,
		})
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) { testUpdate(t, tt) })
		})
	}
}

func testUpdate(t *testing.T, tt updateTest) {
	s, journal, platform := standing(t)
	if tt.setUp != nil {
		tt.setUp(journal, platform)
	}
	etag := etag1
	if tt.etag == "-" {
		etag = ""
	}
	result, err := s.Update(t.Context(), platform, "attempt-1", etag, tt.change)
	if !tt.err(err) {
		t.Errorf("error %v", err)
	}
	trail := journal.trail("attempt-1")[1:]
	trail = slices.DeleteFunc(trail, func(k history.EventKind) bool { return k == history.EventTested })
	if diff := cmp.Diff(append(kinds{}, tt.trail...), trail); diff != "" {
		t.Errorf("trail (-want +got):\n%s", diff)
	}
	now, _ := journal.Get(t.Context(), "attempt-1")
	want := tt.state
	if want == "" {
		want = history.Created
	}
	if now.State != want || platform.count("update") != tt.sent {
		t.Errorf("the entry is %s, %d requests were sent", now.State, platform.count("update"))
	}
	if result.Entry.AttemptID != "" && !as[*ChangeNotRecordedError](err) {
		if diff := cmp.Diff(now, result.Entry); diff != "" {
			t.Errorf("the result is not what is recorded (-recorded +result):\n%s", diff)
		}
	}
	if tt.check != nil {
		tt.check(t, now, platform, err)
	}
	for _, ev := range journal.trails["attempt-1"] {
		if strings.Contains(strings.Join(ev.Fields, " ")+ev.Problem.Detail, secret) {
			t.Error("the trail tells a secret")
		}
	}
	if len(s.claimed) != 0 {
		t.Errorf("claimed still: %v", s.claimed)
	}
}

// TestUpdateIsWrittenFirst looks into the register while the request is sent.
func TestUpdateIsWrittenFirst(t *testing.T) {
	s, journal, platform := standing(t)
	platform.onUpdate = func(_ context.Context, etag client.ETag, commit func() (client.Created, error)) (client.Created, error) {
		trail, _ := journal.Events(t.Context(), "attempt-1")
		if trail[0].Kind != history.EventUpdating || !slices.Equal(trail[0].Fields, []string{history.ChangedName}) || etag != etag1 {
			t.Errorf("while the request is sent with %s the trail says %+v", etag, trail[0])
		}
		for _, busy := range []func() error{
			func() error { _, err := s.Update(t.Context(), platform, "attempt-1", etag1, rename); return err },
			func() error { _, err := s.Delete(t.Context(), platform, "attempt-1"); return err },
			func() error { _, _, err := s.Read(t.Context(), platform, "attempt-1"); return err },
			func() error { _, err := s.Test(t.Context(), platform, "attempt-1"); return err },
		} {
			if err := busy(); !errors.Is(err, ErrBusy) {
				t.Errorf("at the same time: %v", err)
			}
		}
		return commit()
	}
	if _, err := s.Update(t.Context(), platform, "attempt-1", etag1, rename); err != nil {
		t.Fatal(err)
	}
}

func TestUpdateCanceled(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, journal, platform := standing(t)
		ctx, cancel := context.WithCancel(t.Context())
		platform.onUpdate = func(_ context.Context, _ client.ETag, commit func() (client.Created, error)) (client.Created, error) {
			_, _ = commit()
			cancel()
			return client.Created{}, interrupted
		}
		result, err := s.Update(ctx, platform, "attempt-1", etag1, rekey)
		if err != nil || platform.count("test") != 0 || result.Entry.AccessKeyHash != "hash of "+otherKey {
			t.Errorf("error %v, %d tests, result %+v", err, platform.count("test"), result)
		}
		if _, err := s.Update(ctx, platform, "attempt-1", result.Entry.ETag, rename); client.KindOf(err) != client.KindCanceled {
			t.Errorf("when cancelled already: %v", err)
		}
		if got := journal.trail("attempt-1"); got[len(got)-1] != history.EventUpdated || platform.count("update") != 1 {
			t.Errorf("trail %v, %d requests", got, platform.count("update"))
		}
	})
}

func TestUnsettledCannotBeChanged(t *testing.T) {
	for _, state := range []history.State{history.Pending, history.Unknown, history.Failed, history.Deleted} {
		s, journal, platform := standing(t)
		journal.edit("attempt-1", func(e *history.Entry) {
			e.State, e.ConnectionID = state, ""
			if state == history.Deleted {
				e.ConnectionID = "c1"
			}
		})
		if _, err := s.Update(t.Context(), platform, "attempt-1", etag1, rename); !errors.Is(err, ErrNotCreated) {
			t.Errorf("update of %s: %v", state, err)
		}
		_, err := s.Delete(t.Context(), platform, "attempt-1")
		if want := state != history.Deleted; errors.Is(err, ErrNotCreated) != want || (!want && err != nil) {
			t.Errorf("delete of %s: %v", state, err)
		}
		if platform.count("update")+platform.count("delete") != 0 {
			t.Errorf("%s: something was sent", state)
		}
	}
}

// TestClockSetBack holds that an outcome never comes before its intent.
func TestClockSetBack(t *testing.T) {
	s, journal, platform := standing(t)
	now := time.Now()
	s.now = func() time.Time { now = now.Add(-time.Hour); return now }
	if _, err := s.Update(t.Context(), platform, "attempt-1", etag1, rename); err != nil {
		t.Fatal(err)
	}
	trail, _ := journal.Events(t.Context(), "attempt-1")
	for i := range trail[1:] {
		if trail[i].At.Before(trail[i+1].At) {
			t.Errorf("%s is before %s", trail[i].Kind, trail[i+1].Kind)
		}
	}
}
