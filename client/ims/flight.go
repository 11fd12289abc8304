package ims

import (
	"context"
	"net/http"
	"time"

	"mooring/client"
)

// request is a sign-in under way, shared by all callers that wait for it.
type request struct {
	cancel  context.CancelFunc
	waiters int // guarded by Source.mu

	done chan struct{} // closed when got and err are set
	got  token
	err  error
}

// begin starts a sign-in; s.mu is held. It does not end with the caller that
// happened to come first.
func (s *Source) begin(ctx context.Context) *request {
	ctx, cancel := context.WithCancel(context.WithoutCancel(ctx))
	r := &request{cancel: cancel, done: make(chan struct{})}
	s.asking = r
	go s.run(ctx, r)
	return r
}

// run makes the sign-in and hands its result to the waiting.
func (s *Source) run(ctx context.Context, r *request) {
	defer r.cancel()
	got, err := s.persist(ctx)

	s.mu.Lock()
	defer s.mu.Unlock()
	defer close(r.done)
	current := s.asking == r
	if current {
		s.asking = nil
	}
	now := s.now()
	switch {
	case err == nil:
		r.got = got
		if current {
			s.held, s.holdTil = got, time.Time{}
		}
	case s.held.valid(now) && (isPassing(err) || err.Kind == client.KindNotPlatform):
		// Renewed early, so there is time: the old token still works.
		r.got, s.holdTil = s.held, now.Add(holdOff)
	default:
		r.err = err
	}
}

// leave is a caller that no longer waits. The last one ends the sign-in, and a
// caller after it begins a new one.
func (s *Source) leave(r *request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if r.waiters--; r.waiters == 0 && s.asking == r {
		s.asking = nil
		r.cancel()
	}
}

// The rules for repeating a sign-in. It changes nothing at Adobe, so it may be
// repeated after any trouble that passes.
const (
	maxPassing   = 2
	maxThrottled = 3
	throttleWait = 2 * time.Second
	longestWait  = 30 * time.Second
	firstPause   = 500 * time.Millisecond
)

// isPassing reports whether asking again may help.
func isPassing(e *client.APIError) bool {
	switch e.Kind {
	case client.KindUnreachable, client.KindInterrupted, client.KindUnavailable, client.KindRateLimited:
		return true
	}
	return false
}

// persist asks until there is a token, a final no, or no sense in asking again.
func (s *Source) persist(ctx context.Context) (token, *client.APIError) {
	passing, throttled, next := 0, 0, firstPause
	for {
		got, e := s.ask(ctx)
		if e == nil || !isPassing(e) || e.Final() {
			return got, e
		}
		d := e.RetryAfter
		if e.Status == http.StatusTooManyRequests {
			if throttled++; throttled > maxThrottled {
				return token{}, e
			}
			if d <= 0 {
				d = throttleWait
			}
		} else {
			if passing++; passing > maxPassing {
				return token{}, e
			}
			d, next = max(d, next), next*3
		}
		if d > longestWait {
			return token{}, e
		}
		if err := s.wait(ctx, d); err != nil {
			return token{}, canceled(err)
		}
	}
}

// pause waits for d, or until ctx ends.
func pause(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
