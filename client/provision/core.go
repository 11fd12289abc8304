package provision

import (
	"context"
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
	c := &core{journal: j, now: opts.Now, settle: opts.Settle, log: opts.Logger, claims: &claims{claimed: map[claim]chan struct{}{}}}
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

// claims are what is being worked on, each with what is closed once that has ended.
type claims struct {
	mu      sync.Mutex
	claimed map[claim]chan struct{}
}

// take claims what is for the caller alone, or returns ErrBusy.
func (c *claims) take(what claim) (release func(), err error) {
	release, _, err = c.taken(what)
	return release, err
}

// await is take for who waits for their turn. The error is that of ctx.
func (c *claims) await(ctx context.Context, what claim) (release func(), err error) {
	for {
		release, ended, err := c.taken(what)
		if err == nil {
			return release, nil
		}
		select {
		case <-ended:
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

// taken claims something, or returns what is closed once another has done with it.
func (c *claims) taken(what claim) (release func(), ended <-chan struct{}, err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if other, ok := c.claimed[what]; ok {
		return nil, other, ErrBusy
	}
	own := make(chan struct{})
	c.claimed[what] = own
	return func() {
		c.mu.Lock()
		defer c.mu.Unlock()
		delete(c.claimed, what)
		close(own)
	}, nil, nil
}
