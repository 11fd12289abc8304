package client

import (
	"context"
	"errors"
	"net/http"
	"time"
)

// The rules for repeating a call.
const (
	maxTransient   = 2                      // repeats after trouble on the way
	maxThrottled   = 3                      // repeats after a 429
	throttleWait   = 2 * time.Second        // where a 429 does not say how long
	longestWait    = 30 * time.Second       // the longest wait that is worth it
	transientPause = 500 * time.Millisecond // tripled for the second repeat
)

// Repeats counts what a request has been repeated for. The zero value has
// repeated nothing.
type Repeats struct{ throttled, transient int }

// Next decides whether a request may be sent again after e, and when. One that
// changes something is repeated only where e proves that nothing happened: the
// moment was refused, or the request never left.
func (r *Repeats) Next(e *APIError, changes bool) (time.Duration, bool) {
	switch {
	case e.Kind == KindRateLimited:
		r.throttled++
		pause := e.RetryAfter
		if pause <= 0 {
			pause = throttleWait
		}
		return pause, r.throttled <= maxThrottled && pause <= longestWait
	case e.Kind == KindUnreachable, !changes && (e.Kind == KindInterrupted || e.Kind == KindUnavailable):
		if e.Final() {
			return 0, false
		}
		pause := transientPause
		for range r.transient {
			pause *= 3
		}
		r.transient++
		pause = max(pause, e.RetryAfter)
		return pause, r.transient <= maxTransient && pause <= longestWait
	}
	return 0, false
}

// Wait pauses for d, or until ctx ends; then its error is that of ctx.
func Wait(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// do sends the call, and again where the rules allow it.
func (c *Client) do(ctx context.Context, q call) error {
	if q.op != opSandboxes && c.sandbox == "" {
		return invalid(q.op, "Sandbox", errEmpty)
	}
	count := q.repeats
	if count == nil {
		count = &Repeats{}
	}
	var refused *APIError // the token, which is renewed once
	for attempt := 1; ; attempt++ {
		if ctx.Err() != nil {
			return canceled(ctx, q.op)
		}
		token, err := c.token(ctx, q)
		if err != nil {
			return moreTelling(refused, err)
		}
		began := c.now()
		e := c.exchange(ctx, q, token)
		c.logCall(ctx, q, attempt, c.now().Sub(began), e)
		if e == nil {
			return nil
		}
		// A page with that status is not Platform's word about the token.
		if e.Status == http.StatusUnauthorized && !e.Page {
			if refused != nil {
				return e
			}
			refused = e
			c.tokens.Invalidate(token)
			continue
		}
		pause, again := count.Next(e, q.changes())
		if !again {
			return e
		}
		if c.wait(ctx, pause) != nil {
			return canceled(ctx, q.op)
		}
	}
}

// ask makes a call, unless err says why it cannot be made, and returns what read makes
// of its answer.
func ask[T any](ctx context.Context, c *Client, q call, err error, read func(Answer) (T, *APIError)) (T, error) {
	var out, none T
	if err != nil {
		return none, err
	}
	q.decode = func(a Answer) (e *APIError) {
		out, e = read(a)
		return e
	}
	if err := c.do(ctx, q); err != nil {
		return none, err
	}
	return out, nil
}

// token asks for a token. Whatever hinders that, the call itself has not left,
// so an error whose kind would mean "perhaps done" is turned into one that
// says "not sent"; the error as it was stays underneath.
func (c *Client) token(ctx context.Context, q call) (string, error) {
	token, err := c.tokens.Token(ctx)
	if err == nil {
		if token == "" {
			return "", invalid("Token", "AccessToken", errEmpty)
		}
		return token, CheckHeaderValue("Token", "AccessToken", token)
	}
	if e, ok := errors.AsType[*APIError](err); ok {
		if !e.Kind.OutcomeUnknown() {
			return "", err
		}
		sent := *e
		sent.Kind, sent.Err = KindUnreachable, err
		return "", &sent
	}
	if ctx.Err() != nil {
		return "", canceled(ctx, q.op)
	}
	return "", &APIError{Kind: KindUnreachable, Op: "Token", Err: err}
}

// moreTelling chooses between the 401 that made a new token necessary and the
// error of getting one. Where Flow Service gave a reason of its own (the
// organization, say), that is what has to be put right, not the token.
//
// A pasted token that was refused is not asked for anew, so that it is the 401
// that tells how far the clock is off.
func moreTelling(refused *APIError, err error) error {
	if refused == nil || KindOf(err) != KindUnauthorized {
		return err
	}
	if isFlowCode(refused.Code) {
		return refused
	}
	if e, ok := errors.AsType[*APIError](err); ok && e.Status == 0 {
		said := *refused
		said.Op, said.Code = e.Op, e.Code
		return &said
	}
	return err
}
