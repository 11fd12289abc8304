package practice

import (
	"errors"
	"io"
	"maps"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"github.com/google/uuid"

	"mooring/client"
)

// maxBody is far more than a connection needs.
const maxBody = 1 << 20

// call is one request on its way through the Platform.
type call struct {
	request   *http.Request
	op        Op
	id        string // of the resource in the path
	allow     string // the methods of the path, if this one is none of them
	query     url.Values
	body      []byte
	requestID string
	org       string // set by the gateway's checks
	sandbox   string // set by the Flow Service's checks
}

// ServeHTTP answers as Platform and its sign-in service do. Behind a writer
// that cannot drop a connection (a ResponseRecorder) a dropped one shows as an
// empty 502.
func (p *Platform) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	c := &call{request: r, requestID: uuid.NewString()}
	c.op, c.id, c.allow = route(r.Method, r.URL.EscapedPath())
	body, readErr := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	c.body = body
	query, queryErr := url.ParseQuery(r.URL.RawQuery)
	c.query = query
	if p.requests != nil {
		p.requests.add(Request{
			At: p.now(), Op: c.op, Method: r.Method, Path: r.URL.Path,
			Query: query, Header: r.Header.Clone(), Body: body,
		})
	}
	var tooBig *http.MaxBytesError
	switch {
	case errors.As(readErr, &tooBig):
		p.send(w, c, badRequest(http.StatusRequestEntityTooLarge, "RequestEntityTooLarge", "The request body is too large"), false)
		return
	case readErr != nil:
		// A request that did not arrive whole is not acted on.
		p.hangUp(w, c)
		return
	case queryErr != nil:
		p.send(w, c, malformed("The query is not valid"), false)
		return
	}
	p.serve(w, c)
}

// serve lets the fault, if there is one, act around the proper handling.
func (p *Platform) serve(w http.ResponseWriter, c *call) {
	ctx := c.request.Context()
	fault := p.faults.take(c.op)
	extend(w, fault.Delay+fault.AnswerDelay)
	if fault.Delay > 0 && client.Wait(ctx, fault.Delay) != nil {
		p.hangUp(w, c)
		return
	}
	if fault.Drop == DropBeforeCommit {
		p.hangUp(w, c)
		return
	}
	var a answer
	if !fault.replaces() || fault.Commit {
		a = p.handle(c)
	}
	if fault.replaces() {
		a = fault.answer(c)
	}
	a = fault.decorate(a)
	if delay := a.delay + fault.AnswerDelay; delay > 0 {
		extend(w, delay)
		// Whether the time has passed does not matter: what was asked is done,
		// and the answer is sent at once when the Platform stops.
		_ = client.Wait(ctx, delay)
	}
	if a.lost || fault.Drop == DropAfterCommit {
		p.hangUp(w, c)
		return
	}
	p.send(w, c, a, fault.Drop == DropMidBody)
}

// extend moves the server's deadline for the answer beyond a wanted delay.
func extend(w http.ResponseWriter, delay time.Duration) {
	if delay <= 0 {
		return
	}
	// Not every writer has deadlines; without them there is nothing to move. The
	// one for reading matters too: when it passes, the server ends the request.
	rc := http.NewResponseController(w)
	_ = rc.SetReadDeadline(time.Now().Add(delay + readTimeout))
	_ = rc.SetWriteDeadline(time.Now().Add(delay + writeTimeout))
}

// send writes an answer; a cut one promises more than it holds, upon which the
// server closes the connection.
func (p *Platform) send(w http.ResponseWriter, c *call, a answer, cut bool) {
	if cut && len(a.body) == 0 {
		p.hangUp(w, c)
		return
	}
	h := w.Header()
	maps.Copy(h, a.header)
	h.Set("X-Request-Id", c.requestID)
	body := a.body
	if cut {
		h.Set("Content-Length", strconv.Itoa(len(body)+1))
		body = body[:len(body)/2]
	} else if a.status != http.StatusNoContent {
		h.Set("Content-Length", strconv.Itoa(len(body)))
	}
	w.WriteHeader(a.status)
	if len(body) > 0 {
		// A client that has gone away is no concern of the server.
		_, _ = w.Write(body)
	}
	p.log.Debug("practice Platform answered", "op", string(c.op), "status", a.status, "cut", cut, "request", c.requestID)
}

// hangUp closes the connection without an answer.
func (p *Platform) hangUp(w http.ResponseWriter, c *call) {
	p.log.Debug("practice Platform dropped the connection", "op", string(c.op), "request", c.requestID)
	conn, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		w.WriteHeader(http.StatusBadGateway)
		return
	}
	_ = conn.Close()
}
