package history

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"mooring/client"
)

// initializing is the state of a connection that Platform is still setting up.
const initializing = "initializing"

// Amendment is what is newly known of a connection that an entry stands for.
type Amendment struct {
	// Connection is the connection as Platform shows it now: name, description,
	// bucket, folder, service URL, etag, state, owner and times are taken from it.
	// Its access key id replaces hint and hash where it is not masked.
	Connection client.Connection
	// AccessKeyID is the id of keys that were replaced just now; empty to go by
	// Connection.
	AccessKeyID string
	// ForgetTest says that an earlier test result tells nothing any more.
	ForgetTest bool
}

// Apply does to an entry what Amend does in the register, at a time. hash is
// Journal.HashAccessKey. It is for an entry whose register could not be told.
func (a Amendment) Apply(e *Entry, hash func(accessKeyID string) string, now time.Time) {
	bringUpToDate(e, a.Connection, hash)
	if a.AccessKeyID != "" {
		e.AccessKeyHint, e.AccessKeyHash = HintAccessKey(a.AccessKeyID), hash(a.AccessKeyID)
	}
	if a.ForgetTest {
		e.forgetTest()
	}
	e.State, e.Gone = Created, false
	e.UpdatedAt, e.SeenAt = now, now
}

// Differing names what of a connection can be seen to differ from its entry, but
// for its state and its etag. What Platform leaves out or masks does not differ.
func Differing(e Entry, c client.Connection, hash func(accessKeyID string) string) []string {
	return slices.DeleteFunc(bringUpToDate(&e, c, hash), func(f string) bool { return f == ChangedState || f == ChangedETag })
}

// VoidsTest reports whether an earlier test tells nothing any more of a
// connection of which these fields were changed.
func VoidsTest(fields []string) bool {
	return slices.ContainsFunc(fields, func(f string) bool {
		return f == ChangedKeys || f == ChangedBucket || f == ChangedFolder || f == ChangedServiceURL
	})
}

// Amend brings an entry up to date and adds ev to its audit trail, together or
// not at all; an event of no kind is left out. It does so even if ctx is
// cancelled already. The entry becomes Created where it was Deleted and the
// connection is there. ErrNotFound if there is no entry; ErrSettled where the
// entry holds another connection id; ErrInvalid where it holds none yet, which
// is for Finish to record.
func (j *Journal) Amend(ctx context.Context, attemptID string, a Amendment, ev Event) error {
	const op = "amend entry"
	if err := ev.checkIfAny(); err != nil {
		return fmt.Errorf("%s: %w", op, err)
	}
	return j.store.write(ctx, op, func(ctx context.Context, tx *transaction) error {
		e, err := getHolder(ctx, tx, attemptID)
		if err != nil {
			return err
		}
		if a.Connection.ID != e.ConnectionID {
			return fmt.Errorf("%w: %s holds %s, not %s", ErrSettled, attemptID, e.ConnectionID, a.Connection.ID)
		}
		a.Apply(&e.Entry, j.HashAccessKey, tx.now())
		if err := updateEntry(ctx, tx, e); err != nil {
			return err
		}
		return addEventIfAny(ctx, tx, e.id, ev)
	})
}

// MarkDeleted records that Platform does not hold the connection of an entry any
// more, and adds ev to its audit trail, unless ev is of no kind. The entry stays,
// as Deleted. gone says that it was not deleted from here; it takes nothing back
// of an entry that is known to have been. Of an entry that is Gone already, to be
// told so again is no news and adds no event. It does so even if ctx is cancelled
// already. ErrNotFound if there is no entry, ErrInvalid where it holds no
// connection id.
func (j *Journal) MarkDeleted(ctx context.Context, attemptID string, gone bool, ev Event) error {
	const op = "mark entry as deleted"
	if err := ev.checkIfAny(); err != nil {
		return fmt.Errorf("%s: %w", op, err)
	}
	return j.store.write(ctx, op, func(ctx context.Context, tx *transaction) error {
		e, err := getHolder(ctx, tx, attemptID)
		if err != nil {
			return err
		}
		if e.State == Deleted && gone {
			return nil
		}
		e.State, e.Gone = Deleted, gone
		e.UpdatedAt = tx.now()
		e.SeenAt = e.UpdatedAt
		if err := updateEntry(ctx, tx, e); err != nil {
			return err
		}
		return addEventIfAny(ctx, tx, e.id, ev)
	})
}

