package provision

import (
	"context"
	"slices"
	"time"

	"mooring/client"
	"mooring/client/history"
)

// update is one change on its way.
type update struct {
	platform Platform
	entry    history.Entry // as the user saw it; when the update has ended, as it is recorded
	etag     client.ETag   // the version that the change is based on
	change   client.Change
	fields   []string // what it makes different
	began    time.Time
}

// Update changes the connection of an entry whose version the user saw as etag,
// records it, and tests the connection afterwards if its keys or place were
// replaced. What others changed meanwhile is never written over: Platform
// compares the etag. An empty etag is filled in from Platform, if the connection
// looks there as the entry does. A change that makes nothing different sends
// nothing.
//
// That a change is about to be sent is on disk before it leaves. Cancelling ctx
// before that sends nothing; afterwards the outcome is found out and recorded
// whatever happens to ctx, and only the test is left out.
//
// The errors are *ConflictError, *ChangeUnknownError, *NotChangedError,
// *ChangeNotRecordedError, *NotReadyError, ErrNotCreated, ErrBusy,
// *client.APIError where Platform refused (nothing was changed), and those of
// the register (nothing was sent).
func (s *Service) Update(ctx context.Context, p Platform, attemptID string, etag client.ETag, change client.Change) (Result, error) {
	if refusals := change.Refusals(opUpdate); len(refusals) > 0 {
		return Result{}, refusals[0]
	}
	release, err := s.take(claim{attemptID: attemptID})
	if err != nil {
		return Result{}, err
	}
	defer release()
	entry, err := s.standing(ctx, attemptID)
	if err == nil && entry.State != history.Created {
		err = ErrNotCreated
	}
	if err != nil {
		return resultOf(entry), err
	}
	u := &update{platform: p, entry: entry, etag: etag, change: change}
	err = s.update(ctx, u)
	result := resultOf(u.entry)
	if err == nil && change.S3 != nil {
		s.testCreated(ctx, p, &result, func(Step, StepState) {})
	}
	return result, err
}

func (s *Service) update(ctx context.Context, u *update) error {
	if u.etag == "" {
		if err := s.version(ctx, u); err != nil {
			return err
		}
	}
	if u.fields = s.fieldsOf(u.entry, u.change); len(u.fields) == 0 {
		return nil
	}
	var err error
	if u.began, err = s.intend(ctx, opUpdate, u.entry.AttemptID, history.EventUpdating, u.fields); err != nil {
		return err
	}
	answer, err := u.platform.UpdateConnection(ctx, u.entry.ConnectionID, u.etag, u.change)
	switch kind := client.KindOf(err); {
	case err == nil:
		return s.updated(ctx, u, answer.ETag)
	case kind == client.KindConflict:
		return s.conflicting(ctx, u, err)
	case kind.OutcomeUnknown(), kind == client.KindUnknown:
		return s.findOutUpdate(ctx, u, err)
	}
	s.notUpdated(ctx, u, err)
	if isGone(err) {
		s.bury(ctx, u)
	}
	return err
}

// version asks Platform for the version to base the change on. It is one that
// the user has not seen, so that nothing of it may differ from what the user did.
func (s *Service) version(ctx context.Context, u *update) error {
	before := u.entry
	now, err := s.read(ctx, u.platform, &u.entry)
	switch {
	case err != nil:
		return err
	case u.entry.State != history.Created:
		return ErrNotCreated
	case len(s.differing(before, now)) > 0, before.ETag != "" && before.ETag != now.ETag:
		return &ConflictError{AttemptID: before.AttemptID, Entry: before, Current: now}
	case now.ETag == "":
		return &NotReadyError{AttemptID: before.AttemptID, State: now.State}
	}
	u.etag = now.ETag
	return nil
}

// updated records that the change took effect. What Platform shows now is the
// truth, unless it is behind or cannot be asked: then the change is believed.
func (s *Service) updated(ctx context.Context, u *update, etag client.ETag) error {
	after := changed(connectionOf(u.entry), u.change, etag)
	look, cancel := detached(ctx, lastLook)
	now, gone, err := ask(look, u.platform, u.entry.ConnectionID)
	cancel()
	told := err == nil && !gone && now.ETag != u.etag
	if told && (etag == "" || now.ETag == etag) {
		return s.recordUpdate(ctx, u, completed(now, after))
	}
	if err := s.recordUpdate(ctx, u, after); err != nil || !told {
		return err
	}
	// Somebody else was at it right after.
	return s.merge(ctx, &u.entry, now, s.now())
}

// recordUpdate writes the change down as done.
func (s *Service) recordUpdate(ctx context.Context, u *update, now client.Connection) error {
	a := history.Amendment{Connection: now, ForgetTest: u.change.S3 != nil}
	if u.change.S3 != nil {
		a.AccessKeyID = u.change.S3.AccessKeyID
	}
	err := s.amend(ctx, &u.entry, a, history.Event{At: u.began, Kind: history.EventUpdated, Fields: u.fields})
	if err != nil {
		return &ChangeNotRecordedError{AttemptID: u.entry.AttemptID, ConnectionID: u.entry.ConnectionID, ETag: now.ETag, Err: err}
	}
	return nil
}

