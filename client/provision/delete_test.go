package provision

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"mooring/client"
	"mooring/client/history"
)

func TestDelete(t *testing.T) {
	deleting := func(err error, done bool) func(*fakeJournal, *fakePlatform) {
		return func(_ *fakeJournal, p *fakePlatform) {
			p.onDelete = func(_ context.Context, commit func() error) error {
				if done {
					_ = commit()
				}
				return err
			}
		}
	}
	type test struct {
		name  string
		setUp func(*fakeJournal, *fakePlatform)
		err   func(error) bool
		trail kinds
		state history.State
		gone  bool
	}
	done := kinds{history.EventDeleting, history.EventDeleted}
	failed := kinds{history.EventDeleting, history.EventDeleteFailed}
	tests := []test{
		{name: "done", err: none, trail: done, state: history.Deleted},
		{
			name: "gone already", setUp: func(_ *fakeJournal, p *fakePlatform) { p.drop("c1") }, err: none,
			trail: kinds{history.EventDeleting, history.EventGone}, state: history.Deleted, gone: true,
		},
		{name: "gone by an earlier one", setUp: func(j *fakeJournal, p *fakePlatform) {
			p.drop("c1")
			j.addEvent("attempt-1", history.Event{At: time.Now(), Kind: history.EventDeleteUnknown})
		}, err: none, trail: append(kinds{history.EventDeleteUnknown}, done...), state: history.Deleted},
		{name: "used by a dataflow", setUp: deleting(coded(client.KindRejected, "FLOW-1418-400"), false), err: isKind(client.KindRejected), trail: failed, state: history.Created},
		{name: "sandbox not found", setUp: deleting(coded(client.KindNotFound, "FLOW-2101-404"), false), err: isKind(client.KindNotFound), trail: failed, state: history.Created},
		{name: "a 404 of no code", setUp: deleting(&client.APIError{Kind: client.KindNotFound, Status: 404}, false), err: isKind(client.KindNotFound), trail: failed, state: history.Created},
		{name: "lost, done", setUp: deleting(interrupted, true), err: none, trail: done, state: history.Deleted},
		{name: "lost, undone", setUp: deleting(interrupted, false), err: func(err error) bool {
			var undone *NotChangedError
			return errors.As(err, &undone) && undone.Deleting
		}, trail: failed, state: history.Created},
		{name: "lost, done a moment later", setUp: func(_ *fakeJournal, p *fakePlatform) {
			p.onDelete = func(_ context.Context, commit func() error) error {
				time.AfterFunc(5*time.Second, func() { _ = commit() })
				return failure(client.KindUnavailable)
			}
		}, err: none, trail: done, state: history.Deleted},
		{name: "lost, and cannot be asked", setUp: func(j *fakeJournal, p *fakePlatform) {
			deleting(interrupted, true)(j, p)
			p.onGet = func() error { return failure(client.KindForbidden) }
		}, err: func(err error) bool {
			var unknown *ChangeUnknownError
			return errors.As(err, &unknown) && unknown.Deleting
		}, trail: kinds{history.EventDeleting, history.EventDeleteUnknown}, state: history.Created},
		{name: "the register cannot be written before", setUp: func(j *fakeJournal, _ *fakePlatform) {
			j.onRecord = func(string, history.Event) error { return errDisk }
		}, err: func(err error) bool { return errors.Is(err, errDisk) }, trail: kinds{}, state: history.Created},
		{name: "the register cannot be written after", setUp: func(j *fakeJournal, _ *fakePlatform) {
			j.onAmend = func(string, history.Event) error { return errDisk }
		}, err: func(err error) bool {
			var unrecorded *ChangeNotRecordedError
			return errors.As(err, &unrecorded) && unrecorded.Deleting
		}, trail: kinds{history.EventDeleting}, state: history.Created},
	}
	for _, kind := range []client.Kind{
		client.KindCanceled, client.KindUnreachable, client.KindUnauthorized, client.KindForbidden, client.KindRateLimited, client.KindConflict,
	} {
		tests = append(tests, test{name: kind.String(), setUp: deleting(coded(kind, "code-1"), false), err: isKind(kind), trail: failed, state: history.Created})
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s, journal, platform := standing(t)
				if tt.setUp != nil {
					tt.setUp(journal, platform)
				}
				entry, err := s.Delete(t.Context(), platform, "attempt-1")
				if !tt.err(err) {
					t.Errorf("error %v", err)
				}
				if diff := cmp.Diff(tt.trail, journal.trail("attempt-1")[1:]); diff != "" {
					t.Errorf("trail (-want +got):\n%s", diff)
				}
				now, _ := journal.Get(t.Context(), "attempt-1")
				if now.State != tt.state || now.Gone != tt.gone || now.ConnectionID != "c1" || len(s.claimed) != 0 {
					t.Errorf("recorded %+v, claimed %v", now, s.claimed)
				}
				if !as[*ChangeNotRecordedError](err) {
					if diff := cmp.Diff(now, entry); diff != "" {
						t.Errorf("the result is not what is recorded (-recorded +result):\n%s", diff)
					}
				} else if entry.State != history.Deleted {
					t.Errorf("the result is %s", entry.State)
				}
			})
		})
	}
}

func TestDeleteCanceled(t *testing.T) {
	before, _, held := standing(t)
	ctx, cancel := context.WithCancel(t.Context())
	held.onDelete = func(_ context.Context, commit func() error) error {
		_ = commit()
		cancel()
		return interrupted
	}
	if entry, err := before.Delete(ctx, held, "attempt-1"); err != nil || entry.State != history.Deleted {
		t.Errorf("error %v, entry %s", err, entry.State)
	}
	s, journal, platform := standing(t)
	if _, err := s.Delete(ctx, platform, "attempt-1"); client.KindOf(err) != client.KindCanceled || platform.count("delete") != 0 {
		t.Errorf("when cancelled already: %v", err)
	}
	if got := journal.trail("attempt-1"); len(got) != 1 {
		t.Errorf("trail %v", got)
	}
}
