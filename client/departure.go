package client

import (
	"bytes"
	"context"
	"errors"
	"net/http"
	"net/http/httptrace"
	"strings"
	"sync/atomic"
	"time"
)

// freshness is for how long a connection that was kept may carry a request that
// changes something. No usual server closes a kept connection as early: the
// least that any of them waits by default is five seconds.
const freshness = 3 * time.Second

var errStale = errors.New("the kept connection had been idle for too long")

// departure knows whether a request has left. A request with a body has left
// when the transport begins to read the body: until then no server can have
// got a request that it could act on. That moment and calling off exclude each
// other, so "called off" always means that nothing was sent.
//
// A request without a body has left when it was given a connection, and nothing
// can hold it back any more: one that was called off in the same moment counts
// as gone, since it may have been written before its context ended.
type departure struct {
	state atomic.Int32
	stale atomic.Bool // the connection that it was given must not carry it
	body  []byte
	// A request without a body may leave only so often: net/http repeats it, in
	// HTTP/2, after errors that prove nothing, at once and without end.
	most  int32
	times atomic.Int32
	stop  context.CancelFunc
}

const (
	waiting int32 = iota
	left
	calledOff
)

// leave marks the request as gone and reports whether it may go.
func (d *departure) leave() bool {
	return d.state.CompareAndSwap(waiting, left) || d.state.Load() == left
}

// callOff keeps the request from leaving and reports whether it was in time.
func (d *departure) callOff() bool {
	return d.state.CompareAndSwap(waiting, calledOff) || d.state.Load() == calledOff
}

type departureKey struct{}

// attach returns a context under which the request reports to d.
func (d *departure) attach(ctx context.Context) context.Context {
	ctx = context.WithValue(ctx, departureKey{}, d)
	return httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{GotConn: d.given})
}

// given hears of the connection that the request was given.
func (d *departure) given(info httptrace.GotConnInfo) {
	if d.body == nil {
		d.state.Store(left)
		if d.times.Add(1) > d.most {
			d.stop() // before its header is written, which looks for that
		}
		return
	}
	d.stale.Store(info.WasIdle && info.IdleTime > freshness)
}

// untouched reports whether err, of a request that has left, says that HTTP/2
// guarantees that nothing was done: the connection was shut down by a GOAWAY
// that does not reach its stream, or the stream was refused. net/http has only
// text for it; what is worded in another way proves nothing.
func untouched(err error) bool {
	text := err.Error()
	return strings.Contains(text, "http2: Transport: cannot retry err [") &&
		(strings.Contains(text, "[http2: Transport received Server's graceful shutdown GOAWAY]") ||
			strings.Contains(text, "; REFUSED_STREAM; received from peer]"))
}

func departureOf(ctx context.Context) *departure {
	d, _ := ctx.Value(departureKey{}).(*departure)
	return d
}

// load puts the body on the request. It is done here and not by resty, which
// copies bodies to buffers that it keeps, secrets included. Where there is none,
// the empty body of unknown length that resty gives a DELETE is taken away: in
// HTTP/2 its headers would go ahead of the end of the request.
func (d *departure) load(r *http.Request) {
	if d.body == nil {
		r.Body, r.GetBody, r.ContentLength = nil, nil, 0
		return
	}
	r.ContentLength, r.GetBody = int64(len(d.body)), nil
	r.Body = &gatedBody{departure: d, rest: bytes.NewReader(d.body)}
}

// gatedBody is a request body whose first read is the departure.
//
// net/http writes the header of a body that it cannot look into by itself, so that
// over HTTP/1.1 a create takes 1.7 times as long as a bare POST, some 8 of its 30 µs
// more for that packet (BenchmarkCreate). It stays so: a header that is refused is the
// proof that the body was never read and nothing has left. Holding it back until the
// body follows gave 1.5, for the price of a write that reports as sent what is not,
// in the one place where that must never be wrong.
type gatedBody struct {
	departure *departure
	rest      *bytes.Reader
}

// Read reads on, unless the request was called off.
func (b *gatedBody) Read(p []byte) (int, error) {
	if b.departure.stale.Load() {
		return 0, errStale
	}
	if !b.departure.leave() {
		return 0, context.Canceled
	}
	return b.rest.Read(p)
}

// Close does nothing: there is nothing to release.
func (b *gatedBody) Close() error { return nil }