// notUpdated notes that nothing was changed, and why.
func (s *Service) notUpdated(ctx context.Context, u *update, cause error) {
	s.note(ctx, u.entry.AttemptID, history.Event{
		At: u.began, Kind: history.EventUpdateFailed, Fields: u.fields, Problem: problemOf(opUpdate, cause),
	})
}

// conflicting ends a change whose etag is not the current one. The register gets
// to know what Platform holds, and the caller both.
func (s *Service) conflicting(ctx context.Context, u *update, cause error) error {
	s.notUpdated(ctx, u, cause)
	look, cancel := detached(ctx, lastLook)
	defer cancel()
	now, gone, err := ask(look, u.platform, u.entry.ConnectionID)
	switch {
	case err != nil: // the refusal alone is told
		return cause
	case gone:
		s.bury(ctx, u)
		return cause
	}
	return s.conflict(ctx, u, now, cause)
}

// conflict takes up what somebody else has done.
func (s *Service) conflict(ctx context.Context, u *update, now client.Connection, cause error) error {
	before := u.entry
	if err := s.merge(ctx, &u.entry, now, s.now()); err != nil {
		s.log.ErrorContext(ctx, "change of another not recorded", "attempt", before.AttemptID, "error", err)
	}
	return &ConflictError{AttemptID: before.AttemptID, Entry: before, Current: now, Err: cause}
}

// bury makes sure that the connection is gone and says so in the register. What
// the user gets to know is the error of the change.
func (s *Service) bury(ctx context.Context, u *update) {
	look, cancel := detached(ctx, lastLook)
	defer cancel()
	if _, gone, err := ask(look, u.platform, u.entry.ConnectionID); err != nil || !gone {
		return
	}
	_ = s.recordGone(ctx, &u.entry, true, u.began) // it has logged what it could not write
}

// findOutUpdate finds out what became of a change whose answer was lost.
func (s *Service) findOutUpdate(ctx context.Context, u *update, cause error) error {
	now, gone, err := s.lookUp(ctx, u.platform, u.entry.ConnectionID, func(c client.Connection, gone bool) bool {
		return gone || c.ETag != u.etag
	})
	switch {
	case err != nil:
		s.note(ctx, u.entry.AttemptID, history.Event{
			At: u.began, Kind: history.EventUpdateUnknown, Fields: u.fields, Problem: problemOf(opUpdate, cause),
		})
		return &ChangeUnknownError{AttemptID: u.entry.AttemptID, Err: err}
	case gone:
		s.notUpdated(ctx, u, cause)
		_ = s.recordGone(ctx, &u.entry, true, u.began) // it has logged what it could not write
		return &client.APIError{Kind: client.KindNotFound, Op: opUpdate, Err: cause}
	case now.ETag == u.etag:
		s.notUpdated(ctx, u, cause)
		return &NotChangedError{AttemptID: u.entry.AttemptID, Err: cause}
	}
	return s.compare(ctx, u, now, cause)
}

// compare tells by a new version whether it is the one that was sent.
func (s *Service) compare(ctx context.Context, u *update, now client.Connection, cause error) error {
	sent := changed(connectionOf(u.entry), u.change, now.ETag)
	wanted := u.entry
	history.Amendment{Connection: sent, AccessKeyID: sent.AccessKeyID}.Apply(&wanted, s.journal.HashAccessKey, s.now())
	differing := s.differing(wanted, now)
	others := slices.ContainsFunc(differing, func(f string) bool { return !slices.Contains(u.fields, f) })
	ours := !slices.ContainsFunc(differing, func(f string) bool { return slices.Contains(u.fields, f) })
	// Keys do not show: alone, beside what somebody else did, they prove nothing.
	shows := slices.ContainsFunc(s.differing(u.entry, now), func(f string) bool { return slices.Contains(u.fields, f) })
	switch {
	case ours && !others:
		return s.recordUpdate(ctx, u, completed(now, sent))
	case ours && shows: // ours, and then another's
		sent.ETag = u.etag
		if err := s.recordUpdate(ctx, u, sent); err != nil {
			return err
		}
		return s.merge(ctx, &u.entry, now, s.now())
	}
	if ours {
		return s.conflictOverKeys(ctx, u, now, cause)
	}
	s.notUpdated(ctx, u, cause)
	return s.conflict(ctx, u, now, cause)
}

// conflictOverKeys is a change of nothing but keys whose answer was lost while
// somebody else changed what shows. Whose keys hold now cannot be told.
func (s *Service) conflictOverKeys(ctx context.Context, u *update, now client.Connection, cause error) error {
	before := u.entry
	s.note(ctx, before.AttemptID, history.Event{
		At: u.began, Kind: history.EventUpdateUnknown, Fields: u.fields, Problem: problemOf(opUpdate, cause),
	})
	a := history.Amendment{Connection: completed(now, connectionOf(before)), ForgetTest: true}
	// It has logged what it could not write.
	_ = s.amend(ctx, &u.entry, a, history.Event{At: u.began, Kind: history.EventChanged, Fields: s.differing(before, now), By: now.UpdatedBy})
	return &ConflictError{AttemptID: before.AttemptID, Entry: before, Current: now, Err: cause}
}
