package provision

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"mooring/client"
	"mooring/client/history"
)

var source = history.Source{AccountID: "account-1", APIKey: apiKey}

// crowd adds n connections to Platform.
func crowd(p *fakePlatform, n int) {
	for i := range n {
		p.add(client.Connection{ID: client.ConnectionID(fmt.Sprintf("x%04d", i)), Name: fmt.Sprintf("Theirs %d", i)})
	}
}

func refreshed(t *testing.T, s *Service, p *fakePlatform) Refreshed {
	t.Helper()
	got, err := s.Refresh(t.Context(), p, place, source, nil)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func TestRefresh(t *testing.T) {
	s, journal, platform := standing(t)
	crowd(platform, 249)
	var progress []int
	got, err := s.Refresh(t.Context(), platform, place, source, func(found int) { progress = append(progress, found) })
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(Refreshed{Found: 250, Added: 249}, got); diff != "" {
		t.Errorf("first (-want +got):\n%s", diff)
	}
	if !slices.Equal(progress, []int{100, 200, 250}) || len(journal.all()) != 250 || platform.count("get") != 0 {
		t.Errorf("progress %v, %d entries, %d connections asked for", progress, len(journal.all()), platform.count("get"))
	}
	found, _ := journal.Get(t.Context(), "found-x0007")
	if found.Origin != history.Elsewhere || found.Name != "Theirs 7" || found.AccountID != "account-1" {
		t.Errorf("found %+v", found)
	}
	platform.edit("x0007", func(c *client.Connection) { c.Name = "renamed" })
	platform.edit("c1", func(c *client.Connection) { c.Description = "theirs" })
	platform.drop("x0003")
	if diff := cmp.Diff(Refreshed{Found: 249, Changed: 2, Gone: 1}, refreshed(t, s, platform)); diff != "" {
		t.Errorf("second (-want +got):\n%s", diff)
	}
	if got := journal.trails["attempt-1"][0]; got.Kind != history.EventChanged || got.By != "somebody@else" {
		t.Errorf("trail %+v", got)
	}
	if gone, _ := journal.Get(t.Context(), "found-x0003"); gone.State != history.Deleted || !gone.Gone {
		t.Errorf("gone %+v", gone)
	}
	platform.add(client.Connection{ID: "x0003", Name: "Theirs 3"})
	// What has only just gone is asked for, since the list may be behind.
	if diff := cmp.Diff(Refreshed{Found: 250, Changed: 1}, refreshed(t, s, platform)); diff != "" {
		t.Errorf("third (-want +got):\n%s", diff)
	}
	if back, _ := journal.Get(t.Context(), "found-x0003"); back.State != history.Created {
		t.Errorf("back %+v", back)
	}
	if len(s.claimed) != 0 {
		t.Errorf("claimed still: %v", s.claimed)
	}
}

// TestRefreshIncomplete holds that nothing counts as gone unless the list is
// complete, and that what was read stays.
func TestRefreshIncomplete(t *testing.T) {
	for _, how := range []string{"error", "cancelled", "sandbox not found"} {
		t.Run(how, func(t *testing.T) {
			s, journal, platform := standing(t)
			platform.drop("c1")
			crowd(platform, 250)
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			n := 0
			platform.onListed = func(client.Connection) error {
				if n++; n < 150 {
					return nil
				}
				switch how {
				case "cancelled":
					cancel()
					return canceled(opConnections, context.Canceled)
				case "sandbox not found":
					return coded(client.KindNotFound, "FLOW-2101-404")
				}
				return failure(client.KindUnavailable)
			}
			got, err := s.Refresh(ctx, platform, place, source, nil)
			if client.KindOf(err) == client.KindUnknown {
				t.Errorf("error %v", err)
			}
			if diff := cmp.Diff(Refreshed{Found: 150, Added: 150}, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			if own, _ := journal.Get(t.Context(), "attempt-1"); own.State != history.Created {
				t.Error("it was marked as gone")
			}
		})
	}
}

func TestRefreshWhileRefreshing(t *testing.T) {
	s, journal, platform := standing(t)
	platform.onList = func(n int) error {
		if n > 1 {
			return nil
		}
		if _, err := s.Refresh(t.Context(), platform, place, source, nil); !errors.Is(err, ErrBusy) {
			t.Errorf("the same place: %v", err)
		}
		other := place
		other.Sandbox = "prod"
		if _, err := s.Refresh(t.Context(), platform, other, source, nil); err != nil {
			t.Errorf("another place: %v", err)
		}
		return nil
	}
	refreshed(t, s, platform)
	if own, _ := journal.Get(t.Context(), "attempt-1"); own.State != history.Created {
		t.Errorf("the entry is %s", own.State)
	}
}

// TestRefreshLeavesToReconcile is the case that would make two entries of one
// connection: a refresh sees what a lost request has made.
func TestRefreshLeavesToReconcile(t *testing.T) {
	for _, state := range []history.State{history.Unknown, history.Pending} {
		journal, platform := newJournal(), &fakePlatform{}
		journal.put(left(state))
		journal.alive = map[string]bool{"attempt-1": true} // it is under way
		id := platform.add(own(nil))
		platform.add(own(func(c *client.Connection) { c.ID = "known" }))
		platform.add(own(func(c *client.Connection) { c.ID, c.Name = "another", "other" }))
		s := New(journal, Options{})
		if got := refreshed(t, s, platform); got.Added != 2 || got.Found != 3 || got.Gone != 0 {
			t.Errorf("%s: %+v", state, got)
		}
		if journal.holds(id) {
			t.Errorf("%s: the refresh took it", state)
		}
		journal.alive = nil
		result, err := s.Reconcile(t.Context(), platform, "attempt-1")
		if err != nil || result.Entry.ConnectionID != id {
			t.Errorf("%s: not adopted: %+v, %v", state, result.Entry, err)
		}
	}
}

// TestRefreshHeldIsReleased lets the attempt fail while the list is read.
func TestRefreshHeldIsReleased(t *testing.T) {
	journal, platform := newJournal(), &fakePlatform{}
	journal.put(left(history.Unknown))
	platform.add(own(nil))
	s := New(journal, Options{})
	_, err := s.Refresh(t.Context(), platform, place, source, func(int) {
		journal.edit("attempt-1", func(e *history.Entry) { e.State = history.Failed })
	})
	if err != nil || !journal.holds("new") {
		t.Errorf("it is not taken up: %v", err)
	}
}

// TestRefreshMeanwhile is what happens on this computer while the list is read.
func TestRefreshMeanwhile(t *testing.T) {
	tests := []struct {
		name  string
		setUp func(*testing.T, *Service, *fakeJournal, *fakePlatform)
		// during is called when the last connection of the list has been read, and
		// before it is merged.
		during func(*testing.T, *Service, *fakeJournal, *fakePlatform)
		want   Refreshed
		check  func(*testing.T, *fakeJournal, *fakePlatform)
	}{
		{
			name: "created",
			during: func(t *testing.T, s *Service, _ *fakeJournal, p *fakePlatform) {
				mine := request("Mine")
				mine.AllowTwin = true
				if _, err := s.Create(t.Context(), p, fakeTokens{}, mine, nil); err != nil {
					t.Error(err)
				}
			},
			want: Refreshed{Found: 1},
			check: func(t *testing.T, j *fakeJournal, _ *fakePlatform) {
				for _, e := range j.all() {
					if e.State != history.Created {
						t.Errorf("%s is %s", e.Name, e.State)
					}
				}
			},
		},
		{
			name: "begun before, created meanwhile",
			setUp: func(_ *testing.T, _ *Service, j *fakeJournal, _ *fakePlatform) {
				e := left(history.Pending)
				e.AttemptID, e.StartedAt = "attempt-2", time.Now().Add(-10*time.Minute)
				j.put(e)
			},
			during: func(t *testing.T, _ *Service, j *fakeJournal, p *fakePlatform) {
				id := p.add(own(func(c *client.Connection) { c.ID = "c2" }))
				if err := j.Finish(t.Context(), "attempt-2", createdOutcome(client.Created{ID: id, ETag: `"etag-c2"`})); err != nil {
					t.Error(err)
				}
				j.addEvent("attempt-2", history.Event{At: time.Now(), Kind: history.EventCreated})
			},
			want: Refreshed{Found: 1},
			check: func(t *testing.T, j *fakeJournal, _ *fakePlatform) {
				if e, _ := j.Get(t.Context(), "attempt-2"); e.State != history.Created {
					t.Errorf("it is %s", e.State)
				}
			},
		},
		{
			name: "renamed",
			during: func(t *testing.T, s *Service, _ *fakeJournal, p *fakePlatform) {
				if _, err := s.Update(t.Context(), p, "attempt-1", etag1, rename); err != nil {
					t.Error(err)
				}
			},
			want: Refreshed{Found: 1},
			check: func(t *testing.T, j *fakeJournal, p *fakePlatform) {
				e, _ := j.Get(t.Context(), "attempt-1")
				agrees(t, e, p, nil)
				if got := j.trail("attempt-1"); got[len(got)-1] != history.EventUpdated {
					t.Errorf("trail %v", got)
				}
			},
		},
		{
			name: "deleted",
			during: func(t *testing.T, s *Service, _ *fakeJournal, p *fakePlatform) {
				if _, err := s.Delete(t.Context(), p, "attempt-1"); err != nil {
					t.Error(err)
				}
			},
			want: Refreshed{Found: 1},
			check: func(t *testing.T, j *fakeJournal, _ *fakePlatform) {
				if e, _ := j.Get(t.Context(), "attempt-1"); e.State != history.Deleted || e.Gone {
					t.Errorf("it is %s, gone %v", e.State, e.Gone)
				}
			},
		},
		{
			name: "being renamed by another copy",
			setUp: func(_ *testing.T, _ *Service, j *fakeJournal, p *fakePlatform) {
				j.addEvent("attempt-1", history.Event{At: time.Now(), Kind: history.EventUpdating, Fields: []string{history.ChangedName}})
				p.edit("c1", func(c *client.Connection) { c.Name = "S3 new" })
			},
			want: Refreshed{Found: 1, Changed: 1},
			check: func(t *testing.T, j *fakeJournal, p *fakePlatform) {
				e, _ := j.Get(t.Context(), "attempt-1")
				agrees(t, e, p, nil)
				if got := j.trail("attempt-1"); got[len(got)-1] != history.EventUpdated {
					t.Errorf("another is said to have done it: %v", got)
				}
			},
		},
		{
			name: "read anew by another copy",
			during: func(t *testing.T, _ *Service, j *fakeJournal, p *fakePlatform) {
				p.edit("c1", func(c *client.Connection) { c.Name = "newer" })
				time.Sleep(2 * time.Millisecond) //nolint:forbidigo // what the register tells apart
				if _, _, err := New(j, Options{}).Read(t.Context(), p, "attempt-1"); err != nil {
					t.Error(err)
				}
			},
			want: Refreshed{Found: 1},
			check: func(t *testing.T, j *fakeJournal, p *fakePlatform) {
				e, _ := j.Get(t.Context(), "attempt-1")
				agrees(t, e, p, nil)
			},
		},
		{
			name: "being renamed, and cannot be asked for",
			setUp: func(_ *testing.T, _ *Service, j *fakeJournal, p *fakePlatform) {
				j.addEvent("attempt-1", history.Event{At: time.Now(), Kind: history.EventUpdating, Fields: []string{history.ChangedName}})
				p.edit("c1", func(c *client.Connection) { c.Name = "S3 new" })
				p.onGet = func() error { return failure(client.KindUnavailable) }
			},
			want: Refreshed{Found: 1},
			check: func(t *testing.T, j *fakeJournal, p *fakePlatform) {
				stillThere(t, j, p)
				if e, _ := j.Get(t.Context(), "attempt-1"); e.Name != "S3" || p.count("get") != 1 {
					t.Errorf("it is %q after %d looks", e.Name, p.count("get"))
				}
			},
		},
		{
			name: "the list is older than the register",
			setUp: func(_ *testing.T, _ *Service, j *fakeJournal, p *fakePlatform) {
				at := time.Now().Add(-time.Hour)
				p.edit("c1", func(c *client.Connection) { c.UpdatedAt = at })
				old, _ := p.peek("c1")
				now := p.edit("c1", func(c *client.Connection) { c.Name, c.UpdatedAt = "newer", at.Add(time.Minute) })
				j.edit("attempt-1", func(e *history.Entry) { j.take(e, now, at) })
				p.getInstead = &now
				p.edit("c1", func(c *client.Connection) { *c = old })
			},
			want: Refreshed{Found: 1},
			check: func(t *testing.T, j *fakeJournal, _ *fakePlatform) {
				if e, _ := j.Get(t.Context(), "attempt-1"); e.Name != "newer" {
					t.Errorf("taken back: %+v", e)
				}
			},
		},
		{
			name: "only just created, and not listed yet",
			setUp: func(_ *testing.T, _ *Service, j *fakeJournal, p *fakePlatform) {
				j.edit("attempt-1", func(e *history.Entry) { e.StartedAt = time.Now().Add(-time.Second) })
				hide(p)
			},
			want:  Refreshed{},
			check: stillThere,
		},
		{
			name: "only just tested, and not listed",
			setUp: func(_ *testing.T, _ *Service, j *fakeJournal, p *fakePlatform) {
				j.edit("attempt-1", func(e *history.Entry) { e.TestedAt = time.Now() })
				hide(p)
			},
			want:  Refreshed{},
			check: stillThere,
		},
		{
			name:  "not listed, and there all the same",
			setUp: func(_ *testing.T, _ *Service, _ *fakeJournal, p *fakePlatform) { hide(p) },
			want:  Refreshed{},
			check: stillThere,
		},
		{
			name: "not listed, and cannot be asked for",
			setUp: func(_ *testing.T, _ *Service, _ *fakeJournal, p *fakePlatform) {
				p.drop("c1")
				p.onGet = func() error { return failure(client.KindUnavailable) }
			},
			want:  Refreshed{},
			check: stillThere,
		},
		{
			name: "deleted by a run that died",
			setUp: func(_ *testing.T, _ *Service, j *fakeJournal, p *fakePlatform) {
				p.drop("c1")
				j.addEvent("attempt-1", history.Event{At: time.Now().Add(-time.Hour), Kind: history.EventDeleting})
			},
			want: Refreshed{Gone: 1},
			check: func(t *testing.T, j *fakeJournal, _ *fakePlatform) {
				if e, _ := j.Get(t.Context(), "attempt-1"); e.State != history.Deleted || e.Gone {
					t.Errorf("it is %s, gone %v", e.State, e.Gone)
				}
			},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s, journal, platform := standing(t)
			if tt.setUp != nil {
				tt.setUp(t, s, journal, platform)
			}
			if tt.during != nil {
				platform.onListed = func(client.Connection) error {
					platform.onListed = nil
					tt.during(t, s, journal, platform)
					return nil
				}
			}
			if diff := cmp.Diff(tt.want, refreshed(t, s, platform)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			tt.check(t, journal, platform)
		})
	}
}

// hide makes Platform's lists leave out what it holds.
func hide(p *fakePlatform) { p.hidden = true }

func stillThere(t *testing.T, j *fakeJournal, _ *fakePlatform) {
	t.Helper()
	if e, _ := j.Get(t.Context(), "attempt-1"); e.State != history.Created {
		t.Errorf("it is %s", e.State)
	}
}

// TestRefreshManyMissing is a list that holds nothing any more of much that was.
func TestRefreshManyMissing(t *testing.T) {
	tests := []struct {
		name  string
		setUp func(*fakeJournal, *fakePlatform)
		gone  int
		bulk  bool // in one go
	}{
		{name: "truly", setUp: func(_ *fakeJournal, p *fakePlatform) { p.held = nil }, gone: 120, bulk: true},
		{name: "hidden", setUp: func(_ *fakeJournal, p *fakePlatform) { hide(p) }, gone: 0},
		{name: "one is there", setUp: func(_ *fakeJournal, p *fakePlatform) {
			p.held = p.held[:1]
			hide(p)
		}, gone: 49},
		{name: "Platform fails", setUp: func(_ *fakeJournal, p *fakePlatform) {
			p.held = nil
			p.onGet = func() error { return failure(client.KindUnavailable) }
		}, gone: 0},
		{name: "one is only just made", setUp: func(j *fakeJournal, p *fakePlatform) {
			p.held = nil
			j.edit("found-x0000", func(e *history.Entry) { e.Origin, e.StartedAt = history.Here, time.Now().Add(-time.Second) })
			p.onGet = func() error {
				if p.count("get") == 1 {
					return failure(client.KindUnavailable)
				}
				return nil
			}
		}, gone: 119},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			journal, platform := newJournal(), &fakePlatform{}
			crowd(platform, 120)
			s := New(journal, Options{})
			refreshed(t, s, platform)
			at := time.Now().Add(-time.Hour)
			for _, e := range journal.all() {
				journal.edit(e.AttemptID, func(e *history.Entry) { e.StartedAt, e.SeenAt = at, at })
			}
			tt.setUp(journal, platform)
			if got := refreshed(t, s, platform); got.Gone != tt.gone || got.Found != 0 {
				t.Errorf("%+v, want %d gone", got, tt.gone)
			}
			if (journal.bulk > 0) != tt.bulk || platform.count("get") > maxMissingChecks+1 {
				t.Errorf("%d marked in one go, %d asked for", journal.bulk, platform.count("get"))
			}
			n := len(journal.where(func(e history.Entry) bool { return e.State == history.Deleted && e.Gone }))
			if n != tt.gone {
				t.Errorf("%d entries are gone, want %d", n, tt.gone)
			}
		})
	}
}
