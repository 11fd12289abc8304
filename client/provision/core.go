package provision

import (
	"log/slog"
	"sync"
	"time"

	"mooring/client"
	"mooring/client/history"
)

// core is what the use cases share.
type core struct {
	journal Journal
	now     func() time.Time
	settle  time.Duration
	log     *slog.Logger
	*claims
}

func newCore(j Journal, opts Options) *core {
	c := &core{journal: j, now: opts.Now, settle: opts.Settle, log: opts.Logger, claims: &claims{claimed: map[claim]bool{}}}
	if c.now == nil {
		c.now = time.Now
	}
	if c.settle <= 0 {
		c.settle = defaultSettle
	}
	if c.log == nil {
		c.log = slog.New(slog.DiscardHandler)
	}
	return c
}

// claim is what only one goroutine at a time may work on: an attempt, a name
// that is being created, a place that is being refreshed, dataflows, or a plan.
type claim struct {
	attemptID string
	place     history.Place
	name      string
	refresh   bool
	flow      client.FlowID // that is asked to do something
	plan      string        // by its mark
	flows     bool          // of the attempt or the place are being read
}

// claims are what is being worked on.
type claims struct {
	mu      sync.Mutex
	claimed map[claim]bool
}

// take claims what is for the caller alone, or returns ErrBusy.
func (c *claims) take(what claim) (release func(), err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.claimed[what] {
		return nil, ErrBusy
	}
	c.claimed[what] = true
	return func() {
		c.mu.Lock()
		defer c.mu.Unlock()
		delete(c.claimed, what)
	}, nil
}