// getHolder returns the row of an entry that stands for a connection.
func getHolder(ctx context.Context, tx *transaction, attemptID string) (*row, error) {
	e, err := getRow(ctx, tx, attemptID)
	if err != nil {
		return nil, err
	}
	if e.ConnectionID == "" || e.State != Created && e.State != Deleted {
		return nil, fmt.Errorf("%w: %s is %s and stands for no connection", ErrInvalid, attemptID, e.State)
	}
	return e, nil
}

func (ev Event) checkIfAny() error {
	if ev.Kind == "" {
		return nil
	}
	return ev.check()
}

func addEventIfAny(ctx context.Context, tx *transaction, rowid int64, ev Event) error {
	if ev.Kind == "" {
		return nil
	}
	return addEvent(ctx, tx, rowid, ev)
}

// bringUpToDate brings an entry up to date with what Platform shows of its connection and
// returns the names of what was different before. What the entry did not know
// before is no difference, and neither is what Platform leaves out.
func bringUpToDate(e *Entry, c client.Connection, hashOf func(accessKeyID string) string) (changed []string) {
	note := func(name string, differs bool) {
		if differs {
			changed = append(changed, name)
		}
	}
	if c.Name != "" {
		note(ChangedName, e.Name != c.Name)
		e.Name = c.Name
	}
	note(ChangedDescription, e.Description != c.Description)
	e.Description = c.Description
	e.Auth = byRole(cmp.Or(c.Auth, e.Auth))
	if id := c.WholeAccessKeyID(); id != "" {
		hash := hashOf(id)
		note(ChangedKeys, e.AccessKeyHash != "" && e.AccessKeyHash != hash)
		e.AccessKeyHint, e.AccessKeyHash = HintAccessKey(id), hash
	}
	// Where nothing of the parameters is shown, it is not known to be empty.
	if c.AccessKeyID+c.Bucket+c.FolderPath+c.ServiceURL != "" {
		folder := folderOf(e, c)
		note(ChangedBucket, e.Bucket != c.Bucket)
		note(ChangedFolder, e.FolderPath != folder)
		note(ChangedServiceURL, e.ServiceURL != c.ServiceURL)
		e.Bucket, e.FolderPath, e.ServiceURL = c.Bucket, folder, c.ServiceURL
	}
	// A connection that was only just made goes on to another state and version by
	// itself.
	settling := e.PlatformState == "" || e.PlatformState == initializing
	note(ChangedState, !settling && differ(e.PlatformState, c.State))
	e.PlatformState = cmp.Or(c.State, e.PlatformState)
	touched := differ(e.ETag, c.ETag)
	if e.ETag == "" || c.ETag == "" { // only then the time tells more than the version
		touched = !e.PlatformUpdatedAt.IsZero() && c.UpdatedAt.After(e.PlatformUpdatedAt)
	}
	note(ChangedETag, touched && !settling && len(changed) == 0)
	e.ETag = c.ETag // none while the connection initializes
	e.CreatedBy = cmp.Or(c.CreatedBy, e.CreatedBy)
	e.UpdatedBy = cmp.Or(c.UpdatedBy, e.UpdatedBy)
	e.CreatedClient = cmp.Or(c.CreatedClient, e.CreatedClient)
	if !c.CreatedAt.IsZero() {
		e.PlatformCreatedAt = c.CreatedAt
	}
	if !c.UpdatedAt.IsZero() {
		e.PlatformUpdatedAt = c.UpdatedAt
	}
	return changed
}

// folderOf is the folder of a connection or, of one by role, that of the bucket's policy,
// of which Platform knows nothing.
func folderOf(e *Entry, c client.Connection) string {
	if e.Auth == client.AuthRole {
		return cmp.Or(c.FolderPath, e.FolderPath)
	}
	return c.FolderPath
}

// byRole is how the register keeps a way into an account: that by keys, which most
// have and all had, is not worth a word.
func byRole(auth client.Auth) client.Auth {
	if auth == client.AuthRole {
		return auth
	}
	return ""
}

// differ reports whether two values are known and not the same.
func differ[T ~string](a, b T) bool { return a != "" && b != "" && a != b }

func (e *Entry) forgetTest() { e.Test, e.TestedAt = NotTested, fromMillis(0) }
