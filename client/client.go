// Package client speaks to Adobe Experience Platform: one method per operation
// of its HTTP API, typed errors, and rules for repeating a call that never
// make a second connection by accident. It also says what the fields of an S3
// account may hold. It knows no disk, no keyring and no window.
package client

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"sync/atomic"
	"time"

	"github.com/go-resty/resty/v2"
)

// The paths of the two services, under the base URL.
const (
	flowServicePath = "/data/foundation/flowservice"
	sandboxPath     = "/data/foundation/sandbox-management/"
)

// callLimit is how long one exchange may take from its first packet to the
// last byte of its answer. Adobe's gateway gives up after 60 seconds, so an
// answer that is not here by then is not coming.
const callLimit = 75 * time.Second

// Client calls Platform as one credential, in one organization and one
// sandbox. It is safe for use by several goroutines.
type Client struct {
	sender
	tokens TokenSource
	log    *slog.Logger
	rest   *resty.Client
	heard  atomic.Pointer[time.Time] // when the last answer came
	skew   atomic.Int64              // of the clocks, by the last success

	now   func() time.Time
	wait  func(ctx context.Context, d time.Duration) error
	limit time.Duration
}

// New returns a Client for cfg. It validates and does no I/O. Its errors are
// *APIError of KindInvalid with the name of the field.
func New(cfg Config) (*Client, error) {
	from, err := newSender(cfg)
	if err != nil {
		return nil, err
	}
	if cfg.Tokens == nil {
		return nil, invalid("New", "Tokens", errEmpty)
	}
	if cfg.Logger == nil {
		cfg.Logger = slog.New(slog.DiscardHandler)
	}
	if cfg.Transport == nil {
		cfg.Transport = NewTransport()
	}
	return &Client{
		sender: from,
		tokens: cfg.Tokens,
		log:    cfg.Logger,
		rest:   newREST(cfg.Transport),
		now:    time.Now,
		wait:   Wait,
		limit:  callLimit,
	}, nil
}

// newREST sets resty up as a plain request builder. Its own retries, redirects,
// answer parsing, cookies and debug output stay off: the first three would
// break the rules of a creating call, the last two would keep or print secrets.
func newREST(transport http.RoundTripper) *resty.Client {
	rest := resty.NewWithClient(&http.Client{
		Transport:     locationGuard{transport},
		CheckRedirect: checkRedirect,
	})
	rest.SetLogger(silent{})
	rest.SetDisableWarn(true)
	rest.SetDoNotParseResponse(true)
	rest.SetPreRequestHook(func(_ *resty.Client, r *http.Request) error {
		// resty copies Content-Type to Accept, which the tutorial does not send.
		if r.Header.Get("Accept") == r.Header.Get("Content-Type") {
			r.Header.Del("Accept")
		}
		if dep := departureOf(r.Context()); dep != nil {
			dep.load(r)
		}
		return nil
	})
	return rest
}

// silent is a logger for resty that says nothing.
type silent struct{}

func (silent) Errorf(string, ...any) {}
func (silent) Warnf(string, ...any)  {}
func (silent) Debugf(string, ...any) {}

var (
	errEmpty       = errors.New("it is empty")
	errHeaderValue = errors.New("it holds a character that a header cannot carry")
	errNotUTF8     = errors.New("it is not valid UTF-8")
)

// invalid returns the error for an input that is refused before sending.
func invalid(op, field string, cause error) *APIError {
	return &APIError{Kind: KindInvalid, Op: op, Field: field, Err: cause}
}

// CheckHeaderValue reports whether value can be sent in a header: printable
// ASCII only, since a control character would begin another header and
// everything else is read differently by different servers. The error is an
// *APIError of KindInvalid with op and field; it does not repeat the value.
func CheckHeaderValue(op, field, value string) error {
	for i := range len(value) {
		if value[i] < 0x20 || value[i] > 0x7e {
			return invalid(op, field, errHeaderValue)
		}
	}
	return nil
}
