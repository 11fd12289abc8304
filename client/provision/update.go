package provision

import (
	"context"
	"errors"
	"slices"
	"time"

	"mooring/client"
	"mooring/client/history"
)

// updater changes connections.
type updater struct {
	*ledger
	reader *reader
	tester *tester
}

// update is one change on its way.
type update struct {
	*ledger
	reader   *reader
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
// *ChangeNotRecordedError, *NotReadyError, ErrNotCreated, ErrNoKeys, ErrBusy,
// *client.APIError where Platform refused (nothing was changed), and those of
// the register (nothing was sent).
func (u *updater) Update(ctx context.Context, p Platform, attemptID string, etag client.ETag, change client.Change) (Result, error) {
	if refusals := change.Refusals(opUpdate); len(refusals) > 0 {
		return Result{}, refusals[0]
	}
	release, err := u.take(claim{attemptID: attemptID})
	if err != nil {
		return Result{}, err
	}
	defer release()
	entry, err := u.standing(ctx, attemptID)
	switch {
	case err != nil:
	case entry.State != history.Created:
		err = ErrNotCreated
	case entry.Auth == client.AuthRole && change.S3 != nil:
		err = ErrNoKeys
	}
	if err != nil {
		return resultOf(entry), err
	}
	up := &update{ledger: u.ledger, reader: u.reader, platform: p, entry: entry, etag: etag, change: change}
	err = up.run(ctx)
	result := resultOf(up.entry)
	if err == nil && change.S3 != nil {
		u.tester.last(ctx, p, &result, func(Step, StepState) {})
	}
	return result, err
}

func (u *update) run(ctx context.Context) error {
	if u.etag == "" {
		if err := u.version(ctx); err != nil {
			return err
		}
	}
	if u.fields = fieldsOf(u.entry, u.change, u.journal.HashAccessKey); len(u.fields) == 0 {
		return nil
	}
	var err error
	if u.began, err = u.intend(ctx, opUpdate, u.entry.AttemptID, history.EventUpdating, u.fields); err != nil {
		return err
	}
	answer, err := u.platform.UpdateConnection(ctx, u.entry.ConnectionID, u.etag, u.change)
	switch kind := client.KindOf(err); {
	case err == nil:
		return u.updated(ctx, answer.ETag)
	case kind == client.KindConflict:
		return u.conflicting(ctx, err)
	case kind.OutcomeUnknown(), kind == client.KindUnknown:
		return u.findOut(ctx, err)
	}
	u.notUpdated(ctx, err)
	if isGone(err) {
		u.bury(ctx)
	}
	return err
}

// version asks Platform for the version to base the change on. It is one that
// the user has not seen, so that nothing of it may differ from what the user did.
func (u *update) version(ctx context.Context) error {
	before := u.entry
	now, err := u.reader.read(ctx, u.platform, &u.entry)
	switch {
	case err != nil:
		return err
	case u.entry.State != history.Created:
		return ErrNotCreated
	case len(history.Differing(before, now, u.journal.HashAccessKey)) > 0, before.ETag != "" && before.ETag != now.ETag:
		return &ConflictError{AttemptID: before.AttemptID, Current: now}
	case now.ETag == "":
		return &NotReadyError{AttemptID: before.AttemptID, State: now.State}
	}
	u.etag = now.ETag
	return nil
}

// updated records that the change took effect. What Platform shows now is the
// truth, unless it is behind or cannot be asked: then the change is believed.
func (u *update) updated(ctx context.Context, etag client.ETag) error {
	after := changed(connectionOf(u.entry), u.change, etag)
	look, cancel := detached(ctx, lastLook)
	now, gone, err := ask(look, u.platform, u.entry.ConnectionID)
	cancel()
	told := err == nil && !gone && now.ETag != "" && now.ETag != u.etag
	if told && (etag == "" || now.ETag == etag) {
		return u.done(ctx, completed(now, after))
	}
	if err := u.done(ctx, after); err != nil || !told {
		return err
	}
	// Somebody else was at it right after.
	return u.merge(ctx, &u.entry, now, u.now())
}

// done writes the change down as done.
func (u *update) done(ctx context.Context, now client.Connection) error {
	a := history.Amendment{Connection: now, ForgetTest: u.change.S3 != nil}
	if u.change.S3 != nil {
		a.AccessKeyID = u.change.S3.AccessKeyID
	}
	err := u.amend(ctx, &u.entry, a, history.Event{At: u.began, Kind: history.EventUpdated, Fields: u.fields})
	if err != nil {
		return &ChangeNotRecordedError{AttemptID: u.entry.AttemptID, ConnectionID: u.entry.ConnectionID, Err: err}
	}
	return nil
}

// notUpdated notes that nothing was changed, and why.
func (u *update) notUpdated(ctx context.Context, cause error) {
	u.note(ctx, u.entry.AttemptID, history.Event{
		At: u.began, Kind: history.EventUpdateFailed, Fields: u.fields, Problem: problemOf(opUpdate, cause),
	})
}

// conflicting ends a change whose etag is not the current one. The register gets
// to know what Platform holds, and the caller both.
func (u *update) conflicting(ctx context.Context, cause error) error {
	u.notUpdated(ctx, cause)
	look, cancel := detached(ctx, lastLook)
	defer cancel()
	now, gone, err := ask(look, u.platform, u.entry.ConnectionID)
	switch {
	case err != nil: // the refusal alone is told
		return cause
	case gone:
		u.bury(ctx)
		return cause
	case now.ETag == u.etag && isPage(cause): // neither Platform nor the version says that somebody has changed it
		return cause
	}
	return u.conflict(ctx, now, cause)
}

// isPage reports whether err is an answer for a browser, which Platform does not give.
func isPage(err error) bool {
	api, ok := errors.AsType[*client.APIError](err)
	return ok && api.Page
}

// conflict takes up what somebody else has done.
func (u *update) conflict(ctx context.Context, now client.Connection, cause error) error {
	before := u.entry
	if err := u.merge(ctx, &u.entry, now, u.now()); err != nil {
		u.log.ErrorContext(ctx, "change of another not recorded", "attempt", before.AttemptID, "error", err)
	}
	return &ConflictError{AttemptID: before.AttemptID, Current: now, Err: cause}
}

// bury makes sure that the connection is gone and says so in the register. What
// the user gets to know is the error of the change.
func (u *update) bury(ctx context.Context) {
	look, cancel := detached(ctx, lastLook)
	defer cancel()
	if _, gone, err := ask(look, u.platform, u.entry.ConnectionID); err != nil || !gone {
		return
	}
	_ = u.recordGone(ctx, &u.entry, true, u.began) // it has logged what it could not write
}

// findOut finds out what became of a change whose answer was lost.
func (u *update) findOut(ctx context.Context, cause error) error {
	now, gone, err := lookUp(ctx, u.platform, u.entry.ConnectionID, u.settle, func(c client.Connection, gone bool) bool {
		return gone || c.ETag != "" && c.ETag != u.etag
	})
	if err == nil && !gone && now.ETag == "" { // Platform is at it, and has no version to tell by
		err = cause
	}
	switch {
	case err != nil:
		u.note(ctx, u.entry.AttemptID, history.Event{
			At: u.began, Kind: history.EventUpdateUnknown, Fields: u.fields, Problem: problemOf(opUpdate, cause),
		})
		return &ChangeUnknownError{AttemptID: u.entry.AttemptID, Err: err}
	case gone:
		u.notUpdated(ctx, cause)
		_ = u.recordGone(ctx, &u.entry, true, u.began) // it has logged what it could not write
		return &client.APIError{Kind: client.KindNotFound, Op: opUpdate, Err: cause}
	case now.ETag == u.etag:
		u.notUpdated(ctx, cause)
		return &NotChangedError{AttemptID: u.entry.AttemptID, Err: cause}
	}
	return u.compare(ctx, now, cause)
}

// compare tells by a new version whether it is the one that was sent.
func (u *update) compare(ctx context.Context, now client.Connection, cause error) error {
	sent := changed(connectionOf(u.entry), u.change, now.ETag)
	wanted := u.entry
	history.Amendment{Connection: sent, AccessKeyID: sent.AccessKeyID}.Apply(&wanted, u.journal.HashAccessKey, u.now())
	differing := history.Differing(wanted, now, u.journal.HashAccessKey)
	others := slices.ContainsFunc(differing, func(f string) bool { return !slices.Contains(u.fields, f) })
	ours := !slices.ContainsFunc(differing, func(f string) bool { return slices.Contains(u.fields, f) })
	// Keys do not show: alone, beside what somebody else did, they prove nothing.
	shows := slices.ContainsFunc(history.Differing(u.entry, now, u.journal.HashAccessKey), func(f string) bool { return slices.Contains(u.fields, f) })
	switch {
	case ours && !others:
		return u.done(ctx, completed(now, sent))
	case ours && shows: // ours, and then another's
		sent.ETag = u.etag
		if err := u.done(ctx, sent); err != nil {
			return err
		}
		return u.merge(ctx, &u.entry, now, u.now())
	}
	if ours {
		return u.conflictOverKeys(ctx, now, cause)
	}
	u.notUpdated(ctx, cause)
	return u.conflict(ctx, now, cause)
}

// conflictOverKeys is a change of nothing but keys whose answer was lost while
// somebody else changed what shows. Whose keys hold now cannot be told.
func (u *update) conflictOverKeys(ctx context.Context, now client.Connection, cause error) error {
	before := u.entry
	u.note(ctx, before.AttemptID, history.Event{
		At: u.began, Kind: history.EventUpdateUnknown, Fields: u.fields, Problem: problemOf(opUpdate, cause),
	})
	a := history.Amendment{Connection: completed(now, connectionOf(before)), ForgetTest: true}
	// It has logged what it could not write.
	_ = u.amend(ctx, &u.entry, a, history.Event{At: u.began, Kind: history.EventChanged, Fields: history.Differing(before, now, u.journal.HashAccessKey), By: now.UpdatedBy})
	return &ConflictError{AttemptID: before.AttemptID, Current: now, Err: cause}
}
