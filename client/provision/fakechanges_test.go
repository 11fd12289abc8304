package provision

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"mooring/client"
	"mooring/client/history"
)

// edit changes a connection as if at Platform itself, and gives it a new version.
func (f *fakePlatform) edit(id client.ConnectionID, change func(*client.Connection)) client.Connection {
	f.mu.Lock()
	defer f.mu.Unlock()
	for i := range f.held {
		if c := &f.held[i]; c.ID == id {
			f.versions++
			c.ETag, c.UpdatedBy = client.ETag(fmt.Sprintf(`"etag-%s-%d"`, id, f.versions)), "somebody@else"
			change(c)
			return *c
		}
	}
	return client.Connection{}
}

func (f *fakePlatform) drop(id client.ConnectionID) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	n := len(f.held)
	f.held = slices.DeleteFunc(f.held, func(c client.Connection) bool { return c.ID == id })
	return len(f.held) < n
}

func (f *fakePlatform) UpdateConnection(ctx context.Context, id client.ConnectionID, etag client.ETag, change client.Change) (client.Created, error) {
	f.called("update")
	commit := func() (client.Created, error) {
		now, err := f.peek(id)
		if err != nil {
			return client.Created{}, err
		}
		if now.ETag != etag {
			return client.Created{}, &client.APIError{Kind: client.KindConflict, Status: 412, Code: "FLOW-1404-412", Op: opUpdate}
		}
		now = f.edit(id, func(c *client.Connection) {
			made := changed(*c, change, c.ETag)
			made.UpdatedBy = "me"
			*c = made
		})
		return client.Created{ID: id, ETag: now.ETag}, nil
	}
	if f.onUpdate != nil {
		return f.onUpdate(ctx, etag, commit)
	}
	return commit()
}

func (f *fakePlatform) DeleteConnection(ctx context.Context, id client.ConnectionID) error {
	f.called("delete")
	commit := func() error {
		if !f.drop(id) {
			return goneFailure()
		}
		return nil
	}
	if f.onDelete != nil {
		return f.onDelete(ctx, commit)
	}
	return commit()
}

func (f *fakePlatform) peek(id client.ConnectionID) (client.Connection, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, c := range f.held {
		if c.ID == id {
			return c, nil
		}
	}
	return client.Connection{}, goneFailure()
}

var errNoEntry = fmt.Errorf("fake: %w", history.ErrNotFound)

// change lets do change an entry and adds ev to its trail.
func (f *fakeJournal) change(ctx context.Context, id string, ev history.Event, do func(*history.Entry) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	e, ok := f.entries[id]
	if !ok {
		return errNoEntry
	}
	if err := do(&e); err != nil {
		return err
	}
	f.entries[id] = e
	f.trails[id] = append([]history.Event{ev}, f.trails[id]...)
	return nil
}

func (f *fakeJournal) Record(ctx context.Context, id string, ev history.Event) error {
	if f.onRecord != nil {
		if err := f.onRecord(id, ev); err != nil {
			return err
		}
	}
	return f.change(ctx, id, ev, func(*history.Entry) error { return nil })
}

func (f *fakeJournal) Events(_ context.Context, id string) ([]history.Event, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	return slices.Clone(f.trails[id]), nil
}

func (f *fakeJournal) Amend(ctx context.Context, id string, a history.Amendment, ev history.Event) error {
	if f.onAmend != nil {
		if err := f.onAmend(id, ev); err != nil {
			return err
		}
	}
	return f.change(ctx, id, ev, func(e *history.Entry) error {
		if a.Connection.ID != e.ConnectionID {
			return history.ErrSettled
		}
		f.take(e, a.Connection, time.Now())
		if a.AccessKeyID != "" {
			e.AccessKeyHash = f.HashAccessKey(a.AccessKeyID)
		}
		if a.ForgetTest {
			e.Test, e.TestedAt = history.NotTested, time.Time{}
		}
		return nil
	})
}

func (f *fakeJournal) MarkDeleted(ctx context.Context, id string, gone bool, ev history.Event) error {
	if f.onAmend != nil {
		if err := f.onAmend(id, ev); err != nil {
			return err
		}
	}
	return f.change(ctx, id, ev, func(e *history.Entry) error {
		e.State, e.Gone, e.UpdatedAt = history.Deleted, gone, time.Now()
		return nil
	})
}

