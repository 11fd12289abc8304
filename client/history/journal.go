package history

import (
	"context"
	"sync"
)

// Journal records what becomes of connections: before something is done, and again
// when its outcome is known.
type Journal struct {
	store    *store
	entries  *Entries
	underWay *underWay
	salt     []byte // of the hashes of access key ids
}

// Get is Entries.Get.
func (j *Journal) Get(ctx context.Context, attemptID string) (Entry, error) {
	return j.entries.Get(ctx, attemptID)
}

// Each is Entries.Each.
func (j *Journal) Each(ctx context.Context, q Query, f func(Entry) error) error {
	return j.entries.Each(ctx, q, f)
}

// underWay is the attempts that this run of the app has begun and not finished.
type underWay struct {
	sync.Mutex
	ids map[string]bool
}

func (u *underWay) has(attemptID string) bool {
	u.Lock()
	defer u.Unlock()
	return u.ids[attemptID]
}

func (u *underWay) set(attemptID string, on bool) {
	u.Lock()
	defer u.Unlock()
	if on {
		u.ids[attemptID] = true
	} else {
		delete(u.ids, attemptID)
	}
}
