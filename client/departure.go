package client

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"net/http/httptrace"
	"sync/atomic"
)

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
	body  []byte
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
	if d.body == nil {
		ctx = httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{
			GotConn: func(httptrace.GotConnInfo) { d.state.Store(left) },
		})
	}
	return ctx
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
	r.ContentLength = int64(len(d.body))
	r.GetBody = func() (io.ReadCloser, error) {
		return &gatedBody{departure: d, rest: bytes.NewReader(d.body)}, nil
	}
	r.Body, _ = r.GetBody()
}

// gatedBody is a request body whose first read is the departure.
type gatedBody struct {
	departure *departure
	rest      *bytes.Reader
}

// Read reads on, unless the request was called off.
func (b *gatedBody) Read(p []byte) (int, error) {
	if !b.departure.leave() {
		return 0, context.Canceled
	}
	return b.rest.Read(p)
}

// Close does nothing: there is nothing to release.
func (b *gatedBody) Close() error { return nil }
