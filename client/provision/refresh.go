package provision

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"mooring/client"
	"mooring/client/history"
)

// refreshPage is how many connections are merged in one transaction; also what
// Platform is asked for at a time.
const refreshPage = 100

// Refreshed counts what a refresh found.
type Refreshed struct {
	Found   int // connections on Platform
	Added   int // of those, new to the register
	Changed int // of those, changed by somebody else
	Gone    int // entries whose connection is not there any more
}

// Refresh reads every S3 source connection of a place from Platform into the
// register, whoever made it and wherever. progress, which may be nil, is told how
// many have been read so far. Cancelling ctx keeps what was read; only a
// complete list marks entries as gone.
//
// What may belong to an attempt whose outcome is not known yet is left to
// Reconcile. Where the list and the register differ because of something that
// this register has just done, or is doing, the connection itself is asked for
// and the list is not believed.
//
// A connection that is not in the list is asked for too before its entry is
// marked as gone; for the connections beyond the first 50 the list is believed if it
// was right about these.
//
// The errors are ErrBusy where this place is being refreshed already, those of
// Platform.Connections, that of ctx, and those of the register.
func (s *Service) Refresh(ctx context.Context, p Platform, place history.Place, source history.Source, progress func(found int)) (Refreshed, error) {
	release, err := s.take(claim{place: place, refresh: true})
	if err != nil {
		return Refreshed{}, err
	}
	defer release()
	if progress == nil {
		progress = func(int) {}
	}
	r := &refresh{
		core: s.core, reader: s.reader, platform: p, place: place, source: source, progress: progress,
		// The register keeps milliseconds.
		since: s.now().Truncate(time.Millisecond),
		known: map[client.ConnectionID]string{}, present: map[client.ConnectionID]bool{},
	}
	err = r.run(ctx)
	s.log.LogAttrs(ctx, slog.LevelInfo, "refreshed", slog.Int("found", r.out.Found), slog.Int("added", r.out.Added),
		slog.Int("changed", r.out.Changed), slog.Int("gone", r.out.Gone), slog.Bool("complete", err == nil))
	return r.out, err
}

// refresh is one run of Refresh.
type refresh struct {
	*core
	reader   *reader
	platform Platform
	place    history.Place
	source   history.Source
	progress func(int)
	since    time.Time // when the list began
	out      Refreshed

	// known are the attempts that stand for connections, as the list began.
	known map[client.ConnectionID]string
	page  []client.Connection
	// held are connections that may belong to an attempt yet to be settled.
	held []client.Connection
	// doubtful are the attempts whose connection has to be asked for by itself.
	doubtful []string
	// present are the connections that the list holds but that were not merged.
	present map[client.ConnectionID]bool
}

func (r *refresh) run(ctx context.Context) error {
	err := r.journal.Each(ctx, r.ofPlace(), func(e history.Entry) error {
		if e.Place == r.place && e.ConnectionID != "" {
			r.known[e.ConnectionID] = e.AttemptID
		}
		return nil
	})
	if err != nil {
		return err
	}
	if err := r.list(ctx); err != nil {
		return err
	}
	if err := r.mergeHeld(ctx); err != nil {
		return err
	}
	if err := r.readDoubtful(ctx); err != nil {
		return err
	}
	return r.findMissing(ctx)
}

// ofPlace selects the entries of the place with these statuses, all if there are
// none. Its address is not among the filters and has to be compared.
func (r *refresh) ofPlace(statuses ...history.Status) history.Query {
	return history.Query{
		Practice: r.place.Practice,
		Filter:   history.Filter{OrgID: r.place.OrgID, Sandbox: r.place.Sandbox, Statuses: statuses},
	}
}

// list reads the list, page by page.
func (r *refresh) list(ctx context.Context) error {
	filter := client.Filter{SpecID: client.S3ConnectionSpecID, PageSize: refreshPage}
	for c, err := range r.platform.Connections(ctx, filter) {
		if err != nil {
			if kept := r.mergePage(ctx); kept != nil {
				return kept
			}
			return err
		}
		r.page = append(r.page, c)
		if len(r.page) < refreshPage {
			continue
		}
		if err := r.mergePage(ctx); err != nil {
			return err
		}
		if ctx.Err() != nil {
			return canceled(opConnections, ctx.Err())
		}
	}
	return r.mergePage(ctx)
}

