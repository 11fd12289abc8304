package provision

import (
	"context"
	"errors"
	"sync"

	"mooring/client/history"
)

// eachRun does the same with the connections of many entries, some at a time and
// fewer where Platform has too many requests.
type eachRun struct {
	*ledger
	gate     *gate
	platform func(history.Entry) (Platform, error)
	asking   sync.Mutex // one goroutine at a time asks for a platform
	// do does it with one, again if Platform puts it off; putOff is told where it was put
	// off to the end, unless it is nil.
	do     func(ctx context.Context, p Platform, attemptID string) error
	putOff func(ctx context.Context, attemptID string, err error)
	// deleted lets it be done with entries that are Deleted, too.
	deleted bool
}

// ended is how it ended with one entry.
type ended struct {
	entry history.Entry
	err   error
	skip  bool // nobody is told of it
}

// all does it with each of the entries, once. Its error is that of ctx: what that cut
// short before anything came of it is not told of.
func (r *eachRun) all(ctx context.Context, attemptIDs []string, atOnce int, each func(history.Entry, error)) error {
	defer context.AfterFunc(ctx, r.gate.wake)()
	ids := distinct(attemptIDs)
	return all(ctx, len(ids), atOnce, func(i int) ended {
		e := r.one(ctx, ids[i])
		e.skip = e.skip || e.err != nil && !IsOpen(e.err) && ctx.Err() != nil
		return e
	}, func(_ int, e ended) {
		if !e.skip && each != nil {
			each(e.entry, e.err)
		}
	})
}

func (r *eachRun) one(ctx context.Context, id string) ended {
	entry, err := r.journal.Get(ctx, id)
	switch {
	case errors.Is(err, history.ErrNotFound):
		return ended{skip: true}
	case err != nil:
		return ended{entry: history.Entry{AttemptID: id}, err: err}
	case entry.State == history.Deleted && r.deleted:
		return ended{entry: entry}
	case entry.State != history.Created:
		return ended{skip: true}
	}
	throttled, err := r.gate.pass(ctx, func() error {
		r.asking.Lock()
		platform, err := r.platform(entry)
		r.asking.Unlock()
		if err != nil {
			return err
		}
		return r.do(ctx, platform, id)
	})
	if throttled && r.putOff != nil {
		r.putOff(ctx, id, err)
	}
	if now, again := r.journal.Get(context.WithoutCancel(ctx), id); again == nil {
		entry = now
	}
	return ended{entry: entry, err: err}
}

// distinct are the ids, each once and in their order.
func distinct(ids []string) []string {
	seen := map[string]bool{}
	var out []string
	for _, id := range ids {
		if !seen[id] {
			seen[id] = true
			out = append(out, id)
		}
	}
	return out
}