// take brings an entry up to date.
func (f *fakeJournal) take(e *history.Entry, c client.Connection, at time.Time) {
	e.State, e.Gone, e.SeenAt = history.Created, false, at
	e.Name, e.Description, e.Bucket, e.FolderPath, e.ServiceURL = c.Name, c.Description, c.Bucket, c.FolderPath, c.ServiceURL
	e.ConnectionID, e.ETag, e.PlatformState, e.UpdatedBy, e.PlatformUpdatedAt = c.ID, c.ETag, c.State, c.UpdatedBy, c.UpdatedAt
	if c.WholeAccessKeyID() != "" {
		e.AccessKeyHash = f.HashAccessKey(c.AccessKeyID)
	}
}

func (f *fakeJournal) Merge(ctx context.Context, p history.Place, src history.Source, page []client.Connection, skip map[client.ConnectionID]bool, at time.Time) (history.Merged, error) {
	var merged history.Merged
	if f.onMerge != nil {
		if err := f.onMerge(page); err != nil {
			return merged, err
		}
	}
	for _, c := range page {
		if skip[c.ID] {
			continue
		}
		held := f.where(func(e history.Entry) bool { return e.Place == p && e.ConnectionID == c.ID })
		if len(held) == 0 {
			e := history.Entry{AttemptID: "found-" + string(c.ID), Place: p, AccountID: src.AccountID, APIKey: src.APIKey, Origin: history.Elsewhere, StartedAt: at}
			f.take(&e, c, at)
			f.put(e)
			f.addEvent(e.AttemptID, history.Event{At: at, Kind: history.EventFound})
			merged.Added++
			continue
		}
		e := held[0]
		if e.SeenAt.After(at) {
			merged.Same++
			continue
		}
		fields := history.Differing(e, c, f.HashAccessKey)
		if e.ETag != c.ETag {
			fields = append(fields, history.ChangedETag)
		}
		ev := history.Event{At: at, Kind: history.EventChanged, Fields: fields, By: c.UpdatedBy}
		if e.State == history.Deleted {
			ev.Kind = history.EventBack
		}
		f.mu.Lock()
		f.take(&e, c, at)
		f.entries[e.AttemptID] = e
		f.mu.Unlock()
		if len(fields) > 0 || ev.Kind == history.EventBack {
			f.addEvent(e.AttemptID, ev)
			merged.Changed++
			continue
		}
		merged.Same++
	}
	return merged, ctx.Err()
}

func (f *fakeJournal) addEvent(id string, ev history.Event) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.trails[id] = append([]history.Event{ev}, f.trails[id]...)
}

func (f *fakeJournal) MarkGone(ctx context.Context, p history.Place, since time.Time) (int, error) {
	missing := f.where(func(e history.Entry) bool {
		return e.Place == p && e.State == history.Created && e.StartedAt.Before(since) && e.SeenAt.Before(since) && !e.UpdatedAt.After(since)
	})
	for _, e := range missing {
		if err := f.MarkDeleted(ctx, e.AttemptID, true, history.Event{At: since, Kind: history.EventGone}); err != nil {
			return 0, err
		}
	}
	f.bulk += len(missing)
	return len(missing), nil
}

func (f *fakeJournal) Each(_ context.Context, q history.Query, do func(history.Entry) error) error {
	for _, e := range f.where(func(e history.Entry) bool {
		return e.Place.Practice == q.Practice && (q.Filter.OrgID == "" || e.Place.OrgID == q.Filter.OrgID) &&
			(len(q.Filter.Statuses) == 0 || slices.Contains(q.Filter.Statuses, statusOf(e)))
	}) {
		if err := do(e); err != nil {
			return err
		}
	}
	return nil
}

func statusOf(e history.Entry) history.Status {
	switch {
	case e.State == history.Deleted && e.Gone:
		return history.StatusGone
	case e.State == history.Created && e.Test == history.Working:
		return history.StatusWorking
	case e.State == history.Created && e.Test == history.Refused:
		return history.StatusRefused
	case e.State == history.Created:
		return history.StatusNotTested
	}
	return history.Status(e.State)
}

// trail tells the kinds of the events of an entry, oldest first.
func (f *fakeJournal) trail(id string) []history.EventKind {
	f.mu.Lock()
	defer f.mu.Unlock()
	kinds := []history.EventKind{}
	for _, ev := range f.trails[id] {
		kinds = append(kinds, ev.Kind)
	}
	slices.Reverse(kinds)
	return kinds
}

var errDisk = errors.New("the disk is full")

// edit changes an entry without a word.
func (f *fakeJournal) edit(id string, change func(*history.Entry)) {
	f.mu.Lock()
	defer f.mu.Unlock()
	e := f.entries[id]
	change(&e)
	f.entries[id] = e
}

// holds reports whether some entry, whatever its origin, stands for a connection.
func (f *fakeJournal) holds(id client.ConnectionID) bool {
	return len(f.where(func(e history.Entry) bool { return e.ConnectionID == id })) > 0
}