// mergePage merges what has been read since the last time. It does so also after
// ctx has ended: what was read is kept.
func (r *refresh) mergePage(ctx context.Context) error {
	if len(r.page) == 0 {
		return nil
	}
	ctx, cancel := detached(ctx, recordTimeout)
	defer cancel()
	// Looked up after the page was read: whatever made a connection in it was
	// written down before that.
	unsettled, err := r.unsettled(ctx)
	if err != nil {
		return err
	}
	skip := map[client.ConnectionID]bool{}
	for i := range r.page {
		c := &r.page[i]
		if r.mayBelong(unsettled, *c) {
			r.held = append(r.held, *c)
			skip[c.ID], r.present[c.ID] = true, true
			continue
		}
		doubt, err := r.doubts(ctx, c)
		if err != nil {
			return err
		}
		if doubt {
			r.doubtful = append(r.doubtful, r.known[c.ID])
			skip[c.ID], r.present[c.ID] = true, true
		}
	}
	if err := r.mergeAll(ctx, r.page, skip); err != nil {
		return err
	}
	r.out.Found += len(r.page)
	clear(r.page)
	r.page = r.page[:0]
	r.progress(r.out.Found)
	return nil
}

func (r *refresh) mergeAll(ctx context.Context, page []client.Connection, skip map[client.ConnectionID]bool) error {
	// As of when the list began: what has been recorded since is newer.
	merged, err := r.journal.Merge(ctx, r.place, r.source, page, skip, r.since)
	r.out.Added += merged.Added
	r.out.Changed += merged.Changed
	return err
}

// unsettled lists the attempts of the place whose outcome is not known, those that
// are under way included.
func (r *refresh) unsettled(ctx context.Context) ([]history.Entry, error) {
	var entries []history.Entry
	err := r.journal.Each(ctx, r.ofPlace(history.StatusUnknown, history.StatusPending), func(e history.Entry) error {
		if e.Place == r.place && !isSettled(e) {
			entries = append(entries, e)
		}
		return nil
	})
	return entries, err
}

// mayBelong reports whether c may be what one of the attempts has made.
func (r *refresh) mayBelong(unsettled []history.Entry, c client.Connection) bool {
	for _, e := range unsettled {
		if e.Name == c.Name && matches(e, c, r.journal.HashAccessKey, byTheirClock(r.platform, e.StartedAt, r.now())) {
			return true
		}
	}
	return false
}

// doubts reports whether what the list says of c has to be asked for, and
// completes c from the register.
func (r *refresh) doubts(ctx context.Context, c *client.Connection) (bool, error) {
	id, ok := r.known[c.ID]
	if !ok {
		return false, nil
	}
	e, err := r.journal.Get(ctx, id)
	switch {
	case errors.Is(err, history.ErrNotFound): // forgotten meanwhile
		return false, nil
	case err != nil:
		return false, err
	}
	*c = completed(*c, connectionOf(e))
	switch {
	case e.State == history.Created && e.ETag == c.ETag:
		return false, nil
	case !c.UpdatedAt.IsZero() && c.UpdatedAt.Before(e.PlatformUpdatedAt): // the list is behind
		return true, nil
	}
	return r.isFresh(ctx, e)
}

// isFresh reports whether a list may not show the entry as it is: this register
// is changing it, or has just done so.
func (r *refresh) isFresh(ctx context.Context, e history.Entry) (bool, error) {
	from := r.since.Add(-listLag)
	if e.StartedAt.After(from) && e.Origin != history.Elsewhere {
		return true, nil
	}
	trail, err := r.journal.Events(ctx, e.AttemptID)
	if err != nil {
		return false, err
	}
	if _, open := openIntent(trail); open {
		return true, nil
	}
	ev, ok := newest(trail)
	if !ok || ev.At.Before(from) {
		return false, nil
	}
	switch ev.Kind {
	case history.EventCreated, history.EventUpdated, history.EventDeleted, history.EventGone, history.EventBack:
		return true, nil
	}
	return false, nil
}

// mergeHeld merges the connections that turn out to belong to no attempt, or
// whose attempt has come to hold them.
func (r *refresh) mergeHeld(ctx context.Context) error {
	if len(r.held) == 0 {
		return nil
	}
	unsettled, err := r.unsettled(ctx)
	if err != nil {
		return err
	}
	skip := map[client.ConnectionID]bool{}
	for _, c := range r.held {
		if r.mayBelong(unsettled, c) {
			skip[c.ID] = true
		}
	}
	return r.mergeAll(ctx, r.held, skip)
}

// readDoubtful asks for the connections about which the list cannot be believed.
// One that cannot be asked for stays as it is; it is there, after all.
func (r *refresh) readDoubtful(ctx context.Context) error {
	for _, id := range r.doubtful {
		before, err := r.journal.Get(ctx, id)
		if err != nil {
			continue
		}
		after, _, err := r.reader.Read(ctx, r.platform, id)
		switch {
		case ctx.Err() != nil:
			return canceled(opConnections, ctx.Err())
		case err != nil:
			r.log.WarnContext(ctx, "not refreshed", "attempt", id, "error", err)
		case after.State == history.Deleted && before.State != history.Deleted:
			r.out.Gone++
		case after.ETag != before.ETag, after.State != before.State:
			r.out.Changed++
		}
	}
	return nil
}
