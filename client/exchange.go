package client

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"slices"
	"time"
)

// The most that is read of an answer.
const (
	maxAnswer = 16 << 20
	maxRefuse = 1 << 20
)

var (
	errTimeLimit = errors.New("no complete answer in time")
	errTooBig    = errors.New("the answer is too big")
)

// call is one operation as it goes over the wire.
type call struct {
	op      string
	method  string
	path    string // under the base URL, escaped
	query   string // escaped
	body    []byte // nil for none
	typed   bool   // sends the header Content-Type without a body
	ifMatch string // header If-Match; empty for none
	accept  string // header Accept; empty for none
	want    int    // the status that means success
	also    []int  // others that do, where Adobe does not say which it is
	secrets []Secret
	// asks says that nothing comes of it but an answer, whatever its method.
	asks bool
	// noSandbox leaves out the header x-sandbox-name.
	noSandbox bool
	// head is how many bytes of the answer are wanted, of any type, where no more
	// than its beginning is.
	head int64
	// decode reads the answer; it gets JSON of unknown shape. A call that wants
	// 204 has nothing to read and none.
	decode func(a Answer) *APIError
	// repeats, if there is one, is what the call has been repeated for.
	repeats *Repeats
}

// mostReads is how often a request that changes nothing may leave in one exchange,
// those included that follow a redirect.
const mostReads = 20

// changes reports whether the call may have an effect at Platform.
func (q call) changes() bool { return q.method != http.MethodGet && !q.asks }

// succeeded reports whether a status means success.
func (q call) succeeded(status int) bool { return status == q.want || slices.Contains(q.also, status) }

// exchange sends the call once and reads its answer.
//
// A call that changes something can be cancelled until it leaves. After that
// only its answer tells what it did, so it is seen through to the end.
func (c *Client) exchange(ctx context.Context, q call, token string) *APIError {
	parent := ctx
	if q.changes() {
		parent = context.WithoutCancel(ctx)
		if !c.mayReuse(q) {
			c.rest.GetClient().CloseIdleConnections()
		}
	}
	limited, cancel := context.WithTimeoutCause(parent, c.limit, errTimeLimit)
	defer cancel()
	dep := &departure{body: q.body, most: mostReads, stop: cancel}
	if q.changes() {
		dep.most = 1
		stop := context.AfterFunc(ctx, func() {
			if dep.callOff() {
				cancel()
			}
		})
		defer stop()
	}

	secrets := append([]Secret{NewSecret(token)}, q.secrets...)
	a, err := c.send(dep.attach(limited), q, token)
	a.secrets = secrets
	if err != nil && a.Status == 0 {
		return c.sendError(ctx, limited, dep, q, err, secrets)
	}
	if err != nil && q.succeeded(a.Status) {
		if ctx.Err() != nil && !q.changes() {
			return canceled(ctx, q.op)
		}
		kind := KindInterrupted
		if errors.Is(err, errTooBig) {
			kind = KindNotPlatform
		}
		return &APIError{
			Kind: kind, Status: a.Status, Op: q.op, RequestID: a.requestID(),
			Err: inTime(limited, scrubbed(err, secrets...)),
		}
	}
	return q.read(a, secrets)
}

// mayReuse reports whether q may go out on a connection that has been kept. It
// may just be closing at the other end, and a request written to it would be
// neither done nor undone. One that has brought an answer a moment ago is as good
// as a new one, provided that the request knows whether it has left, which takes
// a body. It is the clock on the wall that counts: a computer may have slept.
func (c *Client) mayReuse(q call) bool {
	heard := c.heard.Load()
	if heard == nil || q.body == nil {
		return false
	}
	ago := c.now().Round(0).Sub(heard.Round(0))
	return 0 <= ago && ago <= freshness
}

// read takes an answer that came whole.
func (q call) read(a Answer, secrets []Secret) *APIError {
	if !q.succeeded(a.Status) {
		return NewAnswerError(q.op, a, secrets...)
	}
	if q.want == http.StatusNoContent {
		return nil // and whatever type it calls itself, there is nothing of it
	}
	// What changes nothing may call its JSON plain text, as a bare true is: the
	// log-in page of a network is HTML.
	if !a.isJSON() && q.head == 0 && (q.changes() || !a.isPlain()) {
		return a.notPlatform(q.op, errNotJSON)
	}
	if e := q.decode(a); e != nil {
		e.Op, e.Status, e.RequestID = q.op, a.Status, a.requestID()
		return e
	}
	return nil
}

