package provision

import (
	"context"
	"errors"
	"sync"
	"time"

	"mooring/client"
)

const (
	// maxRounds is how often a request is made that Platform puts off.
	maxRounds = 5
	// usualRest is how long all requests rest where Platform does not say how long,
	// and longestRest what is worth waiting for.
	usualRest   = 5 * time.Second
	longestRest = 2 * time.Minute
	// goodOnes is how many requests Platform has to take before it gets one more go on at a time.
	goodOnes = 4
)

// throttledBy reports whether Platform had too many requests, and how long it
// wants to be left alone.
func throttledBy(err error) (pause time.Duration, ok bool) {
	var api *client.APIError
	if !errors.As(err, &api) || api.Kind != client.KindRateLimited {
		return 0, false
	}
	return max(api.RetryAfter, usualRest), true
}

// gate lets a number of requests through at a time, and fewer once Platform had
// enough of them: all at once they would meet the next limit together.
type gate struct {
	op      string // what errors call the requests
	most    int    // the highest limit
	mu      sync.Mutex
	changed sync.Cond
	within  int       // requests that are being made
	limit   int       // how many may be
	good    int       // requests that Platform has taken since the limit last changed
	rest    time.Time // until then none begins
	closed  error     // why none begins any more
}

func newGate(most int, op string) *gate {
	g := &gate{op: op, most: most, limit: most}
	g.changed.L = &g.mu
	return g
}

// enter waits until a request may begin. Its error is that of ctx, or the reason
// why none may any more.
func (g *gate) enter(ctx context.Context) error {
	g.mu.Lock()
	defer g.mu.Unlock()
	for {
		switch rest := time.Until(g.rest); {
		case ctx.Err() != nil:
			return ctx.Err()
		case g.closed != nil:
			return g.closed
		case rest > 0:
			timer := time.AfterFunc(rest, g.wake)
			g.changed.Wait()
			timer.Stop()
		case g.within >= g.limit:
			g.changed.Wait()
		default:
			g.within++
			return nil
		}
	}
}

// leave ends a request. If Platform put it off all rest for pause, and go on one at
// a time until it has taken some.
func (g *gate) leave(throttled bool, pause time.Duration) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.within--
	switch {
	case throttled && pause > longestRest:
		g.closed = &client.APIError{Kind: client.KindRateLimited, Op: g.op, RetryAfter: pause}
	case throttled:
		g.limit, g.good = 1, 0
		if until := time.Now().Add(pause); until.After(g.rest) {
			g.rest = until
		}
	case g.limit < g.most:
		if g.good++; g.good >= goodOnes {
			g.limit, g.good = g.limit+1, 0
		}
	}
	g.changed.Broadcast()
}

// pass makes a request when it may begin, and again where Platform puts it off. The error
// is that of enter, or of the request; throttled is that it was put off to the end.
func (g *gate) pass(ctx context.Context, request func() error) (throttled bool, err error) {
	for round := 1; ; round++ {
		if err := g.enter(ctx); err != nil {
			return false, err
		}
		err := request()
		pause, throttled := throttledBy(err)
		g.leave(throttled, pause)
		if !throttled || round == maxRounds || pause > longestRest {
			return throttled, err
		}
	}
}

// ease halves how many go on at a time: Platform has taken a request, but not at once.
func (g *gate) ease() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.limit, g.good = max(1, g.limit/2), 0
}

func (g *gate) wake() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.changed.Broadcast()
}