// sendError sorts an exchange that brought no answer at all.
func (c *Client) sendError(ctx, limited context.Context, dep *departure, q call, err error, secrets []Secret) *APIError {
	gone := !dep.callOff()
	if ctx.Err() != nil && (!gone || !q.changes()) {
		return canceled(ctx, q.op)
	}
	e := NewSendError(q.op, gone && !untouched(err), err, secrets...)
	e.Err = inTime(limited, e.Err)
	return e
}

// inTime marks err where it was the limit of the whole call that ran out.
func inTime(limited context.Context, err error) error {
	if errors.Is(context.Cause(limited), errTimeLimit) && !errors.Is(err, errTimeLimit) {
		return fmt.Errorf("%w: %w", errTimeLimit, err)
	}
	return err
}

// NewSendError returns the error for a request that got no answer: of
// KindInterrupted where it had left, of KindUnreachable where it had not. The
// secrets are scrubbed from what err says; otherwise err can be reached with
// errors.As.
func NewSendError(op string, gone bool, err error, secrets ...Secret) *APIError {
	kind := KindUnreachable
	if gone {
		kind = KindInterrupted
	}
	// The address that url.Error adds says nothing new, and a filter in it holds names.
	if u, ok := errors.AsType[*url.Error](err); ok {
		err = u.Err
	}
	return &APIError{Kind: kind, Op: op, Err: scrubbed(err, secrets...)}
}

// canceled returns the error of a call that ctx ended.
func canceled(ctx context.Context, op string) *APIError {
	return &APIError{Kind: KindCanceled, Op: op, Err: ctx.Err()}
}

// send puts the request on the wire and reads the answer within its limits.
// With a status and an error together the answer was not complete.
func (c *Client) send(ctx context.Context, q call, token string) (Answer, error) {
	out := c.request(q, token)
	r := c.rest.R().SetContext(ctx)
	for _, h := range out.Header {
		r.SetHeader(h.Name, h.Value)
	}
	res, err := r.Execute(out.Method, out.URL)
	if err != nil {
		c.heard.Store(nil) // what is kept may be as bad
		return Answer{}, err
	}
	defer func() { _ = res.RawBody().Close() }()
	a := Answer{Status: res.StatusCode(), Header: res.Header(), At: c.now()}
	c.heard.Store(&a.At)
	if q.succeeded(a.Status) {
		c.skew.Store(int64(a.clockSkew()))
	}
	if q.succeeded(a.Status) && q.head > 0 {
		a.Body, err = io.ReadAll(io.LimitReader(res.RawBody(), q.head))
		return a, err
	}
	if q.succeeded(a.Status) {
		a.Body, err = io.ReadAll(io.LimitReader(res.RawBody(), maxAnswer+1))
		if err == nil && len(a.Body) > maxAnswer {
			a.Body, err = nil, errTooBig
		}
		return a, err
	}
	// What an error says is read as far as it goes: its status alone decides.
	a.Body, _ = io.ReadAll(io.LimitReader(res.RawBody(), maxRefuse))
	return a, nil
}

// logCall writes one line about an exchange. Neither headers nor bodies nor
// the query are in it.
func (c *Client) logCall(ctx context.Context, q call, attempt int, took time.Duration, e *APIError) {
	attrs := []slog.Attr{
		slog.String("op", q.op), slog.String("method", q.method), slog.String("path", q.path),
		slog.Int("attempt", attempt), slog.Duration("took", took.Round(time.Millisecond)),
	}
	if e == nil {
		c.log.LogAttrs(ctx, slog.LevelInfo, "platform call", append(attrs, slog.Int("status", q.want))...)
		return
	}
	attrs = append(attrs,
		slog.Int("status", e.Status), slog.String("kind", e.Kind.String()),
		slog.String("code", e.Code), slog.String("request_id", e.RequestID))
	if e.Err != nil {
		attrs = append(attrs, slog.String("cause", e.Err.Error()))
	}
	c.log.LogAttrs(ctx, slog.LevelWarn, "platform call", attrs...)
}
